"""Pack a rule package, release it, and look at it with the real loader before it may be used."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from consulent_app import __version__
from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.regelgevolgen import gevolgen
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.regels.lees_pakket import controlegetal, lees_pakket, ouder_van, pakketnamen
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.pakketkast import (
    HANDTEKENINGEN,
    MEEGELEVERD,
    NAAM,
    Pakketkast,
    Uitgave,
    versienummer,
)
from consulent_app.uitwisseling.regelpakket.bestand import (
    BESTANDSNAAM,
    EINDE,
    INVOER,
    VRIJGAVE,
    Pakketbestand,
    lees,
    maak,
)
from consulent_app.uitwisseling.regelpakket.manifest import Manifest, som
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel

BEZIG = ".bezig-"

GEEN_PAKKET = "{map}: hier staat geen regelpakket (pakket.toml); geef de map van een pakket."
FOUTE_NAAM = "{map}: '{naam}' kan niet in een regelpakket; gebruik kleine letters, cijfers en streepjes."
GEEN_WOORDEN = "Zeg met --wat in gewone woorden wat er verandert; wie vrijgeeft en installeert leest dat."
NIET_VAN_U = "Deze sleutel is van {van}, niet van {door}. Teken met uw eigen sleutel."
AL_VRIJ = "{naam} is al vrijgegeven, door {door}. Installeer het."
NIET_DEZELFDE = (
    "Wie een pakket invoert geeft het niet zelf vrij: {naam} is ingevoerd door {door}. Laat een ander het "
    "nakijken en vrijgeven, met een eigen sleutel."
)
ANDER_PAKKET = "{naam}: het pakket zelf zegt iets anders dan wat is getekend. Laat het opnieuw inpakken."
GEEN_OUDER = "{naam} bouwt op {ouder} {versie}, en dat staat hier niet. Installeer eerst dat pakket."
OUDERE_OUDER = (
    "{naam} bouwt op {ouder} {versie}, en hier staat {is_}. Installeer eerst de nieuwere versie van "
    "{ouder}."
)
BREEKT = (
    "{naam} past niet bij {kind}, dat erop bouwt. Installeer het niet, en vraag om een passende versie."
)


@dataclass(frozen=True)
class Bekeken:
    """A package that the real loader took, with what it changes here."""

    bestand: Pakketbestand
    pakket: Pakket
    was: Uitgave | None
    gevolgen: str


def zelfde_mens(een: str, ander: str) -> bool:
    """Say whether two names are one person's, however they are typed."""
    return " ".join(een.split()).casefold() == " ".join(ander.split()).casefold()


def voerde_in(manifest: Manifest, naam: str) -> bool:
    """Say whether this person entered something of a package."""
    return any(zelfde_mens(wie, naam) for wie in manifest.invoerders)


def keur_eigenaar(sleutel: Sleutel, door: str) -> None:
    """Raise InvoerFout when somebody signs with the key of another."""
    if not zelfde_mens(sleutel.wie.naam, door):
        raise InvoerFout(NIET_VAN_U.format(van=sleutel.wie.naam, door=door))


# --- making ------------------------------------------------------------------------------------------


def pak_in(
    map_: Path, sleutel: Sleutel, wat: str, toetser: Toetser, invoerders: Iterable[str] = ()
) -> Pakketbestand:
    """Return a package with the signature of who entered it; raises PakketFout when it is not right.

    `invoerders` are all who entered something of it, when they are others too.
    """
    if not (map_ / "pakket.toml").is_file():
        raise InvoerFout(GEEN_PAKKET.format(map=map_.name))
    if not " ".join(wat.split()):
        raise InvoerFout(GEEN_WOORDEN)
    ouder = ouder_van(map_)
    pakket = lees_pakket(map_, toetser.pakket(ouder) if ouder else None)
    lees_instellingen(map_)
    versienummer(pakket.versie)
    if not NAAM.fullmatch(pakket.id):
        raise InvoerFout(FOUTE_NAAM.format(map=map_.name, naam=pakket.id))
    bestanden = dict(_bestanden(map_))
    manifest = Manifest(
        id=pakket.id,
        naam=pakket.naam,
        versie=pakket.versie,
        geldig_vanaf=pakket.geldig_vanaf,
        geldig_tot=pakket.geldig_tot,
        ouder=(ouder, toetser.pakket(ouder).versie) if ouder else None,
        programma=__version__,
        wat=" ".join(wat.split()),
        ingevoerd_door=sleutel.wie.naam,
        bestanden={naam: som(inhoud) for naam, inhoud in bestanden.items()},
        ook_door=tuple(wie for wie in dict.fromkeys(invoerders) if not zelfde_mens(wie, sleutel.wie.naam)),
    )
    return maak(manifest, bestanden, sleutel)


