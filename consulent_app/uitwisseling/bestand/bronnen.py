"""The files of a folder: which there are, how they are to be read, and which columns they have."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Name of the file to the columns that it must have.
VERPLICHT = {
    "huishoudens": ("huishouden_id",),
    "personen": ("huishouden_id", "persoon_id", "rol"),
    "inkomens": ("huishouden_id", "persoon_id", "soort"),
    "toekenningen": ("huishouden_id", "regeling", "datum"),
    "kosten": ("huishouden_id", "soort"),
}
MAG_ONTBREKEN = ("toekenningen", "kosten")
KOPREGEL = 65_536
#: The column by which the rows are laid out; no file of a gemeente has one of this name.
DEEL = "_deel_"


@dataclass(frozen=True)
class Bron:
    """One file. `lees` is the SQL that gives its rows with their line number in `regel`."""

    naam: str
    pad: Path
    kolommen: Mapping[str, str]
    lees: str
    teken: str = ","
    delen: Path | None = None

    def lees_deel(self, deel: int) -> str:
        """Return the SQL of one part; of a file that is not laid out in parts that is everything."""
        if self.delen is None:
            return self.lees
        map_ = self.delen / f"{DEEL}={deel}"
        if not map_.is_dir():
            return f"SELECT * FROM ({self.lees}) WHERE FALSE"
        return f"SELECT * FROM read_parquet({tekst(str(map_ / '*.parquet'))}, hive_partitioning=false)"

    @property
    def is_csv(self) -> bool:
        """Say whether this is text, of which every value is still to be understood."""
        return self.pad.suffix == ".csv"


def vind_bronnen(map_: Path, bank: DuckDBPyConnection) -> dict[str, Bron]:
    """Return the files of a folder by name; raises InvoerFout when one is missing or unreadable."""
    if not map_.is_dir():
        raise InvoerFout(f"{map_.name}: deze map bestaat niet; geef de map met huishoudens en personen.")
    bronnen = {}
    for naam, verplicht in VERPLICHT.items():
        pad = _pad(map_, naam)
        if pad is None:
            continue
        bron = _csv(naam, pad) if pad.suffix == ".csv" else _parquet(naam, pad, bank)
        mist = [kolom for kolom in verplicht if kolom not in bron.kolommen]
        if mist:
            raise InvoerFout(
                f"{pad.name}: de kolom '{mist[0]}' ontbreekt; voeg haar toe aan de eerste regel."
            )
        bronnen[naam] = bron
    return bronnen


def _pad(map_: Path, naam: str) -> Path | None:
    gevonden = [map_ / f"{naam}{einde}" for einde in (".csv", ".parquet")]
    gevonden = [pad for pad in gevonden if pad.is_file()]
    if len(gevonden) == 2:
        raise InvoerFout(f"{naam} staat er twee keer, als .csv en als .parquet; haal er een weg.")
    if not gevonden and naam not in MAG_ONTBREKEN:
        raise InvoerFout(f"{naam}.csv of {naam}.parquet ontbreekt in de map {map_.name}.")
    return gevonden[0] if gevonden else None


def _csv(naam: str, pad: Path) -> Bron:
    try:
        with pad.open("rb") as bestand:
            begin = bestand.read(KOPREGEL)
        regel = begin.decode("utf-8-sig", errors="ignore" if len(begin) == KOPREGEL else "strict")
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen: controleer of het bestand er is.") from fout
    except UnicodeDecodeError as fout:
        raise InvoerFout(f"{pad.name} is geen UTF-8: sla het bestand op als 'CSV UTF-8'.") from fout
    kop = regel.splitlines()[0] if regel.strip() else ""
    teken = ";" if kop.count(";") > kop.count(",") else ","
    kolommen = [kolom.strip() for kolom in next(csv.reader([kop], delimiter=teken), [])]
    if len(kolommen) == 1 and "\t" in kop:
        raise InvoerFout(f"{pad.name} heeft tabs tussen de kolommen: sla het op met komma of puntkomma.")
    if not any(kolommen):
        raise InvoerFout(f"{pad.name} is leeg: de eerste regel moet de namen van de kolommen hebben.")
    dubbel = [kolom for kolom in kolommen if kolom and kolommen.count(kolom) > 1]
    if dubbel:
        raise InvoerFout(f"{pad.name}: de kolom '{dubbel[0]}' staat er twee keer; haal er een weg.")
    # A rekenblad leaves a separator behind a last column that was emptied.
    kolommen = [kolom or f"kolom {nummer}" for nummer, kolom in enumerate(kolommen, start=1)]
    namen = ", ".join(f"{tekst(kolom)}: 'VARCHAR'" for kolom in kolommen)
    lees = (
        f"SELECT row_number() OVER () + 1 AS regel, * FROM read_csv({tekst(str(pad))}, delim='{teken}',"
        f" quote='\"', escape='\"', header=true, auto_detect=false, columns={{{namen}}},"
        " null_padding=false, store_rejects=true, rejects_limit=100000, max_line_size=1000000)"
    )
    return Bron(naam, pad, dict.fromkeys(kolommen, "VARCHAR"), lees, teken)


def _parquet(naam: str, pad: Path, bank: DuckDBPyConnection) -> Bron:
    import duckdb

    bestand = f"read_parquet({tekst(str(pad))}, file_row_number=true)"
    try:
        rijen = bank.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {bestand}").fetchall()
    except duckdb.Error as fout:
        raise InvoerFout(f"{pad.name} is geen leesbaar Parquet-bestand: maak het opnieuw.") from fout
    kolommen = {rij[0]: rij[1] for rij in rijen}
    lees = f"SELECT file_row_number + 1 AS regel, * EXCLUDE (file_row_number) FROM {bestand}"
    return Bron(naam, pad, kolommen, lees)


def verpak(bron: Bron, werkmap: Path, bank: DuckDBPyConnection, delen: int) -> Bron:
    """Return the file laid out in parts in the working folder, all rows of a household in one part."""
    map_ = werkmap / f"{bron.naam}-delen"
    deel = f"hash(trim(huishouden_id::varchar)) % {delen} AS {DEEL}"
    with leest(bron):
        bank.execute(
            f"COPY (SELECT *, {deel} FROM ({bron.lees})) TO {tekst(str(map_))}"
            f" (FORMAT parquet, PARTITION_BY ({DEEL}))"
        )
    return replace(bron, delen=map_)


@contextmanager
def leest(bron: Bron) -> Iterator[None]:
    """Tell of a text file that the database cannot get through at all; raises InvoerFout."""
    import duckdb

    try:
        yield
    except duckdb.InvalidInputException as fout:
        if not bron.is_csv:
            raise
        raise InvoerFout(
            f"{bron.pad.name}: niet alle regels eindigen op dezelfde manier (Windows en Unix door elkaar); "
            "open het in een rekenblad en sla het op als 'CSV UTF-8'."
        ) from fout


def tekst(waarde: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + waarde.replace("'", "''") + "'"


def naam(kolom: str) -> str:
    """Return a column name as SQL writes it."""
    return '"' + kolom.replace('"', '""') + '"'
