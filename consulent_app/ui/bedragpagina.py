"""The page about amounts: every dated figure, what is open on top, and what was entered for it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.bedragblad import Bedragblad, Pakketstand
from consulent_app.acties.bedragen import KEUZES, Cijfer
from consulent_app.acties.bedraginvoer import kort_zeker
from consulent_app.fouten import ConsulentFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.ontleder import vandaag
from consulent_app.ui.bedragvenster import Bedragvenster
from consulent_app.ui.editors import Rustlijst
from consulent_app.ui.inpakvenster import Inpakvenster
from consulent_app.ui.pakketpaneel import Pakketpaneel
from consulent_app.ui.regelmodel import TEKST, Plek, Regelmodel
from consulent_app.ui.tekenvelden import schuifbaar
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

KOPPEN = ("Wat open staat", "Bedrag", "Waarde nu", "Vanaf", "Zekerheid", "Bron", "Van")
#: In signs; the amount gets what is left, and at least this. Every row has two lines.
BREEDTES = (19, 33, 13, 15, 13, 24, 16)
NAAM, REGELS = 1, 2
ZICHTBARE_RIJEN = 5
OPEN_STAAT = "{open} van de {alle} bedragen staan open."
NIETS_OPEN = "Alle {alle} bedragen zijn ingevuld en bevestigd."
NIETS_GEVONDEN = "Geen bedrag past hierbij. Zoek een ander woord, of kies bij Toon: Alles."
WEL_GEVONDEN = "{aantal} gevonden. {stand}"
BEDRAGEN, PAKKETTEN = "Alle bedragen", "Pakketten en sleutels"


class Bedragmodel(Regelmodel[Cijfer]):
    """The figures as they are found, what is open on top; the whole text of a cell is its tooltip."""

    def data(self, plek: Plek, role: int = 0) -> Any:
        if role not in (*TEKST, Qt.ItemDataRole.ToolTipRole):
            return None
        cijfer = self.regels[plek.row()]
        nu = cijfer.nu
        bekend = nu if nu is not None and nu.waarde is not None else None
        return (
            cijfer.stand,
            cijfer.parameter.omschrijving,
            cijfer.waarde if bekend else "",
            datum_leesbaar(nu.vanaf) if nu else "",
            kort_zeker(bekend) if bekend else "",
            nu.bron if nu else "",
            cijfer.van,
        )[plek.column()]


class Bedragpagina(QWidget):
    """Two leaves: the amounts, and the packages in which they come."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.blad: Bedragblad | None = None
        self.pakketkeuze, self.keuze, self.zoekveld = Rustlijst(), Rustlijst(), QLineEdit()
        self.lijst, self.model = QTableView(), Bedragmodel(KOPPEN, self)
        self.melding, self.fout = label("", "zacht"), label("", "fout")
        self.invoerknop, self._standen = QPushButton("Nieuwe waarde invoeren..."), QVBoxLayout()
        self.inpakknoppen: dict[str, QPushButton] = {}
        self.vellen, self.tabs = QStackedWidget(), dict[str, QPushButton]()
        self.pakketten = Pakketpaneel(werkblad)
        self._bouw()

    def _bouw(self) -> None:
        kolom, rij = QVBoxLayout(self), Vloei(tussen=12)
        kolom.setContentsMargins(24, 16, 24, 12)
        kolom.setSpacing(10)
        kop, groep = label("Bedragen", "kop"), QButtonGroup(self)
        kop.setWordWrap(False)
        rij.addWidget(kop)
        for naam, vel in ((BEDRAGEN, self._bouw_vel()), (PAKKETTEN, self.pakketten)):
            knop = self.tabs[naam] = QPushButton(naam)
            knop.setProperty("rol", "tab")
            knop.setCheckable(True)
            knop.clicked.connect(partial(self._kies_vel, vel))
            groep.addButton(knop)
            rij.addWidget(knop)
            self.vellen.addWidget(vel)
        self.tabs[BEDRAGEN].setChecked(True)
        self.pakketten.geinstalleerd.connect(self.ververs)
        kolom.addLayout(rij)
        kolom.addWidget(self.vellen, 1)

    def _kies_vel(self, vel: QWidget, *_: object) -> None:
        self.vellen.setCurrentWidget(vel)
        if vel is self.pakketten:
            self.pakketten.ververs()

    def _bouw_vel(self) -> QScrollArea:
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addLayout(self._bouw_filters())
        self.fout.hide()
        self._maak_lijst()
        for deel in (self.fout, self.melding):
            kolom.addWidget(deel)
        kolom.addWidget(self.lijst, 1)
        onder = QHBoxLayout()
        onder.addWidget(self.invoerknop)
        onder.addStretch()
        kolom.addLayout(onder)
        kolom.addLayout(self._standen)
        return schuifbaar(binnen)

    def _bouw_filters(self) -> Vloei:
        self.pakketkeuze.gekozen.connect(self.ververs)
        self.keuze.addItems(KEUZES)
        self.keuze.gekozen.connect(self._zeef)
        self.zoekveld.setPlaceholderText("bijstandsnorm, fiets, Staatscourant")
        self.zoekveld.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.zoekveld.textChanged.connect(self._zeef)
        rij = Vloei(tussen=16)
        for tekst, veld, naam in (
            ("&Regels van", self.pakketkeuze, "Regels van welke gemeente"),
            ("&Zoek", self.zoekveld, "Zoek een bedrag"),
            ("&Toon", self.keuze, "Toon"),
        ):
            paar, label_ = QWidget(), label(tekst)
            label_.setWordWrap(False)
            label_.setBuddy(veld)
            veld.setAccessibleName(naam)
            vak = QHBoxLayout(paar)
            vak.setContentsMargins(0, 0, 0, 0)
            vak.addWidget(label_)
            vak.addWidget(veld)
            rij.addWidget(paar)
        return rij

    def _maak_lijst(self) -> None:
        self.lijst.setModel(self.model)
        self.lijst.setAccessibleName("Bedragen")
        self.lijst.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lijst.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.lijst.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.lijst.setTabKeyNavigation(False)
        self.lijst.setShowGrid(False)
        self.lijst.verticalHeader().hide()
        # To measure each row would take longer than a frame.
        self.lijst.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        kop = self.lijst.horizontalHeader()
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lijst.activated.connect(self.voer_in)
        self.lijst.selectionModel().currentRowChanged.connect(self._andere_rij)
        self.invoerknop.setProperty("rol", "hoofd")
        self.invoerknop.clicked.connect(self.voer_in)

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._meet()

    def _meet(self) -> None:
        teken, rij = self.fontMetrics().averageCharWidth(), self.fontMetrics().height() * REGELS + 10
        breedtes = [tekens * teken for tekens in BREEDTES]
        # The bar beside it is there, or comes as soon as there are figures.
        rest = self.lijst.width() - self.lijst.verticalScrollBar().sizeHint().width() - sum(breedtes) - 4
        breedtes[NAAM] += max(0, rest)
        for nummer, breed in enumerate(breedtes):
            self.lijst.setColumnWidth(nummer, breed)
        self.lijst.verticalHeader().setDefaultSectionSize(rij)
        self.lijst.setMinimumHeight(rij * ZICHTBARE_RIJEN)

    # --- what is shown -------------------------------------------------------------------------------

    @Slot()
    def ververs(self, *_: object) -> None:
        """Read the rules anew as they are installed now, with what was entered."""
        kast = self.werkblad.kast
        if kast is not None:
            pakket = self.pakketkeuze.currentData() or self.werkblad.pakket
            doe = partial(kast.bedragen.blad, pakket, vandaag())
            self.werkblad.taken.start(doe, self._toon, self._mislukt, self)

    def _toon(self, blad: Bedragblad) -> None:
        if self.werkblad.kast is None:
            return
        self.blad = blad
        self._meld("")
        if not self.pakketkeuze.count():
            for id_, naam in blad.pakketten:
                self.pakketkeuze.addItem(naam, id_)
            self.pakketkeuze.setCurrentIndex(self.pakketkeuze.findData(blad.pakket.id))
        self._zeef()
        self._toon_standen(blad)
        self._meet()

    @Slot()
    def _zeef(self, *_: object) -> None:
        """Show what is sought, and stay at the same figure when it is among that."""
        if self.blad is None:
            return
        hier = self._gekozen()
        getypt, keuze = self.zoekveld.text(), self.keuze.currentText()
        gevonden = [cijfer for cijfer in self.blad.cijfers if cijfer.past(getypt, keuze)]
        self.model.zet(gevonden)
        namen = [cijfer.parameter.naam for cijfer in gevonden]
        plek = namen.index(hier.parameter.naam) if hier and hier.parameter.naam in namen else 0
        self.lijst.setCurrentIndex(self.model.index(plek, 0) if gevonden else QModelIndex())
        self.melding.setText(self._telling(len(gevonden)))
        self._andere_rij()

    def _telling(self, gevonden: int) -> str:
        assert self.blad is not None
        open_, alle = self.blad.open_, len(self.blad.cijfers)
        stand = (OPEN_STAAT if open_ else NIETS_OPEN).format(open=open_, alle=alle)
        if gevonden == alle:
            return stand
        return WEL_GEVONDEN.format(aantal=gevonden, stand=stand) if gevonden else NIETS_GEVONDEN

    def _gekozen(self) -> Cijfer | None:
        rij = self.lijst.currentIndex().row()
        return self.model.regels[rij] if 0 <= rij < len(self.model.regels) else None

    @Slot()
    def _andere_rij(self, *_: object) -> None:
        cijfer = self._gekozen()
        self.invoerknop.setEnabled(cijfer is not None)
        wat = cijfer.parameter.omschrijving if cijfer else ""
        self.invoerknop.setAccessibleName(f"Nieuwe waarde invoeren: {wat}" if wat else "")

    def _toon_standen(self, blad: Bedragblad) -> None:
        while (deel := self._standen.takeAt(0)) is not None:
            if (oud := deel.widget()) is not None:
                oud.hide()
                oud.deleteLater()
        self.inpakknoppen = {}
        for stand in blad.standen:
            self._standen.addWidget(self._standrij(stand))

    def _standrij(self, stand: Pakketstand) -> QWidget:
        rij_, knop = QWidget(), QPushButton("Inpakken...")
        rij = QHBoxLayout(rij_)
        rij.setContentsMargins(0, 0, 0, 0)
        druk = bool(stand.concept.bijwerkingen) or stand.is_bijna_om
        rij.addWidget(label(stand.in_woorden, "" if druk else "zacht"), 1)
        knop.setAccessibleName(f"{stand.pakket.naam} inpakken")
        knop.setEnabled(druk)
        knop.clicked.connect(partial(self._pak_in, stand))
        rij.addWidget(knop)
        self.inpakknoppen[stand.pakket.id] = knop
        return rij_

    # --- what is done --------------------------------------------------------------------------------

    @Slot()
    def voer_in(self, *_: object) -> None:
        """Open the window in which a new value of the chosen figure is typed."""
        cijfer = self._gekozen()
        if cijfer is not None and self.blad is not None:
            venster = Bedragvenster(self.werkblad, self.blad, cijfer, self.window())
            venster.veranderd.connect(self.ververs)
            venster.finished.connect(self.lijst.setFocus)
            venster.open()

    def _pak_in(self, stand: Pakketstand, *_: object) -> None:
        if self.blad is not None:
            venster = Inpakvenster(self.werkblad, self.blad, stand, self.window())
            venster.open()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))
