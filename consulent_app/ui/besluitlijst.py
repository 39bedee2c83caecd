"""What can be decided: the grants with a tick, and below them everything else, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.besluiten.behandeling import Behandeling, Deel
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import tel_op
from consulent_app.huishouden.model import Intake
from consulent_app.intake.gezin import op_leeftijd, wie
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel, Status, Uitkomst, Wijze
from consulent_app.ui.afwijsgesprek import Gesprekspaneel
from consulent_app.ui.besluitrest import Besluitrest, paneel_met_kop
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import bedrag_tekst
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.wisselen import wissel

SMAL = 55


class Besluitlijst(QScrollArea):
    """Ticks stay as they were set while the same dossier is open."""

    gewijzigd = Signal()
    gesproken = Signal(object)
    anders = Signal(str, object)
    getekend = Signal(bool)
    niet_gevraagd = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.vakjes: dict[Deel, QCheckBox] = {}
        self._begin()

    def _begin(self) -> None:
        """Begin with an empty list. The old widgets go with the old list."""
        self._binnen, self._totaal = QWidget(), QLabel()
        self.gesprek, self.rest = Gesprekspaneel(), Besluitrest()
        self.gesprek.vastgelegd.connect(self.gesproken)
        self.gesprek.niet_gevraagd.connect(self.niet_gevraagd)
        self.rest.gekozen.connect(self.anders)
        self.rest.getekend.connect(self.getekend)
        self._bedragen: dict[Deel, Uitkomst] = {}
        self._wanneer: dict[Deel, QLabel] = {}

    @property
    def uitgezet(self) -> frozenset[Deel]:
        """Return the grants without a tick."""
        return frozenset(deel for deel, vakje in self.vakjes.items() if not vakje.isChecked())

    def leeg(self) -> None:
        """Forget everything that is shown, the ticks too."""
        self.vakjes = {}
        self._begin()
        wissel(self, self._binnen)

    def toon(self, oordeel: Oordeel, pakket: Pakket, intake: Intake, behandeling: Behandeling) -> None:
        """Show the grants that the gemeente may make by itself."""
        uit, apart = self.uitgezet, set(behandeling.al) | set(behandeling.maatwerk)
        self.vakjes, gesprek = {}, self.gesprek
        self._begin()
        self.gesprek.neem_over(gesprek)
        kolom = QVBoxLayout(self._binnen)
        kolom.setContentsMargins(0, 8, 8, 16)
        kolom.setSpacing(10)
        kolom.addWidget(self._toekenningen(oordeel, pakket, intake, uit, apart))
        kolom.addWidget(self.gesprek)
        kolom.addWidget(self.rest)
        kolom.addStretch()
        wissel(self, self._binnen)

    def _toekenningen(
        self, oordeel: Oordeel, pakket: Pakket, intake: Intake, uit: frozenset[Deel],
        apart: set[Deel],
    ) -> QFrame:  # fmt: skip
        paneel, rooster = paneel_met_kop("Toekennen zonder aanvraag")
        for uitkomst in op_leeftijd(oordeel.uitkomsten, intake):
            if not _is_toekenning(uitkomst, pakket.regelingen[uitkomst.regeling]):
                continue
            deel = (uitkomst.regeling, uitkomst.persoon)
            if deel in apart:
                continue
            naam = pakket.regelingen[uitkomst.regeling].naam
            voor = wie(intake.persoon(uitkomst.persoon), intake.peildatum) if uitkomst.persoon else ""
            tekst = f"{naam} · {voor}" if voor else naam
            vakje = self.vakjes[deel] = QCheckBox()
            vakje.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            vakje.setAccessibleName(f"{tekst}, {bedrag_tekst(uitkomst)}")
            vakje.setChecked(deel not in uit)
            vakje.toggled.connect(self._gewisseld)
            self._bedragen[deel] = uitkomst
            rij = rooster.rowCount()
            rooster.addWidget(vakje, rij, 0)
            rooster.addWidget(Vakjestekst(tekst, vakje), rij, 1)
            rooster.addWidget(self._bedrag(uitkomst), rij, 2)
            wanneer = self._wanneer[deel] = QLabel()
            wanneer.setProperty("rol", "zacht")
            wanneer.setWordWrap(True)
            rooster.addWidget(wanneer, rij + 1, 1, 1, 2)
        rooster.addWidget(self._totaal, rooster.rowCount(), 0, 1, 3)
        self._tel()
        return paneel

    def _bedrag(self, uitkomst: Uitkomst) -> QLabel:
        bedrag = QLabel(bedrag_tekst(uitkomst))
        bedrag.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bedrag.setWordWrap(self.width() < self.fontMetrics().averageCharWidth() * SMAL)
        return bedrag

    def _gewisseld(self, _: bool) -> None:
        self._tel()
        self.gewijzigd.emit()

    def _tel(self) -> None:
        aan = [self._bedragen[d].per_jaar for d, vakje in self.vakjes.items() if vakje.isChecked()]
        bedragen = [bedrag for bedrag in aan if bedrag is not None]
        leeg = "Er is nu niets dat zonder aanvraag kan worden toegekend."
        self._totaal.setText(f"Samen {tel_op(bedragen).leesbaar()} per jaar" if self.vakjes else leeg)
        zet_rol(self._totaal, "tussenkop" if self.vakjes else "zacht")
        rechts = Qt.AlignmentFlag.AlignRight if self.vakjes else Qt.AlignmentFlag.AlignLeft
        self._totaal.setAlignment(rechts)
        self._totaal.setWordWrap(True)

    def toon_rest(self, zaak: Afhandeling, behandeling: Behandeling) -> None:
        """Show from when each grant holds and when it is paid, and everything that is no plain grant."""
        for t in zaak.toekenningen:
            if (
                regel := self._wanneer.get((t.regeling.id, t.persoon.id if t.persoon else None))
            ) is not None:
                betaald = f" · betaald vóór {datum_leesbaar(t.betaald_voor)}" if t.betaald_voor else ""
                regel.setText(f"Zonder aanvraag · vanaf {datum_leesbaar(t.ingang.dag)}{betaald}")
        self.gesprek.toon(zaak)
        self.rest.toon(zaak, behandeling)


def _is_toekenning(uitkomst: Uitkomst, regeling: Regeling) -> bool:
    zeker = uitkomst.status is Status.RECHT and uitkomst.wijze is Wijze.AMBTSHALVE
    return zeker and regeling.door == "gemeente" and not uitkomst.nog_vast_te_stellen
