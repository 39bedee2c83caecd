"""The facts that are counted: written by what is done with dossiers, read without any dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from consulent_app.besluiten.telfeiten import Telling
from consulent_app.opslag import telrijen
from consulent_app.opslag.verbinding import Verbindingen

Rij = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Telrijen:
    """Facts, their reasons and the steps of a period, in the columns of `telrijen`."""

    feiten: list[Rij]
    redenen: list[Rij]
    stappen: list[Rij]


class Telfeitenkast:
    """The facts of one open cupboard, from any thread."""

    def __init__(self, verbindingen: Verbindingen, klok: Callable[[], datetime]) -> None:
        self._verbindingen, self._klok = verbindingen, klok

    def tel(self, dossier_id: str, moment: str, telling: Telling) -> None:
        """Count a decision or a proposal, with its referrals."""
        with self._verbindingen.schrijven() as database:
            telrijen.tel(database, dossier_id, self._klok(), moment, telling)

    def trek_in(self, dossier_id: str, telling: Telling) -> None:
        """Count that the resident took back what was asked for."""
        with self._verbindingen.schrijven() as database:
            telrijen.trek_in(database, dossier_id, self._klok(), telling)

    def rijen(self, van: date, tot: date) -> Telrijen:
        """Return all that is counted from one day up to and with another, at one moment."""
        welke = [van.isoformat(), tot.isoformat()]
        # One transaction, so that no reason is there without its fact.
        with self._verbindingen.schrijven() as database:
            return Telrijen(*(database.execute(vraag, welke).fetchall() for vraag in _VRAGEN))


_VRAGEN = (
    f"SELECT {', '.join(telrijen.FEIT)} FROM telfeit WHERE dag BETWEEN ? AND ? ORDER BY nr",
    "SELECT feit, telreden.soort, wat FROM telreden JOIN telfeit ON nr = feit "
    "WHERE dag BETWEEN ? AND ? ORDER BY feit, telreden.soort, wat",
    f"SELECT {', '.join(telrijen.STAP)} FROM telstap WHERE dag BETWEEN ? AND ? ORDER BY nr",
)
