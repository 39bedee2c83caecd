"""The list of faults: every cause on its own line, and with it how many other lines it took along."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: `gevolg` says what a fault may only follow from: that the row of the household, a person or the
#: applicant is missing, or that a line was taken along by one before it. Without, it stands by itself.
TABEL = (
    "CREATE TABLE IF NOT EXISTS fouten (bestand varchar, regel bigint,"
    " huishouden_id varchar, reden varchar, gevolg varchar)"
)
HUISHOUDEN, PERSOON, AANVRAGER, MEEGENOMEN = "huishouden", "persoon", "aanvrager", "meegenomen"
KOPPEN = ("bestand", "regel", "huishouden_id", "reden")


@dataclass(frozen=True, order=True)
class Fout:
    """One fault. A line that was refused was not counted when it was read, so its number is below zero."""

    bestand: str
    regel: int
    huishouden: str
    reden: str
    gevolg: str = ""

    @property
    def geweigerd(self) -> bool:
        """Say whether the line could not be cut into columns."""
        return self.regel < 0


def schrijf_fouten(bank: DuckDBPyConnection, pad: Path, geweigerd: Mapping[str, Sequence[int]]) -> int:
    """Write the faults to `pad`, and return how many lines have one.

    `geweigerd` has, per file, the lines that were refused.
    """
    schoon = []
    for fout, aantal in lees_fouten(bank).items():
        regel = regel_in_bestand(fout.regel, geweigerd.get(fout.bestand, ()))
        schoon.append((fout.bestand, regel, fout.huishouden, f"{fout.reden}{_met(aantal)}"))
    schoon.sort()
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand)
        schrijver.writerow(KOPPEN)
        schrijver.writerows(schoon)
    return len({(bestand, regel) for bestand, regel, _, _ in schoon})


def lees_fouten(bank: DuckDBPyConnection) -> dict[Fout, int]:
    """Return the faults that stand by themselves, each with how many lines follow from it."""
    leeg = ", ".join(f"coalesce({kolom}, '')" for kolom in ("huishouden_id", "reden", "gevolg"))
    rijen = bank.execute(f"SELECT DISTINCT bestand, regel, {leeg} FROM fouten").fetchall()
    return met_gevolgen([Fout(*rij) for rij in rijen])


def _met(aantal: int) -> str:
    """Say how many other lines were not looked at."""
    if not aantal:
        return ""
    return (
        f" Daardoor {'is 1 andere regel' if aantal == 1 else f'zijn {aantal} andere regels'} niet bekeken."
    )


def met_gevolgen(fouten: Sequence[Fout]) -> dict[Fout, int]:
    """Put what follows from a fault with it."""
    oorzaken = {(f.bestand, f.regel): f for f in fouten if f.geweigerd and not f.gevolg}
    per_huishouden: dict[str, list[Fout]] = {}
    for fout in sorted(fouten, key=lambda f: (f.bestand, abs(f.regel), f)):
        per_huishouden.setdefault(fout.huishouden, []).append(fout)
    telling: Counter[Fout] = Counter()
    for samen in per_huishouden.values():
        for fout in samen:
            if fout.gevolg == MEEGENOMEN:
                continue
            oorzaak = _oorzaak(fout, samen, oorzaken) if fout.huishouden else fout
            telling[oorzaak] += oorzaak != fout
    return dict(telling)


def _oorzaak(fout: Fout, samen: Sequence[Fout], oorzaken: Mapping[tuple[str, int], Fout]) -> Fout:
    """Return the fault of this household from which a fault follows; itself when there is none."""
    if not fout.gevolg:
        return fout
    zonder_huishouden = [f for f in samen if f.gevolg == HUISHOUDEN]
    if fout.gevolg == PERSOON and zonder_huishouden:
        return _oorzaak(zonder_huishouden[0], samen, oorzaken)
    bron = "huishoudens." if fout.gevolg == HUISHOUDEN else "personen."
    for ander in samen:
        if ander.bestand.startswith(bron):
            if ander.gevolg == MEEGENOMEN:
                return oorzaken[ander.bestand, ander.regel]
            if not ander.gevolg and (bron == "huishoudens." or _rij_ontbreekt(ander)):
                return ander
    return zonder_huishouden[0] if fout.gevolg == HUISHOUDEN else fout


def _rij_ontbreekt(fout: Fout) -> bool:
    """Say whether by this fault in `personen` a person, or who he is, was not read."""
    return fout.geweigerd or fout.reden.startswith(("rol:", "persoon_id:"))


def regel_in_bestand(regel: int, geweigerd: Sequence[int]) -> int:
    """Return the line in the file: a line that was refused was not counted when it was read."""
    if regel < 0:
        return -regel
    verschoven = regel
    while verschoven != (nieuw := regel + bisect_right(geweigerd, verschoven)):
        verschoven = nieuw
    return verschoven
