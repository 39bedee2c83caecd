"""A password that somebody chooses: typed twice, hidden until asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.fouten import InvoerFout

ONGELIJK = "De twee wachtwoorden zijn niet gelijk: typ ze opnieuw."


def wachtwoordveld(naam: str) -> QLineEdit:
    """Return a field that does not show what is typed."""
    veld = QLineEdit()
    veld.setEchoMode(QLineEdit.EchoMode.Password)
    veld.setAccessibleName(naam)
    return veld


def toonknop(*velden: QLineEdit) -> QPushButton:
    """Return a button that shows what is typed in these fields, as long as it is pressed in."""
    knop = QPushButton("Toon wat ik typ")
    knop.setCheckable(True)
    # In a dialog Enter would press it.
    knop.setAutoDefault(False)
    knop.setProperty("rol", "stil")

    def wissel(zichtbaar: bool) -> None:
        for veld in velden:
            veld.setEchoMode(QLineEdit.EchoMode.Normal if zichtbaar else QLineEdit.EchoMode.Password)

    knop.toggled.connect(wissel)
    return knop


class Wachtwoordvelden(QWidget):
    """`klaar` when Enter is pressed in the second field."""

    klaar = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.eerste, self.tweede = wachtwoordveld("Nieuw wachtwoord"), wachtwoordveld("Nog een keer")
        self._toon = toonknop(self.eerste, self.tweede)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        for naam, veld in (("N&ieuw wachtwoord", self.eerste), ("N&og een keer", self.tweede)):
            label = QLabel(naam)
            label.setBuddy(veld)
            kolom.addWidget(label)
            kolom.addWidget(veld)
        kolom.addWidget(self._toon)
        self.eerste.returnPressed.connect(self.tweede.setFocus)
        self.tweede.returnPressed.connect(self.klaar)
        self.setFocusProxy(self.eerste)

    @property
    def wachtwoord(self) -> str:
        """Return what was typed twice; raises InvoerFout when it was not the same."""
        if self.eerste.text() != self.tweede.text():
            raise InvoerFout(ONGELIJK)
        return self.eerste.text()

    @Slot()
    def leeg(self) -> None:
        """Forget what was typed."""
        self.eerste.clear()
        self.tweede.clear()
        self._toon.setChecked(False)
