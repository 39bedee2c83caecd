"""One household as the rules see it: answers as values, persons in groups, figures remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.regels.velden import Veld
from consulent_app.regels.waarde import LEEG, ONEINDIG, Waarde, onbekend


class Rij:
    """A row of answers: the household, a person, or an element of a list."""

    __slots__ = ("bron", "cache", "lijsten", "pad")

    def __init__(self, bron: object, pad: str) -> None:
        self.bron, self.pad = bron, pad
        self.cache: dict[str, Waarde] = {}
        self.lijsten: dict[str, tuple[Rij, ...] | None] = {}


class Zaak:
    """A household with its peildatum and parameters; `p` and `e` are the person and element in hand."""

    __slots__ = ("e", "groepen", "intake", "intern", "memo", "p", "par", "peil", "personen")

    def __init__(self, intake: Intake, parameters: Mapping[str, Any]) -> None:
        self.intake, self.par = intake, parameters
        self.peil = intake.peildatum.toordinal()
        self.intern = Rij(intake, "")
        self.memo: dict[int, Waarde] = {}
        self.personen = {p.id: Rij(p, f"personen.{p.id}.") for p in intake.personen}
        rijen = [(p.rol, self.personen[p.id]) for p in intake.personen]
        self.groepen = {
            "personen": [rij for _, rij in rijen],
            "belanghebbenden": [rij for rol, rij in rijen if rol in ("aanvrager", "partner")],
            "kinderen": [rij for rol, rij in rijen if rol == "kind"],
            "medebewoners": [rij for rol, rij in rijen if rol == "medebewoner"],
        }
        self.p: Rij = self.intern
        self.e: Rij = self.intern

    def veld(self, rij: Rij, veld: Veld) -> Waarde:
        """Return the answer to a field in this row as a value."""
        gevonden = rij.cache.get(veld.naam)
        if gevonden is None:
            gevonden = rij.cache[veld.naam] = self._lees(rij, veld)
        return gevonden

    def _lees(self, rij: Rij, veld: Veld) -> Waarde:
        if veld.niveau == "huishouden":
            ruw: Any = self.intake
            for deel in veld.pad.split("."):
                ruw = getattr(ruw, deel)
            return self._als_waarde(ruw, veld, veld.pad)
        return self._als_waarde(getattr(rij.bron, veld.sleutel), veld, rij.pad + veld.sleutel)

    def _als_waarde(self, ruw: Any, veld: Veld, pad: str) -> Waarde:
        if ruw is None:
            laag, hoog, mist = onbekend(veld.type.soort, frozenset({pad}))
            return laag, (self.peil if veld.sleutel == "geboortedatum" else hoog), mist
        if isinstance(ruw, Geld):
            return ruw.centen, ruw.centen, LEEG
        if isinstance(ruw, Geboortedatum):
            laatst = min(ruw.laatst.toordinal(), self.peil)
            vroegst = ruw.vroegst.toordinal()
            return vroegst, laatst, LEEG if vroegst == laatst else frozenset({pad})
        if isinstance(ruw, date):
            return ruw.toordinal(), ruw.toordinal(), LEEG
        return (int(ruw), int(ruw), LEEG) if isinstance(ruw, bool) else (ruw, ruw, LEEG)

    def lijst(self, groep: str) -> tuple[tuple[Rij, ...] | None, str]:
        """Return the rows of a list (None when it is unknown) and the path of the list."""
        rij = self.p if groep == "inkomens" else self.intern
        if groep not in rij.lijsten:
            delen = getattr(rij.bron, groep)
            rij.lijsten[groep] = (
                None
                if delen is None
                else tuple(Rij(deel, f"{rij.pad}{groep}.{i}.") for i, deel in enumerate(delen))
            )
        return rij.lijsten[groep], rij.pad + groep

    @property
    def naam(self) -> str:
        """Return how a sentence names the person in hand; `u` for the household."""
        persoon = self.p.bron
        if not isinstance(persoon, Persoon):
            return "u"
        return persoon.voornaam or {
            "aanvrager": "u",
            "partner": "uw partner",
            "kind": "uw kind",
        }.get(persoon.rol, "uw medebewoner")

    @property
    def persoon_id(self) -> str | None:
        """Return the id of the person in hand, None for the household."""
        return self.p.bron.id if isinstance(self.p.bron, Persoon) else None


def oneindig(waarde: object) -> bool:
    """Say whether a bound is open."""
    return waarde in (ONEINDIG, -ONEINDIG)
