"""A note with a section of the form: behind a button until there is one, kept when it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

REGELS = 4


class Notitieveld(QPlainTextEdit):
    """`geschreven` carries the text when the field is left with another text than before."""

    geschreven = Signal(str)

    def __init__(self, sectie: str) -> None:
        super().__init__()
        self._bewaard = ""
        self.setAccessibleName(f"Notitie bij {sectie}")
        self.setPlaceholderText("Voor uzelf en uw collega's: dit komt niet in de brieven")
        self.setTabChangesFocus(True)
        self.setMaximumHeight(self.fontMetrics().height() * REGELS + 16)
        self.hide()
        self.knop = QPushButton("Notitie")
        self.knop.setProperty("rol", "klein")
        self.knop.setAccessibleName(f"Schrijf een notitie bij {sectie}")
        self.knop.clicked.connect(self._open)

    def zet(self, tekst: str) -> None:
        """Show what was written before; while somebody types here it stays as it is."""
        self._bewaard = tekst
        if not self.hasFocus() and self.toPlainText() != tekst:
            self.setPlainText(tekst)
        self._toon()

    @property
    def onaf(self) -> str:
        """Return what is written and not kept yet, '' when all of it is."""
        tekst = self.toPlainText()
        return tekst if tekst.strip() != self._bewaard else ""

    def herneem(self, tekst: str) -> None:
        """Go on with a text that was not kept yet."""
        self._open()
        self.setPlainText(tekst)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _toon(self) -> None:
        open_ = bool(self._bewaard) or self.hasFocus()
        self.setVisible(open_)
        self.knop.setVisible(not open_)

    @Slot()
    def _open(self) -> None:
        self.show()
        self.setFocus()
        self.knop.hide()

    def focusOutEvent(self, gebeurtenis: QFocusEvent) -> None:
        super().focusOutEvent(gebeurtenis)
        tekst = self.toPlainText().strip()
        if tekst != self._bewaard:
            self._bewaard = tekst
            self.geschreven.emit(tekst)
        self._toon()
