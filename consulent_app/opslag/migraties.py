"""Bring a database to the newest form: the numbered SQL files of `db/lokaal`, each once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.storing import LEEG

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

TE_NIEUW = (
    "Deze gegevens zijn gemaakt met een nieuwere versie van het programma. Installeer de nieuwste versie."
)


def migreer(database: Database, map_: Path) -> None:
    """Apply what is not applied yet, each file in one transaction with its name in the list.

    Raises OmgevingsFout when the database holds a migration that this program does not know.
    """
    reeks = _reeks(map_)
    bekend = {bestand.stem for bestand in _bestanden(map_)}
    if any(toegepast.name not in bekend for toegepast in reeks.applied(database)):
        raise OmgevingsFout(TE_NIEUW)
    reeks.apply(database)


def keur_gevuld(database: Database, map_: Path) -> None:
    """Raise OmgevingsFout when no migration was ever applied: the file is empty."""
    if not _reeks(map_).applied(database):
        raise OmgevingsFout(LEEG)


def _bestanden(map_: Path) -> list[Path]:
    return sorted(map_.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _reeks(map_: Path) -> Migrations:
    from sqlite_utils import Migrations

    reeks = Migrations("lokaal")
    for bestand in _bestanden(map_):
        reeks(name=bestand.stem)(_stap(bestand))
    return reeks


def _stap(bestand: Path) -> Callable[[Database], None]:
    def stap(database: Database) -> None:
        database.executescript(bestand.read_text(encoding="utf-8"))

    return stap