def _bestanden(map_: Path) -> Iterator[tuple[str, bytes]]:
    for pad in sorted(map_.glob("*.toml")):
        if not BESTANDSNAAM.fullmatch(pad.name):
            raise InvoerFout(FOUTE_NAAM.format(map=map_.name, naam=pad.name))
        # As the sum of the rules has it: the same text from Windows is the same package.
        yield pad.name, pad.read_bytes().replace(b"\r\n", b"\n")


def bestandsnaam(bestand: Pakketbestand) -> str:
    """Return how the file of a package is called when nobody says."""
    return f"{bestand.manifest.id}-{bestand.manifest.versie}{EINDE}"


def keur_vrijgave(bestand: Pakketbestand, sleutel: Sleutel, naam: str) -> None:
    """Raise InvoerFout when this key cannot release a package: it needs another person than who entered."""
    invoer, invoerders = bestand.invoer, bestand.manifest.invoerders
    if bestand.vrijgave is not None:
        raise InvoerFout(AL_VRIJ.format(naam=naam, door=bestand.vrijgave.door))
    if sleutel.wie.publiek == invoer.publiek or voerde_in(bestand.manifest, sleutel.wie.naam):
        raise InvoerFout(NIET_DEZELFDE.format(naam=naam, door=" en ".join(invoerders)))


def geef_vrij(bestand: Pakketbestand, pad: Path, sleutel: Sleutel) -> Path:
    """Put the second signature on what was read and looked at, and return its path."""
    keur_vrijgave(bestand, sleutel, pad.name)
    return schrijf_alle({pad.name: bestand.geef_vrij(sleutel).als_bytes()}, pad.parent)[0]


# --- looking -----------------------------------------------------------------------------------------


def bekijk(pad: Path, toetser: Toetser, vandaag: date) -> Bekeken:
    """Return a package as the real loader reads it, with what it changes; nothing is put in place."""
    with TemporaryDirectory() as map_:
        return bekijk_in(lees(pad), pad.name, Path(map_), toetser, vandaag)


def bekijk_in(bestand: Pakketbestand, naam: str, map_: Path, toetser: Toetser, vandaag: date) -> Bekeken:
    """Unpack a package in a folder and read it there; raises PakketFout with file and line."""
    manifest = bestand.manifest
    _keur_ouder(manifest, naam, toetser.kast)
    los = pak_uit(bestand, map_)
    ouder = ouder_van(los)
    pakket = lees_pakket(los, toetser.pakket(ouder) if ouder else None)
    lees_instellingen(los)
    zelf = pakket.id, pakket.naam, pakket.versie, pakket.geldig_vanaf, pakket.geldig_tot, ouder
    getekend = manifest.id, manifest.naam, manifest.versie, manifest.geldig_vanaf, manifest.geldig_tot
    if zelf != (*getekend, manifest.ouder[0] if manifest.ouder else None):
        raise InvoerFout(ANDER_PAKKET.format(naam=naam))
    _keur_kinderen(pakket, naam, toetser)
    was = nieuwste_hele(toetser.kast, manifest.id)
    return Bekeken(bestand, pakket, was, gevolgen(_lees(was, toetser), pakket, vandaag))


def pak_uit(bestand: Pakketbestand, map_: Path) -> Path:
    """Write the parts of a package in a folder of its own, on disk when it returns."""
    doel = map_ / bestand.manifest.id
    schrijf_alle(bestand.inhoud(), doel)
    return doel


def nieuwste_hele(kast: Pakketkast, naam: str) -> Uitgave | None:
    """Return the newest version of a package that is whole: a damaged one may be installed again."""
    alle = [u for u in (*kast.van_programma(naam), *kast.geinstalleerd(naam)) if kast.is_heel(u)]
    return max(alle, key=lambda uitgave: versienummer(uitgave.versie), default=None)


def _lees(uitgave: Uitgave | None, toetser: Toetser) -> Pakket | None:
    if uitgave is None:
        return None
    ouder = ouder_van(uitgave.map)
    return lees_pakket(uitgave.map, toetser.pakket(ouder) if ouder else None)


