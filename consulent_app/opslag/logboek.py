"""The log of who did what: lines that are only added, each holding the hash of the line before.

What this proves and what it does not stands in docs/logboek.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from consulent_app.opslag import rijen
from consulent_app.opslag.waarden import Handeling, Logregel

if TYPE_CHECKING:
    from sqlite_utils import Database

BEGIN = "0" * 64
_VELDEN = ("actor", "rol", "actie", "object", "resultaat", "oorsprong", "reden")
_KOLOMMEN = ("nr", "tijdstip", *_VELDEN, "vorige")


@dataclass(frozen=True, slots=True)
class Kop:
    """How far a log is: the number of its last line and that line's hash."""

    nr: int
    hash: str


LEEG = Kop(0, BEGIN)


@dataclass(frozen=True, slots=True)
class Keten:
    """A log that was read through; `eerste_fout` is the first line that does not fit, None when all do."""

    aantal: int
    vanaf: datetime | None
    eerste_fout: int | None


def schrijf(database: Database, moment: datetime, handeling: Handeling) -> None:
    """Add a line, in the transaction that is open: it is there with what it tells of, or neither is."""
    voor = kop(database)
    regel: dict[str, Any] = {"nr": voor.nr + 1, "tijdstip": rijen.als_tijd(moment)}
    regel |= {**asdict(handeling), "vorige": voor.hash}
    database.table("logboek").insert({**regel, "hash": _hash(regel)})


def _hash(regel: Mapping[str, Any]) -> str:
    return hashlib.sha256(rijen.als_json([regel[kolom] for kolom in _KOLOMMEN]).encode("ascii")).hexdigest()


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


def controleer(database: Database) -> Keten:
    """Read every line and count its hash again."""
    voor, vanaf, aantal, eerste_fout = LEEG, None, 0, None
    for regel in _alles(database):
        aantal += 1
        vanaf = vanaf or datetime.fromisoformat(regel["tijdstip"])
        past = (regel["nr"], regel["vorige"], regel["hash"]) == (voor.nr + 1, voor.hash, _hash(regel))
        if eerste_fout is None and not past:
            eerste_fout = voor.nr + 1
        voor = Kop(regel["nr"], regel["hash"])
    return Keten(aantal, vanaf, eerste_fout)


def _alles(database: Database) -> Iterator[dict[str, Any]]:
    return database.query(f"SELECT {', '.join(_KOLOMMEN)}, hash FROM logboek ORDER BY nr")


# --- reading -----------------------------------------------------------------------------------------

_REGELS = (
    "SELECT logboek.*, coalesce(dossier.kenmerk, '') AS kenmerk FROM logboek "
    "LEFT JOIN dossier ON dossier.id = logboek.object"
)


def regels(
    database: Database, actor: str = "", dag: date | None = None, hoogstens: int = -1
) -> list[Logregel]:
    """Return the lines of one actor ('' for all) and one day at the desk, the last first."""
    waar, waarden = "actor = coalesce(nullif(?, ''), actor)", [actor]
    if dag is not None:
        waar += " AND tijdstip >= ? AND tijdstip < ?"
        waarden += [_begin_van(dag), _begin_van(dag + timedelta(days=1))]
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
