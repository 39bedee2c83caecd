"""A decision for every household of a work list, on all cores; stop it, and it goes on where it was."""

from __future__ import annotations

import csv
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from consulent_app.acties.ambtshalve import Voortgang, open_bank, werkmap_in
from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.briefwerker import Gedrukt, Reeksopdracht, Taak, begin, druk
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.regels.pakket import Pakket
from consulent_app.uitwisseling.bestand.bronnen import vind_bronnen
from consulent_app.uitwisseling.bestand.intakes import Document, Intakes

BRIEVEN, REEKS, DAGBOEK, NIET_GEDRUKT = "brieven", "reeks.json", "gedrukt.csv", "niet-gedrukt.csv"
KOLOMMEN = ("nummer", "huishouden_id", "bestand", "kenmerk", "aantal", "euro_per_jaar")
PER_PAKJE, PER_MAP = 16, 1000
Klaar = Callable[[Gedrukt], None]


@dataclass(frozen=True)
class Briefopdracht:
    """What to print from: the folder of the files, the date of sending, who signs, the rule packages."""

    bron: Path
    map: Path
    pakket: Pakket
    peildatum: date
    datum: date
    regels: Path
    instellingen: Path | None = None


@dataclass(frozen=True)
class Reeks:
    """How a run of letters ended. `gedrukt` counts this time, `al_gedrukt` what was there before."""

    gedrukt: int
    al_gedrukt: int
    niet_gedrukt: int
    gestopt: bool
    map: Path


def controleer(opdracht: Briefopdracht) -> None:
    """Raise InvoerFout when a setting is missing without which no letter can be printed."""
    lees_instellingen(opdracht.regels / opdracht.pakket.id, opdracht.instellingen).eis("beschikking")


def te_drukken(werklijst: Path) -> list[str]:
    """Return the households of a work list to which something can be granted without asking."""
    with werklijst.open(encoding="utf-8", newline="") as bestand:
        return [rij["huishouden_id"] for rij in csv.DictReader(bestand) if rij["toe_te_kennen"]]


def druk_reeks(
    opdracht: Briefopdracht,
    huishoudens: Iterable[str],
    voortgang: Voortgang = lambda deel, wat: None,
    gestopt: Callable[[], bool] = lambda: False,
    bewaar: Klaar | None = None,
) -> Reeks:
    """Print a beschikking for each household into `map/brieven`, never twice for the same one.

    The names of the files are numbers; `gedrukt.csv` says which is whose, `niet-gedrukt.csv` for
    whom there is no letter and why. `bewaar` gets each letter, with what a dossier keeps of it, once it
    is on disk. Raises InvoerFout when the folder holds letters of another run or a setting is
    missing, OmgevingsFout when the disk refuses.
    """
    controleer(opdracht)
    with _Dagboek.open(opdracht) as dagboek:
        alle = list(dict.fromkeys(huishoudens))
        nog = [id_ for id_ in alle if id_ not in dagboek.gedrukt]
        reeks = _Reeks(opdracht, dagboek, len(nog), voortgang, gestopt, bewaar)
        if nog:
            reeks.druk(nog)
        return Reeks(reeks.gedrukt, len(alle) - len(nog), len(reeks.niet), reeks.is_gestopt, dagboek.map)


class _Reeks:
    """Feeds the processes, and writes down what they have done."""

    def __init__(
        self, opdracht: Briefopdracht, dagboek: _Dagboek, totaal: int,
        voortgang: Voortgang, gestopt: Callable[[], bool], bewaar: Klaar | None,
    ) -> None:  # fmt: skip
        self.opdracht, self.dagboek, self.totaal = opdracht, dagboek, totaal
        self.voortgang, self.gestopt, self.bewaar = voortgang, gestopt, bewaar
        self.gedrukt, self.is_gestopt = 0, False
        self.niet: list[Gedrukt] = []

    def druk(self, huishoudens: list[str]) -> None:
        opdracht = self.opdracht
        voor_werkers = Reeksopdracht(
            self.dagboek.map,
            opdracht.regels,
            opdracht.instellingen,
            opdracht.datum,
            self.bewaar is not None,
        )
        with (
            werkmap_in(opdracht.map) as werkmap,
            open_bank(werkmap) as bank,
            ProcessPoolExecutor(
                initializer=begin, initargs=(voor_werkers,), mp_context=get_context("spawn")
            ) as processen,
        ):
            self.voortgang(0.0, "Namen en adressen lezen")
            bronnen = vind_bronnen(opdracht.bron, bank)
            lezer = Intakes(bank, bronnen, opdracht.pakket, opdracht.peildatum)
            try:
                self._verdeel(self._pakjes(lezer.lees(huishoudens)), processen)
            except BrokenProcessPool as fout:
                raise OmgevingsFout(
                    "Het drukken is afgebroken, misschien door te weinig geheugen; begin opnieuw, dan gaat "
                    "het verder waar het was."
                ) from fout
            finally:
                processen.shutdown(cancel_futures=True)
                self._schrijf_niet_gedrukt()

    def _pakjes(self, documenten: Iterator[Document]) -> Iterator[list[Taak]]:
        while pakje := [self.dagboek.taak(d) for d in islice(documenten, PER_PAKJE)]:
            yield pakje

    def _verdeel(self, pakjes: Iterator[list[Taak]], processen: ProcessPoolExecutor) -> None:
        """Keep every process busy with little in the queue, so that stopping is quick."""
        bezig: set[Future[list[Gedrukt]]] = set()
        for pakje in islice(pakjes, 2 * (os.cpu_count() or 2)):
            bezig.add(processen.submit(druk, pakje))
        while bezig:
            klaar, bezig = wait(bezig, return_when=FIRST_COMPLETED)
            for toekomst in klaar:
                self._noteer(toekomst.result())
            self.is_gestopt = self.is_gestopt or self.gestopt()
            for pakje in () if self.is_gestopt else islice(pakjes, len(klaar)):
                bezig.add(processen.submit(druk, pakje))

    def _noteer(self, uitgevoerd: list[Gedrukt]) -> None:
        goed = [gedrukt for gedrukt in uitgevoerd if not gedrukt.reden]
        self.niet += [gedrukt for gedrukt in uitgevoerd if gedrukt.reden]
        if self.bewaar is not None:
            for gedrukt in goed:
                self.bewaar(gedrukt)
        self.dagboek.noteer(goed)
        self.gedrukt += len(goed)
        gedaan = self.gedrukt + len(self.niet)
        self.voortgang(min(1.0, gedaan / self.totaal), f"{gedaan} van {self.totaal} brieven")

    def _schrijf_niet_gedrukt(self) -> None:
        regels = [f"{_cel(g.taak.document['intake_id'])},{_cel(g.reden)}\r\n" for g in self.niet]
        inhoud = "".join(["huishouden_id,reden\r\n", *regels]).encode()
        schrijf_alle({NIET_GEDRUKT: inhoud}, self.dagboek.map)


