"""From the files to the tables that the SQL of the rules reads; what is wrong goes to `fouten`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.regelingnaam import onbekende_regeling
from consulent_app.regels.sql.datums import getal_van
from consulent_app.regels.sql.velden import Kolom, kolommen
from consulent_app.uitwisseling.bestand.bronnen import Bron, leest, naam, tekst, verpak
from consulent_app.uitwisseling.bestand.foutenlijst import (
    AANVRAGER,
    HUISHOUDEN,
    MEEGENOMEN,
    PERSOON,
    TABEL,
)
from consulent_app.uitwisseling.bestand.geweigerd import geweigerde_regels
from consulent_app.uitwisseling.bestand.schoon import Cel, elfproef, schoon

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BRON_VAN = {
    "huishoudens": "huishoudens",
    "personen": "personen",
    "inkomens": "inkomens",
    "kosten": "kosten",
    "eerder_toegekend": "toekenningen",
}
IDS = ("huishouden_id", "persoon_id")
ZELFDE_HUISHOUDEN = "h.huishouden_id = x.huishouden_id"
ZELFDE_PERSOON = "p.huishouden_id = x.huishouden_id AND p.persoon_id = x.persoon_id"
#: An income of this kind says that there is none.
GEEN_INKOMEN = "geen"


class Inlezer:
    """Reads one part of the files into the tables of `kolommen`; part 0 of 1 is everything.

    `alleen` is a table of the `huishouden_id`s to read; without it all are. `regelingen` are those that
    may have been granted before; without it the ones of the package.
    """

    def __init__(
        self, bank: DuckDBPyConnection, bronnen: Mapping[str, Bron], pakket: Pakket, peildatum: date,
        alleen: str | None = None, regelingen: Mapping[str, Regeling] | None = None,
    ) -> None:  # fmt: skip
        self.bank, self.bronnen, self.peil, self.alleen = bank, bronnen, getal_van(peildatum), alleen
        self.regelingen = regelingen or pakket.regelingen
        self.kolommen = kolommen(pakket.velden)
        #: Per text file the lines that could not be cut into columns.
        self.geweigerd: dict[str, list[int]] = {}
        bank.execute(TABEL)

    def verpak(self, werkmap: Path, delen: int) -> None:
        """Lay the files out in parts; what is refused is noted now."""
        verpakt = {naam: verpak(bron, werkmap, self.bank, delen) for naam, bron in self.bronnen.items()}
        for bron in self.bronnen.values():
            self._meld_geweigerd(bron)
        self.bronnen = verpakt

    def _meld_geweigerd(self, bron: Bron) -> None:
        """Note what was refused; a household of a line that was taken along is not judged either."""
        geweigerd = geweigerde_regels(bron, self.bank)
        regels = [g.regel + nummer for g in geweigerd for nummer in range(1 + len(g.mee))]
        self.geweigerd.setdefault(bron.pad.name, regels)
        rijen = [(-g.regel, g.huishouden, g.reden, "") for g in geweigerd]
        rijen += [(-g.regel, wie, "", MEEGENOMEN) for g in geweigerd for wie in dict.fromkeys(g.mee)]
        if rijen:
            soorten = ("bigint", "varchar", "varchar", "varchar")
            lijsten = ", ".join(f"unnest(?::{soort}[])" for soort in soorten)
            kolommen = [list(kolom) for kolom in zip(*rijen, strict=True)]
            self.bank.execute(f"INSERT INTO fouten SELECT {tekst(bron.pad.name)}, {lijsten}", kolommen)

    def lees(self, deel: int = 0) -> None:
        """Fill the tables of `kolommen`; an answer that the file has no column for is not in them."""
        self._huishoudens(deel)
        self._personen(deel)
        self._inkomens(deel)
        for tabel in ("kosten", "eerder_toegekend"):
            self._posten(tabel, deel)
        self._zonder_fouten()

    def gebruikt(self, tabel: str) -> list[tuple[Kolom, str]]:
        """Return the columns of a table that the file has, each with its name in the file."""
        bron = self.bronnen.get(BRON_VAN[tabel])
        if bron is None:
            return []
        gevonden = []
        for kolom in self.kolommen[tabel]:
            veld = kolom.veld
            if (
                veld is not None
                and veld.soort not in ("lijst", "persoon")
                and veld.sleutel in bron.kolommen
            ):
                gevonden.append((kolom, veld.sleutel))
        return gevonden

    # --- a file into its table, cell by cell -----------------------------------------------------------

    def _vul(self, tabel: str, deel: int, sleutels: str, bij: str = "") -> None:
        """Read a file into its table: `sleutels` number the row, `bij` joins what they are taken from.

        A row that is wrong is there too, with its `fout`, until the household is put aside.
        """
        bron = self.bronnen[BRON_VAN[tabel]]
        cellen = self._cellen(tabel)
        keuze = [sleutels, "x.regel", "x.huishouden_id"]
        keuze.append(f"{self._persoon_id(tabel)} AS persoon_id")
        for deze, cel in cellen.values():
            keuze += [f"({w})::{k.soort} AS {k.naam}" for w, k in zip(cel.waarden, deze, strict=True)]
        keuze += [f"NULL::{k.soort} AS {k.naam}" for k in self._zonder_kolom(tabel)]
        if tabel == "personen":
            bekend = self._inkomens_bekend()
            keuze += [f"{bekend} AS inkomens_bekend", f"CASE WHEN {bekend} THEN 0 END::integer AS inkomens"]
        mis = [cel.fout for _, cel in cellen.values() if cel.fout]
        fout = " ".join(f"WHEN {fout} THEN {nummer}" for nummer, fout in enumerate(mis, 1))
        keuze.append(f"CASE {fout} ELSE 0 END AS fout" if fout else "0 AS fout")
        waar = ""
        if self.alleen is not None:
            waar = f" WHERE x.huishouden_id IN (SELECT huishouden_id FROM {self.alleen})"
        with leest(bron):
            self.bank.execute(
                f"CREATE OR REPLACE TABLE {tabel} AS SELECT {', '.join(keuze)}"
                f" FROM ({self._rijen(tabel, deel)}) x {bij}{waar}"
            )
        if bron.delen is None:
            self._meld_geweigerd(bron)
        if self._een(f"SELECT count(*) FROM {tabel} WHERE fout > 0"):
            self._meld_cellen(tabel, deel, waar)
        self._meld(tabel, "'huishouden_id: deze is leeg.'", f"FROM {tabel} r WHERE r.huishouden_id IS NULL")

    def _rijen(self, tabel: str, deel: int) -> str:
        """Return the query of the rows of a file; its ids made clean once, for join and table."""
        bron = self.bronnen[BRON_VAN[tabel]]
        ids = (f"nullif(trim({id_}::varchar), '') AS {id_}" for id_ in IDS if id_ in bron.kolommen)
        return f"SELECT * REPLACE ({', '.join(ids)}) FROM ({bron.lees_deel(deel)})"

    def _cellen(self, tabel: str) -> dict[str, tuple[list[Kolom], Cel]]:
        """Return, by the name of a column of the file, what it becomes and how."""
        uit: dict[str, tuple[list[Kolom], Cel]] = {}
        bron = self.bronnen[BRON_VAN[tabel]]
        for kolom, bronkolom in self.gebruikt(tabel):
            if bronkolom in uit:
                uit[bronkolom][0].append(kolom)
            elif kolom.veld is not None:
                cel = schoon(kolom.veld, bronkolom, bron.kolommen[bronkolom])
                if tabel == "inkomens" and bronkolom == "soort" and cel.fout:
                    cel = Cel(cel.waarden, f"{cel.fout} AND x.soort <> '{GEEN_INKOMEN}'", cel.reden)
                uit[bronkolom] = [kolom], cel
        if tabel == "personen" and "bsn" in bron.kolommen:
            uit["bsn"] = [], elfproef("bsn")
        return uit

    def _zonder_kolom(self, tabel: str) -> list[Kolom]:
        """Return the birth date when the file has none: the rules always read it."""
        heeft = {kolom.naam for kolom, _ in self.gebruikt(tabel)}
        return [
            kolom
            for kolom in self.kolommen[tabel]
            if kolom.veld is not None and kolom.veld.sleutel == "geboortedatum" and kolom.naam not in heeft
        ]

    def _persoon_id(self, tabel: str) -> str:
        return "x.persoon_id" if "persoon_id" in self.bronnen[BRON_VAN[tabel]].kolommen else "NULL::varchar"

    def _meld_cellen(self, tabel: str, deel: int, waar: str) -> None:
        """Tell which cell of each wrong row is wrong; only now is the file read for what stands there."""
        mis = [(naam_, cel) for naam_, (_, cel) in self._cellen(tabel).items() if cel.fout]
        reden = " ".join(
            f"WHEN {cel.fout} THEN {tekst(k + ': ')} || chr(39) || left(x.{naam(k)}::varchar, 40)"
            f" || chr(39) || {tekst(' ' + cel.reden + '.')}"
            for k, cel in mis
        )
        self._meld(
            tabel,
            "r.reden",
            f"FROM (SELECT x.regel, x.huishouden_id, CASE {reden} END AS reden"
            f" FROM ({self._rijen(tabel, deel)}) x{waar}) r WHERE r.reden IS NOT NULL",
        )

    def _meld(self, tabel: str, reden: str, waar: str, gevolg: str = "NULL") -> None:
        """Note the rows of a query as faults; `gevolg` is the SQL of what they may follow from."""
        bestand = self.bronnen[BRON_VAN[tabel]].pad.name
        self.bank.execute(
            f"INSERT INTO fouten SELECT {tekst(bestand)}, r.regel, r.huishouden_id, {reden}, {gevolg}"
            f" {waar}"
        )

    # --- the tables of the rules ---------------------------------------------------------------------

    def _huishoudens(self, deel: int) -> None:
        bekend = {"kosten": "kosten", "eerder_toegekend": "toekenningen"}
        lijsten = ", ".join(
            f"{'0' if bron in self.bronnen else 'NULL'}::integer AS {lijst}"
            for lijst, bron in bekend.items()
        )
        self._vul("huishoudens", deel, f"x.regel AS hh, {lijsten}")
        self.bank.execute("DELETE FROM huishoudens WHERE huishouden_id IS NULL")
        if self._een("SELECT count(*) - count(DISTINCT hash(huishouden_id)) FROM huishoudens"):
            dubbel = "(SELECT huishouden_id FROM huishoudens GROUP BY ALL HAVING count(*) > 1)"
            self._meld(
                "huishoudens",
                "'huishouden_id: dit huishouden staat er meer dan één keer.'",
                f"FROM huishoudens r WHERE r.huishouden_id IN {dubbel}",
            )
            self.bank.execute(f"DELETE FROM huishoudens WHERE huishouden_id IN {dubbel}")

    def _personen(self, deel: int) -> None:
        self._vul(
            "personen", deel, "h.hh, x.regel AS pp", f"LEFT JOIN huishoudens h ON {ZELFDE_HUISHOUDEN}"
        )
        self._meld("personen", "'persoon_id: deze is leeg.'", "FROM personen r WHERE r.persoon_id IS NULL")
        self._los("personen", "hh", "huishouden_id: dit huishouden staat niet (goed) in huishoudens.")
        self._samenhang()

    def _los(self, tabel: str, sleutel: str, reden: str) -> None:
        """Tell of the rows that belong nowhere, and take them out."""
        if self._een(f"SELECT count(*) FROM {tabel} WHERE {sleutel} IS NULL"):
            # Of an id that is empty it has been told already.
            bedoeld = "r.huishouden_id IS NOT NULL"
            bedoeld += " AND r.persoon_id IS NOT NULL" if sleutel == "pp" else ""
            gevolg = tekst(PERSOON if sleutel == "pp" else HUISHOUDEN)
            waar = f"FROM {tabel} r WHERE r.{sleutel} IS NULL AND {bedoeld}"
            self._meld(tabel, tekst(reden), waar, gevolg)
            self.bank.execute(f"DELETE FROM {tabel} WHERE {sleutel} IS NULL")

    def _inkomens_bekend(self) -> str:
        if "inkomens_bekend" not in self.bronnen["personen"].kolommen:
            return "NULL::boolean"
        return "(lower(x.inkomens_bekend::varchar) IN ('true', 'ja', '1'))"

    def _samenhang(self) -> None:
        """Exactly one applicant, at most one partner, no person twice, nobody born after the peildatum."""
        per_huis = (
            "SELECT h.huishouden_id, coalesce(p.aanvragers, 0) AS aanvragers, coalesce(p.partners, 0) AS"
            " partners FROM huishoudens h LEFT JOIN (SELECT hh, count(*) FILTER (rol = 'aanvrager') AS"
            " aanvragers, count(*) FILTER (rol = 'partner') AS partners FROM personen GROUP BY hh) p"
            " ON p.hh = h.hh"
        )
        self.bank.execute(
            f"CREATE OR REPLACE TEMP TABLE scheef AS SELECT * FROM ({per_huis})"
            " WHERE aanvragers <> 1 OR partners > 1"
        )
        self._meld(
            "huishoudens",
            "CASE WHEN s.aanvragers <> 1 THEN 'er is precies één aanvrager nodig, maar er zijn er '"
            " || s.aanvragers || '.' ELSE 'er kan hoogstens één partner zijn.' END",
            "FROM huishoudens r JOIN scheef s ON s.huishouden_id = r.huishouden_id",
            f"CASE WHEN s.aanvragers = 0 THEN {tekst(AANVRAGER)} END",
        )
        hier = "FROM personen r"
        self._meld("personen", "'rol: deze is leeg.'", f"{hier} WHERE r.rol IS NULL")
        te_jong = f"{hier} WHERE r.geboortedatum_v > {self.peil}"
        self._meld("personen", "'geboortedatum: deze ligt na de peildatum.'", te_jong)
        if self._een("SELECT count(*) - count(DISTINCT hash(hh, persoon_id)) FROM personen"):
            dubbel = "(SELECT hh, persoon_id FROM personen GROUP BY ALL HAVING count(*) > 1)"
            self._meld(
                "personen",
                "'persoon_id: deze persoon staat er meer dan één keer.'",
                f"{hier} WHERE (r.hh, r.persoon_id) IN {dubbel}",
            )

    def _inkomens(self, deel: int) -> None:
        bij = f"LEFT JOIN personen p ON {ZELFDE_PERSOON}"
        self._vul("inkomens", deel, "p.hh, p.pp, x.regel AS nr", bij)
        self._meld("inkomens", "'persoon_id: deze is leeg.'", "FROM inkomens r WHERE r.persoon_id IS NULL")
        self._meld("inkomens", "'soort: deze is leeg.'", "FROM inkomens r WHERE r.soort IS NULL")
        self._los("inkomens", "pp", "persoon_id: deze persoon staat niet (goed) in personen.")
        geteld = (
            f"SELECT pp, count(*) FILTER (soort <> '{GEEN_INKOMEN}')::integer AS aantal"
            " FROM inkomens GROUP BY pp"
        )
        self.bank.execute(
            f"UPDATE personen SET inkomens = n.aantal FROM ({geteld}) n WHERE n.pp = personen.pp"
            " AND personen.inkomens_bekend IS DISTINCT FROM FALSE"
        )
        self.bank.execute(f"DELETE FROM inkomens WHERE soort = '{GEEN_INKOMEN}'")

    def _posten(self, tabel: str, deel: int) -> None:
        """Costs and earlier awards: of the household, and perhaps for one person in it."""
        if BRON_VAN[tabel] not in self.bronnen:
            velden = ", ".join(f"{k.naam} {k.soort}" for k in self.kolommen[tabel])
            self.bank.execute(f"CREATE OR REPLACE TABLE {tabel} ({velden})")
            return
        bij = f"LEFT JOIN huishoudens h ON {ZELFDE_HUISHOUDEN}"
        bij += f" LEFT JOIN personen p ON p.hh = h.hh AND p.persoon_id = {self._persoon_id(tabel)}"
        self._vul(tabel, deel, "h.hh, x.regel AS nr, p.pp AS persoon", bij)
        self._meld(
            tabel,
            "CASE WHEN r.hh IS NULL THEN 'huishouden_id: dit huishouden staat niet (goed) in huishoudens.'"
            " ELSE 'persoon_id: deze persoon staat niet (goed) in personen.' END",
            f"FROM {tabel} r WHERE r.huishouden_id IS NOT NULL"
            " AND (r.hh IS NULL OR (r.persoon_id IS NOT NULL AND r.persoon IS NULL))",
            f"CASE WHEN r.hh IS NULL THEN {tekst(HUISHOUDEN)} ELSE {tekst(PERSOON)} END",
        )
        sleutel = "soort" if tabel == "kosten" else "regeling"
        self._meld(tabel, f"'{sleutel}: deze is leeg.'", f"FROM {tabel} r WHERE r.{sleutel} IS NULL")
        if tabel == "eerder_toegekend":
            leeg = f"FROM {tabel} r WHERE r.datum IS NULL AND r.fout = 0"
            self._meld(tabel, "'datum: deze is leeg.'", leeg)
            self._toekenningen()
        self.bank.execute(f"DELETE FROM {tabel} WHERE hh IS NULL")
        self.bank.execute(
            f"UPDATE huishoudens SET {tabel} = n.aantal FROM (SELECT hh, count(*)::integer AS aantal"
            f" FROM {tabel} GROUP BY hh) n WHERE n.hh = huishoudens.hh"
        )

    def _toekenningen(self) -> None:
        """An award of a regeling that no rule knows would be granted again, one of later never was."""
        hier, datum = "FROM eerder_toegekend r", f"r.datum > {self.peil}"
        self._meld("eerder_toegekend", "'datum: deze ligt na de peildatum.'", f"{hier} WHERE {datum}")
        kent = ", ".join(tekst(id_) for id_ in self.regelingen) or "NULL"
        vreemd = self.bank.execute(
            f"SELECT DISTINCT regeling {hier} WHERE regeling NOT IN ({kent})"
        ).fetchall()
        if vreemd:
            woorden = [woord for (woord,) in vreemd]
            redenen = [f"regeling: {onbekende_regeling(woord, self.regelingen)}" for woord in woorden]
            self.bank.execute(
                "CREATE OR REPLACE TEMP TABLE vreemd AS SELECT unnest(?::varchar[]) AS regeling,"
                " unnest(?::varchar[]) AS reden",
                [woorden, redenen],
            )
            self._meld("eerder_toegekend", "v.reden", f"{hier} JOIN vreemd v ON v.regeling = r.regeling")

    def _zonder_fouten(self) -> None:
        """A household of which any row is wrong is not judged: half of the facts can be worse than none."""
        if not self._een("SELECT count(*) FROM fouten WHERE huishouden_id IS NOT NULL"):
            return
        self.bank.execute(
            "CREATE OR REPLACE TEMP TABLE slecht AS SELECT DISTINCT h.hh FROM huishoudens h"
            " JOIN fouten f ON f.huishouden_id = h.huishouden_id"
        )
        for tabel in self.kolommen:
            self.bank.execute(f"DELETE FROM {tabel} WHERE hh IN (SELECT hh FROM slecht)")

    def _een(self, vraag: str) -> int:
        rij = self.bank.execute(vraag).fetchone()
        return int(rij[0]) if rij else 0
