"""Hand debt help over to the debt counsellors: choose days and a file, and read what could not go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.schuldhulpplek import Overdrachtsopdracht, Schuldhulpplek
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.intake.invoer import lees_datum, toon_datum
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.uitwisseling.ddas.overdracht import Overdracht

UITLEG = (
    "Maak een bestand (DDAS 1.0) van de schuldhulp die in deze dagen liep, voor het systeem van de eigen "
    "schuldhulpverlening. Er staan persoonsgegevens in: bewaar het alleen waar dat mag. Alleen wie daar "
    "toestemming voor gaf gaat mee."
)
BEZIG = "Het bestand wordt gemaakt..."
NAMEN = ("Eerste dag", "Laatste dag")


class Overdrachtvenster(QDialog):
    """The report stays on the screen, and stands beside the file."""

    def __init__(self, werkblad: Werkblad, plek: Schuldhulpplek, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._plek = werkblad, plek
        self.setWindowTitle("Schuldhulp overdragen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 520)
        self.velden = {naam: QLineEdit() for naam in NAMEN}
        self.knop, self.melding = QPushButton("Kies een bestand en draag over..."), label("")
        self.verslag = QPlainTextEdit()
        self._bouw()
        for veld, dag in zip(self.velden.values(), _vorige_maand(_vandaag()), strict=True):
            veld.setText(toon_datum(dag.isoformat()))

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.addWidget(label("Schuldhulp overdragen", "tussenkop"))
        kolom.addWidget(label(UITLEG, "zacht"))
        rij = Vloei()
        for naam, veld in self.velden.items():
            veld.setAccessibleName(naam)
            veld.setPlaceholderText("1-11-2026")
            tekst = QLabel(f"&{naam}")
            tekst.setBuddy(veld)
            rij.addWidget(tekst)
            rij.addWidget(veld)
        kolom.addLayout(rij)
        kolom.addWidget(self.melding)
        self.melding.hide()
        self.verslag.setReadOnly(True)
        self.verslag.setTabChangesFocus(True)
        self.verslag.setAccessibleName("Verslag van de overdracht")
        kolom.addWidget(self.verslag, 1)
        self.verslag.hide()
        kolom.addStretch()
        onder, sluit = QHBoxLayout(), QPushButton("Sluiten")
        self.knop.setProperty("rol", "hoofd")
        self.knop.setDefault(True)
        self.knop.clicked.connect(self.draag_over)
        sluit.clicked.connect(self.accept)
        onder.addStretch()
        onder.addWidget(sluit)
        onder.addWidget(self.knop)
        kolom.addLayout(onder)

    @Slot()
    def draag_over(self) -> None:
        """Ask for a file and write the hand-over there, on the worker."""
        try:
            van, tot = (self._lees(naam) for naam in NAMEN)
            pakket, instellingen = self.werkblad.pakket, self.werkblad.instellingen
        except InvoerFout as fout:
            self._mislukt(fout)
            return
        voorstel = f"overdracht-schuldhulp-{van}-{tot}.json"
        gekozen = QFileDialog.getSaveFileName(self, "Kies een bestand", voorstel, "DDAS (*.json)")[0]
        if gekozen:
            doel = Path(gekozen if gekozen.endswith(".json") else f"{gekozen}.json")
            opdracht = Overdrachtsopdracht(van, tot, pakket, instellingen, doel)
            self.knop.setEnabled(False)
            self._meld(BEZIG)
            doe = partial(self._plek.draag_over, opdracht, datetime.now(UTC))
            self.werkblad.taken.start(doe, partial(self._klaar, opdracht), self._mislukt, self)

    def _lees(self, naam: str) -> date:
        veld = self.velden[naam]
        zet_rol(veld, "", "fout")
        try:
            return date.fromisoformat(lees_datum(veld.text()))
        except InvoerFout as fout:
            zet_rol(veld, "ja", "fout")
            veld.setFocus()
            raise InvoerFout(f"{naam}: {fout}") from fout

    def _klaar(self, opdracht: Overdrachtsopdracht, gemaakt: Overdracht) -> None:
        self.knop.setEnabled(True)
        self._meld(
            f"{opdracht.doel.name} en {opdracht.verslag.name} bewaard in {opdracht.doel.parent.name}."
        )
        self.verslag.setPlainText(gemaakt.verslag())
        self.verslag.show()

    def _mislukt(self, fout: Exception) -> None:
        self.knop.setEnabled(True)
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.verslag.hide()
        self._meld(str(fout), "fout")

    def _meld(self, tekst: str, rol: str = "") -> None:
        self.melding.setText(tekst)
        self.melding.show()
        zet_rol(self.melding, rol)


def _vorige_maand(vandaag: date) -> tuple[date, date]:
    laatste = vandaag.replace(day=1) - timedelta(days=1)
    return laatste.replace(day=1), laatste


def _vandaag() -> date:
    return datetime.now().astimezone().date()
