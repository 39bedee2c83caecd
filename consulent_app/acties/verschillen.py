"""Answers that two workplaces gave differently, in words, for somebody to choose between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.acties.celwoorden import Celwoorden
from consulent_app.acties.reservekopie import in_woorden

if TYPE_CHECKING:
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.delen.versies import Versie
    from consulent_app.opslag.deelkast import Botsing
    from consulent_app.opslag.waarden import Dossier


@dataclass(frozen=True, slots=True)
class Keuze:
    """One value: what it says, and by whom, where and when it was filled in."""

    versie: str
    waarde: str
    door: str
    geldt: bool


@dataclass(frozen=True, slots=True)
class Verschil:
    """One question with all values between which is to be chosen, the oldest first."""

    pad: str
    vraag: str
    keuzen: tuple[Keuze, ...]


def verschillen(werkplek: Werkplek, dossier: Dossier, toetser: Toetser) -> list[Verschil]:
    """Return what is to be chosen in a dossier; raises the same as `Deelplek.botsingen`."""
    botsingen = werkplek.delen.botsingen(dossier.id)
    woorden = Celwoorden(dossier.document, toetser.pakket(dossier.document["pakket"]))
    namen = {plek.apparaat: plek.naam for plek in werkplek.delen.werkplekken()}
    return [_verschil(botsing, woorden, namen) for botsing in botsingen]


def hoeveel(aantal: int) -> str:
    """Return the sentence above them."""
    if aantal == 1:
        return "1 antwoord is op twee werkplekken anders ingevuld."
    return f"{aantal} antwoorden zijn op twee werkplekken anders ingevuld."


def _verschil(botsing: Botsing, woorden: Celwoorden, namen: Mapping[str, str]) -> Verschil:
    return Verschil(
        botsing.pad,
        woorden.vraag(botsing.pad, botsing.geldt.waarde),
        tuple(
            Keuze(
                versie.versie,
                woorden.waarde(botsing.pad, versie.waarde),
                _door(versie, namen),
                versie.versie == botsing.geldt.versie,
            )
            for versie in botsing.keuzen
        ),
    )


def _door(versie: Versie, namen: Mapping[str, str]) -> str:
    """Return who, where and when; the name of a version ends in the workplace that made it."""
    van = (naam for apparaat, naam in namen.items() if versie.versie.endswith(f"-{apparaat}"))
    plek = next(van, "een andere werkplek")
    wie = f"{versie.door} op {plek}" if versie.door else plek
    return f"{wie}, {in_woorden(datetime.fromisoformat(versie.tijdstip))}"
