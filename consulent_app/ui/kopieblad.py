"""The copy sheet on the screen: the decisions as they are typed over in the register."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.brieven import Brieven
from consulent_app.acties.kopieblad import BESTAND, blad_van_nu
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.afdrukken import druk_af
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.voorbeeld import PdfVoorbeeld
from consulent_app.ui.werkblad import Werkblad


class Kopiebladvenster(QDialog):
    """Made on the worker from the letters in hand; kept in a folder, or printed."""

    def __init__(self, werkblad: Werkblad, brieven: Brieven, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.documenten: Mapping[str, bytes] = {}
        self.setWindowTitle("Kopieblad")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(ouder.window().size().boundedTo(QSize(1240, 720)))
        self.voorbeeld, self._fout = PdfVoorbeeld(werkblad.taken, liggend=True), label("", "fout")
        self.bewaarknop, self.drukknop = QPushButton("Bewaar in een map..."), QPushButton("Druk af...")
        self._bouw()
        doe = partial(blad_van_nu, brieven, werkblad.toetser)
        werkblad.taken.start(doe, self._toon, self._mislukt, self)

    def _bouw(self) -> None:
        kolom, onder = QVBoxLayout(self), QHBoxLayout()
        kolom.addWidget(self.voorbeeld, 1)
        self._fout.hide()
        kolom.addWidget(self._fout)
        onder.addStretch()
        sluit = QPushButton("Sluiten")
        knoppen = ((self.bewaarknop, self.bewaar), (self.drukknop, self.druk), (sluit, self.accept))
        for knop, doe in knoppen:
            knop.clicked.connect(doe)
            onder.addWidget(knop)
        for knop in (self.bewaarknop, self.drukknop):
            knop.setEnabled(False)
        kolom.addLayout(onder)

    def _toon(self, documenten: Mapping[str, bytes]) -> None:
        self.documenten = documenten
        self.voorbeeld.toon(documenten[BESTAND])
        for knop in (self.bewaarknop, self.drukknop):
            knop.setEnabled(True)

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._fout.setText(str(fout))
        self._fout.show()

    @Slot()
    def bewaar(self) -> None:
        """Ask for a folder and write the sheet there."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor het kopieblad")
        if map_ and kast is not None and dossier is not None:
            doe = partial(kast.schrijf_uit, dossier.id, self.documenten, Path(map_))
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, paden: list[Path]) -> None:
        self.werkblad.melding.emit(f"{paden[0].name} bewaard in {paden[0].parent.name}")

    @Slot()
    def druk(self) -> None:
        """Print the sheet on paper."""
        if self.werkblad.dossier is not None:
            zaak = self.werkblad.dossier.id
            druk_af(self.werkblad, zaak, self.documenten, self, self._mislukt, liggend=True)
