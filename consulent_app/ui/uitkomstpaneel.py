"""The live outcome: every regeling in its group, the total on top, each row with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from consulent_app.acties.leefgebieden import Leefbeeld
from consulent_app.huishouden.geld import NBSP, Geld, tel_op
from consulent_app.huishouden.model import Intake
from consulent_app.intake.gezin import op_leeftijd, wie
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel, Status, Uitkomst, Wijze
from consulent_app.regels.watals import wat_als
from consulent_app.ui.statusbeeld import WOORDEN
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import Rijtekst, Uitkomstrij, Uitleg, bedrag_tekst, label, soort_van
from consulent_app.ui.verwijsrij import Verwijsrij

Sleutel = tuple[str, str | None]
#: By then the scroll area knows the new height of what it holds.
NA_OPMAAK_MS = 30
#: A row that changes asks its layer for room, and that the next one: button, row, sheet, viewport.
LAGEN = 4


def groep_van(uitkomst: Uitkomst) -> str | None:
    """Return the group in which an outcome is shown; None for what is not about this household."""
    if uitkomst.status is Status.NVT:
        return None
    if uitkomst.status is Status.GEEN_RECHT:
        return "nee"
    if uitkomst.wijze is Wijze.VERWIJZING:
        return "anderen"
    if uitkomst.status is Status.ONBEKEND:
        return "vraag"
    if uitkomst.status is Status.BEOORDELING:
        return "weegt"
    return "kan_nu" if uitkomst.wijze is Wijze.AMBTSHALVE else "bewijs"


class Uitkomstpaneel(QScrollArea):
    """What did not change is left alone, and only that is laid out and painted again which did.

    `spring` asks the form to go to a question, `geopend` says that somebody looked why.
    """

    spring = Signal(str)
    geopend = Signal()

    def __init__(self, vraagtekst: Callable[[str], str], ouder: QWidget | None = None) -> None:
        """`vraagtekst` gives the question for a path of the intake in hand."""
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._vraagtekst = vraagtekst
        self._open: set[Sleutel] = set()
        self._laatst: tuple[Oordeel, Pakket, Intake] | None = None
        self._leef, self._verandering = Leefbeeld(), ""
        self._totaal = Totaal()
        self._rijen: dict[Sleutel, Uitkomstrij] = {}
        self._koppen: dict[str, QLabel] = {}
        self._verwijsrijen: dict[str, Verwijsrij] = {}
        self._delen: list[QWidget] = []
        self._kolom = QVBoxLayout()
        self.leeg()

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock and for another dossier."""
        self._laatst, self._open = None, set()
        self._leef, self._verandering = Leefbeeld(), ""
        self._rijen, self._koppen, self._verwijsrijen = {}, {}, {}
        self._totaal, self._delen = Totaal(), []
        oud, binnen = self.takeWidget(), QWidget()
        self._kolom = QVBoxLayout(binnen)
        self._kolom.setContentsMargins(16, 12, 16, 24)
        self._kolom.setSpacing(4)
        self._kolom.addStretch()
        self.setWidget(binnen)
        if oud is not None:
            oud.hide()
            oud.deleteLater()

    @property
    def is_leeg(self) -> bool:
        """Say whether nothing is shown yet."""
        return self._laatst is None

    def toon(self, oordeel: Oordeel, pakket: Pakket, intake: Intake, leef: Leefbeeld) -> None:
        """Show what the rules say now, with the referrals; rows that were open stay open."""
        self._verandering = self._verschil(oordeel)
        self._laatst, self._leef = (oordeel, pakket, intake), leef
        self._leg_neer()

    def verf_nu(self) -> None:
        """Paint what changed at once, before anything else is done for the same answer."""
        for _ in range(LAGEN):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)

    def toon_verwijzingen(self, leef: Leefbeeld) -> None:
        """Show other referrals beside the same outcomes."""
        if self._laatst is not None and leef != self._leef:
            self._leef = leef
            self._leg_neer()

    def _leg_neer(self) -> None:
        oordeel, _, intake = self._nu()
        oud, self._delen = self._delen, list(self._stapel(oordeel, intake))
        if oud != self._delen:
            self._stapel_op(oud)

    def _stapel_op(self, oud: list[QWidget]) -> None:
        for deel in oud:
            if deel not in self._delen:
                self._kolom.removeWidget(deel)
                # Later: it may hold the button whose click brought us here.
                deel.hide()
                deel.deleteLater()
        for nummer, deel in enumerate(self._delen):
            plek = self._kolom.itemAt(nummer)
            if plek is None or plek.widget() is not deel:
                self._kolom.removeWidget(deel)
                # What is not hidden by hand, Qt shows at its next turn only, and then paints once more.
                if deel not in oud:
                    deel.hide()
                self._kolom.insertWidget(nummer, deel)
                deel.show()
        # Nor does it ask for a new layout when parts that are there already change places.
        self._kolom.update()

    def _stapel(self, oordeel: Oordeel, intake: Intake) -> Iterator[QWidget]:
        rijen, self._rijen = self._rijen, {}
        koppen, self._koppen = self._koppen, {}
        verwijzingen, self._verwijsrijen = self._verwijsrijen, {}
        self._totaal.zet(oordeel, self._verandering)
        yield self._totaal
        yield from self._verwijzingen(verwijzingen, spoed=True)
        anderen = [advies for advies in self._leef.adviezen if not advies.spoed]
        for groep, woord in WOORDEN.items():
            uitkomsten = [u for u in op_leeftijd(oordeel.uitkomsten, intake) if groep_van(u) == groep]
            aantal = len(uitkomsten) + (len(anderen) if groep == "anderen" else 0)
            if aantal:
                kop = self._koppen[groep] = koppen.get(groep) or _groepskop()
                kop.setText(f"{woord} ({aantal})")
                yield kop
            if groep == "anderen":
                yield from self._verwijzingen(verwijzingen, spoed=False)
            for uitkomst in uitkomsten:
                yield self._rij(groep, uitkomst, rijen)

    def _verwijzingen(self, oude: dict[str, Verwijsrij], *, spoed: bool) -> Iterator[QWidget]:
        """What presses stands on top of all, the rest with what others give."""
        for advies in self._leef.adviezen:
            if advies.spoed is spoed:
                rij, aanbod = oude.get(advies.id), self._leef.aangeboden.get(advies.id)
                if rij is None or rij.inhoud != (advies, aanbod):
                    rij = Verwijsrij(advies, aanbod)
                self._verwijsrijen[advies.id] = rij
                yield rij

    def _verschil(self, oordeel: Oordeel) -> str:
        """Say what the last answer changed in what can be granted now."""
        if self._laatst is None:
            return ""
        centen = _nu_per_jaar(oordeel).centen - _nu_per_jaar(self._laatst[0]).centen
        if not centen:
            return ""
        return f"{'+' if centen > 0 else '−'} {Geld(abs(centen)).leesbaar()} door het laatste antwoord"

    def _rij(self, groep: str, uitkomst: Uitkomst, oude: dict[Sleutel, Uitkomstrij]) -> Uitkomstrij:
        sleutel = (uitkomst.regeling, uitkomst.persoon)
        is_open = sleutel in self._open
        watals = self._watals(uitkomst) if is_open else ()
        inhoud = (uitkomst, *(reden.tekst for reden in uitkomst.redenen), *watals) if is_open else ()
        tekst = Rijtekst(groep, self._naam(uitkomst), self._bedrag(uitkomst), is_open, inhoud)
        uitleg = partial(self._uitleg, uitkomst, watals)
        rij = self._rijen[sleutel] = oude.get(sleutel) or Uitkomstrij(tekst, uitleg)
        if sleutel in oude:
            rij.zet(tekst, uitleg)
        else:
            rij.klap.connect(partial(self.open, sleutel))
            rij.spring.connect(self.spring)
        return rij

    def _naam(self, uitkomst: Uitkomst) -> str:
        _, pakket, intake = self._nu()
        naam = pakket.regelingen[uitkomst.regeling].naam
        if uitkomst.persoon is None:
            return naam
        return f"{naam} ·{NBSP}{wie(intake.persoon(uitkomst.persoon), intake.peildatum)}"

    def _bedrag(self, uitkomst: Uitkomst) -> str:
        _, pakket, _ = self._nu()
        landelijk = pakket.regelingen[uitkomst.regeling].door == "rijk"
        return bedrag_tekst(uitkomst, schatting=landelijk)

    def _watals(self, uitkomst: Uitkomst) -> tuple[str, ...]:
        """Return what would change this; it is only computed for a row that is open."""
        _, pakket, intake = self._nu()
        return tuple(watals.zin for watals in wat_als(uitkomst, intake, pakket))

    def _uitleg(self, uitkomst: Uitkomst, watals: tuple[str, ...]) -> Uitleg:
        _, pakket, _ = self._nu()
        zachtjes = []
        if uitkomst.nog_vast_te_stellen and uitkomst.status is not Status.GEEN_RECHT:
            namen = [pakket.parameters[naam].omschrijving for naam in uitkomst.nog_vast_te_stellen]
            zachtjes.append(f"Nog vast te stellen: {'; '.join(namen)}.")
        if uitkomst.bewijs:
            zachtjes.append(f"Nodig: {'; '.join(uitkomst.bewijs)}.")
        return Uitleg(
            pakket.regelingen[uitkomst.regeling].wat,
            tuple((soort_van(reden), reden.tekst, reden.artikel) for reden in uitkomst.redenen),
            watals,
            tuple(zachtjes),
            tuple((pad, self._vraagtekst(pad)) for pad in uitkomst.ontbreekt),
        )

    def _nu(self) -> tuple[Oordeel, Pakket, Intake]:
        assert self._laatst is not None
        return self._laatst

    def open(self, sleutel: Sleutel) -> None:
        """Open a row, or close it, and bring it into sight."""
        self._open ^= {sleutel}
        self._leg_neer()
        rij = self._rijen[sleutel]
        rij.knop.setFocus()
        self.geopend.emit()
        QTimer.singleShot(NA_OPMAAK_MS, rij, partial(self._in_zicht, rij))

    def _in_zicht(self, rij: Uitkomstrij) -> None:
        onder = rij.y() + rij.height() - self.viewport().height()
        nu = self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(min(rij.y() - 8, max(nu, onder + 8)))


