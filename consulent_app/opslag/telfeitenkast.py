"""The facts that are counted: written by what is done with dossiers, read without any dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from consulent_app.besluiten.telfeiten import Telling
from consulent_app.opslag import telrijen
from consulent_app.opslag.telkolommen import Kolommen, lees_kolommen
from consulent_app.opslag.verbinding import Verbindingen


@dataclass(frozen=True, slots=True)
class Telkolommen:
    """Facts, their reasons and the steps of a period, in the columns of `telrijen`."""

    feiten: Kolommen
    redenen: Kolommen
    stappen: Kolommen


@dataclass(frozen=True, slots=True)
class Telrijen:
    """Facts, their reasons and the steps, as rows in the columns of `telrijen`."""

    feiten: list[tuple[Any, ...]]
    redenen: list[tuple[Any, ...]]
    stappen: list[tuple[Any, ...]]


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

    def na(self, feit: int, stap: int) -> Telrijen:
        """Return all that is counted after these numbers."""
        with self._verbindingen.schrijven() as database:
            return Telrijen(
                *(
                    database.execute(vraag, [nr]).fetchall()
                    for vraag, nr in zip(_NA, (feit, feit, stap), strict=True)
                )
            )

    def kolommen(self, van: date, tot: date) -> Telkolommen:
        """Return all that is counted from one day up to and with another, at one moment."""
        welke = [van.isoformat(), tot.isoformat()]
        # One transaction, so that no reason is there without its fact.
        with self._verbindingen.schrijven() as database:
            return Telkolommen(
                *(
                    lees_kolommen(database.execute(vraag, welke), namen, telrijen.GETALLEN)
                    for namen, vraag in _VRAGEN
                )
            )


#: Mostly nearly all rows are asked for: by the index on days they would have to be sorted again.
_VRAGEN = (
    (
        telrijen.FEIT,
        f"SELECT {', '.join(telrijen.FEIT)} FROM telfeit NOT INDEXED WHERE dag BETWEEN ? AND ? ORDER BY nr",
    ),
    (
        telrijen.REDEN,
        f"SELECT {', '.join(telrijen.REDEN)} FROM telreden "
        "WHERE feit IN (SELECT nr FROM telfeit WHERE dag BETWEEN ? AND ?) ORDER BY feit, soort, wat",
    ),
    (
        telrijen.STAP,
        f"SELECT {', '.join(telrijen.STAP)} FROM telstap NOT INDEXED WHERE dag BETWEEN ? AND ? ORDER BY nr",
    ),
)
_NA = (
    f"SELECT {', '.join(telrijen.FEIT)} FROM telfeit WHERE nr > ? ORDER BY nr",
    f"SELECT {', '.join(telrijen.REDEN)} FROM telreden WHERE feit > ? ORDER BY feit, soort, wat",
    f"SELECT {', '.join(telrijen.STAP)} FROM telstap WHERE nr > ? ORDER BY nr",
)
