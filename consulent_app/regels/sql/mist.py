"""What is missing, as bits: one bit for each answer that a value can hang on, in words of 62 bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consulent_app.regels.sql.termen import MISSCHIEN, ONWAAR, WAAR, Term, Weefsel

WOORDLENGTE = 62
Woord = tuple[str, int]


@dataclass(frozen=True)
class Atoom:
    """One thing that can be missing, as the rows of `tak` see it.

    `soort` is `veld` (an answer of this row), `lijst` (the whole list below this row), `figuur` (a
    figure that the gemeente has not supplied) or `via`: `binnen` is missing in a row below, where
    fold number `nummer` came along.
    """

    tak: str
    soort: str
    naam: str
    nummer: int = 0
    binnen: Atoom | None = None


@dataclass(frozen=True)
class Mist:
    """What a value hangs on: the atoms that it can, and per word of bits those that it does."""

    atomen: frozenset[Atoom] = frozenset()
    woorden: Mapping[Woord, Term] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.atomen)


NIETS = Mist()


class Mistboek:
    """Which atom has which bit in which word, and the terms that put them together."""

    def __init__(self, weefsel: Weefsel) -> None:
        self.weefsel = weefsel
        self.plaatsen: dict[Atoom, tuple[Woord, int]] = {}
        self._gebruikt: dict[str, int] = {}

    def begin_nieuw_woord(self) -> None:
        """Put what is missing from here on in words of its own."""
        for tak, aantal in self._gebruikt.items():
            self._gebruikt[tak] = -(-aantal // WOORDLENGTE) * WOORDLENGTE

    def plaats(self, atoom: Atoom) -> tuple[Woord, int]:
        """Return the word and the bit (as a power of two) of an atom."""
        if atoom not in self.plaatsen:
            nummer = self._gebruikt.get(atoom.tak, 0)
            self._gebruikt[atoom.tak] = nummer + 1
            woord, plek = divmod(nummer, WOORDLENGTE)
            self.plaatsen[atoom] = (atoom.tak, woord), 1 << plek
        return self.plaatsen[atoom]

    def masker(self, bits: int) -> Term:
        """Return a constant word."""
        return self.weefsel.vast(f"{bits}::bigint")

    def altijd(self, atoom: Atoom) -> Mist:
        """Return that this atom is missing, whatever the row."""
        woord, bit = self.plaats(atoom)
        return Mist(frozenset({atoom}), {woord: self.masker(bit)})

    def samen(self, delen: Iterable[Mist]) -> Mist:
        """Return everything that is missing in any of these."""
        delen = [deel for deel in delen if deel]
        if len(delen) < 2:
            return delen[0] if delen else NIETS
        per_woord: dict[Woord, list[Term]] = {}
        for deel in delen:
            for woord, term in deel.woorden.items():
                lijst = per_woord.setdefault(woord, [])
                if term not in lijst:
                    lijst.append(term)
        woorden = {woord: self.of(termen) for woord, termen in per_woord.items()}
        return Mist(frozenset().union(*(deel.atomen for deel in delen)), woorden)

    def of(self, termen: list[Term]) -> Term:
        """Return the bits of all these words together."""
        if len(termen) == 1:
            return termen[0]
        vorm = "(" + " | ".join(f"{{{i}}}" for i in range(len(termen))) + ")"
        return self.weefsel.som(vorm, *termen)

    def tenzij(self, beslist: Term, mist: Mist) -> Mist:
        """Return nothing where `beslist` is true, and this mist elsewhere (also where it is unknown)."""
        if beslist.vorm == WAAR:
            return NIETS
        if beslist.vorm in (ONWAAR, MISSCHIEN):
            return mist
        vorm = "CASE WHEN {0} THEN 0 ELSE {1} END"
        return Mist(mist.atomen, {w: self.weefsel.som(vorm, beslist, t) for w, t in mist.woorden.items()})

    def kies(self, gevallen: list[tuple[Term, Mist]], anders: Mist) -> Mist:
        """Return the mist of the first case that is true, else `anders`."""
        gevallen = [(als, mist) for als, mist in gevallen if als.vorm not in (ONWAAR, MISSCHIEN)]
        zeker = next((i for i, (als, _) in enumerate(gevallen) if als.vorm == WAAR), None)
        if zeker is not None:
            gevallen, anders = gevallen[:zeker], gevallen[zeker][1]
        if not gevallen:
            return anders
        nul = self.weefsel.getal(0)
        alle = [*(mist for _, mist in gevallen), anders]
        woorden: dict[Woord, Term] = {}
        for woord in dict.fromkeys(w for mist in alle for w in mist.woorden):
            vorm = "CASE"
            delen: list[Term] = []
            for als, mist in gevallen:
                vorm += f" WHEN {{{len(delen)}}} THEN {{{len(delen) + 1}}}"
                delen += [als, mist.woorden.get(woord, nul)]
            vorm += f" ELSE {{{len(delen)}}} END"
            woorden[woord] = self.weefsel.som(vorm, *delen, anders.woorden.get(woord, nul))
        return Mist(frozenset().union(*(mist.atomen for mist in alle)), woorden)

    def erf(self, tak: str, mist: Mist) -> Mist:
        """Return the mist of the row above for this row."""
        return Mist(mist.atomen, {w: self.weefsel.erf(tak, t) for w, t in mist.woorden.items()})
