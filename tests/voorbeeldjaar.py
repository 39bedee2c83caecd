"""Make a store with a year of made-up dossiers: `python -m tests.voorbeeldjaar MAP`.

By the real rules and the real verbs, with the clock of the store set to each day: conversations at every
place, decisions, proposals of a raadsman, later decisions, applications decided and taken back, aftercare,
broken off conversations, debt help, a whole file in March, until after New Year. From SCHOOLJAAR on many
schools pay the costs of school themselves, so that fewer get them here. The seed is fixed; only the
handles of households and persons differ each time. It logs in as *Sanne Bos* (consulent), *Tineke Vos*
(teamleider) or *Beheer*, all with WACHTWOORD.
"""

from __future__ import annotations

import heapq
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from consulent_app.acties.ambtshalve import WERKLIJST, toets_bestand
from consulent_app.acties.bestanddossiers import bewaar_dossiers
from consulent_app.acties.briefdagboek import Briefopdracht
from consulent_app.acties.briefreeks import druk_reeks, te_drukken
from consulent_app.acties.brieven import Brieven, Opdracht, maak_brieven
from consulent_app.acties.dossiers import bewaar_brieven, rond_af
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.aanleiding import Aanleiding
from consulent_app.besluiten.behandeling import Afwijsgesprek, Behandeling, Deel, Maatwerk, Nazorg
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Medewerker
from tests.prestaties.gemeente import maak as maak_gemeente
from tests.voorbeeldgezinnen import gezin
from tests.voorbeeldschulden import Schuldtraject

WACHTWOORD = "een jaar om te tellen"
CONSULENT, TEAMLEIDER, BEHEER = "Sanne Bos", "Tineke Vos", "Beheer"
EERSTE, LAATSTE = date(2026, 1, 5), date(2027, 1, 15)
#: Early in the year: in the months before November nothing of it hides what falls.
BESTANDSDAG = date(2026, 3, 11)
#: From the new school year on many schools pay these costs themselves.
SCHOOLJAAR, SCHOOLKOSTEN = date(2026, 8, 24), "kindpakket_schoolkosten"
GESPREKKEN, BESTAND, SCHULDEN = 1_200, 400, 480


