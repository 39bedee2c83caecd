"""The facts as they come from the store, made ready to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consulent_app.tellingen.weken import EINDEN

if TYPE_CHECKING:
    from pandas import DataFrame, Series

FEIT = (
    "nr", "huishouden", "dag", "moment", "regeling", "naam", "persoon", "kind", "uitkomst", "wijze", "cent",
    "personen", "kinderen", "plaats", "gebied", "huishoudtype", "taal", "leeftijd", "eerste_contact",
    "vervangt", "pakket",
)  # fmt: skip
REDEN = ("feit", "soort", "wat")
STAP = ("nr", "huishouden", "dag", "soort", "wat")

#: How a judgement came out, in the order of the columns; each fact is in exactly one.
KOLOMMEN = ("toegekend", "afgewezen", "voorstel", "aanvraag", "open", "anders")
CORRECTIE = "correctie"
_KOLOM = {
    "toegekend": "toegekend", "afgewezen": "afgewezen", "aanvraag": "aanvraag", "onbekend": "open",
    "te_beslissen": "open", "bedrag_volgt": "open",
}  # fmt: skip
WIJZEN = ("ambtshalve", "aanvraag", "maatwerk")
#: The properties of a household by which is counted, with the values that always have a row.
KENMERKEN: Mapping[str, tuple[str, ...]] = {
    "plaats": ("serviceplein", "wijkspreekuur", "huisbezoek", "telefoon", "bestand"),
    "gebied": (),
    "huishoudtype": ("alleenstaande", "alleenstaande_ouder", "paar", "paar_met_kinderen"),
    "taal": ("nl",),
    "leeftijd": ("<27", "27-44", "45-AOW", "AOW+"),
}
PER_PERSOON, PER_HUISHOUDEN, PER_KIND = "persoon", "huishouden", "kind"


@dataclass(frozen=True)
class Telfeiten:
    """All facts of a store: judgements, their reasons, and the steps around them."""

    feiten: DataFrame
    redenen: DataFrame
    stappen: DataFrame
    #: Postcode areas by the name of the wijk, where the gemeente gave them.
    wijken: Mapping[str, str] = field(default_factory=dict)
    #: What counts as one: the register's definition.
    per: str = PER_PERSOON


def maak_gereed(bron: Telfeiten) -> tuple[DataFrame, DataFrame]:
    """Return facts and steps with their week, month and column; each decision stands there once."""
    feiten = _met_weken(_tel_per(bron.feiten, bron.per))
    feiten["kolom"] = _kolom(feiten)
    feiten["gebied"] = feiten["gebied"].map(lambda code: bron.wijken.get(code, code))
    feiten["reden"] = _eerste_reden(bron.redenen, feiten["nr"])
    feiten["eerste"] = _eerste_keer(feiten, ["huishouden", "persoon", "regeling"])
    feiten["bereikt"] = _eerste_keer(feiten, ["huishouden"])
    return feiten, _met_weken(bron.stappen)


def _tel_per(feiten: DataFrame, per: str) -> DataFrame:
    if per == PER_KIND:
        return feiten[feiten["kind"] == 1]
    if per == PER_HUISHOUDEN:
        return feiten.drop_duplicates(["huishouden", "regeling", "dag", "moment", "uitkomst"])
    return feiten


def _met_weken(rijen: DataFrame) -> DataFrame:
    """Add `week` as 202640 and `maand` as 202610: whole numbers sort and group fast."""
    import numpy as np
    import pandas as pd

    dagen = pd.to_datetime(rijen["dag"], format="%Y-%m-%d")
    iso = dagen.dt.isocalendar()
    jaar, week = iso["year"].astype("int64"), iso["week"].astype("int64")
    maand = np.searchsorted(np.array(EINDEN), week.to_numpy()) + 1
    return rijen.assign(dag=dagen, week=jaar * 100 + week, maand=jaar * 100 + maand)


def _kolom(feiten: DataFrame) -> Series:
    kolom = feiten["uitkomst"].map(_KOLOM).fillna("anders")
    kolom = kolom.where(feiten["moment"] != "voorstel", "voorstel")
    return kolom.where(~feiten["moment"].isin(["correctie", "intrekking"]), CORRECTIE)


def _eerste_reden(redenen: DataFrame, nummers: Series) -> Series:
    """Return of each refusal the first reason, which its letter opens with: each counts once."""
    afwijzing = redenen[redenen["soort"] == "afwijzing"].drop_duplicates("feit")
    return nummers.map(afwijzing.set_index("feit")["wat"]).fillna("")


def _eerste_keer(feiten: DataFrame, wie: list[str]) -> Series:
    """Say of each grant whether it is the first of the ISO year."""
    toegekend = feiten[feiten["kolom"] == "toegekend"].assign(jaar=lambda rijen: rijen["week"] // 100)
    eerste = toegekend.sort_values(["dag", "nr"]).drop_duplicates(["jaar", *wie]).index
    return feiten.index.isin(eerste)
