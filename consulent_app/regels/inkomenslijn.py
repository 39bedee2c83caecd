"""What a household has in all as earnings rise: the steps of the line, and where it falls back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from consulent_app.huishouden.geld import Geld, tel_op


@dataclass(frozen=True)
class Deel:
    """What one regeling gives per month at one step, for all persons together.

    When not all of it is known, `minstens` is only what is; it is never shown as the amount. Not
    `zeker`: a person must still weigh whether, or how much, the household gets.
    """

    minstens: Geld
    bekend: bool = True
    zeker: bool = True
    ontbreekt: tuple[str, ...] = ()
    nog_vast_te_stellen: tuple[str, ...] = ()

    @property
    def bedrag(self) -> Geld | None:
        """Return the amount per month, None when it is not known."""
        return self.minstens if self.bekend else None


NIETS = Deel(Geld(0))


@dataclass(frozen=True)
class Stap:
    """One wage. `inkomen` is all net income of aanvrager and partner, without what fills it up.

    In `delen` stands each regeling that gives something here, or of which that is not known.
    """

    loon: Geld
    inkomen: Deel
    delen: Mapping[str, Deel]
    eenmalig: Mapping[str, Geld]

    @cached_property
    def minstens(self) -> Geld:
        """Return the sum of all that is known; the total is not less than this."""
        return tel_op([self.inkomen.minstens, *(deel.minstens for deel in self.delen.values())])

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Return the regelingen of which the amount is not known here."""
        return tuple(naam for naam, deel in self.delen.items() if not deel.bekend)

    @property
    def totaal(self) -> Geld | None:
        """Return everything together, None as soon as one part of it is not known."""
        return self.minstens if self.inkomen.bekend and not self.open else None


@dataclass(frozen=True)
class Terugval:
    """Between these earnings the household ends with less: how much, by which regelingen.

    `voorbehoud`: another amount is not known here, so that the total may fall more or less.
    `weer_vanaf` is the first wage at which the household has as much as before, None when that is
    past the end of the line.
    """

    van: Geld
    tot: Geld
    verlies: Geld
    oorzaken: Mapping[str, Geld]
    voorbehoud: bool
    weer_vanaf: Geld | None

    @property
    def meer_loon(self) -> Geld:
        """Return the extra earnings with which the household ends with less."""
        return self.tot - self.van

    @property
    def marginaal(self) -> int:
        """Return how many cents are lost of each euro of extra earnings; above 100 one ends with less."""
        if not self.meer_loon.centen:
            return 0
        weg = self.meer_loon.centen + self.verlies.centen
        return (200 * weg + self.meer_loon.centen) // (2 * self.meer_loon.centen)


@dataclass(frozen=True)
class Verval:
    """Between these earnings a regeling ends of which the amount was not known: the loss is not either."""

    van: Geld
    tot: Geld
    regelingen: tuple[str, ...]


