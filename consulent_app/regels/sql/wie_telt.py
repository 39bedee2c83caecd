"""Of which persons an answer is read: a file seldom says what a child earns, and no rule asks."""

from __future__ import annotations

from collections.abc import Iterator

from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.toets import ROLLEN_PER

ALLEN = ROLLEN_PER["persoon"]
GROEPEN = {
    "personen": ALLEN,
    "belanghebbenden": ("aanvrager", "partner"),
    "kinderen": ("kind",),
    "medebewoners": ("medebewoner",),
}
Rollen = tuple[str, ...]


def wie_telt(pakket: Pakket) -> dict[str, frozenset[str]]:
    """Return, per answer of a person by its name in the package, the roles of whom it is read."""
    gevonden: dict[str, set[str]] = {}
    gezien: set[tuple[str, Rollen]] = set()

    def loop(knoop: Knoop, rollen: Rollen) -> None:
        if isinstance(knoop, boom.AfgeleidRef):
            if (knoop.naam, rollen) not in gezien:
                gezien.add((knoop.naam, rollen))
                loop(pakket.afgeleid[knoop.naam].formule, rollen)
            return
        if isinstance(knoop, boom.VeldRef) and knoop.niveau == "persoon":
            gevonden.setdefault(knoop.naam, set()).update(rollen)
        if isinstance(knoop, boom.Verzamel):
            if knoop.groep == "inkomens":
                gevonden.setdefault("inkomens", set()).update(rollen)
            rollen = GROEPEN.get(knoop.groep, rollen)
        for kind in boom.kinderen(knoop):
            loop(kind, rollen)

    for regeling in pakket.regelingen.values():
        for knoop in _uitdrukkingen(regeling):
            loop(knoop, ROLLEN_PER.get(regeling.per, ()))
    return {naam: frozenset(rollen) for naam, rollen in gevonden.items()}


def _uitdrukkingen(regeling: Regeling) -> Iterator[Knoop]:
    yield from (eis.als for eis in regeling.voorwaarden)
    yield from (weging.wanneer for weging in regeling.wegingen if weging.wanneer is not None)
    for knoop in (regeling.van_toepassing, regeling.ambtshalve, regeling.bedrag):
        if knoop is not None:
            yield knoop
