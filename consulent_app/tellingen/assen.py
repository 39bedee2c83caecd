"""Which rows the tables have, each with the first month of weeks in which it occurs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consulent_app.besluiten.schuldhulp import BESCHIKKINGEN, CONTACTSOORTEN, UITSTROOMREDENEN
from consulent_app.besluiten.schuldhulpstappen import (
    DOORSTROOM,
    DOORVERWEZEN,
    GEMEENTE,
    GESPREK,
    OP_TIJD,
    PLAN,
    POGING,
    TE_LAAT,
    UITSTROOM,
    WET,
)
from consulent_app.tellingen.feiten import KENMERKEN, Gereed
from consulent_app.tellingen.weken import Weekmaand

if TYPE_CHECKING:
    from pandas import DataFrame, Series

#: Of debt help: what every step is called, and the rows that each table always has.
SCHULDHULP = "schuldhulp_"
GEEN_CRISIS = "geen"
#: Both decisions on admission together, among the steps onwards.
EEN_BESLUIT = "besluit"
RIJEN_SCHULDHULP: Mapping[str, tuple[str, ...]] = {
    "schuldhulp": ("instroom", "gesprek", "doorstroom", "uitstroom"),
    "schuldhulp_instroom": (WET, GEMEENTE, GEEN_CRISIS),
    "schuldhulp_wachttijd": (OP_TIJD, TE_LAAT, ""),
    "schuldhulp_doorstroom": (DOORVERWEZEN, EEN_BESLUIT, PLAN),
    "schuldhulp_besluiten": tuple(BESCHIKKINGEN),
    "schuldhulp_beslistermijn": (OP_TIJD, TE_LAAT, ""),
    "schuldhulp_uitstroom": tuple(UITSTROOMREDENEN),
    "schuldhulp_contact": tuple(CONTACTSOORTEN),
}
#: What a table of debt help splits, where that is the word of the step itself.
SOORT_SCHULDHULP = {
    "schuldhulp_wachttijd": GESPREK, "schuldhulp_besluiten": DOORSTROOM,
    "schuldhulp_uitstroom": UITSTROOM, "schuldhulp_contact": POGING,
}  # fmt: skip


@dataclass(frozen=True)
class Assen:
    """Which rows the tables have, each with the first month in which it occurs.

    A month has the rows that occurred until then: so it never changes, and a row that is not there tells
    nothing about that month alone.
    """

    namen: Mapping[str, str]
    sinds: Mapping[str, Mapping[str, int]]

    def rijen(self, as_: str, maand: Weekmaand) -> tuple[str, ...]:
        """Return the rows of a table in a month."""
        code = maand.jaar * 100 + maand.nummer
        return tuple(rij for rij, sinds in self.sinds[as_].items() if sinds <= code)


def lees_assen(gereed: Gereed) -> Assen:
    """Return the rows that occur anywhere in the facts, beside those that are always there."""
    feiten, stappen, namen = gereed.feiten, gereed.stappen, gereed.namen
    regelingen = _sinds(feiten["regeling"], feiten["maand"])
    afgewezen = feiten["kolom"] == "afgewezen"
    per_soort = {
        naam: _van_stap(stappen, *soorten)
        for naam, soorten in (("verwijzingen", ("verwijzing", "nagegaan")), ("nazorg", ("nazorg",)))
    }
    return Assen(
        namen,
        {
            "regelingen": dict(sorted(regelingen.items(), key=lambda paar: namen[paar[0]].casefold())),
            **{naam: _waarden(feiten, naam) for naam in KENMERKEN},
            "afwijzingen": _sinds(feiten.loc[afgewezen, "reden"], feiten["maand"]),
            "vragen": _sinds(gereed.vragen["wat"], gereed.vragen["maand"]),
            **per_soort,
            **_schuldhulp(stappen),
        },
    )


def _sinds(waarden: Series, maanden: Series) -> dict[str, int]:
    eerste = maanden.loc[waarden.index].groupby(waarden, observed=True).min()
    return {str(waarde): int(maand) for waarde, maand in sorted(eerste.items())}


def _van_stap(stappen: DataFrame, *soorten: str) -> dict[str, int]:
    return _sinds(stappen.loc[stappen["soort"].isin(soorten), "wat"], stappen["maand"])


def _waarden(feiten: DataFrame, naam: str) -> dict[str, int]:
    """Return the values of a property; what is unknown comes last."""
    gezien = _sinds(feiten[naam], feiten["maand"])
    onbekend = {"": gezien.pop("")} if "" in gezien else {}
    return {**_met_vaste(dict.fromkeys(KENMERKEN[naam], 0), gezien), **onbekend}


def _met_vaste(vast: dict[str, int], gezien: dict[str, int]) -> dict[str, int]:
    return {**vast, **{rij: sinds for rij, sinds in gezien.items() if rij not in vast}}


def _schuldhulp(stappen: DataFrame) -> dict[str, dict[str, int]]:
    """Return the rows about debt help from the month on in which the desk first kept any of it."""
    soorten = _sinds(stappen["soort"], stappen["maand"])
    begin = min((sinds for soort, sinds in soorten.items() if soort.startswith(SCHULDHULP)), default=None)
    if begin is None:
        return {naam: {} for naam in RIJEN_SCHULDHULP}
    gezien = {naam: _van_stap(stappen, SOORT_SCHULDHULP.get(naam, "")) for naam in RIJEN_SCHULDHULP}
    for stap in (DOORVERWEZEN, PLAN):
        gezien["schuldhulp_besluiten"].pop(stap, None)
    return {
        naam: _met_vaste(dict.fromkeys(vast, begin), gezien[naam])
        for naam, vast in RIJEN_SCHULDHULP.items()
    }
