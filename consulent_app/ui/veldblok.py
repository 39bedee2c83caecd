"""A short label above its field, as in an address."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from consulent_app.ui.editors import Editor, Typveld


def veldblok(label: str, editor: Editor) -> QWidget:
    """Return the label with the field below it, as wide as the place that it gets."""
    blok = QWidget()
    kolom = QVBoxLayout(blok)
    kolom.setContentsMargins(0, 0, 0, 0)
    kolom.setSpacing(2)
    naam = QLabel(label)
    naam.setProperty("rol", "zacht")
    naam.setBuddy(editor)
    if isinstance(editor, Typveld):
        editor.vul()
    kolom.addWidget(naam)
    kolom.addWidget(editor)
    kolom.addStretch()
    return blok
