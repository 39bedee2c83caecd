"""Judge a whole file of households, and write what came out of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.fouten import ConsulentFout, OmgevingsFout
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import DUCKDB, DUCKDB_KEUZES
from consulent_app.regels.sql.programma import compileer
from consulent_app.uitwisseling.bestand.bronnen import Bron, tekst, vind_bronnen
from consulent_app.uitwisseling.bestand.foutenlijst import schrijf_fouten
from consulent_app.uitwisseling.bestand.inlezen import Inlezer
from consulent_app.uitwisseling.bestand.kolomnamen import niet_gelezen
from consulent_app.uitwisseling.bestand.meten import meet_vulling
from consulent_app.uitwisseling.bestand.openstaand import waarom_leeg
from consulent_app.uitwisseling.bestand.overzicht import Regelingtelling, schrijf_overzicht, tel
from consulent_app.uitwisseling.bestand.rekenen import Rekenaar, Telling
from consulent_app.uitwisseling.bestand.werklijst import maak_werklijst, schrijf_werklijst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UITKOMSTEN, OVERZICHT, WERKLIJST, FOUTENLIJST = (
    "uitkomsten.parquet", "overzicht.xlsx", "werklijst.csv", "fouten.csv",
)  # fmt: skip
#: So many persons are judged at a time; it keeps memory under 2 GiB however large the file is.
PERSONEN_PER_DEEL = 2_500_000
BYTES_PER_REGEL = 60
BEZIG = ".bezig-"
GEHEUGEN = "1300MB"
GESTOPT = "Het toetsen is gestopt; er is niets geschreven."
KIJK_ELKE = 0.1
Voortgang = Callable[[float, str], None]


class Gestopt(ConsulentFout):
    """The run was stopped; nothing was written."""


@dataclass(frozen=True)
class Uitslag:
    """What a run found: the counts per regeling, and which files it wrote.

    `waarom_leeg` says why there is nobody on the work list, if that is so; `niet_gelezen` names, per
    file, the columns that nobody reads.
    """

    huishoudens: int
    personen: int
    fouten: int
    tellingen: Mapping[str, Regelingtelling]
    bestanden: tuple[Path, ...]
    waarom_leeg: str = ""
    niet_gelezen: tuple[str, ...] = ()


def toets_bestand(
    map_in: Path,
    map_uit: Path,
    pakket: Pakket,
    peildatum: date,
    voortgang: Voortgang = lambda deel, wat: None,
    gestopt: Callable[[], bool] = lambda: False,
    *,
    landelijk: bool = False,
) -> Uitslag:
    """Judge the files in `map_in` and write the outcomes, the overview and the faults to `map_uit`.

    The regelingen of the state, of which the gemeente grants none, only with `landelijk`.
    `voortgang` hears how far it is (0 to 1) and what is being done. Everything is written beside its
    place and put there at the end. Raises InvoerFout when the files cannot be used, OmgevingsFout
    when there is no room, Gestopt when `gestopt` says so.
    """
    with (
        werkmap_in(map_uit) as werkmap,
        open_bank(werkmap) as bank,
        _onderbreekbaar(bank, gestopt),
    ):
        inlezer = Inlezer(bank, vind_bronnen(map_in, bank), pakket, peildatum)
        regels = pakket if landelijk else pakket.zonder_landelijk()
        run = _Run(inlezer, werkmap, regels, peildatum, voortgang, gestopt)
        uitslag = run.doe()
        klaar = []
        for bestand in uitslag.bestanden:
            bestand.replace(map_uit / bestand.name)
            klaar.append(map_uit / bestand.name)
    return replace(uitslag, bestanden=tuple(klaar))


@contextmanager
def werkmap_in(map_uit: Path) -> Iterator[Path]:
    """Give a folder beside the place of the output, gone afterwards; raises OmgevingsFout."""
    try:
        map_uit.mkdir(parents=True, exist_ok=True)
        _ruim_op(map_uit)
        map_ = Path(tempfile.mkdtemp(dir=map_uit, prefix=f"{BEZIG}{os.getpid()}-"))
    except OSError as fout:
        raise _geen_ruimte(map_uit) from fout
    try:
        yield map_
    except OSError as fout:
        raise _geen_ruimte(map_uit) from fout
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def _ruim_op(map_uit: Path) -> None:
    """Remove what a run left behind that was killed: there is personal data in it."""
    for map_ in map_uit.glob(f"{BEZIG}*-*"):
        proces = map_.name.removeprefix(BEZIG).partition("-")[0]
        if proces.isdigit() and not _leeft(int(proces), map_):
            shutil.rmtree(map_, ignore_errors=True)


def _leeft(proces: int, map_: Path) -> bool:
    """Say whether the run that made this folder may still be going."""
    if os.name == "nt":
        # Asking after a process there can end it; a day is longer than any run.
        return time.time() - map_.stat().st_mtime < 86_400
    try:
        os.kill(proces, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _geen_ruimte(map_uit: Path) -> OmgevingsFout:
    return OmgevingsFout(
        f"In de map {map_uit.name} kan niet worden geschreven; controleer ruimte en rechten."
    )


@contextmanager
def open_bank(werkmap: Path) -> Iterator[DuckDBPyConnection]:
    """Give a database in memory that spills into the working folder; raises OmgevingsFout when full."""
    import duckdb

    keuzes: dict[str, Any] = {
        "threads": os.cpu_count() or 2,
        "memory_limit": GEHEUGEN,
        "temp_directory": str(werkmap / "tijdelijk"),
        **DUCKDB_KEUZES,
        "autoload_known_extensions": False,
        "autoinstall_known_extensions": False,
    }
    bank = duckdb.connect(config=keuzes)
    try:
        yield bank
    except (duckdb.IOException, duckdb.OutOfMemoryException) as fout:
        raise _geen_ruimte(werkmap.parent) from fout
    finally:
        bank.close()


@contextmanager
def _onderbreekbaar(bank: DuckDBPyConnection, gestopt: Callable[[], bool]) -> Iterator[None]:
    """Break off a statement that is running as soon as `gestopt` says so; raises Gestopt."""
    import duckdb

    klaar = threading.Event()

    def kijk() -> None:
        while not klaar.wait(KIJK_ELKE):
            if gestopt():
                bank.interrupt()

    kijker = threading.Thread(target=kijk, daemon=True)
    kijker.start()
    try:
        yield
    except duckdb.InterruptException as fout:
        raise Gestopt(GESTOPT) from fout
    finally:
        klaar.set()
        kijker.join()


def aantal_delen(bronnen: Mapping[str, Bron], bank: DuckDBPyConnection) -> int:
    """Return in how many parts these files are judged, so that each fits in memory."""
    bron = bronnen["personen"]
    if bron.is_csv:
        return 1 + bron.pad.stat().st_size // BYTES_PER_REGEL // PERSONEN_PER_DEEL
    rij = bank.execute(f"SELECT count(*) FROM ({bron.lees})").fetchone()
    return 1 + (int(rij[0]) if rij else 0) // PERSONEN_PER_DEEL


class _Run:
    """One run over the files, part by part."""

    def __init__(
        self, inlezer: Inlezer, werkmap: Path, pakket: Pakket, peildatum: date,
        voortgang: Voortgang, gestopt: Callable[[], bool],
    ) -> None:  # fmt: skip
        self.bank, self.inlezer, self.werkmap = inlezer.bank, inlezer, werkmap
        self.pakket, self.peildatum = pakket, peildatum
        self.voortgang, self.gestopt = voortgang, gestopt
        self.telling: list[Telling] = []
        self.huishoudens = self.personen = self.op_werklijst = 0

    def doe(self) -> Uitslag:
        delen = aantal_delen(self.inlezer.bronnen, self.bank)
        if delen > 1:
            self._stand(0.0, "Bestanden indelen")
            self.inlezer.verpak(self.werkmap, delen)
        for deel in range(delen - 1):
            self._schrijf(self._deel(deel, delen), deel)
        laatste = self._deel(delen - 1, delen)
        self._voeg_samen(WERKLIJST, delen)
        fouten = schrijf_fouten(self.bank, self.werkmap / FOUTENLIJST, self.inlezer.geweigerd)
        tellingen = tel(self.telling, self.pakket, self.peildatum)
        # The workbook is the work of one core; meanwhile the outcomes are written.
        with ThreadPoolExecutor(1) as naast:
            overzicht = naast.submit(self._schrijf_overzicht, tellingen, fouten)
            self._schrijf(laatste, delen - 1)
            self._voeg_samen(UITKOMSTEN, delen)
            overzicht.result()
        namen = (UITKOMSTEN, OVERZICHT, WERKLIJST, FOUTENLIJST)
        bestanden = tuple(self.werkmap / naam for naam in namen)
        vreemd = niet_gelezen(self.inlezer.bronnen, self.inlezer.kolommen)
        leeg = self._waarom_leeg()
        return Uitslag(self.huishoudens, self.personen, fouten, tellingen, bestanden, leeg, vreemd)

    def _waarom_leeg(self) -> str:
        return "" if self.op_werklijst else waarom_leeg(self.pakket, self.peildatum)

    def _schrijf(self, rekenaar: Rekenaar, deel: int) -> None:
        rekenaar.schrijf(str(self.werkmap / f"{deel}-{UITKOMSTEN}"))

    def _schrijf_overzicht(self, tellingen: Mapping[str, Regelingtelling], fouten: int) -> None:
        feiten = {
            "Huishoudens getoetst": self.huishoudens,
            "Personen": self.personen,
            "Regels met een fout": fouten,
        }
        pad, werklijst = self.werkmap / OVERZICHT, self.werkmap / WERKLIJST
        schrijf_overzicht(
            pad, self.pakket, self.peildatum, tellingen, feiten, werklijst, self._waarom_leeg()
        )

    def _deel(self, deel: int, delen: int) -> Rekenaar:
        """Judge one part, and write its work list; its outcomes are ready to be written."""

        def stand(deel_van: float, wat: str) -> None:
            samen = f" (deel {deel + 1} van {delen})" if delen > 1 else ""
            self._stand(0.95 * (deel + deel_van) / delen, f"{wat}{samen}")

        stand(0.0, "Bestanden lezen")
        # The numbers of the lines have to be those of the file.
        self.bank.execute(
            f"SET preserve_insertion_order={any(b.is_csv for b in self.inlezer.bronnen.values())}"
        )
        self.inlezer.lees(deel)
        self.bank.execute("SET preserve_insertion_order=false")
        self.huishoudens += self._een("SELECT count(*) FROM huishoudens")
        self.personen += self._een("SELECT count(*) FROM personen")
        stand(0.3, "Regelingen toetsen")
        vulling = meet_vulling(self.bank, self.pakket, self.inlezer.kolommen)
        rekenaar = Rekenaar(self.bank, self.pakket, compileer(self.pakket, self.peildatum, DUCKDB, vulling))
        rekenaar.reken()
        rekenaar.tel()
        self.telling += rekenaar.telling
        stand(0.75, "Uitkomsten schrijven")
        maak_werklijst(self.bank, rekenaar.lang)
        self.op_werklijst += self._een("SELECT count(*) FROM werklijst")
        schrijf_werklijst(self.bank, str(self.werkmap / f"{deel}-{WERKLIJST}"))
        return rekenaar

    def _stand(self, hoever: float, wat: str) -> None:
        if self.gestopt():
            raise Gestopt(GESTOPT)
        self.voortgang(hoever, wat)

    def _voeg_samen(self, naam: str, delen: int) -> None:
        if delen == 1:
            (self.werkmap / f"0-{naam}").replace(self.werkmap / naam)
            return
        lezer, vorm = ("read_parquet", "parquet") if naam == UITKOMSTEN else ("read_csv", "csv, HEADER")
        alle = tekst(str(self.werkmap / f"*-{naam}"))
        volgorde = " ORDER BY euro_per_jaar DESC, aantal DESC, huishouden_id" if vorm != "parquet" else ""
        uit = tekst(str(self.werkmap / naam))
        keuze = "all_varchar=false, types={'huishouden_id': 'VARCHAR'}" if vorm != "parquet" else ""
        bron = f"{lezer}({alle}{', ' + keuze if keuze else ''})"
        self.bank.execute(f"COPY (SELECT * FROM {bron}{volgorde}) TO {uit} (FORMAT {vorm})")

    def _een(self, vraag: str) -> int:
        rij = self.bank.execute(vraag).fetchone()
        return int(rij[0]) if rij else 0
