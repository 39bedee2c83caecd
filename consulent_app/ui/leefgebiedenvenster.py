"""The window with the check per area of life, opened from the intake."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.ui.leefgebiedenpaneel import Leefgebiedenpaneel
from consulent_app.ui.schuldhulpvenster import Schuldhulpvenster
from consulent_app.ui.werkblad import Werkblad


class Leefgebiedenvenster(QDialog):
    """Keeps each answer in the dossier at once. `spring` asks the intake to go to a question."""

    spring = Signal(str)

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.setWindowTitle("Leefgebieden")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(ouder.window().size().boundedTo(QSize(1340, 740)))
        self.paneel = Leefgebiedenpaneel(self._vraagtekst)
        self._bouw()
        self.paneel.gewijzigd.connect(self._bewaar)
        self.paneel.spring.connect(self._spring)
        self.paneel.schuldhulp.connect(self._open_schuldhulp)
        self._toon()

    def _bouw(self) -> None:
        buiten = QVBoxLayout(self)
        buiten.setContentsMargins(0, 0, 0, 12)
        buiten.addWidget(self.paneel, 1)
        onder = QHBoxLayout()
        onder.setContentsMargins(24, 0, 24, 0)
        onder.addStretch()
        sluit = QPushButton("Sluiten")
        sluit.clicked.connect(self.accept)
        onder.addWidget(sluit)
        buiten.addLayout(onder)

    def _toon(self) -> None:
        gesprek, oordeel = self.werkblad.gesprek, self.werkblad.oordeel
        if gesprek is None or oordeel is None:
            return
        wegwijzer = self.werkblad.toetser.wegwijzer(gesprek.pakket)
        document = self.werkblad.behandeling.leefgebieden
        self.paneel.toon(document, gesprek.intake(), wegwijzer, oordeel.verwijzingen)
        self.paneel.pak_focus()

    def _vraagtekst(self, pad: str) -> str:
        gesprek = self.werkblad.gesprek
        return self.werkblad.toetser.vraag(gesprek.document, pad) if gesprek else ""

    @Slot(dict)
    def _bewaar(self, document: dict[str, Any]) -> None:
        nieuw = replace(self.werkblad.behandeling, leefgebieden=document)
        self.werkblad.wijzig_behandeling("leefgebieden", document, nieuw)

    @Slot(str)
    def _spring(self, pad: str) -> None:
        self.spring.emit(pad)
        self.accept()

    @Slot()
    def _open_schuldhulp(self) -> None:
        Schuldhulpvenster(self.werkblad, self).open()

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        """Let Enter end a note: a dialog would press the nearest button, and so answer a question."""
        if gebeurtenis.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(gebeurtenis)

    def done(self, uitslag: int) -> None:
        """Let a note that is being typed give its text, then close."""
        if (veld := self.focusWidget()) is not None:
            veld.clearFocus()
        super().done(uitslag)
