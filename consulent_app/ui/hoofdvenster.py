"""The main window: rail, pages, menu with every shortcut, and the lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QWindow,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from consulent_app.acties.reservekopie import in_woorden
from consulent_app.acties.voorkeuren import SCHALEN
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.intake.gesprek import Gesprek
from consulent_app.opslag.waarden import Dossier
from consulent_app.ui import thema
from consulent_app.ui.accountpagina import Accountpagina
from consulent_app.ui.beheerbegin import Beheerbegin
from consulent_app.ui.besluitpagina import Besluitpagina
from consulent_app.ui.bestandpagina import Bestandpagina
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.dossierzaken import Dossierzaken
from consulent_app.ui.inlogpagina import Inlogpagina
from consulent_app.ui.instelpagina import Instelpagina
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.klad import Kladhouder
from consulent_app.ui.klembord import Klembord
from consulent_app.ui.logpagina import Logpagina
from consulent_app.ui.menubalk import Menubalk
from consulent_app.ui.opruimer import TEKENS_VAN_LEVEN
from consulent_app.ui.probleemvenster import Probleemvenster
from consulent_app.ui.rail import Rail, mag_naar
from consulent_app.ui.telpagina import Telpagina
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

KLOK = (
    "De klok van deze computer loopt niet goed: er is al gewerkt op {laatst}, en dat is volgens de klok "
    "nog niet geweest. Zet de klok goed voor u iets drukt; datums en termijnen volgen eruit."
)
OP_SLOT_NA_MS = 10 * 60 * 1000
MET_VERVERSEN = (
    Besluitpagina, Bestandpagina, Dossierpagina, Instelpagina, Accountpagina, Logpagina, Telpagina,
)  # fmt: skip
MET_INHOUD = (
    Intakepagina, Besluitpagina, Bestandpagina, Dossierpagina, Accountpagina, Logpagina, Telpagina,
)  # fmt: skip


class Hoofdvenster(QMainWindow):
    """Shows the login until the store is open, and again when it is locked."""

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self.werkblad = werkblad
        self.setWindowTitle("Consulent")
        self.inlog = Inlogpagina(werkblad)
        besluiten = Besluitpagina(werkblad)
        self.paginas: dict[str, QWidget] = {
            "dossiers": Dossierpagina(werkblad),
            "intake": Intakepagina(werkblad, besluiten.opdracht),
            "besluiten": besluiten,
            "bestand": Bestandpagina(werkblad),
            "instellingen": Instelpagina(werkblad),
            "account": Accountpagina(werkblad),
            "logboek": Logpagina(werkblad),
            "tellingen": Telpagina(werkblad),
        }
        self.beheer = Beheerbegin(werkblad)
        self._stapel, self._rail = QStackedWidget(), Rail()
        self.zaken, self.klad = Dossierzaken(werkblad, self), Kladhouder(self)
        self._bouw()
        self._menu, self._klembord = Menubalk(self), Klembord(self)
        self._koppel()
        self._slot = QTimer(self)
        self._slot.setSingleShot(True)
        self._slot.setInterval(OP_SLOT_NA_MS)
        self._slot.timeout.connect(self.vergrendel)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._let_op)
        self.resize(1366, 768)
        thema.zet_schaal(werkblad.schaal)
        self._toon_inlog()

    def _bouw(self) -> None:
        midden = QWidget()
        rij = QHBoxLayout(midden)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(0)
        rij.addWidget(self._rail)
        rij.addWidget(self._stapel, 1)
        self._stapel.addWidget(self.inlog)
        self._stapel.addWidget(self.beheer)
        for pagina in self.paginas.values():
            self._stapel.addWidget(pagina)
        self.setCentralWidget(midden)
        self._rail.gekozen.connect(self.ga_naar)
        self._opgeslagen, self._inwoner, self._regels = QLabel(), QLabel(), QLabel()
        self._wie = QLabel()
        self.zonder_kopie = QPushButton("Geen reservekopie: kijk bij Instellingen")
        self.zonder_kopie.setProperty("rol", "stil")
        self.zonder_kopie.clicked.connect(partial(self.ga_naar, "instellingen"))
        self.zonder_kopie.hide()
        self.statusBar().addWidget(self._opgeslagen)
        self.statusBar().addPermanentWidget(self.zonder_kopie)
        self.statusBar().addPermanentWidget(self._inwoner)
        self.statusBar().addPermanentWidget(self._regels)
        self.statusBar().addPermanentWidget(self._wie)

    def _koppel(self) -> None:
        dossiers = self.paginas["dossiers"]
        assert isinstance(dossiers, Dossierpagina)
        dossiers.openen.connect(self.open_dossier)
        dossiers.nieuw.connect(self._nieuw)
        self.werkblad.zonder_beheer.connect(self._begin_beheer)
        self.beheer.klaar.connect(self.werkblad.ontgrendeld)
        self.werkblad.ontgrendeld.connect(self._ontgrendeld)
        self.werkblad.toon_pagina.connect(self.ga_naar)
        self.werkblad.melding.connect(self._meld)
        self.werkblad.niet_opgeslagen.connect(self._meld_fout)
        self.werkblad.niet_meer_gedeeld.connect(self._dossier_dicht)
        self.werkblad.dossier_geopend.connect(self._toon_regels)
        self.werkblad.toon_herstel.connect(self._naar_herstel)
        self.werkblad.kopieerder.veranderd.connect(self._toon_kopie)
        intake = self.paginas["intake"]
        assert isinstance(intake, Intakepagina)
        besluiten = self.paginas["besluiten"]
        assert isinstance(besluiten, Besluitpagina)
        besluiten.gemaakt.connect(intake.strook.ververs)
        intake.strook.veranderd.connect(self._toon_inwoner)
        intake.strook.vergrendel.connect(self.vergrendel)
        intake.over_dossier.connect(self.zaken.over_dossier)
        dossiers.bewaartermijnen.connect(self.zaken.bewaartermijnen)
        self.zaken.verbeterd.connect(intake.ververs)
        self.zaken.weg.connect(self._dossier_weg)
        self.zaken.vernietigd.connect(self._vernietigd)

    # --- pages -------------------------------------------------------------------------------------

    @Slot(str)
    def ga_naar(self, naam: str, *_: object) -> None:
        """Show a page, or the nearest one that this role may see."""
        kast = self.werkblad.kast
        if kast is None or not self.menuBar().isEnabled():
            return
        if naam in ("intake", "besluiten") and self.werkblad.gesprek is None:
            naam = "dossiers"
        if not mag_naar(kast, naam):
            naam = "account"
        pagina = self.paginas[naam]
        self._stapel.setCurrentWidget(pagina)
        knop = self._rail.knoppen[naam]
        knop.setChecked(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, knop.text()))
        if isinstance(pagina, MET_VERVERSEN):
            pagina.ververs()
        if isinstance(pagina, Dossierpagina):
            pagina.zoekveld.setFocus()

    @Slot()
    def zoek(self) -> None:
        """Show the dossiers with the search field ready to type in."""
        self.ga_naar("dossiers")
        pagina = self.paginas["dossiers"]
        if isinstance(pagina, Dossierpagina):
            pagina.zoekveld.setFocus(Qt.FocusReason.ShortcutFocusReason)
            pagina.zoekveld.selectAll()

    def bij_intake(self, doe: Callable[[], None]) -> None:
        """Go to the intake and open something there, when there is a dossier."""
        self.ga_naar("intake")
        if self._stapel.currentWidget() is self.paginas["intake"]:
            doe()

    def _toon_inlog(self) -> None:
        self._rail.hide()
        self.menuBar().setEnabled(False)
        self._stapel.setCurrentWidget(self.inlog)
        self.inlog.pak_focus()
        for deel in (self._regels, self._wie, self._opgeslagen):
            deel.setText("")
        self.zonder_kopie.hide()
        self.setWindowTitle("Consulent")

    def _houd_in_de_gaten(self) -> None:
        # Not on the application: Python would be asked about every event of every control.
        self._let_op(self.windowHandle())
        self._slot.start()

    @Slot()
    def _begin_beheer(self) -> None:
        self._houd_in_de_gaten()
        self._stapel.setCurrentWidget(self.beheer)
        self.beheer.begin()

    @Slot()
    def _ontgrendeld(self) -> None:
        kast = self.werkblad.kast
        if kast is None:
            return
        self._houd_in_de_gaten()
        self._rail.toon_voor(kast)
        self.menuBar().setEnabled(True)
        self._menu.toon_voor(kast)
        self._wie.setText(f"{kast.medewerker.naam} · {kast.medewerker.rol}")
        self.werkblad.taken.start(kast.klok_staat_terug, self._meld_klok, eigenaar=self)
        if kast.mag("laatste_open"):
            self.werkblad.taken.start(kast.laatste_open, self._open_laatste, eigenaar=self)
        else:
            self.ga_naar("tellingen")

    def _meld_klok(self, laatst: datetime | None) -> None:
        if laatst is not None:
            QMessageBox(
                QMessageBox.Icon.Warning, "Klok", KLOK.format(laatst=in_woorden(laatst)), parent=self
            ).open()

    @Slot()
    def _toon_kopie(self) -> None:
        self.zonder_kopie.setToolTip(self.werkblad.kopieerder.fout)
        kast, fout = self.werkblad.kast, self.werkblad.kopieerder.fout
        self.zonder_kopie.setVisible(bool(fout) and kast is not None and mag_naar(kast, "instellingen"))

    @Slot()
    def _naar_herstel(self) -> None:
        """Lock first: a copy is put back where nothing is open."""
        self.vergrendel()
        self.inlog.toon_herstel()

    def _open_laatste(self, dossier_id: str | None) -> None:
        if dossier_id is None:
            self.ga_naar("dossiers")
        else:
            self.open_dossier(dossier_id)

    @Slot()
    def vergrendel(self) -> None:
        """Close the store and show nothing of what was open; the password opens it again."""
        self.rond_typen_af()
        self.klad.stop()
        kast, self.werkblad.kast = self.werkblad.kast, None
        if kast is None:
            return
        self.werkblad.taken.start(partial(self._sluit_kast, kast))
        for pagina in self.paginas.values():
            if isinstance(pagina, MET_INHOUD):
                pagina.leeg()
        self.beheer.leeg()
        self.werkblad.leeg()
        self._slot.stop()
        self._sluit_vensters()
        self._klembord.neem_terug()
        self.inlog.vergrendel()
        self._toon_inlog()

    def _sluit_vensters(self) -> None:
        for venster in QApplication.topLevelWidgets():
            if venster is not self and venster.isVisible():
                venster.close()

    def _sluit_kast(self, kast: Werkplek) -> None:
        """On the worker: close the store when nothing uses it any more."""
        pagina = self.paginas["bestand"]
        if isinstance(pagina, Bestandpagina):
            pagina.laat_kast_los()
        kast.sluit()

    def rond_typen_af(self) -> None:
        """Let each field that is being typed in give its answer, so that it is kept too."""
        for venster in QApplication.topLevelWidgets():
            if (veld := venster.focusWidget()) is not None:
                veld.clearFocus()

    # --- dossiers ----------------------------------------------------------------------------------

    @Slot(str)
    def open_dossier(self, dossier_id: str) -> None:
        """Open a dossier on the intake page."""
        if self.werkblad.kast is not None:
            self.werkblad.taken.start(
                partial(self.werkblad.kast.haal, dossier_id), self._toon_dossier, eigenaar=self
            )

    @Slot(str)
    def _nieuw(self, pakket: str) -> None:
        if self.werkblad.kast is None:
            return
        regels = self.werkblad.toetser.pakket(pakket)
        vandaag = datetime.now().astimezone().date()
        # Only an example may be judged on another day than today; a real resident never is, unasked.
        binnen = min(max(vandaag, regels.geldig_vanaf), regels.geldig_tot)
        gesprek = Gesprek.nieuw(pakket, binnen if regels.merk else vandaag)
        doe = partial(self.werkblad.kast.nieuw, gesprek.document)
        self.werkblad.taken.start(doe, self._toon_dossier, eigenaar=self)

    def _toon_dossier(self, dossier: Dossier) -> None:
        self.werkblad.dossier = dossier
        self.werkblad.behandeling = Behandeling.uit_document(dossier.behandeling)
        nummer = self.werkblad.kast.delen.nummer if self.werkblad.kast else None
        self.werkblad.gesprek = Gesprek(dict(dossier.document), self.werkblad.beoordeel, nummer)
        self.setWindowTitle(f"{dossier.kenmerk} - Consulent")
        self.werkblad.dossier_geopend.emit()
        self.ga_naar("intake")
        intake = self.paginas["intake"]
        if isinstance(intake, Intakepagina):
            intake.begin()

    @Slot(str)
    def _dossier_weg(self, verklaring: str) -> None:
        """Show nothing any more of a dossier that was removed."""
        self._leg_weg()
        self._meld(f"dossier verwijderd, verklaring {verklaring}")

    @Slot(str)
    def _dossier_dicht(self, reden: str) -> None:
        """Show nothing any more of a dossier of which the resident said no to sharing."""
        self._sluit_vensters()
        self._leg_weg()
        self._meld_fout(reden)

    def _leg_weg(self) -> None:
        self._vergeet_dossier()
        self.setWindowTitle("Consulent")
        self._regels.setText("")
        self.ga_naar("dossiers")

    @Slot(list)
    def _vernietigd(self, kenmerken: list[str]) -> None:
        if self.werkblad.dossier is not None and self.werkblad.dossier.kenmerk in kenmerken:
            self._vergeet_dossier()
        self.ga_naar("dossiers")

    def _vergeet_dossier(self) -> None:
        for pagina in self.paginas.values():
            if isinstance(pagina, Intakepagina | Besluitpagina):
                pagina.leeg()
        self.werkblad.leeg()

    @Slot()
    def _toon_regels(self) -> None:
        if self.werkblad.gesprek is not None:
            pakket = self.werkblad.toetser.pakket(self.werkblad.gesprek.pakket)
            merk = f" · {pakket.merk}" if pakket.merk else ""
            self._regels.setText(f"regels {pakket.naam} {pakket.versie}{merk} · Ctrl+L vergrendelt")

    @Slot(str)
    def _toon_inwoner(self, tekst: str) -> None:
        """Say on every page what the resident sees; at 200% there is no room for the rules beside it."""
        self._inwoner.setText(tekst)
        self._regels.setVisible(not tekst)

    @Slot(str)
    def _meld(self, tekst: str) -> None:
        thema.zet_rol(self._opgeslagen, "")
        self._opgeslagen.setText(tekst)

    @Slot(str)
    def _meld_fout(self, tekst: str) -> None:
        thema.zet_rol(self._opgeslagen, "fout")
        self._opgeslagen.setText(f"Niet opgeslagen: {tekst}")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._opgeslagen.text()))

    def schaal(self, stap: int) -> None:
        """Make all text a step larger or smaller."""
        plek = SCHALEN.index(self.werkblad.schaal) + stap
        if 0 <= plek < len(SCHALEN):
            self.werkblad.schaal = SCHALEN[plek]
            thema.zet_schaal(self.werkblad.schaal)
            self.werkblad.bewaar_voorkeuren()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._rail.teken()

    @Slot()
    def probleem(self) -> None:
        """Open the window in which a problem is reported."""
        Probleemvenster(self.werkblad, self).open()

    # --- keys, lock and close ------------------------------------------------------------------------

    @Slot(QWindow)
    def _let_op(self, venster: QWindow | None) -> None:
        """Take keys and mouse in a window, of the app or one of its dialogs, as a sign of life."""
        if venster is not None:
            venster.installEventFilter(self)

    def eventFilter(self, doel: QObject, gebeurtenis: QEvent) -> bool:
        if self.werkblad.kast is not None and gebeurtenis.type() in TEKENS_VAN_LEVEN:
            self._slot.start()
        return False

    def closeEvent(self, gebeurtenis: QCloseEvent) -> None:
        self.rond_typen_af()
        self.klad.stop()
        self._klembord.neem_terug()
        kast, self.werkblad.kast = self.werkblad.kast, None
        self.hide()
        intake, pagina = self.paginas["intake"], self.paginas["bestand"]
        if isinstance(intake, Intakepagina):
            intake.strook.sluit()
        if isinstance(pagina, Bestandpagina):
            pagina.sluit()
        if kast is not None:
            self.werkblad.taken.start(kast.sluit)
        self.werkblad.beurten.vergeet()
        self.werkblad.taken.sluit()
        self.werkblad.kopieerder.taken.sluit()
        gebeurtenis.accept()
