"""The resident's own window: one thing at a time, in their language, and nothing until it is released."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QScreen,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.acties.bewonersscherm import LEES_VOOR, STOP, Uitkomstbeeld, Vraagbeeld
from consulent_app.acties.leesoverzicht import Overzichtbeeld
from consulent_app.taal.catalogus import catalogus
from consulent_app.taal.schrijfwijze import zonder_isolaten
from consulent_app.taal.talen import BRONTAAL, TALEN, Taal
from consulent_app.ui.bewonerblad import Bewonerblad, Overzichtblad, Uitkomstblad, Vraagblad
from consulent_app.ui.thema import PUNTEN
from consulent_app.ui.voorlezen import stem_voor
from consulent_app.ui.wisselen import wissel

Beeld = Vraagbeeld | Uitkomstbeeld | Overzichtbeeld
#: Text that does not fit becomes smaller in these steps, but never smaller than at 100%.
STAP = 0.94
BLADER = 0.8
VERANDERINGEN = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class Bewonerscherm(QWidget):
    """Shows what it is given and knows nothing else of the household."""

    gesloten = Signal()
    vergrendel = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Scherm voor de inwoner")
        self.setAccessibleName("Scherm voor de inwoner")
        self.setProperty("rol", "bewoner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.taal, self._blad = TALEN[BRONTAAL], Bewonerblad(TALEN[BRONTAAL])
        self._rol, self._lees = QScrollArea(), QPushButton()
        self._stem: Any | None = None
        self._stemtaal = ""
        self._bouw()
        for toets, doe in (("Ctrl+L", self.vergrendel.emit), ("Ctrl+B", self.close), ("Esc", self.close)):
            QShortcut(QKeySequence(toets), self).activated.connect(doe)
        self.resize(QSize(1024, 700))
        self.toon(None, self.taal)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 16)
        self._rol.setWidgetResizable(True)
        self._rol.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rol.setAccessibleName("Wat de inwoner ziet")
        kolom.addWidget(self._rol, 1)
        self._lees.clicked.connect(self.lees_voor)
        kolom.addWidget(self._lees, 0, Qt.AlignmentFlag.AlignHCenter)

    # --- what is shown -------------------------------------------------------------------------------

    def toon(self, beeld: Beeld | None, taal: Taal) -> None:
        """Show a question, the outcome or the overview; None shows nothing at all."""
        self._zwijg()
        self.taal = taal
        if isinstance(beeld, Vraagbeeld):
            self._blad = Vraagblad(beeld, taal)
        elif isinstance(beeld, Uitkomstbeeld):
            self._blad = Uitkomstblad(beeld, taal)
        elif isinstance(beeld, Overzichtbeeld):
            self._blad = Overzichtblad(beeld, taal)
        else:
            self._blad = Bewonerblad(taal)
        self.setLayoutDirection(self._blad.layoutDirection())
        wissel(self._rol, self._blad)
        self._zet_leesknop()
        self._pas()

    def blader(self, stap: int) -> None:
        """Go down (1) or up (-1) by almost a screen."""
        balk = self._rol.verticalScrollBar()
        balk.setValue(balk.value() + round(stap * BLADER * self._rol.viewport().height()))

    @property
    def past(self) -> bool:
        """Say whether everything is in sight at once."""
        return self._blad.hoogte_bij(self._rol.viewport().width()) <= self._rol.viewport().height()

    @Slot()
    def _pas(self) -> None:
        """Make a question as large as the chosen text size where it fits, and else smaller."""
        app = QApplication.font().pointSizeF()
        punten = app
        self._blad.zet_maat(punten)
        while isinstance(self._blad, Vraagblad) and punten > PUNTEN and not self.past:
            punten = max(PUNTEN, punten * STAP)
            self._blad.zet_maat(punten)
        letter = self._lees.font()
        letter.setPointSizeF(app * 1.6)
        self._lees.setFont(letter)

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._pas()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() in VERANDERINGEN:
            # A new style sheet takes their sizes away from the labels, one after the other.
            QTimer.singleShot(0, self, self._pas)

    # --- the voice -----------------------------------------------------------------------------------

    def _zet_leesknop(self) -> None:
        if self._stemtaal != self.taal.code:
            self._stemtaal, self._stem = self.taal.code, stem_voor(self.taal, self)
        self._lees.setText(catalogus(self.taal.code).zeg(LEES_VOOR).tekst)
        self._lees.setVisible(self._stem is not None and bool(self._blad.gesproken))

    @Slot()
    def lees_voor(self) -> None:
        """Say aloud what is shown, or stop."""
        if self._stem is None:
            return
        woorden = catalogus(self.taal.code)
        if self._lees.text() == woorden.zeg(STOP).tekst:
            self._zwijg()
            return
        self._stem.say(zonder_isolaten(self._blad.gesproken))
        self._lees.setText(woorden.zeg(STOP).tekst)

    def _zwijg(self) -> None:
        if self._stem is not None:
            self._stem.stop()
            self._lees.setText(catalogus(self.taal.code).zeg(LEES_VOOR).tekst)

    # --- the window ----------------------------------------------------------------------------------

    def open_op(self, eigen: QScreen) -> None:
        """Open on another monitor than that of the consulent where there is one, else on this one."""
        ander = next((s for s in QGuiApplication.screens() if s is not eigen), None)
        # With two monitors the consulent goes on typing; with one, the laptop is turned round.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, ander is not None)
        if ander is None:
            self.showMaximized()
            self.activateWindow()
        else:
            self.setScreen(ander)
            self.setGeometry(ander.geometry())
            self.showFullScreen()

    def hideEvent(self, gebeurtenis: QHideEvent) -> None:
        super().hideEvent(gebeurtenis)
        self._zwijg()

    def closeEvent(self, gebeurtenis: QCloseEvent) -> None:
        self.toon(None, self.taal)
        super().closeEvent(gebeurtenis)
        self.gesloten.emit()
