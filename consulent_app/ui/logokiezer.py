"""The logo of one organisation: how it looks now, another one, or none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout

from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.besluiten.inrichting import LOGO_VAN
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

HOOG = 56
MAG_ZIJN = "Een PNG of een SVG, ten minste 120 punten hoog. Doorzichtig wordt wit, zoals het papier."
GEEN = {True: "Er is nog geen eigen logo: boven de brief staat dat van de regels, of de naam.",
        False: "Er is nog geen logo: boven het voorstel staat de naam."}  # fmt: skip


class Logokiezer(QFrame):
    """`klaar` is called when another logo holds, or none."""

    def __init__(
        self, werkblad: Werkblad, pakket: str, organisatie: str, beeld: bytes | None,
        klaar: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.werkblad, self._pakket, self._organisatie, self._klaar = werkblad, pakket, organisatie, klaar
        self.setProperty("rol", "paneel")
        self.kies, self.weg = QPushButton("Kies een logo..."), QPushButton("Haal dit logo weg")
        self.beeld, self.fout = QLabel(), label("", "fout")
        self._bouw(beeld)

    def _bouw(self, beeld: bytes | None) -> None:
        kolom, rij = QVBoxLayout(self), Vloei()
        kolom.setContentsMargins(16, 12, 16, 12)
        wat = LOGO_VAN[self._organisatie]
        kolom.addWidget(label(wat[:1].upper() + wat[1:], "tussenkop"))
        if beeld is None:
            kolom.addWidget(label(GEEN[self._organisatie == GEMEENTE], "zacht"))
        else:
            kaart = QPixmap()
            kaart.loadFromData(beeld)
            glad = Qt.TransformationMode.SmoothTransformation
            self.beeld.setPixmap(kaart.scaledToHeight(HOOG, glad))
            self.beeld.setAccessibleName(wat)
            kolom.addWidget(self.beeld, alignment=Qt.AlignmentFlag.AlignLeft)
        kast = self.werkblad.kast
        mag = kast is not None and kast.inrichting.mag
        for knop, doe in ((self.kies, self._vraag), (self.weg, self._haal_weg)):
            knop.setAccessibleName(f"{knop.text()} ({wat})")
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        if mag:
            kolom.addWidget(label(MAG_ZIJN, "zacht"))
        kolom.addLayout(rij)
        # Not before they are in here: shown without a parent they would be windows, and take the focus.
        self.kies.setVisible(mag)
        self.weg.setVisible(mag and beeld is not None)
        self.fout.hide()
        kolom.addWidget(self.fout)

    @Slot()
    def _vraag(self) -> None:
        gekozen = QFileDialog.getOpenFileName(self, "Kies een logo", "", "Logo (*.png *.svg)")[0]
        if gekozen:
            self.neem(Path(gekozen))

    def neem(self, bestand: Path) -> None:
        """Let this picture be the logo, on the worker: it is looked at first."""
        if self.werkblad.kast is not None:
            inrichting = self.werkblad.kast.inrichting
            doe = partial(inrichting.zet_logo, self._pakket, self._organisatie, bestand)
            self.werkblad.taken.start(doe, self._gelukt, self._mislukt, self)

    @Slot()
    def _haal_weg(self) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.inrichting.haal_logo_weg, self._pakket, self._organisatie)
            self.werkblad.taken.start(doe, self._gelukt, self._mislukt, self)

    def _gelukt(self, _: object) -> None:
        self._klaar()

    def _mislukt(self, fout: Exception) -> None:
        self.fout.setText(str(fout))
        self.fout.show()
