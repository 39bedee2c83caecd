"""The log of who did what: lines that are only added, each holding the hash of the line before.

What this proves and what it does not stands in docs/logboek.md; reading it through is `logcontrole`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from consulent_app.opslag import rijen
from consulent_app.opslag.waarden import Handeling, Logregel

if TYPE_CHECKING:
    from sqlite_utils import Database

BEGIN = "0" * 64
_VELDEN = ("actor", "rol", "actie", "object", "resultaat", "oorsprong", "reden")
KOLOMMEN = ("nr", "tijdstip", *_VELDEN, "vorige")


@dataclass(frozen=True, slots=True)
class Kop:
    """How far a log is: the number of its last line and that line's hash."""

    nr: int
    hash: str


LEEG = Kop(0, BEGIN)


def schrijf(database: Database, moment: datetime, handeling: Handeling) -> None:
    """Add a line, in the transaction that is open: it is there with what it tells of, or neither is."""
    voor = kop(database)
    regel: dict[str, Any] = {"nr": voor.nr + 1, "tijdstip": rijen.als_tijd(moment)}
    regel |= {**asdict(handeling), "vorige": voor.hash}
    database.table("logboek").insert({**regel, "hash": hash_van(regel)})


def hash_van(regel: Mapping[str, Any]) -> str:
    """Return the hash over all columns of a line but its own."""
    return hashlib.sha256(rijen.als_json([regel[kolom] for kolom in KOLOMMEN]).encode("ascii")).hexdigest()


def bestaat(database: Database) -> bool:
    """Say whether these data have a log: what an older program made has none yet."""
    return database.table("logboek").exists()


def kop(database: Database) -> Kop:
    """Return how far the log is now."""
    rij = database.execute("SELECT nr, hash FROM logboek ORDER BY nr DESC LIMIT 1").fetchone()
    return Kop(*rij) if rij else LEEG


def heeft(database: Database, kop: Kop) -> bool:
    """Say whether the log still holds what stood there when it was this far."""
    if kop.nr == 0:
        return kop == LEEG
    rij = database.execute("SELECT hash FROM logboek WHERE nr = ?", [kop.nr]).fetchone()
    return rij is not None and rij[0] == kop.hash


# --- reading -----------------------------------------------------------------------------------------

_REGELS = (
    "SELECT logboek.*, coalesce(dossier.kenmerk, '') AS kenmerk FROM logboek "
    "LEFT JOIN dossier ON dossier.id = logboek.object"
)


def regels(
    database: Database, actor: str = "", dag: date | None = None, hoogstens: int = -1, kenmerk: str = ""
) -> list[Logregel]:
    """Return the lines of one actor, one day at the desk and one dossier, the last first; '' is all.

    A dossier that is gone has its id for a reference.
    """
    waar, waarden = "actor = coalesce(nullif(?, ''), actor)", [actor]
    if dag is not None:
        waar += " AND tijdstip >= ? AND tijdstip < ?"
        waarden += [_begin_van(dag), _begin_van(dag + timedelta(days=1))]
    if kenmerk:
        waar += " AND object IN (?, (SELECT id FROM dossier WHERE kenmerk = ?))"
        waarden += [kenmerk, kenmerk]
    vraag = f"{_REGELS} WHERE {waar} ORDER BY nr DESC LIMIT ?"
    return [_regel(rij) for rij in database.query(vraag, [*waarden, hoogstens])]


def _begin_van(dag: date) -> str:
    return rijen.als_tijd(datetime.combine(dag, time()).astimezone())


def regels_over(database: Database, objecten: list[str]) -> list[Logregel]:
    """Return the lines about these objects, in the order in which it happened."""
    gaten = ", ".join("?" * len(objecten))
    vraag = f"{_REGELS} WHERE object IN ({gaten}) ORDER BY nr"
    return [_regel(rij) for rij in database.query(vraag, objecten)]


def actoren(database: Database) -> list[str]:
    """Return everybody who stands in the log."""
    return [rij[0] for rij in database.execute("SELECT DISTINCT actor FROM logboek ORDER BY actor")]


def _regel(rij: Mapping[str, Any]) -> Logregel:
    handeling = Handeling(**{veld: rij[veld] for veld in _VELDEN})
    return Logregel(rij["nr"], datetime.fromisoformat(rij["tijdstip"]), handeling, rij["kenmerk"])
