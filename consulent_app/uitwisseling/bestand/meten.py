"""What is certain of the answers in a file: the fuller it knows them, the shorter the SQL of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.velden import Kolom
from consulent_app.regels.sql.vertaler import Constante, Plek, Vulling
from consulent_app.regels.sql.wie_telt import ALLEN, wie_telt

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: A constant cannot stand for a list, a person or a date.
NIET_GELIJK = ("lijst", "persoon", "datum")


def meet_vulling(bank: DuckDBPyConnection, pakket: Pakket, kolommen: Mapping[str, list[Kolom]]) -> Vulling:
    """Return which columns have an answer on every row that counts, on none, or one and the same.

    Of an answer of a person only those count of whom a rule of the package reads it.
    """
    wie = wie_telt(pakket)
    overal: set[Plek] = set()
    nergens: set[Plek] = set()
    gelijk: dict[Plek, Constante] = {}
    for tabel, lijst in kolommen.items():
        alle = [k for k in lijst if k.veld is not None and not k.naam.endswith("datum_l")]
        heeft = {rij[0] for rij in bank.execute(f"DESCRIBE {tabel}").fetchall()}
        gekozen = [kolom for kolom in alle if kolom.naam in heeft]
        nergens |= {(tabel, kolom.naam) for kolom in alle if kolom.naam not in heeft}
        telt = [_telt(kolom, wie) for kolom in gekozen]
        vragen = (f"count(*) {t}, count({_bekend(k)}) {t}" for k, t in zip(gekozen, telt, strict=True))
        geteld = bank.execute(f"SELECT {', '.join(vragen)} FROM {tabel}").fetchone() or ()
        vol = []
        for nummer, kolom in enumerate(gekozen):
            rijen, bekend = geteld[2 * nummer : 2 * nummer + 2]
            if bekend == rijen:
                overal.add((tabel, kolom.naam.removesuffix("_v")))
                vol += [(kolom, telt[nummer])] if rijen and _kan_gelijk(kolom) else []
            elif bekend == 0 and kolom.naam != "geboortedatum_v":
                nergens.add((tabel, kolom.naam))
        gelijk |= {(tabel, naam): waarde for naam, waarde in _gelijk(bank, tabel, vol).items()}
    return Vulling(frozenset(overal), frozenset(nergens), gelijk)


def _gelijk(bank: DuckDBPyConnection, tabel: str, vol: list[tuple[Kolom, str]]) -> dict[str, Constante]:
    """Return the columns that hold the same answer on every row, with that answer."""
    if not vol:
        return {}
    grenzen = (f"min({kolom.naam}) {telt}, max({kolom.naam}) {telt}" for kolom, telt in vol)
    rij = bank.execute(f"SELECT {', '.join(grenzen)} FROM {tabel}").fetchone() or ()
    paren = zip(vol, rij[::2], rij[1::2], strict=True)
    return {kolom.naam: laagst for (kolom, _), laagst, hoogst in paren if laagst == hoogst}


def _bekend(kolom: Kolom) -> str:
    """Return what is NULL where the answer is not known in full: a birth date is one day."""
    if kolom.naam != "geboortedatum_v":
        return kolom.naam
    return f"nullif({kolom.naam} = {kolom.naam[:-1]}l, FALSE)"


def _telt(kolom: Kolom, wie: Mapping[str, frozenset[str]]) -> str:
    """Return the FILTER for the persons of whom an answer counts; empty when it is of everybody."""
    if kolom.veld is None or kolom.veld.niveau != "persoon" or kolom.veld.sleutel == "rol":
        return ""
    wie_ = wie.get(kolom.veld.naam, frozenset())
    rollen = ", ".join(f"'{rol}'" for rol in sorted(wie_))
    return f"FILTER (rol IN ({rollen}))" if wie_ and not wie_.issuperset(ALLEN) else ""


def _kan_gelijk(kolom: Kolom) -> bool:
    return (
        kolom.veld is not None and kolom.veld.soort not in NIET_GELIJK and kolom.naam != "geboortedatum_v"
    )
