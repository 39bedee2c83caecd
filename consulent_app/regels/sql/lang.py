"""The outcomes as long rows, one per regeling and household or person, and the paths that they miss."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.mist import Atoom, Woord
from consulent_app.regels.sql.oordeel import STATUSSEN, Oordeelkolommen, hoortnaam, mistnaam
from consulent_app.regels.sql.programma import Programma
from consulent_app.regels.uitkomst import Status

FIGUUR = "@"
LEGE_PERSOON = "NULL::varchar AS persoon_id"
KOLOMMEN = ("status", "wijze", "bedrag", "faalt")
LEEG = {
    **dict.fromkeys(("hh", "pp", "wie", "nr", "antwoord"), "NULL::bigint"),
    "regeling": "NULL::varchar",
}


@dataclass(frozen=True)
class Vorm:
    """How a path is found: through which person, and through which element of which list.

    `eigen`: the person of the outcome itself, instead of those in the household whose answer in
    `woord` it waits for. `element` is the word in which the elements say what is waited for.
    """

    woord: Woord
    persoon: bool
    eigen: bool
    lijst: str | None
    element: Woord | None


@dataclass(frozen=True)
class Pad:
    """What one bit stands for; `elementbit` is its bit in the word of the elements."""

    vorm: Vorm
    bit: int
    elementbit: int
    eind: str

    @property
    def algemeen(self) -> str:
        """Return the path without saying of whom or which: `personen.*.inkomens`."""
        lijst = (self.vorm.lijst or "").removesuffix("_p")
        if lijst and lijst != "inkomens":
            return f"{lijst}.*.{self.eind}"
        begin = "personen.*." if self.vorm.persoon else ""
        return f"{begin}{lijst}.*.{self.eind}" if lijst else f"{begin}{self.eind}"


def paden(programma: Programma, pakket: Pakket) -> list[Pad]:
    """Return how each bit of the outcome columns becomes a path."""
    return [
        _pad(atoom, woord, bit, programma, pakket)
        for atoom, (woord, bit) in programma.atomen.items()
        if atoom.tak in ("huishoudens", "personen")
    ]


def _pad(atoom: Atoom, woord: Woord, bit: int, programma: Programma, pakket: Pakket) -> Pad:
    eigen = persoon = atoom.tak == "personen"
    lijst, element, elementbit = None, None, 0
    while atoom.binnen is not None:
        if atoom.naam == "personen":
            persoon = True
        else:
            lijst, (element, elementbit) = atoom.naam, programma.atomen[atoom]
        atoom = atoom.binnen
    if atoom.soort == "figuur":
        return Pad(Vorm(woord, False, False, None, None), bit, 0, FIGUUR + atoom.naam)
    veld = pakket.velden[atoom.naam]
    eind = veld.pad if veld.niveau == "huishouden" else veld.sleutel
    return Pad(Vorm(woord, persoon, eigen, lijst, element), bit, elementbit, eind)


def _is_van_huishouden(vorm: Vorm) -> bool:
    """Say whether the bit itself is the answer, without looking at the rows below."""
    return not vorm.persoon and vorm.lijst is None


def _soort(pad: Pad) -> tuple[bool, str, str]:
    """Return of what the path is made: a person or not, a list or none, and how it ends."""
    lijst = (pad.vorm.lijst or "").removesuffix("_p")
    return pad.vorm.persoon and lijst in ("", "inkomens"), lijst, pad.eind


class Lang:
    """The SQL of the long form of one package."""

    def __init__(self, programma: Programma, pakket: Pakket) -> None:
        self.programma, self.pakket = programma, pakket
        self.woorden = sorted({w for o in programma.oordelen for w in o.mist.woorden})
        self.paden = paden(programma, pakket)

    def uitkomsten(self, alleen: Container[str] | None = None) -> str:
        """Return a query of hh, pp, regeling and the numbers of each outcome, with its words of bits.

        `alleen` are the regelingen to take; without it all are, and there has to be one.
        """
        oordelen = (o for o in self.programma.oordelen if alleen is None or o.regeling.id in alleen)
        return "\nUNION ALL ".join(self._uitkomst(oordeel) for oordeel in oordelen)

    @cached_property
    def figuurbits(self) -> dict[str, int]:
        """Return, per column of missing answers, the bits that stand for a figure of the gemeente."""
        bits = {mistnaam(woord): 0 for woord in self.woorden}
        for pad in self.paden:
            if pad.eind.startswith(FIGUUR):
                bits[mistnaam(pad.vorm.woord)] |= pad.bit
        return bits

    def _uitkomst(self, oordeel: Oordeelkolommen) -> str:
        kolommen = self.programma.kolommen[oordeel.groep]
        id_ = oordeel.regeling.id
        persoon = ("NULL::bigint AS pp", LEGE_PERSOON) if oordeel.per_huishouden else ("pp", "persoon_id")
        keuze = [
            f"{kolommen[f'{id_}__{naam}']} AS {naam}" for naam in ("status", "wijze", "bedrag", "faalt")
        ]
        for woord in self.woorden:
            bits = kolommen.get(f"{id_}__{mistnaam(woord)}", "0::bigint")
            keuze.append(f"{bits} AS {mistnaam(woord)}")
        wie = f"SELECT hh, huishouden_id, {', '.join(persoon)}, '{id_}' AS regeling"
        laatste = self.programma.plan.laatste
        uit = f"{wie}, {', '.join(keuze)} FROM {laatste[oordeel.groep]}"
        hoort = self.programma.kolommen["huishoudens"].get(hoortnaam(oordeel))
        if oordeel.groep == "huishoudens" or not oordeel.per_huishouden:
            return uit
        niets = [
            f"{STATUSSEN.index(Status.NVT)} AS status",
            "0 AS wijze",
            "NULL::bigint AS bedrag",
            "0 AS faalt",
        ]
        niets += [f"0::bigint AS {mistnaam(woord)}" for woord in self.woorden]
        return f"{uit}\nUNION ALL {wie}, {', '.join(niets)} FROM {laatste['huishoudens']} WHERE NOT {hoort}"

    def ontbreekt(self, uitkomsten: str) -> str:
        """Return a query of hh, pp, regeling and pad: every answer or figure that an outcome waits for.

        `uitkomsten` is the table or view of the query of that name. A figure begins with `@`. What an
        outcome waits for in two ways is named twice.
        """
        wat = self.antwoorden(uitkomsten)
        return f"SELECT a.hh, a.pp, a.regeling, {self.padtekst('a')} AS pad {self.met_personen(wat, 'a')}"

    @cached_property
    def huishoudbits(self) -> dict[str, int]:
        """Return, per column of missing answers, the bits that stand for one answer of the household."""
        bits = {mistnaam(woord): 0 for woord in self.woorden}
        for pad in self._van_huishouden():
            bits[mistnaam(pad.vorm.woord)] |= pad.bit
        return bits

    def _van_huishouden(self) -> list[Pad]:
        return [p for p in self.paden if _is_van_huishouden(p.vorm) and not p.eind.startswith(FIGUUR)]

    def eigen_antwoord(self, alias: str, tekst: Callable[[str], str]) -> str:
        """Return the SQL of the one answer of the household that is waited for: `tekst` of its path."""
        gevallen = " ".join(
            f"WHEN ({alias}.{mistnaam(pad.vorm.woord)} & {pad.bit}) <> 0 THEN {tekst(pad.algemeen)}"
            for pad in self._van_huishouden()
        )
        return f"CASE {gevallen} END" if gevallen else "NULL"

    def antwoord(self, alias: str, tekst: Callable[[str], str]) -> str:
        """Return the SQL of what the numbers stand for: `tekst` of the path, without of whom or which."""
        paden = {self._antwoordnummers[_soort(pad)]: pad.algemeen for pad in self.paden}
        gevallen = " ".join(
            f"WHEN {nummer} THEN {tekst(pad)}"
            for nummer, pad in paden.items()
            if not pad.startswith(FIGUUR)
        )
        return f"CASE {alias}.antwoord {gevallen} END" if gevallen else "NULL"

    def antwoorden(self, uitkomsten: str, zonder_huishouden: bool = False) -> str:
        """Return the same as `ontbreekt`, in numbers: of whom, which element, which answer.

        With `zonder_huishouden` without the answers in `huishoudbits`.
        """
        namen = [mistnaam(woord) for woord in self.woorden]
        if not namen:
            return f"SELECT {', '.join(f'{soort} AS {naam}' for naam, soort in LEEG.items())} WHERE FALSE"
        telt = {naam: ~(self.huishoudbits[naam] if zonder_huishouden else 0) for naam in namen}
        iets = " OR ".join(f"({naam} & {bits}) <> 0" for naam, bits in telt.items())
        delen = [
            f"SELECT hh, pp, regeling, {', '.join(namen)} FROM {uitkomsten} WHERE {iets}",
            f"SELECT DISTINCT {', '.join(namen)} FROM open_",
            self._bits(namen),
        ]
        gelijk = " AND ".join(f"o.{naam} = d.{naam}" for naam in namen)
        vormen = "\nUNION ALL ".join(self._vormen(gelijk, zonder_huishouden))
        if not vormen:
            return f"SELECT {', '.join(f'{soort} AS {naam}' for naam, soort in LEEG.items())} WHERE FALSE"
        return f"WITH open_ AS ({delen[0]}), maskers AS ({delen[1]}), delen AS ({delen[2]})\n{vormen}"

    def met_personen(self, antwoorden: str, alias: str) -> str:
        """Return the FROM that `padtekst` needs."""
        return f"FROM ({antwoorden}) {alias} LEFT JOIN personen q ON q.pp = {alias}.wie"

    def padtekst(self, alias: str) -> str:
        """Return the SQL of the path that the numbers stand for."""
        gevallen = []
        for (persoon, lijst, eind), nummer in self._antwoordnummers.items():
            begin = f"'personen.' || q.persoon_id || '.{lijst}" if persoon else f"'{lijst}"
            begin += f".' || {alias}.nr || '." if lijst else ""
            gevallen.append(f"WHEN {nummer} THEN {begin}{eind}'")
        return f"CASE {alias}.antwoord {' '.join(gevallen)} END" if gevallen else "''"

    @cached_property
    def _antwoordnummers(self) -> dict[tuple[bool, str, str], int]:
        """Number the answers by what their path is made of; two bits can stand for the same answer."""
        return {soort: nummer for nummer, soort in enumerate(dict.fromkeys(map(_soort, self.paden)))}

    def _bits(self, namen: list[str]) -> str:
        rijen = ", ".join(
            f"({nummer}, '{mistnaam(pad.vorm.woord)}', {pad.bit})" for nummer, pad in enumerate(self.paden)
        )
        waar = " OR ".join(f"a.woord = '{naam}' AND (m.{naam} & a.bit) <> 0" for naam in namen)
        return (
            f"SELECT m.*, a.nummer, a.bit FROM maskers m"
            f" JOIN (VALUES {rijen}) AS a(nummer, woord, bit) ON {waar}"
        )

    def _vormen(self, gelijk: str, zonder_huishouden: bool) -> Iterator[str]:
        """Each shape of path has its own joins."""
        nummers: dict[Vorm, list[int]] = {}
        for nummer, pad in enumerate(self.paden):
            if not (zonder_huishouden and _is_van_huishouden(pad.vorm)):
                nummers.setdefault(pad.vorm, []).append(nummer)
        for vorm, deze in nummers.items():
            antwoord = " ".join(
                f"WHEN {n} THEN {self._antwoordnummers[_soort(self.paden[n])]}" for n in deze
            )
            van = f"FROM open_ o JOIN delen d ON {gelijk} AND d.nummer IN ({', '.join(map(str, deze))})"
            wie = nr = "NULL::bigint"
            if vorm.persoon:
                van += self._via_persoon(vorm)
                wie = "p.pp" if vorm.lijst in (None, "inkomens") else wie
            if vorm.lijst is not None:
                van += self._via_element(vorm, deze)
                nr = "e.nr"
            yield (
                f"SELECT o.hh, o.pp, o.regeling, {wie} AS wie, {nr} AS nr,"
                f" CASE d.nummer {antwoord} END AS antwoord {van}"
            )

    def _via_persoon(self, vorm: Vorm) -> str:
        if vorm.eigen:
            return " JOIN personen p ON p.pp = o.pp"
        wacht = self._wacht("personen", vorm.woord, "p", "d.bit")
        return f" JOIN {self.programma.plan.laatste['personen']} p ON p.hh = o.hh AND {wacht}"

    def _via_element(self, vorm: Vorm, nummers: list[int]) -> str:
        bits = " ".join(f"WHEN {n} THEN {self.paden[n].elementbit}" for n in nummers)
        lijst, element = vorm.lijst or "", vorm.element or vorm.woord
        wacht = self._wacht(lijst, element, "e", f"(CASE d.nummer {bits} END)")
        hoort = "e.pp = p.pp" if vorm.persoon else "e.hh = o.hh"
        return f" JOIN {self.programma.plan.laatste[lijst]} e ON {hoort} AND {wacht}"

    def _wacht(self, tak: str, woord: Woord, alias: str, bit: str) -> str:
        kolom = self.programma.kolommen[tak][f"bijdrage_{woord[0]}_{woord[1]}"]
        return f"({alias}.{kolom} & {bit}) <> 0"
