"""Begin to work together without a server: who is first, who comes in, who the other organisation is."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.overdracht import keur_binnen
from consulent_app.besluiten.delen import GEMEENTE, ORGANISATIES
from consulent_app.delen.controlegetal import controlegetal, zelfde_getal
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.eigen import Organisatiesleutel, Werkplekregel, nieuw_apparaat
from consulent_app.opslag.overdrachtrijen import Aanmelding
from consulent_app.opslag.versleuteling import nieuwe_sleutel, ontzegel, publiek_bij, verzegel
from consulent_app.paden import SAMENWERKBESTAND
from consulent_app.uitwisseling.overdracht import openbaar
from consulent_app.uitwisseling.overdracht.bestand import BESCHADIGD
from consulent_app.uitwisseling.overdracht.inhoud import werkplek_als_document, werkplek_uit_document
from consulent_app.uitwisseling.overdracht.openbaar import AANMELDING, KENNISMAKING, TOELATING

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.eigen import Eigen

LANGSTE_NAAM = 60
AL_SAMEN = "Deze werkplek werkt al samen met andere, als {naam}."
GEEN_NAAM = f"Geef de werkplek een naam van hoogstens {LANGSTE_NAAM} tekens, zoals Balie 2."
VERKEERD_NUMMER = (
    "Nummer {nummer} kan niet: werkplekken van de gemeente hebben een oneven nummer en die van MET een "
    "even. Kies {voorstel}."
)
ANDER_GETAL = (
    "Het controlegetal klopt niet. Er is niets overgenomen. Vraag het opnieuw, met de stem, aan wie het "
    "bestand maakte; klopt het dan nog niet, gebruik het bestand niet en meld dit bij de beheerder."
)
ANDERE_ORGANISATIE = (
    "{naam} is van een werkplek van de andere organisatie. Die wordt toegelaten door een werkplek van haar "
    "eigen organisatie."
)
NIET_AANGEMELD = "Deze werkplek is nog niet aangemeld. Maak eerst een aanmelding."
NIET_VOOR_HIER = (
    "{naam} is niet de toelating van deze werkplek, of is van voor de laatste aanmelding. Vraag een nieuwe."
)
EIGEN_ORGANISATIE = "{naam} is van de eigen organisatie. Lees het bij de andere organisatie."
ANDERE_SLEUTEL = (
    "Van deze organisatie is hier al een andere sleutel bekend. Er is niets overgenomen. Meld dit bij de "
    "beheerder. Alleen als die organisatie haar sleutel kwijt is en opnieuw begon, vervangt die hem hier: "
    "'consulent samenwerken maak-kennis --vervang'."
)


@dataclass(frozen=True, slots=True)
class Kaart:
    """A file with which workplaces get to know each other, and the number that is compared by voice."""

    pad: Path
    controlegetal: str


@dataclass(frozen=True, slots=True)
class Wie:
    """Of whom such a file is, as the screen shows it before somebody compares the number."""

    naam: str
    organisatie: str
    controlegetal: str


def begin(kast: Dossierkast, naam: str, organisatie: str, nummer: int, door: str) -> None:
    """Make this the first workplace of an organisation, with a new key for that."""
    _keur_nog_alleen(kast)
    if nummer != (goed := _eerstvolgend(nummer, organisatie)) or nummer < 1:
        raise InvoerFout(VERKEERD_NUMMER.format(nummer=nummer, voorstel=goed))
    hier, prive = _nieuwe_aanmelding(naam, organisatie), bytes(nieuwe_sleutel())
    sleutel = Organisatiesleutel(organisatie, publiek_bij(prive), prive)
    kast.overdracht.begin(hier, nummer, [sleutel], (), door)


def meld_aan(kast: Dossierkast, naam: str, organisatie: str, map_: Path, moment: datetime) -> Kaart:
    """Write who this is, for a workplace that is in. A second time it says the same key."""
    _keur_nog_alleen(kast)
    was, nieuw = kast.overdracht.aanmelding, _nieuwe_aanmelding(naam, organisatie)
    if was is not None and was.organisatie == organisatie:
        nieuw = Aanmelding(was.apparaat, nieuw.naam, organisatie, was.prive)
    kast.overdracht.meld_aan(nieuw)
    inhoud = {
        "apparaat": nieuw.apparaat, "naam": nieuw.naam, "organisatie": organisatie,
        "publiek": publiek_bij(nieuw.prive).hex(),
    }  # fmt: skip
    return _schrijf(AANMELDING, inhoud, map_, moment)


def laat_toe(kast: Dossierkast, bestand: Path, getal: str, map_: Path, moment: datetime) -> Kaart:
    """Write what lets a workplace of the own organisation in, once its number was compared.

    A second time it gets the same number.
    """
    hier, inhoud = keur_binnen(kast), openbaar.lees(bestand, AANMELDING)
    _keur_getal(inhoud, getal)
    if inhoud["organisatie"] != hier.organisatie:
        raise InvoerFout(ANDERE_ORGANISATIE.format(naam=bestand.name))
    bekend = {plek.apparaat: plek for plek in kast.delen.werkplekken()}.get(inhoud["apparaat"])
    nummer = bekend.nummer if bekend else vrij_nummer(hier, kast.delen.werkplekken())
    nieuw = _werkplek(inhoud | {"nummer": nummer, "toegelaten": True, "actief": True}, bestand.name)
    kast.delen.ken([nieuw])
    geheim = openbaar.als_bytes(_toelating(kast, hier, nummer))
    zegel = verzegel(nieuw.publiek, bytearray(geheim), _gebonden(nieuw.apparaat))
    verpakt = {"apparaat": nieuw.apparaat, "zegel": b64encode(zegel).decode()}
    kaart = _schrijf(TOELATING, verpakt, map_, moment)
    return Kaart(kaart.pad, controlegetal(geheim))


def kom_binnen(kast: Dossierkast, bestand: Path, getal: str, door: str) -> int:
    """Make this one of the workplaces that let it in, and return its number there."""
    _keur_nog_alleen(kast)
    hier = kast.overdracht.aanmelding
    if hier is None:
        raise InvoerFout(NIET_AANGEMELD)
    geheim = _ontzegeld(openbaar.lees(bestand, TOELATING), hier, bestand.name)
    if not zelfde_getal(getal, controlegetal(geheim)):
        raise InvoerFout(ANDER_GETAL)
    try:
        gelezen = json.loads(geheim)
        nummer, sleutels = int(gelezen["nummer"]), _sleutels(gelezen, hier.organisatie)
        plekken = [werkplek_uit_document(plek) for plek in gelezen["werkplekken"]]
    except (ValueError, LookupError, TypeError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=bestand.name)) from fout
    kast.overdracht.begin(hier, nummer, sleutels, plekken, door)
    return nummer


def maak_kennismaking(kast: Dossierkast, map_: Path, moment: datetime) -> Kaart:
    """Write who the own organisation is, for the other one."""
    hier = keur_binnen(kast)
    plekken = [plek for plek in kast.delen.werkplekken() if plek.organisatie == hier.organisatie]
    inhoud = {
        "organisatie": hier.organisatie,
        "publiek": kast.delen.sleutels()[hier.organisatie].publiek.hex(),
        "werkplekken": [werkplek_als_document(plek) for plek in plekken],
    }
    return _schrijf(KENNISMAKING, inhoud, map_, moment)


def maak_kennis(kast: Dossierkast, bestand: Path, getal: str, *, vervang: bool = False) -> str:
    """Take over the key of the other organisation, once its number was compared; return which one.

    Another key than is known only with `vervang`: that organisation lost it and began again.
    """
    hier, inhoud = keur_binnen(kast), openbaar.lees(bestand, KENNISMAKING)
    _keur_getal(inhoud, getal)
    organisatie = inhoud["organisatie"]
    if organisatie == hier.organisatie:
        raise InvoerFout(EIGEN_ORGANISATIE.format(naam=bestand.name))
    publiek = bytes.fromhex(inhoud["publiek"])
    bekend = kast.delen.sleutels().get(organisatie)
    if (andere := bekend is not None and bekend.publiek != publiek) and not vervang:
        raise InvoerFout(ANDERE_SLEUTEL)
    plekken = [_werkplek(plek, bestand.name) for plek in inhoud["werkplekken"]]
    with kast.samen():
        if andere:
            kast.delen.vergeet_sleutel(organisatie)
        kast.delen.zet_sleutel(Organisatiesleutel(organisatie, publiek, None))
        kast.delen.ken(plekken)
    return str(organisatie)


def wie_is(bestand: Path, soort: str) -> Wie:
    """Return of whom a file of this kind is, before anything of it is believed."""
    inhoud = openbaar.lees(bestand, soort)
    return Wie(str(inhoud.get("naam", "")), str(inhoud["organisatie"]), _getal(inhoud))


def vrij_nummer(hier: Eigen, bekend: Iterable[Werkplekregel]) -> int:
    """Return a number that nobody else gives out, without asking anybody.

    The gemeente counts odd and MET even, so the two never meet. Within one, place n gives out the
    places 1 + 2^(n-1) * an odd number: each whole number above one is of exactly one n, and above that.
    """
    bezet, plaats = {plek.nummer for plek in bekend}, (hier.nummer + 1) // 2
    nummer, oneven = 0, 1
    while nummer == 0 or nummer in bezet:
        nummer = 2 * (1 + 2 ** (plaats - 1) * oneven) - (hier.organisatie == GEMEENTE)
        oneven += 2
    return nummer


def _eerstvolgend(nummer: int, organisatie: str) -> int:
    """Return the number itself when this organisation may have it, else the next."""
    nummer = max(nummer, 1)
    return nummer + (nummer + 1 + ORGANISATIES.index(organisatie)) % 2


def _toelating(kast: Dossierkast, hier: Eigen, nummer: int) -> dict[str, Any]:
    sleutels = kast.delen.sleutels()
    prive = sleutels[hier.organisatie].prive
    assert prive is not None
    return {
        "nummer": nummer,
        "prive": prive.hex(),
        "publiek": {wie: sleutel.publiek.hex() for wie, sleutel in sleutels.items()},
        "werkplekken": [werkplek_als_document(plek) for plek in kast.delen.werkplekken()],
    }


def _sleutels(gelezen: Mapping[str, Any], eigen: str) -> list[Organisatiesleutel]:
    prive = bytes.fromhex(gelezen["prive"])
    anderen = [
        Organisatiesleutel(wie, bytes.fromhex(publiek), None)
        for wie, publiek in gelezen["publiek"].items()
        if wie != eigen and wie in ORGANISATIES
    ]
    return [Organisatiesleutel(eigen, publiek_bij(prive), prive), *anderen]


def _ontzegeld(inhoud: Mapping[str, Any], hier: Aanmelding, naam: str) -> bytes:
    try:
        zegel = b64decode(inhoud["zegel"], validate=True)
        geheim = ontzegel(hier.prive, zegel, _gebonden(hier.apparaat))
    except (ValueError, LookupError, TypeError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout
    if geheim is None:
        raise InvoerFout(NIET_VOOR_HIER.format(naam=naam))
    return bytes(geheim)


def _gebonden(apparaat: str) -> bytes:
    return f"consulent toelating {apparaat}".encode()


def _werkplek(document: Mapping[str, Any], naam: str) -> Werkplekregel:
    try:
        return werkplek_uit_document(document)
    except (ValueError, LookupError, TypeError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout


def _nieuwe_aanmelding(naam: str, organisatie: str) -> Aanmelding:
    naam = " ".join(naam.split())
    if not 0 < len(naam) <= LANGSTE_NAAM:
        raise InvoerFout(GEEN_NAAM)
    return Aanmelding(nieuw_apparaat(), naam, organisatie, bytes(nieuwe_sleutel()))


def _schrijf(soort: str, inhoud: Mapping[str, Any], map_: Path, moment: datetime) -> Kaart:
    naam = f"{soort}-{moment.astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}{SAMENWERKBESTAND}"
    (pad,) = schrijf_alle({naam: openbaar.als_bestand(soort, inhoud)}, map_)
    return Kaart(pad, _getal(inhoud))


def _getal(inhoud: Mapping[str, Any]) -> str:
    return controlegetal(openbaar.als_bytes(inhoud))


def _keur_getal(inhoud: Mapping[str, Any], getal: str) -> None:
    if not zelfde_getal(getal, _getal(inhoud)):
        raise InvoerFout(ANDER_GETAL)


def _keur_nog_alleen(kast: Dossierkast) -> None:
    if (hier := kast.delen.eigen) is not None:
        raise InvoerFout(AL_SAMEN.format(naam=hier.naam))
