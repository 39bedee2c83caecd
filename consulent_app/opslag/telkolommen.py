"""Many rows as columns: each value once, and of every row where its value stands."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: So few at a time that they are still in the cache of the processor when they are looked at.
RIJEN_TEGELIJK = 128


@dataclass(frozen=True, slots=True)
class Kolom:
    """The values of one column in the order in which they first came, and their place in every row."""

    waarden: tuple[Any, ...]
    plekken: array[int]


#: Columns by name; one of whole numbers is those numbers.
Kolommen = Mapping[str, "Kolom | array[int]"]


class _Plekken(dict[Any, int]):
    """Gives each value that is new the next place."""

    def __missing__(self, waarde: Any) -> int:
        self[waarde] = plek = len(self)
        return plek


def lees_kolommen(cursor: Any, namen: Sequence[str], getallen: frozenset[str]) -> Kolommen:
    """Return what a query gives; no more than some rows are there as rows at any moment."""
    plekken = {naam: _Plekken() for naam in namen if naam not in getallen}
    delen = {naam: array("i" if naam in plekken else "q") for naam in namen}
    while rijen := cursor.fetchmany(RIJEN_TEGELIJK):
        for naam, kolom in zip(namen, zip(*rijen, strict=True), strict=True):
            waar = plekken.get(naam)
            delen[naam].extend(kolom if waar is None else map(waar.__getitem__, kolom))
    return {naam: Kolom(tuple(plekken[naam]), deel) if naam in plekken else deel
            for naam, deel in delen.items()}  # fmt: skip
