"""A decision for every household of a work list, on all cores; stop it, and it goes on where it was."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from consulent_app.acties.ambtshalve import Voortgang, open_bank, werkmap_in
from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.briefdagboek import (
    BRIEVEN,
    Briefopdracht,
    Dagboek,
    controleer_map,
    verdwenen,
)
from consulent_app.acties.briefwerker import Gedrukt, Reeksopdracht, Taak, begin, druk
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.fouten import OmgevingsFout
from consulent_app.uitwisseling.bestand.bronnen import vind_bronnen
from consulent_app.uitwisseling.bestand.intakes import Document, Intakes

NIET_GEDRUKT = "niet-gedrukt.csv"
PER_PAKJE = 16


@dataclass(frozen=True)
class Reeks:
    """How a run of letters ended. `gedrukt` counts this time, `al_gedrukt` what was there before.

    Of `bewind_onbekend` of the letters it is not known whether a bewindvoerder should get them.
    `verdwenen` are letters of before that are no longer in the folder; they are not printed again.
    """

    gedrukt: int
    al_gedrukt: int
    niet_gedrukt: int
    gestopt: bool
    map: Path
    bewind_onbekend: int = 0
    verdwenen: tuple[str, ...] = ()


def controleer(opdracht: Briefopdracht) -> None:
    """Raise InvoerFout when a setting is missing, or the folder has letters of another run."""
    lees_instellingen(opdracht.regels.map_van(opdracht.pakket.id), opdracht.eigen).eis("beschikking")
    controleer_map(opdracht)


def te_drukken(werklijst: Path) -> list[str]:
    """Return the households of a work list to which something can be granted without asking."""
    with werklijst.open(encoding="utf-8", newline="") as bestand:
        return [rij["huishouden_id"] for rij in csv.DictReader(bestand) if rij["toe_te_kennen"]]


def druk_reeks(
    opdracht: Briefopdracht,
    huishoudens: Iterable[str],
    voortgang: Voortgang = lambda deel, wat: None,
    gestopt: Callable[[], bool] = lambda: False,
) -> Reeks:
    """Print a beschikking for each household into `map/brieven`, never twice for the same one.

    The names of the files are numbers; `gedrukt.csv` says which is whose, `niet-gedrukt.csv` for
    whom there is no letter and why. Raises InvoerFout when the folder holds letters of other files or
    rules or a setting is missing, OmgevingsFout when the disk refuses.
    """
    controleer(opdracht)
    weg = verdwenen(opdracht.map / BRIEVEN)
    with Dagboek.open(opdracht) as dagboek:
        alle = list(dict.fromkeys(huishoudens))
        nog = [id_ for id_ in alle if id_ not in dagboek.gedrukt]
        reeks = _Reeks(opdracht, dagboek, len(nog), voortgang, gestopt)
        if nog:
            reeks.druk(nog)
        return Reeks(
            reeks.gedrukt, len(alle) - len(nog), len(reeks.niet), reeks.is_gestopt, dagboek.map,
            reeks.bewind_onbekend, tuple(weg),
        )  # fmt: skip


class _Reeks:
    """Feeds the processes, and writes down what they have done."""

    def __init__(
        self, opdracht: Briefopdracht, dagboek: Dagboek, totaal: int,
        voortgang: Voortgang, gestopt: Callable[[], bool],
    ) -> None:  # fmt: skip
        self.opdracht, self.dagboek, self.totaal = opdracht, dagboek, totaal
        self.voortgang, self.gestopt = voortgang, gestopt
        self.gedrukt = self.bewind_onbekend = 0
        self.is_gestopt = False
        self.niet: list[Gedrukt] = []

    def druk(self, huishoudens: list[str]) -> None:
        opdracht = self.opdracht
        voor_werkers = Reeksopdracht(
            self.dagboek.map,
            opdracht.regels,
            opdracht.eigen,
            opdracht.datum,
            concept=not opdracht.besloten_door,
        )
        with (
            werkmap_in(opdracht.map) as werkmap,
            open_bank(werkmap) as bank,
            ProcessPoolExecutor(
                # One more than there are cores: each now and then waits until its letter is on the disk.
                1 + (os.cpu_count() or 2),
                mp_context=get_context("spawn"),
                initializer=begin,
                initargs=(voor_werkers,),
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
        for pakje in islice(pakjes, 2 * (1 + (os.cpu_count() or 2))):
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
        self.dagboek.noteer(goed)
        self.gedrukt += len(goed)
        self.bewind_onbekend += sum(gedrukt.bewind_onbekend for gedrukt in goed)
        gedaan = self.gedrukt + len(self.niet)
        self.voortgang(min(1.0, gedaan / self.totaal), f"{gedaan} van {self.totaal} brieven")

    def _schrijf_niet_gedrukt(self) -> None:
        regels = [f"{_cel(g.taak.document['intake_id'])},{_cel(g.reden)}\r\n" for g in self.niet]
        inhoud = "".join(["huishouden_id,reden\r\n", *regels]).encode()
        schrijf_alle({NIET_GEDRUKT: inhoud}, self.dagboek.map)


def _cel(tekst: str) -> str:
    return '"' + tekst.replace('"', '""') + '"'
