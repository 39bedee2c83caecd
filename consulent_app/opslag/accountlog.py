"""What the log tells of the accounts: who came in last and when, and what was changed about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.opslag.waarden import GELUKT, Handeling, Logregel

if TYPE_CHECKING:
    from sqlite_utils import Database

_VELDEN = tuple(Handeling.__dataclass_fields__)


def laatste_keer(database: Database, acties: Sequence[str]) -> dict[str, datetime]:
    """Return when each actor did one of these for the last time, by the order of the log."""
    vraag = (
        "SELECT actor, tijdstip FROM logboek WHERE nr IN (SELECT max(nr) FROM logboek "
        f"WHERE resultaat = ? AND actie IN ({_gaten(acties)}) GROUP BY actor)"
    )
    rijen = database.execute(vraag, [GELUKT, *acties]).fetchall()
    return {actor: datetime.fromisoformat(moment) for actor, moment in rijen}


def regels_met(database: Database, acties: Sequence[str], hoogstens: int) -> list[Logregel]:
    """Return the lines of these, the last first; none of them is about a dossier."""
    vraag = (
        f"SELECT nr, tijdstip, {', '.join(_VELDEN)} FROM logboek WHERE actie IN ({_gaten(acties)}) "
        "ORDER BY nr DESC LIMIT ?"
    )
    return [
        Logregel(nr, datetime.fromisoformat(moment), Handeling(*velden), "")
        for nr, moment, *velden in database.execute(vraag, [*acties, hoogstens])
    ]


def _gaten(waarden: Sequence[str]) -> str:
    return ", ".join("?" * len(waarden))
