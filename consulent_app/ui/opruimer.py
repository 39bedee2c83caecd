"""Collect Python's garbage on the UI thread alone: a widget freed on another thread ends the program."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

ELKE_MS = 500


class Opruimer(QObject):
    """Takes over from the collector, which otherwise runs on whichever thread makes the next object."""

    def __init__(self, ouder: QObject) -> None:
        super().__init__(ouder)
        gc.disable()
        self._eerst = True
        self._klok = QTimer(self)
        self._klok.setInterval(ELKE_MS)
        self._klok.timeout.connect(self._kijk)
        self._klok.start()

    @Slot()
    def _kijk(self) -> None:
        """Collect the oldest generation that is due, as the collector itself would have done."""
        if self._eerst:
            # The rule packages and the window stay; walking past all of them takes longer than a blink.
            gc.freeze()
            self._eerst = False
        for generatie in (2, 1, 0):
            if gc.get_count()[generatie] > gc.get_threshold()[generatie]:
                gc.collect(generatie)
                return
