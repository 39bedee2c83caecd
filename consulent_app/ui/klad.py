"""Keeps the text that is being typed and is no answer yet, and puts it back after a crash."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPlainTextEdit, QWidget

from consulent_app.fouten import ConsulentFout
from consulent_app.opslag.kladblad import Klad
from consulent_app.ui.editors import Typregel
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.notitieveld import Notitieveld
from consulent_app.ui.probleemvenster import Probleemvenster

if TYPE_CHECKING:
    from consulent_app.ui.hoofdvenster import Hoofdvenster

ELKE_MS = 1_000
TERUG = (
    "Het programma stopte terwijl u iets typte. Uw tekst staat weer in het veld; kijk hem na en ga verder."
)
LOS = "Dit typte u bij {plek} toen het programma stopte. Kopieer het als u het nog nodig hebt:"
TOETSEN = Qt.TextInteractionFlag.TextSelectableByKeyboard
FORMULIER = "het formulier"
NOTITIE, ELDERS = "notitie", "elders"


class Kladhouder(QObject):
    """Looks every second at what is being typed, and gives what changed to the worker."""

    def __init__(self, venster: Hoofdvenster) -> None:
        super().__init__(venster)
        self._venster, self.werkblad = venster, venster.werkblad
        self._veld: QWidget | None = None
        self._bewaard: Klad | None = None
        self._klok = QTimer(self)
        self._klok.setInterval(ELKE_MS)
        self._klok.timeout.connect(self.kijk)
        self.werkblad.dossier_geopend.connect(self._haal)

    @Slot()
    def kijk(self) -> None:
        """Keep what is being typed now; what became an answer is no longer kept here."""
        nu = QApplication.focusWidget()
        if isinstance(nu, QLineEdit | QPlainTextEdit):
            self._veld = nu
        klad = self._klad()
        if klad != self._bewaard and (kast := self.werkblad.kast) is not None:
            self._bewaard = klad
            # On a full disk the answer itself will say so; a draft may not come between.
            doe = partial(kast.klad.bewaar, klad)
            self.werkblad.taken.start(doe, bij_fout=_laat_gaan, eigenaar=self)

    def stop(self) -> None:
        """Look for the last time, before the store closes."""
        self.kijk()
        self._klok.stop()
        self._veld = self._bewaard = None

    def _klad(self) -> Klad | None:
        veld, dossier = self._veld, self.werkblad.dossier
        if veld is None or not shiboken6.isValid(veld) or dossier is None:
            return None
        plek, tekst = self._plek(veld), _onaf(veld)
        return Klad(dossier.id, plek, tekst) if plek and tekst.strip() else None

    def _plek(self, veld: QWidget) -> str:
        """Return where a field stands, '' for one of which nothing is kept, such as a password."""
        intake = self._venster.paginas["intake"]
        assert isinstance(intake, Intakepagina)
        if isinstance(veld, Notitieveld):
            return f"{NOTITIE} {intake.formulier.sectie_van(veld)}"
        for deel in (intake.formulier, intake.blad):
            if deel.isAncestorOf(veld):
                return deel.plek_van(veld)
        is_open = isinstance(veld, QPlainTextEdit) or (
            isinstance(veld, QLineEdit) and veld.echoMode() is QLineEdit.EchoMode.Normal
        )
        boven = veld.window()
        op_besluiten = self._venster.paginas["besluiten"].isAncestorOf(veld)
        in_venster = isinstance(boven, QDialog) and not isinstance(boven, Probleemvenster)
        return f"{ELDERS} {veld.accessibleName()}" if is_open and (op_besluiten or in_venster) else ""

    # --- after a crash ---------------------------------------------------------------------------------

    @Slot()
    def _haal(self) -> None:
        """Ask for what was typed here; until that is known nothing is kept over it."""
        self._klok.stop()
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if kast is not None and dossier is not None:
            if self._bewaard is not None:
                self.werkblad.taken.start(partial(kast.klad.bewaar, None), bij_fout=_laat_gaan)
            self._veld = self._bewaard = None
            doe = partial(kast.klad.haal, dossier.id)
            self.werkblad.taken.start(doe, partial(self._straks, dossier.id), eigenaar=self)

    def _straks(self, dossier_id: str, klad: Klad | None) -> None:
        dossier = self.werkblad.dossier
        if dossier is None or dossier.id != dossier_id:
            return
        self._bewaard = klad
        if klad is not None:
            # After the page itself put the focus where a conversation begins.
            self.werkblad.beurten.straks("klad", partial(self._zet_terug, klad))
        self._klok.start()

    def _zet_terug(self, klad: Klad) -> None:
        intake = self._venster.paginas["intake"]
        assert isinstance(intake, Intakepagina)
        soort, _, naam = klad.plek.partition(" ")
        if soort == NOTITIE:
            veld: QWidget | None = intake.formulier.notitie_van(naam)
        elif soort == ELDERS:
            veld = None
        else:
            intake.spring(soort)
            deel = intake.blad if intake.in_gesprek else intake.formulier
            veld = deel.veld_op(klad.plek)
        if isinstance(veld, Notitieveld | Typregel):
            veld.herneem(klad.tekst)
            self._veld = veld
            self.werkblad.melding.emit(TERUG)
        else:
            self._toon_los(naam if soort in (NOTITIE, ELDERS) else FORMULIER, klad.tekst)

    def _toon_los(self, plek: str, tekst: str) -> None:
        vel = QMessageBox(self._venster)
        vel.setWindowTitle("Uw tekst van daarnet")
        vel.setText(LOS.format(plek=f"'{plek}'"))
        vel.setInformativeText(tekst)
        vel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | TOETSEN)
        vel.open()


def _onaf(veld: QWidget) -> str:
    """Return what is typed in a field and not taken yet; '' when all of it is."""
    if isinstance(veld, Notitieveld):
        return veld.onaf
    if isinstance(veld, QPlainTextEdit):
        return veld.toPlainText() if veld.document().isModified() else ""
    return veld.text() if isinstance(veld, QLineEdit) and veld.isModified() else ""


def _laat_gaan(fout: Exception) -> None:
    if not isinstance(fout, ConsulentFout):
        raise fout
