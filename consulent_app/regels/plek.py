"""Faults in a rule package, each with file, line, what is wrong and a hint; and where TOML keys stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout

_KOP = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_VEEL_DELEN = re.compile(r"""(?:["']?[\w-]+["']?[ \t]*\.[ \t]*){30}""")
#: Ten times the largest of ours.
GROOTSTE_BESTAND = 200_000
_SLEUTEL = re.compile(r"^\s*([\w-]+)\s*=")


@dataclass(frozen=True)
class Regelfout:
    """One fault: file name, line (from 1), what is wrong, and how to mend it."""

    bestand: str
    regel: int
    wat: str
    hint: str

    def __str__(self) -> str:
        return f"{self.bestand}, regel {self.regel}: {self.wat}; {self.hint}"


class PakketFout(InvoerFout):
    """A rule package, or other data, that may not be used for anybody, with all its faults."""

    def __init__(self, fouten: Iterable[Regelfout], wat: str = "Het regelpakket") -> None:
        self.fouten = tuple(fouten)
        super().__init__(f"{wat} heeft een fout. {self.fouten[0]}.")


class Regelnummers:
    """The line of every table and key of a TOML text, for messages."""

    def __init__(self, tekst: str) -> None:
        self._regels: dict[tuple[str, int, str], int] = {}
        kop, teller, aantallen = "", 0, {"": 1}
        for nummer, regel in enumerate(tekst.splitlines(), start=1):
            if gevonden := _KOP.match(regel):
                kop = gevonden.group(1)
                teller = aantallen.get(kop, 0)
                aantallen[kop] = teller + 1
                self._regels[kop, teller, ""] = nummer
            elif gevonden := _SLEUTEL.match(regel):
                self._regels.setdefault((kop, teller, gevonden.group(1)), nummer)

    def regel(self, tabel: str, nummer: int = 0, sleutel: str = "") -> int:
        """Return the line of a key in the nth table with this name, or of the table itself."""
        return self._regels.get((tabel, nummer, sleutel)) or self._regels.get((tabel, nummer, ""), 1)


def ontleed_toml(pad: Path) -> tuple[dict[str, Any], str]:
    """Return what a TOML file holds, with its text; raises OSError, ValueError or RecursionError."""
    tekst = lees_toml(pad)
    return ontleed_tekst(tekst), tekst


def lees_toml(pad: Path) -> str:
    """Return the text of a TOML file; raises OSError, or ValueError for one that is far too large."""
    if pad.stat().st_size > GROOTSTE_BESTAND:
        raise ValueError("het bestand is te groot")
    return pad.read_text(encoding="utf-8-sig")


def ontleed_tekst(tekst: str) -> dict[str, Any]:
    """Return what a TOML text holds; raises ValueError or RecursionError.

    A text of some kilobytes can keep `tomllib` busy for a minute: keys of very many parts are refused
    before.
    """
    if _VEEL_DELEN.search(tekst):
        raise ValueError("een sleutel heeft te veel delen")
    return tomllib.loads(tekst)


def laad_toml(pad: Path) -> tuple[dict[str, Any], str]:
    """Return what a TOML file holds, with its text; raises InvoerFout, or PakketFout at a broken file."""
    try:
        return ontleed_toml(pad)
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen; controleer of het bestand er staat.") from fout
    except (ValueError, RecursionError) as fout:
        regel = re.search(r"line (\d+)", str(fout))
        nummer = int(regel.group(1)) if regel else 1
        hint = "kijk haakjes en aanhalingstekens na"
        raise PakketFout([Regelfout(pad.name, nummer, "dit is geen geldige TOML", hint)]) from fout
