"""The panel about the exchange: when it was, what waits, what went wrong, and doing it now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.uitwisselstand import regels, voortgang_in_woorden
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad


class Uitwisselpaneel(QFrame):
    """Lies over the lower part of a page and leaves it usable; Esc closes it.

    It takes no room from the page: at 200% there is none. `gesloten` gives the focus back.
    """

    gesloten = Signal()

    def __init__(self, werkblad: Werkblad, over: QWidget) -> None:
        super().__init__(over)
        self._uitwisselaar = werkblad.uitwisselaar
        self.setProperty("rol", "paneel")
        self.setAccessibleName("Uitwisselen met andere werkplekken")
        self.stand, self.fout, self.hoe_ver = label(""), label("", "fout"), label("", "zacht")
        self.balk = QProgressBar()
        self.nu, self.stop = QPushButton("Nu uitwisselen"), QPushButton("Stop")
        self.sluiten = QPushButton("Sluiten")
        self._bouw()
        self._uitwisselaar.veranderd.connect(self.ververs)
        over.installEventFilter(self)
        self.hide()

    def _bouw(self) -> None:
        kolom, rij = QVBoxLayout(self), QHBoxLayout()
        kolom.setContentsMargins(16, 8, 16, 8)
        kolom.setSpacing(4)
        knoppen = Vloei(ruim=True)
        doen = (self._uitwisselaar.wissel_nu, self._uitwisselaar.stop, self.sluit)
        for knop, doe in zip((self.nu, self.stop, self.sluiten), doen, strict=True):
            knop.clicked.connect(doe)
            knoppen.addWidget(knop)
        rij.addWidget(label("Uitwisselen met andere werkplekken", "tussenkop"), 1)
        rij.addLayout(knoppen)
        kolom.addLayout(rij)
        self.balk.setTextVisible(False)
        self.balk.setAccessibleName("Hoe ver het uitwisselen is")
        for deel in (self.fout, self.stand, self.hoe_ver, self.balk):
            kolom.addWidget(deel)

    def open_of_sluit(self) -> None:
        """Show it with the focus on its button, or put it away; nothing for who works alone."""
        if self.isVisible():
            self.sluit()
        elif self._uitwisselaar.in_een_regel:
            self.ververs()
            self.show()
            self._plaats()
            (self.stop if self._uitwisselaar.bezig else self.nu).setFocus(
                Qt.FocusReason.ShortcutFocusReason
            )

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
        had_focus = self.nu.hasFocus() or self.stop.hasFocus()
        self.stand.setText("\n".join(regels(wie.beeld, datetime.now().astimezone())))
        fouten = "\n".join(zin for zin in (wie.fout, *wie.afwijkingen) if zin)
        self.fout.setText(fouten)
        self.fout.setVisible(bool(fouten))
        self.nu.setEnabled(wie.beeld.met_centrale and not wie.bezig)
        self.stop.setEnabled(wie.bezig)
        self._toon_voortgang()
        self._plaats()
        if had_focus:
            # The button that was pressed goes out of use; without this the focus would jump away.
            (self.stop if wie.bezig else self.nu).setFocus()

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