class Klok:
    """The clock of the store, set to the moment of what is done."""

    nu = datetime(2026, 1, 5, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu

    @property
    def vandaag(self) -> date:
        """Return the day on the desk's own calendar."""
        return self.nu.astimezone().date()


@dataclass
class Jaar:
    """A store and what is still to happen in it, in the order of time."""

    kast: Dossierkast
    klok: Klok
    toeval: Random
    toetser: Toetser = field(default_factory=Toetser)
    agenda: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    nummers: Iterator[int] = field(default_factory=count)

    def plan(self, dag: date, doe: Callable[[], None]) -> None:
        """Do something on a day, during office hours; not when that is after the last day."""
        while dag.weekday() > 4:
            dag += timedelta(days=1)
        if dag <= LAATSTE:
            moment = datetime(dag.year, dag.month, dag.day, 8, tzinfo=UTC)
            moment += timedelta(minutes=self.toeval.randrange(480))
            heapq.heappush(self.agenda, (moment, next(self.nummers), doe))

    def over(self, dagen: int, doe: Callable[[], None]) -> None:
        """Do something so many days from now."""
        self.plan(self.klok.vandaag + timedelta(days=dagen), doe)

    def speel(self) -> None:
        """Do all that is planned, and what is planned meanwhile."""
        while self.agenda:
            self.klok.nu, _, doe = heapq.heappop(self.agenda)
            doe()

    def werkplek(self, rol: str = "consulent") -> Werkplek:
        """Return the store before somebody with a role."""
        return Werkplek(self.kast, Medewerker(CONSULENT if rol == "consulent" else "Rik Prins", rol))

    def kans(self, deel: float) -> bool:
        return self.toeval.random() < deel


@dataclass
class Zaak:
    """One household in that year, from the first conversation on."""

    jaar: Jaar
    document: dict[str, Any]
    id: str = ""
    behandeling: Behandeling = field(default_factory=Behandeling)
    aangehouden: frozenset[Deel] = frozenset()
    brieven: Brieven | None = None

    def begin(self) -> None:
        """Have the conversation; one in twelve is broken off, one in seven is with a raadsman."""
        jaar = self.jaar
        self.id = jaar.werkplek().nieuw(self.document).id
        if self.document["geldzorgen"]["betalingsachterstand"]:
            self.schuldhulp()
        if jaar.kans(0.08):
            return
        if jaar.kans(0.15):
            jaar.over(jaar.toeval.randint(0, 6), self.stel_voor)
        else:
            jaar.over(min(60, int(jaar.toeval.expovariate(1 / 12))), self.besluit)

    def alleen_schulden(self) -> None:
        """Come with debts and nothing else, so that nothing is decided on here."""
        self.id = self.jaar.werkplek().nieuw(self.document).id
        self.schuldhulp()

    def schuldhulp(self) -> None:
        """Ask for help with debts."""
        Schuldtraject(self, Random(f"schulden van {self.document['intake_id']}")).begin()

    def stel_voor(self) -> None:
        """Propose; of four in five the gemeente decides later."""
        self._rond_af("raadsman")
        if self.jaar.kans(0.8):
            self.jaar.over(self.jaar.toeval.randint(5, 30), self.besluit)

    def besluit(self) -> None:
        """Decide, and plan what comes after."""
        op = self.jaar.klok.vandaag
        self._zet("afwijsgesprek", None, getekend_op=op, afwijsgesprek=Afwijsgesprek(op, "balie"))
        if self.jaar.kans(0.2):
            self.bekijk()
        if op >= SCHOOLJAAR and self.jaar.kans(0.4):
            self.krijgt_al_van_school()
        self._rond_af("consulent")
        toeval, kans = self.jaar.toeval, self.jaar.kans
        if kans(0.2):
            self.jaar.over(toeval.randint(10, 50), self.verbeter)
        if kans(0.1):
            self.jaar.over(toeval.randint(7, 40), self.maatwerk)
        if self._delen("aanvraag") and kans(0.15):
            self.jaar.over(toeval.randint(5, 25), self.trek_in)
        elif kans(0.6):
            self.jaar.over(toeval.randint(20, 60), self.vertel)
        if kans(0.5):
            self.jaar.over(toeval.randint(7, 21), self.ga_na)
        if kans(0.25):
            self.jaar.over(toeval.randint(60, 120), self.sluit)

    def bekijk(self) -> None:
        """Look at the outcomes first: some are there already, are not asked for, or must wait."""
        self.brieven = self._maak("consulent")
        al = dict.fromkeys(self._delen("aanvraag")[:1], "krijgt_al")
        al |= dict.fromkeys(self._delen("afgewezen")[:1], "niet_gevraagd")
        self._zet("al", None, al=al)
        self.aangehouden = frozenset(self._delen("toegekend")[:1])

    def krijgt_al_van_school(self) -> None:
        """Say that the school pays, for every child that would get it here."""
        self.brieven = self._maak("consulent")
        al = {deel: "krijgt_al" for deel in self._delen("toegekend") if deel[0] == SCHOOLKOSTEN}
        self._zet("al", None, al={**self.behandeling.al, **al})

    def verbeter(self) -> None:
        """Decide again: there was more or less money than was said."""
        spaargeld = self.jaar.toeval.choice(("300.00", "23500.00"))
        self.document["huishouden"]["spaargeld"] = spaargeld
        kast = self.jaar.werkplek()
        kast.bewaar_antwoord(self.id, "huishouden.spaargeld", spaargeld, self.document)
        self._rond_af("consulent")

    def maatwerk(self) -> None:
        """Grant something that the rules refuse or want applied for."""
        delen = self._delen("afgewezen") or self._delen("aanvraag")
        if delen:
            anders = Maatwerk("Zonder deze hulp raakt het gezin verder achter.", Geld(150_00))
            self._zet("maatwerk", None, maatwerk={delen[0]: anders})
            self._rond_af("consulent")

    def trek_in(self) -> None:
        """Confirm that the resident took the application back, when one is still there."""
        if self.brieven is None or not self.brieven.telling.aanvragen:
            return
        aanleiding = Aanleiding(self.behandeling.getekend_op or EERSTE, gezegd_op=self.jaar.klok.vandaag)
        brieven = self._maak("consulent", soorten=("intrekking",), aanleiding=aanleiding)
        bewaar_brieven(self.jaar.werkplek(), self.id, brieven)

    def vertel(self) -> None:
        """Hear how it went with what was asked for and granted."""
        for deel in (*self._delen("aanvraag"), *self._delen("toegekend")[:2]):
            uitkomst = self.jaar.toeval.choice(
                ("gekregen", "gekregen", "gekregen", "geweigerd", "niets_gedaan")
            )
            nazorg = {**self.behandeling.nazorg, deel: Nazorg(uitkomst, self.jaar.klok.vandaag)}
            verteld = {"regeling": deel[0], "persoon": deel[1], "uitkomst": uitkomst}
            self._zet("nazorg", verteld, nazorg=nazorg)

    def ga_na(self) -> None:
        """Tick off whether those to whom the household was referred had contact."""
        for taak in self.jaar.kast.open_taken(self.id):
            if taak.wat.startswith("Nagaan"):
                self.jaar.werkplek().taak_klaar(taak.id)

    def sluit(self) -> None:
        """Close the dossier: the help has ended."""
        self.jaar.werkplek().archief.sluit_af(self.id)

    def _zet(self, wat: str, waarde: Any, **anders: Any) -> None:
        self.behandeling = replace(self.behandeling, **anders)
        document = self.behandeling.als_document()
        self.jaar.werkplek().bewaar_behandeling(self.id, wat, waarde, document)

    def _delen(self, uitkomst: str) -> list[Deel]:
        assert self.brieven is not None
        return [feit.deel for feit in self.brieven.telling.feiten if feit.uitkomst == uitkomst]

    def _rond_af(self, rol: str) -> None:
        self.brieven = self._maak(rol)
        rond_af(self.jaar.werkplek(rol), self.id, self.brieven, self.behandeling)

    def _maak(self, rol: str, **anders: Any) -> Brieven:
        dossier = self.jaar.kast.haal(self.id)
        # Without the overview, which takes most of the time and of which nothing is counted.
        opdracht = Opdracht(
            self.jaar.klok.vandaag, dossier.kenmerk, rol, self.aangehouden, talen=(),
            behandeling=self.behandeling, **anders,
        )  # fmt: skip
        return maak_brieven(lees_document(dossier.document), self.jaar.toetser, opdracht)


def bestand(jaar: Jaar, huishoudens: int) -> None:
    """Judge a whole file, print its letters and keep them as dossiers, all on one day."""
    pakket, regels = jaar.toetser.pakket("oefenstad"), jaar.toetser.kast
    with tempfile.TemporaryDirectory() as map_:
        bron, uit = Path(map_) / "bron", Path(map_) / "uit"
        maak_gemeente(huishoudens, bron)
        uit.mkdir()
        toets_bestand(bron, uit, pakket, BESTANDSDAG)
        opdracht = Briefopdracht(
            bron, uit, pakket, BESTANDSDAG, BESTANDSDAG, regels, besloten_door=CONSULENT
        )
        druk_reeks(opdracht, te_drukken(uit / WERKLIJST))
        bewaar_dossiers(opdracht, jaar.werkplek())


def maak(
    map_: Path, gesprekken: int = GESPREKKEN, huishoudens: int = BESTAND, schulden: int = SCHULDEN
) -> None:
    """Make the store in a folder that is not there yet or empty, with so many in the file."""
    klok, toeval = Klok(), Random(2026)
    with Dossierkast.maak(map_, CONSULENT, WACHTWOORD, klok=klok) as kast:
        kast.accounts.begin_beheer(BEHEER, WACHTWOORD, herstelsleutel.nieuw())
        jaar = Jaar(kast, klok, toeval)
        jaar.plan(BESTANDSDAG, lambda: bestand(jaar, huishoudens))
        for nummer in range(gesprekken):
            dag = EERSTE + timedelta(days=toeval.randrange((LAATSTE - EERSTE).days))
            jaar.plan(dag, Zaak(jaar, gezin(toeval, nummer, dag)).begin)
        for nummer in range(gesprekken, gesprekken + schulden):
            dag = EERSTE + timedelta(days=toeval.randrange((LAATSTE - EERSTE).days))
            jaar.plan(dag, Zaak(jaar, gezin(toeval, nummer, dag)).alleen_schulden)
        jaar.speel()
    with Dossierkast.open(map_, BEHEER, WACHTWOORD, klok=klok) as kast:
        startwoord = kast.accounts.voeg_toe(TEAMLEIDER, "teamleider")
    Dossierkast.open(map_, TEAMLEIDER, startwoord, WACHTWOORD, klok=klok).sluit()


if __name__ == "__main__":
    maak(Path(sys.argv[1]))
    print(f"Open {sys.argv[1]} als {CONSULENT}, {TEAMLEIDER} of {BEHEER}; het wachtwoord: {WACHTWOORD}")