def _keur_ouder(manifest: Manifest, naam: str, kast: Pakketkast) -> None:
    """Raise InvoerFout when the parent is not here, or older than that with which it was checked."""
    if manifest.ouder is None:
        return
    ouder, versie = manifest.ouder
    is_ = nieuwste_hele(kast, ouder)
    if is_ is None:
        raise InvoerFout(GEEN_OUDER.format(naam=naam, ouder=ouder, versie=versie))
    if versienummer(is_.versie) < versienummer(versie):
        raise InvoerFout(OUDERE_OUDER.format(naam=naam, ouder=ouder, versie=versie, is_=is_.versie))


def _keur_kinderen(pakket: Pakket, naam: str, toetser: Toetser) -> None:
    """Raise InvoerFout when a package that builds on this one would no longer be right."""
    for kind in toetser.kast.namen():
        uitgave = nieuwste_hele(toetser.kast, kind)
        if uitgave is not None and ouder_van(uitgave.map) == pakket.id:
            try:
                lees_pakket(uitgave.map, pakket)
            except InvoerFout as fout:
                raise InvoerFout(f"{BREEKT.format(naam=naam, kind=kind)} {fout}") from fout


def lijst(kast: Pakketkast) -> list[str]:
    """Return a line for every version of every package: where it comes from, by whom, which one counts."""
    regels = []
    for naam in kast.namen():
        nieuwste = kast.nieuwste(naam)
        for uitgave in (*kast.van_programma(naam), *kast.geinstalleerd(naam)):
            vandaan = _vandaan(uitgave) if kast.is_heel(uitgave) else "beschadigd: installeer het opnieuw"
            telt = ", in gebruik" if uitgave == nieuwste and kast.is_heel(uitgave) else ""
            regels.append(f"{naam} {uitgave.versie}: {vandaan}{telt}")
    return regels


def _vandaan(uitgave: Uitgave) -> str:
    if not uitgave.is_geinstalleerd:
        return "van het programma"
    wie = tekenaars(uitgave)
    return "geïnstalleerd, ingevoerd door {}, vrijgegeven door {}".format(*wie) if wie else "geïnstalleerd"


def tekenaars(uitgave: Uitgave) -> tuple[str, str] | None:
    """Return who entered an installed version and who released it; None when that cannot be read."""
    try:
        tekens = json.loads((uitgave.map / HANDTEKENINGEN).read_bytes())
        return str(tekens[INVOER]["door"]), str(tekens[VRIJGAVE]["door"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


# --- putting in place --------------------------------------------------------------------------------


@contextmanager
def ernaast(map_: Path) -> Iterator[Path]:
    """Give a folder beside the installed packages, which no reader takes for one; it is gone after."""
    try:
        map_.mkdir(parents=True, exist_ok=True)
        # Left by a computer that stopped halfway; the store is open here and nowhere else.
        for oud in map_.glob(f"{BEZIG}*"):
            shutil.rmtree(oud)
        with TemporaryDirectory(dir=map_, prefix=BEZIG) as los:
            yield Path(los)
    except OSError as fout:
        raise OmgevingsFout(
            f"In de map {map_.name} kan niet worden geschreven; controleer ruimte en rechten."
        ) from fout


def zet_neer(los: Path, doel: Path) -> None:
    """Put a package that was read well in its place, whole or not at all."""
    doel.parent.mkdir(parents=True, exist_ok=True)
    if doel.exists():
        # Only what is damaged is replaced; a folder that is not empty cannot be renamed onto.
        doel.rename(los.with_name(f"{los.name}-was"))
    los.rename(doel)
    _op_schijf(doel.parent)


def _op_schijf(map_: Path) -> None:
    if os.name == "posix":
        nummer = os.open(map_, os.O_RDONLY)
        try:
            os.fsync(nummer)
        finally:
            os.close(nummer)


def bewaar_meegeleverd(kast: Pakketkast) -> None:
    """Keep the packages of this program beside those installed: the next program brings others.

    They are found by the sum that a decision carries, so nothing has to vouch for them.
    """
    assert kast.eigen is not None
    for naam in pakketnamen(kast.programma):
        (uitgave,) = kast.van_programma(naam)
        doel = kast.eigen / MEEGELEVERD / naam / f"{uitgave.versie}-{controlegetal(uitgave.map, '')[:12]}"
        if not doel.exists():
            with ernaast(kast.eigen) as map_:
                zet_neer(Path(shutil.copytree(uitgave.map, map_ / naam)), doel)