def _cel(tekst: str) -> str:
    return '"' + tekst.replace('"', '""') + '"'


class _Dagboek:
    """Which letter is whose: a line each, on disk before the next ones are begun."""

    def __init__(self, map_: Path, reeks: str, gedrukt: dict[str, int]) -> None:
        self.map, self.reeks, self.gedrukt = map_, reeks, gedrukt
        self._volgend = 1 + max(gedrukt.values(), default=0)
        self._bestand = (map_ / DAGBOEK).open("a", encoding="utf-8", newline="")
        self._schrijver = csv.writer(self._bestand)
        if self._bestand.tell() == 0:
            self._schrijver.writerow(KOLOMMEN)

    @classmethod
    @contextmanager
    def open(cls, opdracht: Briefopdracht) -> Iterator[_Dagboek]:
        """Open the folder of letters, new or of an earlier run of the same files and rules."""
        map_ = opdracht.map / BRIEVEN
        try:
            map_.mkdir(parents=True, exist_ok=True)
            dagboek = cls(map_, _reekscode(map_, opdracht), _lees_dagboek(map_ / DAGBOEK))
        except OSError as fout:
            raise OmgevingsFout(
                f"In de map {map_.name} kan niet worden geschreven; controleer ruimte en rechten."
            ) from fout
        try:
            yield dagboek
        finally:
            dagboek._bestand.close()

    def taak(self, document: Document) -> Taak:
        """Return the task of printing for one household, under the next number."""
        nummer, self._volgend = self._volgend, self._volgend + 1
        bestand = f"{nummer // PER_MAP:03d}/brief-{nummer:06d}.pdf"
        return Taak(document, nummer, f"{self.reeks}-{nummer:06d}", bestand)

    def noteer(self, gedrukt: Iterable[Gedrukt]) -> None:
        """Write down what is printed; raises OmgevingsFout when the disk refuses."""
        try:
            for stuk in gedrukt:
                taak, euro = stuk.taak, stuk.per_jaar.als_tekst()
                id_ = taak.document["intake_id"]
                self._schrijver.writerow((taak.nummer, id_, taak.bestand, taak.kenmerk, stuk.aantal, euro))
                self.gedrukt[id_] = taak.nummer
            self._bestand.flush()
            os.fsync(self._bestand.fileno())
        except OSError as fout:
            raise OmgevingsFout(
                f"In de map {self.map.name} kan niet worden geschreven; controleer de ruimte."
            ) from fout


def _reekscode(map_: Path, opdracht: Briefopdracht) -> str:
    """Return the name of this run, which stands in every reference; a folder has one run."""
    hoort_bij = {
        "pakket": opdracht.pakket.id,
        "sha256": opdracht.pakket.kenmerk["sha256"],
        "peildatum": opdracht.peildatum.isoformat(),
    }
    plek = map_ / REEKS
    if plek.exists():
        bewaard = json.loads(plek.read_text(encoding="utf-8"))
        if {naam: bewaard.get(naam) for naam in hoort_bij} != hoort_bij:
            raise InvoerFout(
                f"In de map {map_.name} staan brieven van andere regels of een andere peildatum "
                f"({bewaard.get('pakket')}, {bewaard.get('peildatum')}); kies een andere map."
            )
        return str(bewaard["reeks"])
    reeks = f"AMB-{opdracht.datum:%Y%m%d}-{secrets.token_hex(2).upper()}"
    inhoud = json.dumps({"reeks": reeks, **hoort_bij}, indent=1).encode()
    schrijf_alle({REEKS: inhoud}, map_)
    return reeks


def _lees_dagboek(plek: Path) -> dict[str, int]:
    """Return who has which letter; a last line that was cut off is taken away."""
    if not plek.exists():
        return {}
    inhoud = plek.read_bytes()
    heel = inhoud[: inhoud.rfind(b"\n") + 1]
    if heel != inhoud:
        schrijf_alle({plek.name: heel}, plek.parent)
    regels = csv.DictReader(heel.decode("utf-8").splitlines())
    return {regel["huishouden_id"]: int(regel["nummer"]) for regel in regels}
