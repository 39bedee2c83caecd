"""The handbook: its pages in their order, its headings, and where in it something stands.

The pages are the Markdown of docs/handleiding; `python3 dev.py handleiding` makes a site of the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from consulent_app.paden import handleiding

INHOUD = "inhoud.toml"
BEGIN = "index"
_KOP = re.compile(r"^(#{1,3}) +(.+)$", re.MULTILINE)
_BEELD = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Deel:
    """A part of the handbook, for one kind of reader."""

    naam: str
    paginas: tuple[str, ...]


@dataclass(frozen=True)
class Kop:
    """A heading with all that stands under it, up to the next one."""

    pagina: str
    titel: str
    niveau: int
    tekst: str

    @property
    def plek(self) -> str:
        """Return where it is, as `pagina#anker`; the first heading is the page itself."""
        return self.pagina if self.niveau == 1 else f"{self.pagina}#{anker(self.titel)}"


@cache
def inhoud() -> tuple[Deel, ...]:
    """Return the parts in the order in which they are read."""
    gelezen = tomllib.loads((handleiding() / INHOUD).read_text(encoding="utf-8"))
    return tuple(Deel(deel["naam"], tuple(deel["paginas"])) for deel in gelezen["deel"])


def paginas() -> tuple[str, ...]:
    """Return the names of all pages, the first one in front."""
    return (BEGIN, *(pagina for deel in inhoud() for pagina in deel.paginas))


def anker(titel: str) -> str:
    """Return by which name a heading is linked to; `conf.py` gives the site the same ones."""
    return re.sub(r"[^\w\- ]", "", titel.strip().lower()).replace(" ", "-")


@cache
def koppen(pagina: str) -> tuple[Kop, ...]:
    """Return the headings of a page with what stands under each."""
    tekst = (handleiding() / f"{pagina}.md").read_text(encoding="utf-8")
    plekken = list(_KOP.finditer(tekst))
    einden = [plek.start() for plek in plekken[1:]] + [len(tekst)]
    return tuple(
        Kop(pagina, plek[2].strip(), len(plek[1]), _zonder_tekens(tekst[plek.end() : einde]))
        for plek, einde in zip(plekken, einden, strict=True)
    )


def titel(pagina: str) -> str:
    """Return how a page is called."""
    return koppen(pagina)[0].titel


def zoek(gevraagd: str) -> list[Kop]:
    """Return under which headings all these words stand, those with a word in the heading first."""
    woorden = gevraagd.casefold().split()
    if not woorden:
        return []
    gevonden = [kop for kop in _alle() if all(w in f"{kop.titel} {kop.tekst}".casefold() for w in woorden)]
    return sorted(gevonden, key=lambda kop: not any(w in kop.titel.casefold() for w in woorden))


def _alle() -> Iterator[Kop]:
    return (kop for pagina in paginas() for kop in koppen(pagina))


def _zonder_tekens(tekst: str) -> str:
    """Return a text of Markdown as it is read: no pictures, no addresses of links, no stars."""
    return re.sub(r"[*`>|]", "", _LINK.sub(r"\1", _BEELD.sub("", tekst))).strip()
