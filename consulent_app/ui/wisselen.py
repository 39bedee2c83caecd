"""Put something else in a scroll area without pulling the old one from under its own signal."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def wissel(gebied: QScrollArea, nieuw: QWidget) -> None:
    """Show `nieuw` at the same scroll position.

    The old widget is deleted later: it may hold the button whose click brought us here.
    """
    positie = gebied.verticalScrollBar().value()
    oud = gebied.takeWidget()
    gebied.setWidget(nieuw)
    if oud is not None:
        oud.hide()
        oud.deleteLater()
    QTimer.singleShot(0, gebied, partial(gebied.verticalScrollBar().setValue, positie))
