"""Everything that is no plain grant: refused, asked for, open, by others; and what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.besluiten.behandeling import AL, NIET_GEVRAAGD, Behandeling, Deel
from consulent_app.besluiten.besluit import Afgewezen, Afhandeling, Indicatie, NogNiet
from consulent_app.huishouden.model import Persoon
from consulent_app.intake.gesprek import kort
from consulent_app.regels.regeling import Regeling
from consulent_app.ui.vakjestekst import Vakjestekst

MAATWERK, TERUG = "maatwerk", "terug"
GETEKEND = "De aanvraag is nu ondertekend"
TITELS = {
    "anders": "Toegekend met maatwerk",
    "afwijzingen": "Afwijzen",
    "aanvragen": "Op de aanvraag, te ondertekenen",
    "bedrag_volgt": "Bedrag volgt van de gemeente",
    "nog_nodig": "Nog een antwoord nodig",
    "nog_te_beslissen": "Nog niet beslist",
    "al": "Krijgt u al, of al aangevraagd",
    "niet_gevraagd": "Niet gevraagd, dus geen besluit",
    "via_anderen": "Via anderen",
    "landelijk": "Landelijk, vraagt de inwoner zelf aan",
}
#: What a consulent may do with a row of each group.
KAN = {
    "anders": (TERUG,),
    "afwijzingen": (NIET_GEVRAAGD, MAATWERK),
    "aanvragen": (*AL, MAATWERK),
    "bedrag_volgt": (MAATWERK,),
    "nog_nodig": tuple(AL),
    "al": (TERUG,),
    "niet_gevraagd": (TERUG,),
    "via_anderen": tuple(AL),
    "landelijk": tuple(AL),
}
WOORDEN = {
    MAATWERK: "Toch toekennen (maatwerk)...",
    TERUG: "Terugzetten",
    NIET_GEVRAAGD: "Niet gevraagd: wijs niet af",
    **AL,
}
Rij = tuple[Regeling, Persoon | None, str]


class Besluitrest(QWidget):
    """`gekozen` carries what is to be done and about what; `getekend` whether the application is signed."""

    gekozen = Signal(str, object)
    getekend = Signal(bool)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(10)
        self.acties: dict[tuple[str, Deel], QAction] = {}

    def leeg(self) -> None:
        """Take everything away."""
        self.acties = {}
        while (deel := self._kolom.takeAt(0)) is not None:
            if (oud := deel.widget()) is not None:
                oud.hide()
                oud.deleteLater()

    def toon(self, zaak: Afhandeling, behandeling: Behandeling) -> None:
        """Show the groups of this household, those without rows left out."""
        self.leeg()
        for groep, titel in TITELS.items():
            rijen = list(_rijen(groep, zaak, behandeling))
            if not rijen:
                continue
            paneel, rooster = paneel_met_kop(titel)
            for regeling, delen in _per_regeling(rijen).items():
                self._rij(rooster, groep, regeling, delen)
            if groep == "aanvragen" and zaak.rol == "consulent":
                self._getekend(rooster, behandeling)
            self._kolom.addWidget(paneel)

    def _rij(self, rooster: QGridLayout, groep: str, regeling: Regeling, rijen: list[Rij]) -> None:
        wie = ", ".join(kort(persoon) for _, persoon, _ in rijen if persoon)
        tekst = f"{regeling.naam} · {wie}" if wie else regeling.naam
        label = QLabel(tekst)
        label.setWordWrap(True)
        rij = rooster.rowCount()
        rooster.addWidget(label, rij, 0, 1, 2)
        if groep in KAN:
            rooster.addWidget(self._knop(tekst, groep, rijen), rij, 2)
        for uitleg in dict.fromkeys(uitleg for _, _, uitleg in rijen if uitleg):
            zacht = QLabel(uitleg)
            zacht.setProperty("rol", "zacht")
            zacht.setWordWrap(True)
            rooster.addWidget(zacht, rooster.rowCount(), 0, 1, 3)

    def _knop(self, tekst: str, groep: str, rijen: list[Rij]) -> QToolButton:
        knop = QToolButton()
        knop.setText("Anders")
        knop.setAccessibleName(f"{tekst}: anders beslissen")
        knop.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(knop)
        for regeling, persoon, _ in rijen:
            deel = (regeling.id, persoon.id if persoon else None)
            for wat in KAN[groep]:
                voor = f"{kort(persoon)}: " if persoon is not None and len(rijen) > 1 else ""
                actie = menu.addAction(f"{voor}{WOORDEN[wat]}")
                actie.triggered.connect(partial(self._kies, wat, deel))
                self.acties[wat, deel] = actie
        knop.setMenu(menu)
        return knop

    def _kies(self, wat: str, deel: Deel, *_: object) -> None:
        self.gekozen.emit(wat, deel)

    def _getekend(self, rooster: QGridLayout, behandeling: Behandeling) -> None:
        vakje = QCheckBox()
        vakje.setAccessibleName(GETEKEND)
        vakje.setChecked(behandeling.getekend_op is not None)
        vakje.toggled.connect(self.getekend)
        rij = rooster.rowCount()
        rooster.addWidget(vakje, rij, 0)
        rooster.addWidget(Vakjestekst(GETEKEND, vakje), rij, 1, 1, 2)


def paneel_met_kop(titel: str) -> tuple[QFrame, QGridLayout]:
    """Return a panel with its heading, and the grid in which its rows go."""
    paneel = QFrame()
    paneel.setProperty("rol", "paneel")
    rooster = QGridLayout(paneel)
    rooster.setContentsMargins(14, 10, 14, 10)
    rooster.setColumnStretch(1, 1)
    kop = QLabel(titel)
    kop.setProperty("rol", "tussenkop")
    kop.setWordWrap(True)
    rooster.addWidget(kop, 0, 0, 1, 3)
    return paneel, rooster


def _rijen(groep: str, zaak: Afhandeling, behandeling: Behandeling) -> Iterator[Rij]:
    if groep == "anders":
        for t in zaak.toekenningen:
            if t.maatwerk:
                yield t.regeling, t.persoon, t.maatwerk
        return
    delen: Iterable[Afgewezen | NogNiet | Indicatie] = getattr(zaak, groep)
    for deel in delen:
        uitleg = AL.get(behandeling.al.get(deel.deel, ""), "") if groep == "al" else ""
        yield deel.regeling, deel.persoon, uitleg[:1].upper() + uitleg[1:]


def _per_regeling(rijen: Iterable[Rij]) -> dict[Regeling, list[Rij]]:
    per: dict[str, list[Rij]] = {}
    for rij in rijen:
        per.setdefault(rij[0].id, []).append(rij)
    return {rijen_[0][0]: rijen_ for rijen_ in per.values()}
