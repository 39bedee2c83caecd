"""Settings from a file, and who helps by the package and by the gemeente together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from consulent_app.besluiten.inrichting import (
    Inrichting,
    Kaartregel,
    Wijziging,
    fouten_in_kaartregel,
    verschillen,
)
from consulent_app.besluiten.instelbestand import van_pakket
from consulent_app.besluiten.instellingen import lees_inrichting
from consulent_app.fouten import InvoerFout
from consulent_app.intake.leefgebieden import Organisatie, Wegwijzer

BRON, ZEKERHEID = "ingevuld door de gemeente", "gezien"
VAN_EEN_ANDER = (
    "{naam} is van de brieven van '{van}', en hier staan die van '{hier}'. Kies boven aan de bladzijde de "
    "andere brieven, en lees het bestand daar in."
)
NIETS_ANDERS = "{naam} zegt niets anders dan hier al staat; er is niets veranderd."


@dataclass(frozen=True)
class Inleesbeeld:
    """A file of settings that was looked at, and what would change if it came in."""

    bestand: str
    inrichting: Inrichting
    wijzigingen: tuple[Wijziging, ...]


def lees(pad: Path) -> Inrichting:
    """Return what a file says, its logos as the prints take them; raises InvoerFout in one sentence."""
    from consulent_app.documenten.logo import keur_logo

    gelezen, logos = lees_inrichting(pad), {}
    for van, beeld in gelezen.logos.items():
        try:
            logos[van] = keur_logo(beeld)
        except InvoerFout as fout:
            raise InvoerFout(f"{pad.name}: het logo bij '{van}' kan niet. {fout}") from fout
    return replace(gelezen, logos=logos)


def bekijk(pad: Path, pakket: str, nu: Inrichting, wegwijzer: Wegwijzer) -> Inleesbeeld:
    """Return what would change if this file came in for the letters of a package; nothing changes yet.

    Raises InvoerFout for a file that is wrong, of another package, or says nothing new.
    """
    gelezen = lees(pad)
    van = van_pakket(pad.read_text(encoding="utf-8-sig"), pad.name)
    if van and van != pakket:
        raise InvoerFout(VAN_EEN_ANDER.format(naam=pad.name, van=van, hier=pakket))
    for regel in gelezen.kaart.values():
        if fouten := fouten_in_kaartregel(regel, wegwijzer.hulp):
            veld, zin = next(iter(fouten.items()))
            raise InvoerFout(f"{pad.name}: '{veld}' van {regel.naam or regel.id} klopt niet. {zin}")
    wijzigingen = verschillen(nu, gelezen)
    if not wijzigingen:
        raise InvoerFout(NIETS_ANDERS.format(naam=pad.name))
    return Inleesbeeld(pad.name, gelezen, tuple(wijzigingen))


# --- who helps ---------------------------------------------------------------------------------------


def met_eigen(wegwijzer: Wegwijzer, kaart: Mapping[str, Kaartregel]) -> Wegwijzer:
    """Return the social map as the gemeente wants it: its own go before, or in the place of the same id."""
    bekend = {organisatie.id: organisatie for organisatie in wegwijzer.organisaties}
    eigen = {id_: _organisatie(regel, bekend.get(id_), wegwijzer) for id_, regel in kaart.items()}
    nieuw = (organisatie for id_, organisatie in eigen.items() if id_ not in bekend)
    return replace(wegwijzer, organisaties=(*nieuw, *(eigen.get(id_, o) for id_, o in bekend.items())))


def _organisatie(regel: Kaartregel, was: Organisatie | None, wegwijzer: Wegwijzer) -> Organisatie:
    gebieden = [g.id for g in wegwijzer.leefgebieden if any(s.hulp in regel.hulp for s in g.signalen)]
    return Organisatie(
        regel.id, regel.naam, regel.wat, regel.hulp,
        was.leefgebieden if was else tuple(gebieden or [wegwijzer.leefgebieden[0].id]),
        BRON, ZEKERHEID, was.verwijsregels if was else (),
        regel.telefoon, regel.adres, regel.openingstijden, regel.website,
    )  # fmt: skip


def als_kaartregel(organisatie: Organisatie) -> Kaartregel:
    """Return an organisation of the map in the form in which the gemeente writes one."""
    o = organisatie
    return Kaartregel(o.id, o.naam, o.wat, o.hulp, o.telefoon, o.adres, o.openingstijden, o.website)


def nieuwe_kaartregel(wegwijzer: Wegwijzer) -> Kaartregel:
    """Return an empty organisation; its id stands in the log, and so names nobody."""
    bezet = {organisatie.id for organisatie in wegwijzer.organisaties}
    vrij = next(id_ for nummer in count(1) if (id_ := f"eigen-{nummer}") not in bezet)
    return Kaartregel(vrij, "", "", ())
