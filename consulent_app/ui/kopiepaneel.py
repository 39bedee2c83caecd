"""On the settings: which reservekopie is the last, where they go, and the way to make or put back one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout

from consulent_app.acties import reservekopie
from consulent_app.acties.reservekopie import Stand
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad


class Kopiepaneel(QFrame):
    """One block; it reads the folder on the worker, as that may be on the network."""

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self.werkblad = werkblad
        self.setProperty("rol", "paneel")
        self.laatste, self.waar = label("Even kijken..."), label("")
        self.waarschuwing, self.fout = label(""), label("", "fout")
        self.maak, self.kies = QPushButton("Nu een reservekopie maken"), QPushButton("Andere map...")
        self.terug = QPushButton("Een reservekopie terugzetten...")
        self._bouw()
        werkblad.kopieerder.veranderd.connect(self.ververs)
        self.ververs()

    def _bouw(self) -> None:
        kolom, rij = QVBoxLayout(self), Vloei()
        kolom.setContentsMargins(16, 12, 16, 12)
        for deel in (
            label("Reservekopie", "tussenkop"),
            self.laatste,
            self.waar,
            self.waarschuwing,
            self.fout,
        ):
            kolom.addWidget(deel)
        doen = (self._maak, self._kies, self.werkblad.toon_herstel.emit)
        for knop, doe in zip((self.maak, self.kies, self.terug), doen, strict=True):
            knop.clicked.connect(partial(_zonder_argumenten, doe))
            rij.addWidget(knop)
        kolom.addLayout(rij)

    @Slot()
    def ververs(self) -> None:
        """Show how the copies are doing now."""
        self.maak.setEnabled(True)
        self.kies.setVisible(self.werkblad.kast is not None and self.werkblad.kast.inrichting.mag)
        self._meld(self.werkblad.kopieerder.fout)
        doe = partial(reservekopie.stand, self.werkblad.map)
        self.werkblad.kopieerder.taken.start(doe, self._toon, eigenaar=self)

    def _toon(self, stand: Stand) -> None:
        laatste = "Er is nog geen reservekopie."
        if stand.kopieen:
            laatste = f"De laatste is van {reservekopie.in_woorden(stand.kopieen[0].gemaakt)}."
        self.laatste.setText(
            f"{laatste} Elke dag dat u werkt komt er een bij; die van veertien dagen blijven."
        )
        self.waar.setText(f"Ze staan versleuteld in {stand.map}.")
        self.waarschuwing.setText(stand.waarschuwing)
        self.waarschuwing.setVisible(bool(stand.waarschuwing))

    def _maak(self) -> None:
        self.maak.setEnabled(False)
        self.laatste.setText("Bezig met een reservekopie; u kunt doorwerken.")
        self.werkblad.kopieerder.kopie_nu()

    def _kies(self) -> None:
        if map_ := QFileDialog.getExistingDirectory(self, "Kies een map voor de reservekopieën"):
            self.kies_map(Path(map_))

    def kies_map(self, map_: Path) -> None:
        """Keep the copies there from now on."""
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.kies_kopiemap, map_)
            self.werkblad.kopieerder.taken.start(doe, self._gekozen, self._mislukt, self)

    def _gekozen(self, blijft_staan: str) -> None:
        self.ververs()
        self._meld(blijft_staan or self.fout.text())

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))


def _zonder_argumenten(doe: Callable[[], object], *_: object) -> None:
    doe()
