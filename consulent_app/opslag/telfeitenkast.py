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
        """Return all that was counted here after these numbers, but for what went under an earlier name."""
        with self._verbindingen.schrijven() as database:
            tot_feit, tot_stap = database.execute(_ONDER_VORIGE).fetchone()
            vanaf = max(feit, tot_feit), max(feit, tot_feit), max(stap, tot_stap)
            return Telrijen(
                *(database.execute(vraag, [nr]).fetchall() for vraag, nr in zip(_NA, vanaf, strict=True))
            )

    def vergelijk_vorig(self, apparaat: str, daar: Telrijen) -> None:
        """Put down until where the server has what was counted here, under an earlier name of here.

        After that it may have what another computer counted under that name.
        """
        with self._verbindingen.schrijven() as database:
            hier = [database.execute(vraag, [0]).fetchall() for vraag in _NA]
            feit, stap = _gelijk_tot(hier[0], daar.feiten), _gelijk_tot(hier[2], daar.stappen)
            opdracht = "UPDATE vorig_apparaat SET feit = ?, stap = ? WHERE apparaat = ?"
            database.execute(opdracht, [feit, stap, apparaat])

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


def _gelijk_tot(hier: Sequence[tuple[Any, ...]], daar: Sequence[tuple[Any, ...]]) -> int:
    """Return the last number under which both have the same row."""
    # What a fact replaces is written with the number of a workplace, and that is another one now; behind
    # the columns of a step there is no such thing.
    los = telrijen.FEIT.index("vervangt")
    gezien = {rij[:los] + rij[los + 1 :] for rij in daar}
    return max((rij[0] for rij in hier if rij[:los] + rij[los + 1 :] in gezien), default=0)


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
# Of an earlier name of here the first are those of here.
_BEKEND = """
    SELECT w.apparaat,
        max(coalesce(v.feit, 0), (SELECT coalesce(max(nr), 0) FROM telfeit_elders AS e
                                  WHERE e.apparaat = w.apparaat)),
        max(coalesce(v.stap, 0), (SELECT coalesce(max(nr), 0) FROM telstap_elders AS e
                                  WHERE e.apparaat = w.apparaat))
    FROM werkplek AS w LEFT JOIN vorig_apparaat AS v ON v.apparaat = w.apparaat
"""
_ONDER_VORIGE = "SELECT coalesce(max(feit), 0), coalesce(max(stap), 0) FROM vorig_apparaat"
#: What a fact replaces, with the number under which the server has that.
_VERVANGT = (
    "coalesce((SELECT v.nummer << 40 | vervangt FROM vorig_apparaat AS v WHERE v.feit >= vervangt "
    "ORDER BY v.feit LIMIT 1), vervangt, vervangt_elders)"
)
_NA = (
    "SELECT "
    + ", ".join(_VERVANGT if naam == "vervangt" else naam for naam in telrijen.FEIT)
    + " FROM telfeit WHERE nr > ? ORDER BY nr",
    f"SELECT {', '.join(telrijen.REDEN)} FROM telreden WHERE feit > ? ORDER BY feit, soort, wat",
    f"SELECT {', '.join(telrijen.STAP)} FROM telstap WHERE nr > ? ORDER BY nr",
)
