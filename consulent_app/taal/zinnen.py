"""Cuts Dutch text into sentences and words as a reader does: '€ 1.283,83' is one word, 'art. 35' no end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consulent_app.taal.schrijfwijze import zonder_isolaten

_MAANDEN = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)  # fmt: skip
# What is read in one go: an amount, a date, a telephone number, a postcode, an IBAN.
_EEN_WOORD = re.compile(
    r"-?€ ?-?[\d.]+(?:,\d\d)?"
    rf"|\b\d{{1,2}} (?:{_MAANDEN})(?: \d{{4}})?\b"
    r"|\b0\d{1,3}(?:[ -]+\d{2,})+"
    r"|\b14 0\d{2,3}\b"
    r"|\b\d{4} [A-Z]{2}\b"
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b"
)
_AFKORTINGEN = frozenset(
    {
        "art.", "bijv.", "bv.", "ca.", "d.w.z.", "dhr.", "dr.", "evt.", "excl.", "incl.", "jl.", "m.b.t.",
        "max.", "min.", "mr.", "mw.", "nr.", "o.a.", "t.a.v.", "t.n.v.", "t/m.", "tel.", "z.o.z.",
    }
)  # fmt: skip
_EINDE = re.compile(r"[.!?]+[)\"'’”»]*(?=\s+[^a-zà-ÿ\s])")
_SLOTTEKENS = (".", "!", "?")
_VOORLETTER = re.compile(r"[A-Z]\.|(?:[A-Z]\.){2,}")
_NUMMER = re.compile(r"\d+\.")
# A source in brackets is skipped in reading: '(artikel 24 van de Invorderingswet 1990)'.
_BRON = re.compile(r"\s*\([^()]*\bart(?:ikel|\.) [^()]*(?:\([^()]*\))?[^()]*\)")
_SCHEIDING = re.compile(r", |; | en | of ")
_INVUL = re.compile(r"…+")
HOOGSTE_OPSOMMING = 6


@dataclass(frozen=True)
class Zin:
    """A sentence and its words; what has no full stop (a name, a heading, a list item) is not `heel`."""

    tekst: str
    woorden: tuple[str, ...]
    heel: bool

    @property
    def lengte(self) -> int:
        """Return how many words are read in one breath: of a list after a colon, the longest item."""
        voor, dubbelpunt, lijst = self.tekst.partition(": ")
        delen = [tel(deel) for deel in _SCHEIDING.split(lijst) if deel]
        if dubbelpunt and len(delen) > 2 and max(delen) <= HOOGSTE_OPSOMMING:
            return tel(voor) + max(delen)
        return len(self.woorden)


def zinnen(tekst: str) -> list[Zin]:
    """Return the sentences of a text, in order; a line end ends one too."""
    return [_zin(deel) for regel in _schoon(tekst).split("\n") for deel in _knip(regel)]


def tel(tekst: str) -> int:
    """Return how many words a piece of text has."""
    return len(_woorden(tekst))


def _schoon(tekst: str) -> str:
    return _INVUL.sub("", zonder_isolaten(tekst).replace("\u00a0", " "))


def _zin(tekst: str) -> Zin:
    return Zin(tekst, _woorden(_BRON.sub("", tekst)), tekst.rstrip(")\"'’”»").endswith(_SLOTTEKENS))


def _woorden(tekst: str) -> tuple[str, ...]:
    heel = _EEN_WOORD.sub(lambda stuk: stuk.group().replace(" ", "\u00a0"), tekst)
    return tuple(woord for woord in heel.split(" ") if any(teken.isalnum() for teken in woord))


def _knip(regel: str) -> list[str]:
    """Cut after each full stop that is not one of an abbreviation, an initial or a number in front."""
    delen, begin = [], 0
    for einde in _EINDE.finditer(regel):
        stuk = regel[begin : einde.end()].strip()
        laatste = stuk.rpartition(" ")[2].lstrip("(")
        if laatste.lower() in _AFKORTINGEN or _VOORLETTER.fullmatch(laatste) or _NUMMER.fullmatch(stuk):
            continue
        delen.append(stuk)
        begin = einde.end()
    return [deel for deel in (*delen, regel[begin:].strip()) if deel]
