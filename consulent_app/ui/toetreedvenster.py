"""One step to come together without a server: what it asks for, and the number that is read out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.samenwerkbeeld import ORGANISATIES
from consulent_app.acties.toetreden import Kaart, Wie
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.bestandvenster import SOORT_BESTAND
from consulent_app.ui.editors import Keuzelijst
from consulent_app.ui.toetreedstappen import LEES_VOOR, Stap
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad
from consulent_app.uitwisseling.overdracht.openbaar import TOELATING

TEKENS_BREED = 80
GEEN_BESTAND = "Nog geen bestand gekozen."


class Toetreedvenster(QDialog):
    """`klaar` when it is done. The number in a file is not shown: it has to come from somebody's voice."""

    klaar = Signal()

    def __init__(self, werkblad: Werkblad, stap: Stap, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._stap = werkblad, stap
        self.setWindowTitle(stap.knop.removesuffix("..."))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.naam, self.organisatie = QLineEdit(), Keuzelijst(_keuzen(), leeg="Kies de organisatie")
        self.kies, self.wie = QPushButton("Kies het bestand..."), label(GEEN_BESTAND, "zacht")
        self.getal, self.fout = QLineEdit(), label("", "fout")
        self.knop, self.sluiten = QPushButton("Verder"), QPushButton("Annuleren")
        self._bestand: Path | None = None
        self._vragen = QWidget()
        self._bouw()
        self._controleer()
        self.resize(self.fontMetrics().averageCharWidth() * TEKENS_BREED, 0)

    def _bouw(self) -> None:
        self._kolom, onder = QVBoxLayout(self), QHBoxLayout()
        self._kolom.setContentsMargins(20, 16, 20, 16)
        self.fout.hide()
        vragen = QVBoxLayout(self._vragen)
        vragen.setContentsMargins(0, 0, 0, 0)
        vragen.addWidget(label(self._stap.uitleg, "zacht"))
        if self._stap.vraagt_naam:
            self._vraag_naam(vragen)
        if self._stap.leest:
            self._vraag_bestand(vragen)
        for deel in (self._vragen, self.fout):
            self._kolom.addWidget(deel)
        self._kolom.addStretch()
        self.knop.setText("Kies een map en maak het bestand..." if self._stap.schrijft else "Verder")
        self.knop.setProperty("rol", "hoofd")
        self.knop.setDefault(True)
        self.knop.clicked.connect(self._verder)
        self.sluiten.setAutoDefault(False)
        self.sluiten.clicked.connect(self.close)
        onder.addStretch()
        for knop in (self.sluiten, self.knop):
            onder.addWidget(knop)
        self._kolom.addLayout(onder)

    def _vraag_naam(self, kolom: QVBoxLayout) -> None:
        kop = label("Naam van deze werkplek")
        kop.setBuddy(self.naam)
        self.naam.setPlaceholderText("Balie 2")
        self.naam.setAccessibleName("Naam van deze werkplek")
        self.organisatie.noem("Van welke organisatie")
        self.naam.textChanged.connect(self._controleer)
        self.organisatie.gewijzigd.connect(self._controleer)
        for deel in (kop, self.naam, self.organisatie):
            kolom.addWidget(deel)

    def _vraag_bestand(self, kolom: QVBoxLayout) -> None:
        kop = label("Het controlegetal dat u wordt voorgelezen")
        kop.setBuddy(self.getal)
        self.getal.setPlaceholderText("1234 5678 1234 5678")
        self.getal.setAccessibleName("Het controlegetal dat u wordt voorgelezen")
        self.getal.textChanged.connect(self._controleer)
        self.kies.setAutoDefault(False)
        self.kies.clicked.connect(self._kies)
        rij = QHBoxLayout()
        rij.addWidget(self.kies)
        rij.addWidget(self.wie, 1)
        kolom.addLayout(rij)
        for deel in (kop, self.getal):
            kolom.addWidget(deel)

    @Slot()
    def _controleer(self, *_: object) -> None:
        naam = bool(self.naam.text().strip()) and self.organisatie.waarde is not None
        bestand = self._bestand is not None and bool(self.getal.text().strip())
        self.knop.setEnabled((naam or not self._stap.vraagt_naam) and (bestand or not self._stap.leest))

    # --- the file ------------------------------------------------------------------------------------

    @Slot()
    def _kies(self) -> None:
        pad, _ = QFileDialog.getOpenFileName(self, "Kies het bestand", "", SOORT_BESTAND)
        kast = self.werkblad.kast
        if not pad or kast is None:
            return
        self._meld("")
        self._bestand = Path(pad)
        if self._stap.leest == TOELATING:
            self._toon_wie(None)
        else:
            doe = partial(kast.overdracht.wie_is, self._bestand, self._stap.leest)
            self.werkblad.taken.start(doe, self._toon_wie, self._ander_bestand, self)

    def _toon_wie(self, wie: Wie | None) -> None:
        """Say of whom it says to be; a toelating opens only at the workplace that it is for."""
        assert self._bestand is not None
        van = ORGANISATIES[wie.organisatie] if wie else ""
        zegt = f"{wie.naam}, van {van}" if wie and wie.naam else f"Van {van}" if wie else ""
        self.wie.setText(f"{zegt} ({self._bestand.name})" if zegt else self._bestand.name)
        self.getal.setFocus()
        self._controleer()

    def _ander_bestand(self, fout: Exception) -> None:
        self._bestand = None
        self.wie.setText(GEEN_BESTAND)
        self._mislukt(fout)

    # --- doing it ------------------------------------------------------------------------------------

    @Slot()
    def _verder(self) -> None:
        kast, wat = self.werkblad.kast, list[Any]()
        if self._stap.vraagt_naam:
            wat += [self.naam.text(), self.organisatie.waarde]
        if self._stap.leest:
            wat += [self._bestand, self.getal.text()]
        if self._stap.schrijft:
            map_ = QFileDialog.getExistingDirectory(self, "Kies een map of stick voor het bestand")
            if not map_:
                return
            wat.append(Path(map_))
        if kast is not None:
            self._meld("")
            self.knop.setEnabled(False)
            doe = partial(self._stap.doe, kast.overdracht, *wat)
            self.werkblad.taken.start(doe, self._is_gedaan, self._mislukt, self)

    def _is_gedaan(self, uitkomst: object) -> None:
        self.klaar.emit()
        if isinstance(uitkomst, Kaart):
            self._toon_kaart(uitkomst)
        else:
            self.werkblad.melding.emit(self._stap.gedaan(uitkomst))
            self.accept()

    def _toon_kaart(self, kaart: Kaart) -> None:
        """Show the number as long as it is read out."""
        self._vragen.hide()
        self.knop.hide()
        getal = label(kaart.controlegetal, "groot")
        getal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        # A reader would make numbers of four digits of it.
        getal.setAccessibleName(f"Controlegetal: {' '.join(kaart.controlegetal.replace(' ', ''))}")
        waar = f"{kaart.pad.name} staat in {kaart.pad.parent.name or kaart.pad.parent}."
        for plek, deel in enumerate((label(waar), label(LEES_VOOR), getal)):
            self._kolom.insertWidget(plek, deel)
            # Else it counts for the height only at the next turn of the loop.
            deel.show()
        self.sluiten.setText("Sluiten")
        self._pas_hoogte()
        getal.setFocus()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{waar} {LEES_VOOR}"))

    def showEvent(self, gebeurtenis: QShowEvent) -> None:
        super().showEvent(gebeurtenis)
        self._pas_hoogte()

    def _pas_hoogte(self) -> None:
        """Be as high as the texts ask: Qt counts each as if it were one line."""
        self._kolom.activate()
        self.resize(self.width(), max(self.height(), self._kolom.totalHeightForWidth(self.width())))

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout))
        self._controleer()

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))
        self._pas_hoogte()
        if tekst:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))


def _keuzen() -> dict[str, str]:
    return {wie: naam[:1].upper() + naam[1:] for wie, naam in ORGANISATIES.items()}
