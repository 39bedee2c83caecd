"""Checks plain Dutch (B1): long sentences and words, the passive, hard words, unexplained jargon."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from consulent_app.paden import resources
from consulent_app.taal.zinnen import Zin, zinnen

LANGSTE_ZIN = 20
LANGSTE_WOORD = 15
LANGE_ZIN, LANG_WOORD, LIJDEND = "lange zin", "lang woord", "lijdend"
MOEILIJK, JARGON = "moeilijk woord", "jargon zonder uitleg"


@dataclass(frozen=True)
class Tekstdeel:
    """A text with its slots filled, and where it stands."""

    tekst: str
    plek: str


@dataclass(frozen=True)
class Bevinding:
    """What makes a sentence hard: its kind, and the word or number, with what to write instead."""

    soort: str
    plek: str
    zin: str
    wat: str


@dataclass(frozen=True)
class Cijfers:
    """Counts over whole sentences; headings, names and list items are read, but would flatter them."""

    zinnen: int
    woorden: int
    langste: int
    bevindingen: int
    geraakt: int

    @property
    def gemiddeld(self) -> float:
        """Return the average number of words of a sentence."""
        return self.woorden / self.zinnen if self.zinnen else 0.0

    @property
    def aandeel(self) -> float:
        """Return which part of the sentences has a finding."""
        return self.geraakt / self.zinnen if self.zinnen else 0.0


@dataclass(frozen=True)
class Verslag:
    """What was found in one document."""

    naam: str
    cijfers: Cijfers
    bevindingen: tuple[Bevinding, ...]


@dataclass(frozen=True)
class Jargon:
    """A word of the law: allowed where the explanation, or one of the words of `blijkt_uit`, stands too."""

    woord: re.Pattern[str]
    uitleg: str
    blijkt_uit: tuple[str, ...]


@dataclass(frozen=True)
class Woordenlijst:
    """What the checker looks for, and what it lets pass."""

    moeilijk: Mapping[re.Pattern[str], tuple[str, str]]
    jargon: Mapping[str, Jargon]
    lang_mag: frozenset[str]
    lijdend_mag: frozenset[str]
    niet_lijdend: frozenset[str]


def lees(naam: str, delen: Iterable[Tekstdeel]) -> Verslag:
    """Return the figures and findings of one document, which explains its own jargon."""
    gelezen = [(zin, deel.plek) for deel in delen for zin in zinnen(deel.tekst)]
    geheel = " ".join(zin.tekst for zin, _ in gelezen)
    gevonden = [bevinding for zin, plek in gelezen for bevinding in _bevindingen(zin, plek)]
    gevonden += _onverklaard(gelezen, geheel)
    heel = [zin for zin, _ in gelezen if zin.heel]
    cijfers = Cijfers(
        zinnen=len(heel),
        woorden=sum(zin.lengte for zin in heel),
        langste=max((zin.lengte for zin, _ in gelezen), default=0),
        bevindingen=len(gevonden),
        geraakt=len({b.zin for b in gevonden} & {zin.tekst for zin in heel}),
    )
    return Verslag(naam, cijfers, tuple(gevonden))


def samen(naam: str, verslagen: Sequence[Verslag]) -> Verslag:
    """Return one report of documents that are each read on their own."""
    cijfers = [verslag.cijfers for verslag in verslagen]
    return Verslag(
        naam,
        Cijfers(
            zinnen=sum(c.zinnen for c in cijfers),
            woorden=sum(c.woorden for c in cijfers),
            langste=max((c.langste for c in cijfers), default=0),
            bevindingen=sum(c.bevindingen for c in cijfers),
            geraakt=sum(c.geraakt for c in cijfers),
        ),
        tuple(bevinding for verslag in verslagen for bevinding in verslag.bevindingen),
    )


def _bevindingen(zin: Zin, plek: str) -> Iterator[Bevinding]:
    if zin.lengte > LANGSTE_ZIN:
        yield Bevinding(LANGE_ZIN, plek, zin.tekst, f"{zin.lengte} woorden")
    zoekers: tuple[tuple[str, Callable[[Zin], Iterable[str]]], ...] = (
        (LANG_WOORD, _lange_woorden),
        (LIJDEND, _lijdend),
        (MOEILIJK, _moeilijke_woorden),
    )
    for soort, zoek in zoekers:
        for wat in zoek(zin):
            yield Bevinding(soort, plek, zin.tekst, wat)


# --- words ---------------------------------------------------------------------------------------


def _lange_woorden(zin: Zin) -> Iterator[str]:
    """Give the parts between hyphens that are too long; an address on the internet is not read aloud."""
    for woord in zin.woorden:
        if "@" in woord or "." in woord.rstrip(".") or "/" in woord:
            continue
        for deel in re.findall(r"[^\W\d_]+", woord):
            if len(deel) > LANGSTE_WOORD and deel.lower() not in woordenlijst().lang_mag:
                yield deel


def _moeilijke_woorden(zin: Zin) -> Iterator[str]:
    for patroon, (woord, liever) in woordenlijst().moeilijk.items():
        if patroon.search(zin.tekst):
            yield f"{woord} (liever: {liever})"


def _onverklaard(gelezen: Iterable[tuple[Zin, str]], geheel: str) -> list[Bevinding]:
    open_ = {naam: j for naam, j in woordenlijst().jargon.items() if not verklaard(naam, geheel)}
    return [
        Bevinding(JARGON, plek, zin.tekst, f"{naam} (uitleg: {jargon.uitleg})")
        for zin, plek in gelezen
        for naam, jargon in open_.items()
        if jargon.woord.search(zin.tekst)
    ]


def verklaard(naam: str, tekst: str) -> bool:
    """Say whether a text with this jargon also says what it means."""
    jargon, klein = woordenlijst().jargon[naam], tekst.lower()
    uitleg = (jargon.uitleg.rstrip(".").lower(), *jargon.blijkt_uit)
    tussen_haken = rf"\((?:{jargon.woord.pattern})\)|(?:{jargon.woord.pattern}) \([^()]+\)"
    return any(deel in klein for deel in uitleg) or bool(re.search(tussen_haken, klein))


# --- the passive -----------------------------------------------------------------------------------

_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden"})
_ZIJN = frozenset({"is", "zijn", "was", "waren", "ben", "bent"})
_SCHEIDBAAR = (
    "aan|achter|af|bij|binnen|deel|door|goed|in|klaar|kwijt|los|mee|na|neer|om|onder|op|open|over|rond|samen|stop|"
    "tegen|terug|thuis|toe|uit|vast|voor|vrij|weg"
)
# 'toegekend', 'verleend', 'beslist'; not 'de eenheid' or 'de achterstand'.
_DEELWOORD = re.compile(
    rf"(?!\w*(?:heid|stand|beeld|tekst)$)(?:{_SCHEIDBAAR})*"
    r"(?:ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her|er)\w+(?:d|[kfspc]h?t))"
)
_BIJZIN = re.compile(r"[,;:()–]|\b(?:en|of|maar|want|dan|omdat|als)\b")
VER_WEG, DICHTBIJ = 10, 2


def _lijdend(zin: Zin) -> Iterator[str]:
    if zin.tekst in woordenlijst().lijdend_mag:
        return
    for stuk in _BIJZIN.split(zin.tekst.lower()):
        woorden, gezien = re.findall(r"[^\W\d_]+", stuk), set()
        # 'is niets dat moet worden aangevraagd' has one passive, and it is that of 'worden'.
        for hulp in (_WORDEN, _ZIJN):
            for plek in [plek for plek, woord in enumerate(woorden) if woord in hulp]:
                deelwoord = _deelwoord_bij(woorden, plek)
                if deelwoord and deelwoord not in gezien:
                    gezien.add(deelwoord)
                    yield f"{woorden[plek]} {deelwoord}"


def _deelwoord_bij(woorden: list[str], plek: int) -> str:
    """Return the participle after the verb, or just before it ('dat het betaald wordt'); '' for none."""
    buurt = [*woorden[max(0, plek - DICHTBIJ) : plek], *woorden[plek + 1 : plek + 1 + VER_WEG]]
    mag = woordenlijst().niet_lijdend
    return next((w for w in buurt if w not in mag and _DEELWOORD.fullmatch(w)), "")


# --- the lists -------------------------------------------------------------------------------------


@cache
def woordenlijst() -> Woordenlijst:
    """Return what resources/taal says, read once."""
    woorden, mag = _lees_toml("moeilijke-woorden.toml"), _lees_toml("leesbaarheid.toml")
    return Woordenlijst(
        moeilijk={_patroon((woord,)): (woord, liever) for woord, liever in woorden["moeilijk"].items()},
        jargon={
            naam: Jargon(
                _patroon((naam, *deel.get("vormen", ()))), deel["uitleg"], tuple(deel.get("blijkt_uit", ()))
            )
            for naam, deel in woorden["jargon"].items()
        },
        lang_mag=frozenset(mag["lange_woorden"]),
        lijdend_mag=frozenset(mag["lijdend"]),
        niet_lijdend=frozenset(mag["niet_lijdend"]["woorden"]),
    )


def _lees_toml(naam: str) -> dict[str, Any]:
    return tomllib.loads((resources() / "taal" / naam).read_text(encoding="utf-8"))


def _patroon(vormen: Iterable[str]) -> re.Pattern[str]:
    delen = "|".join(re.escape(vorm).replace(r"\ …\ ", r"(?:\W+\w+){0,4}?\W+") for vorm in vormen)
    return re.compile(rf"(?<![\w-])(?:{delen})(?![\w-])", re.IGNORECASE)
