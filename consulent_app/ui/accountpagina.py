"""The page about accounts: the own one for everybody, all of them for the beheerder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.opslag.waarden import Accountregel
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


class Accountpagina(QScrollArea):
    """What a start password is stays on the page until something else is done, or the lock."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.kaarten: dict[str, Accountkaart] = {}
        self.wachtwoordknop, self.herstelknop = QPushButton(), QPushButton()
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
        if kast.medewerker.rol == "beheerder":
            self.werkblad.taken.start(kast.accounts.lijst, self._toon, self._mislukt, self)
        else:
            self._toon([])

    def leeg(self) -> None:
        """Forget what is shown, for the lock."""
        self._startwoord, self._bezig_met = None, ""
        self.kaarten = {}
        wissel(self, QWidget())

    def _toon(self, accounts: list[Accountregel]) -> None:
        if self.werkblad.kast is None:
            return
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(24, 16, 24, 24)
        kolom.setSpacing(12)
        kolom.addWidget(label("Account", "kop"))
        self._fout = label(self.werkblad.kast.accounts.sleutel_volgt, "fout")
        self._fout.setVisible(bool(self._fout.text()))
        for deel in (self._fout, self._eigen(), *(self._beheer(accounts) if accounts else [])):
            kolom.addWidget(deel)
        kolom.addStretch()
        wissel(self, binnen)
        if self._bezig_met in self.kaarten:
            self.kaarten[self._bezig_met].setFocus()

    def _eigen(self) -> QFrame:
        kast = self.werkblad.kast
        assert kast is not None
        wie = kast.medewerker
        self.wachtwoordknop = QPushButton("Wachtwoord wijzigen")
        self.wachtwoordknop.clicked.connect(self.wijzig_wachtwoord)
        titel = label(f"{wie.naam} · {wie.rol}", "tussenkop")
        return _paneel(titel, label(WAT_EEN_ROL_DOET[wie.rol]), self.wachtwoordknop)

    def _beheer(self, accounts: list[Accountregel]) -> list[QWidget]:
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
        return [*delen, self.nieuw, _paneel(uitleg, self.herstelknop)]

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
        venster.open()

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


def _paneel(*delen: QWidget) -> QFrame:
    paneel = QFrame()
    paneel.setProperty("rol", "paneel")
    kolom = QVBoxLayout(paneel)
    kolom.setContentsMargins(16, 12, 16, 12)
    for deel in delen:
        links = isinstance(deel, QPushButton)
        kolom.addWidget(deel, 0, Qt.AlignmentFlag.AlignLeft if links else Qt.AlignmentFlag(0))
    return paneel
