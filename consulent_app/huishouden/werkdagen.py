"""Working days and the public holidays that move a legal term (Algemene termijnenwet)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

DAG = timedelta(days=1)
ZATERDAG, ZONDAG = 5, 6


def is_werkdag(dag: date) -> bool:
    """Say whether a day is no Saturday, Sunday or public holiday."""
    return dag.weekday() < ZATERDAG and dag not in feestdagen(dag.year)


def volgende_werkdag(dag: date) -> date:
    """Return this day when it is a working day, otherwise the first working day after it."""
    while not is_werkdag(dag):
        dag += DAG
    return dag


def plus_werkdagen(dag: date, n: int) -> date:
    """Return the n-th working day after this day; the day itself does not count."""
    for _ in range(n):
        dag = volgende_werkdag(dag + DAG)
    return dag


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> frozenset[date]:
    """Return the days of article 3, first and second paragraph, in this year.

    Days that a royal decree equates for one year (third paragraph) are not in it: a term then ends
    earlier on paper than the law allows, never later.
    """
    pasen = _eerste_paasdag(jaar)
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - 2 * DAG,  # Goede Vrijdag, equated by the second paragraph
            pasen + 1 * DAG,
            _koningsdag(jaar),
            date(jaar, 5, 5),
            pasen + 39 * DAG,  # Hemelvaartsdag
            pasen + 50 * DAG,  # tweede pinksterdag
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def _koningsdag(jaar: int) -> date:
    # Until 2013 it was Koninginnedag on 30 April; on a Sunday both move to the Saturday before.
    dag = date(jaar, 4, 27 if jaar >= 2014 else 30)
    return dag - DAG if dag.weekday() == ZONDAG else dag


def _eerste_paasdag(jaar: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * w) // 451
    maand, dag = divmod(h + w - 7 * m + 114, 31)
    return date(jaar, maand, dag + 1)
