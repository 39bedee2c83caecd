"""The facts as they come from the store, made ready to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
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
#: What stays of the facts: as kinds, which count fast, and as numbers.
SOORT_KOLOMMEN = (
    "huishouden", "moment", "regeling", "kolom", "wijze", "plaats", "gebied", "huishoudtype", "taal",
    "leeftijd", "reden",
)  # fmt: skip
GETAL_KOLOMMEN = (
    "dag", "week", "maand", "cent", "personen", "kinderen", "eerste", "bereikt", "wachttijd",
)  # fmt: skip
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


@dataclass(frozen=True)
class Gereed:
    """The facts and steps with their week and month; `namen` are those of the regelingen."""

    feiten: DataFrame
    stappen: DataFrame
    vragen: DataFrame
    namen: Mapping[str, str]
    pakketten: tuple[str, ...]


def maak_gereed(bron: Telfeiten) -> Gereed:
    """Return what is counted, each decision once, with only what the counting needs."""
    import pandas as pd

    feiten = _met_weken(_tel_per(bron.feiten, bron.per))
    feiten["kolom"] = _kolom(feiten)
    if (~feiten["wijze"].isin(WIJZEN) & (feiten["kolom"] == "toegekend")).any():
        raise InvoerFout("Van een toekenning is niet bekend hoe zij is gedaan; de telfeiten kloppen niet.")
    feiten["gebied"] = feiten["gebied"].map(lambda code: bron.wijken.get(code, code))
    feiten["reden"] = feiten["regeling"] + "/" + _eerste_reden(bron.redenen, feiten["nr"])
    feiten["eerste"] = _eerste_keer(feiten, ["huishouden", "persoon", "regeling"])
    feiten["bereikt"] = _eerste_keer(feiten, ["huishouden"])
    contact = pd.to_datetime(feiten["eerste_contact"].replace("", None), format="%Y-%m-%d")
    feiten["wachttijd"] = (feiten["dag"] - contact).dt.days
    open_ = bron.redenen[bron.redenen["soort"] == "onbekend"].drop_duplicates(["feit", "wat"])
    vragen = open_.merge(feiten[["nr", "maand"]], left_on="feit", right_on="nr")[["wat", "maand"]]
    namen = dict(zip(feiten["regeling"], feiten["naam"], strict=True))
    pakketten = tuple(sorted(feiten["pakket"].unique()))
    nodig = feiten[[*SOORT_KOLOMMEN, *GETAL_KOLOMMEN]].astype(dict.fromkeys(SOORT_KOLOMMEN, "category"))
    return Gereed(nodig, _met_weken(bron.stappen), vragen, namen, pakketten)


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
    return nummers.map(afwijzing.set_index("feit")["wat"]).astype(object).fillna("")


def _eerste_keer(feiten: DataFrame, wie: list[str]) -> Series:
    """Say of each grant whether it is the first of the ISO year."""
    toegekend = feiten[feiten["kolom"] == "toegekend"].assign(jaar=lambda rijen: rijen["week"] // 100)
    eerste = toegekend.sort_values(["dag", "nr"]).drop_duplicates(["jaar", *wie]).index
    return feiten.index.isin(eerste)
