"""The languages in which a resident can be addressed, read from resources/talen/talen.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consulent_app.paden import resources

BRONTAAL = "nl"


@dataclass(frozen=True)
class Nagekeken:
    """Which native reader read a whole catalogue, and on which day; empty when nobody did."""

    door: str = ""
    op: str = ""

    def __bool__(self) -> bool:
        return bool(self.door and self.op)


@dataclass(frozen=True)
class Taal:
    """`locale` decides how amounts and dates are written, `eigen` is the name in the language itself."""

    code: str
    naam: str
    eigen: str
    locale: str
    rechts_naar_links: bool
    lettertype: str
    nagekeken: Nagekeken


def _lees() -> Mapping[str, Taal]:
    """Return the languages by code, in the order of the file."""
    pad = resources() / "talen" / "talen.toml"
    rijen: list[dict[str, Any]] = tomllib.loads(pad.read_text(encoding="utf-8"))["taal"]
    return {rij["code"]: Taal(**{**rij, "nagekeken": Nagekeken(**rij["nagekeken"])}) for rij in rijen}


#: By code, in the order of the file; read once, when the app starts.
TALEN = _lees()


def herken(tekst: str | None) -> Taal:
    """Return the language that a dossier names, by code or name; Dutch when it is not one of ours."""
    return _zoek(tekst) or TALEN[BRONTAAL]


def kent(tekst: str) -> bool:
    """Say whether this names one of our languages."""
    return _zoek(tekst) is not None


def _zoek(tekst: str | None) -> Taal | None:
    gezocht = (tekst or "").strip().casefold()
    alle = TALEN.values()
    return next((t for t in alle if gezocht in (t.code, t.naam.casefold(), t.eigen.casefold())), None)
