"""The live outcome: every regeling with shape, word and amount; a row opens into its reasons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.huishouden.model import Intake
from consulent_app.intake.gesprek import kort
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import vraagtekst
from consulent_app.regels.uitkomst import Oordeel, Reden, Status, Uitkomst, Verwijzing, Wijze
from consulent_app.ui.statusbeeld import WOORDEN, Statusbeeld
from consulent_app.ui.wisselen import wissel

PER = {"maand": "per maand", "jaar": "per jaar", "kwartaal": "per kwartaal", "schooljaar": "per schooljaar"}


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
    """Groups of rows. `spring` asks the form to go to a question."""

    spring = Signal(str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open: set[tuple[str, str | None]] = set()
        self._laatst: tuple[Oordeel, Pakket, Intake] | None = None

    def toon(self, oordeel: Oordeel, pakket: Pakket, intake: Intake) -> None:
        """Show what the rules say now; rows that were open stay open."""
        self._laatst = (oordeel, pakket, intake)
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(16, 12, 16, 24)
        kolom.setSpacing(4)
        kolom.addWidget(self._totaal(oordeel))
        for verwijzing in oordeel.verwijzingen:
            kolom.addWidget(self._verwijzing(verwijzing))
        for groep, woord in WOORDEN.items():
            rijen = [u for u in oordeel.uitkomsten if groep_van(u) == groep]
            if rijen:
                kolom.addWidget(self._groepskop(woord, len(rijen)))
                for uitkomst in rijen:
                    kolom.addWidget(self._rij(groep, uitkomst))
        kolom.addStretch()
        wissel(self, binnen)

    def _totaal(self, oordeel: Oordeel) -> QWidget:
        nu = [u for u in oordeel.uitkomsten if groep_van(u) == "kan_nu"]
        bedrag = tel_op([u.per_jaar for u in nu if u.per_jaar is not None])
        open_ = sum(u.per_jaar is None and bool(u.nog_vast_te_stellen) for u in nu)
        blok = QWidget()
        kolom = QVBoxLayout(blok)
        kolom.setContentsMargins(0, 0, 0, 4)
        kolom.setSpacing(0)
        kolom.addWidget(_label("Nu toe te kennen, per jaar", "zacht"))
        kolom.addWidget(_label(_som(bedrag, open_, len(nu)), "groot"))
        if open_ and bedrag.centen:
            kolom.addWidget(_label(f"en {open_} keer: bedrag volgt van de gemeente", "zacht"))
        return blok

    def _verwijzing(self, verwijzing: Verwijzing) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(10, 6, 10, 6)
        spoed = "Spoed: " if verwijzing.spoed else "Verwijs: "
        kolom.addWidget(_label(f"<b>{spoed}{verwijzing.naar}</b>"))
        voor = f" Uiterlijk {_dag(verwijzing)}." if verwijzing.uiterlijk else ""
        kolom.addWidget(_label(f"{verwijzing.reden}{voor}", "zacht"))
        return paneel

    def _groepskop(self, woord: str, aantal: int) -> QLabel:
        kop = _label(f"{woord} ({aantal})", "tussenkop")
        kop.setContentsMargins(0, 8, 0, 0)
        return kop

    def _rij(self, groep: str, uitkomst: Uitkomst) -> QFrame:
        sleutel = (uitkomst.regeling, uitkomst.persoon)
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(2, 2, 2, 2)
        kolom.setSpacing(0)
        knop = _Regelknop(groep, self._naam(uitkomst), bedrag_tekst(uitkomst), sleutel in self._open)
        knop.setProperty("sleutel", f"{sleutel}")
        knop.clicked.connect(partial(self._klap, sleutel))
        kolom.addWidget(knop)
        if sleutel in self._open:
            kolom.addWidget(self._redenen(uitkomst))
        return paneel

    def _naam(self, uitkomst: Uitkomst) -> str:
        _, pakket, intake = self._nu()
        naam = pakket.regelingen[uitkomst.regeling].naam
        if uitkomst.persoon is None:
            return naam
        return f"{naam} · {kort(intake.persoon(uitkomst.persoon))}"

    def _nu(self) -> tuple[Oordeel, Pakket, Intake]:
        assert self._laatst is not None
        return self._laatst

    def _klap(self, sleutel: tuple[str, str | None], *_: object) -> None:
        self._open ^= {sleutel}
        self.toon(*self._nu())
        for knop in self.findChildren(_Regelknop):
            if knop.property("sleutel") == f"{sleutel}":
                knop.setFocus()

    def _redenen(self, uitkomst: Uitkomst) -> QWidget:
        _, pakket, intake = self._nu()
        blok = QWidget()
        kolom = QVBoxLayout(blok)
        kolom.setContentsMargins(12, 4, 8, 8)
        kolom.addWidget(_label(pakket.regelingen[uitkomst.regeling].wat))
        for reden in uitkomst.redenen:
            kolom.addWidget(_reden(reden))
        if uitkomst.nog_vast_te_stellen and uitkomst.status is not Status.GEEN_RECHT:
            namen = [pakket.parameters[naam].omschrijving for naam in uitkomst.nog_vast_te_stellen]
            kolom.addWidget(_label(f"De gemeente moet nog vaststellen: {'; '.join(namen)}.", "zacht"))
        if uitkomst.bewijs:
            kolom.addWidget(_label("Nodig: " + "; ".join(uitkomst.bewijs) + ".", "zacht"))
        for pad in uitkomst.ontbreekt:
            knop = QPushButton(vraagtekst(pad, pakket, intake))
            knop.setProperty("rol", "stil")
            knop.setAccessibleName(f"Ga naar de vraag: {knop.text()}")
            knop.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            knop.clicked.connect(partial(self._spring, pad))
            kolom.addWidget(knop)
        return blok

    def _spring(self, pad: str, *_: object) -> None:
        self.spring.emit(pad)


class _Regelknop(QPushButton):
    """A row as one button: shape, name, amount; pressing it opens or closes the reasons."""

    def __init__(self, groep: str, naam: str, bedrag: str, is_open: bool) -> None:
        super().__init__()
        self.setProperty("rol", "regel")
        rij = QHBoxLayout(self)
        rij.setContentsMargins(6, 2, 6, 2)
        for kind in (Statusbeeld(groep), tekst := _label(naam), geld := QLabel(bedrag)):
            kind.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            rij.addWidget(kind)
        tekst.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        geld.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        stand = "open" if is_open else "dicht"
        self.setAccessibleName(f"{naam}, {WOORDEN[groep]}, {bedrag or 'geen bedrag'}, {stand}")
        self.setMinimumHeight(rij.sizeHint().height() + 4)


def bedrag_tekst(uitkomst: Uitkomst) -> str:
    """Return the amount as it stands in a row; never € 0 for what is not known."""
    if uitkomst.bedrag is not None:
        return f"{uitkomst.bedrag.leesbaar()} {PER.get(uitkomst.periode or '', '')}".strip()
    vol = uitkomst.status in (Status.RECHT, Status.BEOORDELING)
    return "bedrag volgt" if vol and uitkomst.nog_vast_te_stellen else ""


def _som(bedrag: Geld, open_: int, aantal: int) -> str:
    if bedrag.centen:
        return bedrag.leesbaar()
    if open_:
        return "bedrag volgt"
    return "nog niets zeker" if not aantal else "zonder bedrag"


def _dag(verwijzing: Verwijzing) -> str:
    return datum_leesbaar(verwijzing.uiterlijk) if verwijzing.uiterlijk else ""


def _reden(reden: Reden) -> QWidget:
    blok = QWidget()
    rooster = QGridLayout(blok)
    rooster.setContentsMargins(0, 2, 0, 2)
    rooster.setColumnStretch(1, 1)
    soort = "weegt" if reden.weging else {True: "ja", False: "nee", None: "vraag"}[reden.uitkomst]
    rooster.addWidget(Statusbeeld(soort), 0, 0, Qt.AlignmentFlag.AlignTop)
    rooster.addWidget(_label(reden.tekst), 0, 1)
    rooster.addWidget(_label(reden.artikel, "zacht"), 1, 1)
    return blok


def _label(tekst: str, rol: str = "") -> QLabel:
    label = QLabel(tekst)
    label.setWordWrap(True)
    if rol:
        label.setProperty("rol", rol)
    return label
