"""The text beside a tick box."""

from __future__ import annotations

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel


class Vakjestekst(QLabel):
    """A text that wraps, which a tick box's own text cannot; a click ticks too."""

    def __init__(self, tekst: str, vakje: QCheckBox) -> None:
        super().__init__(tekst)
        self.setWordWrap(True)
        self.setBuddy(vakje)
        self._vakje = vakje

    def mousePressEvent(self, gebeurtenis: QMouseEvent) -> None:
        self._vakje.click()
