"""A package file as it came: what it changes is read first, and then it is released or installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.regelpakketten import Bekeken
from consulent_app.acties.regelplek import Geinstalleerd
from consulent_app.fouten import ConsulentFout
from consulent_app.ontleder import vandaag
from consulent_app.ui.tekenvelden import Tekenvelden, nog_nodig, schuifbaar
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel

LEEST = "Het pakket wordt gelezen..."
KOP = "{naam} {versie}"
WIE = "Ingevoerd door {door}: {wat}"
VRIJGEGEVEN = "{naam} is vrijgegeven; het kan nu worden geïnstalleerd"
GEINSTALLEERD = "{id} {versie} is geïnstalleerd; wie nu werkt krijgt het na opnieuw inloggen"


class _Pakketvenster(QDialog):
    """`klaar` when it was done."""

    klaar = Signal()

    def __init__(self, werkblad: Werkblad, pad: Path, titel: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self.pad = werkblad, pad
        self.bekeken: Bekeken | None = None
        self.kop, self.wie = label(pad.name, "tussenkop"), label("")
        self.gevolgen, self.fout = QPlainTextEdit(LEEST), label("", "fout")
        self.nodig = label("", "zacht")
        self.knop, self.annuleer = QPushButton(titel), QPushButton("Annuleren")
        self.setWindowTitle(titel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        binnen, self.buiten = QWidget(), QVBoxLayout(self)
        self.kolom = QVBoxLayout(binnen)
        self.buiten.addWidget(schuifbaar(binnen), 1)
        self._bouw()
        self.resize(ouder.size().boundedTo(QSize(900, 620)))
        assert werkblad.kast is not None
        bekijk = partial(werkblad.kast.bedragen.bekijk, pad, vandaag())
        werkblad.taken.start(bekijk, self._toon, self._mislukt, self)

    def _bouw(self) -> None:
        rij = QHBoxLayout()
        self.buiten.setContentsMargins(20, 16, 20, 16)
        self.kolom.setContentsMargins(0, 0, 8, 0)
        self.gevolgen.setReadOnly(True)
        self.gevolgen.setTabChangesFocus(True)
        self.gevolgen.setAccessibleName("Wat dit pakket verandert")
        self.gevolgen.setMinimumHeight(self.fontMetrics().height() * 5)
        for deel in (self.kop, self.wie):
            self.kolom.addWidget(deel)
        self.kolom.addWidget(self.gevolgen, 1)
        self._bouw_extra()
        self.fout.hide()
        self.buiten.addWidget(self.fout)
        rij.addWidget(self.nodig, 1)
        self.annuleer.setAutoDefault(False)
        self.annuleer.clicked.connect(self.reject)
        self.knop.setProperty("rol", "hoofd")
        self.knop.setEnabled(False)
        self.knop.setDefault(True)
        self.knop.clicked.connect(self.probeer)
        for knop in (self.annuleer, self.knop):
            rij.addWidget(knop)
        self.buiten.addLayout(rij)

    def _bouw_extra(self) -> None:
        """Put more fields below what is read, where they are needed."""

    def _toon(self, bekeken: Bekeken) -> None:
        self.bekeken = bekeken
        manifest = bekeken.bestand.manifest
        self.kop.setText(KOP.format(naam=manifest.naam, versie=manifest.versie))
        self.wie.setText(WIE.format(door=" en ".join(manifest.invoerders), wat=manifest.wat))
        self.gevolgen.setPlainText(bekeken.gevolgen)
        self._controleer()

    @Slot()
    def _controleer(self) -> None:
        self.nodig.setText(nog_nodig(self._mist()))
        self.knop.setEnabled(self.bekeken is not None and not self.nodig.text())

    def _mist(self) -> list[str]:
        return []

    def _doe(self) -> Callable[[], Any]:
        raise NotImplementedError

    def _zin(self, gedaan: Any) -> str:
        raise NotImplementedError

    @Slot()
    def probeer(self) -> None:
        """Do it on the worker."""
        if self.werkblad.kast is not None and self.bekeken is not None:
            self.knop.setEnabled(False)
            self.werkblad.taken.start(self._doe(), self._gedaan, self._mislukt, self)

    def _gedaan(self, gedaan: Any) -> None:
        self.werkblad.melding.emit(self._zin(gedaan))
        self.klaar.emit()
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        if self.bekeken is None:
            self.gevolgen.clear()
        self.fout.setText(str(fout))
        self.fout.show()
        self._controleer()


class Vrijgavevenster(_Pakketvenster):
    """Sign for what another entered."""

    def __init__(self, werkblad: Werkblad, pad: Path, ouder: QWidget) -> None:
        self.tekenen = Tekenvelden()
        super().__init__(werkblad, pad, "Geef vrij", ouder)

    def _bouw_extra(self) -> None:
        self.tekenen.gewijzigd.connect(self._controleer)
        self.kolom.addWidget(self.tekenen)

    def _mist(self) -> list[str]:
        return self.tekenen.mist

    def _doe(self) -> Callable[[], Path]:
        kast = self.werkblad.kast
        assert kast is not None
        assert self.bekeken is not None
        return partial(
            _geef_vrij, partial(kast.bedragen.geef_vrij, self.bekeken, self.pad), self.tekenen.opener()
        )

    def _zin(self, gedaan: Path) -> str:
        return VRIJGEGEVEN.format(naam=gedaan.name)


class Installatievenster(_Pakketvenster):
    """Let a released package count here."""

    def __init__(self, werkblad: Werkblad, pad: Path, ouder: QWidget) -> None:
        super().__init__(werkblad, pad, "Installeer", ouder)

    def _doe(self) -> Callable[[], Geinstalleerd]:
        kast = self.werkblad.kast
        assert kast is not None
        return partial(kast.regels.installeer, self.pad, vandaag())

    def _zin(self, gedaan: Geinstalleerd) -> str:
        return GEINSTALLEERD.format(id=gedaan.id, versie=gedaan.versie)


def _geef_vrij(geef_vrij: Callable[[Sleutel], Path], open_sleutel: Callable[[], Sleutel]) -> Path:
    return geef_vrij(open_sleutel())
