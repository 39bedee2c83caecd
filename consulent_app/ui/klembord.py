"""What was copied in this program is taken back when it is locked or closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication


class Klembord(QObject):
    """Remembers whether what is on the clipboard was copied here; what comes from elsewhere stays."""

    def __init__(self, ouder: QObject) -> None:
        super().__init__(ouder)
        self._van_hier = False
        QGuiApplication.clipboard().dataChanged.connect(self._veranderd)

    @Slot()
    def _veranderd(self) -> None:
        # Not ownsClipboard(): not every platform answers that.
        self._van_hier = QGuiApplication.focusWindow() is not None

    def neem_terug(self) -> None:
        """Empty the clipboard, when it holds something from here."""
        if self._van_hier:
            QGuiApplication.clipboard().clear()
            self._van_hier = False
