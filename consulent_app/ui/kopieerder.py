"""Makes the reservekopie of the day by itself, on a thread of its own, when the desk has settled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from consulent_app.ui.taken import Taken

if TYPE_CHECKING:
    from consulent_app.ui.werkblad import Werkblad

# The first clicks after the password are for the dossier, not for the disk.
NA_OPENEN_MS = 15_000


class Kopieerder(QObject):
    """`veranderd` after each attempt; `fout` is what went wrong with the last one, '' when nothing did."""

    veranderd = Signal()

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__(werkblad)
        self._werkblad = werkblad
        # Not the worker that keeps answers: nobody waits for a copy.
        self.taken = Taken(self)
        self.fout = ""
        self._wacht = QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.setInterval(NA_OPENEN_MS)
        self._wacht.timeout.connect(self.kopie_van_vandaag)
        werkblad.ontgrendeld.connect(self._wacht.start)

    @Slot()
    def kopie_van_vandaag(self) -> None:
        """Make a copy when there is none of this day."""
        if self._werkblad.kast is not None:
            self._start(self._werkblad.kast.reservekopie_van_vandaag)

    @Slot()
    def kopie_nu(self) -> None:
        """Make a copy, whether or not there is one."""
        if self._werkblad.kast is not None:
            self._start(self._werkblad.kast.reservekopie)

    def _start(self, doe: Callable[[], Any]) -> None:
        self.taken.start(doe, partial(self._klaar, ""), self._klaar, self)

    def _klaar(self, fout: object, *_: object) -> None:
        # Who locks the desk halfway stops the copy; the next start makes one.
        if self._werkblad.kast is not None:
            self.fout = str(fout)
            self.veranderd.emit()
