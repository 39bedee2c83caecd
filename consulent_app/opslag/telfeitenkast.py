"""The facts that are counted: written by what is done with dossiers, read without any dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

    feiten: Sequence[tuple[Any, ...]]
    redenen: Sequence[tuple[Any, ...]]
    stappen: Sequence[tuple[Any, ...]]


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
        """Return all that was counted here after these numbers."""
        with self._verbindingen.schrijven() as database:
            return Telrijen(
                *(
                    database.execute(vraag, [nr]).fetchall()
                    for vraag, nr in zip(_NA, (feit, feit, stap), strict=True)
                )
            )

    def bekend_van_anderen(self) -> dict[str, tuple[int, int]]:
        """Return the last fact and the last step that are known of each other workplace."""
        with self._verbindingen.lezen() as database:
            return {naam: (feit, stap) for naam, feit, stap in database.execute(_BEKEND)}

    def van_anderen(self, rijen: Telrijen) -> None:
        """Keep what others counted, each row with its apparaat in front; what is known stays as it is."""
        tabellen = (("telfeit", rijen.feiten), ("telreden", rijen.redenen), ("telstap", rijen.stappen))
        with self._verbindingen.schrijven() as database:
            for tabel, alle in tabellen:
                for deel in alle[:1]:
                    plekken = ", ".join("?" for _ in deel)
                    database.conn.executemany(
                        f"INSERT INTO {tabel}_elders VALUES ({plekken}) ON CONFLICT DO NOTHING", alle
                    )

    def kolommen(self, van: date, tot: date) -> Telkolommen:
        """Return all that is counted from one day up to and with another, at one moment.

        Also what other workplaces of the own organisation counted, as far as they told.
        """
        welke = [van.isoformat(), tot.isoformat()]
        # One transaction, so that no reason is there without its fact.
        with self._verbindingen.schrijven() as database:
            vragen = _VAN_ALLEN if database.execute(_IS_ER_MEER).fetchone() else _VRAGEN
            return Telkolommen(
                *(
                    lees_kolommen(database.execute(vraag, welke), namen, telrijen.GETALLEN)
                    for namen, vraag in vragen
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
_VAN_ALLEN = (
    (
        telrijen.FEIT,
        f"SELECT {', '.join(telrijen.FEIT)} FROM telfeit_alle WHERE dag BETWEEN ? AND ? ORDER BY nr",
    ),
    (
        telrijen.REDEN,
        f"SELECT {', '.join(telrijen.REDEN)} FROM telreden_alle "
        "WHERE feit IN (SELECT nr FROM telfeit_alle WHERE dag BETWEEN ? AND ?) ORDER BY feit, soort, wat",
    ),
    (
        telrijen.STAP,
        f"SELECT {', '.join(telrijen.STAP)} FROM telstap_alle WHERE dag BETWEEN ? AND ? ORDER BY nr",
    ),
)
_IS_ER_MEER = "SELECT 1 FROM (SELECT 1 FROM telfeit_elders UNION ALL SELECT 1 FROM telstap_elders) LIMIT 1"
_BEKEND = """
    SELECT w.apparaat, (SELECT coalesce(max(nr), 0) FROM telfeit_elders WHERE apparaat = w.apparaat),
        (SELECT coalesce(max(nr), 0) FROM telstap_elders WHERE apparaat = w.apparaat) FROM werkplek AS w
"""
_NA = (
    "SELECT "
    + ", ".join(
        "coalesce(vervangt, vervangt_elders)" if naam == "vervangt" else naam for naam in telrijen.FEIT
    )
    + " FROM telfeit WHERE nr > ? ORDER BY nr",
    f"SELECT {', '.join(telrijen.REDEN)} FROM telreden WHERE feit > ? ORDER BY feit, soort, wat",
    f"SELECT {', '.join(telrijen.STAP)} FROM telstap WHERE nr > ? ORDER BY nr",
)
