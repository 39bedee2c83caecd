"""The facts that are counted as tables of pandas, for whoever makes a count of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from consulent_app.opslag.telrijen import FEIT, REDEN, STAP

if TYPE_CHECKING:
    from pandas import DataFrame

    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.telfeitenkast import Rij

_GETALLEN = {"nr": "int64", "kind": "int64", "cent": "int64", "personen": "int64", "kinderen": "int64",
             "feit": "int64", "vervangt": "Int64"}  # fmt: skip


@dataclass(frozen=True)
class Teltabellen:
    """`feiten`, `redenen` and `stappen` with the columns of docs/tellingen.md.

    Days are ISO text, '' is unknown, `vervangt` is a whole number or missing.
    """

    feiten: DataFrame
    redenen: DataFrame
    stappen: DataFrame


def teltabellen(kast: Werkplek, van: date, tot: date) -> Teltabellen:
    """Return what is counted from one day up to and with another; raises Geweigerd, OmgevingsFout."""
    rijen = kast.telfeiten(van, tot)
    return Teltabellen(
        als_tabel(rijen.feiten, FEIT), als_tabel(rijen.redenen, REDEN), als_tabel(rijen.stappen, STAP)
    )


def als_tabel(rijen: list[Rij], kolommen: tuple[str, ...]) -> DataFrame:
    """Return rows of the store as a table; without rows it has the same columns and types."""
    import pandas

    tabel = pandas.DataFrame.from_records(rijen, columns=list(kolommen))
    return tabel.astype({kolom: _GETALLEN.get(kolom, "str") for kolom in kolommen})
