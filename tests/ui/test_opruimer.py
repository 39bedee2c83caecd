"""Garbage is collected in the pauses of who is typing, and it is collected."""

import gc
import time
import weakref

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.opruimer import PAUZE_MS


class Kring:
    """Holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.zelf = self


def test_rommel_wacht_op_een_pauze(venster: Hoofdvenster, qtbot: QtBot) -> None:
    assert not gc.isenabled()
    # What is there at the start stays for good.
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    kringen = [Kring() for _ in range(2 * gc.get_threshold()[0])]
    rommel = [weakref.ref(kring) for kring in kringen]
    einde = time.monotonic() + 3 * PAUZE_MS / 1000
    QTest.keyClick(venster.windowHandle(), Qt.Key.Key_Shift)
    kringen.clear()
    while time.monotonic() < einde:
        QTest.keyClick(venster.windowHandle(), Qt.Key.Key_Shift)
        qtbot.wait(20)
    assert all(kring() is not None for kring in rommel)
    qtbot.waitUntil(lambda: all(kring() is None for kring in rommel), timeout=10 * PAUZE_MS)
