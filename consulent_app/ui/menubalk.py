"""The menu, with every shortcut of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox

from consulent_app.ui.accountpagina import Accountpagina
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.rail import PAGINAS, mag_naar

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.ui.hoofdvenster import Hoofdvenster


class Menubalk(QObject):
    """What is about dossiers is not there for who may not open them."""

    def __init__(self, venster: Hoofdvenster) -> None:
        super().__init__(venster)
        self._venster = venster
        self._over_dossiers: list[QAction] = []
        self._naar_pagina: dict[str, QAction] = {}
        intake, dossiers = venster.paginas["intake"], venster.paginas["dossiers"]
        account = venster.paginas["account"]
        assert isinstance(intake, Intakepagina)
        assert isinstance(dossiers, Dossierpagina)
        assert isinstance(account, Accountpagina)
        self._dossier(dossiers, account)
        self._bewerken(intake)
        self._beeld(intake)
        hulp = self._menu("&Help")
        self._actie(hulp, "&Toetsen", "F1", self._toon_toetsen)
        self._actie(hulp, "&Probleem melden...", "", venster.probleem)

    def toon_voor(self, kast: Werkplek) -> None:
        """Show the menu as it is for this medewerker."""
        for actie in self._over_dossiers:
            actie.setVisible(kast.mag("haal"))
        self._overdracht.setVisible(kast.schuldhulp.mag_overdragen)
        # The beheerder sees the certificates there.
        self._bewaren.setVisible(kast.archief.mag("verklaringen"))
        for naam, actie in self._naar_pagina.items():
            actie.setVisible(mag_naar(kast, naam))

    @Slot()
    def _toon_uitwisselen(self) -> None:
        """Who works alone has nobody to exchange with."""
        self._uitwisselen.setVisible(bool(self._venster.werkblad.uitwisselaar.in_een_regel))

    def laat_alleen(self, paginas: tuple[str, ...], zonder: tuple[str, ...]) -> None:
        """Show of the pages only these, and of the rest what is not in `zonder`."""
        for naam, actie in self._naar_pagina.items():
            actie.setVisible(naam in paginas)
        for actie in self._venster.findChildren(QAction):
            if actie.text().replace("&", "") in zonder:
                actie.setVisible(False)

    def _dossier(self, dossiers: Dossierpagina, account: Accountpagina) -> None:
        venster = self._venster
        menu = self._menu("&Dossier")
        erover = partial(self._actie, menu, dossiers=True)
        erover("&Nieuw gesprek", "Ctrl+N", dossiers.begin)
        erover("&Zoeken en openen", "Ctrl+F", venster.zoek, "Ctrl+O")
        erover("&Besluiten en printen", "Ctrl+P", partial(venster.ga_naar, "besluiten"))
        erover("&Over dit dossier", "Ctrl+D", venster.zaken.over_dossier)
        erover("&Schuldhulp", "Ctrl+H", venster.zaken.schuldhulp)
        self._overdracht = self._actie(menu, "Schuldhulp over&dragen...", "", venster.zaken.overdracht)
        termijnen = ("Be&waartermijnen", "Ctrl+Shift+D", venster.zaken.bewaartermijnen)
        self._bewaren = self._actie(menu, *termijnen)
        self._uitwisselen = self._actie(menu, "&Uitwisselen", "F9", venster.uitwisselen.open_of_sluit)
        self._uitwisselen.setVisible(False)
        venster.werkblad.uitwisselaar.veranderd.connect(self._toon_uitwisselen)
        self._actie(menu, "&Wachtwoord wijzigen", "", account.wijzig_wachtwoord)
        self._actie(menu, "&Vergrendelen", "Ctrl+L", venster.vergrendel)
        self._actie(menu, "&Afsluiten", "Ctrl+Q", venster.close)

    def _bewerken(self, intake: Intakepagina) -> None:
        erover = partial(self._actie, self._menu("Be&werken"), dossiers=True)
        erover("&Ongedaan maken", "Ctrl+Z", intake.ongedaan)
        erover("O&pnieuw", "Ctrl+Y", intake.opnieuw)
        erover("&Volgende vraag", "F7", intake.ga_naar_volgende)
        erover("&Gesprek of formulier", "F6", intake.wissel_vorm)
        erover("&Een vraag verder", "Alt+Right", intake.blad.volgende)
        erover("Een vraag &terug", "Alt+Left", intake.blad.terug)
        volgend, vorig = (partial(intake.formulier.ga_naar_sectie, stap) for stap in (1, -1))
        erover("Volgende o&nderdeel", "Ctrl+PgDown", volgend)
        erover("Vorige on&derdeel", "Ctrl+PgUp", vorig)

    def _beeld(self, intake: Intakepagina) -> None:
        venster = self._venster
        menu = self._menu("B&eeld")
        erover = partial(self._actie, menu, dossiers=True)
        for naam, label, toets in PAGINAS:
            self._naar_pagina[naam] = self._actie(menu, label, toets, partial(venster.ga_naar, naam))
        menu.addSeparator()
        erover("&Meer verdienen", "Ctrl+M", partial(venster.bij_intake, intake.meer_verdienen))
        erover("&Leefgebieden", "Ctrl+G", partial(venster.bij_intake, intake.leefgebieden))
        menu.addSeparator()
        erover("&Scherm voor de inwoner", "Ctrl+B", intake.strook.open_of_sluit)
        erover("Inwoner: toon deze &vraag", "Ctrl+Shift+V", intake.strook.toon_vraag)
        erover("Inwoner: laat de &uitkomst zien", "Ctrl+Shift+U", intake.strook.toon_uitkomst)
        erover("Inwoner: laat het &overzicht zien", "Ctrl+Shift+O", intake.strook.toon_overzicht)
        erover("Inwoner: ver&berg", "Ctrl+Shift+B", intake.strook.verberg)
        menu.addSeparator()
        self._actie(menu, "Tekst &groter", "Ctrl+Shift+G", partial(venster.schaal, 1))
        self._actie(menu, "Tekst &kleiner", "Ctrl+Shift+K", partial(venster.schaal, -1))

    def _menu(self, naam: str) -> QMenu:
        return self._venster.menuBar().addMenu(naam)

    def _actie(
        self,
        menu: QMenu,
        naam: str,
        toets: str,
        doe: Callable[..., Any],
        *ook: str,
        dossiers: bool = False,
    ) -> QAction:
        actie = QAction(naam, self._venster)
        actie.setShortcuts([QKeySequence(t) for t in (toets, *ook) if t])
        actie.triggered.connect(partial(_zonder_argumenten, doe))
        menu.addAction(actie)
        if dossiers:
            self._over_dossiers.append(actie)
        return actie

    @Slot()
    def _toon_toetsen(self) -> None:
        regels = [
            f"<tr><td><b>{actie.shortcut().toString()}</b>&nbsp;&nbsp;</td>"
            f"<td>{actie.text().replace('&', '')}</td></tr>"
            for actie in self._venster.findChildren(QAction)
            if actie.isVisible() and not actie.shortcut().isEmpty()
        ]
        extra = "<tr><td><b>J, N, ?</b></td><td>Ja, nee of weet ik nog niet</td></tr>"
        vel = QMessageBox(self._venster)
        vel.setWindowTitle("Toetsen")
        vel.setTextFormat(Qt.TextFormat.RichText)
        vel.setText(f"<table>{''.join(regels)}{extra}</table>")
        vel.open()


def _zonder_argumenten(doe: Callable[[], Any], *_: object) -> None:
    doe()
