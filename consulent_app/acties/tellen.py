"""The facts that are counted as tables of pandas, for whoever makes a count of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from consulent_app.opslag.telkolommen import Kolom, Kolommen

if TYPE_CHECKING:
    from array import array

    from pandas import DataFrame

    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.telfeitenkast import Telkolommen


@dataclass(frozen=True)
class Teltabellen:
    """`feiten`, `redenen` and `stappen` with the columns of docs/tellingen.md.

    Text is a category; days are ISO text, '' is unknown. `vervangt` is a whole number or missing.
    """

    feiten: DataFrame
    redenen: DataFrame
    stappen: DataFrame


def teltabellen(kast: Werkplek, van: date, tot: date) -> Teltabellen:
    """Return what is counted from one day up to and with another; raises Geweigerd, OmgevingsFout."""
    return als_tabellen(kast.telfeiten(van, tot))


def als_tabellen(delen: Telkolommen) -> Teltabellen:
    """Return what was read of the store as tables."""
    return Teltabellen(als_tabel(delen.feiten), als_tabel(delen.redenen), als_tabel(delen.stappen))


def als_tabel(kolommen: Kolommen) -> DataFrame:
    """Return columns of the store as a table; without rows it has the same columns and types."""
    import pandas

    return pandas.DataFrame({naam: _kolom(naam, kolom) for naam, kolom in kolommen.items()}, copy=False)


def _kolom(naam: str, kolom: Kolom | array[int]) -> Any:
    import numpy
    import pandas

    if not isinstance(kolom, Kolom):
        return numpy.asarray(kolom, dtype="int64")
    plekken = numpy.asarray(kolom.plekken, dtype="int32")
    if naam == "vervangt":
        return pandas.array(kolom.waarden, dtype="Int64").take(plekken)
    return pandas.Categorical.from_codes(plekken, pandas.Index(kolom.waarden, dtype="str"))
