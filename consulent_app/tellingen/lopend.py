"""The weeks of the month of weeks that still runs: for the screen of who steers, never to hand on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from consulent_app.tellingen.feiten import CORRECTIE, Telfeiten, maak_gereed
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, TEKENS
from consulent_app.tellingen.tabellen import Tabel
from consulent_app.tellingen.weken import Week, Weekmaand, reeks
from consulent_app.tellingen.woorden import woorden

if TYPE_CHECKING:
    from pandas import DataFrame

KOLOMMEN = ("beoordeeld", "toegekend", "afgewezen", "voorstel", "begonnen", "nog_open")
_SLEUTELS = ("soort", "van", "tot", "begin")


def lopende_weken(bron: Telfeiten, vandaag: date) -> Tabel:
    """Return each week of the running month until today; only numbers that are small are hidden."""
    import pandas as pd

    deze, namen = Week.van(vandaag), woorden()
    weken = tuple(reeks(Weekmaand.met(deze).eerste, deze))
    rijen = [("week", str(week), str(week), week.maandag, *_tel(bron, week)) for week in weken]
    cijfers = pd.DataFrame(rijen, columns=[*_SLEUTELS, *KOLOMMEN]).astype(dict.fromkeys(KOLOMMEN, "Int64"))
    getallen = cijfers[list(KOLOMMEN)]
    tekens = getallen.map(lambda aantal: TEKENS[KLEIN] if aantal < GRENS else "")
    cijfers[list(KOLOMMEN)] = getallen.mask(getallen < GRENS)
    return Tabel(
        "lopend", namen["lopend.titel"], namen["lopend.definitie"], _SLEUTELS, KOLOMMEN, cijfers, tekens
    )


def _tel(bron: Telfeiten, week: Week) -> tuple[int, ...]:
    hier = replace(bron, feiten=_tussen(bron.feiten, week.maandag, week.zondag), redenen=bron.redenen[:0])
    kolom = maak_gereed(hier).feiten["kolom"]
    per_kolom = (int((kolom == naam).sum()) for naam in ("toegekend", "afgewezen", "voorstel"))
    begonnen = _begonnen(_tussen(bron.stappen, week.maandag, week.zondag))
    return (int((kolom != CORRECTIE).sum()), *per_kolom, len(begonnen), _open(bron, week.zondag))


def _open(bron: Telfeiten, tot: date) -> int:
    """Return how many households wait at the end of a day: begun, without decision and not closed."""
    stappen, feiten = (_tussen(rijen, date.min, tot) for rijen in (bron.stappen, bron.feiten))
    klaar = set(stappen.loc[stappen["soort"] == "afgesloten", "huishouden"])
    return len(_begonnen(stappen) - klaar - set(feiten.loc[feiten["moment"] == "besluit", "huishouden"]))


def _begonnen(stappen: DataFrame) -> set[str]:
    return set(stappen.loc[stappen["soort"] == "begonnen", "huishouden"])


def _tussen(rijen: DataFrame, van: date, tot: date) -> DataFrame:
    dagen = [dag for dag in rijen["dag"].unique() if van.isoformat() <= dag <= tot.isoformat()]
    return rijen[rijen["dag"].isin(dagen)]
