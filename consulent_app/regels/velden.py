"""The catalogue of answers: where each field stands in the intake, its type and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consulent_app.regels.typen import Type

PERSOON = "personen.*."
LIJSTEN = {
    "inkomens": "personen.*.inkomens.*.",
    "kosten": "kosten.*.",
    "eerder_toegekend": "eerder_toegekend.*.",
}


@dataclass(frozen=True)
class Sectie:
    """A section of the conversation."""

    id: str
    naam: str


@dataclass(frozen=True)
class Veld:
    """One answer. `niveau` is huishouden, persoon, or the list of which it is a part.

    `sleutel` is the attribute that holds it, `kort` what a sentence calls it (`{naam}`: of whom).
    `rollen` are the persons of whom it is asked (empty: all). `open_keuze` accepts other words than
    `opties` (value to Dutch label).
    """

    naam: str
    pad: str
    niveau: str
    sleutel: str
    type: Type
    soort: str
    sectie: str
    vraag: str
    kort: str
    uitleg: str
    opties: Mapping[str, str]
    rollen: tuple[str, ...]
    open_keuze: bool
    volgorde: int


def niveau_van(pad: str) -> str:
    """Return at which level a path lives: a list, a person or the household."""
    for lijst, begin in LIJSTEN.items():
        if pad.startswith(begin):
            return lijst
    return "persoon" if pad.startswith(PERSOON) else "huishouden"


def lees_veld(tabel: Mapping[str, Any], volgorde: int) -> Veld:
    """Return the field that a `[[veld]]` table describes; raises KeyError when a key is missing."""
    opties = dict(tabel.get("opties", {}))
    open_keuze = bool(tabel.get("open_keuze", False))
    sleutel = tabel["pad"].rpartition(".")[2]
    return Veld(
        naam=tabel["naam"],
        pad=tabel["pad"],
        niveau=niveau_van(tabel["pad"]),
        sleutel=sleutel,
        type=Type.van_veld(tabel["type"], frozenset(opties) if opties and not open_keuze else None),
        soort=tabel["type"],
        sectie=tabel["sectie"],
        vraag=tabel["vraag"],
        kort=tabel.get("kort", sleutel.replace("_", " ")),
        uitleg=tabel.get("uitleg", ""),
        opties=opties,
        rollen=tuple(tabel.get("rollen", ())),
        open_keuze=open_keuze,
        volgorde=volgorde,
    )
