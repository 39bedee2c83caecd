"""What other figures do, before they hold: twenty made-up households before and after, and the letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from time import sleep
from typing import Any

from consulent_app.acties.brieven import Opdracht, handel_opdracht
from consulent_app.acties.regelgevolgen import stand
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.huishouden.model import Intake
from consulent_app.paden import resources
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel, Uitkomst

#: The letters of a conversation, in the order in which they are printed.
BESLUIT, AANVRAAG, OVERZICHT = "Besluit", "Aanvraagformulier", "Overzicht in gewone taal"
#: After each household the screen gets its turn: a thread that reckons on keeps it from typing.
ADEM_SECONDEN = 0.005
NIETS = "Vanaf {dag} verandert er niets bij {alle} voorbeeldhuishoudens, en geen brief wordt anders."
ANDERS = "Vanaf {dag} verandert een uitkomst bij {geraakt} van {alle} voorbeeldhuishoudens."
TEKST = "Er verandert geen uitkomst, wel wat er in brieven staat."
BRIEVEN = "Brieven die anders worden: {brieven}."


@dataclass(frozen=True)
class Gevolg:
    """One outcome of one household that becomes another."""

    huishouden: str
    regeling: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Gevolgen:
    """All that becomes another on a day; of each letter to how many of the households it goes."""

    dag: date
    aantal: int
    anders: tuple[Gevolg, ...]
    brieven: Mapping[str, int]

    @property
    def geraakt(self) -> int:
        """Return for how many households something changes."""
        return len({gevolg.huishouden for gevolg in self.anders})

    @property
    def in_woorden(self) -> str:
        """Return how many households and which letters it touches."""
        dag = datum_leesbaar(self.dag)
        if not self.brieven:
            return NIETS.format(dag=dag, alle=self.aantal)
        brieven = ", ".join(f"{brief} ({aantal})" for brief, aantal in self.brieven.items())
        zin = ANDERS.format(dag=dag, geraakt=self.geraakt, alle=self.aantal) if self.anders else TEKST
        return f"{zin} {BRIEVEN.format(brieven=brieven)}"


class Proeftoetser(Toetser):
    """Judges by one package that is nowhere yet; the rest comes from who judges now."""

    def __init__(self, van_nu: Toetser, pakket: Pakket) -> None:
        super().__init__(van_nu.kast)
        self._gelezen[pakket.id] = pakket


@cache
def voorbeeldhuishoudens() -> tuple[tuple[str, Intake], ...]:
    """Return the stories and answers of those to practise with, and of some near the edges."""
    mappen = (resources() / "oefenen", resources() / "voorbeelden" / "randen")
    alle: list[dict[str, Any]] = [deel for map_ in mappen for deel in laad_json(map_ / "huishoudens.json")]
    # The day is chosen later; on this one everybody is born.
    leeg = {"intake_id": "voorbeeld", "peildatum": "2026-12-31"}
    return tuple((deel["verhaal"], lees_document({**deel["document"], **leeg})) for deel in alle)


def gevolgen(oud: Pakket, nieuw: Pakket, dag: date, toetser: Toetser) -> Gevolgen:
    """Judge every household by both packages on a day on which both hold."""
    anders: list[Gevolg] = []
    brieven = dict.fromkeys((BESLUIT, AANVRAAG, OVERZICHT), 0)
    voor, na = Proeftoetser(toetser, oud), Proeftoetser(toetser, nieuw)
    alle = [(verhaal, intake) for verhaal, intake in voorbeeldhuishoudens() if _is_er_dan(intake, dag)]
    for verhaal, gelezen in alle:
        intake = replace(gelezen, pakket=nieuw.id, peildatum=dag)
        opdracht = Opdracht(datum=dag, kenmerk="voorbeeld")
        was, wordt = (_handel_af(intake, wie, opdracht) for wie in (voor, na))
        anders += _anders(verhaal, intake, was[0], wordt[0], nieuw)
        for brief in _geraakte_brieven(was[1], wordt[1]):
            brieven[brief] += 1
    geraakt = {brief: aantal for brief, aantal in brieven.items() if aantal}
    return Gevolgen(dag, len(alle), tuple(anders), geraakt)


def _handel_af(intake: Intake, wie: Toetser, opdracht: Opdracht) -> tuple[Oordeel, Afhandeling]:
    gedaan = handel_opdracht(intake, wie, opdracht)
    sleep(ADEM_SECONDEN)
    return gedaan


def _is_er_dan(intake: Intake, dag: date) -> bool:
    return all(p.geboortedatum is None or p.geboortedatum.vroegst <= dag for p in intake.personen)


def _anders(verhaal: str, intake: Intake, was: Oordeel, wordt: Oordeel, pakket: Pakket) -> Iterator[Gevolg]:
    # Only figures differ, so both tell of the same regelingen and people.
    for een, ander in zip(was.uitkomsten, wordt.uitkomsten, strict=True):
        if stand(een) != stand(ander):
            yield Gevolg(verhaal, _wat(ander, intake, pakket), stand(een), stand(ander))


def _wat(uitkomst: Uitkomst, intake: Intake, pakket: Pakket) -> str:
    naam = pakket.regelingen[uitkomst.regeling].naam
    if uitkomst.persoon is None:
        return naam
    persoon = intake.persoon(uitkomst.persoon)
    return f"{naam} ({persoon.voornaam or persoon.rol})"


def _geraakte_brieven(was: Afhandeling, wordt: Afhandeling) -> Iterator[str]:
    if _beslist(was) != _beslist(wordt):
        yield BESLUIT
    if was.aanvragen != wordt.aanvragen:
        yield AANVRAAG
    if _leest(was) != _leest(wordt):
        yield OVERZICHT


def _beslist(zaak: Afhandeling) -> tuple[Any, ...]:
    return zaak.toekenningen, zaak.afwijzingen, zaak.bedrag_volgt


def _leest(zaak: Afhandeling) -> list[str]:
    from consulent_app.documenten.overzicht import leestekst

    return leestekst(zaak)
