"""A letter with everything that a letter can hold, to be checked and to be broken."""

from __future__ import annotations

from datetime import date
from typing import Any

from consulent_app.documenten.bouwstenen import (
    alinea,
    in_taal,
    invulvakken,
    kop,
    punten,
    tabel,
    tekst,
    vakjes,
    zin,
)
from consulent_app.documenten.briefpapier import Briefhoofd, druk
from consulent_app.documenten.herleiding import bijlage

DATUM = date(2026, 11, 20)
GEGEVENS = {
    "schema": "proef/1", "naam": "Łukasz 李 محمد 😀", "bedrag": "75.00", "niets": None, "ja": True,
    "redenen": [{"artikel": f"artikel {n}", "zin": "Uw inkomen is laag genoeg. " * n} for n in range(40)],
}  # fmt: skip
HOOFD = Briefhoofd(
    titel="Besluit (één) – Z/2026/1", afzender="Gemeente Oefenstad",
    adres=("Lenie Bakker", "Voorbeeldstraat 1", "1234 AB  OEFENSTAD"), retouradres="Postbus 1",
    verwijzing=(("Datum", "20 november 2026"), ("Ons kenmerk", "Z/2026/1"), ("Onderwerp", "Een besluit")),
    voet=("Post: Postbus 1",), datum=DATUM, watermerk="VOORBEELD",
)  # fmt: skip
ADRESSEN = (
    "Kijk op www.oefenstad.example/bezwaar of mail naar post@oefenstad.example. Meer leest u op "
    "https://heemskerk.nl/hulp?taal=nl&jaar=2026, of op velsen.nl."
)
LANGE_NAAM = "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft" * 3
LANG = "Wij hebben uw gegevens naast de regels gelegd. Hieronder staat wat daar uit volgt. " * 60


def verhaal() -> list[Any]:
    """Return one of each part; some go over a line end or a page end."""
    engels = in_taal("the application for special assistance for the costs of a new pair of glasses", "en")
    return [
        zin("Beste Lenie Bakker,"),
        zin(ADRESSEN),
        alinea(f"In het Engels heet dit: {engels}. {tekst('Dat is hetzelfde.')}"),
        zin(f"Deze naam past niet op een regel: {LANGE_NAAM} en de zin gaat door."),
        kop("Dit krijgt u"),
        tabel(
            ("Regeling", "Voor wie", "Bedrag"),
            [(f"Regeling {n}", "Lenie Bakker", f"€ {n},00") for n in range(1, 40)],
            (52, 50, 42),
            totaal=("Samen", "", "€ 780,00"),
        ),
        kop("Waarom", 3),
        *punten([LANG, "Nog een reden."]),
        zin(LANG),
        kop("Papieren"),
        *vakjes([("Kopie van uw paspoort", True), ("Bankafschriften", False)]),
        invulvakken([("Lenie Bakker", ("Plaats", "Handtekening")), ("Otto", ("Plaats", "Handtekening"))]),
    ]


def proefbrief() -> bytes:
    """Return the letter with its derivation."""
    herleiding = bijlage(GEGEVENS, kenmerk="Z/2026/1", schrijver="Gemeente Oefenstad", datum=DATUM)
    return druk(HOOFD, verhaal(), herleiding)
