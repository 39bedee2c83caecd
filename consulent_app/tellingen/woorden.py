"""The words of the counts, for whoever steers: beside those for residents, which have to be plainer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from consulent_app.paden import resources


@cache
def woorden() -> Mapping[str, str]:
    """Return the titles, definitions and names by `group.key`."""
    pad = resources() / "tellingen" / "woorden.toml"
    groepen = tomllib.loads(pad.read_text(encoding="utf-8"))
    return {f"{groep}.{sleutel}": tekst for groep, rij in groepen.items() for sleutel, tekst in rij.items()}


def waarom_leeg(tabel: str) -> str:
    """Return what stands where a table has no rows."""
    namen = woorden()
    return namen.get(f"{tabel}.leeg", namen["rij.geen"])
