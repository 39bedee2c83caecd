"""Hand-over files in the words of the screen: for whom one can be made, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.acties.uitwisselstand import moment

if TYPE_CHECKING:
    from consulent_app.acties.overdracht import Gemaakt, Ontvanger, Ontvangst
    from consulent_app.acties.werkplek import Werkplek

WIJZIGING, DOSSIER = ("wijziging", "wijzigingen"), ("dossier", "dossiers")
NOG_NIETS = "nog niets van gelezen"
BIJ_OPEN = (
    "Een dossier dat u open hebt kreeg ook nieuws; dat komt erin zodra u er Bijwerken kiest, of het later "
    "opent."
)


@dataclass(frozen=True, slots=True)
class Ontvangerbeeld:
    """Somebody for whom a file can be made, and what waits for them."""

    naar: Ontvanger
    naam: str
    stand: str


def ontvangerbeelden(werkplek: Werkplek, nu: datetime) -> list[Ontvangerbeeld]:
    """Return for whom a file can be made, what waits for each, and when the last of theirs was made."""
    overdracht, stand = werkplek.overdracht, werkplek.delen.beeld().stand
    # What nobody was told of yet is put down when the file is made: at most one wijziging of a dossier.
    nog_niet = stand.te_vertellen if stand else 0
    return [
        Ontvangerbeeld(
            naar,
            naar.naam,
            _stand(overdracht.wacht_op(naar) + nog_niet, overdracht.laatst_gelezen(naar), naar, nu),
        )
        for naar in overdracht.ontvangers()
    ]


def _stand(wacht: int, laatst: datetime | None, naar: Ontvanger, nu: datetime) -> str:
    wachten = "wacht" if wacht == 1 else "wachten"
    klaar = f"{zoveel(wacht, WIJZIGING)} {wachten}" if wacht else "niets nieuws"
    if naar.werkplek is None:
        return f"{klaar}; zonder de beurt om te besluiten"
    gelezen = f"laatste bestand van daar is gemaakt {moment(laatst, nu)}" if laatst else NOG_NIETS
    return f"{klaar}; {gelezen}"


def gemaakt_in_woorden(gemaakt: Gemaakt) -> list[str]:
    """Return what a file holds and what to do with it, a sentence each."""
    pad, naar = gemaakt.pad, gemaakt.naar.naam
    zinnen = [
        f"{pad.name} staat in {pad.parent.name or pad.parent}.",
        f"{_hoofd(zoveel(gemaakt.delingen, WIJZIGING))} voor {naar}. Lees het bestand daar.",
    ]
    if gemaakt.beurten:
        zinnen.append(f"{_hoofd(naar)} beslist nu over {zoveel(len(gemaakt.beurten), DOSSIER)}.")
    return zinnen


def ontvangst_in_woorden(kwam: Ontvangst, nu: datetime) -> list[str]:
    """Return what a file brought and what now waits for somebody, a sentence each."""
    wanneer = f", gemaakt {moment(kwam.gemaakt, nu)}" if kwam.gemaakt else ""
    zinnen = [
        f"Bestand van {kwam.van}{wanneer}: {zoveel(kwam.ontvangen, WIJZIGING)} gelezen, "
        f"{zoveel(len(kwam.bijgewerkt), DOSSIER)} bijgewerkt."
    ]
    if kwam.voorstellen:
        wacht = "voorstel wacht" if len(kwam.voorstellen) == 1 else "voorstellen wachten"
        zinnen.append(f"{len(kwam.voorstellen)} {wacht} op een besluit.")
    if kwam.beurten:
        zinnen.append(f"U kunt nu besluiten in {zoveel(len(kwam.beurten), DOSSIER)}.")
    if kwam.botsingen:
        waarin = zoveel(len(kwam.botsingen), DOSSIER)
        zinnen.append(f"In {waarin} is iets op twee werkplekken anders ingevuld: open het en kies.")
    if kwam.wacht:
        zinnen.append(BIJ_OPEN)
    return zinnen


def zoveel(aantal: int, wat: tuple[str, str]) -> str:
    """Return how many there are of something."""
    return f"{aantal} {wat[0] if aantal == 1 else wat[1]}"


def _hoofd(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
