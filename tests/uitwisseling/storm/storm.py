"""A schedule of edits, exchanges and disasters from one seed; workplaces and server really die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from consulent_app.uitwisseling.centraal.opzetten import maak_werkplek
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.postgres import Proefserver
from tests.uitwisseling.storm.oordeel import oordeel
from tests.uitwisseling.storm.tussenlijn import Tussenlijn, tussenlijn
from tests.uitwisseling.storm.werkplek import Plek, draai

WIE = (
    ("Balie 1", "gemeente"),
    ("Balie 2", "gemeente"),
    ("Laptop gemeente", "gemeente"),
    ("Laptop MET 1", "met"),
    ("Laptop MET 2", "met"),
)
#: After so many rounds in which all exchange nothing may be under way any more.
RONDES = 8
WACHT_SECONDEN = 60
#: Loaded once; every workplace begins as a copy of that process.
VOORAF = [
    "tests.uitwisseling.storm.werkplek",
    "psycopg",
    "sqlcipher3",
    "cryptography.hazmat.primitives.hpke",
]


class Kapot(AssertionError):
    """A workplace failed in a way that no person would be told of."""


@dataclass
class Proces:
    """A workplace, and the process in which it runs now."""

    plek: Plek
    _proces: Any = None
    _pijp: Any = None

    @property
    def naam(self) -> str:
        return self.plek.uitnodiging.naam

    def start(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(VOORAF)
        self._pijp, daar = context.Pipe()
        self._proces = context.Process(target=draai, args=(daar, self.plek), daemon=True)
        self._proces.start()
        daar.close()

    def stuur(self, opdracht: str, *waarden: object) -> None:
        """Let it begin with something."""
        self._pijp.send((opdracht, waarden))

    def hoor(self) -> tuple[str, Any]:
        """Wait until that is done."""
        assert self._pijp.poll(WACHT_SECONDEN), f"{self.naam} antwoordt niet"
        soort, waarde = self._pijp.recv()
        if soort == "kapot":
            raise Kapot(f"{self.naam}: {waarde}")
        return soort, waarde

    def vraag(self, opdracht: str, *waarden: object) -> Any:
        """Return what comes of something that has to go well."""
        self.stuur(opdracht, *waarden)
        soort, waarde = self.hoor()
        assert soort == "goed", f"{self.naam}: {waarde}"
        return waarde

    def dood(self) -> None:
        """End it as pulling the plug does, and begin again."""
        self._proces.kill()
        self._proces.join()
        self._pijp.close()
        self.start()

    def sluit(self) -> None:
        """End it in peace."""
        self._pijp.close()
        self._proces.join(WACHT_SECONDEN)
        if self._proces.is_alive():
            self._proces.kill()


@dataclass
class Storm:
    """All that runs during one schedule."""

    proef: Proefserver
    beheer: Server
    toeval: Random
    lijn: Tussenlijn
    processen: list[Proces]
    gedaan: list[str] = field(default_factory=list)

    def stap(self) -> None:
        """Do one thing, whichever comes up."""
        daden = (
            (12, self.wijzig), (6, self.wissel), (3, self.samen), (3, self.geknipt), (3, self.gedood),
            (1, self.server_weg), (2, self.rechtstreeks), (3, self.neem_over),
        )  # fmt: skip
        gewichten, wat = zip(*daden, strict=True)
        daad = self.toeval.choices(wat, gewichten)[0]
        self.gedaan.append(daad.__name__)
        daad()

    def wijzig(self) -> None:
        self.iemand.vraag("wijzig", self.zaad, self.toeval.randrange(1, 6))

    def wissel(self) -> None:
        """Let one exchange, sometimes while somebody works in a dossier."""
        self.iemand.vraag("wissel", None, self.toeval.choice((None, self.zaad)))

    def samen(self) -> None:
        """Let some exchange at once."""
        bezig = self.toeval.sample(self.processen, self.toeval.randrange(2, len(self.processen) + 1))
        for proces in bezig:
            proces.stuur("wissel")
        for proces in bezig:
            assert proces.hoor()[0] == "goed"

    def neem_over(self) -> None:
        """Let two ask for a turn at once, perhaps for the same one."""
        bezig = self.toeval.sample(self.processen, 2)
        zaad = self.zaad
        for proces in bezig:
            proces.stuur("neem_over", zaad)
        for proces in bezig:
            proces.hoor()
        for proces in bezig:
            proces.vraag("wijzig", self.zaad, 2)

    def geknipt(self) -> None:
        """Cut the line at some byte."""
        self.lijn.overgebracht, self.lijn.knip = 0, int(10 ** self.toeval.uniform(2, 5.3))
        self._over_de_lijn(self.iemand)
        self.lijn.knip = None

    def gedood(self) -> None:
        """Kill a workplace in the middle of an exchange."""
        proces = self.iemand
        proces.stuur("wissel", None, self.toeval.choice((None, self.zaad)))
        time.sleep(self.toeval.uniform(0, 0.15))
        proces.dood()

    def server_weg(self) -> None:
        """Kill the server while some exchange, and start it again."""
        bezig = self.toeval.sample(self.processen, 2)
        for proces in bezig:
            proces.stuur("wissel")
        time.sleep(self.toeval.uniform(0, 0.1))
        if self.toeval.random() < 0.5:
            self.proef.stop()
        else:
            dood_server(self.proef)
        for proces in bezig:
            proces.hoor()
        self.proef.start()

    def rechtstreeks(self) -> None:
        """Let one hear from another without the server: some, twice, in any order."""
        van, naar = self.toeval.sample(self.processen, 2)
        naar.vraag("ontvang", self.zaad, van.vraag("delingen"))

    def einde(self) -> None:
        """Let all exchange until nothing is under way, and judge."""
        for _ in range(RONDES):
            verslagen = [proces.vraag("wissel") for proces in self.toeval.sample(self.processen, len(WIE))]
            afwijkingen = [wat for *_, rij in verslagen for wat in rij]
            assert not afwijkingen, afwijkingen
            wacht = {proces.naam: proces.vraag("wacht") for proces in self.processen}
            if not any(wacht.values()) and not any(uit or in_ for uit, in_, _ in verslagen):
                break
        else:
            raise AssertionError(f"na {RONDES} rondes is nog niet alles overal: {verslagen} {wacht}")
        oordeel(self.processen, self.beheer)

    @property
    def iemand(self) -> Proces:
        return self.toeval.choice(self.processen)

    @property
    def zaad(self) -> int:
        return self.toeval.randrange(2**32)

    def _over_de_lijn(self, proces: Proces) -> None:
        opdracht = self.toeval.choice(("wissel", "wissel", "neem_over"))
        if opdracht == "wissel":
            proces.stuur("wissel", self.lijn.poort)
        else:
            proces.stuur("neem_over", self.zaad, self.lijn.poort)
        proces.hoor()


def dood_server(proef: Proefserver) -> None:
    """Kill the server so that it cannot even say goodbye, and wait until nothing of it is left."""
    nummer = int((proef.map_ / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
    os.kill(nummer, signal.SIGKILL)
    # Its children end by themselves when they see that it is gone; only then can it start again.
    einde = time.monotonic() + WACHT_SECONDEN
    while time.monotonic() < einde:
        with suppress(OSError):
            os.killpg(nummer, 0)
            time.sleep(0.02)
            continue
        return


@contextmanager
def _processen(plekken: Sequence[Plek]) -> Iterator[list[Proces]]:
    with ExitStack() as stapel:
        processen = []
        for plek in plekken:
            proces = Proces(plek)
            proces.start()
            stapel.callback(proces.sluit)
            processen.append(proces)
        yield processen


def _laat_binnen(processen: Sequence[Proces]) -> None:
    for organisatie in ("gemeente", "met"):
        eerste, *rest = [p for p in processen if p.plek.organisatie == organisatie]
        eerste.vraag("wissel")
        for proces in rest:
            proces.stuur("wissel")
            assert proces.hoor()[0] == "fout"
        eerste.vraag("wissel")
        eerste.vraag("laat_toe")


def doorsta(zaad: int, map_: Path, proef: Proefserver, beheer: Server, stappen: int) -> None:
    """Run one schedule; raises AssertionError with what was done when something does not hold."""
    toeval = Random(zaad)
    plekken = [
        Plek(
            map_ / naam.replace(" ", "_"),
            maak_werkplek(beheer, organisatie, naam),
            timedelta(minutes=toeval.randrange(-600, 600)),
        )
        for naam, organisatie in WIE
    ]
    poort = proef.map_ / f".s.PGSQL.{proef.poort}"
    with tussenlijn(poort) as lijn, _processen(plekken) as processen:
        storm = Storm(proef, beheer, toeval, lijn, processen)
        try:
            _laat_binnen(processen)
            for _ in range(stappen):
                storm.stap()
            storm.einde()
        except AssertionError as fout:
            raise AssertionError(f"zaad {zaad}: {fout}\nstappen: {storm.gedaan}") from fout
