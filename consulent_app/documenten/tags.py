"""The structure tree of a print: what each piece of a page is, in the order in which it is read.

Knows nothing of ReportLab; `tagdoek` fills it while drawing and `archief` writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

#: With this before it, a link is no link but a piece in that language: ReportLab carries a link, and
#: nothing else, whole over the ends of lines and pages.
TAAL = "taal:"


class Inhoud(NamedTuple):
    """A piece of a page: the page and its number there."""

    blad: int
    nummer: int


@dataclass(frozen=True)
class Koppeling:
    """A place on a page that opens a web page or a mail."""

    naam: str
    sleutel: int
    blad: int


class Knoop:
    """An element of the tree: a heading, a paragraph, a cell; it stands under what it belongs to."""

    __slots__ = ("alt", "delen", "kenmerken", "ouder", "rol", "taal")

    def __init__(self, rol: str, ouder: Knoop | None = None, *, alt: str = "", taal: str = "",
                 kenmerken: str = "") -> None:  # fmt: skip
        self.rol, self.ouder = rol, ouder
        self.alt, self.taal = alt, taal
        #: The attributes as a PDF writes them, without the brackets.
        self.kenmerken = kenmerken
        self.delen: list[Knoop | Inhoud | Koppeling] = []
        if ouder is not None:
            ouder.delen.append(self)


@dataclass(frozen=True)
class Kop:
    """A heading as a bookmark: where it stands, and how high."""

    niveau: int
    tekst: str
    blad: int
    boven: float


@dataclass
class Boom:
    """The tree while it grows; every page has a key, and so has every link."""

    wortel: Knoop = field(default_factory=lambda: Knoop("Document"))
    koppen: list[Kop] = field(default_factory=list)
    #: Under each key the elements of a page by number, or the one element of a link.
    sleutels: list[list[Knoop] | Knoop] = field(default_factory=list)
    _bladen: dict[int, int] = field(default_factory=dict)

    def merk(self, knoop: Knoop, blad: int) -> int:
        """Give the next piece of this page to an element; return its number."""
        self.plaats(knoop)
        eigen = self.sleutels[self.sleutel(blad)]
        assert isinstance(eigen, list)
        knoop.delen.append(Inhoud(blad, len(eigen)))
        eigen.append(knoop)
        return len(eigen) - 1

    def sleutel(self, blad: int) -> int:
        """Return the key of a page."""
        if blad not in self._bladen:
            self._bladen[blad] = len(self.sleutels)
            self.sleutels.append([])
        return self._bladen[blad]

    def koppel(self, knoop: Knoop, blad: int) -> Koppeling:
        """Give a place that can be clicked to an element."""
        koppeling = Koppeling(f"koppeling{len(self.sleutels)}", len(self.sleutels), blad)
        self.sleutels.append(knoop)
        knoop.delen.append(koppeling)
        return koppeling

    def plaats(self, knoop: Knoop) -> None:
        """Put what is drawn for the first time at the end; list items that follow make one list."""
        while knoop.ouder is not None:
            knoop = knoop.ouder
        if knoop is self.wortel:
            return
        doel = self._lijst() if knoop.rol == "LI" else self.wortel
        knoop.ouder = doel
        doel.delen.append(knoop)

    def _lijst(self) -> Knoop:
        laatste = self.wortel.delen[-1] if self.wortel.delen else None
        if isinstance(laatste, Knoop) and laatste.rol == "L":
            return laatste
        return Knoop("L", self.wortel)
