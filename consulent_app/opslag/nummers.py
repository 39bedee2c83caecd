"""The numbers that were given out: after a copy was put back none of them comes a second time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

#: More than a workplace gives out between two copies, when nobody can tell how far it was.
SPRONG_DOSSIERS, SPRONG_VERKLARINGEN = 1000, 100


@dataclass(frozen=True, slots=True)
class Nummers:
    """The last number of a dossier in each year, and of a certificate of destruction."""

    dossiers: Mapping[int, int]
    verklaring: int


def uitgegeven(database: Database) -> dict[str, int]:
    """Return the last number of each table that never gives one out twice."""
    return dict(database.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def lees(database: Database) -> Nummers:
    """Return how far the numbers are."""
    dossiers = dict(database.execute("SELECT jaar, laatste FROM teller").fetchall())
    return Nummers(dossiers, uitgegeven(database).get("vernietiging", 0))


def sprong(database: Database, jaar: int) -> Nummers:
    """Return how far the numbers can have come in the running year, when that cannot be read."""
    nu = lees(database)
    verder = nu.dossiers.get(jaar, 0) + SPRONG_DOSSIERS
    return Nummers({**nu.dossiers, jaar: verder}, nu.verklaring + SPRONG_VERKLARINGEN)


def ga_verder(database: Database, na: Nummers) -> None:
    """Let the next number come after these, in the open transaction; none goes back."""
    for jaar, laatste in na.dossiers.items():
        database.execute(
            "INSERT INTO teller (jaar, laatste) VALUES (?, ?) "
            "ON CONFLICT (jaar) DO UPDATE SET laatste = max(laatste, excluded.laatste)",
            [jaar, laatste],
        )
    laatste = max(na.verklaring, lees(database).verklaring)
    # Also before the table itself is there, in a copy of an older program.
    database.execute("DELETE FROM sqlite_sequence WHERE name = 'vernietiging'")
    database.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('vernietiging', ?)", [laatste])
