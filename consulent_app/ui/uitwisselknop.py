"""At the bottom of the window: how the exchange stands. Pressing it opens the panel about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from consulent_app.ui.werkblad import Werkblad


class Uitwisselknop(QPushButton):
    """Not there for a workplace that works alone."""

    gevraagd = Signal()

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self._uitwisselaar = werkblad.uitwisselaar
        # Low: the line at the bottom stays as high as its texts.
        self.setProperty("rol", "klein")
        self.setToolTip("F9")
        self.clicked.connect(self.gevraagd)
        self._uitwisselaar.veranderd.connect(self.ververs)
        self.ververs()

    @Slot()
    def ververs(self) -> None:
        """Show how it stands now."""
        tekst = self._uitwisselaar.in_een_regel
        if tekst != self.text():
            self.setText(tekst)
            self.setAccessibleName(f"Uitwisselen: {tekst}")
        self.setVisible(bool(tekst))
