"""What a store keeps of the server: where it is, how far it was read, and what it does not know yet."""

from __future__ import annotations

import json
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
    generatie: str
    gehaald: int
    laatst: datetime | None


@dataclass(frozen=True, slots=True)
class Toestemming:
    """Whether a dossier may be shared, as of this moment of the clock."""

    dossier: str
    mag: bool
    hlc: int


def lees(database: Database) -> Centrale | None:
    """Return the server, None when there is none."""
    rij = database.execute("SELECT server, generatie, gehaald, laatst FROM centrale").fetchone()
    if rij is None:
        return None
    laatst = datetime.fromisoformat(rij[3]) if rij[3] else None
    return Centrale(json.loads(rij[0]), rij[1], rij[2], laatst)


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
        "UPDATE centrale SET generatie = ?, gehaald = 0 WHERE generatie <> ?", [generatie, generatie]
    )
    return bool(cursor.rowcount)


def zet_gehaald(database: Database, nr: int) -> None:
    """Note until which number the server was read."""
    database.execute("UPDATE centrale SET gehaald = max(gehaald, ?)", [nr])


def zet_laatst(database: Database, moment: datetime) -> None:
    """Note when an exchange last ended well."""
    database.execute("UPDATE centrale SET laatst = ?", [als_tijd(moment)])


def toestemmingen_te_sturen(database: Database) -> list[Toestemming]:
    """Return what the server does not know yet."""
    vraag = "SELECT dossier, mag, hlc FROM toestemming WHERE NOT bij_centrale ORDER BY hlc"
    return [Toestemming(dossier, bool(mag), hlc) for dossier, mag, hlc in database.execute(vraag)]


def toestemming_gestuurd(database: Database, toestemming: Toestemming) -> None:
    """Put down that the server knows, unless it changed meanwhile."""
    vraag = "UPDATE toestemming SET bij_centrale = 1 WHERE dossier = ? AND hlc = ?"
    database.execute(vraag, [toestemming.dossier, toestemming.hlc])


def tel(database: Database) -> tuple[int, int, int, int]:
    """Return how many dossiers wait to be told, delingen to go, dossiers to take in; and the unreadable."""
    vragen = (
        "SELECT count(*) FROM te_delen",
        "SELECT count(*) FROM deling WHERE NOT bij_centrale",
        "SELECT count(DISTINCT dossier) FROM deling WHERE stand = 0",
        "SELECT count(*) FROM deling WHERE stand = 2",
    )
    te_vertellen, te_sturen, te_verwerken, onleesbaar = (
        int(database.execute(vraag).fetchone()[0]) for vraag in vragen
    )
    return te_vertellen, te_sturen, te_verwerken, onleesbaar
