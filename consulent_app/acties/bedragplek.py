"""Entering amounts, and making a signed package of them: what one medewerker does with both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from consulent_app.acties import regelpakketten
from consulent_app.acties.bedragblad import Bedragblad, Pakketstand, bedragblad
from consulent_app.acties.bedragconcept import (
    Bijwerking,
    Concept,
    bewaar_concept,
    lees_concept,
    schrijf_pakket,
)
from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.regelplek import Regelplek
from consulent_app.acties.rollen import BEHEER, CONSULENT, INRICHTING
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkwoord import werkwoord
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakketkast import INGEPAKT, versienummer

if TYPE_CHECKING:
    from consulent_app.acties.regelpakketten import Bekeken
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.waarden import Medewerker
    from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel

NIET_HOGER = "De versie moet hoger zijn dan {versie}, die er nu is."
NIET_KORTER = "De einddatum is nu {tot}; laat hem staan of zet hem later."
NIET_LANG_GENOEG = "De einddatum ligt voor een bedrag dat u invoerde; zet hem op die dag of later."


@dataclass(frozen=True)
class Inpakopdracht:
    """Which package with what was entered, under which version, until when, and why in words."""

    stand: Pakketstand
    versie: str
    tot: date
    wat: str

    def keur(self) -> None:
        """Raise InvoerFout for a version that is not higher, or an end that is too early."""
        if versienummer(self.versie) <= versienummer(self.stand.pakket.versie):
            raise InvoerFout(NIET_HOGER.format(versie=self.stand.pakket.versie))
        if self.tot < self.stand.pakket.geldig_tot:
            raise InvoerFout(NIET_KORTER.format(tot=datum_leesbaar(self.stand.pakket.geldig_tot)))
        if any(b.vanaf > self.tot for b in self.stand.concept.bijwerkingen):
            raise InvoerFout(NIET_LANG_GENOEG)


def _welk_bedrag(delen: Sequence[Any], _: Any) -> str:
    pakket, cijfer = delen[0], delen[1]
    return f"{pakket}: {cijfer.naam} vanaf {cijfer.vanaf.isoformat()}"


def _wat_ingepakt(delen: Sequence[Any], _: Any) -> str:
    return f"{delen[0].stand.pakket.id} {delen[0].versie}"


def _wat_vrijgegeven(delen: Sequence[Any], _: Any) -> str:
    manifest = delen[0].bestand.manifest
    return f"{manifest.id} {manifest.versie}"


class Bedragplek:
    """Of the beheerder, or of a consulent until there is one."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker
        self._regels = Regelplek(kast, medewerker)

    @property
    def _map(self) -> Path:
        return self._kast.regels.map / INGEPAKT

    def blad(self, pakket: str, op: date) -> Bedragblad:
        """Return every figure of a set of rules as it is installed now, with what was entered."""
        return bedragblad(self._regels.pakketten(), self._map, pakket, op)

    @werkwoord("bedrag invoeren", (CONSULENT, *BEHEER), INRICHTING, _welk_bedrag)
    def voer_in(self, pakket: str, nieuw: Bijwerking) -> Concept:
        """Put a new value in the draft of its package, and return that; it does not hold yet."""
        self._regels.keur_beheer()
        return self._bewaar(lees_concept(self._map, pakket).met(nieuw))

    @werkwoord("bedrag uit het concept halen", (CONSULENT, *BEHEER), INRICHTING, _welk_bedrag)
    def neem_terug(self, pakket: str, oud: Bijwerking) -> Concept:
        """Take a value out of the draft, and return what is left."""
        self._regels.keur_beheer()
        return self._bewaar(lees_concept(self._map, pakket).zonder(oud.naam, oud.vanaf))

    def _bewaar(self, concept: Concept) -> Concept:
        bewaar_concept(self._map, concept)
        return concept

    @werkwoord("regelpakket inpakken", (CONSULENT, *BEHEER), INRICHTING, _wat_ingepakt)
    def pak_in(self, opdracht: Inpakopdracht, sleutel: Sleutel, map_: Path) -> Path:
        """Write the signed file of a next version into a folder and return its path.

        Raises InvoerFout when the key is another's, or nothing changes.
        """
        self._regels.keur_beheer()
        regelpakketten.keur_eigenaar(sleutel, self.medewerker.naam)
        pakket, concept = opdracht.stand.pakket, opdracht.stand.concept
        opdracht.keur()
        toetser = Toetser(self._regels.pakketten())
        with TemporaryDirectory() as los:
            doel = Path(los) / pakket.id
            van = toetser.pakketmap(pakket.id)
            schrijf_pakket(van, doel, pakket, concept, opdracht.versie, opdracht.tot)
            invoerders = [bijwerking.door for bijwerking in concept.bijwerkingen]
            bestand = regelpakketten.pak_in(doel, sleutel, opdracht.wat, toetser, invoerders)
        return schrijf_alle({regelpakketten.bestandsnaam(bestand): bestand.als_bytes()}, map_)[0]

    def bekijk(self, pad: Path, vandaag: date) -> Bekeken:
        """Return a package as the real loader reads it, with what it changes here."""
        return regelpakketten.bekijk(pad, Toetser(self._regels.pakketten()), vandaag)

    @werkwoord("regelpakket vrijgeven", (CONSULENT, *BEHEER), INRICHTING, _wat_vrijgegeven)
    def geef_vrij(self, bekeken: Bekeken, pad: Path, sleutel: Sleutel) -> Path:
        """Sign what another entered, in the same file; raises InvoerFout as `keur_vrijgave`."""
        self._regels.keur_beheer()
        regelpakketten.keur_eigenaar(sleutel, self.medewerker.naam)
        return regelpakketten.geef_vrij(bekeken.bestand, pad, sleutel)
