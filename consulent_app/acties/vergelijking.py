"""What another rule package would mean for a file of households: who gains, who loses, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.ambtshalve import aantal_delen, open_bank, werkmap_in
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.sql.dialect import DUCKDB
from consulent_app.regels.sql.oordeel import STATUSSEN
from consulent_app.regels.sql.programma import compileer
from consulent_app.regels.sql.velden import kolommen
from consulent_app.regels.uitkomst import KEREN_PER_JAAR, Status
from consulent_app.uitwisseling.bestand.bronnen import tekst, verpak, vind_bronnen
from consulent_app.uitwisseling.bestand.foutenlijst import lees_fouten
from consulent_app.uitwisseling.bestand.inlezen import Inlezer
from consulent_app.uitwisseling.bestand.kolomnamen import niet_gelezen
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
    "was_open",
    "wordt_open",
)
#: What is counted, each apart, and how a line of text calls it.
SOORTEN = {Status.RECHT: "", Status.BEOORDELING: " (medewerker beoordeelt)"}
ONBEKEND = "onbekend"


@dataclass
class Gevolg:
    """What changes for one regeling: outcomes of one status, households, and cents per year.

    `was_open` and `wordt_open` count the outcomes of which the amount is not known.
    """

    regeling: str
    naam: str
    status: Status
    telling: Counter[str] = field(default_factory=Counter)

    def cent(self, wanneer: str) -> int | None:
        """Return the cents a year of `was` or `wordt`; None when an amount among them is not known."""
        return None if self.telling[f"{wanneer}_open"] else self.telling[f"{wanneer}_cent"]

    @property
    def verschil_cent(self) -> int | None:
        """Return how many cents a year more (or less) it costs; None when an amount is not known."""
        was, wordt = self.cent("was"), self.cent("wordt")
        return None if was is None or wordt is None else wordt - was

    @property
    def verandert(self) -> bool:
        """Say whether anything is different, as far as the amounts are known."""
        t = self.telling
        return bool(
            t["erbij"] or t["eraf"] or t["was_cent"] != t["wordt_cent"] or t["was_open"] != t["wordt_open"]
        )

    def als_tekst(self) -> str:
        """Return one line: `Kindpakket: fiets: +212 huishoudens, +€ 62.400 per jaar`."""
        bij, af = self.telling["huishoudens_erbij"], self.telling["huishoudens_eraf"]
        beide = f" ({bij} erbij, {af} eraf)" if bij and af else ""
        return f"{self.naam}{SOORTEN[self.status]}: {bij - af:+d} huishoudens{beide}, {self._geld()}"

    def _geld(self) -> str:
        verschil = self.verschil_cent
        if verschil is None:
            return "bedrag onbekend"
        euro = f"{abs(verschil) / 100:,.0f}".replace(",", ".")
        misschien = "misschien " if self.status is Status.BEOORDELING else ""
        return f"{misschien}{'+' if verschil >= 0 else '-'}€ {euro} per jaar"


@dataclass(frozen=True)
class Vergelijking:
    """The consequences per regeling, those of the old package first, and how many were looked at.

    `niet_gelezen` names, per file, the columns that neither package reads.
    """

    oud: Pakket
    nieuw: Pakket
    peildatum: date
    huishoudens: int
    fouten: int
    gevolgen: tuple[Gevolg, ...]
    niet_gelezen: tuple[str, ...]

    def als_tekst(self) -> str:
        """Return the consequences in words; regelingen for which nothing changes are left out."""
        anders = [g.als_tekst() for g in self.gevolgen if g.verandert]
        kop = f"{self.huishoudens} huishoudens op {self.peildatum.isoformat()}:"
        return "\n".join([kop, *(anders or ["geen verschil voor deze huishoudens"])])


def vergelijk_bestand(
    map_in: Path, oud: Pakket, nieuw: Pakket, peildatum: date, map_uit: Path
) -> Vergelijking:
    """Judge a file by both packages; raises InvoerFout and OmgevingsFout as `toets_bestand` does.

    A certain right counts, and apart from it what a person weighs; what is still unknown does not.
    `map_uit` is where there is room for what does not fit in memory.
    """
    with werkmap_in(map_uit) as werkmap, open_bank(werkmap) as bank:
        bronnen = vind_bronnen(map_in, bank)
        delen = aantal_delen(bronnen, bank)
        if delen > 1:
            bronnen = {n: verpak(b, werkmap, bank, delen) for n, b in bronnen.items()}
        regelingen = {**nieuw.regelingen, **oud.regelingen}
        gevolgen: dict[tuple[str, Status], Gevolg] = {}
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
        fouten = len({(fout.bestand, fout.regel) for fout in lees_fouten(bank)})
    volgorde = [*oud.regelingen, *nieuw.regelingen]
    rij = sorted(
        gevolgen.values(),
        key=lambda gevolg: (volgorde.index(gevolg.regeling), gevolg.status.value != "recht"),
    )
    vreemd = niet_gelezen(bronnen, kolommen({**oud.velden, **nieuw.velden}))
    return Vergelijking(oud, nieuw, peildatum, huishoudens, fouten, tuple(rij), vreemd)


def _bewaar(bank: DuckDBPyConnection, pakket: Pakket, tabel: str) -> None:
    """Keep who has, or may have, a right to what, and the cents a year; NULL where these are not known."""
    keren = " ".join(
        f"WHEN {tekst(r.id)} THEN bedrag * {KEREN_PER_JAAR.get(r.periode or '', 0)}"
        for r in pakket.regelingen.values()
        if r.bedrag is not None
    )
    statussen = ", ".join(str(STATUSSEN.index(status)) for status in SOORTEN)
    bank.execute(
        f"CREATE OR REPLACE TEMP TABLE {tabel} AS SELECT hh, huishouden_id, persoon_id, regeling, status,"
        f" (CASE regeling {keren} ELSE 0 END)::bigint AS cent FROM lang WHERE status IN ({statussen})"
    )


def _tel(
    bank: DuckDBPyConnection, regelingen: Mapping[str, Regeling], gevolgen: dict[tuple[str, Status], Gevolg]
) -> None:
    zelfde = "o.huishouden_id = n.huishouden_id AND o.regeling = n.regeling AND o.status = n.status"
    zelfde += " AND o.persoon_id IS NOT DISTINCT FROM n.persoon_id"
    rijen = bank.execute(
        "SELECT coalesce(o.regeling, n.regeling) AS regeling, coalesce(o.status, n.status) AS status,"
        " count(o.hh), count(n.hh),"
        " count(*) FILTER (o.hh IS NULL), count(*) FILTER (n.hh IS NULL),"
        " count(DISTINCT n.huishouden_id) FILTER (o.hh IS NULL),"
        " count(DISTINCT o.huishouden_id) FILTER (n.hh IS NULL),"
        " coalesce(sum(o.cent), 0)::bigint, coalesce(sum(n.cent), 0)::bigint,"
        " count(o.hh) - count(o.cent), count(n.hh) - count(n.cent)"
        f" FROM recht_oud o FULL JOIN recht_nieuw n ON {zelfde} GROUP BY ALL"
    ).fetchall()
    for regeling, nummer, *getallen in rijen:
        status = STATUSSEN[nummer] or Status.NVT
        leeg = Gevolg(regeling, regelingen[regeling].naam, status)
        gevolg = gevolgen.setdefault((regeling, status), leeg)
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
            for status, (titel, koppen) in BLADEN.items():
                gevolgen = [g for g in vergelijking.gevolgen if g.status is status]
                _gevolgenblad(boek, titel, koppen, gevolgen)
            _woordenblad(boek, vergelijking, woorden)
            for blad in boek.worksheets():
                op_papier(blad)
        los.replace(pad)


BLADEN = {
    Status.RECHT: (
        "Gevolgen",
        ("Regeling", "Recht nu", "Recht straks", "Huishoudens erbij", "Huishoudens eraf",
         "Euro per jaar nu", "Euro per jaar straks", "Verschil in euro per jaar"),
    ),
    Status.BEOORDELING: (
        "Medewerker beoordeelt",
        ("Regeling", "Te beoordelen nu", "Te beoordelen straks", "Huishoudens erbij", "Huishoudens eraf",
         "Misschien euro per jaar nu", "Misschien euro per jaar straks", "Verschil in euro per jaar"),
    ),
}  # fmt: skip


def _gevolgenblad(boek: Any, titel: str, koppen: tuple[str, ...], gevolgen: list[Gevolg]) -> None:
    blad = boek.add_worksheet(titel)
    kop = boek.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    aantal, geld = boek.add_format({"num_format": "#,##0"}), boek.add_format({"num_format": "€ #,##0"})
    blad.set_column(0, 0, 44)
    blad.set_column(1, 7, 14)
    blad.set_row(0, 32)
    blad.freeze_panes(1, 1)
    for kolom, naam in enumerate(koppen):
        blad.write(0, kolom, naam, kop)
    for rij, gevolg in enumerate(gevolgen, 1):
        blad.write(rij, 0, gevolg.naam)
        for kolom, sleutel in enumerate(("was", "wordt", "huishoudens_erbij", "huishoudens_eraf"), 1):
            blad.write_number(rij, kolom, gevolg.telling[sleutel], aantal)
        for kolom, cent in enumerate((gevolg.cent("was"), gevolg.cent("wordt"), gevolg.verschil_cent), 5):
            if cent is None:
                blad.write(rij, kolom, ONBEKEND)
            else:
                blad.write_number(rij, kolom, cent / 100, geld)
    laatste = max(len(gevolgen), 1)
    blad.autofilter(0, 0, laatste, len(koppen) - 1)
    blad.insert_chart(laatste + 2, 0, _grafiek(boek, titel, laatste))


def _grafiek(boek: Any, titel: str, laatste: int) -> Any:
    grafiek = boek.add_chart({"type": "bar"})
    for kolom in (3, 4):
        grafiek.add_series(
            {
                "name": [titel, 0, kolom],
                "categories": [titel, 1, 0, laatste, 0],
                "values": [titel, 1, kolom, laatste, kolom],
            }
        )
    grafiek.set_title({"name": "Huishoudens erbij en eraf, per regeling"})
    grafiek.set_y_axis({"reverse": True})
    grafiek.set_size({"width": 900, "height": 30 * max(laatste, 4) + 120})
    return grafiek


def _woordenblad(boek: Any, vergelijking: Vergelijking, woorden: Iterable[str]) -> None:
    blad = boek.add_worksheet("Wat er verandert")
    blad.set_column(0, 0, 120)
    kop = (
        f"Van {vergelijking.oud.id} {vergelijking.oud.versie} naar {vergelijking.nieuw.id}"
        f" {vergelijking.nieuw.versie}, op {vergelijking.peildatum.isoformat()}"
    )
    regels = [
        kop,
        f"{vergelijking.huishoudens} huishoudens; wat nog onbekend is telt niet mee. Wat een medewerker"
        " beoordeelt staat op een eigen blad.",
        "",
        *woorden,
    ]
    for rij, regel in enumerate(regels):
        blad.write(rij, 0, regel)
