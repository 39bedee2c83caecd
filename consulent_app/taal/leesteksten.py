"""Which Dutch texts a resident may read, as documents; what usually stands in a slot is filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from consulent_app.regels.boom import Naam
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling, Verwijsregel, Voorwaarde, Zin
from consulent_app.regels.velden import Veld
from consulent_app.taal.leesbaarheid import Tekstdeel

NAAM, BEDRAG, DAG = "Noor", "€ 1.283,83", "18 november 2026"
#: What a slot of a sentence usually holds, by the type of its value; anything else is one word.
PER_SOORT = {"geld": BEDRAG, "datum": DAG, "keuzes": "ontruiming", "getal": "18"}
#: The same for a slot of a text that only has a name.
PER_NAAM = {
    "adres": "Postbus 1, 1234 AB Oefenstad",
    "dag": DAG,
    "drempel": BEDRAG,
    "namen": "Lenie Bakker en Otto Bakker",
    "naar": "de sociaal raadslieden",
    "orgaan": "het college van burgemeester en wethouders van Oefenstad",
    "plaats": "Oefenplein 1 in Oefenstad",
    "rechtbank": "de rechtbank Noord-Holland",
    "regeling": "bijzondere bijstand",
    "stuk": "Inkomensspecificatie van de laatste maand",
    "telefoon": "088 88 76 800",
    "tijden": "maandag tot en met vrijdag van 9 tot 17 uur",
    "vraag": "Hoe woont u?",
    "waar": "Serviceplein Oefenstad",
    "welke": "zorgtoeslag en huurtoeslag",
}
_GAT = re.compile(r"\{(\w+)[^{}]*\}")

Document = tuple[str, tuple[Tekstdeel, ...]]


def uit_pakket(pakket: Pakket) -> Iterator[Document]:
    """Return a document for each question, regeling and referral of a package."""
    for veld in pakket.velden.values():
        yield _document(f"veld:{veld.naam}", _van_veld(veld))
    for regeling in pakket.regelingen.values():
        yield _document(f"regeling:{regeling.id}", _van_regeling(regeling))
    for verwijzing in pakket.verwijsregels:
        yield _document(f"verwijzing:{verwijzing.id}", _van_verwijzing(verwijzing))


def uit_bestand(pad: Path) -> Document:
    """Return the texts of one of resources/teksten, which are read together."""
    return _document(pad.stem, _van_tabel(tomllib.loads(pad.read_text(encoding="utf-8"))))


def _document(naam: str, teksten: Iterable[tuple[str, str]]) -> Document:
    return naam, tuple(Tekstdeel(vul(tekst), f"{naam} {sleutel}") for sleutel, tekst in teksten if tekst)


def vul(tekst: str) -> str:
    """Return the text with each slot filled as it usually is."""
    return _GAT.sub(lambda gat: PER_NAAM.get(gat[1], BEDRAG if "bedrag" in gat[1] else NAAM), tekst)


def _van_veld(veld: Veld) -> list[tuple[str, str]]:
    opties = [(f"opties.{waarde}", tekst) for waarde, tekst in veld.opties.items()]
    return [("vraag", veld.vraag), ("kort", veld.kort), ("uitleg", veld.uitleg), *opties]


def _van_regeling(regeling: Regeling) -> Iterator[tuple[str, str]]:
    for sleutel in ("naam", "wat", "waar", "alternatief", "terugbetalen"):
        yield sleutel, getattr(regeling, sleutel)
    for voorwaarde in regeling.voorwaarden:
        yield from _van_voorwaarde(voorwaarde)
    for weging in regeling.wegingen:
        yield weging.id, _vol(weging.tekst)


def _van_voorwaarde(voorwaarde: Voorwaarde) -> Iterator[tuple[str, str]]:
    for sleutel, zin in (("ja", voorwaarde.ja), ("nee", voorwaarde.nee), ("onbekend", voorwaarde.onbekend)):
        yield f"{voorwaarde.id}.{sleutel}", _vol(zin)
    yield f"{voorwaarde.id}.bewijs", voorwaarde.bewijs or ""


def _van_verwijzing(verwijzing: Verwijsregel) -> list[tuple[str, str]]:
    return [("naar", verwijzing.naar), ("reden", verwijzing.reden)]


def _vol(zin: Zin) -> str:
    return "".join(deel if isinstance(deel, str) else _waarde(deel) for deel in zin.delen)


def _waarde(knoop: Any) -> str:
    return NAAM if isinstance(knoop, Naam) else PER_SOORT.get(knoop.type.soort, "18")


def _van_tabel(waarde: Any, sleutel: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in a table, however deep, with the names of the keys above it."""
    if isinstance(waarde, str):
        yield sleutel, waarde
    elif isinstance(waarde, Mapping):
        for naam, deel in waarde.items():
            yield from _van_tabel(deel, f"{sleutel}.{naam}".lstrip("."))
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde, 1):
            yield from _van_tabel(deel, f"{sleutel}.{nummer}")
