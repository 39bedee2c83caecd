"""The receipt: tick what was handed in, print it, and the resident has proof."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.brieven import Brieven, Opdracht, maak_brieven
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.ui.afdrukken import druk_af
from consulent_app.ui.bewijslijst import Bewijslijst
from consulent_app.ui.voorbeeld import PdfVoorbeeld
from consulent_app.ui.werkblad import Werkblad

SOORT = "ontvangstbewijs"


class Ontvangstvenster(QDialog):
    """Shows the receipt as it grows with every tick."""

    def __init__(self, werkblad: Werkblad, opdracht: Callable[..., Opdracht], ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._opdracht = werkblad, opdracht
        self.brieven: Brieven | None = None
        self.setWindowTitle("Ontvangstbewijs")
        self.resize(1100, 680)
        self.lijst = Bewijslijst()
        self.anders, self._fout = QLineEdit(), QLabel()
        self.voorbeeld = PdfVoorbeeld(werkblad.taken)
        self.bewaarknop, self.drukknop = QPushButton("Bewaar in een map..."), QPushButton("Druk af...")
        self._bouw()
        self._maak()

    def _bouw(self) -> None:
        rij = QHBoxLayout(self)
        links = QVBoxLayout()
        kop = QLabel("Wat is ingeleverd?")
        kop.setProperty("rol", "tussenkop")
        links.addWidget(kop)
        links.addWidget(self._papieren(), 1)
        label = QLabel("&Iets anders")
        label.setBuddy(self.anders)
        self.anders.setAccessibleName("Iets anders dat is ingeleverd")
        self.anders.editingFinished.connect(self._maak)
        links.addWidget(label)
        links.addWidget(self.anders)
        self._fout.setProperty("rol", "fout")
        self._fout.setWordWrap(True)
        links.addWidget(self._fout)
        for knop, doe in ((self.bewaarknop, self.bewaar), (self.drukknop, self.druk)):
            # Enter in a field goes on to the next one; it must not press a button as well.
            knop.setAutoDefault(False)
            knop.clicked.connect(doe)
            links.addWidget(knop)
        rij.addLayout(links, 2)
        rij.addWidget(self.voorbeeld, 3)

    def _papieren(self) -> QScrollArea:
        oordeel, gesprek = self.werkblad.oordeel, self.werkblad.gesprek
        if oordeel is not None and gesprek is not None:
            pakket = self.werkblad.toetser.pakket(gesprek.pakket)
            self.lijst.toon(oordeel, pakket, self.werkblad.behandeling)
        self.lijst.gewijzigd.connect(self._bewaar_lijst)
        rol = QScrollArea()
        rol.setWidgetResizable(True)
        rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rol.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 8, 0)
        kolom.addWidget(self.lijst)
        kolom.addStretch()
        rol.setWidget(binnen)
        return rol

    @Slot(object)
    def _bewaar_lijst(self, behandeling: Behandeling) -> None:
        waarde = behandeling.als_document().get("ingeleverd", {})
        self.werkblad.wijzig_behandeling("ingeleverd", waarde, behandeling)
        self._maak()

    @property
    def ingeleverd(self) -> tuple[str, ...]:
        """Return what is ticked, and what was typed."""
        anders = self.anders.text().strip()
        return (*self.lijst.ingeleverd, anders) if anders else self.lijst.ingeleverd

    @Slot()
    def _maak(self, *_: object) -> None:
        gesprek, ingeleverd = self.werkblad.gesprek, self.ingeleverd
        self._zet(None)
        if gesprek is None or not ingeleverd:
            self._fout.setText("")
            return
        opdracht = self._opdracht(soorten=(SOORT,), ingeleverd=ingeleverd)
        doe = partial(maak_brieven, gesprek.intake(), self.werkblad.toetser, opdracht)
        self.werkblad.taken.start(doe, self._zet, self._mislukt, self)

    def _zet(self, brieven: Brieven | None) -> None:
        self.brieven = brieven
        self.voorbeeld.toon(brieven.documenten[f"{SOORT}.pdf"] if brieven else b"")
        for knop in (self.bewaarknop, self.drukknop):
            knop.setEnabled(brieven is not None)

    def _mislukt(self, fout: Exception) -> None:
        self._fout.setText(str(fout))

    @Slot()
    def bewaar(self) -> None:
        """Ask for a folder and write the receipt there."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor het ontvangstbewijs")
        if map_ and self.brieven is not None and kast is not None and dossier is not None:
            doe = partial(kast.schrijf_uit, dossier.id, self.brieven.documenten, Path(map_))
            self.werkblad.taken.start(doe, None, self._mislukt, self)

    @Slot()
    def druk(self) -> None:
        """Print the receipt on paper."""
        if self.brieven is not None and self.werkblad.dossier is not None:
            druk_af(self.werkblad, self.werkblad.dossier.id, self.brieven.documenten, self, self._mislukt)
