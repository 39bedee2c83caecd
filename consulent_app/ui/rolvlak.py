"""A part of a window that scrolls when it does not fit, such as with text of 200%."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def rolvlak(binnen: QWidget) -> QScrollArea:
    """Return the scroll area around a widget; it scrolls down only, and keys pass it by."""
    rol = QScrollArea()
    rol.setWidgetResizable(True)
    rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    rol.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rol.setWidget(binnen)
    return rol
