"""A part of a window that scrolls when it does not fit, such as with text of 200%."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class Rolvlak(QScrollArea):
    """Scrolls down only, is never narrower than what is in it, and the Tab key passes it by."""

    def __init__(self, binnen: QWidget) -> None:
        super().__init__()
        self._binnen = binnen
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(binnen)

    def minimumSizeHint(self) -> QSize:
        balk = self.verticalScrollBar().sizeHint().width()
        return QSize(self._binnen.minimumSizeHint().width() + balk, super().minimumSizeHint().height())
