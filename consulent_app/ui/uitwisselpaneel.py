"""The panel about the exchange: when it was, what waits, what went wrong, and doing it now.

With a server at once; without one, or when it cannot be reached, by a file that somebody brings.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.uitwisselstand import regels, voortgang_in_woorden
from consulent_app.ui.bestandvenster import SOORT_BESTAND, Bestandvenster
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

AANGEREIKT = (
    "Wilt u {naam} lezen? Wat een andere werkplek daarin schreef komt dan in de dossiers van deze werkplek."
)


class Uitwisselpaneel(QFrame):
    """Lies over the lower part of a page and leaves it usable; Esc closes it.

    It takes no room from the page: at 200% there is none. `gesloten` gives the focus back.
    """

    gesloten = Signal()

    def __init__(self, werkblad: Werkblad, over: QWidget) -> None:
        super().__init__(over)
        self._werkblad, self._uitwisselaar = werkblad, werkblad.uitwisselaar
        self.setProperty("rol", "paneel")
        self.setAccessibleName("Uitwisselen met andere werkplekken")
        self.stand, self.fout, self.hoe_ver = label(""), label("", "fout"), label("", "zacht")
        self.uitkomst = label("")
        self.balk = QProgressBar()
        self.nu, self.stop = QPushButton("Nu uitwisselen"), QPushButton("Stop")
        self.maak, self.lees = QPushButton("Bestand maken..."), QPushButton("Bestand lezen...")
        self.sluiten = QPushButton("Sluiten")
        #: The file with which the program was started, until somebody said whether to read it.
        self.aangereikt: Path | None = None
        self._bouw()
        werkblad.ontgrendeld.connect(self._bied_aan)
        self._uitwisselaar.veranderd.connect(self.ververs)
        over.installEventFilter(self)
        self.hide()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 8, 16, 8)
        kolom.setSpacing(4)
        knoppen = Vloei(ruim=True)
        wie = self._uitwisselaar
        for knop, doe in (
            (self.nu, wie.wissel_nu),
            (self.maak, self.maak_bestand),
            (self.lees, self.kies_bestand),
            (self.stop, wie.stop),
            (self.sluiten, self.sluit),
        ):
            knop.clicked.connect(doe)
            knoppen.addWidget(knop)
        kolom.addWidget(label("Uitwisselen met andere werkplekken", "tussenkop"))
        kolom.addLayout(knoppen)
        self.balk.setTextVisible(False)
        self.balk.setAccessibleName("Hoe ver het uitwisselen is")
        for deel in (self.fout, self.uitkomst, self.stand, self.hoe_ver, self.balk):
            kolom.addWidget(deel)

    def open_of_sluit(self) -> None:
        """Show it with the focus on its button, or put it away; nothing for who works alone."""
        if self.isVisible():
            self.sluit()
        elif self._uitwisselaar.in_een_regel:
            self.toon()

    def toon(self) -> None:
        """Show it, with the focus on what is mostly pressed."""
        self.ververs()
        self.show()
        self._plaats()
        self._eerste().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _eerste(self) -> QPushButton:
        if self._uitwisselaar.bezig:
            return self.stop
        beeld = self._uitwisselaar.beeld
        return self.nu if beeld is not None and beeld.met_centrale else self.maak

    @Slot()
    def sluit(self) -> None:
        """Put it away."""
        self.hide()
        self.gesloten.emit()

    @Slot()
    def ververs(self) -> None:
        """Show how it stands now."""
        wie = self._uitwisselaar
        if wie.beeld is None:
            self.hide()
            return
        knoppen = (self.nu, self.maak, self.lees, self.stop)
        had_focus = any(knop.hasFocus() for knop in knoppen)
        self.stand.setText("\n".join(regels(wie.beeld, datetime.now().astimezone())))
        self._zeg(self.fout, "\n".join(zin for zin in (wie.fout, *wie.afwijkingen) if zin))
        self._zeg(self.uitkomst, "\n".join(wie.uitkomst))
        kast = self._werkblad.kast
        mag = kast is not None and kast.overdracht.mag_uitwisselen
        self.nu.setVisible(wie.beeld.met_centrale)
        self.nu.setEnabled(not wie.bezig)
        for knop in (self.maak, self.lees):
            knop.setVisible(mag)
            knop.setEnabled(not wie.bezig)
        self.stop.setEnabled(wie.bezig)
        self._toon_voortgang()
        self._plaats()
        if had_focus and not any(knop.hasFocus() for knop in knoppen):
            # The button that was pressed goes out of use; without this the focus would jump away.
            self._eerste().setFocus()

    def _zeg(self, waar: QLabel, tekst: str) -> None:
        """Show a text, also to a screen reader when it is new."""
        nieuw = tekst != waar.text()
        waar.setText(tekst)
        waar.setVisible(bool(tekst))
        if nieuw and tekst and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))

    # --- files ---------------------------------------------------------------------------------------

    @Slot()
    def maak_bestand(self) -> None:
        """Ask for whom and where, and make it."""
        venster = Bestandvenster(self._werkblad, self.window())
        venster.gekozen.connect(self._uitwisselaar.maak_bestand)
        venster.open()

    @Slot()
    def kies_bestand(self) -> None:
        """Ask which file, and read it."""
        pad, _ = QFileDialog.getOpenFileName(
            self.window(), "Kies het bestand van een andere werkplek", "", SOORT_BESTAND
        )
        if pad:
            self.lees_bestand(Path(pad))

    @Slot()
    def _bied_aan(self) -> None:
        kast, pad = self._werkblad.kast, self.aangereikt
        if kast is None or pad is None or not kast.overdracht.mag_uitwisselen:
            return
        vel = QMessageBox(self.window())
        vel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        vel.setWindowTitle("Bestand van een andere werkplek")
        vel.setText(AANGEREIKT.format(naam=pad.name))
        lezen = vel.addButton("Lezen", QMessageBox.ButtonRole.AcceptRole)
        vel.addButton("Niet nu", QMessageBox.ButtonRole.RejectRole)
        vel.setDefaultButton(lezen)
        lezen.clicked.connect(self._lees_aangereikt)
        vel.rejected.connect(self._laat_aangereikt)
        vel.open()

    @Slot()
    def _lees_aangereikt(self) -> None:
        if (pad := self.aangereikt) is not None:
            self.aangereikt = None
            self.lees_bestand(pad)

    @Slot()
    def _laat_aangereikt(self) -> None:
        self.aangereikt = None

    def lees_bestand(self, pad: Path) -> None:
        """Take in what a file brings; how it went stands in the panel."""
        self.toon()
        self._uitwisselaar.lees_bestand(pad)

    def _toon_voortgang(self) -> None:
        voortgang, bezig = self._uitwisselaar.voortgang, self._uitwisselaar.bezig
        self.hoe_ver.setText(voortgang_in_woorden(voortgang) if bezig else "")
        self.hoe_ver.setVisible(bezig)
        self.balk.setVisible(bezig)
        if voortgang is not None and voortgang.van:
            self.balk.setRange(0, voortgang.van)
            self.balk.setValue(voortgang.gedaan)
        else:
            self.balk.setRange(0, 0)

    def _plaats(self) -> None:
        """Lie along the bottom, as high as the texts ask."""
        over, indeling = self.parentWidget(), self.layout()
        if over is None or indeling is None or not self.isVisible():
            return
        indeling.activate()
        hoog = min(max(indeling.totalHeightForWidth(over.width()), 0), over.height())
        self.setGeometry(0, over.height() - hoog, over.width(), hoog)
        self.raise_()

    def eventFilter(self, doel: QObject, gebeurtenis: QEvent) -> bool:
        if gebeurtenis.type() == QEvent.Type.Resize:
            self._plaats()
        return False

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        if gebeurtenis.key() == Qt.Key.Key_Escape:
            self.sluit()
        else:
            super().keyPressEvent(gebeurtenis)

    def hideEvent(self, gebeurtenis: QHideEvent) -> None:
        super().hideEvent(gebeurtenis)
        # Without a range it moves for ever, also where nobody sees it.
        self.balk.setRange(0, 1)
