"""Keys that sign rule packages: make the own one, and let that of another count."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.fouten import ConsulentFout
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.wachtwoordvelden import Wachtwoordvelden
from consulent_app.ui.werkblad import Werkblad
from consulent_app.uitwisseling.regelpakket.sleutels import Publiek

BREED = 70
MAKEN = (
    "Uw sleutel is een bestand dat alleen u hebt, met een eigen wachtwoord van minstens 12 tekens. Hij "
    "komt op naam van {naam}. Bewaar hem op een plek waar alleen u bij kunt."
)
VERTROUWEN = (
    "Vraag de ander om het bestand dat eindigt op .publiek. Bel daarna, laat de vingerafdruk voorlezen, "
    "en typ hem over."
)
GEEN_BESTAND = "Nog geen bestand gekozen."
GEMAAKT = "uw sleutel telt hier; geef {naam}.publiek aan andere werkplekken"
TELT = "de sleutel van {naam} telt nu hier"


class _Sleutelvenster(QDialog):
    """`klaar` when a key counts that did not before."""

    klaar = Signal()

    def __init__(self, werkblad: Werkblad, titel: str, knop: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.fout, self.knop, self.annuleer = label("", "fout"), QPushButton(knop), QPushButton("Annuleren")
        self.setWindowTitle(titel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * BREED)
        self.kolom = QVBoxLayout(self)
        self.kolom.setContentsMargins(20, 16, 20, 16)

    def _sluit_af(self) -> None:
        rij = QHBoxLayout()
        self.fout.hide()
        self.kolom.addWidget(self.fout)
        rij.addStretch()
        self.knop.setProperty("rol", "hoofd")
        for knop, doe in ((self.annuleer, self.reject), (self.knop, self.probeer)):
            knop.setAutoDefault(False)
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        self.kolom.addLayout(rij)

    def probeer(self) -> None:
        """Do what the window is for."""
        raise NotImplementedError

    def _gedaan(self, zin: str) -> None:
        self.werkblad.melding.emit(zin)
        self.klaar.emit()
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.knop.setEnabled(True)
        self.fout.setText(str(fout))
        self.fout.show()


class Sleutelmaker(_Sleutelvenster):
    """A password twice, and then where the key is kept."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(werkblad, "Eigen sleutel maken", "Maak en bewaar...", ouder)
        assert werkblad.kast is not None
        self.velden = Wachtwoordvelden()
        self.velden.klaar.connect(self.probeer)
        self.kolom.addWidget(label(MAKEN.format(naam=werkblad.kast.medewerker.naam)))
        self.kolom.addWidget(self.velden)
        self._sluit_af()

    @Slot()
    def probeer(self) -> None:
        """Ask where, and write both halves."""
        try:
            wachtwoord = self.velden.wachtwoord
        except ConsulentFout as fout:
            self._mislukt(fout)
            return
        kast = self.werkblad.kast
        assert kast is not None
        begin = Path.home() / f"{kast.medewerker.naam.replace(' ', '-').lower()}.sleutel"
        gekozen, _ = QFileDialog.getSaveFileName(self, "Bewaar uw sleutel", str(begin))
        if gekozen:
            self.knop.setEnabled(False)
            pad = Path(gekozen)
            doe = partial(kast.regels.maak_sleutel, pad, wachtwoord)
            self.werkblad.taken.start(doe, partial(self._gemaakt, pad.name), self._mislukt, self)

    def _gemaakt(self, naam: str, _: Publiek) -> None:
        self._gedaan(GEMAAKT.format(naam=naam))


class Sleutelvertrouwer(_Sleutelvenster):
    """The public half of another, with its fingerprint typed over."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(werkblad, "Sleutel vertrouwen", "Vertrouw deze sleutel", ouder)
        self.kies, self._gekozen = QPushButton("Kies het bestand..."), label(GEEN_BESTAND, "zacht")
        self.afdruk, onder, rij = QLineEdit(), label("&Vingerafdruk"), QHBoxLayout()
        self._bestand: Path | None = None
        self.kies.setAutoDefault(False)
        self.kies.clicked.connect(self._kies)
        rij.addWidget(self.kies)
        rij.addWidget(self._gekozen, 1)
        onder.setBuddy(self.afdruk)
        self.afdruk.setAccessibleName("Vingerafdruk")
        self.afdruk.setPlaceholderText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ12")
        self.afdruk.textChanged.connect(self._controleer)
        self.afdruk.returnPressed.connect(self.knop.click)
        self.kolom.addWidget(label(VERTROUWEN))
        self.kolom.addLayout(rij)
        self.kolom.addWidget(onder)
        self.kolom.addWidget(self.afdruk)
        self._sluit_af()
        self._controleer()

    @Slot()
    def _kies(self) -> None:
        pad, _ = QFileDialog.getOpenFileName(
            self, "Kies de publieke sleutel", str(Path.home()), "Publieke sleutel (*.publiek)"
        )
        if pad:
            self._bestand = Path(pad)
            self._gekozen.setText(self._bestand.name)
            self.afdruk.setFocus()
            self._controleer()

    @Slot()
    def _controleer(self, *_: object) -> None:
        self.knop.setEnabled(self._bestand is not None and bool(self.afdruk.text().strip()))

    @Slot()
    def probeer(self) -> None:
        """Let the key count when the fingerprint is right."""
        if self.werkblad.kast is not None and self._bestand is not None:
            self.knop.setEnabled(False)
            doe = partial(self.werkblad.kast.regels.vertrouw, self._bestand, self.afdruk.text())
            self.werkblad.taken.start(doe, self._telt, self._mislukt, self)

    def _telt(self, sleutel: Publiek) -> None:
        self._gedaan(TELT.format(naam=sleutel.naam))
