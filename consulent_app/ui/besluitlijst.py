"""What can be decided: the grants with a tick, and below them everything else, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.brieven import Deel
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.huishouden.geld import tel_op
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.intake.gesprek import kort
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel, Status, Uitkomst, Wijze
from consulent_app.ui.uitkomstrij import bedrag_tekst
from consulent_app.ui.wisselen import wissel

SMAL = 55


class Besluitlijst(QScrollArea):
    """Ticks stay as they were set while the same dossier is open."""

    gewijzigd = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.vakjes: dict[Deel, QCheckBox] = {}
        self._binnen, self._rest = QWidget(), QVBoxLayout()
        self._totaal = QLabel()
        self._bedragen: dict[Deel, Uitkomst] = {}

    @property
    def uitgezet(self) -> frozenset[Deel]:
        """Return the grants without a tick."""
        return frozenset(deel for deel, vakje in self.vakjes.items() if not vakje.isChecked())

    def leeg(self) -> None:
        """Forget everything that is shown, the ticks too."""
        self.vakjes, self._bedragen = {}, {}
        self._binnen, self._rest, self._totaal = QWidget(), QVBoxLayout(), QLabel()
        wissel(self, self._binnen)

    def toon(self, oordeel: Oordeel, pakket: Pakket, intake: Intake) -> None:
        """Show the grants that the gemeente may make by itself."""
        uit = self.uitgezet
        self.vakjes, self._bedragen = {}, {}
        self._binnen, self._rest, self._totaal = QWidget(), QVBoxLayout(), QLabel()
        kolom = QVBoxLayout(self._binnen)
        kolom.setContentsMargins(0, 8, 8, 16)
        kolom.setSpacing(10)
        kolom.addWidget(self._toekenningen(oordeel, pakket, intake, uit))
        kolom.addLayout(self._rest)
        kolom.addStretch()
        wissel(self, self._binnen)

    def _toekenningen(
        self, oordeel: Oordeel, pakket: Pakket, intake: Intake, uit: frozenset[Deel]
    ) -> QFrame:
        paneel, rooster = _paneel("Toekennen zonder aanvraag")
        rooster.setColumnStretch(1, 1)
        for uitkomst in oordeel.uitkomsten:
            if not _is_toekenning(uitkomst, pakket.regelingen[uitkomst.regeling]):
                continue
            deel = (uitkomst.regeling, uitkomst.persoon)
            naam = pakket.regelingen[uitkomst.regeling].naam
            wie = kort(intake.persoon(uitkomst.persoon)) if uitkomst.persoon else ""
            tekst = f"{naam} · {wie}" if wie else naam
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
        self._totaal.setProperty("rol", "tussenkop")
        self._totaal.setAlignment(Qt.AlignmentFlag.AlignRight)
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
        self._totaal.setWordWrap(True)

    def toon_rest(self, afhandeling: Afhandeling) -> None:
        """Show what is refused, asked for, open, or done by others."""
        while (deel := self._rest.takeAt(0)) is not None:
            if (oud := deel.widget()) is not None:
                oud.hide()
                oud.deleteLater()
        for titel, delen in (
            ("Afwijzen", ((a.regeling, a.persoon) for a in afhandeling.afwijzingen)),
            ("Op de aanvraag, te ondertekenen", ((a.regeling, a.persoon) for a in afhandeling.aanvragen)),
            ("Bedrag volgt van de gemeente", ((n.regeling, n.persoon) for n in afhandeling.bedrag_volgt)),
            ("Nog een antwoord nodig", ((n.regeling, n.persoon) for n in afhandeling.nog_nodig)),
            ("Via anderen", ((n.regeling, n.persoon) for n in afhandeling.via_anderen)),
            (
                "Landelijk, vraagt de inwoner zelf aan",
                ((i.regeling, i.persoon) for i in afhandeling.landelijk),
            ),
        ):
            self._voeg_toe(titel, delen)

    def _voeg_toe(self, titel: str, delen: Iterable[tuple[Regeling, Persoon | None]]) -> None:
        per_regeling: dict[str, list[str]] = {}
        for regeling, persoon in delen:
            per_regeling.setdefault(regeling.naam, []).extend([kort(persoon)] if persoon else [])
        if not per_regeling:
            return
        paneel, rooster = _paneel(titel)
        for naam, wie in per_regeling.items():
            regel = QLabel(f"{naam} · {', '.join(wie)}" if wie else naam)
            regel.setWordWrap(True)
            rooster.addWidget(regel, rooster.rowCount(), 0, 1, 2)
        self._rest.addWidget(paneel)


class Vakjestekst(QLabel):
    """The text of a tick box that wraps, which a tick box's own text cannot; a click ticks too."""

    def __init__(self, tekst: str, vakje: QCheckBox) -> None:
        super().__init__(tekst)
        self.setWordWrap(True)
        self.setBuddy(vakje)
        self._vakje = vakje

    def mousePressEvent(self, gebeurtenis: QMouseEvent) -> None:
        self._vakje.click()


def _is_toekenning(uitkomst: Uitkomst, regeling: Regeling) -> bool:
    zeker = uitkomst.status is Status.RECHT and uitkomst.wijze is Wijze.AMBTSHALVE
    return zeker and regeling.door == "gemeente" and not uitkomst.nog_vast_te_stellen


def _paneel(titel: str) -> tuple[QFrame, QGridLayout]:
    paneel = QFrame()
    paneel.setProperty("rol", "paneel")
    rooster = QGridLayout(paneel)
    rooster.setContentsMargins(14, 10, 14, 10)
    kop = QLabel(titel)
    kop.setProperty("rol", "tussenkop")
    kop.setWordWrap(True)
    rooster.addWidget(kop, 0, 0, 1, 3)
    return paneel, rooster
