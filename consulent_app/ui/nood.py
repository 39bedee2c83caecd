"""When something goes wrong that nobody foresaw: keep what is typed, say so in one sentence, go on."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from consulent_app.diagnose import log
from consulent_app.diagnose.woorden import Woord
from consulent_app.fouten import ConsulentFout

if TYPE_CHECKING:
    from consulent_app.ui.hoofdvenster import Hoofdvenster

MIS = (
    "Er ging iets mis in het programma. Wat u hebt ingevuld is bewaard: u kunt verder werken. Gebeurt het "
    "nog eens, sluit dan het programma en open het opnieuw."
)
VORIGE = "De vorige keer stopte het programma onverwacht. Er is niets kwijt."
MELDEN, VERDER = "Probleem melden...", "Verder"
ONVERWACHT, BIJ_BEWAREN = Woord("onverwacht"), Woord("bewaren na een fout")


class Noodvanger(QObject):
    """Takes every exception that nobody else took, of each thread, to the screen's own."""

    _gevangen = Signal(object)

    def __init__(self, venster: Hoofdvenster) -> None:
        super().__init__(venster)
        self._venster = venster
        self._vel: QMessageBox | None = None
        # Later: what went wrong may be in the middle of painting.
        self._gevangen.connect(self._toon, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Take all exceptions from here on."""
        sys.excepthook = self.vang
        threading.excepthook = self._vang_in_draad

    def vang(self, _: type[BaseException], fout: BaseException, __: TracebackType | None) -> None:
        """Put down what it was, and let the screen tell of it."""
        if not isinstance(fout, ConsulentFout):
            log.meld_fout(ONVERWACHT, fout)
        if shiboken6.isValid(self):
            self._gevangen.emit(fout)

    def _vang_in_draad(self, wat: threading.ExceptHookArgs) -> None:
        if wat.exc_value is not None:
            self.vang(wat.exc_type, wat.exc_value, wat.exc_traceback)

    @Slot(object)
    def _toon(self, fout: BaseException) -> None:
        if isinstance(fout, ConsulentFout):
            QMessageBox(QMessageBox.Icon.Warning, "Consulent", str(fout), parent=self._venster).open()
            return
        self._bewaar()
        # What goes wrong with every paint or key says so once.
        if self._vel is None or not shiboken6.isValid(self._vel):
            self._vraag(MIS)

    def _bewaar(self) -> None:
        """Let what is being typed become an answer, and be typed on."""
        veld = QApplication.focusWidget()
        try:
            self._venster.rond_typen_af()
            self._venster.klad.kijk()
        except Exception as fout:  # noqa: BLE001 - it may be the very field that fails
            log.meld_fout(BIJ_BEWAREN, fout)
        if veld is not None and shiboken6.isValid(veld):
            veld.setFocus()

    def meld_vorige(self) -> None:
        """Say that the program stopped by itself the time before."""
        self._vraag(VORIGE)

    def _vraag(self, tekst: str) -> None:
        vel = self._vel = QMessageBox(QMessageBox.Icon.Warning, "Consulent", tekst, parent=self._venster)
        vel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        melden = vel.addButton(MELDEN, QMessageBox.ButtonRole.ActionRole)
        verder = vel.addButton(VERDER, QMessageBox.ButtonRole.AcceptRole)
        vel.setDefaultButton(verder)
        vel.setEscapeButton(verder)
        melden.clicked.connect(self._venster.probleem)
        vel.open()