@dataclass(frozen=True)
class Inkomenslijn:
    """The whole line. Without steps `ontbreekt` names the answers and figures that it needs.

    `namen` are the regelingen that give something somewhere, in the order of the package. `loon_nu` is
    what the aanvrager earns now. `opmerkingen` say in Dutch what was assumed.
    """

    peildatum: date
    pakket: Mapping[str, str]
    norm: Geld | None
    loon_nu: Geld | None
    namen: Mapping[str, str]
    stappen: tuple[Stap, ...]
    ontbreekt: tuple[str, ...]
    opmerkingen: tuple[str, ...]

    @cached_property
    def terugvallen(self) -> tuple[Terugval, ...]:
        """Return where more earnings leave less, from low to high."""
        return tuple(_terugvallen(self.stappen))

    @cached_property
    def vervallen(self) -> tuple[Verval, ...]:
        """Return where something ends of which nobody knows yet how much it was."""
        paren = ((a, b, tuple(n for n in a.open if n not in b.delen)) for a, b in pairwise(self.stappen))
        return tuple(Verval(a.loon, b.loon, weg) for a, b, weg in paren if weg)

    @cached_property
    def eerste_terugval(self) -> Terugval | None:
        """Return the first fall above what is earned now; less than a euro is no reason to warn."""
        nu = self.loon_nu or Geld(0)
        return next((v for v in self.terugvallen if v.tot > nu and v.verlies.centen >= 100), None)

    @cached_property
    def namen_per_maand(self) -> Mapping[str, str]:
        """Return the names of what comes each month: all but what is given once."""
        return {n: naam for n, naam in self.namen.items() if any(n in s.delen for s in self.stappen)}

    @cached_property
    def overal_bekend(self) -> tuple[str, ...]:
        """Return the regelingen of which each step knows the amount: what can be drawn."""
        return tuple(
            n for n in self.namen_per_maand if all(s.delen.get(n, NIETS).bekend for s in self.stappen)
        )

    @cached_property
    def missend(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each regeling with an open amount (`''` is the income) what is missing."""
        per_regeling: dict[str, dict[str, None]] = {}
        for stap in self.stappen:
            for naam, deel in (("", stap.inkomen), *stap.delen.items()):
                if not deel.bekend:
                    mist = (*deel.ontbreekt, *(f"@{figuur}" for figuur in deel.nog_vast_te_stellen))
                    per_regeling.setdefault(naam, {}).update(dict.fromkeys(mist))
        return {naam: tuple(mist) for naam, mist in per_regeling.items()}

    def als_json(self) -> dict[str, Any]:
        """Return the line in the form of docs/inkomenslijn.md."""
        return {
            "schema": "inkomenslijn/1",
            "peildatum": self.peildatum.isoformat(),
            "pakket": dict(self.pakket),
            "per": "maand",
            "norm": _tekst(self.norm),
            "loon_nu": _tekst(self.loon_nu),
            "regelingen": dict(self.namen),
            "ontbreekt": list(self.ontbreekt),
            "opmerkingen": list(self.opmerkingen),
            "stappen": [_stap_json(stap) for stap in self.stappen],
            "terugvallen": [_terugval_json(val) for val in self.terugvallen],
            "vervalt_zonder_bedrag": [_verval_json(verval) for verval in self.vervallen],
        }


def _terugvallen(stappen: Sequence[Stap]) -> Iterator[Terugval]:
    """Yield each stretch over which what is known falls; steps that fall on make one stretch."""
    begin: int | None = None
    for nummer, (eerst, dan) in enumerate(pairwise(stappen)):
        daalt = _verandering(eerst, dan).centen < 0
        if daalt and begin is None:
            begin = nummer
        if begin is not None and (not daalt or nummer == len(stappen) - 2):
            yield _terugval(stappen, begin, nummer + 1 if daalt else nummer)
            begin = None


def _terugval(stappen: Sequence[Stap], begin: int, eind: int) -> Terugval:
    hoog, laag = stappen[begin], stappen[eind]
    verschil = {naam: _van_deel(hoog, laag, naam) for naam in {**hoog.delen, **laag.delen}}
    oorzaken = {naam: Geld(-bedrag.centen) for naam, bedrag in verschil.items() if bedrag.centen < 0}
    later = (s for s in stappen[eind:] if s.open == laag.open)
    return Terugval(
        van=hoog.loon,
        tot=laag.loon,
        verlies=Geld(-_verandering(hoog, laag).centen),
        oorzaken=dict(sorted(oorzaken.items(), key=lambda paar: -paar[1].centen)),
        voorbehoud=hoog.totaal is None or laag.totaal is None,
        weer_vanaf=next((s.loon for s in later if _verandering(hoog, s).centen >= 0), None),
    )


def _verandering(eerst: Stap, dan: Stap) -> Geld:
    """Return by how much what is known at both steps changes; what is open at either is left out."""
    delen = (_van_deel(eerst, dan, naam) for naam in {**eerst.delen, **dan.delen})
    return tel_op([dan.inkomen.minstens - eerst.inkomen.minstens, *delen])


def _van_deel(eerst: Stap, dan: Stap, naam: str) -> Geld:
    was, wordt = eerst.delen.get(naam, NIETS), dan.delen.get(naam, NIETS)
    return wordt.minstens - was.minstens if was.bekend and wordt.bekend else Geld(0)


def _tekst(bedrag: Geld | None) -> str | None:
    return bedrag.als_tekst() if bedrag is not None else None


def _stap_json(stap: Stap) -> dict[str, Any]:
    bekend = {naam: deel for naam, deel in stap.delen.items() if deel.bekend}
    open_ = {naam: stap.delen[naam] for naam in stap.open}
    return {
        "loon": stap.loon.als_tekst(),
        "inkomen": _tekst(stap.inkomen.bedrag),
        "totaal": _tekst(stap.totaal),
        "totaal_minstens": stap.minstens.als_tekst(),
        "bedragen": {naam: deel.minstens.als_tekst() for naam, deel in bekend.items()},
        "weegt": [naam for naam, deel in bekend.items() if not deel.zeker],
        "onbekend": {naam: _open_json(deel) for naam, deel in open_.items()},
        "inkomen_ontbreekt": list(stap.inkomen.ontbreekt),
        "eenmalig": {naam: bedrag.als_tekst() for naam, bedrag in stap.eenmalig.items()},
    }


def _open_json(deel: Deel) -> dict[str, list[str]]:
    return {
        "ontbreekt": list(deel.ontbreekt),
        "nog_vast_te_stellen": list(deel.nog_vast_te_stellen),
    }


def _terugval_json(val: Terugval) -> dict[str, Any]:
    return {
        "loon_van": val.van.als_tekst(),
        "loon_tot": val.tot.als_tekst(),
        "verlies": val.verlies.als_tekst(),
        "oorzaken": {naam: bedrag.als_tekst() for naam, bedrag in val.oorzaken.items()},
        "marginaal": val.marginaal,
        "voorbehoud": val.voorbehoud,
        "weer_vanaf": _tekst(val.weer_vanaf),
    }


def _verval_json(verval: Verval) -> dict[str, Any]:
    return {
        "loon_van": verval.van.als_tekst(),
        "loon_tot": verval.tot.als_tekst(),
        "regelingen": list(verval.regelingen),
    }
