"""Refer a household by the areas of life; check the social maps and list what is still missing in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from consulent_app.acties.toetsen import Toetser, kaart_van
from consulent_app.huishouden.model import Intake
from consulent_app.intake.leefgebieden import (
    ONZEKER,
    Organisatie,
    Verwijsadvies,
    aangeboden,
    onbekeken,
    signalen_in,
    te_drukken,
    verwijsadviezen,
)
from consulent_app.paden import resources
from consulent_app.regels.plek import PakketFout, Regelfout
from consulent_app.regels.uitkomst import Oordeel, Verwijzing


@dataclass(frozen=True)
class Leefbeeld:
    """To whom a household is referred, whether that was offered, and which areas nobody asked about."""

    adviezen: tuple[Verwijsadvies, ...] = ()
    aangeboden: Mapping[str, bool | None] = field(default_factory=dict)
    onbekeken: tuple[str, ...] = ()


def leefbeeld(document: Mapping[str, Any], intake: Intake, oordeel: Oordeel, toetser: Toetser) -> Leefbeeld:
    """Return what the intake shows of the areas of life beside its own questions."""
    alle = adviezen(document, intake, oordeel, toetser)
    open_ = onbekeken(signalen_in(document), intake, toetser.wegwijzer(intake.pakket))
    aanbod = {advies.id: aangeboden(document, advies.id) for advies in alle}
    return Leefbeeld(alle, aanbod, tuple(gebied.naam for gebied in open_))


def adviezen(
    document: Mapping[str, Any], intake: Intake, oordeel: Oordeel, toetser: Toetser
) -> tuple[Verwijsadvies, ...]:
    """Return to whom this household is referred, by its signals and by the rules together."""
    wegwijzer = toetser.wegwijzer(intake.pakket)
    gegeven = signalen_in(document)
    return verwijsadviezen(gegeven, intake, wegwijzer, oordeel.peildatum, oordeel.verwijzingen)


def verwijzingen(
    document: Mapping[str, Any], intake: Intake, oordeel: Oordeel, toetser: Toetser
) -> tuple[Verwijzing, ...]:
    """Return the referrals that the resident gets on paper."""
    return te_drukken(adviezen(document, intake, oordeel, toetser), document)


def controleer(toetser: Toetser) -> list[Regelfout]:
    """Return every fault in the areas of life and in the social maps that ship with the program."""
    fouten: list[Regelfout] = []
    kaarten = set()
    for naam, _ in toetser.pakketten():
        kaarten.add(kaart_van(toetser.pakket(naam)))
        try:
            toetser.wegwijzer(naam)
        except PakketFout as fout:
            fouten += [f for f in fout.fouten if f not in fouten]
    for pad in sorted((resources() / "sociale-kaart").glob("*.toml")):
        if pad not in kaarten:
            wat, hint = "geen regelpakket heeft deze gemeente", "noem het bestand als de gemeente"
            fouten.append(Regelfout(f"{pad.parent.name}/{pad.name}", 1, wat, hint))
    return fouten


def open_punten(naam: str, toetser: Toetser) -> list[str]:
    """Return, in plain Dutch, what the social map of the gemeente of a package still misses."""
    organisaties = toetser.wegwijzer(naam).organisaties
    if not organisaties:
        return ["Sociale kaart: er is nog geen lijst van organisaties."]
    return [punt for organisatie in organisaties for punt in _open(organisatie)]


def _open(organisatie: Organisatie) -> list[str]:
    punten = []
    if organisatie.zekerheid == ONZEKER:
        punten.append(f"Sociale kaart, bevestigen: {organisatie.naam} (bron: {organisatie.bron})")
    if organisatie.nog_invullen:
        punten.append(
            f"Sociale kaart, nog invullen: {organisatie.naam}: {', '.join(organisatie.nog_invullen)}"
        )
    return punten
