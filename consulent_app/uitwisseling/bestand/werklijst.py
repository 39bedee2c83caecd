"""Who can be granted something without asking anything, and who after one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.oordeel import STATUSSEN
from consulent_app.regels.uitkomst import KEREN_PER_JAAR, Status
from consulent_app.uitwisseling.bestand.bronnen import tekst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KOLOMMEN = ("huishouden_id", "toe_te_kennen", "aantal", "euro_per_jaar", "bedrag_volgt", "vragen", "vraag")


def maak_werklijst(bank: DuckDBPyConnection, pakket: Pakket) -> None:
    """Make the table `werklijst` from `uitkomsten` and `vragen`: a row per household on it.

    `toe_te_kennen`: what can be granted ambtshalve now. `bedrag_volgt`: what is a right too, but of
    which the gemeente has not supplied the amount. `vraag`: the one answer that is asked for, when it
    is only one.
    """
    keren = " ".join(f"WHEN {tekst(periode)} THEN {aantal}" for periode, aantal in KEREN_PER_JAAR.items())
    in_natura = ", ".join(tekst(r.id) for r in pakket.regelingen.values() if r.in_natura)
    vast = "bedrag IS NOT NULL"
    if in_natura:
        vast += f" OR (regeling::varchar IN ({in_natura}) AND nog_vast_te_stellen IS NULL)"
    namen = (
        "string_agg(regeling::varchar || coalesce(' (' || persoon_id || ')', ''), ', '"
        " ORDER BY regeling::varchar, persoon_id)"
    )
    bank.execute(
        "CREATE OR REPLACE TEMP TABLE werklijst AS WITH recht AS (SELECT hh, regeling, persoon_id,"
        f" bedrag * CASE periode {keren} END AS euro, {vast} AS vast FROM uitkomsten"
        f" WHERE statusnummer = {STATUSSEN.index(Status.RECHT)}"
        " AND wijze = 'ambtshalve' AND ontbreekt IS NULL),"
        f" geven AS (SELECT hh, {namen} FILTER (vast) AS wat, count(*) FILTER (vast) AS aantal,"
        f" sum(euro) AS euro, {namen} FILTER (NOT vast) AS later FROM recht GROUP BY hh),"
        " vraag AS (SELECT hh, count(*) AS aantal, min(pad) AS pad FROM vragen GROUP BY hh)"
        " SELECT h.huishouden_id, g.wat AS toe_te_kennen, coalesce(g.aantal, 0)::integer AS aantal,"
        " coalesce(g.euro, 0)::decimal(12, 2) AS euro_per_jaar, g.later AS bedrag_volgt,"
        " coalesce(v.aantal, 0)::integer AS vragen, CASE WHEN v.aantal = 1 THEN v.pad END AS vraag"
        " FROM huishoudens h LEFT JOIN geven g ON g.hh = h.hh LEFT JOIN vraag v ON v.hh = h.hh"
        " WHERE g.hh IS NOT NULL OR v.aantal = 1"
    )


def schrijf_werklijst(bank: DuckDBPyConnection, pad: str) -> None:
    """Write the work list as CSV, those who get most first."""
    bank.execute(
        f"COPY (SELECT {', '.join(KOLOMMEN)} FROM werklijst ORDER BY euro_per_jaar DESC, aantal DESC,"
        f" huishouden_id) TO {tekst(pad)} (FORMAT csv, HEADER)"
    )
