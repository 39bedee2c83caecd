"""Read the whole log through: every break in the chain, what was accepted of it, and what guards it.

A break that somebody looked into can be accepted. The line that says so holds a hash over all lines
before it as they were then: from there the chain begins anew, and who changes an older line is seen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app import paden
from consulent_app.opslag import migraties, rijen
from consulent_app.opslag.logboek import KOLOMMEN, LEEG, Kop, hash_van

if TYPE_CHECKING:
    from sqlite_utils import Database

AANVAARDEN = "logboek aanvaarden"
_AANVAARD = re.compile(r"regel 1-(\d+): ([0-9a-f]{64})")
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@dataclass(frozen=True, slots=True)
class Aanvaarding:
    """Until which line somebody took the log as it was."""

    tot: int
    door: str
    tijdstip: datetime
    reden: str


@dataclass(frozen=True, slots=True)
class Keten:
    """A log that was read through.

    `breuken` are the places where a line does not fit and that nobody accepted; `onbewaakt` names the
    triggers that keep tables from being changed and that are not there, or are not the program's own.
    """

    aantal: int
    vanaf: datetime | None
    breuken: tuple[int, ...] = ()
    aanvaard: tuple[Aanvaarding, ...] = ()
    onbewaakt: tuple[str, ...] = ()

    @property
    def eerste_fout(self) -> int | None:
        """Return the first line that does not fit, None when all do."""
        return self.breuken[0] if self.breuken else None


def controleer(database: Database) -> Keten:
    """Read every line and count its hash again."""
    lezer = _Lezer()
    for regel in _alles(database):
        lezer.lees(regel)
    return Keten(
        lezer.aantal, lezer.vanaf, tuple(lezer.breuken), tuple(lezer.aanvaard), tuple(onbewaakt(database))
    )


def stand(database: Database) -> str:
    """Return the log as it is now, for the line that accepts it."""
    lezer = _Lezer()
    for regel in _alles(database):
        lezer.lees(regel)
    return f"regel 1-{lezer.voor.nr}: {lezer.alles.hexdigest()}"


class _Lezer:
    """What is known after each line."""

    def __init__(self) -> None:
        self.voor, self.aantal = LEEG, 0
        self.vanaf: datetime | None = None
        self.breuken: list[int] = []
        self.aanvaard: list[Aanvaarding] = []
        self.alles = hashlib.sha256()

    def lees(self, regel: Mapping[str, Any]) -> None:
        self.aantal += 1
        self.vanaf = self.vanaf or datetime.fromisoformat(regel["tijdstip"])
        if (regel["nr"], regel["vorige"], regel["hash"]) != (
            self.voor.nr + 1,
            self.voor.hash,
            hash_van(regel),
        ):
            self.breuken.append(self.voor.nr + 1)
        elif self._aanvaardt(regel):
            self.breuken.clear()
            moment = datetime.fromisoformat(regel["tijdstip"])
            self.aanvaard.append(Aanvaarding(self.voor.nr, regel["actor"], moment, regel["reden"]))
        self.voor = Kop(regel["nr"], regel["hash"])
        self.alles.update(rijen.als_json(list(regel.values())).encode("ascii"))

    def _aanvaardt(self, regel: Mapping[str, Any]) -> bool:
        """Say whether this line takes all before it as it still is."""
        if (regel["actie"], regel["resultaat"]) != (AANVAARDEN, "gelukt"):
            return False
        gevonden = _AANVAARD.fullmatch(regel["object"])
        return gevonden is not None and gevonden.groups() == (str(self.voor.nr), self.alles.hexdigest())


def _alles(database: Database) -> Iterator[dict[str, Any]]:
    return database.query(f"SELECT {', '.join(KOLOMMEN)}, hash FROM logboek ORDER BY nr")


# --- what guards it ----------------------------------------------------------------------------------


def onbewaakt(database: Database) -> list[str]:
    """Return the triggers that are not there as the migrations make them."""
    nu = dict(database.execute(_TRIGGERS).fetchall())
    return sorted(naam for naam, sql in _zoals_het_hoort().items() if nu.get(naam) != sql)


def bewaak(database: Database) -> None:
    """Put the triggers back that are not there, or are others, in the open transaction."""
    hoort = _zoals_het_hoort()
    for naam in onbewaakt(database):
        database.execute(f"DROP TRIGGER IF EXISTS {naam}")
        database.execute(hoort[naam])


def _zoals_het_hoort() -> dict[str, str]:
    """Return the triggers of a database that was made just now, in memory."""
    from consulent_app.opslag.verbinding import in_geheugen

    leeg = in_geheugen()
    migraties.migreer(leeg, paden.migraties())
    triggers = dict(leeg.execute(_TRIGGERS).fetchall())
    leeg.close()
    return triggers
