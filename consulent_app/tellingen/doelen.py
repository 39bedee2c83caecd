"""For whom the regelingen are and what the gemeente wants to reach: dated settings with their source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources
from consulent_app.tellingen.feiten import PER_HUISHOUDEN, PER_KIND, PER_PERSOON


@dataclass(frozen=True)
class Omvang:
    """How large a group is from a day on, and how many of it used the regeling then."""

    vanaf: date
    aantal: int
    gebruik: int
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Doelgroep:
    """For whom some regelingen are."""

    naam: str
    regelingen: tuple[str, ...]
    waarden: tuple[Omvang, ...]

    def op(self, dag: date) -> Omvang | None:
        """Return the newest count of before a day."""
        eerder = [waarde for waarde in self.waarden if waarde.vanaf <= dag]
        return max(eerder, key=lambda waarde: waarde.vanaf, default=None)


@dataclass(frozen=True)
class Doel:
    """What is to be reached in a year: so many of `wat`, which are granted or referred to."""

    naam: str
    telt: str
    wat: tuple[str, ...]
    nulmeting: int
    nuljaar: int
    doel: int
    doeljaar: int
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Monitor:
    """The settings of one gemeente."""

    doelgroepen: tuple[Doelgroep, ...] = ()
    doelen: tuple[Doel, ...] = ()
    wijken: Mapping[str, str] = field(default_factory=dict)
    per: str = PER_PERSOON


def lees_monitor(pakket: str) -> Monitor:
    """Return the settings beside a rule package; a gemeente without them has no targets."""
    pad = resources() / "tellingen" / f"{pakket}.toml"
    if not pad.is_file():
        return Monitor()
    try:
        return _maak(tomllib.loads(pad.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as fout:
        raise InvoerFout(f"tellingen/{pad.name} klopt niet ({fout}): kijk het bestand na.") from fout


def _maak(inhoud: Mapping[str, Any]) -> Monitor:
    per = inhoud["instelling"]["per"]
    if per not in (PER_PERSOON, PER_HUISHOUDEN, PER_KIND):
        raise ValueError(f"per = {per}")
    groepen = tuple(
        Doelgroep(
            rij["naam"], tuple(rij["regelingen"]), tuple(Omvang(**waarde) for waarde in rij["waarden"])
        )
        for rij in inhoud.get("doelgroep", ())
    )
    doelen = tuple(Doel(**{**rij, "wat": tuple(rij["wat"])}) for rij in inhoud.get("doel", ()))
    return Monitor(groepen, doelen, dict(inhoud.get("wijken", {})), per)
