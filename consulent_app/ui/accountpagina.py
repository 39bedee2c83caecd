"""The page about accounts: the own one for everybody, all of them for the beheerder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.acties.accountplek import Accountbeeld, accountbeeld
from consulent_app.acties.reservekopie import in_woorden
from consulent_app.opslag.waarden import GELUKT, Accountregel, Logregel
from consulent_app.ui.accountkaart import Accountkaart, Nieuwkaart
from consulent_app.ui.herstelsleutelblad import Herstelsleutelblad
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.wachtwoordvenster import Wachtwoordvenster
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel

WAT_EEN_ROL_DOET = {
    "consulent": "U werkt aan dossiers en besluit.",
    "raadsman": "U werkt aan dossiers en doet voorstellen.",
    "teamleider": "U opent geen dossiers.",
    "beheerder": "U beheert accounts en instellingen en opent geen dossiers.",
}
STARTWOORD = (
    "Startwachtwoord van {naam}. Geef het zelf door, niet per mail. Het is alleen nu te zien en werkt een "
    "keer: daarna kiest {naam} een eigen wachtwoord."
)

ANDERE_SLEUTEL = (
    "Heeft iemand die weg is misschien een kopie van de bestanden? Geef de database dan een andere "
    "sleutel. Wachtwoorden en het papier met de herstelsleutel blijven werken."
)
WIJZIGINGEN = "Laatste wijzigingen van accounts"


class Accountpagina(QScrollArea):
    """What a start password is stays on the page until something else is done, or the lock."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.kaarten: dict[str, Accountkaart] = {}
        self.wachtwoordknop, self.herstelknop, self.sleutelknop = (
            QPushButton(),
            QPushButton(),
            QPushButton(),
        )
        self.nieuw = Nieuwkaart()
        self._startwoord: tuple[str, str] | None = None
        self._bezig_met = ""
        self._fout = label("", "fout")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @Slot()
    def ververs(self) -> None:
        """Show who is logged in, and to a beheerder who else may be."""
        kast = self.werkblad.kast
        if kast is None:
            return
        self.werkblad.taken.start(partial(accountbeeld, kast.accounts), self._toon, self._mislukt, self)

    def leeg(self) -> None:
        """Forget what is shown, for the lock."""
        self._startwoord, self._bezig_met = None, ""
        self.kaarten = {}
        wissel(self, QWidget())

    def _toon(self, beeld: Accountbeeld) -> None:
        if self.werkblad.kast is None:
            return
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(24, 16, 24, 24)
        kolom.setSpacing(12)
        kolom.addWidget(label("Account", "kop"))
        self._fout = label("", "fout")
        self._fout.hide()
        beheer = self._beheer(beeld.accounts) if beeld.accounts else []
        let_op = [label(zin, "fout") for zin in beeld.let_op]
        for deel in (self._fout, *let_op, self._eigen(), *beheer, *_wijzigingen(beeld.wijzigingen)):
            kolom.addWidget(deel)
        kolom.addStretch()
        wissel(self, binnen)
        if self._bezig_met in self.kaarten:
            self.kaarten[self._bezig_met].setFocus()
        elif self._bezig_met:
            self.nieuw.naam.setFocus()

    def _eigen(self) -> QFrame:
        kast = self.werkblad.kast
        assert kast is not None
        wie = kast.medewerker
        self.wachtwoordknop = QPushButton("Wachtwoord wijzigen")
        self.wachtwoordknop.clicked.connect(self.wijzig_wachtwoord)
        titel = label(f"{wie.naam} · {wie.rol}", "tussenkop")
        return _paneel(titel, label(WAT_EEN_ROL_DOET[wie.rol]), self.wachtwoordknop)

    def _beheer(self, accounts: Sequence[Accountregel]) -> list[QWidget]:
        delen: list[QWidget] = [label("Accounts op deze werkplek", "tussenkop")]
        if self._startwoord is not None:
            naam, woord = self._startwoord
            delen.append(_paneel(label(STARTWOORD.format(naam=naam)), label(woord, "groot")))
        self.kaarten = {}
        for regel in accounts:
            kaart = self.kaarten[regel.naam] = Accountkaart(regel, eigen=self._is_eigen(regel))
            kaart.gevraagd.connect(self._doe)
            delen.append(kaart)
        self.nieuw = Nieuwkaart()
        self.nieuw.gevraagd.connect(self._doe)
        self.herstelknop = QPushButton("Nieuwe herstelsleutel maken")
        self.herstelknop.clicked.connect(self.vernieuw_herstelsleutel)
        uitleg = label("Is het papier met de herstelsleutel weg of gezien? Maak dan een nieuwe.")
        self.sleutelknop = QPushButton("De database een andere sleutel geven")
        self.sleutelknop.clicked.connect(self.vernieuw_sleutel)
        sleutel = _paneel(label(ANDERE_SLEUTEL), self.sleutelknop)
        return [*delen, self.nieuw, _paneel(uitleg, self.herstelknop), sleutel]

    def _is_eigen(self, regel: Accountregel) -> bool:
        return self.werkblad.kast is not None and regel.naam == self.werkblad.kast.medewerker.naam

    # --- what a button asks ----------------------------------------------------------------------------

    @Slot(str, tuple)
    def _doe(self, verb: str, argumenten: tuple[str, ...]) -> None:
        kast = self.werkblad.kast
        if kast is None:
            return
        doe: Callable[..., Any] = getattr(kast.accounts, verb)
        self._startwoord = None
        na = partial(self._gedaan, argumenten[0])
        self.werkblad.taken.start(partial(doe, *argumenten), na, self._mislukt, self)

    def _gedaan(self, naam: str, startwoord: str | None) -> None:
        if self.werkblad.kast is None:
            return
        if startwoord is not None:
            self._startwoord = (naam, startwoord)
        self._bezig_met = naam
        self.ververs()

    @Slot()
    def wijzig_wachtwoord(self) -> None:
        """Ask for the old and a new password."""
        venster = Wachtwoordvenster(self.werkblad, self)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.accepted.connect(self.ververs)
        venster.open()

    @Slot()
    def vernieuw_sleutel(self) -> None:
        """Encrypt the database with another key."""
        kast = self.werkblad.kast
        if kast is not None:
            self.sleutelknop.setEnabled(False)
            doe = kast.accounts.vernieuw_sleutel
            self.werkblad.taken.start(doe, self._sleutel_vernieuwd, self._mislukt, self)

    def _sleutel_vernieuwd(self, _: object) -> None:
        self.werkblad.melding.emit("de database heeft een andere sleutel")
        self.ververs()

    @Slot()
    def vernieuw_herstelsleutel(self) -> None:
        """Show another recovery key; it is taken when it is on paper."""
        kast = self.werkblad.kast
        if kast is None:
            return
        venster = QDialog(self)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.setWindowTitle("Nieuwe herstelsleutel")
        venster.setMinimumWidth(self.fontMetrics().averageCharWidth() * 80)
        blad = Herstelsleutelblad(self.werkblad.taken)
        QVBoxLayout(venster).addWidget(blad)
        venster.finished.connect(blad.leeg)
        blad.bevestigd.connect(partial(self._neem_herstelsleutel, venster))
        blad.toon(kast.medewerker.naam)
        venster.open()

    def _neem_herstelsleutel(self, venster: QDialog, sleuteltekst: str) -> None:
        kast = self.werkblad.kast
        venster.accept()
        if kast is not None:
            doe = partial(kast.accounts.vernieuw_herstelsleutel, sleuteltekst)
            self.werkblad.taken.start(doe, self._herstelsleutel_genomen, self._mislukt, self)

    def _herstelsleutel_genomen(self, _: object) -> None:
        self.werkblad.melding.emit("nieuwe herstelsleutel; het oude papier werkt niet meer")
        self.ververs()

    def _mislukt(self, fout: Exception) -> None:
        self._fout.setText(str(fout))
        self._fout.show()


def _wijzigingen(regels: Sequence[Logregel]) -> list[QWidget]:
    """Return what was done with accounts, a line each: everybody here sees that."""
    if not regels:
        return []
    return [label(WIJZIGINGEN, "tussenkop"), _paneel(*(label(_in_een_regel(regel)) for regel in regels))]


def _in_een_regel(regel: Logregel) -> str:
    h = regel.handeling
    niet = "" if h.resultaat == GELUKT else f" ({h.resultaat})"
    return f"{in_woorden(regel.tijdstip)} · {h.actor} ({h.rol}): {f'{h.actie} {h.object}'.strip()}{niet}"


def _paneel(*delen: QWidget) -> QFrame:
    paneel = QFrame()
    paneel.setProperty("rol", "paneel")
    kolom = QVBoxLayout(paneel)
    kolom.setContentsMargins(16, 12, 16, 12)
    for deel in delen:
        links = isinstance(deel, QPushButton)
        kolom.addWidget(deel, 0, Qt.AlignmentFlag.AlignLeft if links else Qt.AlignmentFlag(0))
    return paneel
