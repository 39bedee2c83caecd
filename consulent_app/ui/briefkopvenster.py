"""How a letter looks with the settings of now: to a made-up household, with VOORBEELD on every page."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.voorbeeldbrief import SOORTEN, VAN_GEMEENTE, voorbeeldbrief
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.voorbeeld import PdfVoorbeeld
from consulent_app.ui.werkblad import Werkblad


class Briefkopvenster(QDialog):
    """One print at a time; what is missing for it is named in its place."""

    def __init__(self, werkblad: Werkblad, pakket: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._pakket, self._soort = werkblad, pakket, ""
        self.setWindowTitle("Voorbeeld van een brief")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 680)
        self.voorbeeld, self.fout = PdfVoorbeeld(werkblad.taken), label("", "fout")
        self.keuzes = {soort: QPushButton(naam) for soort, naam in SOORTEN.items()}
        kolom, rij, groep = QVBoxLayout(self), Vloei(), QButtonGroup(self)
        for soort, knop in self.keuzes.items():
            knop.setProperty("rol", "tab")
            knop.setCheckable(True)
            knop.setAutoDefault(False)
            knop.clicked.connect(partial(self.toon, soort))
            groep.addButton(knop)
            rij.addWidget(knop)
        kolom.addLayout(rij)
        kolom.addWidget(self.fout)
        kolom.addWidget(self.voorbeeld, 1)
        self.keuzes[VAN_GEMEENTE].setChecked(True)
        self.toon(VAN_GEMEENTE)

    @Slot()
    def toon(self, soort: str, *_: object) -> None:
        """Make this print on the worker and show it."""
        self._soort = soort
        self._zeg("")
        blad, vandaag = self.werkblad, datetime.now().astimezone().date()
        doe = partial(
            voorbeeldbrief, self._pakket, soort, blad.eigen_van(self._pakket), blad.van_nu, vandaag
        )
        blad.taken.start(doe, partial(self._gemaakt, soort), partial(self._mislukt, soort), self)

    def _gemaakt(self, soort: str, pdf: bytes) -> None:
        if soort == self._soort:
            self.voorbeeld.toon(pdf)

    def _mislukt(self, soort: str, fout: Exception) -> None:
        if soort == self._soort:
            self._zeg(str(fout))
            self.voorbeeld.toon(b"")

    def _zeg(self, zin: str) -> None:
        self.fout.setText(zin)
        self.fout.setVisible(bool(zin))
