"""The social map: to whom residents are referred, as the gemeente wants them named."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.inrichtingen import BRON, als_kaartregel, nieuwe_kaartregel
from consulent_app.besluiten.inrichting import KAARTVELDEN, Kaartregel, fouten_in_kaartregel
from consulent_app.intake.leefgebieden import ONZEKER, Organisatie, Wegwijzer
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel

UITLEG = (
    "Naar deze organisaties wordt verwezen; hun naam en telefoonnummer staan op het overzicht van de "
    "inwoner. De eerste die een soort hulp geeft, krijgt de verwijzing; wat u zelf toevoegt, gaat voor."
)
HULP = "Waarmee helpen zij?"


class Kaartvenster(QDialog):
    """The list on the left, the organisation in hand on the right."""

    def __init__(self, werkblad: Werkblad, pakket: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._pakket = werkblad, pakket
        self.setWindowTitle("Sociale kaart")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 640)
        self.lijst, self._rechts = QListWidget(), QScrollArea()
        self.nieuw, self.melding = QPushButton("Nieuwe organisatie"), label("", "zacht")
        self.blad: Kaartblad | None = None
        self._bouw()
        self.ververs("")

    def _bouw(self) -> None:
        kolom, rij, links = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.addWidget(label("Sociale kaart", "tussenkop"))
        kolom.addWidget(label(UITLEG, "zacht"))
        self.lijst.setAccessibleName("Organisaties")
        self.lijst.setWordWrap(True)
        self.lijst.currentRowChanged.connect(self._kies)
        links.addWidget(self.lijst, 1)
        links.addWidget(self.nieuw)
        self.nieuw.setAutoDefault(False)
        if not self._mag:
            self.nieuw.hide()
        self.nieuw.clicked.connect(self._begin_nieuw)
        self._rechts.setWidgetResizable(True)
        rij.addLayout(links, 2)
        rij.addWidget(self._rechts, 3)
        kolom.addLayout(rij, 1)
        kolom.addWidget(self.melding)

    @property
    def _mag(self) -> bool:
        return self.werkblad.kast is not None and self.werkblad.kast.inrichting.mag

    @property
    def _wegwijzer(self) -> Wegwijzer:
        return self.werkblad.van_nu.wegwijzer(self._pakket)

    def ververs(self, id_: str) -> None:
        """Show the map of now, with this organisation in hand if it is there."""
        self.lijst.blockSignals(True)
        self.lijst.clear()
        for organisatie in self._wegwijzer.organisaties:
            regel = QListWidgetItem(_in_de_lijst(organisatie))
            regel.setData(Qt.ItemDataRole.UserRole, organisatie.id)
            self.lijst.addItem(regel)
        ids = [organisatie.id for organisatie in self._wegwijzer.organisaties]
        self.lijst.setCurrentRow(ids.index(id_) if id_ in ids else 0)
        self.lijst.blockSignals(False)
        self._kies(self.lijst.currentRow())

    @Slot(int)
    def _kies(self, rij: int) -> None:
        if 0 <= rij < len(self._wegwijzer.organisaties):
            organisatie = self._wegwijzer.organisaties[rij]
            eigen = self.werkblad.eigen_van(self._pakket).kaart
            self._toon(als_kaartregel(organisatie), organisatie, is_eigen=organisatie.id in eigen)

    @Slot()
    def _begin_nieuw(self) -> None:
        self._toon(nieuwe_kaartregel(self._wegwijzer), None, is_eigen=False)
        if self.blad is not None:
            self.blad.velden["naam"].setFocus()

    def _toon(self, regel: Kaartregel, organisatie: Organisatie | None, *, is_eigen: bool) -> None:
        self.melding.setText("")
        self.blad = Kaartblad(regel, organisatie, self._wegwijzer, mag=self._mag, is_eigen=is_eigen)
        self.blad.bewaard.connect(self._bewaar)
        self.blad.weggehaald.connect(self._haal_weg)
        wissel(self._rechts, self.blad)

    @Slot(object)
    def _bewaar(self, regel: Kaartregel) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.inrichting.zet_kaartregel, self._pakket, regel)
            self.werkblad.taken.start(doe, partial(self._klaar, regel.id), self._mislukt, self)

    @Slot(str)
    def _haal_weg(self, id_: str) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.inrichting.haal_kaartregel_weg, self._pakket, id_)
            self.werkblad.taken.start(doe, partial(self._klaar, id_), self._mislukt, self)

    def _klaar(self, id_: str, _: object) -> None:
        self.werkblad.neem_kaart()
        self.ververs(id_)
        self.melding.setText("Opgeslagen; vanaf nu wordt zo verwezen.")

    def _mislukt(self, fout: Exception) -> None:
        self.melding.setText(str(fout))


def _in_de_lijst(organisatie: Organisatie) -> str:
    if organisatie.bron == BRON:
        return f"{organisatie.naam} · zelf ingevuld"
    if organisatie.zekerheid == ONZEKER:
        return f"{organisatie.naam} · nog bevestigen"
    return f"{organisatie.naam} · nog aanvullen" if organisatie.nog_invullen else organisatie.naam


class Kaartblad(QFrame):
    """One organisation; `bewaard` carries it once all is good, `weggehaald` the id of an own one."""

    bewaard = Signal(object)
    weggehaald = Signal(str)

    def __init__(
        self, regel: Kaartregel, organisatie: Organisatie | None, wegwijzer: Wegwijzer, *, mag: bool,
        is_eigen: bool,
    ) -> None:  # fmt: skip
        super().__init__()
        self._regel, self._hulp = regel, wegwijzer.hulp
        self.setProperty("rol", "paneel")
        self.velden: dict[str, QLineEdit] = {}
        self.vinkjes: dict[str, QCheckBox] = {}
        self.fouten: dict[str, QLabel] = {}
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        if organisatie is not None and not is_eigen:
            kolom.addWidget(label(f"Uit de regels. Bron: {organisatie.bron}.", "zacht"))
        for naam, (uitleg, _) in KAARTVELDEN.items():
            self._zet_veld(kolom, naam, uitleg, mag=mag)
        self._zet_hulp(kolom, mag=mag)
        if mag:
            self._zet_knoppen(kolom, is_eigen=is_eigen)
        kolom.addStretch()

    def _zet_veld(self, kolom: QVBoxLayout, naam: str, uitleg: str, *, mag: bool) -> None:
        veld = self.velden[naam] = QLineEdit(getattr(self._regel, naam))
        veld.setCursorPosition(0)
        veld.setAccessibleName(uitleg)
        veld.setReadOnly(not mag)
        veld.textEdited.connect(partial(self._kijk, naam))
        kop = label(uitleg)
        kop.setBuddy(veld)
        kolom.addWidget(kop)
        kolom.addWidget(veld)
        self._zet_fout(kolom, naam)

    def _zet_hulp(self, kolom: QVBoxLayout, *, mag: bool) -> None:
        kolom.addWidget(label(HULP))
        rij = Vloei(gelijk=True)
        for soort, naam in self._hulp.items():
            vinkje = self.vinkjes[soort] = QCheckBox(naam)
            vinkje.setChecked(soort in self._regel.hulp)
            vinkje.setEnabled(mag)
            vinkje.toggled.connect(partial(self._kijk, "hulp"))
            rij.addWidget(vinkje)
        kolom.addLayout(rij)
        self._zet_fout(kolom, "hulp")

    def _zet_fout(self, kolom: QVBoxLayout, naam: str) -> None:
        self.fouten[naam] = label("", "fout")
        self.fouten[naam].hide()
        kolom.addWidget(self.fouten[naam])

    def _zet_knoppen(self, kolom: QVBoxLayout, *, is_eigen: bool) -> None:
        self.bewaar, self.weg = QPushButton("Bewaar"), QPushButton("Haal wat zelf is ingevuld weg")
        self.bewaar.setProperty("rol", "hoofd")
        self.bewaar.clicked.connect(self._klaar)
        self.weg.clicked.connect(self._haal_weg)
        if not is_eigen:
            self.weg.hide()
        rij = QHBoxLayout()
        for knop in (self.bewaar, self.weg):
            knop.setAutoDefault(False)
            rij.addWidget(knop)
        rij.addStretch()
        kolom.addLayout(rij)

    def _als_regel(self) -> Kaartregel:
        teksten = {naam: " ".join(veld.text().split()) for naam, veld in self.velden.items()}
        hulp = tuple(soort for soort, vinkje in self.vinkjes.items() if vinkje.isChecked())
        return Kaartregel(self._regel.id, hulp=hulp, **teksten)

    def _kijk(self, naam: str, *_: object) -> None:
        self._zeg(naam, fouten_in_kaartregel(self._als_regel(), self._hulp).get(naam, ""))

    def _zeg(self, naam: str, zin: str) -> None:
        self.fouten[naam].setText(zin)
        self.fouten[naam].setVisible(bool(zin))
        if naam in self.velden:
            zet_rol(self.velden[naam], "ja" if zin else "", "fout")
            self.velden[naam].setAccessibleDescription(zin)

    @Slot()
    def _klaar(self) -> None:
        regel = self._als_regel()
        fouten = fouten_in_kaartregel(regel, self._hulp)
        for naam in self.fouten:
            self._zeg(naam, fouten.get(naam, ""))
        if not fouten:
            self.bewaard.emit(regel)
        elif (eerste := next(iter(fouten))) in self.velden:
            self.velden[eerste].setFocus()

    @Slot()
    def _haal_weg(self) -> None:
        self.weggehaald.emit(self._regel.id)
