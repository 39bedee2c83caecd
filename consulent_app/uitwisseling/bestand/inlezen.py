"""From the files to the tables that the SQL of the rules reads; what is wrong goes to `fouten`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.datums import getal_van
from consulent_app.regels.sql.velden import Kolom, kolommen
from consulent_app.uitwisseling.bestand.bronnen import Bron, geweigerde_regels, naam, tekst, verpak
from consulent_app.uitwisseling.bestand.schoon import Cel, schoon

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BRON_VAN = {
    "huishoudens": "huishoudens",
    "personen": "personen",
    "inkomens": "inkomens",
    "kosten": "kosten",
    "eerder_toegekend": "toekenningen",
}
#: A line of this kind has no number among those that were read; its own is kept below zero.
GEWEIGERD = "deze regel heeft niet evenveel kolommen als de eerste, of een verkeerd teken."
FOUTEN = (
    "CREATE TABLE IF NOT EXISTS fouten (bestand varchar, regel bigint,"
    " huishouden_id varchar, reden varchar)"
)
#: An income of this kind says that there is none.
GEEN_INKOMEN = "geen"


class Inlezer:
    """Reads one part of the files into the tables of `kolommen`; part 0 of 1 is everything.

    `alleen` is a table of the `huishouden_id`s to read; without it all are.
    """

    def __init__(
        self, bank: DuckDBPyConnection, bronnen: Mapping[str, Bron], pakket: Pakket, peildatum: date,
        alleen: str | None = None,
    ) -> None:  # fmt: skip
        self.bank, self.bronnen, self.peil, self.alleen = bank, bronnen, getal_van(peildatum), alleen
        self.kolommen = kolommen(pakket.velden)
        #: Per text file the lines that could not be cut into columns.
        self.geweigerd: dict[str, list[int]] = {}
        bank.execute(FOUTEN)

    def verpak(self, werkmap: Path, delen: int) -> None:
        """Lay the files out in parts; what is refused is noted now."""
        verpakt = {naam: verpak(bron, werkmap, self.bank, delen) for naam, bron in self.bronnen.items()}
        for bron in self.bronnen.values():
            self._meld_geweigerd(bron)
        self.bronnen = verpakt

    def _meld_geweigerd(self, bron: Bron) -> None:
        regels = geweigerde_regels(bron, self.bank)
        self.geweigerd.setdefault(bron.pad.name, [regel for regel, _ in regels])
        for regel, huishouden in regels:
            rij = [bron.pad.name, -regel, huishouden, GEWEIGERD]
            self.bank.execute("INSERT INTO fouten VALUES (?, ?, ?, ?)", rij)

    def lees(self, deel: int = 0) -> None:
        """Fill the tables."""
        for tabel in self.kolommen:
            self._ruw(tabel, deel)
        self._huishoudens()
        self._personen()
        self._inkomens()
        for tabel in ("kosten", "eerder_toegekend"):
            self._posten(tabel)
        self._zonder_fouten()
        for tabel in self.kolommen:
            self.bank.execute(f"DROP TABLE ruw_{tabel}")

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

    # --- each file as it is, cell by cell ------------------------------------------------------------

    def _ruw(self, tabel: str, deel: int) -> None:
        bron = self.bronnen.get(BRON_VAN[tabel])
        sleutels = ["regel", "huishouden_id", "persoon_id"]
        if bron is None:
            self.bank.execute(
                f"CREATE TABLE ruw_{tabel} (regel bigint, huishouden_id varchar, persoon_id varchar)"
            )
            return
        keuze = ["x.regel", "nullif(trim(x.huishouden_id::varchar), '') AS huishouden_id"]
        persoon = (
            "nullif(trim(x.persoon_id::varchar), '')" if "persoon_id" in bron.kolommen else "NULL::varchar"
        )
        keuze.append(f"{persoon} AS persoon_id")
        cellen: list[tuple[str, Cel]] = []
        gezien: set[str] = set()
        for kolom, bronkolom in self.gebruikt(tabel):
            if bronkolom in gezien or kolom.veld is None:
                continue
            gezien.add(bronkolom)
            cel = schoon(kolom.veld, bronkolom, bron.kolommen[bronkolom])
            if tabel == "inkomens" and bronkolom == "soort" and cel.fout:
                cel = Cel(cel.waarden, f"{cel.fout} AND x.soort <> '{GEEN_INKOMEN}'", cel.reden)
            namen = [k.naam for k, b in self.gebruikt(tabel) if b == bronkolom]
            keuze += [f"{waarde} AS {n}" for waarde, n in zip(cel.waarden, namen, strict=True)]
            cellen.append((bronkolom, cel))
        if tabel == "personen" and "inkomens_bekend" in bron.kolommen:
            keuze.append("lower(x.inkomens_bekend::varchar) IN ('true', 'ja', '1') AS inkomens_bekend")
        mis = [(nummer, k, cel) for nummer, (k, cel) in enumerate(cellen, 1) if cel.fout]
        fout = " ".join(f"WHEN {cel.fout} THEN {nummer}" for nummer, _, cel in mis)
        keuze.append(f"CASE {fout} ELSE 0 END AS fout" if fout else "0 AS fout")
        waarde = " ".join(
            f"WHEN {cel.fout} THEN {tekst(k + ': ')} || chr(39) || left(x.{naam(k)}::varchar, 40)"
            f" || chr(39) || {tekst(' ' + cel.reden + '.')}"
            for _, k, cel in mis
        )
        keuze.append(f"CASE {waarde} END AS reden" if waarde else "NULL::varchar AS reden")
        waar = ""
        if self.alleen is not None:
            waar = f" WHERE trim(x.huishouden_id::varchar) IN (SELECT huishouden_id FROM {self.alleen})"
        self.bank.execute(
            f"CREATE TABLE ruw_{tabel} AS SELECT {', '.join(keuze)} FROM ({bron.lees_deel(deel)}) x{waar}"
        )
        if bron.delen is None:
            self._meld_geweigerd(bron)
        self._meld(tabel, "reden", f"FROM ruw_{tabel} r WHERE r.fout > 0")
        for sleutel in sleutels[1:]:
            if sleutel == "huishouden_id" or tabel in ("personen", "inkomens"):
                self._meld(
                    tabel, f"'{sleutel}: deze is leeg.'", f"FROM ruw_{tabel} r WHERE r.{sleutel} IS NULL"
                )

    def _meld(self, tabel: str, reden: str, waar: str) -> None:
        bestand = self.bronnen[BRON_VAN[tabel]].pad.name
        self.bank.execute(
            f"INSERT INTO fouten SELECT {tekst(bestand)}, r.regel, r.huishouden_id, {reden} {waar}"
        )

    # --- the tables of the rules ---------------------------------------------------------------------

    def _velden(self, tabel: str, alias: str) -> str:
        heeft = {kolom.naam for kolom, _ in self.gebruikt(tabel)}
        delen = [
            f"{alias}.{k.naam}::{k.soort} AS {k.naam}"
            if k.naam in heeft
            else f"NULL::{k.soort} AS {k.naam}"
            for k in self.kolommen[tabel]
            if k.veld is not None and k.veld.soort not in ("lijst", "persoon")
        ]
        return ", ".join(delen)

    def _huishoudens(self) -> None:
        bekend = {"kosten": "kosten", "eerder_toegekend": "toekenningen"}
        lijsten = ", ".join(
            f"{'0' if bron in self.bronnen else 'NULL'}::integer AS {lijst}"
            for lijst, bron in bekend.items()
        )
        self.bank.execute(
            "CREATE OR REPLACE TABLE huishoudens AS SELECT r.regel AS hh, r.huishouden_id,"
            f" {self._velden('huishoudens', 'r')}, {lijsten} FROM ruw_huishoudens r"
            " WHERE r.huishouden_id IS NOT NULL"
        )
        if self._een("SELECT count(*) - count(DISTINCT hash(huishouden_id)) FROM huishoudens"):
            dubbel = "(SELECT huishouden_id FROM ruw_huishoudens GROUP BY ALL HAVING count(*) > 1)"
            self._meld(
                "huishoudens",
                "'huishouden_id: dit huishouden staat er meer dan één keer.'",
                f"FROM ruw_huishoudens r WHERE r.huishouden_id IN {dubbel}",
            )
            self.bank.execute(f"DELETE FROM huishoudens WHERE huishouden_id IN {dubbel}")

    def _personen(self) -> None:
        bekend = self._inkomens_bekend()
        self.bank.execute(
            "CREATE OR REPLACE TABLE personen AS SELECT h.hh, r.regel AS pp, r.regel,"
            f" r.huishouden_id, r.persoon_id, {self._velden('personen', 'r')},"
            f" {bekend} AS inkomens_bekend, CASE WHEN {bekend} THEN 0 END::integer AS inkomens"
            " FROM ruw_personen r JOIN huishoudens h ON h.huishouden_id = r.huishouden_id"
        )
        if self._een("SELECT (SELECT count(*) FROM ruw_personen) - (SELECT count(*) FROM personen)"):
            self._meld(
                "personen",
                "'huishouden_id: dit huishouden staat niet (goed) in huishoudens.'",
                "FROM ruw_personen r WHERE r.huishouden_id NOT IN (SELECT huishouden_id FROM huishoudens)",
            )
        self._samenhang()

    def _inkomens_bekend(self) -> str:
        return (
            "r.inkomens_bekend"
            if "inkomens_bekend" in self.bronnen["personen"].kolommen
            else "NULL::boolean"
        )

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
            "FROM ruw_huishoudens r JOIN scheef s ON s.huishouden_id = r.huishouden_id",
        )
        zonder_rol = "FROM personen p JOIN huishoudens r1 ON r1.hh = p.hh"
        hier = f"FROM (SELECT p.* {zonder_rol}) r"
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

    def _inkomens(self) -> None:
        bij = "LEFT JOIN personen p ON p.huishouden_id = r.huishouden_id AND p.persoon_id = r.persoon_id"
        self.bank.execute(
            "CREATE OR REPLACE TABLE inkomens AS SELECT p.hh, p.pp, r.regel AS nr,"
            f" {self._velden('inkomens', 'r')} FROM ruw_inkomens r {bij} WHERE p.pp IS NOT NULL"
        )
        if self._een("SELECT (SELECT count(*) FROM ruw_inkomens) - (SELECT count(*) FROM inkomens)"):
            self._meld(
                "inkomens",
                "'persoon_id: deze persoon staat niet (goed) in personen.'",
                f"FROM ruw_inkomens r {bij} WHERE p.pp IS NULL AND r.persoon_id IS NOT NULL",
            )
        leeg = "FROM ruw_inkomens r WHERE r.soort IS NULL"
        self._meld("inkomens", "'soort: deze is leeg.'", leeg)
        geteld = (
            f"SELECT pp, count(*) FILTER (soort <> '{GEEN_INKOMEN}')::integer AS aantal"
            " FROM inkomens GROUP BY pp"
        )
        self.bank.execute(
            f"UPDATE personen SET inkomens = n.aantal FROM ({geteld}) n WHERE n.pp = personen.pp"
            " AND personen.inkomens_bekend IS DISTINCT FROM FALSE"
        )
        self.bank.execute(f"DELETE FROM inkomens WHERE soort = '{GEEN_INKOMEN}'")

    def _posten(self, tabel: str) -> None:
        """Costs and earlier awards: of the household, and perhaps for one person in it."""
        if BRON_VAN[tabel] not in self.bronnen:
            velden = ", ".join(f"{k.naam} {k.soort}" for k in self.kolommen[tabel])
            self.bank.execute(f"CREATE OR REPLACE TABLE {tabel} ({velden})")
            return
        bij = "LEFT JOIN huishoudens h ON h.huishouden_id = r.huishouden_id"
        bij += " LEFT JOIN personen p ON p.hh = h.hh AND p.persoon_id = r.persoon_id"
        self.bank.execute(
            f"CREATE OR REPLACE TABLE {tabel} AS SELECT h.hh, r.regel AS nr, p.pp AS persoon,"
            f" {self._velden(tabel, 'r')} FROM ruw_{tabel} r {bij} WHERE h.hh IS NOT NULL"
        )
        mist = "h.hh IS NULL OR (r.persoon_id IS NOT NULL AND p.pp IS NULL)"
        self._meld(
            tabel,
            "CASE WHEN h.hh IS NULL THEN 'huishouden_id: dit huishouden staat niet (goed) in huishoudens.'"
            " ELSE 'persoon_id: deze persoon staat niet (goed) in personen.' END",
            f"FROM ruw_{tabel} r {bij} WHERE {mist}",
        )
        sleutel = "soort" if tabel == "kosten" else "regeling"
        self._meld(tabel, f"'{sleutel}: deze is leeg.'", f"FROM ruw_{tabel} r WHERE r.{sleutel} IS NULL")
        if tabel == "eerder_toegekend":
            self._meld(
                tabel, "'datum: deze is leeg.'", f"FROM ruw_{tabel} r WHERE r.datum IS NULL AND r.fout = 0"
            )
        self.bank.execute(
            f"UPDATE huishoudens SET {tabel} = n.aantal FROM (SELECT hh, count(*)::integer AS aantal"
            f" FROM {tabel} GROUP BY hh) n WHERE n.hh = huishoudens.hh"
        )

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
