"""Run the SQL of a package over the tables, and write every outcome as a row of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.lang import FIGUUR, Lang
from consulent_app.regels.sql.oordeel import STATUSSEN, WIJZEN, mistnaam
from consulent_app.regels.sql.programma import Programma
from consulent_app.uitwisseling.bestand.bronnen import tekst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Rekenaar:
    """Judges what stands in the tables; afterwards the view `uitkomsten` has every outcome."""

    def __init__(self, bank: DuckDBPyConnection, pakket: Pakket, programma: Programma) -> None:
        self.bank, self.pakket, self.programma = bank, pakket, programma
        self.lang = Lang(programma, pakket)
        self.woorden = [mistnaam(woord) for woord in self.lang.woorden]

    def reken(self) -> None:
        """Run every statement, then name what the bits mean."""
        for naam, opdracht in self.programma.plan.stappen:
            self.bank.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS {opdracht}")
        self.bank.execute(f"CREATE OR REPLACE TEMP VIEW lang AS {self.lang.uitkomsten()}")
        self._benoem_faalt()
        self._benoem_maskers()
        self._uitkomsten()

    def _benoem_faalt(self) -> None:
        rijen = []
        vraag = "SELECT DISTINCT regeling, faalt FROM lang WHERE faalt <> 0"
        for regeling, faalt in self.bank.execute(vraag).fetchall():
            eisen = self.pakket.regelingen[regeling].voorwaarden
            namen = [eis.id for nummer, eis in enumerate(eisen) if faalt >> nummer & 1]
            rijen.append((regeling, faalt, ", ".join(namen)))
        self._tabel("namen_faalt", "regeling varchar, faalt bigint, tekst varchar", rijen)

    def _benoem_maskers(self) -> None:
        """Every combination of bits that occurs, with the answers that it stands for."""
        kolommen = ", ".join(self.woorden)
        iets = " OR ".join(f"{woord} <> 0" for woord in self.woorden)
        rijen = []
        if self.woorden:
            vraag = f"SELECT DISTINCT {kolommen} FROM lang WHERE {iets}"
            for bits in self.bank.execute(vraag).fetchall():
                namen = self._namen(dict(zip(self.woorden, bits, strict=True)))
                velden = sorted(n for n in namen if not n.startswith(FIGUUR))
                figuren = sorted(n.removeprefix(FIGUUR) for n in namen if n.startswith(FIGUUR))
                rijen.append((*bits, ", ".join(velden) or None, ", ".join(figuren) or None))
        soort = ", ".join(f"{woord} bigint" for woord in self.woorden)
        kop = f"{soort}, velden varchar, figuren varchar" if soort else "velden varchar, figuren varchar"
        self._tabel("namen_maskers", kop, rijen)

    def _namen(self, bits: dict[str, int]) -> set[str]:
        return {pad.algemeen for pad in self.lang.paden if bits.get(mistnaam(pad.vorm.woord), 0) & pad.bit}

    def _tabel(self, naam: str, kolommen: str, rijen: Iterable[tuple[object, ...]]) -> None:
        import pandas

        self.bank.execute(f"CREATE OR REPLACE TEMP TABLE {naam} ({kolommen})")
        blad = pandas.DataFrame(list(rijen), columns=range(kolommen.count(",") + 1), dtype=object)
        if len(blad):
            self.bank.register("blad", blad)
            self.bank.execute(f"INSERT INTO {naam} SELECT * FROM blad")
            self.bank.unregister("blad")

    def _uitkomsten(self) -> None:
        gelijk = " AND ".join(f"m.{woord} = l.{woord}" for woord in self.woorden)
        periode = " ".join(
            f"WHEN {tekst(r.id)} THEN {tekst(r.periode)}"
            for r in self.pakket.regelingen.values()
            if r.bedrag is not None and r.periode
        )
        status = _naam_van("l.status", [s.value if s else None for s in STATUSSEN])
        wijze = _naam_van("l.wijze", [w.value if w else None for w in WIJZEN])
        self.bank.execute(
            "CREATE OR REPLACE TEMP VIEW uitkomsten AS SELECT h.huishouden_id, p.persoon_id, l.regeling,"
            f" {status} AS status, {wijze} AS wijze, (l.bedrag / 100)::decimal(12, 2) AS bedrag,"
            f" {f'CASE l.regeling {periode} END' if periode else 'NULL::varchar'} AS periode, f.tekst AS faalt,"
            " m.velden AS ontbreekt, m.figuren AS nog_vast_te_stellen FROM lang l"
            " JOIN huishoudens h ON h.hh = l.hh LEFT JOIN personen p ON p.pp = l.pp"
            " LEFT JOIN namen_faalt f ON f.faalt = l.faalt AND f.regeling = l.regeling"
            f" LEFT JOIN namen_maskers m ON {gelijk or 'FALSE'}"
        )

    def schrijf(self, pad: str) -> None:
        """Write the outcomes of these households to a Parquet file."""
        self.bank.execute(f"COPY (SELECT * FROM uitkomsten) TO {tekst(pad)} (FORMAT parquet)")


def _naam_van(kolom: str, namen: list[str | None]) -> str:
    gevallen = " ".join(f"WHEN {nummer} THEN '{naam}'" for nummer, naam in enumerate(namen) if naam)
    return f"CASE {kolom} {gevallen} END"
