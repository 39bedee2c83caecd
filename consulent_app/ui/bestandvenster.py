"""Choose for which workplace a hand-over file is, and where it comes."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.overdrachtbeeld import Ontvangerbeeld, ontvangerbeelden
from consulent_app.fouten import ConsulentFout
from consulent_app.paden import SAMENWERKBESTAND
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad

SOORT_BESTAND = f"Bestand van Consulent (*{SAMENWERKBESTAND})"
UITLEG = (
    "Kies voor wie het bestand is. Alleen die werkplek kan het lezen; voorstellen die op een besluit "
    "wachten gaan mee met de beurt om te besluiten. Raakt het kwijt, maak het dan gewoon opnieuw."
)
NIEMAND = "Er is nog geen andere werkplek bekend. Laat er bij Instellingen eerst een toe."


class Bestandvenster(QDialog):
    """`gekozen` carries an Ontvanger and a folder."""

    gekozen = Signal(object, Path)

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.setWindowTitle("Bestand voor een andere werkplek")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 460)
        self._beelden: list[Ontvangerbeeld] = []
        self.lijst, self.fout = QListWidget(), label("", "fout")
        self.knop = QPushButton("Kies een map en maak het bestand...")
        self._bouw()
        if werkblad.kast is not None:
            doe = partial(ontvangerbeelden, werkblad.kast, datetime.now().astimezone())
            werkblad.taken.start(doe, self._toon, self._mislukt, self)

    def _bouw(self) -> None:
        kolom, onder, annuleer = QVBoxLayout(self), QHBoxLayout(), QPushButton("Annuleren")
        kolom.setContentsMargins(20, 16, 20, 16)
        self.lijst.setWordWrap(True)
        self.lijst.setSpacing(3)
        self.lijst.setAccessibleName("Voor wie het bestand is")
        self.lijst.currentRowChanged.connect(self._bij_keuze)
        self.lijst.itemActivated.connect(self.knop.click)
        self.fout.hide()
        for deel in (label(UITLEG, "zacht"), self.fout):
            kolom.addWidget(deel)
        kolom.addWidget(self.lijst, 1)
        self.knop.setProperty("rol", "hoofd")
        self.knop.setEnabled(False)
        # Enter in the list already presses it.
        for knop in (annuleer, self.knop):
            knop.setAutoDefault(False)
        self.knop.clicked.connect(self._kies_map)
        annuleer.clicked.connect(self.reject)
        onder.addStretch()
        onder.addWidget(annuleer)
        onder.addWidget(self.knop)
        kolom.addLayout(onder)

    def _toon(self, beelden: list[Ontvangerbeeld]) -> None:
        self._beelden = beelden
        for beeld in beelden:
            regel = QListWidgetItem(f"{beeld.naam}\n{beeld.stand}", self.lijst)
            regel.setData(Qt.ItemDataRole.AccessibleTextRole, f"{beeld.naam}: {beeld.stand}")
        if not beelden:
            self._meld(NIEMAND)
        self.lijst.setCurrentRow(0)
        self.lijst.setFocus()

    @Slot(int)
    def _bij_keuze(self, rij: int) -> None:
        self.knop.setEnabled(rij >= 0)

    @Slot()
    def _kies_map(self) -> None:
        if map_ := QFileDialog.getExistingDirectory(self, "Kies een map of stick voor het bestand"):
            self.gekozen.emit(self._beelden[self.lijst.currentRow()].naar, Path(map_))
            self.accept()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.show()
