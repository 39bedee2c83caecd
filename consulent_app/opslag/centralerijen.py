"""What a store keeps of the server: where it is, how far it was read, and what it does not know yet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.opslag.rijen import als_json, als_tijd

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Centrale:
    """The server: how it is reached, and until which of its numbers it was read."""

    server: dict[str, Any]
    laatst: datetime | None
    generatie: str
    gehaald: int
    toestemming: int
    beurt: int
    vernietigd: int


#: What is read from the server by number.
CURSORS = ("gehaald", "toestemming", "beurt", "vernietigd")


@dataclass(frozen=True, slots=True)
class Toestemming:
    """Whether a dossier may be shared and was decided on, as of this moment of the clock."""

    dossier: str
    mag: bool
    beslist: bool
    hlc: int


def lees(database: Database) -> Centrale | None:
    """Return the server, None when there is none."""
    vraag = f"SELECT server, laatst, generatie, {', '.join(CURSORS)} FROM centrale"
    rij = database.execute(vraag).fetchone()
    if rij is None:
        return None
    server, laatst, generatie, *cursors = rij
    return Centrale(
        json.loads(server), datetime.fromisoformat(laatst) if laatst else None, generatie, *cursors
    )


def zet(database: Database, server: dict[str, Any]) -> None:
    """Keep how the server is reached."""
    database.execute(
        "INSERT INTO centrale (een, server) VALUES (1, ?) "
        "ON CONFLICT (een) DO UPDATE SET server = excluded.server",
        [als_json(server)],
    )


def zet_generatie(database: Database, generatie: str) -> bool:
    """Note what the server calls itself, and begin reading anew when it changed; say whether it did."""
    cursor = database.execute(
        f"UPDATE centrale SET generatie = ?, {', '.join(f'{naam} = 0' for naam in CURSORS)} "
        "WHERE generatie <> ?",
        [generatie, generatie],
    )
    return bool(cursor.rowcount)


def zet_cursor(database: Database, naam: str, nr: int) -> None:
    """Note until which number the server was read, for one of CURSORS."""
    assert naam in CURSORS
    database.execute(f"UPDATE centrale SET {naam} = max({naam}, ?)", [nr])


def zet_laatst(database: Database, moment: datetime) -> None:
    """Note when an exchange last ended well."""
    database.execute("UPDATE centrale SET laatst = ?", [als_tijd(moment)])


def toestemmingen_te_sturen(database: Database) -> list[Toestemming]:
    """Return what the server does not know yet."""
    vraag = "SELECT dossier, mag, beslist, hlc FROM toestemming WHERE NOT bij_centrale ORDER BY hlc"
    return [
        Toestemming(dossier, bool(mag), bool(beslist), hlc)
        for dossier, mag, beslist, hlc in database.execute(vraag)
    ]


def toestemmingen_gestuurd(database: Database, gestuurd: Iterable[Toestemming]) -> None:
    """Put down that the server knows, unless it changed meanwhile."""
    database.conn.executemany(
        "UPDATE toestemming SET bij_centrale = 1 WHERE dossier = ? AND mag = ? AND beslist = ? AND hlc = ?",
        [(t.dossier, t.mag, t.beslist, t.hlc) for t in gestuurd],
    )


def houd_nee(database: Database, dossier_id: str, hlc: int) -> None:
    """Let the server hear that the no of a dossier holds, also after this moment."""
    database.execute(
        "UPDATE toestemming SET hlc = max(hlc, ?), bij_centrale = 0 WHERE dossier = ? AND NOT mag",
        [hlc, dossier_id],
    )


def vernietigd_te_sturen(database: Database) -> list[str]:
    """Return the destroyed dossiers that the server may still have."""
    return [rij[0] for rij in database.execute("SELECT dossier FROM weg WHERE NOT bij_centrale")]


def vernietigd_gestuurd(database: Database, dossier_id: str) -> None:
    """Put down that the server has done with a dossier."""
    database.execute("UPDATE weg SET bij_centrale = 1 WHERE dossier = ?", [dossier_id])


def hoor_nee(database: Database, dossier_id: str, hlc: int) -> None:
    """Put down that at the server a no stands of this moment, also when the dossier comes later."""
    database.execute(
        "INSERT INTO toestemming (dossier, mag, beslist, hlc, bij_centrale) "
        "VALUES (?, 0, 0, ?, 1) "
        "ON CONFLICT (dossier) DO UPDATE SET mag = 0, hlc = excluded.hlc WHERE hlc <= excluded.hlc",
        [dossier_id, hlc],
    )
    volg_toestemming(database, dossier_id)


def volg_toestemming(database: Database, dossier_id: str) -> None:
    """Let a dossier of the other organisation be seen or not, as the last word on that is.

    A no need not stand in the document: it is not told to who may see nothing any more.
    """
    database.execute(
        "UPDATE dossier SET gedeeld = t.mag FROM toestemming AS t WHERE t.dossier = id AND id = ? "
        "AND gedeeld <> t.mag AND organisatie <> (SELECT organisatie FROM eigen)",
        [dossier_id],
    )


def tel(database: Database) -> tuple[int, int, int, int, int]:
    """Return how many dossiers wait to be told, delingen to go, dossiers to take in; and the unreadable.

    The last is in how many dossiers there is something that others do not have.
    """
    vragen = (
        "SELECT count(*) FROM te_delen",
        "SELECT count(*) FROM deling WHERE NOT bij_centrale AND apparaat = (SELECT apparaat FROM eigen)",
        "SELECT count(DISTINCT dossier) FROM deling WHERE stand = 0",
        "SELECT count(*) FROM deling WHERE stand = 2",
        "SELECT count(*) FROM (SELECT dossier FROM te_delen UNION SELECT dossier FROM deling "
        "WHERE NOT bij_centrale AND apparaat = (SELECT apparaat FROM eigen))",
    )
    te_vertellen, te_sturen, te_verwerken, onleesbaar, wachtend = (
        int(database.execute(vraag).fetchone()[0]) for vraag in vragen
    )
    return te_vertellen, te_sturen, te_verwerken, onleesbaar, wachtend
