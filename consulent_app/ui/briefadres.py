"""To whom the letters go: to the resident, or to who acts for him or her."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from consulent_app.besluiten.behandeling import Vertegenwoordiger
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label

NAAR_INWONER = "De brieven gaan naar de inwoner."
NIET_GENOEMD = {
    "curator": "De inwoner staat onder curatele: de brief hoort naar de curator te gaan. "
    "Vul naam en adres in.",
    "bewindvoerder": "Er is een bewindvoerder: de brief hoort naar hem of haar te gaan. "
    "Vul naam en adres in.",
}
ANDER, WIJZIG, TERUG = "Brief aan een ander...", "Wijzig...", "Toch naar de inwoner"


class Briefadres(QFrame):
    """`anders` asks to fill in somebody else; `terug` lets the letters go to the resident again."""

    anders = Signal()
    terug = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.zin = label(NAAR_INWONER)
        self.knop, self._terug = QPushButton(ANDER), QPushButton(TERUG)
        rij = QHBoxLayout(self)
        rij.setContentsMargins(12, 4, 4, 4)
        rij.addWidget(self.zin, 1)
        for knop in (self.knop, self._terug):
            rij.addWidget(knop)
        self.knop.clicked.connect(self._vraag)
        self._terug.clicked.connect(self._naar_inwoner)
        self._terug.hide()

    def toon(self, wie: Vertegenwoordiger | None) -> None:
        """Say to whom the letters go; a warning when nobody named who must have them by law."""
        gekozen, gewaarschuwd = bool(wie and wie.naam), bool(wie and not wie.naam)
        zet_rol(self, "spoed" if gewaarschuwd else "")
        zet_rol(self.zin, "" if gewaarschuwd else "zacht")
        self.zin.setText(NAAR_INWONER if wie is None else _naar(wie))
        self.knop.setText(WIJZIG if gekozen else ANDER)
        self.knop.setAccessibleName(f"{'Wijzig' if gekozen else 'Kies'} aan wie de brief gaat")
        self._terug.setVisible(gekozen)

    @Slot()
    def _vraag(self) -> None:
        self.anders.emit()

    @Slot()
    def _naar_inwoner(self) -> None:
        self.knop.setFocus()
        self.terug.emit()


def _naar(wie: Vertegenwoordiger) -> str:
    return f"De brieven gaan naar {wie.naam} ({wie.rol})." if wie.naam else NIET_GENOEMD[wie.rol]
