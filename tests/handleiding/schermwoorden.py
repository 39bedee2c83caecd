"""Every word that the program can put on a screen: from its code, and from the rules that it shows."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from consulent_app import paden

GAT = "\0"


@cache
def schermwoorden() -> frozenset[str]:
    """Return the texts without the & of a key; what is filled in while it runs is a GAT."""
    return frozenset({*_uit_code(), *_uit_regels()})


def staat_op_het_scherm(woord: str) -> bool:
    """Say whether a label is a whole text of the program."""
    return woord in schermwoorden() or woord.removeprefix("+ ") in schermwoorden()


def _uit_code() -> Iterator[str]:
    for pad in sorted((paden.wortel() / "consulent_app").rglob("*.py")):
        yield from _uit_bestand(pad)


def _uit_bestand(pad: Path) -> Iterator[str]:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.JoinedStr):
            delen = [str(d.value) if isinstance(d, ast.Constant) else GAT for d in knoop.values]
            yield _schoon("".join(delen))
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            yield _schoon(knoop.value)


def _uit_regels() -> Iterator[str]:
    for pad in sorted((paden.resources() / "regels" / "rijk").glob("velden-*.toml")):
        gelezen = tomllib.loads(pad.read_text(encoding="utf-8"))
        for rij in gelezen.get("sectie", []):
            yield rij["naam"]


def _schoon(tekst: str) -> str:
    return tekst.replace("&", "").replace("\u00a0", " ").strip()
