"""The own key with which somebody signs: its file, and the password on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.wachtwoordvelden import wachtwoordveld
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel, open_sleutel

GEEN_BESTAND = "Nog geen sleutel gekozen."
NOG_NODIG = "Nog nodig: {wat}."


class Tekenvelden(QWidget):
    """`gewijzigd` whenever a key may have become ready to open."""

    gewijzigd = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.kies, self._gekozen = QPushButton("Kies uw sleutel..."), label(GEEN_BESTAND, "zacht")
        self.wachtwoord = wachtwoordveld("Wachtwoord van uw sleutel")
        self._bestand: Path | None = None
        kolom, rij, onder = QVBoxLayout(self), QHBoxLayout(), label("Wacht&woord van uw sleutel")
        onder.setWordWrap(False)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.kies.setAutoDefault(False)
        self.kies.clicked.connect(self._kies)
        rij.addWidget(self.kies)
        rij.addWidget(self._gekozen, 1)
        onder.setBuddy(self.wachtwoord)
        self.wachtwoord.textChanged.connect(self.gewijzigd)
        kolom.addLayout(rij)
        kolom.addWidget(onder)
        kolom.addWidget(self.wachtwoord)

    @property
    def mist(self) -> list[str]:
        """Return what is still needed before the key can be opened."""
        nodig = ("uw sleutel", self._bestand is not None), ("het wachtwoord", bool(self.wachtwoord.text()))
        return [wat for wat, is_er in nodig if not is_er]

    def opener(self) -> Callable[[], Sleutel]:
        """Return what opens the key, for the worker: it takes half a second."""
        assert self._bestand is not None
        return partial(open_sleutel, self._bestand, self.wachtwoord.text())

    @Slot()
    def _kies(self) -> None:
        pad, _ = QFileDialog.getOpenFileName(self, "Kies uw sleutel", str(Path.home()))
        if pad:
            self._bestand = Path(pad)
            self._gekozen.setText(self._bestand.name)
            self.wachtwoord.setFocus()
            self.gewijzigd.emit()


def nog_nodig(mist: Sequence[str]) -> str:
    """Return what keeps somebody from signing, nothing when that is nothing."""
    return NOG_NODIG.format(wat=", ".join(mist)) if mist else ""


def schuifbaar(binnen: QWidget) -> QScrollArea:
    """Return a part of a window that scrolls when large text does not fit."""
    gebied = QScrollArea()
    gebied.setWidgetResizable(True)
    gebied.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    gebied.setWidget(binnen)
    return gebied
