"""The columns that the SQL reads: which table, which name, which kind, for each answer of a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consulent_app.regels.velden import LIJSTEN, Veld

#: The table of each level of answers.
TABELLEN = {"huishouden": "huishoudens", "persoon": "personen", **{naam: naam for naam in LIJSTEN}}
#: Household `hh`, person `pp` (both numbered through the file), element `nr` of a list.
SLEUTELS = {
    "huishoudens": ("hh",),
    "personen": ("hh", "pp"),
    "inkomens": ("hh", "pp", "nr"),
    "kosten": ("hh", "nr"),
    "eerder_toegekend": ("hh", "nr"),
}
#: Answers without which there is no row.
VERPLICHT = frozenset(
    {
        ("personen", "rol"),
        ("inkomens", "soort"),
        ("kosten", "soort"),
        ("eerder_toegekend", "regeling"),
        ("eerder_toegekend", "datum"),
    }
)
SOORTEN = {
    "geld": "bigint", "aantal": "integer", "jaren": "integer", "maanden": "integer", "datum": "integer",
    "ja_nee": "boolean", "keuze": "varchar", "keuzes": "varchar", "tekst": "varchar",
    "persoon": "bigint", "lijst": "integer",
}  # fmt: skip


@dataclass(frozen=True)
class Kolom:
    """A column of a table. Dates are whole numbers (20261118), money is in cents, `keuzes` is `|a|b|`.

    A list has the number of its elements (NULL: unknown). A person is the number `pp`.
    """

    naam: str
    soort: str
    veld: Veld | None


def kolomnaam(veld: Veld) -> str:
    """Return the column of an answer; a birth date has two of them, see `kolommen`."""
    return veld.sleutel if veld.niveau in LIJSTEN else veld.naam


def kolommen(velden: Mapping[str, Veld]) -> dict[str, list[Kolom]]:
    """Return the columns of each table, its keys first.

    A birth date that is not complete lies between two columns, `_v` (first) and `_l` (last).
    """
    uit = {tabel: [Kolom(naam, "bigint", None) for naam in SLEUTELS[tabel]] for tabel in TABELLEN.values()}
    uit["huishoudens"].append(Kolom("huishouden_id", "varchar", None))
    uit["personen"] += [Kolom("huishouden_id", "varchar", None), Kolom("persoon_id", "varchar", None)]
    for veld in velden.values():
        rij = uit[TABELLEN[veld.niveau]]
        if veld.sleutel == "geboortedatum":
            rij += [Kolom(f"{veld.naam}_v", "integer", veld), Kolom(f"{veld.naam}_l", "integer", veld)]
        else:
            rij.append(Kolom(kolomnaam(veld), SOORTEN[veld.soort], veld))
    return uit
