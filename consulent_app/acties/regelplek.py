"""Rule packages from outside: whose signature counts here, and what is installed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.regelpakketten import (
    Bekeken,
    bekijk_in,
    bewaar_meegeleverd,
    ernaast,
    nieuwste_hele,
    voerde_in,
    zelfde_mens,
    zet_neer,
)
from consulent_app.acties.rollen import BEHEER, CONSULENT, INRICHTING
from consulent_app.acties.toetsen import Toetser, kast_van
from consulent_app.acties.werkwoord import werkwoord
from consulent_app.fouten import Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag.waarden import Medewerker
from consulent_app.regels.pakketkast import INGEPAKT, Pakketkast, versienummer
from consulent_app.uitwisseling.regelpakket.bestand import Handtekening, Pakketbestand, lees
from consulent_app.uitwisseling.regelpakket.sleutels import (
    Publiek,
    lees_publiek,
    maak_sleutel,
    schrijf_sleutel,
    zelfde_vingerafdruk,
)

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

VAN_DE_BEHEERDER = "Regels en sleutels zijn van de beheerder. Vraag die erom."
ANDERE_VINGERAFDRUK = (
    "De vingerafdruk klopt niet met {naam}. Vergelijk hem groep voor groep met wat de eigenaar voorleest; "
    "klopt hij dan nog niet, vertrouw deze sleutel niet."
)
NAAM_BEZET = (
    "{naam} heeft hier al een andere sleutel. Trek die eerst in: één mens heeft één sleutel, anders is "
    "vier ogen geen vier ogen."
)
GEEN_SLEUTEL = (
    "Er is hier geen sleutel met deze vingerafdruk; kijk hem na met 'consulent regels sleutel lijst'."
)
EEN_HANDTEKENING = (
    "{naam} is ingevoerd door {door} maar nog door niemand vrijgegeven. Laat een ander het nakijken en "
    "vrijgeven (op de pagina Bedragen, of met 'consulent regels vrijgeven')."
)
ONBEKENDE_SLEUTEL = (
    "{naam}: {door} tekende met een sleutel die hier niet wordt vertrouwd. Ga na van wie hij is, en voeg "
    "hem toe (op de pagina Bedragen, of met 'consulent regels sleutel vertrouw')."
)
EEN_MENS = (
    "{naam} is ingevoerd en vrijgegeven door dezelfde ({door}). Laat een ander het nakijken en vrijgeven, "
    "met een eigen sleutel."
)
NIET_NIEUWER = "{naam} is versie {versie}, en hier staat al {is_}. Installeer een nieuwere versie."


@dataclass(frozen=True)
class Geinstalleerd:
    """A package that is in place now, with what it changed."""

    id: str
    versie: str
    ingevoerd_door: str
    vrijgegeven_door: str
    wat: str
    gevolgen: str


def _van_wie(_: Sequence[Any], sleutel: Publiek | None) -> str:
    return f"{sleutel.naam} {sleutel.vingerafdruk}" if sleutel else ""


def _welk_pakket(_: Sequence[Any], gedaan: Geinstalleerd | None) -> str:
    return f"{gedaan.id} {gedaan.versie}, vrijgegeven door {gedaan.vrijgegeven_door}" if gedaan else ""


class Regelplek:
    """What one medewerker does with rule packages; of the beheerder, or a consulent until there is one."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    def pakketten(self) -> Pakketkast:
        """Return the packages that count here: of the program, and what this store installed itself."""
        return replace(kast_van(self._kast.regels.map), verwacht=self._kast.regels.uitgaven())

    def bewaar_meegeleverd(self) -> None:
        """Keep the packages of this program, by which dossiers are decided, for when another comes."""
        # On a full disk they come the next time; nothing of a resident hangs on it.
        with suppress(OmgevingsFout):
            bewaar_meegeleverd(kast_van(self._kast.regels.map))

    def sleutels(self) -> list[Publiek]:
        """Return the keys that count here, by name."""
        return [Publiek(sleutel.naam, sleutel.publiek) for sleutel in self._kast.regels.sleutels()]

    @werkwoord("sleutel voor regels vertrouwen", (CONSULENT, *BEHEER), INRICHTING, _van_wie)
    def vertrouw(self, bestand: Path, getypt: str) -> Publiek:
        """Let a key count, after its fingerprint was typed over; raises InvoerFout when that differs."""
        self.keur_beheer()
        sleutel = lees_publiek(bestand)
        if not zelfde_vingerafdruk(getypt, sleutel.vingerafdruk):
            raise InvoerFout(ANDERE_VINGERAFDRUK.format(naam=bestand.name))
        self._keur_enige(sleutel)
        self._kast.regels.vertrouw(sleutel.naam, sleutel.publiek)
        return sleutel

    @werkwoord("eigen sleutel voor regels maken", (CONSULENT, *BEHEER), INRICHTING, _van_wie)
    def maak_sleutel(self, bestand: Path, wachtwoord: str) -> Publiek:
        """Make the key of who is logged in, which counts here at once; the other half is for elsewhere.

        Raises InvoerFout when there is a key already, or for a weak password.
        """
        self.keur_beheer()
        sleutel = maak_sleutel(self.medewerker.naam)
        self._keur_enige(sleutel.wie)
        schrijf_sleutel(bestand, sleutel, wachtwoord)
        self._kast.regels.vertrouw(sleutel.wie.naam, sleutel.wie.publiek)
        return sleutel.wie

    def _keur_enige(self, sleutel: Publiek) -> None:
        """Raise InvoerFout when its owner has another key here."""
        for bekend in self.sleutels():
            if bekend.publiek != sleutel.publiek and zelfde_mens(bekend.naam, sleutel.naam):
                raise InvoerFout(NAAM_BEZET.format(naam=sleutel.naam))

    @werkwoord("sleutel voor regels intrekken", (CONSULENT, *BEHEER), INRICHTING, _van_wie)
    def trek_in(self, getypt: str) -> Publiek:
        """Let a key count no more; what was installed with it stays. Raises InvoerFout without one."""
        self.keur_beheer()
        for bekend in self.sleutels():
            if zelfde_vingerafdruk(getypt, bekend.vingerafdruk):
                self._kast.regels.trek_in(bekend.publiek)
                return bekend
        raise InvoerFout(GEEN_SLEUTEL)

    @werkwoord("regelpakket installeren", (CONSULENT, *BEHEER), INRICHTING, _welk_pakket)
    def installeer(self, bestand: Path, vandaag: date) -> Geinstalleerd:
        """Put a released package in place, beside the versions of before.

        It is written and read beside its place, and renamed at the end of the transaction. Raises
        InvoerFout, or PakketFout with file and line, when it may not come in; OmgevingsFout.
        """
        self.keur_beheer()
        gelezen, kast = lees(bestand), self.pakketten()
        self._keur_tekenaars(gelezen, bestand.name)
        _keur_nieuwer(gelezen, bestand.name, kast)
        eigen = self._kast.regels.map / INGEPAKT
        with ernaast(eigen) as map_:
            bekeken = bekijk_in(gelezen, bestand.name, map_, Toetser(kast), vandaag)
            return self._zet_neer(bekeken, map_ / gelezen.manifest.id, eigen)

    def _zet_neer(self, bekeken: Bekeken, los: Path, eigen: Path) -> Geinstalleerd:
        bestand, manifest = bekeken.bestand, bekeken.bestand.manifest
        assert bestand.vrijgave is not None
        zet_neer(los, eigen / manifest.id / manifest.versie)
        self._kast.regels.noteer(manifest.id, manifest.versie, bestand.som)
        return Geinstalleerd(
            manifest.id, manifest.versie, bestand.invoer.door, bestand.vrijgave.door, manifest.wat,
            bekeken.gevolgen,
        )  # fmt: skip

    def _keur_tekenaars(self, bestand: Pakketbestand, naam: str) -> None:
        """Raise InvoerFout unless two people, both known here, signed with a key each."""
        invoer, vrijgave = bestand.invoer, bestand.vrijgave
        if vrijgave is None:
            raise InvoerFout(EEN_HANDTEKENING.format(naam=naam, door=invoer.door))
        if invoer.publiek == vrijgave.publiek or voerde_in(bestand.manifest, vrijgave.door):
            raise InvoerFout(EEN_MENS.format(naam=naam, door=invoer.door))
        bekend = {sleutel.publiek: sleutel.naam for sleutel in self.sleutels()}
        for teken in (invoer, vrijgave):
            _keur_bekend(teken, bekend.get(teken.publiek), naam)

    @property
    def mag_beheren(self) -> bool:
        """Say whether rules are for this person: the beheerder, or a consulent until there is one."""
        if self.medewerker.rol == CONSULENT:
            return not self._kast.accounts.heeft_beheerder
        return self.medewerker.rol in BEHEER

    def keur_beheer(self) -> None:
        """Raise Geweigerd when rules are for somebody else."""
        if not self.mag_beheren:
            raise Geweigerd(VAN_DE_BEHEERDER)


def _keur_bekend(teken: Handtekening, naam_hier: str | None, naam: str) -> None:
    if naam_hier is None or not zelfde_mens(naam_hier, teken.door):
        raise InvoerFout(ONBEKENDE_SLEUTEL.format(naam=naam, door=teken.door))


def _keur_nieuwer(bestand: Pakketbestand, naam: str, kast: Pakketkast) -> None:
    manifest = bestand.manifest
    is_ = nieuwste_hele(kast, manifest.id)
    if is_ is not None and versienummer(manifest.versie) <= versienummer(is_.versie):
        raise InvoerFout(NIET_NIEUWER.format(naam=naam, versie=manifest.versie, is_=is_.versie))
