"""The last days that a letter prints: objection, administrative appeal, payment and decision."""

from __future__ import annotations

from datetime import date, timedelta

from consulent_app.huishouden.werkdagen import volgende_werkdag

BEZWAAR = timedelta(weeks=6)
BEROEP = timedelta(days=10)
BETALING = timedelta(weeks=6)
BESLISSING = timedelta(weeks=8)


def bezwaar_tot(verzonden: date) -> date:
    """Return the last day to object: six weeks, counted from the day after sending.

    Awb 6:7 and 6:8; a Saturday, Sunday or public holiday moves it on (Algemene termijnenwet 1).
    """
    return volgende_werkdag(verzonden + BEZWAAR)


def beroep_tot(verzonden: date) -> date:
    """Return the last day for administrative appeal about kwijtschelding: ten days (URI 24)."""
    return volgende_werkdag(verzonden + BEROEP)


def betaald_voor(verzonden: date) -> date:
    """Return the day by which a granted amount is paid: six weeks (Awb 4:87).

    Not moved on by a weekend: the term binds the gemeente, so the earlier day is the safe one.
    """
    return verzonden + BETALING


def beslist_voor(ontvangen: date) -> date:
    """Return the day by which an application is decided: eight weeks after receipt (Awb 4:13)."""
    return ontvangen + BESLISSING


def aangevuld_voor(verzonden: date, weken: int) -> date:
    """Return the last day to send what is missing (Awb 4:5): so many weeks, moved off a day of rest."""
    return volgende_werkdag(verzonden + timedelta(weeks=weken))
