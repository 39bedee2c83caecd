"""What one process of a run of letters does: judge a household again, print its decision, write it."""

from __future__ import annotations

import gc
import os
import signal
import threading
from dataclasses import dataclass
from datetime import date
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.adressering import mist_voor_brief
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake
from consulent_app.regels.pakketkast import Pakketkast

GEEN_ADRES = "naam of adres ontbreekt: {wat}."
NIETS = Geld(0)
BEWIND = "er is een bewindvoerder; stuur het besluit aan hem of haar."


@dataclass(frozen=True)
class Reeksopdracht:
    """What is the same for every letter of a run."""

    map: Path
    regels: Pakketkast
    eigen: Inrichting | None
    datum: date
    concept: bool


@dataclass(frozen=True)
class Taak:
    """One household to print for: its answers, and the number, reference and place of its letter."""

    document: dict[str, Any]
    nummer: int
    kenmerk: str
    bestand: str


@dataclass(frozen=True)
class Gedrukt:
    """How it went with one household; `reden` says why there is no letter."""

    taak: Taak
    aantal: int = 0
    per_jaar: Geld = NIETS
    reden: str = ""
    bewind_onbekend: bool = False


class Werker:
    """Prints letters; the rule packages are read once."""

    def __init__(self, opdracht: Reeksopdracht) -> None:
        self.opdracht, self.toetser = opdracht, Toetser(opdracht.regels)

    def druk(self, taak: Taak) -> Gedrukt:
        """Print and write one letter; raises OmgevingsFout when the disk refuses."""
        try:
            intake = lees_document(taak.document)
            if reden := niet_te_sturen(intake):
                return Gedrukt(taak, reden=reden)
            return self._beschikking(taak, intake)
        except InvoerFout as fout:
            return Gedrukt(taak, reden=str(fout))

    def _beschikking(self, taak: Taak, intake: Intake) -> Gedrukt:
        opdracht = Opdracht(
            datum=self.opdracht.datum,
            kenmerk=taak.kenmerk,
            eigen=self.opdracht.eigen,
            soorten=("beschikking",),
            ongevraagd=True,
            concept=self.opdracht.concept,
        )
        brieven = maak_brieven(intake, self.toetser, opdracht)
        plek = self.opdracht.map / taak.bestand
        schrijf_alle({plek.name: brieven.documenten["beschikking.pdf"]}, plek.parent)
        zaak = brieven.afhandeling
        onbekend = intake.geldzorgen.bewindvoerder is None
        return Gedrukt(taak, len(zaak.toekenningen), zaak.totaal_per_jaar, bewind_onbekend=onbekend)


def niet_te_sturen(intake: Intake) -> str:
    """Say why a letter cannot be sent to this household, or nothing when it can."""
    if mist := mist_voor_brief(intake):
        return GEEN_ADRES.format(wat=", ".join(mist))
    return BEWIND if intake.geldzorgen.bewindvoerder else ""


_werker: Werker | None = None


def begin(opdracht: Reeksopdracht) -> None:
    """Get a process ready; whoever stops the run tells only the process that started it."""
    # A process of the pool has no other place to keep what it needs for every task.
    global _werker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_eindig_met_de_ouder, daemon=True).start()
    _werker = Werker(opdracht)
    # What was made until here stays; without this the collector looks through it for every few letters.
    gc.freeze()
    gc.set_threshold(10_000)


def _eindig_met_de_ouder() -> None:
    """End when the process that started this one is gone: it would wait for work for ever."""
    ouder = parent_process()
    if ouder is not None:
        ouder.join()
        os._exit(1)


def druk(taken: list[Taak]) -> list[Gedrukt]:
    """Print some letters in this process."""
    assert _werker is not None
    return [_werker.druk(taak) for taak in taken]
