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
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.reservekopie import in_woorden
from consulent_app.acties.voorkeuren import SCHALEN
from consulent_app.ui import thema
from consulent_app.ui.accountpagina import Accountpagina
from consulent_app.ui.beheerbegin import Beheerbegin
from consulent_app.ui.besluitpagina import Besluitpagina
from consulent_app.ui.bestandpagina import Bestandpagina
from consulent_app.ui.deelbalk import Deelbalk
from consulent_app.ui.dossierdeling import Dossierdeling
from consulent_app.ui.dossieropener import Dossieropener
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
from consulent_app.ui.statusregel import Statusregel
from consulent_app.ui.telpagina import Telpagina
from consulent_app.ui.uitwisselpaneel import Uitwisselpaneel
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
        self._stapel, self._rail, self._rechts = QStackedWidget(), Rail(), QWidget()
        self.zaken, self.opener = Dossierzaken(werkblad, self), Dossieropener(werkblad, self)
        self.klad = Kladhouder(self)
        self.deling = Dossierdeling(werkblad, self)
        self.deelbalk = Deelbalk(werkblad, self.deling, self.opener)
        self.onderin, self.uitwisselen = Statusregel(werkblad), Uitwisselpaneel(werkblad, self._rechts)
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
        kolom = QVBoxLayout(self._rechts)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(0)
        kolom.addWidget(self.deelbalk)
        kolom.addWidget(self._stapel, 1)
        rij.addWidget(self._rechts, 1)
        self._stapel.addWidget(self.inlog)
        self._stapel.addWidget(self.beheer)
        for pagina in self.paginas.values():
            self._stapel.addWidget(pagina)
        self.setCentralWidget(midden)
        self._rail.gekozen.connect(self.ga_naar)
        self.setStatusBar(self.onderin)

    def _koppel(self) -> None:
        dossiers = self.paginas["dossiers"]
        assert isinstance(dossiers, Dossierpagina)
        dossiers.openen.connect(self.opener.open)
        dossiers.nieuw.connect(self.opener.nieuw)
        dossiers.toegewezen.connect(self.deling.ververs)
        self.opener.geopend.connect(self._toon_dossier)
        self.opener.wacht.connect(self._wacht_op_anderen)
        self.werkblad.zonder_beheer.connect(self._begin_beheer)
        self.beheer.klaar.connect(self.werkblad.ontgrendeld)
        self.werkblad.ontgrendeld.connect(self._ontgrendeld)
        self.werkblad.toon_pagina.connect(self.ga_naar)
        self.werkblad.niet_meer_gedeeld.connect(self._dossier_dicht)
        self.werkblad.toon_herstel.connect(self._naar_herstel)
        self.onderin.uitwisselen.gevraagd.connect(self.uitwisselen.open_of_sluit)
        self.uitwisselen.gesloten.connect(self._terug_naar_pagina)
        intake = self.paginas["intake"]
        assert isinstance(intake, Intakepagina)
        besluiten = self.paginas["besluiten"]
        assert isinstance(besluiten, Besluitpagina)
        besluiten.gemaakt.connect(intake.strook.ververs)
        intake.strook.veranderd.connect(self.onderin.toon_inwoner)
        intake.strook.vergrendel.connect(self.vergrendel)
        intake.over_dossier.connect(self.zaken.over_dossier)
        dossiers.bewaartermijnen.connect(self.zaken.bewaartermijnen)
        self.zaken.verbeterd.connect(intake.ververs)
        self.opener.bijgewerkt.connect(intake.neem_over)
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
        self.deelbalk.toon_bij(naam)
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
        self.deelbalk.toon_bij("")
        self.inlog.pak_focus()
        self.onderin.leeg()
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
        self.onderin.toon_wie(kast)
        self.werkblad.taken.start(kast.klok_staat_terug, self._meld_klok, eigenaar=self)
        for reden in self.werkblad.van_nu.geweigerd():
            QMessageBox(QMessageBox.Icon.Warning, "Regels", reden, parent=self).open()
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
    def _terug_naar_pagina(self) -> None:
        """Give the focus back to where somebody was on the page that is shown."""
        if (pagina := self._stapel.currentWidget()) is not None:
            (pagina.focusWidget() or pagina).setFocus()

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
        self.werkblad.uitwisselaar.leeg()
        self.deling.leeg()
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
        self.opener.open(dossier_id)

    @Slot()
    def _toon_dossier(self) -> None:
        dossier, intake = self.werkblad.dossier, self.paginas["intake"]
        self.setWindowTitle(f"{dossier.kenmerk if dossier else ''} - Consulent")
        self.werkblad.dossier_geopend.emit()
        self.ga_naar("intake")
        if isinstance(intake, Intakepagina):
            intake.begin()

    @Slot(bool)
    def _wacht_op_anderen(self, ja: bool) -> None:
        for naam in ("intake", "besluiten"):
            self.paginas[naam].setEnabled(not ja)

    @Slot(str)
    def _dossier_weg(self, verklaring: str) -> None:
        """Show nothing any more of a dossier that was removed."""
        self._leg_weg()
        self.werkblad.melding.emit(f"dossier verwijderd, verklaring {verklaring}")

    @Slot(str)
    def _dossier_dicht(self, reden: str) -> None:
        """Show nothing any more of a dossier of which the resident said no to sharing."""
        self._sluit_vensters()
        self._leg_weg()
        self.onderin.meld_fout(reden)

    def _leg_weg(self) -> None:
        self._vergeet_dossier()
        self.setWindowTitle("Consulent")
        self.onderin.zonder_regels()
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
        self.deling.leeg()

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
        self.werkblad.uitwisselaar.stop()
        if kast is not None:
            self.werkblad.taken.start(kast.sluit)
        self.werkblad.beurten.vergeet()
        self.werkblad.taken.sluit()
        self.werkblad.kopieerder.taken.sluit()
        self.werkblad.uitwisselaar.sluit()
        gebeurtenis.accept()
