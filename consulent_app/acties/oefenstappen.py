"""The guided first intake: what to do next, and whether it was done, seen from what there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from consulent_app.intake.gesprek import Gesprek
from consulent_app.regels.uitkomst import Oordeel, Status

MINUTEN = 10


@dataclass(frozen=True)
class Gedaan:
    """What somebody who practises has in hand, and looked at since the guide began."""

    gesprek: Gesprek | None = None
    oordeel: Oordeel | None = None
    waarom: bool = False
    brieven: int = 0
    afgerond: bool = False

    def antwoord(self, veld: str) -> Any:
        """Return an answer about the aanvrager, None when it is not known."""
        return None if self.gesprek is None else self.gesprek.personen[0].get(veld)


@dataclass(frozen=True)
class Stap:
    """One thing to do: how it is called, how to do it, and when it is done."""

    naam: str
    uitleg: str
    is_gedaan: Callable[[Gedaan], bool]


def _heeft_kind(nu: Gedaan) -> bool:
    return nu.gesprek is not None and any(p["rol"] == "kind" for p in nu.gesprek.personen)


def _heeft_recht(nu: Gedaan) -> bool:
    return nu.oordeel is not None and any(u.status is Status.RECHT for u in nu.oordeel.uitkomsten)


def _weet_genoeg(nu: Gedaan) -> bool:
    """Say whether most is known: who asks on to the last question needs more than ten minutes."""
    if nu.oordeel is None:
        return False
    open_ = [u for u in nu.oordeel.uitkomsten if u.status is Status.ONBEKEND]
    return len(open_) * 2 < len(nu.oordeel.uitkomsten)


STAPPEN = (
    Stap(
        "Begin een gesprek",
        "Ga naar Dossiers en klik op 'Begin een nieuw gesprek', of druk op Ctrl+N.",
        lambda nu: nu.gesprek is not None,
    ),
    Stap(
        "Wie zit er voor u?",
        "Typ een voornaam en een geboortedatum, bijvoorbeeld Mila en 4-5-1988. Verzin ze: hier komt nooit "
        "een echte inwoner.",
        lambda nu: bool(nu.antwoord("voornaam") and nu.antwoord("geboortedatum")),
    ),
    Stap(
        "Er is ook een kind",
        "Klik onder de namen op '+ kind' en typ een naam en een geboortedatum.",
        _heeft_kind,
    ),
    Stap(
        "Wat komt er binnen?",
        "Klik bij Inkomen op '+ Inkomen toevoegen', kies Bijstand en typ 1351,87.",
        lambda nu: bool(nu.antwoord("inkomens")),
    ),
    Stap(
        "Vraag wat nog telt",
        "Druk op F7: u gaat naar de vraag die het meest beslist. Geef antwoord, en ga zo door tot rechts "
        "van de helft van de regelingen vaststaat wat het wordt.",
        lambda nu: _weet_genoeg(nu) and _heeft_recht(nu),
    ),
    Stap(
        "Waarom is dat zo?",
        "Klik rechts op een regeling. U leest welke voorwaarden zijn gehaald en in welk artikel dat staat.",
        lambda nu: nu.waarom,
    ),
    Stap(
        "Bekijk de brieven",
        "Klik op Besluiten. Ontbreekt er een adres, vul dat dan in bij Wonen. Op elk blad staat OEFENING.",
        lambda nu: nu.brieven > 0,
    ),
    Stap(
        "Rond het af",
        "Klik op 'Bewaar de brieven en rond af'. Afdrukken mag ook: het blijft een oefening.",
        lambda nu: nu.afgerond,
    ),
)


def verder(stap: int, nu: Gedaan) -> int:
    """Return the first step from here on that is still to be done; past the last when none is."""
    while stap < len(STAPPEN) and STAPPEN[stap].is_gedaan(nu):
        stap += 1
    return stap
