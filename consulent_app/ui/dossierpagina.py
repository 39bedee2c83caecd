"""All dossiers of this workplace: search, open, or begin a new conversation."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.inzage import geef_inzage
from consulent_app.besluiten.merktekens import in_woorden
from consulent_app.fouten import ConsulentFout
from consulent_app.intake.invoer import toon_datum
from consulent_app.opslag.waarden import Dossierregel, Stuk
from consulent_app.ui.merkenlabel import met_merken
from consulent_app.ui.regelmodel import TEKST, Plek, Regelmodel
from consulent_app.ui.stukken import Stukkenvenster
from consulent_app.ui.vandaag import Vandaag
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.acties.synchroniseren import Verslag

KOPPEN = ("Kenmerk", "Naam", "Geboortedatum", "Stand", "Gewijzigd")
STANDEN = {"intake": "gesprek loopt", "besloten": "besloten", "afgesloten": "afgesloten"}
GEEN_BRIEVEN = "In dit dossier zijn nog geen brieven bewaard."


class Kolom(IntEnum):
    """The columns of the list."""

    KENMERK, NAAM, GEBOREN, STAND, GEWIJZIGD = range(5)


class Dossiermodel(Regelmodel[Dossierregel]):
    """The dossiers that were found, newest first."""

    def data(self, plek: Plek, role: int = 0) -> Any:
        if role not in TEKST:
            return None
        regel = self.regels[plek.row()]
        return {
            Kolom.KENMERK: regel.kenmerk,
            Kolom.NAAM: _naam(regel, op_scherm=role == Qt.ItemDataRole.DisplayRole),
            Kolom.GEBOREN: toon_datum(regel.geboortedatum) if regel.geboortedatum else "",
            Kolom.STAND: STANDEN.get(regel.status, regel.status),
            Kolom.GEWIJZIGD: f"{regel.gewijzigd.astimezone():%d-%m-%Y %H:%M}",
        }[Kolom(plek.column())]


def _naam(regel: Dossierregel, *, op_scherm: bool) -> str:
    """Return the name with the marks: below it on the screen, where beside it they would be cut off."""
    naam = regel.naam or "nog geen naam"
    if not op_scherm:
        return met_merken(naam, regel.merken)
    return f"{naam}\n{in_woorden(regel.merken)}" if regel.merken else naam


class Dossierpagina(QWidget):
    """`openen` carries a dossier id, `nieuw` a package id; `bewaartermijnen` asks for that window.

    `toegewezen` says that somebody else takes a dossier on.
    """

    openen = Signal(str)
    nieuw = Signal(str)
    bewaartermijnen = Signal()
    toegewezen = Signal()

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.zoekveld, self.lijst, self._leeg = QLineEdit(), QTableView(), QLabel()
        self.pakketten, self.nieuwknop = QComboBox(), QPushButton("Begin een nieuw gesprek")
        self.brievenknop, self.openknop = QPushButton("Toon de brieven"), QPushButton("Open dit dossier")
        self.inzageknop = QPushButton("Geef inzage...")
        self.inzageknop.setToolTip("Alles wat over de aanvrager is bewaard, en wie ernaar keek")
        self.model, self.vandaag = Dossiermodel(KOPPEN, self), Vandaag()
        self._wacht = QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.setInterval(150)
        self._wacht.timeout.connect(self.ververs)
        self._bouw()
        werkblad.uitwisselaar.uitgewisseld.connect(self._na_uitwisselen)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(24, 16, 24, 16)
        kolom.setSpacing(12)
        kop = QLabel("Dossiers")
        kop.setProperty("rol", "kop")
        kolom.addWidget(kop)
        kolom.addLayout(self._bovenrij())
        splitser = QSplitter(Qt.Orientation.Horizontal)
        splitser.setChildrenCollapsible(False)
        splitser.addWidget(self._links())
        splitser.addWidget(self.vandaag)
        splitser.setSizes([760, 460])
        kolom.addWidget(splitser, 1)
        self.vandaag.openen.connect(self.openen)
        self.vandaag.klaar.connect(self._taak_klaar)
        self.vandaag.bewaartermijnen.connect(self.bewaartermijnen)
        self.vandaag.toewijzer.toewijzen.connect(self._wijs_toe)

    def _links(self) -> QWidget:
        links = QWidget()
        kolom = QVBoxLayout(links)
        kolom.setContentsMargins(0, 0, 8, 0)
        self._leeg.setProperty("rol", "zacht")
        kolom.addWidget(self._leeg)
        self._maak_lijst()
        kolom.addWidget(self.lijst, 1)
        onder, termijnen = QHBoxLayout(), QPushButton("Bewaartermijnen...")
        termijnen.setToolTip("Ctrl+Shift+D")
        termijnen.clicked.connect(self.bewaartermijnen)
        onder.addWidget(termijnen)
        onder.addStretch()
        for knop, doe in (
            (self.inzageknop, self._geef_inzage),
            (self.brievenknop, self._haal_brieven),
            (self.openknop, self._open_gekozen),
        ):
            knop.clicked.connect(doe)
            onder.addWidget(knop)
        kolom.addLayout(onder)
        return links

    def _bovenrij(self) -> QHBoxLayout:
        rij = QHBoxLayout()
        self.zoekveld.setPlaceholderText("Zoek op naam, geboortedatum, BSN of kenmerk")
        self.zoekveld.setAccessibleName("Zoek een dossier")
        self.zoekveld.setClearButtonEnabled(True)
        self.zoekveld.textChanged.connect(self._typt)
        self.zoekveld.returnPressed.connect(self._naar_lijst)
        rij.addWidget(self.zoekveld, 1)
        for pakket, naam in self.werkblad.van_nu.pakketten():
            self.pakketten.addItem(naam, pakket)
        self.pakketten.setCurrentIndex(max(0, self.pakketten.findData("heemskerk")))
        self.pakketten.setAccessibleName("Regels voor een nieuw gesprek")
        self.pakketten.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pakketten.setMinimumContentsLength(10)
        rij.addWidget(self.pakketten)
        self.nieuwknop.setProperty("rol", "hoofd")
        self.nieuwknop.clicked.connect(self.begin)
        rij.addWidget(self.nieuwknop)
        return rij

    def _maak_lijst(self) -> None:
        self.lijst.setModel(self.model)
        self.lijst.selectionModel().currentChanged.connect(self._bij_keuze)
        self.lijst.setAccessibleName("Gevonden dossiers")
        self.lijst.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lijst.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.lijst.setTabKeyNavigation(False)
        self.lijst.setShowGrid(False)
        self.lijst.verticalHeader().hide()
        kop = self.lijst.horizontalHeader()
        kop.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        kop.setSectionResizeMode(Kolom.NAAM, QHeaderView.ResizeMode.Stretch)
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lijst.activated.connect(self._open_gekozen)

    @Slot()
    def ververs(self) -> None:
        """Search again, on the worker."""
        if self.werkblad.kast is None:
            self.model.zet([])
            return
        tekst, kast = self.zoekveld.text(), self.werkblad.kast
        self.werkblad.taken.start(partial(kast.zoek, tekst), partial(self._toon, tekst), eigenaar=self)
        self.werkblad.taken.start(kast.dagbeeld, self.vandaag.toon, eigenaar=self)

    @Slot(object)
    def _na_uitwisselen(self, verslag: Verslag) -> None:
        """Show what came in, unless somebody is going along a list: it may not jump away."""
        nu = self.focusWidget() if self.isActiveWindow() else None
        in_lijst = nu is not None and (nu is self.lijst or self.vandaag.isAncestorOf(nu))
        if verslag.bijgewerkt and self.isVisible() and not in_lijst:
            self.ververs()

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock."""
        self.zoekveld.clear()
        self.model.zet([])
        self.vandaag.leeg()

    def _toon(self, tekst: str, regels: list[Dossierregel]) -> None:
        if tekst != self.zoekveld.text():
            return
        self.model.zet(regels)
        self._pas_hoogte_aan()
        niets = (
            f"Niets gevonden voor '{tekst}'." if tekst else "Nog geen dossiers. Begin een nieuw gesprek."
        )
        self._leeg.setText("" if regels else niets)
        self._leeg.setVisible(not regels)
        self._bij_keuze()
        if regels:
            self.lijst.setCurrentIndex(self.model.index(0, 0))

    def _pas_hoogte_aan(self) -> None:
        """Give a row with marks room for all of its lines; Qt keeps the heights of the list before."""
        gewoon = self.lijst.verticalHeader().defaultSectionSize()
        for rij, regel in enumerate(self.model.regels):
            if regel.merken:
                self.lijst.resizeRowToContents(rij)
            else:
                self.lijst.setRowHeight(rij, gewoon)

    @Slot(str)
    def _taak_klaar(self, taak: str) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.taak_klaar, taak)
            self.werkblad.taken.start(doe, self._ververs, eigenaar=self)

    @Slot(str, str)
    def _wijs_toe(self, dossier_id: str, naam: str) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.wijs_toe, dossier_id, naam)
            self.werkblad.taken.start(doe, partial(self._is_toegewezen, naam), self._mislukt, self)

    def _is_toegewezen(self, naam: str, _: object) -> None:
        self.werkblad.melding.emit(f"{naam} pakt het op" if naam else "losgelaten; niemand pakt het nu op")
        self.toegewezen.emit()
        self.ververs()

    def _ververs(self, _: object) -> None:
        self.ververs()

    @Slot(str)
    def _typt(self, _: str) -> None:
        self._wacht.start()

    @Slot()
    def _naar_lijst(self) -> None:
        if self.model.regels:
            self.lijst.setFocus()

    @Slot()
    def _bij_keuze(self, *_: object) -> None:
        plek = self.lijst.currentIndex()
        kast = self.werkblad.kast
        for knop in (self.openknop, self.brievenknop, self.inzageknop):
            knop.setEnabled(plek.isValid())
        self.inzageknop.setVisible(kast is not None and kast.mag("alles_over"))

    @Slot()
    def _haal_brieven(self) -> None:
        plek, kast = self.lijst.currentIndex(), self.werkblad.kast
        if plek.isValid() and kast is not None:
            doe = partial(kast.stukken, self.model.regels[plek.row()].id)
            self.werkblad.taken.start(doe, self._toon_brieven, eigenaar=self)

    def _toon_brieven(self, stukken: list[Stuk]) -> None:
        if not stukken:
            self.werkblad.melding.emit(GEEN_BRIEVEN)
        elif self.werkblad.kast is not None:
            Stukkenvenster(self.werkblad, stukken, self).open()

    @Slot()
    def _geef_inzage(self) -> None:
        plek, kast = self.lijst.currentIndex(), self.werkblad.kast
        if not plek.isValid() or kast is None:
            return
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor de inzage")
        if map_:
            kenmerk, vandaag = self.model.regels[plek.row()].kenmerk, datetime.now().astimezone().date()
            doe = partial(geef_inzage, kast, self.werkblad.van_nu, None, kenmerk, vandaag, Path(map_))
            self.werkblad.taken.start(doe, self._is_gegeven, self._mislukt, self)

    def _is_gegeven(self, paden: list[Path]) -> None:
        namen = " en ".join(pad.name for pad in paden)
        self.werkblad.melding.emit(f"{namen} bewaard in {paden[0].parent.name}")

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._leeg.setText(str(fout))
        self._leeg.show()

    @Slot()
    def begin(self) -> None:
        """Ask for a new conversation by the rules that are chosen here."""
        self.nieuw.emit(self.pakketten.currentData())

    @Slot()
    def _open_gekozen(self) -> None:
        plek = self.lijst.currentIndex()
        if plek.isValid():
            self.openen.emit(self.model.regels[plek.row()].id)
