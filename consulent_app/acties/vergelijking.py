"""What another rule package would mean for a file of households: who gains, who loses, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.ambtshalve import aantal_delen, open_bank, werkmap_in
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import DUCKDB
from consulent_app.regels.sql.oordeel import STATUSSEN
from consulent_app.regels.sql.programma import compileer
from consulent_app.regels.uitkomst import KEREN_PER_JAAR, Status
from consulent_app.uitwisseling.bestand.bronnen import tekst, verpak, vind_bronnen
from consulent_app.uitwisseling.bestand.inlezen import Inlezer
from consulent_app.uitwisseling.bestand.meten import meet_vulling
from consulent_app.uitwisseling.bestand.overzicht import op_papier
from consulent_app.uitwisseling.bestand.rekenen import Rekenaar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GETALLEN = (
    "was",
    "wordt",
    "erbij",
    "eraf",
    "huishoudens_erbij",
    "huishoudens_eraf",
    "was_cent",
    "wordt_cent",
)


@dataclass
class Gevolg:
    """What changes for one regeling: outcomes with a right, households, and cents per year."""

    regeling: str
    naam: str
    telling: Counter[str] = field(default_factory=Counter)

    @property
    def verschil_cent(self) -> int:
        """Return how many cents a year more (or less) it costs."""
        return self.telling["wordt_cent"] - self.telling["was_cent"]

    def als_tekst(self) -> str:
        """Return one line: `Kindpakket: fiets: +212 huishoudens, +€ 62.400 per jaar`."""
        huishoudens = self.telling["huishoudens_erbij"] - self.telling["huishoudens_eraf"]
        euro = f"{abs(self.verschil_cent) / 100:,.0f}".replace(",", ".")
        geld = f"{'+' if self.verschil_cent >= 0 else '-'}€ {euro} per jaar"
        bij, af = self.telling["huishoudens_erbij"], self.telling["huishoudens_eraf"]
        beide = f" ({bij} erbij, {af} eraf)" if bij and af else ""
        return f"{self.naam}: {huishoudens:+d} huishoudens{beide}, {geld}"


@dataclass(frozen=True)
class Vergelijking:
    """The consequences per regeling, those of the old package first, and how many were looked at."""

    oud: Pakket
    nieuw: Pakket
    peildatum: date
    huishoudens: int
    fouten: int
    gevolgen: tuple[Gevolg, ...]

    def als_tekst(self) -> str:
        """Return the consequences in words; regelingen for which nothing changes are left out."""
        anders = [
            g.als_tekst()
            for g in self.gevolgen
            if g.telling["erbij"] or g.telling["eraf"] or g.verschil_cent
        ]
        kop = f"{self.huishoudens} huishoudens op {self.peildatum.isoformat()}:"
        return "\n".join([kop, *(anders or ["geen verschil voor deze huishoudens"])])


def vergelijk_bestand(
    map_in: Path, oud: Pakket, nieuw: Pakket, peildatum: date, map_uit: Path
) -> Vergelijking:
    """Judge a file by both packages; raises InvoerFout and OmgevingsFout as `toets_bestand` does.

    Only a certain right counts (`recht`): what is still unknown, or for a person to weigh, does not.
    `map_uit` is where there is room for what does not fit in memory.
    """
    with werkmap_in(map_uit) as werkmap, open_bank(werkmap) as bank:
        bronnen = vind_bronnen(map_in, bank)
        delen = aantal_delen(bronnen, bank)
        if delen > 1:
            bronnen = {n: verpak(b, werkmap, bank, delen) for n, b in bronnen.items()}
        regelingen = {**nieuw.regelingen, **oud.regelingen}
        gevolgen: dict[str, Gevolg] = {}
        huishoudens = 0
        for deel in range(delen):
            for pakket, tabel in ((oud, "recht_oud"), (nieuw, "recht_nieuw")):
                inlezer = Inlezer(bank, bronnen, pakket, peildatum, regelingen=regelingen)
                inlezer.lees(deel)
                vulling = meet_vulling(bank, pakket, inlezer.kolommen)
                Rekenaar(bank, pakket, compileer(pakket, peildatum, DUCKDB, vulling)).reken()
                _bewaar(bank, pakket, tabel)
            huishoudens += _een(bank, "SELECT count(*) FROM huishoudens")
            _tel(bank, regelingen, gevolgen)
        fouten = _een(bank, "SELECT count(*) FROM (SELECT DISTINCT bestand, regel FROM fouten)")
    volgorde = [*oud.regelingen, *nieuw.regelingen]
    rij = sorted(gevolgen.values(), key=lambda gevolg: volgorde.index(gevolg.regeling))
    return Vergelijking(oud, nieuw, peildatum, huishoudens, fouten, tuple(rij))


def _bewaar(bank: DuckDBPyConnection, pakket: Pakket, tabel: str) -> None:
    """Keep who has a right to what, and the cents a year."""
    keren = " ".join(
        f"WHEN {tekst(r.id)} THEN {KEREN_PER_JAAR[r.periode]}"
        for r in pakket.regelingen.values()
        if r.periode is not None
    )
    bank.execute(
        f"CREATE OR REPLACE TEMP TABLE {tabel} AS SELECT hh, huishouden_id, persoon_id, regeling,"
        f" coalesce(bedrag * CASE regeling {keren} ELSE 0 END, 0)::bigint AS cent FROM lang"
        f" WHERE status = {STATUSSEN.index(Status.RECHT)}"
    )


def _tel(bank: DuckDBPyConnection, regelingen: Any, gevolgen: dict[str, Gevolg]) -> None:
    zelfde = "o.huishouden_id = n.huishouden_id AND o.regeling = n.regeling"
    zelfde += " AND o.persoon_id IS NOT DISTINCT FROM n.persoon_id"
    rijen = bank.execute(
        "SELECT coalesce(o.regeling, n.regeling) AS regeling, count(o.hh), count(n.hh),"
        " count(*) FILTER (o.hh IS NULL), count(*) FILTER (n.hh IS NULL),"
        " count(DISTINCT n.huishouden_id) FILTER (o.hh IS NULL),"
        " count(DISTINCT o.huishouden_id) FILTER (n.hh IS NULL),"
        " coalesce(sum(o.cent), 0)::bigint, coalesce(sum(n.cent), 0)::bigint"
        f" FROM recht_oud o FULL JOIN recht_nieuw n ON {zelfde} GROUP BY ALL"
    ).fetchall()
    for regeling, *getallen in rijen:
        gevolg = gevolgen.setdefault(regeling, Gevolg(regeling, regelingen[regeling].naam))
        gevolg.telling.update(dict(zip(GETALLEN, map(int, getallen), strict=True)))


def _een(bank: DuckDBPyConnection, vraag: str) -> int:
    rij = bank.execute(vraag).fetchone()
    return int(rij[0]) if rij else 0


def schrijf_vergelijking(vergelijking: Vergelijking, woorden: Iterable[str], pad: Path) -> None:
    """Write the comparison as a workbook with a chart; raises OmgevingsFout when it cannot be written."""
    import xlsxwriter

    with werkmap_in(pad.parent) as werkmap:
        los = werkmap / pad.name
        keuzes = {"strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(werkmap)}
        with xlsxwriter.Workbook(str(los), keuzes) as boek:
            _gevolgenblad(boek, vergelijking)
            _woordenblad(boek, vergelijking, woorden)
            for blad in boek.worksheets():
                op_papier(blad)
        los.replace(pad)


KOPPEN = (
    "Regeling", "Recht nu", "Recht straks", "Huishoudens erbij", "Huishoudens eraf", "Euro per jaar nu",
    "Euro per jaar straks", "Verschil in euro per jaar",
)  # fmt: skip


def _gevolgenblad(boek: Any, vergelijking: Vergelijking) -> None:
    blad = boek.add_worksheet("Gevolgen")
    kop = boek.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    aantal, geld = boek.add_format({"num_format": "#,##0"}), boek.add_format({"num_format": "€ #,##0"})
    blad.set_column(0, 0, 44)
    blad.set_column(1, 7, 14)
    blad.set_row(0, 32)
    blad.freeze_panes(1, 1)
    for kolom, naam in enumerate(KOPPEN):
        blad.write(0, kolom, naam, kop)
    for rij, gevolg in enumerate(vergelijking.gevolgen, 1):
        t = gevolg.telling
        blad.write(rij, 0, gevolg.naam)
        for kolom, sleutel in enumerate(("was", "wordt", "huishoudens_erbij", "huishoudens_eraf"), 1):
            blad.write_number(rij, kolom, t[sleutel], aantal)
        for kolom, cent in enumerate((t["was_cent"], t["wordt_cent"], gevolg.verschil_cent), 5):
            blad.write_number(rij, kolom, cent / 100, geld)
    laatste = max(len(vergelijking.gevolgen), 1)
    blad.autofilter(0, 0, laatste, len(KOPPEN) - 1)
    grafiek = boek.add_chart({"type": "bar"})
    for kolom in (3, 4):
        grafiek.add_series(
            {
                "name": ["Gevolgen", 0, kolom],
                "categories": ["Gevolgen", 1, 0, laatste, 0],
                "values": ["Gevolgen", 1, kolom, laatste, kolom],
            }
        )
    grafiek.set_title({"name": "Huishoudens erbij en eraf, per regeling"})
    grafiek.set_y_axis({"reverse": True})
    grafiek.set_size({"width": 900, "height": 30 * max(laatste, 4) + 120})
    blad.insert_chart(laatste + 2, 0, grafiek)


def _woordenblad(boek: Any, vergelijking: Vergelijking, woorden: Iterable[str]) -> None:
    blad = boek.add_worksheet("Wat er verandert")
    blad.set_column(0, 0, 120)
    kop = (
        f"Van {vergelijking.oud.id} {vergelijking.oud.versie} naar {vergelijking.nieuw.id}"
        f" {vergelijking.nieuw.versie}, op {vergelijking.peildatum.isoformat()}"
    )
    regels = [
        kop,
        f"{vergelijking.huishoudens} huishoudens; alleen wie zeker recht heeft telt mee.",
        "",
        *woorden,
    ]
    for rij, regel in enumerate(regels):
        blad.write(rij, 0, regel)