class Totaal(QWidget):
    """What can be granted now, per year, and what the last answer did to it."""

    def __init__(self) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 4)
        kolom.setSpacing(0)
        self._som, self._verschil, self._open = label("", "groot"), label(""), label("", "zacht")
        for regel in (label("Nu toe te kennen, per jaar", "zacht"), self._som, self._verschil, self._open):
            kolom.addWidget(regel)

    def zet(self, oordeel: Oordeel, verschil: str) -> None:
        """Show this; `verschil` is empty when the last answer changed nothing."""
        nu = [u for u in oordeel.uitkomsten if groep_van(u) == "kan_nu"]
        bedrag = _nu_per_jaar(oordeel)
        open_ = sum(u.per_jaar is None and bool(u.nog_vast_te_stellen) for u in nu)
        self._som.setText(_som(bedrag, open_, len(nu)))
        if verschil:
            zet_rol(self._verschil, "erbij" if verschil.startswith("+") else "eraf")
        volgt = f"en {open_} keer: bedrag volgt van de gemeente" if open_ and bedrag.centen else ""
        for regel, tekst in ((self._verschil, verschil), (self._open, volgt)):
            regel.setText(tekst)
            regel.setVisible(bool(tekst))


def _nu_per_jaar(oordeel: Oordeel) -> Geld:
    nu = [u.per_jaar for u in oordeel.uitkomsten if groep_van(u) == "kan_nu"]
    return tel_op([bedrag for bedrag in nu if bedrag is not None])


def _som(bedrag: Geld, open_: int, aantal: int) -> str:
    if bedrag.centen:
        return bedrag.leesbaar()
    if open_:
        return "bedrag volgt"
    return "nog niets zeker" if not aantal else "zonder bedrag"


def _groepskop() -> QLabel:
    kop = label("", "tussenkop")
    kop.setContentsMargins(0, 8, 0, 0)
    return kop
