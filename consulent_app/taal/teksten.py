"""The Dutch sentences of the prints, which live in resources/teksten."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from consulent_app.paden import resources


def bestanden() -> list[Path]:
    """Return the files with sentences."""
    return sorted((resources() / "teksten").glob("*.toml"))


@cache
def teksten(naam: str) -> Mapping[str, str]:
    """Return the sentences of one file by `group.key`."""
    pad = resources() / "teksten" / f"{naam}.toml"
    groepen = tomllib.loads(pad.read_text(encoding="utf-8"))
    return {f"{groep}.{sleutel}": tekst for groep, rij in groepen.items() for sleutel, tekst in rij.items()}


def voor_bewoners() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of what a resident reads in another language too."""
    for sleutel, tekst in teksten("overzicht").items():
        yield f"overzicht.{sleutel}", tekst
