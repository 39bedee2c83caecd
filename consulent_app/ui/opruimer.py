"""Collect Python's garbage on the UI thread alone: a widget freed on another thread ends the program."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow

#: Nobody is typing any more.
PAUZE_MS = 500
#: Nobody is there: time enough to look at everything, which takes longer than a blink.
RUST_S = 30.0
#: So much garbage is collected while somebody types on; it still takes less than a blink.
VEEL = 100_000
TEKENS_VAN_LEVEN = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class Opruimer(QObject):
    """Takes over from the collector, which otherwise runs on whichever thread makes the next object.

    It waits for a pause in what a person does, and with the oldest generation for a long one.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._teken = time.monotonic()
        # The rule packages and the window stay; walking past all of them takes longer than a blink.
        QTimer.singleShot(PAUZE_MS, self, gc.freeze)
        self._klok = QTimer(self)
        self._klok.setInterval(PAUZE_MS)
        self._klok.timeout.connect(self._kijk)
        self._klok.start()
        app.focusWindowChanged.connect(self._let_op)

    @Slot(QWindow)
    def _let_op(self, venster: QWindow | None) -> None:
        if venster is not None:
            venster.installEventFilter(self)

    def eventFilter(self, _: QObject, gebeurtenis: QEvent) -> bool:
        if gebeurtenis.type() in TEKENS_VAN_LEVEN:
            self._teken = time.monotonic()
            if gc.get_count()[0] < VEEL:
                self._klok.start()
        return False

    @Slot()
    def _kijk(self) -> None:
        """Collect the oldest generation that is due, as the collector itself would have done."""
        rust = time.monotonic() - self._teken > RUST_S
        for generatie in (2, 1, 0) if rust else (1, 0):
            if gc.get_count()[generatie] > gc.get_threshold()[generatie]:
                gc.collect(generatie)
                return
