"""Decide: tick what is granted on the left, see the letters on the right, keep or print them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.brieven import Brieven, Opdracht, maak_brieven
from consulent_app.acties.dossiers import rond_af
from consulent_app.besluiten.behandeling import Behandeling, Deel
from consulent_app.besluiten.delen import mag_delen
from consulent_app.fouten import ConsulentFout
from consulent_app.taal.talen import BRONTAAL, TALEN, herken
from consulent_app.ui.aanvraagbrief import Aanvraagbriefvenster
from consulent_app.ui.afdrukken import druk_af
from consulent_app.ui.besluitkeuzes import Besluitkeuzes
from consulent_app.ui.besluitlijst import Besluitlijst
from consulent_app.ui.briefadres import Briefadres
from consulent_app.ui.kopieblad import Kopiebladvenster
from consulent_app.ui.merkenlabel import Merkenlabel
from consulent_app.ui.ontvangst import Ontvangstvenster
from consulent_app.ui.overzichttalen import Overzichttalen
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.voorbeeld import PdfVoorbeeld
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

#: The language says enough on every overview but the first.
OVERZICHTEN = {f"overzicht-{taal.code}.pdf": taal.naam for taal in TALEN.values()}
NAMEN = {
    **{naam: f"Overzicht ({taal})" for naam, taal in OVERZICHTEN.items()},
    "beschikking.pdf": "Beschikking",
    "voorstel.pdf": "Voorstel",
    "verzamelaanvraag.pdf": "Aanvraag",
    f"overzicht-{BRONTAAL}.pdf": "Overzicht",
}
MEER_VERDIENEN = "Zet in het overzicht waar meer loon minder overlaat"
ANDERE, BEWAAR, DRUK = "Andere brief...", "Bewaar in een map...", "Druk af..."
KOPIEBLAD = "Kopieblad..."
EERST_PRATEN = "Er wordt iets afgewezen. Leg eerst links vast dat u daarover met de inwoner sprak."
NIETS_TE_BESLISSEN = "Er valt nu niets te beslissen; de andere brieven zijn er wel."
GEEN_TERUGVAL = "Er is geen loon bekend waarbij het totaal daalt. Er komt dus geen regel bij."


class Besluitpagina(QWidget):
    """The letters are made anew, on the worker, whenever a tick changes; `gemaakt` says that they are."""

    gemaakt = Signal()

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.brieven: Brieven | None = None
        self.keuzes, self.merken = Besluitkeuzes(werkblad, self), Merkenlabel(werkblad)
        self._nummer = 0
        self.adres = Briefadres()
        self.lijst, self.voorbeeld = Besluitlijst(), PdfVoorbeeld(werkblad.taken)
        self._melding, self._naar_instellingen = QLabel(), QPushButton("Naar instellingen")
        #: Whether a proposal may go to the gemeente.
        self._delen = QLabel()
        self._tabs, self._groep = Vloei(), QButtonGroup(self)
        self._gekozen = ""
        self._knoppen = {
            naam: QPushButton(naam)
            for naam in ("Ontvangstbewijs...", ANDERE, "Nazorg...", KOPIEBLAD, BEWAAR, DRUK)
        }
        self.meer_verdienen, self.talen = QCheckBox(), Overzichttalen()
        self._geen_terugval = QLabel(GEEN_TERUGVAL)
        self.afronden = QPushButton("Rond af")
        self.afronden.setProperty("rol", "hoofd")
        self._wacht = QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.setInterval(300)
        self._wacht.timeout.connect(self._maak)
        self._bouw()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        boven, kop = QHBoxLayout(), QLabel("Besluiten")
        kop.setProperty("rol", "kop")
        boven.setSpacing(12)
        boven.addWidget(kop)
        boven.addWidget(self.adres, 1)
        kolom.addLayout(boven)
        kolom.addWidget(self.merken)
        splitser = QSplitter(Qt.Orientation.Horizontal)
        splitser.setChildrenCollapsible(False)
        splitser.addWidget(self._links())
        splitser.addWidget(self._rechts())
        splitser.setSizes([560, 700])
        kolom.addWidget(splitser, 1)
        kolom.addLayout(self._onder())
        self.lijst.gewijzigd.connect(self._wacht.start)
        self.lijst.gesproken.connect(self.keuzes.gesproken)
        self.lijst.anders.connect(self.keuzes.anders)
        self.lijst.getekend.connect(self.keuzes.getekend)
        self.lijst.niet_gevraagd.connect(self._wijs_niets_af)
        self.adres.anders.connect(self.keuzes.vraag_vertegenwoordiger)
        self.adres.terug.connect(self.keuzes.naar_inwoner)
        self.keuzes.gewijzigd.connect(self.ververs)
        self.meer_verdienen.toggled.connect(partial(_roep, self._wacht.start))
        self.talen.gewijzigd.connect(self._wacht.start)
        self.werkblad.dossier_geopend.connect(self.leeg)

    def _links(self) -> QWidget:
        links = QWidget()
        kolom = QVBoxLayout(links)
        kolom.setContentsMargins(0, 0, 8, 0)
        kolom.addWidget(self.lijst, 1)
        rij = QHBoxLayout()
        self.meer_verdienen.setAccessibleName(MEER_VERDIENEN)
        self.meer_verdienen.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        rij.addWidget(self.meer_verdienen)
        rij.addWidget(Vakjestekst(MEER_VERDIENEN, self.meer_verdienen), 1)
        kolom.addLayout(rij)
        self._geen_terugval.setProperty("rol", "zacht")
        self._geen_terugval.setWordWrap(True)
        self._geen_terugval.hide()
        kolom.addWidget(self._geen_terugval)
        return links

    def _rechts(self) -> QWidget:
        rechts = QWidget()
        kolom = QVBoxLayout(rechts)
        kolom.setContentsMargins(8, 0, 0, 0)
        self._melding.setProperty("rol", "fout")
        self._melding.setWordWrap(True)
        kolom.addWidget(self._melding)
        self._delen.setProperty("rol", "zacht")
        self._delen.setWordWrap(True)
        self._delen.hide()
        kolom.addWidget(self._delen)
        self._naar_instellingen.clicked.connect(partial(self.werkblad.toon_pagina.emit, "instellingen"))
        kolom.addWidget(self._naar_instellingen, alignment=Qt.AlignmentFlag.AlignLeft)
        kolom.addLayout(self._tabs)
        self.voorbeeld.boven.insertWidget(1, self.talen)
        kolom.addWidget(self.voorbeeld, 1)
        return rechts

    def _onder(self) -> QHBoxLayout:
        onder, rij = QHBoxLayout(), Vloei()
        doen = (self.ontvangst, self.andere_brief, self.nazorg, self.kopieblad, self.bewaar, self.druk)
        for knop, doe in zip(self._knoppen.values(), doen, strict=True):
            knop.clicked.connect(partial(_roep, doe))
            rij.addWidget(knop)
        self.afronden.clicked.connect(partial(_roep, self.rond_af))
        onder.addLayout(rij, 1)
        onder.addWidget(self.afronden, alignment=Qt.AlignmentFlag.AlignBottom)
        return onder

    @Slot()
    def ververs(self) -> None:
        """Show what can be decided now, and make the letters."""
        gesprek, oordeel = self.werkblad.gesprek, self.werkblad.oordeel
        if gesprek is None or oordeel is None:
            return
        pakket, behandeling = self.werkblad.toetser.pakket(gesprek.pakket), self.werkblad.behandeling
        self.talen.zet_eerste(self._taal)
        self.talen.bied_aan(self.werkblad.instellingen.talen)
        self.adres.toon(self.keuzes.brief_aan)
        self.lijst.toon(oordeel, pakket, gesprek.intake(), behandeling)
        self.merken.ververs()
        (next(iter(self.lijst.vakjes.values()), None) or self.afronden).setFocus()
        self._maak()

    @Slot()
    def leeg(self) -> None:
        """Forget everything that is shown and chosen, for the lock and for another dossier."""
        self._nummer += 1
        self.meer_verdienen.setChecked(False)
        self.talen.begin(self._taal)
        self._wacht.stop()
        self.brieven = None
        self._toon_tabs([])
        self.voorbeeld.toon(b"")
        self.merken.leeg()
        self.lijst.leeg()

    def opdracht(self, **anders: object) -> Opdracht:
        """Return what is to be printed, as the page stands now."""
        dossier = self.werkblad.dossier
        vast: dict[str, object] = {
            "datum": datetime.now().astimezone().date(),
            "kenmerk": dossier.kenmerk if dossier else "",
            "rol": self.werkblad.rol,
            "niet_toekennen": self.niet_toekennen,
            "eigen": self.werkblad.eigen_van(self.werkblad.pakket),
            "meer_verdienen": self.meer_verdienen.isChecked(),
            "behandeling": self.werkblad.behandeling,
            "talen": self.talen.gekozen,
        }
        return Opdracht(**{**vast, **anders})  # type: ignore[arg-type]

    @property
    def _taal(self) -> str:
        gesprek = self.werkblad.gesprek
        return self.werkblad.aangeboden(herken(gesprek.waarde("gesprek.taal") if gesprek else None)).code

    @property
    def niet_toekennen(self) -> frozenset[Deel]:
        """Return the grants of which the tick was taken away."""
        return self.lijst.uitgezet

    @Slot()
    def _maak(self) -> None:
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        self._nummer += 1
        doe = partial(maak_brieven, gesprek.intake(), self.werkblad.toetser, self.opdracht())
        nummer = self._nummer
        self.werkblad.taken.start(doe, partial(self._toon, nummer), partial(self._toon_fout, nummer), self)

    def _toon(self, nummer: int, brieven: Brieven) -> None:
        if nummer != self._nummer:
            return
        self.brieven = brieven
        zonder = self.meer_verdienen.isChecked() and brieven.afhandeling.terugval is None
        self._geen_terugval.setVisible(zonder)
        self._naar_instellingen.hide()
        zaak = brieven.afhandeling
        self._meld(
            EERST_PRATEN
            if zaak.mist_afwijsgesprek
            else ""
            if zaak.valt_te_beslissen
            else NIETS_TE_BESLISSEN,
            "zacht",
        )
        self._delen.setVisible(zaak.rol == "raadsman")
        self._delen.setText(
            mag_delen(self.werkblad.gesprek.document if self.werkblad.gesprek else {}).reden
        )
        self.lijst.toon_rest(brieven.afhandeling, self.werkblad.behandeling)
        self._toon_tabs(list(brieven.documenten))
        aantal = len(brieven.documenten)
        woord = "1 brief" if aantal == 1 else f"{aantal} brieven"
        besloten = self.werkblad.dossier is not None and self.werkblad.dossier.status != "intake"
        self.afronden.setText(f"Bewaar {woord} erbij" if besloten else f"Bewaar {woord} en rond af")
        self._zet_knoppen(True)
        # What these letters say only the gemeente can say.
        self._knoppen[ANDERE].setEnabled(bool(zaak.aanvragen) and zaak.rol == "consulent")
        self._knoppen[KOPIEBLAD].setEnabled(zaak.valt_te_beslissen and zaak.rol == "consulent")
        if zaak.mist_afwijsgesprek:
            for knop in (self._knoppen[BEWAAR], self._knoppen[DRUK], self.afronden):
                knop.setEnabled(False)
        self.gemaakt.emit()

    def _toon_fout(self, nummer: int, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        if nummer != self._nummer:
            return
        self.brieven = None
        self._meld(str(fout), "fout")
        self._naar_instellingen.setVisible("instellingen" in str(fout))
        self._toon_tabs([])
        self.voorbeeld.toon(b"")
        self._zet_knoppen(False)

    def _meld(self, tekst: str, rol: str) -> None:
        self._melding.setText(tekst)
        self._melding.setVisible(bool(tekst))
        zet_rol(self._melding, rol)

    def _zet_knoppen(self, aan: bool) -> None:
        for knop in (*self._knoppen.values(), self.afronden):
            knop.setEnabled(aan)

    def _toon_tabs(self, namen: list[str]) -> None:
        for knop in self._groep.buttons():
            self._groep.removeButton(knop)
            self._tabs.removeWidget(knop)
            knop.hide()
            knop.deleteLater()
        overzichten = [naam for naam in namen if naam in OVERZICHTEN]
        for naam in namen:
            kort = naam in overzichten[1:]
            knop = QPushButton(OVERZICHTEN[naam] if kort else NAMEN.get(naam, naam))
            knop.setObjectName(naam)
            knop.setCheckable(True)
            knop.setProperty("rol", "tab")
            knop.setAccessibleName(f"Toon {NAMEN.get(naam, naam)}")
            knop.clicked.connect(partial(self._kies, naam))
            self._groep.addButton(knop)
            self._tabs.addWidget(knop)
            knop.setChecked(naam == self._gekozen)
        if namen:
            self._kies(self._gekozen if self._gekozen in namen else namen[0])

    def _kies(self, naam: str, *_: object) -> None:
        self._gekozen = naam
        for knop in self._groep.buttons():
            knop.setChecked(knop.objectName() == naam)
        if self.brieven is not None:
            self.voorbeeld.toon(self.brieven.documenten[naam])

    # --- what can be done with the letters -----------------------------------------------------------

    @Slot()
    def bewaar(self) -> None:
        """Ask for a folder and write the letters there."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if self.brieven is None or kast is None or dossier is None:
            return
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor de brieven")
        if map_:
            doe = partial(kast.schrijf_uit, dossier.id, self.brieven.documenten, Path(map_))
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, paden: list[Path]) -> None:
        self.werkblad.melding.emit(f"{len(paden)} brieven bewaard in {paden[0].parent.name}")

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout), "fout")

    @Slot()
    def druk(self) -> None:
        """Print all letters on paper."""
        if self.brieven is not None and self.werkblad.dossier is not None:
            druk_af(self.werkblad, self.werkblad.dossier.id, self.brieven.documenten, self, self._mislukt)

    @Slot()
    def ontvangst(self) -> None:
        """Open the window in which is ticked what was handed in."""
        venster = Ontvangstvenster(self.werkblad, self.opdracht, self)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.open()

    @Slot()
    def andere_brief(self) -> None:
        """Open the window with the letters about an application on its way."""
        venster = Aanvraagbriefvenster(self.werkblad, self.opdracht, self)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.open()

    @Slot()
    def nazorg(self) -> None:
        """Open the window in which is told how it went."""
        if self.brieven is not None:
            self.keuzes.vraag_nazorg(self.brieven.afhandeling)

    @Slot()
    def kopieblad(self) -> None:
        """Show the decisions as they are typed over in the register."""
        if self.brieven is not None:
            Kopiebladvenster(self.werkblad, self.brieven, self).open()

    @Slot()
    def _wijs_niets_af(self) -> None:
        if self.brieven is not None:
            self.keuzes.wijs_niets_af(self.brieven.afhandeling)

    @Slot()
    def rond_af(self) -> None:
        """Keep every letter in the dossier with the trace on which it rests."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if self.brieven is None or kast is None or dossier is None:
            return
        self.afronden.setEnabled(False)
        doe = partial(_rond_af, kast, dossier.id, self.brieven, self.werkblad.behandeling)
        self.werkblad.taken.start(doe, self._is_afgerond, self._mislukt, self)

    def _is_afgerond(self, aantal: int) -> None:
        self.afronden.setText("Bewaard in het dossier")
        if self.werkblad.dossier is not None:
            self.werkblad.dossier = replace(self.werkblad.dossier, status="besloten")
        self.werkblad.melding.emit(f"{aantal} brieven bewaard in het dossier")
        self.werkblad.afgerond.emit()


def _rond_af(kast: Werkplek, dossier_id: str, brieven: Brieven, behandeling: Behandeling) -> int:
    rond_af(kast, dossier_id, brieven, behandeling)
    return len(brieven.documenten)


def _roep(doe: object, *_: object) -> None:
    if callable(doe):
        doe()
