"""Slow work off the UI thread: one worker, answers back on the UI thread, dropped without an owner."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from consulent_app.diagnose.log import gemeten
from consulent_app.diagnose.woorden import naam_van

Afloop = Callable[[Any], None]


class Taken(QObject):
    """Runs tasks one after the other on one thread of its own, which also owns the store."""

    _klaar = Signal(int, object, object)
    bezig = Signal(bool)

    def __init__(self, ouder: QObject | None = None) -> None:
        super().__init__(ouder)
        self._rij: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._wacht: dict[int, tuple[Afloop | None, Afloop | None, QObject | None]] = {}
        self._nummers = itertools.count()
        self._klaar.connect(self._loop_af, Qt.ConnectionType.QueuedConnection)
        self._draad = threading.Thread(target=self._werk, name="taken", daemon=True)
        self._draad.start()

    def start(
        self,
        doe: Callable[[], Any],
        bij_succes: Afloop | None = None,
        bij_fout: Afloop | None = None,
        eigenaar: QObject | None = None,
    ) -> None:
        """Run `doe` on the worker; its result or exception comes back here, unless the owner is gone.

        Without `bij_fout` an exception is raised on the UI thread, where the app shows it.
        """
        nummer = next(self._nummers)
        self._wacht[nummer] = (bij_succes, bij_fout, eigenaar)
        self.bezig.emit(True)
        self._rij.put((nummer, doe))

    def sluit(self) -> None:
        """Finish what was asked and stop the worker; nothing is dropped half-way."""
        self._rij.put(None)
        self._draad.join()

    @property
    def rustig(self) -> bool:
        """Say whether nothing is under way."""
        return not self._wacht

    def _werk(self) -> None:
        while (taak := self._rij.get()) is not None:
            nummer, doe = taak
            try:
                with gemeten(naam_van(doe)):
                    uit, fout = doe(), None
            except Exception as gevangen:  # noqa: BLE001 - it is raised again on the UI thread
                uit, fout = None, gevangen
            self._klaar.emit(nummer, uit, fout)

    @Slot(int, object, object)
    def _loop_af(self, nummer: int, uit: object, fout: object) -> None:
        bij_succes, bij_fout, eigenaar = self._wacht.pop(nummer)
        if not self._wacht:
            self.bezig.emit(False)
        if eigenaar is not None and not shiboken6.isValid(eigenaar):
            return
        if isinstance(fout, Exception):
            if bij_fout is None:
                raise fout
            bij_fout(fout)
        elif bij_succes is not None:
            bij_succes(uit)
