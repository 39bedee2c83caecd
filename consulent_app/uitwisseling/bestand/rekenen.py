"""Run the SQL of a package over the tables, and write every outcome as a row of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.lang import FIGUUR, Lang, Pad
from consulent_app.regels.sql.oordeel import STATUSSEN, WIJZEN, Oordeelkolommen, mistnaam
from consulent_app.regels.sql.programma import Programma
from consulent_app.regels.uitkomst import Status
from consulent_app.uitwisseling.bestand.bronnen import tekst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


#: The columns of an outcome that are words.
TEKSTEN = ("regeling", "status", "wijze", "periode", "faalt", "ontbreekt", "nog_vast_te_stellen")


@dataclass(frozen=True)
class Telling:
    """How often one kind of outcome occurs, and the cents that go with it (per its own period)."""

    regeling: str
    status: str
    wijze: str | None
    periode: str | None
    faalt: str | None
    ontbreekt: str | None
    nog_vast_te_stellen: str | None
    aantal: int
    centen: int


class Rekenaar:
    """Judges what stands in the tables, and counts what came out."""

    def __init__(self, bank: DuckDBPyConnection, pakket: Pakket, programma: Programma) -> None:
        self.bank, self.pakket, self.programma = bank, pakket, programma
        self.lang = Lang(programma, pakket)
        self.woorden = [mistnaam(woord) for woord in self.lang.woorden]
        #: In which of those words which bit has which name.
        self.namen = [(self.lang.woorden.index(p.vorm.woord), p.bit, p.algemeen) for p in self._genoemd()]
        #: What one kind of outcome has in common.
        self.sleutel = ["regeling", "status", "wijze", "faalt", *self.woorden]
        self.telling: list[Telling] = []

    def _genoemd(self) -> list[Pad]:
        return [pad for pad in self.lang.paden if pad.vorm.woord in self.lang.woorden]

    def reken(self) -> None:
        """Run every statement; afterwards the view `lang` has every outcome, in numbers."""
        for naam, opdracht in self.programma.plan.stappen:
            self.bank.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS {opdracht}")
        self.bank.execute(f"CREATE OR REPLACE TEMP VIEW lang AS {self.lang.uitkomsten()}")

    def tel(self) -> None:
        """Count every kind of outcome that occurs, and make the view `uitkomsten`, in words.

        Among millions of outcomes there are some thousands that differ in more than household and
        amount, so the words are looked up once for each of those.
        """
        # One at a time: counting in a small table is more than twice as fast as in one of everything.
        gevonden = [rij for oordeel in self.programma.oordelen for rij in self._geteld(oordeel)]
        teksten = [self._teksten(*rij[:-2]) for rij in gevonden]
        paren = list(zip(gevonden, teksten, strict=True))
        self.telling = [Telling(*woorden, *rij[-2:]) for rij, woorden in paren]
        kolommen = [f"{naam} {'varchar' if naam == 'regeling' else 'bigint'}" for naam in self.sleutel]
        kolommen += [f"n_{naam} varchar" for naam in TEKSTEN]
        self._tabel("soorten_los", kolommen, [(*rij[:-2], *woorden) for rij, woorden in paren])
        self._zet_in_woorden()

    def _geteld(self, oordeel: Oordeelkolommen) -> Iterator[tuple[Any, ...]]:
        """Yield every kind of outcome of one regeling, with how often and the cents."""
        id_, kolommen = oordeel.regeling.id, self.programma.kolommen[oordeel.groep]
        eigen = [woord for woord in self.woorden if f"{id_}__{woord}" in kolommen]
        sleutel = ", ".join(["regeling", "status", "wijze", "faalt", *eigen])
        gevonden = self.bank.execute(
            f"SELECT {sleutel}, count(*), coalesce(sum(bedrag), 0)::bigint"
            f" FROM ({self.lang.uitkomsten({id_})}) GROUP BY ALL"
        ).fetchall()
        for rij in gevonden:
            bits = dict(zip(eigen, rij[4:-2], strict=True))
            yield (*rij[:4], *(bits.get(woord, 0) for woord in self.woorden), *rij[-2:])

    def _zet_in_woorden(self) -> None:
        """Make the view `uitkomsten`; the words are ENUMs, which Parquet writes as numbers."""
        for naam in TEKSTEN:
            self.bank.execute(f"DROP TYPE IF EXISTS soort_{naam} CASCADE")
            keuze = f"SELECT DISTINCT n_{naam} FROM soorten_los WHERE n_{naam} IS NOT NULL"
            self.bank.execute(f"CREATE TYPE soort_{naam} AS ENUM ({keuze})")
        woorden = ", ".join(f"n_{naam}::soort_{naam} AS {naam}" for naam in TEKSTEN)
        delen = ", ".join(naam if naam == "regeling" else f"{naam}::bigint" for naam in self.sleutel)
        self.bank.execute(
            f"CREATE OR REPLACE TEMP TABLE soorten AS SELECT hash({delen}) AS sleutel, {woorden}"
            " FROM soorten_los"
        )
        telling = self.bank.execute("SELECT count(*) - count(DISTINCT sleutel) FROM soorten").fetchone()
        if telling != (0,):
            raise AssertionError("twee soorten uitkomsten hebben dezelfde sleutel")
        keuze = ", ".join(f"s.{naam}" for naam in TEKSTEN)
        self.bank.execute(
            "CREATE OR REPLACE TEMP VIEW uitkomsten AS SELECT l.huishouden_id, l.persoon_id,"
            f" (l.bedrag::decimal(14, 2) * 0.01)::decimal(12, 2) AS bedrag, {keuze}"
            f" FROM (SELECT *, hash({delen}) AS sleutel FROM lang) l JOIN soorten s USING (sleutel)"
        )

    def _teksten(
        self, regeling: str, status: int, wijze: int, faalt: int, *bits: int
    ) -> tuple[str, str, str | None, str | None, str | None, str | None, str | None]:
        """Return the words of one kind of outcome, in the order of `TEKSTEN`."""
        eisen = self.pakket.regelingen[regeling]
        valt_af = [eis.id for nummer, eis in enumerate(eisen.voorwaarden) if faalt >> nummer & 1]
        namen = {naam for plek, bit, naam in self.namen if bits[plek] & bit}
        velden = sorted(naam for naam in namen if not naam.startswith(FIGUUR))
        figuren = sorted(naam.removeprefix(FIGUUR) for naam in namen if naam.startswith(FIGUUR))
        soort = STATUSSEN[status]
        periode = eisen.periode if eisen.bedrag is not None and soort is not Status.NVT else None
        manier = WIJZEN[wijze]
        af, mist, open_ = (", ".join(lijst) or None for lijst in (valt_af, velden, figuren))
        return regeling, str(soort), str(manier) if manier else None, periode, af, mist, open_

    def _tabel(self, naam: str, kolommen: list[str], rijen: list[tuple[object, ...]]) -> None:
        self.bank.execute(f"CREATE OR REPLACE TEMP TABLE {naam} ({', '.join(kolommen)})")
        if rijen:
            # A list per column is read much faster than row after row.
            lijsten = ", ".join(f"unnest(?::{kolom.rpartition(' ')[2]}[])" for kolom in kolommen)
            waarden = [list(kolom) for kolom in zip(*rijen, strict=True)]
            self.bank.execute(f"INSERT INTO {naam} SELECT {lijsten}", waarden)

    def schrijf(self, pad: str) -> None:
        """Write the outcomes of these households to a Parquet file."""
        self.bank.execute(
            f"COPY (SELECT huishouden_id, persoon_id, regeling, status, wijze, bedrag, periode, faalt,"
            f" ontbreekt, nog_vast_te_stellen FROM uitkomsten) TO {tekst(pad)} (FORMAT parquet,"
            # Ids do not come back within a group of rows: a dictionary of them is work for nothing.
            " STRING_DICTIONARY_PAGE_SIZE_LIMIT 8192)"
        )
