"""On the settings: couple this workplace to the others, see which there are, and let a new one in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.samenwerkbeeld import (
    Samenwerkbeeld,
    Sleutelbeeld,
    Werkplekbeeld,
    samenwerkbeeld,
)
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.toetreedstappen import ALLEEN, MEE, Stap
from consulent_app.ui.toetreedvenster import Toetreedvenster
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.werkblad import Werkblad

GEEN_BESTAND = "Nog geen bestand gekozen."
VERGELIJK = (
    "Een nieuwe werkplek leest pas mee als u haar toelaat. Bel degene die daar zit, laat het controlegetal "
    "voorlezen en vergelijk het met dat hieronder. Is het niet hetzelfde, laat haar dan niet toe."
)
ZONDER_SERVER = "Zonder server, met bestanden"
VRIJGEVEN = (
    "Is {wat} voorgoed weg: gestolen, stuk, of teruggezet?\n\nDe dossiers die daar lagen kunnen dan "
    "ergens anders worden besloten. Wat daar al is besloten en nooit is uitgewisseld, is hier niet bekend: "
    "dat kan dan nog een keer worden besloten. Doe dit dus niet als die werkplek nog terugkomt."
)
OPNIEUW = (
    "Kreeg deze werkplek een nieuwe uitnodiging, omdat zij geblokkeerd is, een kopie is van een andere "
    "computer, of de server anders te bereiken is? Koppel haar opnieuw. Alles wat hier staat blijft."
)
VERGELIJK_ORGANISATIE = (
    "Een dossier dat met toestemming wordt gedeeld, gaat op slot met de sleutel van {naam}. Bel een "
    "beheerder daar, laat het controlegetal van de organisatie voorlezen en vergelijk het met dat "
    "hieronder. Tot dan gaat er niets heen en weer. Is het niet hetzelfde, bevestig het dan niet."
)
HETZELFDE = "Het controlegetal is daar hetzelfde"


class Samenwerkpaneel(QFrame):
    """Who may not change settings sees which workplaces there are, and no more."""

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self.werkblad = werkblad
        self.setProperty("rol", "paneel")
        self.fout, self._binnen = label("", "fout"), QWidget()
        self.kies, self.koppel = QPushButton("Kies de uitnodiging..."), QPushButton("Koppel deze werkplek")
        self.code, self._gekozen = QLineEdit(), label(GEEN_BESTAND, "zacht")
        self.toelaten: dict[str, tuple[QCheckBox, QPushButton]] = {}
        self.bevestigen: dict[str, tuple[QCheckBox, QPushButton]] = {}
        self._bestand: Path | None = None
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(16, 12, 16, 12)
        self._kolom.addWidget(label("Samenwerken met andere werkplekken", "tussenkop"))
        self.fout.hide()
        self._kolom.addWidget(self.fout)
        self._kolom.addWidget(self._binnen)
        werkblad.uitwisselaar.uitgewisseld.connect(self.ververs)
        self.ververs()

    @Slot()
    def ververs(self, *_: object) -> None:
        """Look anew which workplaces there are."""
        if self.werkblad.kast is not None:
            doe = partial(samenwerkbeeld, self.werkblad.kast)
            self.werkblad.taken.start(doe, self._toon, self._mislukt, self)

    def _toon(self, beeld: Samenwerkbeeld) -> None:
        kast = self.werkblad.kast
        if kast is None:
            return
        binnen, self.toelaten, self.bevestigen = QWidget(), {}, {}
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(label(beeld.deze))
        if beeld.gekoppeld:
            self._toon_werkplekken(kolom, beeld, mag=kast.inrichting.mag)
        if beeld.gekoppeld and kast.inrichting.mag:
            kolom.addWidget(label(OPNIEUW, "zacht"))
        if kast.inrichting.mag:
            self._toon_koppelen(kolom)
        if kast.inrichting.mag and not beeld.met_server:
            self._toon_stappen(kolom, MEE if beeld.gekoppeld else ALLEEN)
        oud, self._binnen = self._binnen, binnen
        self._kolom.replaceWidget(oud, binnen)
        oud.hide()
        oud.deleteLater()

    # --- coupling ------------------------------------------------------------------------------------

    def _toon_koppelen(self, kolom: QVBoxLayout) -> None:
        self.kies, self.koppel = QPushButton("Kies de uitnodiging..."), QPushButton("Koppel deze werkplek")
        self.code, self._gekozen = QLineEdit(), label(GEEN_BESTAND, "zacht")
        self._bestand = None
        self.code.setAccessibleName("De code bij de uitnodiging")
        self.code.setPlaceholderText("ABCD EFGH JKMN PQRS")
        self.code.setMaximumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.code.textChanged.connect(self._controleer)
        self.code.returnPressed.connect(self.koppel.click)
        self.kies.clicked.connect(self._kies)
        self.koppel.clicked.connect(self._koppel)
        rij, code = QHBoxLayout(), label("De code")
        rij.addWidget(self.kies)
        rij.addWidget(self._gekozen, 1)
        kolom.addLayout(rij)
        code.setBuddy(self.code)
        for deel in (code, self.code):
            kolom.addWidget(deel)
        onder = QHBoxLayout()
        onder.addWidget(self.koppel)
        onder.addStretch()
        kolom.addLayout(onder)
        self._controleer()

    @Slot()
    def _kies(self) -> None:
        pad, _ = QFileDialog.getOpenFileName(self, "Kies de uitnodiging")
        if pad:
            self.kies_bestand(Path(pad))

    def kies_bestand(self, pad: Path) -> None:
        """Take this file for the invitation; the code comes next."""
        self._bestand = pad
        self._gekozen.setText(pad.name)
        self.code.setFocus()
        self._controleer()

    @Slot()
    def _controleer(self) -> None:
        self.koppel.setEnabled(self._bestand is not None and bool(self.code.text().strip()))

    @Slot()
    def _koppel(self) -> None:
        kast = self.werkblad.kast
        if kast is not None and self._bestand is not None:
            self.koppel.setEnabled(False)
            doe = partial(kast.delen.koppel, self._bestand, self.code.text())
            self.werkblad.taken.start(doe, self._is_gekoppeld, self._mislukt, self)

    def _is_gekoppeld(self, naam: str) -> None:
        self._meld("")
        self.werkblad.melding.emit(f"gekoppeld als {naam}; het uitwisselen begint vanzelf")
        self.ververs()
        self.werkblad.uitwisselaar.ververs()
        self.werkblad.uitwisselaar.wissel_nu()

    # --- without a server ----------------------------------------------------------------------------

    def _toon_stappen(self, kolom: QVBoxLayout, stappen: tuple[Stap, ...]) -> None:
        kolom.addWidget(label(ZONDER_SERVER, "tussenkop"))
        for stap in stappen:
            rij, knop = QVBoxLayout(), QPushButton(stap.knop)
            knop.setAccessibleDescription(stap.uitleg)
            knop.clicked.connect(partial(self._doe_stap, stap))
            rij.setSpacing(2)
            rij.addWidget(label(stap.uitleg, "zacht"))
            rij.addWidget(knop, 0, Qt.AlignmentFlag.AlignLeft)
            kolom.addLayout(rij)

    def _doe_stap(self, stap: Stap, *_: object) -> None:
        venster = Toetreedvenster(self.werkblad, stap, self.window())
        venster.klaar.connect(self.ververs)
        venster.klaar.connect(self.werkblad.uitwisselaar.ververs)
        venster.open()

    # --- the workplaces ------------------------------------------------------------------------------

    def _toon_werkplekken(self, kolom: QVBoxLayout, beeld: Samenwerkbeeld, *, mag: bool) -> None:
        kolom.addWidget(label(f"Controlegetal van deze werkplek: {beeld.controlegetal}"))
        if beeld.van_organisatie:
            kolom.addWidget(label(f"Controlegetal van deze organisatie: {beeld.van_organisatie}"))
        for sleutel in beeld.te_bevestigen if mag else ():
            kolom.addWidget(label(VERGELIJK_ORGANISATIE.format(naam=sleutel.naam), "zacht"))
            kolom.addLayout(self._bevestigrij(sleutel))
        if mag and any(plek.mag_toegelaten for plek in beeld.werkplekken):
            kolom.addWidget(label(VERGELIJK, "zacht"))
        for plek in beeld.werkplekken:
            kolom.addWidget(label(f"{plek.wat} · {plek.stand}"))
            if plek.is_ander and mag and beeld.met_server:
                kolom.addLayout(self._vrijgeefrij(plek))
            if plek.mag_toegelaten and mag:
                kolom.addLayout(self._toelaatrij(plek))

    def _vrijgeefrij(self, plek: Werkplekbeeld) -> QHBoxLayout:
        rij, knop = QHBoxLayout(), QPushButton("Beurten vrijgeven...")
        knop.setAccessibleName(f"Beurten vrijgeven van {plek.wat}")
        knop.setProperty("rol", "klein")
        knop.clicked.connect(partial(self._vraag_vrijgeven, plek))
        rij.setContentsMargins(16, 0, 0, 0)
        rij.addWidget(knop)
        rij.addStretch()
        return rij

    def _vraag_vrijgeven(self, plek: Werkplekbeeld, *_: object) -> None:
        vel = QMessageBox(self)
        vel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        vel.setIcon(QMessageBox.Icon.Warning)
        vel.setWindowTitle("Beurten vrijgeven")
        vel.setText(VRIJGEVEN.format(wat=plek.wat))
        knop = vel.addButton("Geef vrij", QMessageBox.ButtonRole.AcceptRole)
        vel.setDefaultButton(vel.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
        knop.clicked.connect(partial(self._geef_vrij, plek.apparaat))
        vel.open()

    def _geef_vrij(self, apparaat: str, *_: object) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.delen.maak_vrij, apparaat)
            self.werkblad.uitwisselaar.taken.start(doe, self._is_vrij, self._mislukt, self)

    def _is_vrij(self, aantal: int) -> None:
        self._meld("")
        hoeveel = "1 dossier is" if aantal == 1 else f"{aantal} dossiers zijn"
        self.werkblad.melding.emit(f"{hoeveel} vrij; wie het nodig heeft neemt het over")
        self.werkblad.uitwisselaar.wissel_nu()

    def _toelaatrij(self, plek: Werkplekbeeld) -> QHBoxLayout:
        knop = QPushButton("Toelaten")
        knop.setAccessibleName(f"{plek.wat} toelaten")
        knop.clicked.connect(partial(self._laat_toe, plek.apparaat))
        rij, vakje = _getalrij(plek.wat, plek.controlegetal, knop)
        self.toelaten[plek.apparaat] = (vakje, knop)
        return rij

    def _bevestigrij(self, sleutel: Sleutelbeeld) -> QHBoxLayout:
        knop = QPushButton("Bevestigen")
        knop.setAccessibleName(f"Sleutel van {sleutel.naam} bevestigen")
        knop.clicked.connect(partial(self._bevestig, sleutel.organisatie))
        rij, vakje = _getalrij(f"Sleutel van {sleutel.naam}", sleutel.controlegetal, knop)
        self.bevestigen[sleutel.organisatie] = (vakje, knop)
        return rij

    def _bevestig(self, organisatie: str, *_: object) -> None:
        kast = self.werkblad.kast
        if kast is not None:
            self.bevestigen[organisatie][1].setEnabled(False)
            doe = partial(kast.delen.bevestig, organisatie)
            self.werkblad.taken.start(doe, self._is_bevestigd, self._mislukt, self)

    def _is_bevestigd(self, _: object) -> None:
        self._meld("")
        self.werkblad.melding.emit("sleutel bevestigd; wat gedeeld mag worden gaat nu heen en weer")
        self.ververs()
        self.werkblad.uitwisselaar.wissel_nu()

    def _laat_toe(self, apparaat: str, *_: object) -> None:
        kast = self.werkblad.kast
        if kast is not None:
            self.toelaten[apparaat][1].setEnabled(False)
            doe = partial(kast.delen.laat_toe, apparaat)
            # On the thread of the exchange: a server may be slow.
            self.werkblad.uitwisselaar.taken.start(doe, self._is_toegelaten, self._mislukt, self)

    def _is_toegelaten(self, _: object) -> None:
        self._meld("")
        self.werkblad.melding.emit("toegelaten; die werkplek leest mee zodra zij uitwisselt")
        self.werkblad.uitwisselaar.wissel_nu()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout))
        self._controleer()
        for vakje, knop in (*self.toelaten.values(), *self.bevestigen.values()):
            knop.setEnabled(vakje.isChecked())

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))
        gebied = self._gebied()
        if tekst and gebied is not None:
            gebied.ensureWidgetVisible(self.fout)

    def _gebied(self) -> QScrollArea | None:
        ouder = self.parentWidget()
        while ouder is not None and not isinstance(ouder, QScrollArea):
            ouder = ouder.parentWidget()
        return ouder


def _getalrij(wat: str, controlegetal: str, knop: QPushButton) -> tuple[QHBoxLayout, QCheckBox]:
    """Return a row in which a button works once somebody says that the numbers are the same."""
    rij, vakje, tekst = QHBoxLayout(), QCheckBox(), f"{HETZELFDE}: {controlegetal}"
    vakje.setAccessibleName(f"{wat}: {tekst}")
    knop.setEnabled(False)
    vakje.toggled.connect(knop.setEnabled)
    rij.setContentsMargins(16, 0, 0, 0)
    rij.addWidget(vakje)
    rij.addWidget(Vakjestekst(tekst, vakje), 1)
    rij.addWidget(knop)
    return rij, vakje
