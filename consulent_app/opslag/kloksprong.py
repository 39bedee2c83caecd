"""Whether the clock of this computer jumped forward lately: then it may not say what is old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Longer than a holiday without anybody at the desk.
SPRONG = timedelta(days=35)
#: So long people can see that the date is wrong.
BEDENKTIJD = timedelta(days=7)


def laatste_sprong(database: Database, nu: datetime) -> datetime | None:
    """Return when the log jumped forward, if it did within the last days; else None.

    Lines of after this moment are of a clock that was set back since, and say nothing.
    """
    later = nu
    for (tekst,) in database.execute("SELECT tijdstip FROM logboek ORDER BY nr DESC"):
        moment = datetime.fromisoformat(tekst)
        if later <= nu and later - moment > SPRONG:
            return later
        if moment < nu - BEDENKTIJD:
            return None
        later = moment
    return None


def mag_weer_op(sprong: datetime) -> datetime:
    """Return when destroying is allowed again, if the date is right."""
    return sprong + BEDENKTIJD
