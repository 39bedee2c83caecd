"""Who can be granted something without asking anything, and who after one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consulent_app.regels.sql.lang import Lang
from consulent_app.regels.sql.oordeel import STATUSSEN, WIJZEN
from consulent_app.regels.uitkomst import KEREN_PER_JAAR, Status, Wijze
from consulent_app.uitwisseling.bestand.bronnen import tekst
from consulent_app.uitwisseling.bestand.vragen import Vragen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KOLOMMEN = ("huishouden_id", "toe_te_kennen", "aantal", "euro_per_jaar", "bedrag_volgt", "vragen", "vraag")

ROLLEN = {
    "aanvrager": "de aanvrager",
    "partner": "de partner",
    "kind": "het kind",
    "medebewoner": "de medebewoner",
}


def maak_werklijst(bank: DuckDBPyConnection, lang: Lang) -> None:
    """Make the table `werklijst` from the outcomes: a row per household on it.

    `toe_te_kennen`: what can be granted ambtshalve now. `bedrag_volgt`: what is a right too, but of
    which the gemeente has not supplied the amount. `vraag`: the question, in words, when one answer
    alone is asked for.
    """
    bank.execute(f"CREATE OR REPLACE TEMP TABLE recht AS {_recht(lang)}")
    vragen = Vragen(bank, lang)
    vragen.zoek("SELECT hh FROM recht")
    wie = "regeling || coalesce(' (' || persoon_id || ')', '')"
    namen = f"list({wie}) FILTER"
    bank.execute(
        "CREATE OR REPLACE TEMP TABLE werklijst AS"
        f" WITH geven AS (SELECT hh, {namen} (vast) AS wat, count(*) FILTER (vast) AS aantal,"
        f" sum(centen) / 100 AS euro, {namen} (NOT vast) AS later FROM recht GROUP BY hh),"
        " vraag AS (SELECT hh, count(*) AS aantal, min(wie) AS wie, min(nr) AS nr,"
        " min(antwoord) AS antwoord FROM vragen GROUP BY hh),"
        f" open_ AS ({_open(vragen)})"
        f" SELECT h.huishouden_id, {_opsomming('g.wat')} AS toe_te_kennen,"
        " coalesce(g.aantal, 0)::integer AS aantal,"
        f" coalesce(g.euro, 0)::decimal(12, 2) AS euro_per_jaar, {_opsomming('g.later')} AS bedrag_volgt,"
        " coalesce(o.aantal, 0)::integer AS vragen, CASE WHEN o.aantal = 1"
        f" THEN {_vraag(lang)} END AS vraag"
        " FROM huishoudens h LEFT JOIN geven g ON g.hh = h.hh LEFT JOIN open_ o ON o.hh = h.hh"
        " LEFT JOIN vraag v ON v.hh = h.hh LEFT JOIN personen q ON q.pp = v.wie"
        " LEFT JOIN inkomens i ON i.nr = v.nr AND i.pp = v.wie"
        " WHERE g.hh IS NOT NULL OR o.aantal = 1"
    )


def _vraag(lang: Lang) -> str:
    """Return the SQL of the one question that is left, and of whom: the file need not have names."""

    def vraag(pad: str) -> str:
        return tekst(lang.pakket.velden_op_pad[pad].vraag)

    rollen = " ".join(f"WHEN {tekst(rol)} THEN {tekst(wie)}" for rol, wie in ROLLEN.items())
    wie = f"coalesce(CASE q.rol {rollen} END || ' (' || q.persoon_id || ')', '')"
    van_persoon = f"replace({lang.antwoord('v', vraag)}, '{{naam}}', {wie})"
    welk = "CASE WHEN i.nr IS NULL THEN '' ELSE ' (' || i.soort || ')' END"
    return f"coalesce({van_persoon} || {welk}, {lang.eigen_antwoord('o', vraag)})"


def _open(vragen: Vragen) -> str:
    """Return the query of how many answers each household is asked for, with the bits of its own."""
    bits = "".join(f", w.{woord}" for woord in vragen.eigen)
    return (
        f"SELECT coalesce(v.hh, w.hh) AS hh, coalesce(v.aantal, 0) + {vragen.aantal('w')} AS aantal{bits}"
        " FROM vraag v FULL JOIN vragen_huishouden w ON w.hh = v.hh"
    )


def _opsomming(lijst: str) -> str:
    # Sorting each short list is a tenth of the work of an aggregate that sorts.
    return f"array_to_string(list_sort({lijst}), ', ')"


def _recht(lang: Lang) -> str:
    """Return the query of what can be granted ambtshalve, in cents a year; `vast`: nothing is open."""
    eigen = [
        r for r in lang.pakket.regelingen.values() if r.door == "gemeente" and r.ambtshalve is not None
    ]
    if not eigen:
        niets = "NULL::bigint AS hh, '' AS regeling, '' AS persoon_id, 0 AS centen, TRUE AS vast"
        return f"SELECT {niets} WHERE FALSE"
    keren = " ".join(f"WHEN {tekst(r.id)} THEN {KEREN_PER_JAAR.get(r.periode or '', 1)}" for r in eigen)
    bekend = " AND ".join(f"({naam} & {~bits}) = 0" for naam, bits in lang.figuurbits.items()) or "TRUE"
    dicht = " AND ".join(f"({naam} & {bits}) = 0" for naam, bits in lang.figuurbits.items()) or "TRUE"
    in_natura = ", ".join(tekst(r.id) for r in eigen if r.in_natura) or "NULL"
    return (
        f"SELECT hh, regeling, persoon_id, bedrag * CASE regeling {keren} END AS centen,"
        f" bedrag IS NOT NULL OR (coalesce(regeling IN ({in_natura}), FALSE) AND {dicht}) AS vast"
        f" FROM ({lang.uitkomsten({r.id for r in eigen})})"
        f" WHERE status = {STATUSSEN.index(Status.RECHT)} AND wijze = {WIJZEN.index(Wijze.AMBTSHALVE)}"
        f" AND {bekend}"
    )


def schrijf_werklijst(bank: DuckDBPyConnection, pad: str) -> None:
    """Write the work list as CSV, those who get most first."""
    bank.execute(
        f"COPY (SELECT {', '.join(KOLOMMEN)} FROM werklijst ORDER BY euro_per_jaar DESC, aantal DESC,"
        f" huishouden_id) TO {tekst(pad)} (FORMAT csv, HEADER)"
    )
