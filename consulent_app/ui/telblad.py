"""One table of a count as a page to read: what it counts, its chart, its numbers, what the signs mean."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consulent_app.acties.telbeeld import Tabelbeeld
from consulent_app.ui.telgrafiek import Telgrafiek
from consulent_app.ui.teltabel import Teltabel
from consulent_app.ui.uitkomstrij import label

KIES = "Kies een staaf om de getallen te lezen."


class Telblad(QWidget):
    """From top to bottom in the order of reading; what a table has not, takes no room."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.titel, self.definitie = label("", "tussenkop"), label("", "zacht")
        self.grafiek, self.gekozen = Telgrafiek(), label("", "zacht")
        self.tabel, self.leeg, self.tekens = Teltabel(), label("", "zacht"), label("", "klein")
        self.over = label("", "klein")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(12, 4, 8, 4)
        kolom.setSpacing(8)
        for deel in (
            self.titel, self.definitie, self.grafiek, self.gekozen, self.leeg, self.tabel, self.tekens,
            self.over,
        ):  # fmt: skip
            kolom.addWidget(deel)
        kolom.addStretch()
        self.grafiek.gekozen.connect(self._lees_voor)

    def toon(self, beeld: Tabelbeeld | None, over: str = "") -> None:
        """Show another table with what holds for all of them, or nothing."""
        self.over.setText(over)
        self.titel.setText(beeld.titel if beeld else "")
        self.definitie.setText(beeld.definitie if beeld else "")
        self.grafiek.toon(beeld.grafiek if beeld else None)
        self.gekozen.setVisible(self.grafiek.isVisibleTo(self))
        self.tabel.toon(beeld)
        self.leeg.setText(beeld.leeg if beeld else "")
        self.leeg.setVisible(bool(beeld and beeld.leeg))
        self.tekens.setText("\n".join(beeld.tekens) if beeld else "")
        self.tekens.setVisible(bool(beeld and beeld.tekens))

    @Slot(str)
    def _lees_voor(self, tekst: str) -> None:
        self.gekozen.setText(tekst or KIES)
        if tekst:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))
