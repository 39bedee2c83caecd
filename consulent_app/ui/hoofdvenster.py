"""The main window: rail, pages, menu with every shortcut, and the lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCloseEvent,
    QKeySequence,
    QWindow,
)
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.reservekopie import in_woorden
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.intake.gesprek import Gesprek
from consulent_app.opslag.waarden import Dossier
from consulent_app.ui import thema
from consulent_app.ui.besluitpagina import Besluitpagina
from consulent_app.ui.bestandpagina import Bestandpagina
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.iconen import icoon
from consulent_app.ui.inlogpagina import Inlogpagina
from consulent_app.ui.instelpagina import Instelpagina
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.opruimer import TEKENS_VAN_LEVEN
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

PAGINAS = (
    ("dossiers", "Dossiers", "Ctrl+1"),
    ("intake", "Intake", "Ctrl+2"),
    ("besluiten", "Besluiten", "Ctrl+3"),
    ("bestand", "Bestand", "Ctrl+4"),
    ("instellingen", "Instellingen", "Ctrl+5"),
)
KLOK = (
    "De klok van deze computer loopt niet goed: er is al gewerkt op {laatst}, en dat is volgens de klok "
    "nog niet geweest. Zet de klok goed voor u iets drukt; datums en termijnen volgen eruit."
)
OP_SLOT_NA_MS = 10 * 60 * 1000


class Hoofdvenster(QMainWindow):
    """Shows the login until the store is open, and again when it is locked."""

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self.werkblad = werkblad
        self.setWindowTitle("Consulent")
        self.inlog = Inlogpagina(werkblad)
        self.paginas: dict[str, QWidget] = {
            "dossiers": Dossierpagina(werkblad),
            "intake": Intakepagina(werkblad),
            "besluiten": Besluitpagina(werkblad),
            "bestand": Bestandpagina(werkblad),
            "instellingen": Instelpagina(werkblad),
        }
        self._stapel, self._rail = QStackedWidget(), QFrame()
        self._knoppen: dict[str, QToolButton] = {}
        self._bouw()
        self._menu()
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
        self._rail.setProperty("rol", "rail")
        kolom = QVBoxLayout(self._rail)
        kolom.setContentsMargins(6, 12, 6, 12)
        groep = QButtonGroup(self)
        for naam, label, toets in PAGINAS:
            knop = self._knoppen[naam] = QToolButton()
            knop.setText(label)
            knop.setProperty("rol", "rail")
            knop.setCheckable(True)
            knop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            knop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            knop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            knop.setToolTip(toets)
            knop.setAccessibleName(f"Pagina {label}")
            knop.clicked.connect(partial(self._ga_naar, naam))
            groep.addButton(knop)
            kolom.addWidget(knop)
        kolom.addStretch()
        rij.addWidget(self._rail)
        rij.addWidget(self._stapel, 1)
        self._stapel.addWidget(self.inlog)
        for pagina in self.paginas.values():
            self._stapel.addWidget(pagina)
        self.setCentralWidget(midden)
        self._teken_rail()
        self._opgeslagen, self._inwoner, self._regels = QLabel(), QLabel(), QLabel()
        self.zonder_kopie = QPushButton("Geen reservekopie: kijk bij Instellingen")
        self.zonder_kopie.setProperty("rol", "stil")
        self.zonder_kopie.clicked.connect(partial(self._ga_naar, "instellingen"))
        self.zonder_kopie.hide()
        self.statusBar().addWidget(self._opgeslagen)
        self.statusBar().addPermanentWidget(self.zonder_kopie)
        self.statusBar().addPermanentWidget(self._inwoner)
        self.statusBar().addPermanentWidget(self._regels)

    def _menu(self) -> None:
        intake = self.paginas["intake"]
        assert isinstance(intake, Intakepagina)
        dossier = self.menuBar().addMenu("&Dossier")
        dossiers = self.paginas["dossiers"]
        assert isinstance(dossiers, Dossierpagina)
        self._actie(dossier, "&Nieuw gesprek", "Ctrl+N", dossiers.begin)
        self._actie(dossier, "&Zoeken en openen", "Ctrl+F", self.zoek, "Ctrl+O")
        self._actie(dossier, "&Besluiten en printen", "Ctrl+P", partial(self._ga_naar, "besluiten"))
        self._actie(dossier, "&Vergrendelen", "Ctrl+L", self.vergrendel)
        self._actie(dossier, "&Afsluiten", "Ctrl+Q", self.close)
        bewerken = self.menuBar().addMenu("Be&werken")
        self._actie(bewerken, "&Ongedaan maken", "Ctrl+Z", intake.ongedaan)
        self._actie(bewerken, "O&pnieuw", "Ctrl+Y", intake.opnieuw)
        self._actie(bewerken, "&Volgende vraag", "F7", intake.ga_naar_volgende)
        self._actie(bewerken, "&Gesprek of formulier", "F6", intake.wissel_vorm)
        self._actie(bewerken, "&Een vraag verder", "Alt+Right", intake.blad.volgende)
        self._actie(bewerken, "Een vraag &terug", "Alt+Left", intake.blad.terug)
        volgend, vorig = (partial(intake.formulier.ga_naar_sectie, stap) for stap in (1, -1))
        self._actie(bewerken, "Volgende o&nderdeel", "Ctrl+PgDown", volgend)
        self._actie(bewerken, "Vorige on&derdeel", "Ctrl+PgUp", vorig)
        beeld = self.menuBar().addMenu("B&eeld")
        for naam, label, toets in PAGINAS:
            self._actie(beeld, label, toets, partial(self._ga_naar, naam))
        beeld.addSeparator()
        self._actie(beeld, "&Meer verdienen", "Ctrl+M", partial(self._bij_intake, intake.meer_verdienen))
        self._actie(beeld, "&Leefgebieden", "Ctrl+G", partial(self._bij_intake, intake.leefgebieden))
        beeld.addSeparator()
        self._actie(beeld, "&Scherm voor de inwoner", "Ctrl+B", intake.strook.open_of_sluit)
        self._actie(beeld, "Inwoner: toon deze &vraag", "Ctrl+Shift+V", intake.strook.toon_vraag)
        self._actie(beeld, "Inwoner: laat de &uitkomst zien", "Ctrl+Shift+U", intake.strook.toon_uitkomst)
        self._actie(beeld, "Inwoner: ver&berg", "Ctrl+Shift+B", intake.strook.verberg)
        beeld.addSeparator()
        self._actie(beeld, "Tekst &groter", "Ctrl+Shift+G", partial(self._schaal, 1))
        self._actie(beeld, "Tekst &kleiner", "Ctrl+Shift+K", partial(self._schaal, -1))
        hulp = self.menuBar().addMenu("&Help")
        self._actie(hulp, "&Toetsen", "F1", self._toon_toetsen)

    def _actie(self, menu: Any, naam: str, toets: str, doe: Callable[..., Any], *ook: str) -> None:
        actie = QAction(naam, self)
        actie.setShortcuts([QKeySequence(t) for t in (toets, *ook)])
        actie.triggered.connect(partial(_zonder_argumenten, doe))
        menu.addAction(actie)

    def _koppel(self) -> None:
        dossiers = self.paginas["dossiers"]
        assert isinstance(dossiers, Dossierpagina)
        dossiers.openen.connect(self.open_dossier)
        dossiers.nieuw.connect(self._nieuw)
        self.werkblad.ontgrendeld.connect(self._ontgrendeld)
        self.werkblad.toon_pagina.connect(self._ga_naar)
        self.werkblad.melding.connect(self._meld)
        self.werkblad.niet_opgeslagen.connect(self._meld_fout)
        self.werkblad.dossier_geopend.connect(self._toon_regels)
        self.werkblad.toon_herstel.connect(self._naar_herstel)
        self.werkblad.kopieerder.veranderd.connect(self._toon_kopie)
        intake = self.paginas["intake"]
        assert isinstance(intake, Intakepagina)
        intake.strook.veranderd.connect(self._toon_inwoner)
        intake.strook.vergrendel.connect(self.vergrendel)

    # --- pages -------------------------------------------------------------------------------------

    @Slot(str)
    def _ga_naar(self, naam: str, *_: object) -> None:
        if self.werkblad.kast is None:
            return
        if naam in ("intake", "besluiten") and self.werkblad.gesprek is None:
            naam = "dossiers"
        pagina = self.paginas[naam]
        self._stapel.setCurrentWidget(pagina)
        self._knoppen[naam].setChecked(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._knoppen[naam].text()))
        if isinstance(pagina, Besluitpagina | Bestandpagina | Dossierpagina | Instelpagina):
            pagina.ververs()
        if isinstance(pagina, Dossierpagina):
            pagina.zoekveld.setFocus()

    @Slot()
    def zoek(self) -> None:
        """Show the dossiers with the search field ready to type in."""
        self._ga_naar("dossiers")
        pagina = self.paginas["dossiers"]
        if isinstance(pagina, Dossierpagina):
            pagina.zoekveld.setFocus(Qt.FocusReason.ShortcutFocusReason)
            pagina.zoekveld.selectAll()

    def _bij_intake(self, doe: Callable[[], None]) -> None:
        """Go to the intake and open something there, when there is a dossier."""
        self._ga_naar("intake")
        if self._stapel.currentWidget() is self.paginas["intake"]:
            doe()

    def _toon_inlog(self) -> None:
        self._rail.hide()
        self.menuBar().setEnabled(False)
        self._stapel.setCurrentWidget(self.inlog)
        self._regels.setText("")
        self._opgeslagen.setText("")
        self.zonder_kopie.hide()
        self.setWindowTitle("Consulent")

    @Slot()
    def _ontgrendeld(self) -> None:
        self._rail.show()
        self.menuBar().setEnabled(True)
        # Not on the application: Python would be asked about every event of every control.
        self._let_op(self.windowHandle())
        self._slot.start()
        kast = self.werkblad.kast
        if kast is None:
            return
        self.werkblad.taken.start(kast.klok_staat_terug, self._meld_klok, eigenaar=self)
        self.werkblad.taken.start(kast.laatste_open, self._open_laatste, eigenaar=self)

    def _meld_klok(self, laatst: datetime | None) -> None:
        if laatst is not None:
            QMessageBox(
                QMessageBox.Icon.Warning, "Klok", KLOK.format(laatst=in_woorden(laatst)), parent=self
            ).open()

    @Slot()
    def _toon_kopie(self) -> None:
        self.zonder_kopie.setToolTip(self.werkblad.kopieerder.fout)
        self.zonder_kopie.setVisible(bool(self.werkblad.kopieerder.fout))

    @Slot()
    def _naar_herstel(self) -> None:
        """Lock first: a copy is put back where nothing is open."""
        self.vergrendel()
        self.inlog.toon_herstel()

    def _open_laatste(self, dossier_id: str | None) -> None:
        if dossier_id is None:
            self._ga_naar("dossiers")
        else:
            self.open_dossier(dossier_id)

    @Slot()
    def vergrendel(self) -> None:
        """Close the store and show nothing of what was open; the password opens it again."""
        self._rond_typen_af()
        kast, self.werkblad.kast = self.werkblad.kast, None
        if kast is None:
            return
        self.werkblad.taken.start(partial(self._sluit_kast, kast))
        for pagina in self.paginas.values():
            if isinstance(pagina, Intakepagina | Besluitpagina | Bestandpagina | Dossierpagina):
                pagina.leeg()
        self.werkblad.leeg()
        self._slot.stop()
        for venster in QApplication.topLevelWidgets():
            if venster is not self and venster.isVisible():
                venster.close()
        self.inlog.vergrendel()
        self._toon_inlog()

    def _sluit_kast(self, kast: Dossierkast) -> None:
        """On the worker: close the store when nothing uses it any more."""
        pagina = self.paginas["bestand"]
        if isinstance(pagina, Bestandpagina):
            pagina.laat_kast_los()
        kast.sluit()

    def _rond_typen_af(self) -> None:
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
        self.werkblad.gesprek = Gesprek(dict(dossier.document), self.werkblad.beoordeel)
        self.setWindowTitle(f"{dossier.kenmerk} - Consulent")
        self.werkblad.dossier_geopend.emit()
        self._ga_naar("intake")
        intake = self.paginas["intake"]
        if isinstance(intake, Intakepagina):
            intake.begin()

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

    def _schaal(self, stap: int) -> None:
        plek = thema.SCHALEN.index(self.werkblad.schaal) + stap
        if 0 <= plek < len(thema.SCHALEN):
            self.werkblad.schaal = thema.SCHALEN[plek]
            thema.zet_schaal(self.werkblad.schaal)
            self.werkblad.bewaar_voorkeuren()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._teken_rail()

    def _teken_rail(self) -> None:
        zijde = round(self.fontMetrics().height() * 1.3)
        for naam, knop in self._knoppen.items():
            knop.setIcon(icoon(naam))
            knop.setIconSize(QSize(zijde, zijde))

    # --- keys, lock and close ------------------------------------------------------------------------

    @Slot()
    def _toon_toetsen(self) -> None:
        regels = [
            f"<tr><td><b>{actie.shortcut().toString()}</b>&nbsp;&nbsp;</td>"
            f"<td>{actie.text().replace('&', '')}</td></tr>"
            for actie in self.findChildren(QAction)
            if not actie.shortcut().isEmpty()
        ]
        extra = "<tr><td><b>J, N, ?</b></td><td>Ja, nee of weet ik nog niet</td></tr>"
        vel = QMessageBox(self)
        vel.setWindowTitle("Toetsen")
        vel.setTextFormat(Qt.TextFormat.RichText)
        vel.setText(f"<table>{''.join(regels)}{extra}</table>")
        vel.open()

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
        self._rond_typen_af()
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


def _zonder_argumenten(doe: Callable[[], Any], *_: object) -> None:
    doe()
