"""Values in SQL: an interval of two terms, a yes/no or a word, with what they hang on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from consulent_app.regels.sql.mist import NIETS, Mist
from consulent_app.regels.sql.termen import Term, Weefsel


@dataclass(frozen=True)
class Getal:
    """A number between `laag` and `hoog`; NULL is an open end.

    `zeker`: always known, so both are one term. `laag_open` and `hoog_open` say whether that end can
    be open at all, `positief` that it is never below zero.
    """

    laag: Term
    hoog: Term
    mist: Mist
    zeker: bool
    laag_open: bool = False
    hoog_open: bool = False
    positief: bool = True

    @property
    def vast(self) -> int | None:
        """Return the number when it is the same for every row."""
        waarde = self.laag.waarde if self.zeker else None
        return waarde if isinstance(waarde, int) else None

    @property
    def termen(self) -> Iterable[Term]:
        """Return the two ends."""
        return (self.laag, self.hoog)


@dataclass(frozen=True)
class Keus:
    """Yes or no (NULL is unknown), or a word (NULL is unknown).

    `nooit_ja` and `nooit_nee` say that no row can have that answer: with both, nobody knows.
    """

    term: Term
    mist: Mist
    zeker: bool
    nooit_ja: bool = False
    nooit_nee: bool = False

    @property
    def vast(self) -> bool | None:
        """Return a yes/no that is the same for every row."""
        return {"TRUE": True, "FALSE": False}.get(self.term.vorm) if self.term.vast else None

    @property
    def termen(self) -> Iterable[Term]:
        """Return the one term."""
        return (self.term,)


Waarde = Getal | Keus


def als_getal(term: Term, positief: bool = True) -> Getal:
    """Return a number that is always known."""
    return Getal(term, term, NIETS, True, positief=positief)


def als_keus(term: Term) -> Keus:
    """Return a yes/no or word that is always known."""
    return Keus(term, NIETS, True)


def erf(weefsel: Weefsel, tak: str, waarde: Waarde, mist: Mist) -> Waarde:
    """Return the value of the row above for this row, with its mist already brought down."""
    if isinstance(waarde, Keus):
        return replace(waarde, term=weefsel.erf(tak, waarde.term), mist=mist)
    return replace(
        waarde, laag=weefsel.erf(tak, waarde.laag), hoog=weefsel.erf(tak, waarde.hoog), mist=mist
    )
