"""The packages in which amounts come: which stand here, release and install one, and whose keys count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.pakketbeeld import Pakketbeeld, pakketbeelden
from consulent_app.acties.regelpakketten import zelfde_mens
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.pakketvenster import Installatievenster, Vrijgavevenster
from consulent_app.ui.sleutelvensters import Sleutelmaker, Sleutelvertrouwer
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel
from consulent_app.uitwisseling.regelpakket.sleutels import Publiek

VIER_OGEN = (
    "Wie bedragen invoert tekent het pakket. Een ander kijkt het na en geeft het vrij. Daarna installeert "
    "u het op elke werkplek."
)
GEEN_SLEUTELS = "Er telt hier nog geen sleutel. Maak uw eigen sleutel, en vertrouw die van de ander."
SLEUTELS = "Een pakket komt er alleen in met de handtekening van twee mensen van wie de sleutel hier telt."
INTREKKEN = "Telt de sleutel van {naam} hier niet meer? Wat ermee is geïnstalleerd blijft."
IN_GEBRUIK = "{naam} {versie} · in gebruik"
SOORT = "Regelpakket (*.regelpakket)"


class Pakketpaneel(QScrollArea):
    """`geinstalleerd` when other rules stand here."""

    geinstalleerd = Signal()

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad, self._fout = werkblad, label("", "fout")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @Slot()
    def ververs(self) -> None:
        """Look anew what stands here."""
        if self.werkblad.kast is not None:
            self.werkblad.taken.start(self._lees, self._toon, self._mislukt, self)

    def _lees(self) -> tuple[Sequence[Pakketbeeld], Sequence[Publiek]]:
        kast = self.werkblad.kast
        assert kast is not None
        return pakketbeelden(kast.regels.pakketten()), kast.regels.sleutels()

    def _toon(self, gelezen: tuple[Sequence[Pakketbeeld], Sequence[Publiek]]) -> None:
        if self.werkblad.kast is None:
            return
        beelden, sleutels = gelezen
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._fout = label("", "fout")
        self._fout.hide()
        kolom.addWidget(self._fout)
        kolom.addWidget(self._werk())
        kolom.addWidget(self._sleutels(sleutels))
        kolom.addWidget(label("Wat hier staat", "tussenkop"))
        for beeld in beelden:
            kolom.addWidget(_kaart(beeld))
        kolom.addStretch()
        wissel(self, binnen)

    def _werk(self) -> QFrame:
        rij = Vloei()
        for naam, doe in (
            ("Regelpakket nakijken en vrijgeven...", self.geef_vrij),
            ("Regelpakket installeren...", self.installeer),
        ):
            rij.addWidget(_knop(naam, doe))
        return _paneel(label(VIER_OGEN, "zacht"), rij)

    def _sleutels(self, sleutels: Sequence[Publiek]) -> QFrame:
        assert self.werkblad.kast is not None
        ik, rij = self.werkblad.kast.medewerker.naam, Vloei()
        if not any(zelfde_mens(sleutel.naam, ik) for sleutel in sleutels):
            rij.addWidget(_knop("Eigen sleutel maken...", partial(self._open, Sleutelmaker)))
        rij.addWidget(_knop("Sleutel van een ander vertrouwen...", partial(self._open, Sleutelvertrouwer)))
        delen = [self._sleutelrij(sleutel) for sleutel in sleutels]
        uitleg = label(SLEUTELS if sleutels else GEEN_SLEUTELS, "zacht")
        return _paneel(label("Sleutels die hier tellen", "tussenkop"), uitleg, *delen, rij)

    def _sleutelrij(self, sleutel: Publiek) -> QHBoxLayout:
        rij, knop = QHBoxLayout(), QPushButton("Intrekken...")
        knop.setProperty("rol", "klein")
        knop.setAccessibleName(f"Sleutel van {sleutel.naam} intrekken")
        knop.clicked.connect(partial(self._vraag_intrekken, sleutel))
        rij.addWidget(label(f"{sleutel.naam}\nVingerafdruk {sleutel.vingerafdruk}"), 1)
        rij.addWidget(knop)
        return rij

    # --- what is done --------------------------------------------------------------------------------

    @Slot()
    def geef_vrij(self, *_: object) -> None:
        """Choose what another entered, and look at it."""
        if pad := self._kies("Kies het pakket dat een ander invoerde"):
            venster = Vrijgavevenster(self.werkblad, pad, self.window())
            venster.klaar.connect(self.ververs)
            venster.open()

    @Slot()
    def installeer(self, *_: object) -> None:
        """Choose a released package, and look at it."""
        if pad := self._kies("Kies het vrijgegeven pakket"):
            venster = Installatievenster(self.werkblad, pad, self.window())
            venster.klaar.connect(self.ververs)
            venster.klaar.connect(self.geinstalleerd)
            venster.open()

    def _kies(self, titel: str) -> Path | None:
        pad, _ = QFileDialog.getOpenFileName(self, titel, str(Path.home()), SOORT)
        return Path(pad) if pad else None

    def _open(self, soort: type[Sleutelmaker | Sleutelvertrouwer], *_: object) -> None:
        venster = soort(self.werkblad, self.window())
        venster.klaar.connect(self.ververs)
        venster.open()

    def _vraag_intrekken(self, sleutel: Publiek, *_: object) -> None:
        vel = QMessageBox(self)
        vel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        vel.setIcon(QMessageBox.Icon.Warning)
        vel.setWindowTitle("Sleutel intrekken")
        vel.setText(INTREKKEN.format(naam=sleutel.naam))
        knop = vel.addButton("Trek in", QMessageBox.ButtonRole.AcceptRole)
        vel.setDefaultButton(vel.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
        knop.clicked.connect(partial(self._trek_in, sleutel))
        vel.open()

    def _trek_in(self, sleutel: Publiek, *_: object) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.regels.trek_in, sleutel.vingerafdruk)
            self.werkblad.taken.start(doe, self._ingetrokken, self._mislukt, self)

    def _ingetrokken(self, sleutel: Publiek) -> None:
        self.werkblad.melding.emit(f"de sleutel van {sleutel.naam} telt hier niet meer")
        self.ververs()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._fout.setText(str(fout))
        self._fout.show()


def _kaart(beeld: Pakketbeeld) -> QFrame:
    kop = IN_GEBRUIK if beeld.in_gebruik else IN_GEBRUIK.partition(" · ")[0]
    regels = [label(regel) for regel in (beeld.wat, beeld.door) if regel]
    geldt = [label(beeld.geldt, "zacht")] if beeld.geldt else []
    return _paneel(label(kop.format(naam=beeld.naam, versie=beeld.versie), "tussenkop"), *regels, *geldt)


def _knop(naam: str, doe: object) -> QPushButton:
    knop = QPushButton(naam)
    knop.clicked.connect(doe)
    return knop


def _paneel(*delen: object) -> QFrame:
    paneel = QFrame()
    paneel.setProperty("rol", "paneel")
    kolom = QVBoxLayout(paneel)
    kolom.setContentsMargins(16, 12, 16, 12)
    for deel in delen:
        if isinstance(deel, QWidget):
            kolom.addWidget(deel)
        else:
            kolom.addLayout(deel)  # type: ignore[arg-type]
    return paneel
