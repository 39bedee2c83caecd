"""A rule package written out as SQL, to run where the data already is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.lang import Lang
from consulent_app.regels.sql.oordeel import STATUSSEN, WIJZEN
from consulent_app.regels.sql.programma import Programma, compileer
from consulent_app.regels.sql.velden import kolommen

GEBRUIK = """\
Zo gebruikt u dit bestand:
1. Draai DEEL 1: dat maakt de tabellen.
2. Vul de tabellen. Ieder huishouden heeft een nummer hh, iedere persoon een nummer pp, iedere rij van
   inkomens, kosten en eerder_toegekend een nummer nr. Wat niet bekend is, blijft leeg (NULL).
3. Draai DEEL 2 en lees de views uitkomsten en ontbreekt. Zij zijn van dat moment: zijn de tabellen
   veranderd, draai DEEL 2 dan opnieuw. Dat kan zo vaak als nodig is.
Bedragen zijn hele centen. Datums zijn getallen: 20261118."""
#: What the columns of a table mean that are not the answer itself.
UITLEG = {
    "huishoudens": """\
kosten en eerder_toegekend: het aantal rijen van dit huishouden in die tabel; 0 is geen, leeg is onbekend.
Meer keuzes in één kolom (dreiging) staan als |ontruiming||afsluiting_water|; een lege tekst is geen.""",
    "personen": """\
rol: aanvrager, partner, kind of medebewoner; ieder huishouden heeft precies één aanvrager.
geboortedatum_v en geboortedatum_l: de eerste en de laatste dag die het kan zijn. Bij een hele datum zijn
zij gelijk, bij alleen een jaar 1 januari en 31 december, en is er niets bekend, dan zijn beide leeg.
inkomens: het aantal rijen van deze persoon in inkomens; 0 is geen inkomen, leeg is onbekend.""",
    "inkomens": "pp: van wie het inkomen is. nr: een eigen nummer voor iedere rij van een persoon.",
    "kosten": "persoon: de pp voor wie de kosten zijn; leeg is niet bekend.",
    "eerder_toegekend": "persoon: de pp voor wie het was. regeling: de naam zoals in uitkomsten.",
}
LEES = """\
uitkomsten: een rij per regeling en huishouden of persoon; bedrag in centen, per periode van de regeling.
De kolommen mist_... zijn voor de view ontbreekt. faalt: de som van de getallen van de voorwaarden die
zeker niet kloppen; de getallen staan hieronder."""


def als_sql(pakket: Pakket, peildatum: date, dialect: Dialect) -> str:
    """Return every statement of a package at one date, in the order in which they are to be run.

    First the tables to fill; then, to run again whenever these change, a table per step and two views:
    `uitkomsten` (a row per regeling and household or person) and `ontbreekt` (the path of every answer
    that one waits for). Raises InvoerFout when the peildatum lies outside the package.
    """
    programma = compileer(pakket, peildatum, dialect)
    kop = (
        f"{pakket.naam}, versie {pakket.versie}, peildatum {peildatum.isoformat()}, {dialect.naam}\n"
        f"sha256 {pakket.sha256}\n\n{GEBRUIK}\n\nDEEL 1: de tabellen"
    )
    deel_2 = "DEEL 2: de regels; vul eerst de tabellen van DEEL 1"
    return "\n\n".join(
        [
            _uitleg(kop), *_tabellen(pakket), _uitleg(deel_2), *_regels(programma),
            *_uitkomsten(pakket, Lang(programma, pakket)),
        ]
    )  # fmt: skip


def _uitleg(tekst: str) -> str:
    return "\n".join(f"-- {regel}".rstrip() for regel in tekst.splitlines())


def _tabellen(pakket: Pakket) -> Iterator[str]:
    for tabel, lijst in kolommen(pakket.velden).items():
        velden = ", ".join(f"{k.naam} {k.soort}" for k in lijst)
        yield f"{_uitleg(UITLEG[tabel])}\nCREATE TABLE IF NOT EXISTS {tabel} ({velden});"


def _regels(programma: Programma) -> Iterator[str]:
    # The views read the tables, so they go first.
    yield "DROP VIEW IF EXISTS ontbreekt;"
    yield "DROP VIEW IF EXISTS uitkomsten;"
    for naam, opdracht in programma.plan.stappen:
        yield f"DROP TABLE IF EXISTS {naam};"
        yield f"CREATE TABLE {naam} AS {opdracht};"


def _uitkomsten(pakket: Pakket, lang: Lang) -> Iterator[str]:
    nummers = "\n".join(
        f"{wat} {nummer}: {waarde.value}"
        for wat, lijst in (("status", STATUSSEN), ("wijze", WIJZEN))
        for nummer, waarde in enumerate(lijst)
        if waarde is not None
    )
    faalt = "\n".join(f"faalt {id_}: {_bits(pakket, id_)}" for id_ in pakket.regelingen)
    lees = _uitleg(f"{LEES}\n{nummers}\n{faalt}")
    yield f"{lees}\nCREATE VIEW uitkomsten AS {lang.uitkomsten()};"
    paden = lang.ontbreekt("uitkomsten")
    uitleg = _uitleg("ontbreekt: per uitkomst ieder antwoord dat nodig is; @ is een cijfer van de gemeente")
    yield f"{uitleg}\nCREATE VIEW ontbreekt AS SELECT DISTINCT * FROM ({paden}) paden;"


def _bits(pakket: Pakket, id_: str) -> str:
    eisen = enumerate(pakket.regelingen[id_].voorwaarden)
    return ", ".join(f"{1 << nummer} {eis.id}" for nummer, eis in eisen)
