"""Open the handbook at the page of the screen where somebody is, also over a dialog and behind the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from consulent_app.ui.handleidingplek import plek_van

if TYPE_CHECKING:
    from consulent_app.ui.handleidingvenster import Handleidingvenster


class Handleidingopener(QObject):
    """There is one window, made at the first question."""

    def __init__(self, paginas: QStackedWidget) -> None:
        super().__init__(paginas)
        self._paginas = paginas
        self.venster: Handleidingvenster | None = None

    def is_gevraagd(self, gebeurtenis: QEvent) -> bool:
        """Open it when this is F1, which no menu hears over a dialog or while nobody is logged in."""
        gevraagd = (
            isinstance(gebeurtenis, QKeyEvent)
            and gebeurtenis.type() == QEvent.Type.KeyPress
            and gebeurtenis.key() == Qt.Key.Key_F1
            and gebeurtenis.modifiers() == Qt.KeyboardModifier.NoModifier
        )
        if gevraagd:
            self.open()
        return gevraagd

    @Slot()
    def open(self) -> None:
        """Show what belongs to where the focus is, else to the dialog or the page in front."""
        from consulent_app.ui.handleidingvenster import Handleidingvenster

        plek = plek_van(QApplication.focusWidget(), self._dialoog(), self._paginas.currentWidget())
        if self.venster is None:
            self.venster = Handleidingvenster()
        self.venster.toon(plek)

    def _dialoog(self) -> QWidget | None:
        actief = QApplication.activeWindow()
        return None if actief is self._paginas.window() else actief

    def sluit(self) -> None:
        """Take the window away, so that the program can end."""
        if self.venster is not None:
            self.venster.close()
            self.venster.deleteLater()
            self.venster = None
