"""Make a signed package of what was entered: its version and end, why, and what changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.bedragblad import Bedragblad, Pakketstand
from consulent_app.acties.bedraginvoer import getypte_dag
from consulent_app.acties.bedragplek import Inpakopdracht
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.intake.invoer import lees_datum
from consulent_app.ui.tekenvelden import Tekenvelden, nog_nodig, schuifbaar
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel

UITLEG = (
    "U tekent voor wat u invoerde. Daarna kijkt een andere beheerder het bestand na en geeft het vrij; "
    "pas dan kan het worden geïnstalleerd."
)
REKENT = "Wordt uitgerekend..."
GEDAAN = "{naam} is getekend; laat nu een ander het nakijken en vrijgeven"


class Inpakvenster(QDialog):
    """Asks for a folder at the end, and writes the package there."""

    def __init__(self, werkblad: Werkblad, blad: Bedragblad, stand: Pakketstand, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self.blad, self.stand = werkblad, blad, stand
        self.versie = QLineEdit(stand.versievoorstel)
        self.tot = QLineEdit(getypte_dag(stand.eindvoorstel))
        self.wat, self.tekenen = QLineEdit(), Tekenvelden()
        self.verschil, self.fout = QPlainTextEdit(REKENT), label("", "fout")
        self.nodig = label("", "zacht")
        self.knop, self.annuleer = QPushButton("Teken en bewaar..."), QPushButton("Annuleren")
        self.setWindowTitle(f"{stand.pakket.naam} inpakken")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bouw()
        self.resize(ouder.size().boundedTo(QSize(960, 680)))
        self._controleer()
        werkblad.taken.start(self._reken, self.verschil.setPlainText, self._mislukt, self)
        self.wat.setFocus()

    def _bouw(self) -> None:
        buiten, binnen = QVBoxLayout(self), QWidget()
        buiten.setContentsMargins(20, 16, 20, 16)
        buiten.addWidget(schuifbaar(binnen), 1)
        buiten.addWidget(self.fout)
        buiten.addLayout(self._bouw_knoppen())
        kolom, rij = QVBoxLayout(binnen), QHBoxLayout()
        kolom.setContentsMargins(0, 0, 8, 0)
        kolom.addWidget(label(UITLEG, "zacht"))
        self.wat.setPlaceholderText("Bijstandsnormen per 1 januari 2027")
        kolom.addLayout(_onder("Wat er verandert, in &gewone woorden", self.wat))
        rij.addLayout(_onder("Ver&sie", self.versie))
        rij.addLayout(_onder("Geldt tot en &met", self.tot))
        kolom.addLayout(rij)
        self.verschil.setReadOnly(True)
        self.verschil.setTabChangesFocus(True)
        self.verschil.setAccessibleName("Wat dit pakket anders zegt")
        self.verschil.setMinimumHeight(self.fontMetrics().height() * 5)
        kolom.addWidget(self.verschil, 1)
        kolom.addWidget(self.tekenen)
        for veld in (self.wat, self.versie, self.tot):
            veld.textChanged.connect(self._controleer)
        self.tekenen.gewijzigd.connect(self._controleer)

    def _bouw_knoppen(self) -> QHBoxLayout:
        rij = QHBoxLayout()
        rij.addWidget(self.nodig, 1)
        self.annuleer.setAutoDefault(False)
        self.annuleer.clicked.connect(self.reject)
        self.knop.setProperty("rol", "hoofd")
        self.knop.setDefault(True)
        self.knop.clicked.connect(self.pak_in)
        for knop in (self.annuleer, self.knop):
            rij.addWidget(knop)
        return rij

    def _reken(self) -> str:
        """On the worker: what changes in words, and for whom."""
        gevolgen = self.blad.totaal(self.stand)
        regels = [f"- {g.huishouden}: {g.regeling}: nu {g.was}, straks {g.wordt}" for g in gevolgen.anders]
        woorden = self.stand.verschil(self.stand.eindvoorstel)
        return "\n".join([woorden, "", gevolgen.in_woorden, *regels])

    @Slot()
    def _controleer(self) -> None:
        try:
            self._opdracht()
        except InvoerFout as fout:
            self._meld(str(fout))
            self.knop.setEnabled(False)
        else:
            self._meld("")
            woorden = [] if self.wat.text().strip() else ["wat er verandert"]
            self.nodig.setText(nog_nodig([*woorden, *self.tekenen.mist]))
            self.knop.setEnabled(not self.nodig.text())

    def _opdracht(self) -> Inpakopdracht:
        tot = date.fromisoformat(lees_datum(self.tot.text()))
        opdracht = Inpakopdracht(self.stand, self.versie.text().strip(), tot, self.wat.text())
        opdracht.keur()
        return opdracht

    @Slot()
    def pak_in(self) -> None:
        """Ask for a folder, and put the signed package there."""
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor het regelpakket")
        if map_ and self.werkblad.kast is not None:
            self.knop.setEnabled(False)
            pak_in = partial(self.werkblad.kast.bedragen.pak_in, self._opdracht())
            doe = partial(_teken, pak_in, self.tekenen.opener(), Path(map_))
            self.werkblad.taken.start(doe, self._gedaan, self._mislukt, self)

    def _gedaan(self, pad: Path) -> None:
        self.werkblad.melding.emit(GEDAAN.format(naam=pad.name))
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._controleer()
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))


def _teken(
    pak_in: Callable[[Sleutel, Path], Path], open_sleutel: Callable[[], Sleutel], map_: Path
) -> Path:
    return pak_in(open_sleutel(), map_)


def _onder(naam: str, veld: QLineEdit) -> QVBoxLayout:
    kolom, erboven = QVBoxLayout(), label(naam)
    erboven.setWordWrap(False)
    erboven.setBuddy(veld)
    veld.setAccessibleName(naam.replace("&", ""))
    kolom.setSpacing(2)
    kolom.addWidget(erboven)
    kolom.addWidget(veld)
    return kolom
