"""The overview as text, made on the worker when the resident's screen asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from consulent_app.acties.brieven import Opdracht
from consulent_app.acties.leesoverzicht import Overzichtbeeld, overzichtbeeld
from consulent_app.fouten import ConsulentFout
from consulent_app.huishouden.model import Intake
from consulent_app.ui.werkblad import Werkblad

Vraag = tuple[Intake, Opdracht, str, bool]


class Leesoverzicht(QObject):
    """`gemaakt` says that the overview that was asked for last is there, or why it is not."""

    gemaakt = Signal()

    def __init__(self, werkblad: Werkblad, opdracht: Callable[[], Opdracht], ouder: QObject) -> None:
        super().__init__(ouder)
        self.werkblad, self._opdracht = werkblad, opdracht
        self.leeg()

    def leeg(self) -> None:
        """Forget the overview, for the lock and for another dossier."""
        self._vraag: Vraag | None = None
        self._beeld: Overzichtbeeld | None = None
        self.fout = ""

    def beeld(self, intake: Intake, code: str) -> Overzichtbeeld | None:
        """Return the overview of these answers as the letters are now; None while it is being made."""
        dossier = self.werkblad.dossier
        besloten = dossier is not None and dossier.status != "intake"
        vraag = (intake, self._opdracht(), code, besloten)
        if vraag != self._vraag:
            self.leeg()
            self._vraag = vraag
            doe = partial(overzichtbeeld, intake, self.werkblad.toetser, *vraag[1:])
            klaar, mis = partial(self._neem, vraag), partial(self._mislukt, vraag)
            self.werkblad.taken.start(doe, klaar, mis, self)
        return self._beeld

    def _neem(self, vraag: Vraag, beeld: Overzichtbeeld) -> None:
        if vraag == self._vraag:
            self._beeld = beeld
            self.gemaakt.emit()

    def _mislukt(self, vraag: Vraag, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        if vraag == self._vraag:
            self.fout = str(fout)
            self.gemaakt.emit()
