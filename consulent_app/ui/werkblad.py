"""What the pages of the window share: the rules, the store, the worker and the intake in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren, lees_voorkeuren
from consulent_app.besluiten.behandeling import NIETS, Behandeling
from consulent_app.besluiten.inrichting import LEEG, Inrichting
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.schuldhulp import Schuldhulp
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.taal.talen import BRONTAAL, TALEN, Taal
from consulent_app.ui.beurten import Beurten
from consulent_app.ui.kopieerder import Kopieerder
from consulent_app.ui.taken import Taken
from consulent_app.ui.uitwisselaar import Uitwisselaar

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.huishouden.model import Intake
    from consulent_app.intake.gesprek import Gesprek
    from consulent_app.opslag.waarden import Dossier
    from consulent_app.regels.uitkomst import Oordeel


NIET_MEER = "de regels van toen ({id} {versie}) staan hier niet meer; getoetst met die van nu"


class Werkblad(QObject):
    """Signals say what happened; each page decides what it must refresh."""

    zonder_beheer = Signal()
    ontgrendeld = Signal()
    dossier_geopend = Signal()
    antwoord_gegeven = Signal()
    geoordeeld = Signal()
    afgerond = Signal()
    behandeling_gewijzigd = Signal()
    toon_pagina = Signal(str)
    melding = Signal(str)
    niet_opgeslagen = Signal(str)
    niet_meer_gedeeld = Signal(str)
    toon_herstel = Signal()

    def __init__(self, map_: Path, toetser: Toetser, taken: Taken) -> None:
        super().__init__()
        self.map, self._toetser, self.taken = map_, toetser, taken
        self._van_toen: Toetser | None = None
        self.beurten = Beurten(self)
        self.kopieerder = Kopieerder(self)
        #: The dossiers that are open or being opened: what others told of them waits.
        self.in_gebruik: set[str] = set()
        self.uitwisselaar = Uitwisselaar(self)
        self.kast: Werkplek | None = None
        self.dossier: Dossier | None = None
        self.gesprek: Gesprek | None = None
        self.oordeel: Oordeel | None = None
        self.behandeling = NIETS
        self._beoordeeld: tuple[Intake, Oordeel] | None = None
        voorkeuren = lees_voorkeuren(map_)
        self.rol, self.schaal, self.naam = "consulent", voorkeuren.schaal, voorkeuren.naam

    def begin(self, kast: Werkplek) -> None:
        """Take over an open store, as the person who opened it."""
        self.kast, self.rol = kast, kast.medewerker.rol
        self._toetser.neem(kast.regels.pakketten())
        self.neem_kaart()
        self.taken.start(kast.regels.bewaar_meegeleverd)
        if self.naam != kast.medewerker.naam:
            self.naam = kast.medewerker.naam
            self.bewaar_voorkeuren()
        if kast.accounts.heeft_beheerder:
            self.ontgrendeld.emit()
        else:
            self.zonder_beheer.emit()

    def leeg(self) -> None:
        """Forget everybody who was in hand, for the lock."""
        self.dossier = self.gesprek = self.oordeel = self._beoordeeld = None
        self.behandeling, self._van_toen = NIETS, None
        self.in_gebruik.clear()

    def neem(self, dossier: Dossier) -> None:
        """Take a dossier in hand, with the rules by which it was decided, as long as these are here."""
        self.dossier, self._van_toen, self._beoordeeld = dossier, None, None
        toen = dossier.getoetst["pakket"] if dossier.getoetst else None
        if toen is not None and not self._gelden_nog(toen):
            self._van_toen = self._toetser.van_toen(toen)
            if self._van_toen is None:
                self.melding.emit(NIET_MEER.format(**toen))

    def _gelden_nog(self, toen: Mapping[str, str]) -> bool:
        """Say whether the rules of a decision are those of now: then nothing is read once more."""
        try:
            return self._toetser.pakket(toen["id"]).kenmerk == toen
        except InvoerFout:
            return False

    @property
    def toetser(self) -> Toetser:
        """Return who judges the dossier in hand, or anything else when there is none."""
        return self._toetser_op(self.gesprek.document.get("peildatum")) if self.gesprek else self._toetser

    @property
    def van_nu(self) -> Toetser:
        """Return who judges by the rules of now, whatever dossier is in hand."""
        return self._toetser

    def _toetser_op(self, peildatum: str | None) -> Toetser:
        """Return the rules of the decision for its own day; another day is judged by those of now."""
        toen = self.dossier.getoetst if self.dossier else None
        if self._van_toen is not None and toen and toen["peildatum"] == peildatum:
            return self._van_toen
        return self._toetser

    @property
    def rustig(self) -> bool:
        """Say whether nothing is under way, on the worker or for a next turn of the screen."""
        return self.taken.rustig and self.beurten.rustig

    def beoordeel(self, intake: Intake) -> Oordeel:
        """Return what the rules say; an answer is judged to be taken, and then not again to be shown."""
        if self._beoordeeld is None or self._beoordeeld[0] != intake:
            toetser = self._toetser_op(intake.peildatum.isoformat())
            self._beoordeeld = (intake, toetser.toets_intake(intake))
        return self._beoordeeld[1]

    def bewaar_voorkeuren(self) -> None:
        """Keep the name and the size of text for the next start."""
        doe = partial(bewaar_voorkeuren, self.map, Voorkeuren(self.schaal, self.naam))
        self.taken.start(doe, bij_fout=self.meld_fout, eigenaar=self)

    def wijzig_behandeling(self, wat: str, waarde: Any, nieuw: Behandeling) -> None:
        """Take over what was done with this dossier and keep it; `wat` and `waarde` go into the log."""
        self.behandeling = nieuw
        if self.kast is not None and self.dossier is not None:
            doe = partial(self.kast.bewaar_behandeling, self.dossier.id, wat, waarde, nieuw.als_document())
            self.taken.start(doe, bij_fout=self.meld_fout, eigenaar=self)
        self.behandeling_gewijzigd.emit()

    def wijzig_schuldhulp(self, schuldhulp: Schuldhulp) -> None:
        """Take over what is known of the debt help, and keep it with the task that follows."""
        self.behandeling = replace(self.behandeling, schuldhulp=schuldhulp)
        if self.kast is not None and self.dossier is not None:
            document = self.behandeling.als_document()
            doe = partial(self.kast.schuldhulp.bewaar, self.dossier.id, document)
            self.taken.start(doe, bij_fout=self.meld_fout, eigenaar=self)
        self.behandeling_gewijzigd.emit()

    def meld_fout(self, fout: Exception) -> None:
        """Say that something about the dossier in hand was not kept, and when it is no longer shared."""
        (self.niet_meer_gedeeld if isinstance(fout, Geweigerd) else self.niet_opgeslagen).emit(str(fout))

    def eigen_van(self, pakket: str) -> Inrichting:
        """Return what was set here for the letters of a package; nothing behind the lock."""
        return self.kast.inrichting.haal(pakket) if self.kast is not None else LEEG

    @property
    def instellingen(self) -> Instellingen:
        """Return the settings for the letters of the package in hand."""
        return lees_instellingen(self.toetser.pakketmap(self.pakket), self.eigen_van(self.pakket))

    def aangeboden(self, taal: Taal) -> Taal:
        """Return a language when the gemeente offers it, else Dutch."""
        return taal if taal.code in self.instellingen.talen else TALEN[BRONTAAL]

    def neem_kaart(self) -> None:
        """Refer from now on to whom the gemeente named itself."""
        haal = self.eigen_van
        self._toetser.neem_kaart(lambda pakket: haal(pakket).kaart)

    @property
    def pakket(self) -> str:
        """Return the id of the package in hand."""
        return self.gesprek.pakket if self.gesprek else "heemskerk"
