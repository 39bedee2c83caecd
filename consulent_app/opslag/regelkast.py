"""Whose rule packages come in at this workplace, and which came in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from consulent_app.opslag.verbinding import Verbindingen


@dataclass(frozen=True, slots=True)
class Regelsleutel:
    """A key that counts here: whose it is, and since when."""

    naam: str
    publiek: bytes
    sinds: datetime


class Regelkast:
    """Verbs on one open store, from any thread; each is one transaction, or part of the open one."""

    def __init__(self, verbindingen: Verbindingen, map_: Path, klok: Callable[[], datetime]) -> None:
        self._verbindingen, self.map, self._klok = verbindingen, map_, klok

    def sleutels(self) -> list[Regelsleutel]:
        """Return the keys that count, by the name of their owners."""
        with self._verbindingen.lezen() as database:
            rijen = database.execute(
                "SELECT naam, publiek, sinds FROM regelsleutel ORDER BY naam"
            ).fetchall()
        return [
            Regelsleutel(naam, publiek, datetime.fromisoformat(sinds)) for naam, publiek, sinds in rijen
        ]

    def vertrouw(self, naam: str, publiek: bytes) -> None:
        """Let a key count from now on."""
        with self._verbindingen.schrijven() as database:
            database.execute(
                "INSERT INTO regelsleutel (publiek, naam, sinds) VALUES (?, ?, ?) "
                "ON CONFLICT (publiek) DO UPDATE SET naam = excluded.naam",
                [publiek, naam, self._klok().isoformat()],
            )

    def trek_in(self, publiek: bytes) -> None:
        """Let a key count no more; what it signed and was installed stays."""
        with self._verbindingen.schrijven() as database:
            database.execute("DELETE FROM regelsleutel WHERE publiek = ?", [publiek])

    def uitgaven(self) -> Mapping[tuple[str, str], str]:
        """Return what was installed: id and version, with the sum of what was signed."""
        with self._verbindingen.lezen() as database:
            rijen = database.execute("SELECT id, versie, som FROM regeluitgave").fetchall()
        return {(id_, versie): som for id_, versie, som in rijen}

    def noteer(self, id_: str, versie: str, som: str) -> None:
        """Put down that a package was installed, once more when it had to be mended."""
        with self._verbindingen.schrijven() as database:
            database.execute(
                "INSERT INTO regeluitgave (id, versie, som, geinstalleerd) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (id, versie) DO UPDATE SET som = excluded.som, "
                "geinstalleerd = excluded.geinstalleerd",
                [id_, versie, som, self._klok().isoformat()],
            )
