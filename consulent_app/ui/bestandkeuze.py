"""Which file is judged: the rules, the peildatum, where the files are and where the outcomes go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from consulent_app.ui import editors
from consulent_app.ui.vloei import Vloei

MAPPEN = {
    "bron": ("Map met de bestanden", "waar huishoudens, personen en inkomens staan"),
    "doel": ("Map voor de uitkomsten", "een lege map, of een van een eerdere keer"),
}


class Bestandkeuze(QFrame):
    """`toets` asks to begin; it can be pressed when every field is filled in."""

    toets = Signal()

    def __init__(self, pakketten: Sequence[tuple[str, str]], ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("rol", "paneel")
        self.pakketten, self.dag = QComboBox(), editors.datum()
        self.mappen = {naam: QLineEdit() for naam in MAPPEN}
        self.knop = QPushButton("Toets dit bestand")
        self._peildatum: str | None = datetime.now().astimezone().date().isoformat()
        for id_, naam in pakketten:
            self.pakketten.addItem(naam, id_)
        self.pakketten.setCurrentIndex(max(0, self.pakketten.findData("heemskerk")))
        self._bouw()
        self._controleer()

    def _bouw(self) -> None:
        rooster = QGridLayout(self)
        rooster.setContentsMargins(16, 12, 16, 12)
        rooster.setColumnStretch(0, 1)
        rooster.setColumnStretch(1, 5)
        for rij, (naam, (kop, hint)) in enumerate(MAPPEN.items()):
            veld = self.mappen[naam]
            veld.setPlaceholderText(hint)
            veld.setAccessibleName(kop)
            veld.textChanged.connect(self._controleer)
            label = QLabel(kop)
            label.setBuddy(veld)
            kies = QPushButton("Kies...")
            kies.setAccessibleName(f"Kies: {kop}")
            kies.clicked.connect(partial(self._kies, naam))
            label.setWordWrap(True)
            rooster.addWidget(label, rij, 0)
            rooster.addWidget(veld, rij, 1)
            rooster.addWidget(kies, rij, 2)
        regels, peil = QLabel("Regels"), QLabel("Peildatum")
        regels.setBuddy(self.pakketten)
        regels.setContentsMargins(0, 8, 0, 0)
        peil.setBuddy(self.dag)
        self.pakketten.setAccessibleName("Regels voor dit bestand")
        self.dag.noem("Peildatum")
        self.dag.regel.setPlaceholderText("datum")
        self.dag.zet(self._peildatum)
        self.dag.gewijzigd.connect(self._kies_dag)
        self.knop.setProperty("rol", "hoofd")
        self.knop.clicked.connect(self._begin)
        samen = Vloei(tussen=12)
        for deel in (self.pakketten, _naast(peil, self.dag), self.knop):
            samen.addWidget(deel)
        rooster.addWidget(regels, len(MAPPEN), 0, Qt.AlignmentFlag.AlignTop)
        rooster.addLayout(samen, len(MAPPEN), 1, 1, 2)

    @property
    def bron(self) -> Path:
        """Return the folder with the files."""
        return Path(self.mappen["bron"].text().strip())

    @property
    def doel(self) -> Path:
        """Return the folder for the outcomes."""
        return Path(self.mappen["doel"].text().strip())

    @property
    def pakket(self) -> str:
        """Return the id of the chosen package."""
        return str(self.pakketten.currentData())

    @property
    def peildatum(self) -> date:
        """Return the day on which the households are looked at."""
        assert self._peildatum is not None
        return date.fromisoformat(self._peildatum)

    def _kies(self, naam: str, *_: object) -> None:
        map_ = QFileDialog.getExistingDirectory(self, MAPPEN[naam][0], self.mappen[naam].text())
        if map_:
            self.mappen[naam].setText(map_)

    @Slot(object)
    def _kies_dag(self, dag: object) -> None:
        self._peildatum = dag if isinstance(dag, str) else None
        self._controleer()

    @Slot()
    def _controleer(self, *_: object) -> None:
        gevuld = all(veld.text().strip() for veld in self.mappen.values())
        self.knop.setEnabled(gevuld and self._peildatum is not None)

    @Slot()
    def _begin(self) -> None:
        self.toets.emit()


def _naast(label: QLabel, veld: QWidget) -> QWidget:
    samen = QWidget()
    rij = QHBoxLayout(samen)
    rij.setContentsMargins(0, 0, 0, 0)
    rij.addWidget(label)
    rij.addWidget(veld)
    return samen
