"""A rule package written out as SQL, to run where the data already is."""

from __future__ import annotations

from datetime import date

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.lang import Lang
from consulent_app.regels.sql.oordeel import STATUSSEN, WIJZEN
from consulent_app.regels.sql.programma import compileer
from consulent_app.regels.sql.velden import kolommen


def als_sql(pakket: Pakket, peildatum: date, dialect: Dialect) -> str:
    """Return every statement of a package at one date, in the order in which they are to be run.

    First the tables to fill, then a table per step, and at the end two views: `uitkomsten` (a row per
    regeling and household or person) and `ontbreekt` (the path of every answer that one waits for).
    Raises InvoerFout when the peildatum lies outside the package.
    """
    programma = compileer(pakket, peildatum, dialect)
    lang = Lang(programma, pakket)
    kop = (
        f"-- {pakket.naam}, versie {pakket.versie}, peildatum {peildatum.isoformat()}, {dialect.naam}\n"
        f"-- sha256 {pakket.sha256}\n"
        "-- Bedragen zijn centen, datums getallen (20261118), leeg is onbekend."
    )
    tabellen = [
        f"CREATE TABLE IF NOT EXISTS {tabel} ({', '.join(f'{k.naam} {k.soort}' for k in lijst)});"
        for tabel, lijst in kolommen(pakket.velden).items()
    ]
    stappen = [f"CREATE TABLE {naam} AS {opdracht};" for naam, opdracht in programma.plan.stappen]
    betekenis = "".join(
        f"\n-- {wat} {nummer}: {waarde.value}"
        for wat, lijst in (("status", STATUSSEN), ("wijze", WIJZEN))
        for nummer, waarde in enumerate(lijst)
        if waarde is not None
    )
    uitkomsten = f"CREATE VIEW uitkomsten AS {lang.uitkomsten()};{betekenis}"
    paden = lang.ontbreekt("uitkomsten")
    ontbreekt = f"CREATE VIEW ontbreekt AS SELECT DISTINCT * FROM ({paden}) paden;"
    return "\n\n".join([kop, *tabellen, *stappen, uitkomsten, ontbreekt])
