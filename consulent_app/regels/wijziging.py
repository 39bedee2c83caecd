"""Changes in words: one change, all of them under their headings, and how old and new are set out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

PAKKET, MEER, LOS, VERWIJZEN = "Het pakket", "Voor meer regelingen", "Voor geen regeling", "Verwijzingen"
LEEG_WOORD = "(niets)"


@dataclass(frozen=True)
class Wijziging:
    """One change: what it is about, with the old and new text below it when there are any."""

    wat: str
    regels: tuple[str, ...] = ()

    def als_tekst(self) -> str:
        """Return the change as an item of a list."""
        return "\n".join([f"- {self.wat}", *(f"    {regel}" for regel in self.regels)])


@dataclass(frozen=True)
class Verschil:
    """All changes, by heading: the package, each regeling, and what several regelingen share."""

    van: str
    naar: str
    delen: Mapping[str, tuple[Wijziging, ...]]

    def als_tekst(self) -> str:
        """Return everything in plain Dutch; `geen verschil` when nothing changes."""
        if not self.delen:
            return "geen verschil"
        blokken = [f"Van {self.van} naar {self.naar}"]
        for kop, wijzigingen in self.delen.items():
            blokken.append("\n".join([kop, *(w.als_tekst() for w in wijzigingen)]))
        return "\n\n".join(blokken)


class Boek:
    """Collects changes under their headings; the same change of several regelingen becomes one."""

    def __init__(self) -> None:
        self._koppen: dict[Wijziging, list[str]] = {}

    def schrijf(self, kop: str, wijzigingen: Iterable[Wijziging]) -> None:
        """Put changes under a heading."""
        for wijziging in wijzigingen:
            koppen = self._koppen.setdefault(wijziging, [])
            if kop not in koppen:
                koppen.append(kop)

    def gedeeld(self, raakt: Iterable[str], wijzigingen: Iterable[Wijziging]) -> None:
        """Put changes under each regeling that they touch."""
        koppen = list(raakt) or [LOS]
        for wijziging in wijzigingen:
            for kop in koppen:
                self.schrijf(kop, [wijziging])

    def delen(self) -> dict[str, tuple[Wijziging, ...]]:
        """Return the changes by heading: the package, the regelingen by name, what they share, the rest."""
        per_kop: dict[str, list[Wijziging]] = {}
        for wijziging, koppen in self._koppen.items():
            kop = koppen[0]
            if len(koppen) > 1:
                kop = MEER
                raakt = f"geldt voor: {'; '.join(sorted(koppen, key=str.casefold))}"
                wijziging = Wijziging(wijziging.wat, (*wijziging.regels, raakt))
            per_kop.setdefault(kop, []).append(wijziging)
        vast = {PAKKET: 0, MEER: 2, LOS: 3, VERWIJZEN: 4}
        volgorde = sorted(per_kop, key=lambda kop: (vast.get(kop, 1), kop.casefold()))
        return {kop: tuple(per_kop[kop]) for kop in volgorde}


def teksten(waarvan: str, *delen: tuple[str, str, str]) -> Iterator[Wijziging]:
    """Yield each part (name, old, new) of which the text changes."""
    for naam, was, wordt in delen:
        if was != wordt:
            kop = ": ".join(deel for deel in (waarvan, naam) if deel)
            yield Wijziging(kop, (f"was:   {was or LEEG_WOORD}", f"wordt: {wordt or LEEG_WOORD}"))


def namen(oud: Mapping[str, object], nieuw: Mapping[str, object]) -> list[str]:
    """Return all names once: in the order of the new, then what is gone."""
    return list(dict.fromkeys(chain(nieuw, oud)))
