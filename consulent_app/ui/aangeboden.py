"""A file of another workplace with which the app was opened: offered once, after the login."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from consulent_app.acties.overdrachtwoorden import in_woorden
from consulent_app.fouten import ConsulentFout

if TYPE_CHECKING:
    from consulent_app.acties.overdracht import Ontvangst
    from consulent_app.ui.hoofdvenster import Hoofdvenster

VRAAG = "Wilt u {naam} nu inlezen? Er staat in wat een andere werkplek heeft gedaan."


class Aangeboden(QObject):
    """Asks before it reads: who clicks a file does not yet know what comes of it."""

    def __init__(self, venster: Hoofdvenster, bestand: Path) -> None:
        super().__init__(venster)
        # The desktop names it from a folder of its own choice, which may be another one later.
        self._venster, self._bestand = venster, bestand.absolute()
        venster.werkblad.ontgrendeld.connect(self._vraag)

    @Slot()
    def _vraag(self) -> None:
        self._venster.werkblad.ontgrendeld.disconnect(self._vraag)
        vraag = self._blad(VRAAG.format(naam=self._bestand.name))
        lees = vraag.addButton("&Inlezen", QMessageBox.ButtonRole.AcceptRole)
        vraag.addButton("&Niet nu", QMessageBox.ButtonRole.RejectRole)
        lees.clicked.connect(self._lees)
        vraag.open()

    @Slot()
    def _lees(self) -> None:
        werkblad = self._venster.werkblad
        if werkblad.kast is None:
            return
        # What is on the screen is not changed under somebody's hands.
        in_gebruik = {werkblad.dossier.id} if werkblad.dossier else set()
        doe = partial(werkblad.kast.overdracht.lees, self._bestand, in_gebruik)
        werkblad.taken.start(doe, self._toon, self._toon_fout, eigenaar=self)

    def _toon(self, kwam: Ontvangst) -> None:
        self._venster.ga_naar("dossiers")
        self._blad("\n".join(in_woorden(kwam))).open()

    def _toon_fout(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._blad(str(fout)).open()

    def _blad(self, tekst: str) -> QMessageBox:
        return QMessageBox(QMessageBox.Icon.NoIcon, "Bestand van een werkplek", tekst, parent=self._venster)
