"""The log for the beheerder: who did what and when, never what stood in a dossier."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.logboek import (
    HOOGSTENS,
    KOPPEN,
    WAT_NU,
    Logboekbeeld,
    aanvaardingen,
    bevindingen,
    cellen,
    omvang,
)
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.intake.invoer import lees_datum
from consulent_app.opslag.waarden import Logregel
from consulent_app.ui.regelmodel import TEKST, Plek, Regelmodel
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.werkblad import Werkblad

IEDEREEN = "Iedereen"
KLOPT = "Het logboek klopt: {omvang}."
NIETS = "Er zijn geen regels van deze dag, van deze persoon of over dit dossier."
AANVAARD = "Het logboek is aanvaard zoals het nu is. De reden staat erin."
Keuze = tuple[str, date | None, str]
MEER = f"Dit zijn de laatste {HOOGSTENS} regels. In het bestand staan ze allemaal."


class Logmodel(Regelmodel[Logregel]):
    """The lines, the last first."""

    def data(self, plek: Plek, role: int = 0) -> Any:
        if role not in TEKST:
            return None
        return cellen(self.regels[plek.row()])[plek.column()]


class Logpagina(QWidget):
    """Every look at the log is a line in it."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.wie, self.dag, self.lijst = QComboBox(), QLineEdit(), QTableView()
        self.kenmerk, self.reden, self.aanvaarden = QLineEdit(), QLineEdit(), QWidget()
        self.model, self.melding = Logmodel([kop.capitalize() for kop in KOPPEN], self), QLabel()
        self.toonknop, self.controleknop = QPushButton("Toon"), QPushButton("Controleer het logboek")
        self.bewaarknop = QPushButton("Bewaar als CSV...")
        self.aanvaardknop = QPushButton("Aanvaard het logboek")
        self._bouw()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(24, 16, 24, 16)
        kolom.setSpacing(12)
        kop = QLabel("Logboek")
        kop.setProperty("rol", "kop")
        kolom.addWidget(kop)
        kolom.addLayout(self._bovenrij())
        self.melding.setWordWrap(True)
        kolom.addWidget(self.melding)
        self._maak_aanvaarden()
        kolom.addWidget(self.aanvaarden)
        self._maak_lijst()
        kolom.addWidget(self.lijst, 1)
        onder = QHBoxLayout()
        onder.addStretch()
        for knop, doe in ((self.controleknop, self.controleer), (self.bewaarknop, self.bewaar)):
            knop.clicked.connect(doe)
            onder.addWidget(knop)
        kolom.addLayout(onder)

    def _bovenrij(self) -> QHBoxLayout:
        rij = QHBoxLayout()
        self.wie.addItem(IEDEREEN, "")
        self.wie.setAccessibleName("Wie")
        self.wie.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.dag.setAccessibleName("Dag")
        self.dag.setPlaceholderText("alle dagen, of 21-11-2026")
        self.kenmerk.setAccessibleName("Dossier")
        self.kenmerk.setPlaceholderText("alle dossiers, of Z/2026/000001")
        for tekst, veld in (("&Wie", self.wie), ("&Dag", self.dag), ("D&ossier", self.kenmerk)):
            label = QLabel(tekst)
            label.setBuddy(veld)
            rij.addWidget(label)
            rij.addWidget(veld)
        self.wie.activated.connect(self.ververs)
        for veld_ in (self.dag, self.kenmerk):
            veld_.returnPressed.connect(self.ververs)
        self.toonknop.clicked.connect(self.ververs)
        rij.addWidget(self.toonknop)
        rij.addStretch()
        return rij

    def _maak_aanvaarden(self) -> None:
        rij = QHBoxLayout(self.aanvaarden)
        rij.setContentsMargins(0, 0, 0, 0)
        label = QLabel("&Reden")
        label.setBuddy(self.reden)
        self.reden.setAccessibleName("Reden om het logboek te aanvaarden")
        self.reden.setPlaceholderText("wat er gebeurde, zonder namen van inwoners")
        self.aanvaardknop.clicked.connect(self.aanvaard)
        for deel in (label, self.reden, self.aanvaardknop):
            rij.addWidget(deel)
        self.aanvaarden.hide()

    def _maak_lijst(self) -> None:
        self.lijst.setModel(self.model)
        self.lijst.setAccessibleName("Regels van het logboek")
        self.lijst.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lijst.setTabKeyNavigation(False)
        self.lijst.setShowGrid(False)
        self.lijst.verticalHeader().hide()
        kop = self.lijst.horizontalHeader()
        kop.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        kop.setStretchLastSection(True)
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _keuze(self) -> Keuze:
        """Return whose lines, of which day and dossier; raises InvoerFout for what is no date."""
        getypt = self.dag.text().strip()
        dag = date.fromisoformat(lees_datum(getypt)) if getypt else None
        return self.wie.currentData() or "", dag, self.kenmerk.text().strip().upper()

    @Slot()
    def ververs(self, *_: object) -> None:
        """Read the log again."""
        if self.werkblad.kast is None:
            return
        try:
            doe = partial(self.werkblad.kast.logboek, *self._keuze())
        except InvoerFout as fout:
            self._mislukt(fout)
            return
        self.werkblad.taken.start(doe, self._toon, self._mislukt, self)

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock."""
        self.model.zet([])
        self.wie.clear()
        self.wie.addItem(IEDEREEN, "")
        for veld in (self.dag, self.kenmerk, self.reden):
            veld.clear()
        self.aanvaarden.hide()
        self._meld("")

    def _toon(self, beeld: Logboekbeeld) -> None:
        if self.werkblad.kast is None:
            return
        self.model.zet(beeld.regels)
        for actor in beeld.actoren:
            if self.wie.findData(actor) < 0:
                self.wie.addItem(actor, actor)
        self._meld(NIETS if not beeld.regels else MEER if len(beeld.regels) == HOOGSTENS else "")

    @Slot()
    def controleer(self) -> None:
        """Count every hash again and say what came of it."""
        if self.werkblad.kast is not None:
            self.werkblad.taken.start(
                self.werkblad.kast.controleer_logboek, self._gecontroleerd, self._mislukt, self
            )

    def _gecontroleerd(self, uitslag: Any) -> None:
        gevonden, eerder = bevindingen(*uitslag), aanvaardingen(uitslag[0])
        self.aanvaarden.setVisible(bool(gevonden))
        if gevonden:
            self._meld(" ".join([*gevonden, WAT_NU, *eerder]), "fout")
        else:
            self._meld(" ".join([KLOPT.format(omvang=omvang(uitslag[0])), *eerder]))

    @Slot()
    def aanvaard(self) -> None:
        """Take the log as it is now for good, with the reason that was typed."""
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.aanvaard_logboek, self.reden.text())
            self.werkblad.taken.start(doe, self._is_aanvaard, self._mislukt, self)

    def _is_aanvaard(self, _: object) -> None:
        self.reden.clear()
        self.aanvaarden.hide()
        self._meld(AANVAARD)

    @Slot()
    def bewaar(self) -> None:
        """Ask for a folder and write the lines that were asked for there."""
        kast = self.werkblad.kast
        try:
            keuze = self._keuze()
        except InvoerFout as fout:
            self._mislukt(fout)
            return
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor het logboek")
        if map_ and kast is not None:
            doe = partial(kast.schrijf_logboek_uit, Path(map_), *keuze)
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, pad: Path) -> None:
        self._meld(f"{pad.name} bewaard in {pad.parent.name}")

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout), "fout")

    def _meld(self, tekst: str, rol: str = "") -> None:
        self.melding.setText(tekst)
        self.melding.setVisible(bool(tekst))
        zet_rol(self.melding, rol)
