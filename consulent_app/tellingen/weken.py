"""ISO weeks and the fixed months of weeks (4, 4 and 5 weeks a quarter) in which is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar

_VORM = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
#: The last week of each month of weeks; the last month takes week 53 of the years that have one.
EINDEN = (4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47, 53)


@dataclass(frozen=True, order=True)
class Week:
    """One ISO week."""

    jaar: int
    nummer: int

    @classmethod
    def van(cls, dag: date) -> Week:
        """Return the week of a day; around New Year its year may be another than that of the day."""
        jaar, nummer, _ = dag.isocalendar()
        return cls(jaar, nummer)

    @property
    def maandag(self) -> date:
        """Return its first day."""
        return date.fromisocalendar(self.jaar, self.nummer, 1)

    @property
    def zondag(self) -> date:
        """Return its last day."""
        return self.maandag + timedelta(days=6)

    @property
    def volgende(self) -> Week:
        """Return the week after it."""
        return Week.van(self.maandag + timedelta(days=7))

    def __str__(self) -> str:
        return f"{self.jaar:04d}-W{self.nummer:02d}"


@dataclass(frozen=True, order=True)
class Weekmaand:
    """Four or five weeks of one ISO year, always the same ones: what is counted together."""

    jaar: int
    nummer: int

    @classmethod
    def met(cls, week: Week) -> Weekmaand:
        """Return the month in which a week falls."""
        return cls(week.jaar, next(n for n, eind in enumerate(EINDEN, 1) if week.nummer <= eind))

    @property
    def eerste(self) -> Week:
        """Return its first week."""
        return Week(self.jaar, EINDEN[self.nummer - 2] + 1 if self.nummer > 1 else 1)

    @property
    def laatste(self) -> Week:
        """Return its last week."""
        eind = EINDEN[self.nummer - 1]
        return Week(self.jaar, min(eind, weken_in(self.jaar)))

    @property
    def weken(self) -> tuple[Week, ...]:
        """Return its weeks in order."""
        return tuple(reeks(self.eerste, self.laatste))

    @property
    def telt_vanaf(self) -> date:
        """Return the first day on which it is over, and can be told of."""
        return self.laatste.zondag + timedelta(days=1)

    def is_voorbij(self, vandaag: date) -> bool:
        """Say whether nothing can be decided in it any more."""
        return vandaag >= self.telt_vanaf


def weken_in(jaar: int) -> int:
    """Return 52 or 53."""
    return date(jaar, 12, 28).isocalendar().week


def lees_week(tekst: str, vlag: str) -> Week:
    """Return a week as typed; raises InvoerFout."""
    delen = _VORM.fullmatch(tekst.strip())
    if not delen or not 1 <= int(delen[1]) <= 9998:
        raise InvoerFout(f"{vlag}: '{tekst}' is geen week; schrijf hem als 2026-W40.")
    jaar, nummer = int(delen[1]), int(delen[2])
    if not 1 <= nummer <= weken_in(jaar):
        raise InvoerFout(f"{vlag}: {jaar} heeft geen week {nummer}; de laatste is week {weken_in(jaar)}.")
    return Week(jaar, nummer)


def lees_periode(van: str, tot: str, namen: tuple[str, str] = ("--van", "--tot")) -> tuple[Week, Week]:
    """Return the first and the last week, as typed where they are asked by `namen`; raises InvoerFout."""
    eerste, laatste = lees_week(van, namen[0]), lees_week(tot, namen[1])
    if laatste < eerste:
        raise InvoerFout(f"Week {laatste} ligt voor week {eerste}; wissel {namen[0]} en {namen[1]} om.")
    return eerste, laatste


def reeks(van: Week, tot: Week) -> Iterator[Week]:
    """Yield the weeks from the one to the other, both included."""
    while van <= tot:
        yield van
        van = van.volgende


def maanden(van: Week, tot: Week) -> tuple[Weekmaand, ...]:
    """Return the months in which any of these weeks falls, in order."""
    return tuple(dict.fromkeys(Weekmaand.met(week) for week in reeks(van, tot)))


def leesbaar(van: Week, tot: Week) -> str:
    """Return `week 40 tot en met 47 van 2026 (28 september 2026 tot en met 22 november 2026)`."""
    dagen = f"{datum_leesbaar(van.maandag)} tot en met {datum_leesbaar(tot.zondag)}"
    if van == tot:
        return f"week {van.nummer} van {van.jaar} ({dagen})"
    begin = f"week {van.nummer}" if van.jaar == tot.jaar else f"week {van.nummer} van {van.jaar}"
    return f"{begin} tot en met week {tot.nummer} van {tot.jaar} ({dagen})"
