"""The recovery key on the screen: read it, print it, and show that the paper is there."""

from __future__ import annotations

import random
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.documenten.herstelblad import herstelblad
from consulent_app.opslag import herstelsleutel
from consulent_app.ui.afdrukken import druk_blad
from consulent_app.ui.taken import Taken
from consulent_app.ui.uitkomstrij import label

UITLEG = (
    "Dit is de herstelsleutel. Hiermee kan de beheerder weer naar binnen als het wachtwoord kwijt is. Wie "
    "dit papier en de computer heeft, opent elk account, ook dat van een consulent, en dus elk dossier. "
    "U ziet hem alleen nu: het programma bewaart hem nergens. Druk hem af of schrijf hem over, en leg "
    "het papier in een kluis."
)
BEVESTIG = "Typ twee groepjes over van het papier. Zo weten we dat u het hebt."
NIET_GELIJK = "Dit is niet wat er op het papier staat. Kijk nog eens bij groepje {nummers}."
KOLOMMEN = 4
AANTAL_VRAGEN = 2


class Herstelsleutelblad(QWidget):
    """`bevestigd` carries the key, once two groups of it are typed over; only then is it taken."""

    bevestigd = Signal(str)

    def __init__(self, taken: Taken, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._taken, self._tekst, self._beheerder = taken, "", ""
        self._sleutel = QFrame()
        self._sleutel.setProperty("rol", "kaart")
        self._rooster = QGridLayout(self._sleutel)
        self._fout = label("", "fout")
        self.drukknop, self.knop = QPushButton("Afdrukken"), QPushButton("Ik heb het papier")
        self.knop.setProperty("rol", "hoofd")
        self.velden: dict[int, QLineEdit] = {}
        self._vragen = QGridLayout()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        for deel in (label(UITLEG), self._sleutel, self.drukknop, label(BEVESTIG)):
            kolom.addWidget(deel)
        kolom.addLayout(self._vragen)
        kolom.addWidget(self._fout)
        kolom.addWidget(self.knop)
        for knop in (self.drukknop, self.knop):
            # In a dialog Enter would press it.
            knop.setAutoDefault(False)
        self.drukknop.clicked.connect(self.druk)
        self.knop.clicked.connect(self.bevestig)

    def toon(self, beheerder: str) -> None:
        """Make a recovery key and show it; `beheerder` is who it is printed for."""
        self.leeg()
        self._tekst, self._beheerder = herstelsleutel.nieuw(), beheerder
        for nummer, groep in enumerate(self._tekst.split("-"), start=1):
            vak = QLabel(f"{nummer}.  <b>{groep}</b>")
            # Never on the clipboard.
            vak.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            # A reader would try to make a word of it.
            vak.setAccessibleName(f"Groepje {nummer}: {' '.join(groep)}")
            self._rooster.addWidget(vak, (nummer - 1) // KOLOMMEN, (nummer - 1) % KOLOMMEN)
        nummers = sorted(random.sample(range(1, herstelsleutel.GROEPEN + 1), AANTAL_VRAGEN))
        for rij, nummer in enumerate(nummers):
            self._vraag(rij, nummer)
        self.drukknop.setFocus()

    def _vraag(self, rij: int, nummer: int) -> None:
        veld = self.velden[nummer] = QLineEdit()
        veld.setAccessibleName(f"Typ groepje {nummer}")
        veld.returnPressed.connect(self.bevestig)
        naam = QLabel(f"Groepje {nummer}")
        naam.setBuddy(veld)
        self._vragen.addWidget(naam, rij, 0)
        self._vragen.addWidget(veld, rij, 1)

    def leeg(self) -> None:
        """Forget the key that is shown."""
        self._tekst = ""
        self._meld("")
        self.velden = {}
        for rooster in (self._rooster, self._vragen):
            while (plek := rooster.takeAt(0)) is not None:
                if (deel := plek.widget()) is not None:
                    deel.hide()
                    deel.deleteLater()

    @Slot()
    def druk(self) -> None:
        """Print the paper, from memory."""
        vandaag = datetime.now().astimezone().date()
        doe = partial(herstelblad, self._tekst, self._beheerder, vandaag)
        self._taken.start(doe, self._druk_pdf, self._mislukt, self)

    def _druk_pdf(self, pdf: bytes) -> None:
        druk_blad(pdf, self._taken, self, self._mislukt)

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout))

    @Slot()
    def bevestig(self) -> None:
        """Take the key when what was typed stands on the paper."""
        fout = [
            nummer
            for nummer, veld in self.velden.items()
            if not herstelsleutel.zelfde_groep(self._tekst, nummer, veld.text())
        ]
        if fout:
            self._meld(NIET_GELIJK.format(nummers=" en ".join(map(str, fout))))
            self.velden[fout[0]].setFocus()
            self.velden[fout[0]].selectAll()
            return
        self.bevestigd.emit(self._tekst)

    def typ_over(self) -> None:
        """Confirm without a person, for the smoke test."""
        for nummer, veld in self.velden.items():
            veld.setText(self._tekst.split("-")[nummer - 1])
        self.bevestig()

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))
