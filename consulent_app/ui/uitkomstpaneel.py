"""The live outcome: every regeling in its group, the total on top, each row with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from consulent_app.acties.leefgebieden import Leefbeeld
from consulent_app.huishouden.geld import NBSP, Geld, tel_op
from consulent_app.huishouden.model import Intake
from consulent_app.intake.gezin import op_leeftijd, wie
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel, Status, Uitkomst, Wijze
from consulent_app.regels.watals import wat_als
from consulent_app.ui.statusbeeld import WOORDEN
from consulent_app.ui.uitkomstrij import Rijtekst, Uitkomstrij, Uitleg, bedrag_tekst, label, soort_van
from consulent_app.ui.verwijsrij import Verwijsrij

Sleutel = tuple[str, str | None]
#: By then the scroll area knows the new height of what it holds.
NA_OPMAAK_MS = 30


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
    """Rows that did not change stay as they are. `spring` asks the form to go to a question."""

    spring = Signal(str)

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
        self._rijen: dict[Sleutel, Uitkomstrij] = {}
        self._vast: list[QWidget] = []
        self._kolom = QVBoxLayout()
        self.leeg()

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock and for another dossier."""
        self._laatst, self._open = None, set()
        self._leef, self._verandering = Leefbeeld(), ""
        self._rijen, self._vast = {}, []
        oud, binnen = self.takeWidget(), QWidget()
        self._kolom = QVBoxLayout(binnen)
        self._kolom.setContentsMargins(16, 12, 16, 24)
        self._kolom.setSpacing(4)
        self.setWidget(binnen)
        if oud is not None:
            oud.hide()
            oud.deleteLater()

    def toon(self, oordeel: Oordeel, pakket: Pakket, intake: Intake) -> None:
        """Show what the rules say now; rows that were open stay open."""
        self._verandering = self._verschil(oordeel)
        self._laatst = (oordeel, pakket, intake)
        self._leg_neer()

    def toon_verwijzingen(self, leef: Leefbeeld) -> None:
        """Show other referrals beside the same outcomes."""
        if self._laatst is not None and leef != self._leef:
            self._leef = leef
            self._leg_neer()

    def _leg_neer(self) -> None:
        weg = [*self._vast, *self._rijen.values()]
        while self._kolom.takeAt(0) is not None:
            pass
        oude, self._rijen, self._vast = self._rijen, {}, []
        oordeel, _, intake = self._nu()
        for deel in self._delen(oordeel, intake, oude):
            self._kolom.addWidget(deel)
            if isinstance(deel, Uitkomstrij):
                weg = [w for w in weg if w is not deel]
            else:
                self._vast.append(deel)
        self._kolom.addStretch()
        for oud in weg:
            # Later: it may hold the button whose click brought us here.
            oud.hide()
            oud.deleteLater()

    def _delen(
        self, oordeel: Oordeel, intake: Intake, oude: dict[Sleutel, Uitkomstrij]
    ) -> Iterator[QWidget]:
        yield self._totaal(oordeel, self._verandering)
        yield from self._verwijzingen(spoed=True)
        anderen = [advies for advies in self._leef.adviezen if not advies.spoed]
        for groep, woord in WOORDEN.items():
            uitkomsten = [u for u in op_leeftijd(oordeel.uitkomsten, intake) if groep_van(u) == groep]
            aantal = len(uitkomsten) + (len(anderen) if groep == "anderen" else 0)
            if aantal:
                yield _groepskop(woord, aantal)
            if groep == "anderen":
                yield from self._verwijzingen(spoed=False)
            for uitkomst in uitkomsten:
                yield self._rij(groep, uitkomst, oude)

    def _verwijzingen(self, *, spoed: bool) -> Iterator[QWidget]:
        """What presses stands on top of all, the rest with what others give."""
        for advies in self._leef.adviezen:
            if advies.spoed is spoed:
                yield Verwijsrij(advies, self._leef.aangeboden.get(advies.id))

    def _verschil(self, oordeel: Oordeel) -> str:
        """Say what the last answer changed in what can be granted now."""
        if self._laatst is None:
            return ""
        centen = _nu_per_jaar(oordeel).centen - _nu_per_jaar(self._laatst[0]).centen
        if not centen:
            return ""
        return f"{'+' if centen > 0 else '−'} {Geld(abs(centen)).leesbaar()} door het laatste antwoord"

    def _totaal(self, oordeel: Oordeel, verschil: str) -> QWidget:
        nu = [u for u in oordeel.uitkomsten if groep_van(u) == "kan_nu"]
        bedrag = _nu_per_jaar(oordeel)
        open_ = sum(u.per_jaar is None and bool(u.nog_vast_te_stellen) for u in nu)
        blok = QWidget()
        kolom = QVBoxLayout(blok)
        kolom.setContentsMargins(0, 0, 0, 4)
        kolom.setSpacing(0)
        kolom.addWidget(label("Nu toe te kennen, per jaar", "zacht"))
        kolom.addWidget(label(_som(bedrag, open_, len(nu)), "groot"))
        if verschil:
            kolom.addWidget(label(verschil, "erbij" if verschil.startswith("+") else "eraf"))
        if open_ and bedrag.centen:
            kolom.addWidget(label(f"en {open_} keer: bedrag volgt van de gemeente", "zacht"))
        return blok

    def _rij(self, groep: str, uitkomst: Uitkomst, oude: dict[Sleutel, Uitkomstrij]) -> Uitkomstrij:
        sleutel = (uitkomst.regeling, uitkomst.persoon)
        is_open = sleutel in self._open
        watals = self._watals(uitkomst) if is_open else ()
        inhoud = (uitkomst, *(reden.tekst for reden in uitkomst.redenen), *watals) if is_open else ()
        tekst = Rijtekst(groep, self._naam(uitkomst), self._bedrag(uitkomst), is_open, inhoud)
        rij = oude.get(sleutel)
        if rij is None or rij.tekst != tekst:
            rij = Uitkomstrij(tekst, partial(self._uitleg, uitkomst, watals))
            rij.klap.connect(partial(self.open, sleutel))
            rij.spring.connect(self.spring)
        self._rijen[sleutel] = rij
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
        QTimer.singleShot(NA_OPMAAK_MS, rij, partial(self._in_zicht, rij))

    def _in_zicht(self, rij: Uitkomstrij) -> None:
        onder = rij.y() + rij.height() - self.viewport().height()
        nu = self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(min(rij.y() - 8, max(nu, onder + 8)))


def _nu_per_jaar(oordeel: Oordeel) -> Geld:
    nu = [u.per_jaar for u in oordeel.uitkomsten if groep_van(u) == "kan_nu"]
    return tel_op([bedrag for bedrag in nu if bedrag is not None])


def _som(bedrag: Geld, open_: int, aantal: int) -> str:
    if bedrag.centen:
        return bedrag.leesbaar()
    if open_:
        return "bedrag volgt"
    return "nog niets zeker" if not aantal else "zonder bedrag"


def _groepskop(woord: str, aantal: int) -> QLabel:
    kop = label(f"{woord} ({aantal})", "tussenkop")
    kop.setContentsMargins(0, 8, 0, 0)
    return kop
