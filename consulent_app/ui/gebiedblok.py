"""One area of life on the screen: its questions on the left, and beside them to whom they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.model import Intake
from consulent_app.intake import leefgebieden
from consulent_app.intake.leefgebieden import ONZEKER, Leefgebied, Signaal, Verwijsadvies
from consulent_app.ui.editors import Keuzeknoppen, ja_nee, tekst
from consulent_app.ui.secties import Vraagrij
from consulent_app.ui.uitkomstrij import Meerregelknop, label

SMAL = 110
#: The kind of help of which the window about debt help tells how it goes on.
SCHULDHULP = "schuldhulp"


class Advieskaart(QFrame):
    """One referral. `gewijzigd` says whether it was offered (None: nobody said so), with a note."""

    gewijzigd = Signal(object, str)

    def __init__(self, advies: Verwijsadvies) -> None:
        super().__init__()
        self.advies = advies
        self._aanbod: bool | None = None
        self._tekst = ""
        self.setProperty("rol", "spoed" if advies.spoed else "kaart")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(12, 8, 12, 10)
        kolom.setSpacing(2)
        telefoon = f" · {advies.telefoon}" if advies.telefoon else ""
        spoed = "Spoed: " if advies.spoed else ""
        kolom.addWidget(label(f"<b>{spoed}{escape(advies.naar)}</b>{telefoon}"))
        for regel, rol in _regels(advies):
            kolom.addWidget(label(regel, rol))
        self.knoppen, self.notitie = ja_nee(), tekst(8, hint="Notitie")
        self.knoppen.noem(f"{advies.naar} aangeboden?")
        self.notitie.noem(f"Notitie bij {advies.naar}")
        self.knoppen.gewijzigd.connect(self._bied_aan)
        self.notitie.gewijzigd.connect(self._noteer)
        self.notitie.vul()
        rij = QHBoxLayout()
        rij.setContentsMargins(0, 6, 0, 0)
        rij.setSpacing(10)
        rij.addWidget(QLabel("Aangeboden?"))
        rij.addWidget(self.knoppen)
        rij.addWidget(self.notitie, 1)
        kolom.addLayout(rij)

    def zet(self, aanbod: bool | None, notitie: str) -> None:
        """Show what was done with it."""
        self._aanbod, self._tekst = aanbod, notitie
        self.knoppen.zet(aanbod)
        self.notitie.zet(notitie or None)

    def _bied_aan(self, waarde: bool | None) -> None:
        self.gewijzigd.emit(waarde, self._tekst)

    def _noteer(self, waarde: str | None) -> None:
        self.gewijzigd.emit(self._aanbod, waarde or "")


def _regels(advies: Verwijsadvies) -> Iterable[tuple[str, str]]:
    organisatie = advies.organisatie
    if organisatie is not None:
        yield organisatie.wat, "zacht"
    yield advies.reden, ""
    if advies.uiterlijk is not None:
        grond = f" ({advies.artikel})" if advies.artikel else ""
        yield f"<b>Uiterlijk {datum_leesbaar(advies.uiterlijk)}</b>{escape(grond)}", ""
    waar = [organisatie.adres, organisatie.openingstijden, organisatie.website] if organisatie else []
    if any(waar):
        yield " · ".join(deel for deel in waar if deel), "zacht"
    if organisatie is None:
        if not advies.uit_regels:
            yield "De gemeente heeft hier nog geen organisatie voor ingevuld.", "zacht"
    elif organisatie.zekerheid == ONZEKER:
        yield "De gemeente moet dit nog bevestigen. Het komt alleen op papier als u 'Ja' kiest.", "zacht"
    elif "telefoon" in organisatie.nog_invullen:
        yield "Het telefoonnummer is nog niet ingevuld.", "zacht"


class Gebiedblok(QFrame):
    """`antwoord` goes out with a signal and its answer, `aanbod` with a referral, `spring` with a path.

    Where debts are the subject, `schuldhulp` asks for that window.
    """

    antwoord = Signal(str, object)
    aanbod = Signal(str, object, str)
    spring = Signal(str)
    schuldhulp = Signal()

    def __init__(
        self, gebied: Leefgebied, signalen: Iterable[Signaal], vraagtekst: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.gebied, self.signalen = gebied, tuple(signalen)
        self.editors: dict[str, Keuzeknoppen] = {}
        self.kaarten: dict[str, Advieskaart] = {}
        self._vraagtekst = vraagtekst
        self._stand, self._links, self._rechts = label("", "zacht"), QWidget(), QWidget()
        self._bekend, self._elders = label("", "zacht"), label("", "zacht")
        self._open, self._adviezen = QVBoxLayout(), QVBoxLayout()
        self._naar_schuldhulp = QPushButton("Schuldhulp...")
        self._open_paden: tuple[str, ...] = ()
        self._rooster, self._smal = QGridLayout(self), False
        self.setProperty("rol", "paneel")
        self._bouw()

    def _bouw(self) -> None:
        self._rooster.setContentsMargins(16, 12, 16, 12)
        self._rooster.setHorizontalSpacing(16)
        kop = QHBoxLayout()
        naam = QLabel(self.gebied.naam)
        naam.setProperty("rol", "tussenkop")
        self._stand.setWordWrap(False)
        kop.addWidget(naam)
        kop.addStretch()
        kop.addWidget(self._stand)
        self._rooster.addLayout(kop, 0, 0, 1, 2)
        links = QVBoxLayout(self._links)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(4)
        links.addWidget(self._bekend)
        for signaal in self.signalen:
            if signaal.vraag:
                links.addWidget(self._rij(signaal))
        links.addLayout(self._open)
        links.addStretch()
        rechts = QVBoxLayout(self._rechts)
        rechts.setContentsMargins(0, 0, 0, 0)
        rechts.addLayout(self._adviezen)
        rechts.addWidget(self._elders)
        self._naar_schuldhulp.setAccessibleName(f"Schuldhulp, bij {self.gebied.naam}")
        self._naar_schuldhulp.clicked.connect(self.schuldhulp)
        rechts.addWidget(self._naar_schuldhulp, alignment=Qt.AlignmentFlag.AlignLeft)
        self._naar_schuldhulp.setVisible(any(s.hulp == SCHULDHULP for s in self.gebied.signalen))
        rechts.addStretch()
        self._plaats()

    def _rij(self, signaal: Signaal) -> Vraagrij:
        editor = self.editors[signaal.id] = ja_nee()
        editor.noem(signaal.vraag)
        editor.gewijzigd.connect(partial(self._antwoord, signaal.id))
        return Vraagrij(signaal.vraag, signaal.uitleg, editor)

    def _antwoord(self, signaal: str, waarde: Any) -> None:
        self.antwoord.emit(signaal, waarde)

    def _plaats(self) -> None:
        """The referrals stand beside the questions, or below them when there is no room."""
        self._rooster.removeWidget(self._links)
        self._rooster.removeWidget(self._rechts)
        self._rooster.addWidget(self._links, 1, 0, 1, 2 if self._smal else 1)
        self._rooster.addWidget(self._rechts, *((2, 0, 1, 2) if self._smal else (1, 1, 1, 1)))
        self._rooster.setColumnStretch(0, 6)
        self._rooster.setColumnStretch(1, 5)

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        smal = self.width() < self.fontMetrics().averageCharWidth() * SMAL
        if smal != self._smal:
            self._smal = smal
            self._plaats()

    # --- what it shows ----------------------------------------------------------------------------

    def toon(
        self,
        document: Mapping[str, Any],
        intake: Intake,
        adviezen: Iterable[Verwijsadvies],
        elders: Iterable[tuple[str, str]],
    ) -> None:
        """Show the answers, what is known, and the referrals; `elders` are those of another area."""
        gegeven = leefgebieden.signalen_in(document)
        standen = {s.id: leefgebieden.stand(s, gegeven, intake) for s in self.signalen}
        for id_, editor in self.editors.items():
            editor.zet(standen[id_])
        bekend = [s.reden for s in self.signalen if s.intake is not None and standen[s.id]]
        _zet(self._bekend, f"Bekend uit de intake: {' '.join(bekend)}" if bekend else "")
        _zet(self._elders, " ".join(f"{naar}: zie {gebied}." for naar, gebied in elders))
        open_ = [leefgebieden.open_pad(s, intake) for s in self.signalen if standen[s.id] is None]
        self._toon_open(tuple(dict.fromkeys(pad for pad in open_ if pad is not None)))
        beantwoord = sum(stand is not None for stand in standen.values())
        alle = len(standen)
        self._stand.setText("compleet" if beantwoord == alle else f"{beantwoord} van {alle} bekend")
        self._toon_adviezen(document, tuple(adviezen))

    def _toon_open(self, paden: tuple[str, ...]) -> None:
        if paden == self._open_paden:
            return
        self._open_paden = paden
        _leeg(self._open)
        for pad in paden:
            vraag = self._vraagtekst(pad)
            knop = Meerregelknop(f"Nog open in de intake: {vraag}")
            knop.setProperty("rol", "spring")
            knop.setAccessibleName(f"Ga naar de vraag: {vraag}")
            knop.clicked.connect(partial(self._spring, pad))
            self._open.addWidget(knop)

    def _spring(self, pad: str, *_: object) -> None:
        self.spring.emit(pad)

    def _toon_adviezen(self, document: Mapping[str, Any], adviezen: tuple[Verwijsadvies, ...]) -> None:
        oude, self.kaarten = self.kaarten, {}
        for nummer, advies in enumerate(adviezen):
            kaart = oude.pop(advies.id, None)
            if kaart is None or kaart.advies != advies:
                _ruim_op(kaart)
                kaart = Advieskaart(advies)
                kaart.gewijzigd.connect(partial(self._bied_aan, advies.id))
                self._adviezen.insertWidget(nummer, kaart)
            kaart.zet(
                leefgebieden.aangeboden(document, advies.id), leefgebieden.notitie(document, advies.id)
            )
            self.kaarten[advies.id] = kaart
        for weg in oude.values():
            _ruim_op(weg)

    def _bied_aan(self, advies: str, waarde: bool | None, notitie: str) -> None:
        self.aanbod.emit(advies, waarde, notitie)

    def tabvolgorde(self) -> list[QWidget]:
        """Return the controls in the order of the screen: the questions, then the referrals."""
        delen = [*self._links.findChildren(QWidget)]
        for kaart in self.kaarten.values():
            delen += kaart.findChildren(QWidget)
        delen.append(self._naar_schuldhulp)
        # Of a row of buttons Tab skips those that are not pressed, but they keep their place.
        return [w for w in delen if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.focusProxy() is None]


def _zet(tekst: QLabel, woorden: str) -> None:
    tekst.setText(woorden)
    tekst.setVisible(bool(woorden))


def _leeg(rij: QVBoxLayout) -> None:
    while (deel := rij.takeAt(0)) is not None:
        _ruim_op(deel.widget())


def _ruim_op(oud: QWidget | None) -> None:
    if oud is not None:
        # Later: it may hold the button whose click brought us here.
        oud.hide()
        oud.deleteLater()
