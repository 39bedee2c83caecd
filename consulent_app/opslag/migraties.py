"""Bring a database to the newest form: the numbered SQL files of `db/lokaal`, each once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.storing import LEEG, vertaald

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

TE_NIEUW = (
    "Deze gegevens zijn gemaakt met een nieuwere versie van het programma. Installeer de nieuwste versie."
)
MISLUKT = (
    "Het bijwerken van de gegevens voor deze versie van het programma is mislukt; er is niets veranderd. "
    "Werk door met de vorige versie en meld dit."
)


def migreer(database: Database, map_: Path) -> None:
    """Apply all that is not applied yet, in one transaction with the names in the list.

    Raises OmgevingsFout when the database holds a migration that this program does not know, or
    when one fails; the database then is as it was.
    """
    from sqlcipher3 import dbapi2

    keur_bekend(database, map_)
    with vertaald():
        try:
            with database.atomic():
                _reeks(map_).apply(database)
        except dbapi2.DatabaseError as fout:
            # A full disk has a sentence of its own; the rest is a fault in the file or in its data.
            if fout.sqlite_errorname not in ("SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH"):
                raise
            raise OmgevingsFout(MISLUKT) from fout


def keur_bekend(database: Database, map_: Path) -> None:
    """Raise OmgevingsFout when the database holds a migration that this program does not know."""
    if any(toegepast.name not in namen(map_) for toegepast in _reeks(map_).applied(database)):
        raise OmgevingsFout(TE_NIEUW)


def namen(map_: Path) -> list[str]:
    """Return the migrations that this program knows, in their order."""
    return [bestand.stem for bestand in _bestanden(map_)]


def laatste(database: Database, map_: Path) -> str:
    """Return the name of the last migration that was applied, '' for none."""
    toegepast = _reeks(map_).applied(database)
    return toegepast[-1].name if toegepast else ""


def moet_nog(database: Database, map_: Path) -> bool:
    """Say whether something is to be applied."""
    return bool(_reeks(map_).pending(database))


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
