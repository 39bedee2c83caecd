"""Report a problem: read each file of what goes along, say what happened, and keep it as a zip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties import probleemmelding
from consulent_app.fouten import ConsulentFout
from consulent_app.paden import toestandsmap
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

UITLEG = (
    "Schrijf wat u deed en wat er gebeurde. Bekijk daarnaast wat er meegaat: niets daarvan gaat "
    "over een inwoner. Het programma verstuurt niets. U bewaart een bestand en geeft het zelf aan uw "
    "beheerder."
)
BSN = "Er staat een nummer in dat op een BSN lijkt. Haal het weg als het van een inwoner is."
BESCHRIJVING = "Wat er gebeurde"
HINT = "Bijvoorbeeld: ik klikte op Besluiten en toen gebeurde er niets. Geen namen of nummers van inwoners."


class Probleemvenster(QDialog):
    """What goes along is put together on the worker; keeping it closes the window."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.delen: Mapping[str, str] = {}
        self.setWindowTitle("Probleem melden")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(ouder.window().size().boundedTo(QSize(900, 620)))
        self.beschrijving, self.vellen = QPlainTextEdit(), QStackedWidget()
        # Not a QTabWidget: with large text its tabs would not all be there to see.
        self.tabs, self._tabrij, self._groep = dict[str, QPushButton](), Vloei(), QButtonGroup(self)
        self.fout, self.bewaarknop = label("", "fout"), QPushButton("Bewaar als zip...")
        self._bouw()
        werkblad.taken.start(self._stel_samen, self._toon, self._mislukt, self)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        kolom.addWidget(label(UITLEG))
        self.beschrijving.setAccessibleName("Wat deed u, en wat gebeurde er?")
        self.beschrijving.setPlaceholderText(HINT)
        self.beschrijving.setTabChangesFocus(True)
        self.beschrijving.textChanged.connect(self._let_op)
        kolom.addLayout(self._tabrij)
        self._leg_erbij(BESCHRIJVING, self.beschrijving)
        self.tabs[BESCHRIJVING].setChecked(True)
        kolom.addWidget(self.vellen, 1)
        self.fout.hide()
        kolom.addWidget(self.fout)
        onder, sluit = QHBoxLayout(), QPushButton("Sluiten")
        self.bewaarknop.setProperty("rol", "hoofd")
        self.bewaarknop.setEnabled(False)
        self.bewaarknop.clicked.connect(self.bewaar)
        sluit.clicked.connect(self.reject)
        onder.addStretch()
        onder.addWidget(sluit)
        onder.addWidget(self.bewaarknop)
        kolom.addLayout(onder)

    def _leg_erbij(self, naam: str, vel: QPlainTextEdit) -> None:
        knop = self.tabs[naam] = QPushButton(naam)
        knop.setProperty("rol", "tab")
        knop.setCheckable(True)
        knop.clicked.connect(partial(self.vellen.setCurrentWidget, vel))
        self._groep.addButton(knop)
        self._tabrij.addWidget(knop)
        self.vellen.addWidget(vel)

    def _stel_samen(self) -> Mapping[str, str]:
        blad = self.werkblad
        return probleemmelding.stel_samen(blad.map, toestandsmap(), blad.toetser, blad.kast)

    def _toon(self, delen: Mapping[str, str]) -> None:
        self.delen = delen
        for naam, tekst in delen.items():
            vel = QPlainTextEdit(tekst or "Hier staat niets in.")
            vel.setReadOnly(True)
            vel.setTabChangesFocus(True)
            vel.setAccessibleName(naam)
            vel.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self._leg_erbij(naam, vel)
        self.bewaarknop.setEnabled(True)
        self.beschrijving.setFocus()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._zeg(str(fout))

    def _zeg(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))

    @Slot()
    def _let_op(self) -> None:
        self._zeg(BSN if probleemmelding.lijkt_op_bsn(self.beschrijving.toPlainText()) else "")

    @Slot()
    def bewaar(self) -> None:
        """Ask where, and write what was shown there."""
        naam = probleemmelding.bestandsnaam(datetime.now().astimezone().date())
        gekozen, _ = QFileDialog.getSaveFileName(
            self, "Bewaar de melding", str(Path.home() / naam), "Zip (*.zip)"
        )
        if gekozen:
            tekst = self.beschrijving.toPlainText()
            doe = partial(probleemmelding.bewaar, Path(gekozen), self.delen, tekst)
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, pad: Path) -> None:
        self.werkblad.melding.emit(f"{pad.name} bewaard; er is niets verstuurd")
        self.accept()
