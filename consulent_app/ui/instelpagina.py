"""The settings: who signs under which mandate, and addresses."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.dossiers import Instelregel, instelregels
from consulent_app.acties.werkplek import BEHEERDER_STELT_IN
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.editors import Rustlijst
from consulent_app.ui.kopiepaneel import Kopiepaneel
from consulent_app.ui.samenwerkpaneel import Samenwerkpaneel
from consulent_app.ui.werkblad import Werkblad

#: Which letters are shown as long as no dossier is open.
BEGIN = "heemskerk"


class Instelpagina(QScrollArea):
    """One line per setting, what is still empty on top; each is kept when its field is left.

    Who may not change them reads them.
    """

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.velden: dict[str, QLineEdit] = {}
        self.pakketkeuze, self._delen = Rustlijst(), QWidget()
        # It reads the folder with copies, and so is only made once the page is looked at.
        self._kopieen: Kopiepaneel | None = None
        self.samen: Samenwerkpaneel | None = None
        self._fout, self._uitleg = _label("", "fout"), _label(BEHEERDER_STELT_IN, "zacht")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bouw()

    def _bouw(self) -> None:
        binnen = QWidget()
        self._kolom = QVBoxLayout(binnen)
        self._kolom.setContentsMargins(24, 16, 24, 24)
        self._kolom.setSpacing(12)
        self._kolom.addWidget(_label("Instellingen", "kop"))
        self._kolom.addLayout(self._pakketrij())
        for deel in (self._uitleg, self._fout, self._delen):
            self._kolom.addWidget(deel)
        self._kolom.addStretch()
        self.setWidget(binnen)

    def _pakketrij(self) -> QHBoxLayout:
        self.pakketkeuze.setAccessibleName("Op de brieven van welke regels")
        self.pakketkeuze.gekozen.connect(self._toon)
        rij, label = QHBoxLayout(), _label("Op de brieven van", "tussenkop")
        label.setWordWrap(False)
        label.setBuddy(self.pakketkeuze)
        rij.addWidget(label)
        rij.addWidget(self.pakketkeuze)
        rij.addStretch()
        return rij

    @Slot()
    def ververs(self) -> None:
        """Show the settings of the package in hand."""
        if not self.pakketkeuze.count():
            for id_, naam in self.werkblad.van_nu.pakketten():
                self.pakketkeuze.addItem(naam, id_)
        pakket = self.werkblad.gesprek.pakket if self.werkblad.gesprek else BEGIN
        self.pakketkeuze.setCurrentIndex(self.pakketkeuze.findData(pakket))
        self._uitleg.setHidden(self._mag_wijzigen)
        self._toon()
        if self._kopieen is None:
            self._kopieen = Kopiepaneel(self.werkblad)
            self._kolom.insertWidget(self._kolom.count() - 1, self._kopieen)
        else:
            self._kopieen.ververs()
        if self.samen is None:
            self.samen = Samenwerkpaneel(self.werkblad)
            self._kolom.insertWidget(self._kolom.count() - 1, self.samen)
        else:
            self.samen.ververs()

    @Slot()
    def _toon(self) -> None:
        self.velden = {}
        delen = QWidget()
        kolom = QVBoxLayout(delen)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        for titel, regels in self._regels().items():
            if regels:
                kolom.addWidget(self._groep(titel, regels))
        oud, self._delen = self._delen, delen
        self._kolom.replaceWidget(oud, delen)
        oud.hide()
        oud.deleteLater()

    @property
    def _pakket(self) -> str:
        return str(self.pakketkeuze.currentData())

    def _regels(self) -> dict[str, list[Instelregel]]:
        self._meld("")
        try:
            map_ = self.werkblad.van_nu.pakketmap(self._pakket)
            regels = instelregels(map_, self.werkblad.instellingen_van(self._pakket))
        except ConsulentFout as fout:
            self._meld(str(fout))
            return {}
        leeg = [regel for regel in regels if regel.verplicht and not regel.waarde]
        rest = [regel for regel in regels if regel not in leeg]
        return {"Nog invullen": leeg, "Ingevuld of niet verplicht": rest}

    @property
    def _mag_wijzigen(self) -> bool:
        return self.werkblad.kast is not None and self.werkblad.kast.mag_instellen

    def _groep(self, titel: str, regels: list[Instelregel]) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        rooster = QGridLayout(paneel)
        rooster.setContentsMargins(16, 12, 16, 12)
        rooster.addWidget(_label(titel, "tussenkop"), 0, 0, 1, 2)
        for nummer, regel in enumerate(regels, start=1):
            veld = self.velden[regel.sleutel] = QLineEdit(regel.waarde)
            uitleg = regel.uitleg[:1].upper() + regel.uitleg[1:]
            veld.setAccessibleName(uitleg)
            leeg = "nog invullen" if self._mag_wijzigen else "nog niet ingevuld"
            veld.setPlaceholderText(leeg if regel.verplicht else "niet verplicht")
            veld.setReadOnly(not self._mag_wijzigen)
            veld.editingFinished.connect(partial(self._bewaar, regel))
            label = _label(uitleg)
            label.setBuddy(veld)
            rooster.addWidget(label, nummer, 0)
            rooster.addWidget(veld, nummer, 1)
        rooster.setColumnStretch(0, 2)
        rooster.setColumnStretch(1, 3)
        return paneel

    def _bewaar(self, regel: Instelregel) -> None:
        waarde, kast = self.velden[regel.sleutel].text().strip(), self.werkblad.kast
        if waarde == regel.waarde or kast is None:
            return
        bestand = self.werkblad.instellingenbestand(self._pakket)
        doe = partial(kast.bewaar_instelling, bestand, regel.sleutel, waarde)
        self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, _: object) -> None:
        self._meld("")
        self.werkblad.melding.emit("instelling opgeslagen")

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))


def _label(tekst: str, rol: str = "") -> QLabel:
    label = QLabel(tekst)
    label.setWordWrap(True)
    if rol:
        label.setProperty("rol", rol)
    return label
