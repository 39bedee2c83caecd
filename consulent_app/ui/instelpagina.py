"""The settings: who signs under which mandate, addresses, logos, languages, and who helps residents."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.inrichtingen import Inleesbeeld, bekijk
from consulent_app.acties.instelbeeld import KOPPEN, TALEN, Instelbeeld, Instelgroep, instelbeeld
from consulent_app.acties.instelplek import BEHEERDER_STELT_IN
from consulent_app.besluiten.delen import ORGANISATIES
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.briefkopvenster import Briefkopvenster
from consulent_app.ui.editors import Rustlijst
from consulent_app.ui.inleesvenster import Inleesvenster
from consulent_app.ui.instelveld import Instelveld
from consulent_app.ui.kaartvenster import Kaartvenster
from consulent_app.ui.kopiepaneel import Kopiepaneel
from consulent_app.ui.logokiezer import Logokiezer
from consulent_app.ui.samenwerkpaneel import Samenwerkpaneel
from consulent_app.ui.talenkeuze import Talenkeuze
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

#: Which letters are shown as long as no dossier is open.
BEGIN = "heemskerk"
ALLES_ER = "Alles wat de brieven nodig hebben is ingevuld."
VAN_EERDER = (
    "{naam} is van een vorige versie en was niet te lezen; wat erin staat telt niet mee. Vul het hier in, "
    "of verbeter het bestand en lees het in, en haal het daarna weg."
)
SOORT = "Instellingen (*.toml)"


class Instelpagina(QScrollArea):
    """Groups of settings; each is kept when its field is left. Who may not change them reads them."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.velden: dict[str, Instelveld] = {}
        self.logos: dict[str, Logokiezer] = {}
        self.talen: Talenkeuze | None = None
        self._getoond = ""
        self.pakketkeuze, self._delen = Rustlijst(), QWidget()
        # It reads the folder with copies, and so is only made once the page is looked at.
        self._kopieen: Kopiepaneel | None = None
        self.samen: Samenwerkpaneel | None = None
        self._fout, self._uitleg = label("", "fout"), label(BEHEERDER_STELT_IN, "zacht")
        self._eerder, self.mist, self.naar_eerste = label("", "fout"), label(""), QPushButton()
        self.knoppen: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bouw()

    def _bouw(self) -> None:
        binnen = QWidget()
        self._kolom = QVBoxLayout(binnen)
        self._kolom.setContentsMargins(24, 16, 24, 24)
        self._kolom.setSpacing(12)
        self._kolom.addWidget(label("Instellingen", "kop"))
        self._kolom.addLayout(self._pakketrij())
        self._kolom.addLayout(self._knoppenrij())
        self.naar_eerste.setText("Naar het eerste vak dat nog leeg is")
        self.naar_eerste.clicked.connect(self._ga_naar_eerste)
        for deel in (self._uitleg, self._fout, self._eerder, self.mist):
            self._kolom.addWidget(deel)
        self._kolom.addWidget(self.naar_eerste, alignment=Qt.AlignmentFlag.AlignLeft)
        self._kolom.addWidget(self._delen)
        self._kolom.addStretch()
        self.setWidget(binnen)

    def _pakketrij(self) -> QHBoxLayout:
        self.pakketkeuze.setAccessibleName("Op de brieven van welke regels")
        self.pakketkeuze.gekozen.connect(self._ander_pakket)
        rij, naam = QHBoxLayout(), label("Op de brieven van", "tussenkop")
        naam.setWordWrap(False)
        naam.setBuddy(self.pakketkeuze)
        rij.addWidget(naam)
        rij.addWidget(self.pakketkeuze)
        rij.addStretch()
        return rij

    def _knoppenrij(self) -> Vloei:
        rij = Vloei()
        for naam, doe in (
            ("Voorbeeld van een brief...", self.toon_voorbeeld),
            ("Sociale kaart...", self.toon_kaart),
            ("Bewaar als bestand...", self._vraag_uit),
            ("Inlezen...", self._vraag_in),
        ):
            knop = self.knoppen[naam] = QPushButton(naam)
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        return rij

    # --- what is shown -------------------------------------------------------------------------------

    @Slot()
    def ververs(self) -> None:
        """Show the settings of the package in hand."""
        if not self.pakketkeuze.count():
            for id_, naam in self.werkblad.van_nu.pakketten():
                self.pakketkeuze.addItem(naam, id_)
        pakket = self.werkblad.gesprek.pakket if self.werkblad.gesprek else BEGIN
        self.pakketkeuze.setCurrentIndex(self.pakketkeuze.findData(pakket))
        self._uitleg.setHidden(self._mag_wijzigen)
        for naam in ("Bewaar als bestand...", "Inlezen..."):
            self.knoppen[naam].setVisible(self._mag_wijzigen)
        self._meld_van_eerder()
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

    def _meld_van_eerder(self) -> None:
        kast = self.werkblad.kast
        namen = [pad.name for pad in kast.inrichting.van_eerder()] if kast is not None else []
        self._eerder.setText(" ".join(VAN_EERDER.format(naam=naam) for naam in namen))
        self._eerder.setVisible(bool(namen))

    @Slot()
    def _ander_pakket(self) -> None:
        # Leaving the list is a choice as well, and then somebody is on the way to one of the fields.
        if self._pakket != self._getoond:
            self._toon()

    @Slot()
    def _toon(self) -> None:
        self.velden, self.logos, self._getoond = {}, {}, self._pakket
        delen = QWidget()
        kolom = QVBoxLayout(delen)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        if (beeld := self._beeld()) is not None:
            for organisatie in ORGANISATIES:
                self._zet_organisatie(kolom, organisatie, beeld)
            self._toon_wat_mist(beeld)
        oud, self._delen = self._delen, delen
        self._kolom.replaceWidget(oud, delen)
        oud.hide()
        oud.deleteLater()

    def _zet_organisatie(self, kolom: QVBoxLayout, organisatie: str, beeld: Instelbeeld) -> None:
        kolom.addWidget(label(KOPPEN[organisatie], "kop"))
        eigen = self.werkblad.eigen_van(self._pakket)
        logo = Logokiezer(
            self.werkblad, self._pakket, organisatie, eigen.logos.get(organisatie), self._logo_anders
        )
        self.logos[organisatie] = logo
        groepen = [groep for groep in beeld.groepen if groep.organisatie == organisatie]
        kolom.addWidget(self._groep(groepen[0]))
        kolom.addWidget(logo)
        for groep in groepen[1:]:
            kolom.addWidget(self._groep(groep))
        if organisatie == ORGANISATIES[0]:
            self.talen = Talenkeuze(beeld.instellingen.talen, mag=self._mag_wijzigen)
            self.talen.gekozen.connect(partial(self._bewaar, TALEN))
            kolom.addWidget(self.talen)

    @property
    def _pakket(self) -> str:
        return str(self.pakketkeuze.currentData())

    def _beeld(self) -> Instelbeeld | None:
        self._meld("")
        try:
            map_ = self.werkblad.van_nu.pakketmap(self._pakket)
            return instelbeeld(map_, self.werkblad.eigen_van(self._pakket))
        except ConsulentFout as fout:
            self._meld(str(fout))
            return None

    @property
    def _mag_wijzigen(self) -> bool:
        return self.werkblad.kast is not None and self.werkblad.kast.inrichting.mag

    def _groep(self, groep: Instelgroep) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        rooster = QGridLayout(paneel)
        rooster.setContentsMargins(16, 12, 16, 12)
        rooster.addWidget(label(groep.titel, "tussenkop"), 0, 0, 1, 2)
        for nummer, regel in enumerate(groep.regels, start=1):
            veld = self.velden[regel.sleutel] = Instelveld(regel, mag=self._mag_wijzigen)
            veld.gewijzigd.connect(self._bewaar)
            naam = label(regel.uitleg)
            naam.setBuddy(veld)
            rooster.addWidget(naam, nummer, 0)
            rooster.addWidget(veld, nummer, 1)
        rooster.setColumnStretch(0, 2)
        rooster.setColumnStretch(1, 3)
        return paneel

    def _toon_wat_mist(self, beeld: Instelbeeld) -> None:
        mist = [regel.instelling.uitleg for regel in beeld.mist]
        hoeveel = "1 vak" if len(mist) == 1 else f"{len(mist)} vakken"
        zin = f"Nog {hoeveel} in te vullen voor de brieven: {'; '.join(mist)}."
        self.mist.setText(zin if mist else ALLES_ER)
        self.naar_eerste.setVisible(bool(mist) and self._mag_wijzigen)

    @Slot()
    def _ga_naar_eerste(self) -> None:
        beeld = self._beeld()
        if beeld is not None and beeld.mist:
            veld = self.velden[beeld.mist[0].sleutel]
            self.ensureWidgetVisible(veld)
            veld.setFocus()

    # --- what is changed -----------------------------------------------------------------------------

    @Slot(str, str)
    def _bewaar(self, sleutel: str, waarde: str) -> None:
        kast = self.werkblad.kast
        if kast is not None:
            doe = partial(kast.inrichting.zet, self._pakket, sleutel, waarde)
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, _: object) -> None:
        if (beeld := self._beeld()) is not None:
            self._toon_wat_mist(beeld)
        self.werkblad.melding.emit("instelling opgeslagen")

    def _logo_anders(self) -> None:
        self._toon()
        self.werkblad.melding.emit("logo opgeslagen")

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))

    # --- windows and files ---------------------------------------------------------------------------

    @Slot()
    def toon_voorbeeld(self) -> None:
        """Show a letter with the settings of now."""
        Briefkopvenster(self.werkblad, self._pakket, self.window()).open()

    @Slot()
    def toon_kaart(self) -> None:
        """Show to whom residents are referred."""
        Kaartvenster(self.werkblad, self._pakket, self.window()).open()

    @Slot()
    def _vraag_uit(self) -> None:
        voorstel = f"instellingen-{self._pakket}.toml"
        if gekozen := QFileDialog.getSaveFileName(self, "Bewaar de instellingen", voorstel, SOORT)[0]:
            self.schrijf_uit(Path(gekozen if gekozen.endswith(".toml") else f"{gekozen}.toml"))

    def schrijf_uit(self, bestand: Path) -> None:
        """Write all that was filled in here to one file, on the worker."""
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.inrichting.schrijf_uit, self._pakket, bestand)
            self.werkblad.taken.start(doe, self._is_geschreven, self._mislukt, self)

    def _is_geschreven(self, bestand: Path) -> None:
        self._meld("")
        self.werkblad.melding.emit(f"instellingen bewaard in {bestand.name}")

    @Slot()
    def _vraag_in(self) -> None:
        if gekozen := QFileDialog.getOpenFileName(self, "Kies een bestand met instellingen", "", SOORT)[0]:
            self.lees_in(Path(gekozen))

    def lees_in(self, bestand: Path) -> None:
        """Look at a file on the worker, and show what it would change."""
        blad, pakket = self.werkblad, self._pakket
        nu = instelbeeld(blad.van_nu.pakketmap(pakket), blad.eigen_van(pakket)).instellingen.waarden
        doe = partial(
            bekijk,
            bestand,
            pakket,
            replace(blad.eigen_van(pakket), waarden=nu),
            blad.van_nu.wegwijzer(pakket),
        )
        blad.taken.start(doe, self._vraag_of, self._mislukt, self)

    def _vraag_of(self, beeld: Inleesbeeld) -> None:
        self._meld("")
        venster = Inleesvenster(beeld, self.window())
        venster.accepted.connect(partial(self._neem_in, beeld))
        venster.open()

    @Slot()
    def _neem_in(self, beeld: Inleesbeeld) -> None:
        if self.werkblad.kast is not None:
            doe = partial(self.werkblad.kast.inrichting.neem_in, self._pakket, beeld)
            self.werkblad.taken.start(doe, self._is_ingenomen, self._mislukt, self)

    def _is_ingenomen(self, _: object) -> None:
        self.werkblad.neem_kaart()
        self._toon()
        self.werkblad.melding.emit("instellingen ingelezen")
