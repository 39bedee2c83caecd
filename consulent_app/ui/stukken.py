"""The letters that are kept in a dossier, to look at again, keep elsewhere or print once more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.opslag.waarden import Stuk
from consulent_app.ui.afdrukken import druk_af
from consulent_app.ui.voorbeeld import PdfVoorbeeld
from consulent_app.ui.werkblad import Werkblad


class Stukkenvenster(QDialog):
    """Shows exactly what was handed out; nothing is made anew."""

    def __init__(self, werkblad: Werkblad, stukken: list[Stuk], ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._stukken = werkblad, stukken
        self.setWindowTitle("Brieven in dit dossier")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(940, 640)
        self.lijst, self._melding = QListWidget(), QLabel()
        self.voorbeeld = PdfVoorbeeld(werkblad.taken)
        self._bouw()
        self.lijst.setCurrentRow(0)

    def _bouw(self) -> None:
        rij, links = QHBoxLayout(self), QVBoxLayout()
        kop = QLabel("&Brieven in dit dossier")
        kop.setProperty("rol", "tussenkop")
        kop.setBuddy(self.lijst)
        links.addWidget(kop)
        self.lijst.setAccessibleName("Brieven in dit dossier")
        for stuk in self._stukken:
            self.lijst.addItem(f"{_naam(stuk)}\n{datum_leesbaar(stuk.datum)} · {stuk.kenmerk}")
        self.lijst.currentRowChanged.connect(self._toon)
        links.addWidget(self.lijst, 1)
        self._melding.setWordWrap(True)
        self._melding.setProperty("rol", "fout")
        self._melding.hide()
        links.addWidget(self._melding)
        for tekst, doe in (("Bewaar in een map...", self.bewaar), ("Druk af...", self.druk)):
            knop = QPushButton(tekst)
            knop.clicked.connect(doe)
            links.addWidget(knop)
        rij.addLayout(links, 2)
        rij.addWidget(self.voorbeeld, 3)

    @property
    def gekozen(self) -> Stuk:
        """Return the letter that is shown."""
        return self._stukken[max(0, self.lijst.currentRow())]

    @Slot(int)
    def _toon(self, nummer: int) -> None:
        self.voorbeeld.toon(self._stukken[nummer].pdf)

    @Slot()
    def bewaar(self) -> None:
        """Ask for a folder and write this letter there."""
        stuk, kast = self.gekozen, self.werkblad.kast
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor deze brief")
        if map_ and kast is not None:
            doe = partial(kast.schrijf_uit, stuk.dossier_id, {stuk.bestandsnaam: stuk.pdf}, Path(map_))
            self.werkblad.taken.start(doe, None, self._mislukt, self)

    @Slot()
    def druk(self) -> None:
        """Print this letter once more."""
        stuk = self.gekozen
        druk_af(self.werkblad, stuk.dossier_id, {stuk.bestandsnaam: stuk.pdf}, self, self._mislukt)

    def _mislukt(self, fout: Exception) -> None:
        self._melding.setText(str(fout))
        self._melding.show()


def _naam(stuk: Stuk) -> str:
    return stuk.soort.removesuffix("-nl").replace("-", " ").capitalize()
