"""The facts as they come from the store, made ready to be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.tellingen.weken import EINDEN

if TYPE_CHECKING:
    from pandas import Categorical, DataFrame, Series

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
#: These moments are columns of their own, however it came out.
_MOMENT = {"voorstel": "voorstel", CORRECTIE: CORRECTIE, "intrekking": CORRECTIE}
_TEKST = (
    "huishouden", "dag", "moment", "regeling", "naam", "persoon", "uitkomst", "wijze", "plaats", "gebied",
    "huishoudtype", "taal", "leeftijd", "eerste_contact", "pakket",
)  # fmt: skip
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
    feiten = _met_weken(_tel_per(_als_soorten(bron.feiten, _TEKST), bron.per))
    feiten["kolom"] = _kolom(feiten)
    if (~feiten["wijze"].isin(WIJZEN) & (feiten["kolom"] == "toegekend")).any():
        raise InvoerFout("Van een toekenning is niet bekend hoe zij is gedaan; de telfeiten kloppen niet.")
    feiten["gebied"] = feiten["gebied"].map(lambda code: bron.wijken.get(code, code))
    redenen = _als_soorten(bron.redenen, ("soort", "wat"))
    feiten["reden"] = _eerste_reden(redenen, feiten)
    feiten["eerste"] = _eerste_keer(feiten, ["huishouden", "persoon", "regeling"])
    feiten["bereikt"] = _eerste_keer(feiten, ["huishouden"])
    feiten["wachttijd"] = (feiten["dag"] - _dagen(feiten["eerste_contact"])).dt.days
    per_naam = feiten[["regeling", "naam"]].drop_duplicates(keep="last")
    namen = dict(zip(per_naam["regeling"], per_naam["naam"], strict=True))
    pakketten = tuple(sorted(feiten["pakket"].unique()))
    nodig = _als_soorten(feiten[[*SOORT_KOLOMMEN, *GETAL_KOLOMMEN]], SOORT_KOLOMMEN)
    stappen = _met_weken(_als_soorten(bron.stappen, ("huishouden", "dag", "soort", "wat")))
    return Gereed(nodig, stappen, _vragen(redenen, feiten), namen, pakketten)


def _als_soorten(rijen: DataFrame, kolommen: Sequence[str]) -> DataFrame:
    """Return a copy with these columns as kinds: what is done with them is done once for each value."""
    return rijen.astype(dict.fromkeys(kolommen, "category"))


def _tel_per(feiten: DataFrame, per: str) -> DataFrame:
    if per == PER_KIND:
        return feiten[feiten["kind"] == 1]
    if per == PER_HUISHOUDEN:
        return feiten.drop_duplicates(["huishouden", "regeling", "dag", "moment", "uitkomst"])
    return feiten


def _dagen(tekst: Series) -> Series:
    """Return days of ISO text; of '' no day."""
    import pandas as pd

    dagen = pd.to_datetime(tekst.cat.categories.to_series().replace("", None), format="%Y-%m-%d")
    return pd.Series(pd.DatetimeIndex(dagen).take(tekst.cat.codes, fill_value=pd.NaT), tekst.index)


def _met_weken(rijen: DataFrame) -> DataFrame:
    """Add `week` as 202640 and `maand` as 202610: whole numbers sort and group fast."""
    import numpy as np
    import pandas as pd

    plekken = rijen["dag"].cat.codes.to_numpy()
    dagen = pd.DatetimeIndex(pd.to_datetime(rijen["dag"].cat.categories, format="%Y-%m-%d"))
    iso = dagen.isocalendar()
    jaar, week = (iso[naam].to_numpy("int64") for naam in ("year", "week"))
    maand = np.searchsorted(np.array(EINDEN), week) + 1
    honderd = jaar * 100
    return rijen.assign(
        dag=dagen.take(plekken), week=(honderd + week)[plekken], maand=(honderd + maand)[plekken]
    )


def _kolom(feiten: DataFrame) -> Categorical:
    import numpy as np
    import pandas as pd

    namen = (*KOLOMMEN, CORRECTIE)
    uitkomst, moment = feiten["uitkomst"].cat, feiten["moment"].cat
    van_uitkomst = [namen.index(_KOLOM.get(waarde, "anders")) for waarde in uitkomst.categories]
    van_moment = [namen.index(_MOMENT[waarde]) if waarde in _MOMENT else -1 for waarde in moment.categories]
    gewoon, anders = (
        np.array(waarden, dtype="int64")[van.codes]
        for waarden, van in ((van_uitkomst, uitkomst), (van_moment, moment))
    )
    return pd.Categorical.from_codes(np.where(anders < 0, gewoon, anders), list(namen))


def _eerste_reden(redenen: DataFrame, feiten: DataFrame) -> Series:
    """Return of each refusal the regeling and the first reason, which its letter opens with."""
    afwijzing = redenen[redenen["soort"] == "afwijzing"].drop_duplicates("feit")
    eerste = afwijzing.set_index("feit")["wat"].astype(object)
    afgewezen = feiten[feiten["kolom"] == "afgewezen"]
    waarom = afgewezen["nr"].map(eerste).astype(object).fillna("")
    return (afgewezen["regeling"].astype(object) + "/" + waarom).reindex(feiten.index, fill_value="")


def _eerste_keer(feiten: DataFrame, wie: list[str]) -> Series:
    """Say of each grant whether it is the first of the ISO year."""
    toegekend = feiten.loc[feiten["kolom"] == "toegekend", ["dag", "nr", "week", *wie]]
    op_volgorde = toegekend.assign(jaar=toegekend["week"] // 100).sort_values(["dag", "nr"])
    return feiten.index.isin(op_volgorde.drop_duplicates(["jaar", *wie]).index)


def _vragen(redenen: DataFrame, feiten: DataFrame) -> DataFrame:
    """Return the questions on which judgements hung, with the month of each."""
    open_ = redenen[redenen["soort"] == "onbekend"].drop_duplicates(["feit", "wat"])
    maanden = open_["feit"].map(feiten.set_index("nr")["maand"])
    return open_.assign(maand=maanden)[["wat", "maand"]].dropna().astype({"maand": "int64"})
