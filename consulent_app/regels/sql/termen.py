"""SQL expressions as a graph: equal expressions are one object, so that each is computed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

#: The rows that SQL works on, each with the rows that it is folded into: elements of lists, persons,
#: households. `toegekend_p` and `kosten_p` are list elements seen from each person in turn.
OUDER = {
    "inkomens": "personen",
    "kosten": "huishoudens",
    "eerder_toegekend": "huishoudens",
    "kosten_p": "personen",
    "eerder_toegekend_p": "personen",
    "personen": "huishoudens",
}
GROOT = 10_000_000
WAAR, ONWAAR = "TRUE", "FALSE"
#: With their types, because PostgreSQL takes a bare NULL for text.
OPEN, MISSCHIEN = "NULL::bigint", "NULL::boolean"
SLEUTEL = {"huishoudens": "hh", "personen": "pp"}


@dataclass(eq=False)
class Term:
    """One expression over the rows of `tak` (None: a constant).

    `vorm` is SQL with slots for `delen`. `soort` says where the value comes from: `som` (computed
    here), `bron` (a column of the file), `vouw` (folded over the rows below) or `erf` (taken from the
    row above). `ronde` counts how often the rows have been up and down before this is known.
    """

    vorm: str
    delen: tuple[Term, ...]
    tak: str | None
    soort: str = "som"
    ronde: int = 0
    waarde: int | str | None = None
    naam: str = field(default="", init=False)

    @property
    def vast(self) -> bool:
        """Say whether this is a constant."""
        return self.tak is None


class Weefsel:
    """Makes terms, and hands out the one that is already there when it is asked again."""

    def __init__(self) -> None:
        self._termen: dict[tuple[object, ...], Term] = {}

    def __len__(self) -> int:
        return len(self._termen)

    def _een(self, sleutel: tuple[object, ...], maak: Term) -> Term:
        return self._termen.setdefault(sleutel, maak)

    def getal(self, waarde: int) -> Term:
        """Return a whole number as a constant; a large one says that it is, so that sums of it fit."""
        vorm = f"{waarde}::bigint" if abs(waarde) >= GROOT else str(waarde)
        return self._een(("getal", waarde), Term(vorm, (), None, waarde=waarde))

    def woord(self, waarde: str) -> Term:
        """Return a word as a constant."""
        vorm = "'" + waarde.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"
        return self._een(("woord", waarde), Term(vorm, (), None, waarde=waarde))

    def vast(self, vorm: str) -> Term:
        """Return a constant that is written out: TRUE, FALSE or NULL."""
        return self._een(("vast", vorm), Term(vorm, (), None))

    def bekend(self, term: Term) -> Term:
        """Return whether a term is not NULL; a constant where that is the same on every row."""
        if term.vorm in (OPEN, MISSCHIEN):
            return self.vast(ONWAAR)
        if term.waarde is not None or term.vorm in (WAAR, ONWAAR):
            return self.vast(WAAR)
        return self.som("{0} IS NOT NULL", term)

    def gelijk(self, laag: Term, hoog: Term) -> Term:
        """Return whether both ends of a number meet; a constant where that is the same on every row."""
        if OPEN in (laag.vorm, hoog.vorm):
            return self.vast(ONWAAR)
        if laag.waarde is not None and hoog.waarde is not None:
            return self.vast(WAAR if laag.waarde == hoog.waarde else ONWAAR)
        return self.som("{0} = {1}", laag, hoog)

    def niet(self, term: Term) -> Term:
        """Return the opposite of a yes/no."""
        andersom = {WAAR: ONWAAR, ONWAAR: WAAR, MISSCHIEN: MISSCHIEN}.get(term.vorm)
        return self.vast(andersom) if andersom else self.som("(NOT {0})", term)

    def tel(self, ja: Term, dan: int, anders: int = 0) -> Term:
        """Return one of two numbers; `ja` is never unknown. A CASE takes DuckDB three times as long."""
        if ja.vast:
            return self.getal(dan if ja.vorm == WAAR else anders)
        keer = "({0})::integer" if dan - anders == 1 else "({0})::integer * {1}"
        vorm = f"({{2}} + {keer})" if anders else f"({keer})"
        return self.som(vorm, ja, self.getal(dan - anders), self.getal(anders))

    def bron(self, tak: str, kolom: str) -> Term:
        """Return a column of the file."""
        return self._een(("bron", tak, kolom), Term(kolom, (), tak, "bron"))

    def som(self, vorm: str, *delen: Term) -> Term:
        """Return an expression over terms of the same rows."""
        tak = next((deel.tak for deel in delen if deel.tak is not None), None)
        if any(deel.tak not in (None, tak) for deel in delen):
            raise AssertionError(f"{vorm}: mengt rijen van {[deel.tak for deel in delen]}")
        ronde = max((deel.ronde for deel in delen), default=0)
        return self._een((vorm, *map(id, delen)), Term(vorm, delen, tak, "som", ronde))

    def vouw(self, vorm: str, kind: Term) -> Term:
        """Return an aggregate over the rows below, as a term of the row above."""
        if kind.tak is None:
            raise AssertionError("een constante heeft geen rijen")
        return self._een(("vouw", vorm, id(kind)), Term(vorm, (kind,), OUDER[kind.tak], "vouw", kind.ronde))

    def erf(self, tak: str, boven: Term) -> Term:
        """Return a term of the row above (or further up) as a term of this row."""
        if boven.tak is None or boven.tak == tak:
            return boven
        if OUDER[tak] != boven.tak:
            boven = self.erf(OUDER[tak], boven)
        return self._een(("erf", tak, id(boven)), Term("{0}", (boven,), tak, "erf", boven.ronde + 1))


def alle(wortels: Iterable[Term]) -> list[Term]:
    """Return every term that these need, each after its parts."""
    gezien: dict[int, Term] = {}

    def bezoek(term: Term) -> None:
        if id(term) not in gezien:
            for deel in term.delen:
                bezoek(deel)
            gezien[id(term)] = term

    for wortel in wortels:
        bezoek(wortel)
    return list(gezien.values())
