"""What a screen reader gets of a print: the text of every element, in the order of the tree.

Only the letters as they stand in the file, put together without looking at where they are drawn: a
space that is not there is not heard.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.documenten.controle_boom import Element, boom


@dataclass(frozen=True)
class Stuk:
    """The text of one element on one page."""

    element: int
    rol: str
    blad: int
    tekst: str


def stukken(pdf: bytes) -> list[Stuk]:
    """Return every element that has content of its own, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        bladen = {blad.obj.objgen: nummer for nummer, blad in enumerate(bestand.pages)}
        teksten = [_teksten(blad) for blad in bestand.pages]
        top = boom(bestand)
        assert top is not None
        gevonden = []
        for nummer, element in enumerate(_blokken(top)):
            plekken = [p for deel in element.alle() if not _is_blok(deel) or deel is element
                       for p in _plekken(deel, bladen)]  # fmt: skip
            for blad in sorted({blad for blad, _ in plekken}):
                tekst = "".join(
                    teksten[blad].get(nr, "") for nr in sorted(n for b, n in plekken if b == blad)
                )
                gevonden.append(Stuk(nummer, element.rol, blad, tekst))
    return gevonden


def _is_blok(element: Element) -> bool:
    return element.rol not in ("Span", "Link", "Code")


def _blokken(top: Element) -> list[Element]:
    return [element for element in top.alle() if _is_blok(element) and _eigen_inhoud(element)]


def _eigen_inhoud(element: Element) -> bool:
    return bool(element.inhoud) or any(not _is_blok(deel) for deel in element.delen)


def _plekken(element: Element, bladen: dict[Any, int]) -> list[tuple[int, int]]:
    blad = element.bron.get("/Pg")
    plekken = []
    for stuk in element.inhoud:
        if not isinstance(stuk, Dictionary):
            plekken.append((bladen[blad.objgen], int(stuk)))
        elif stuk.get("/Type") == Name.MCR:
            plekken.append((bladen[stuk.get("/Pg", blad).objgen], int(stuk.MCID)))
    return plekken


def _teksten(blad: Any) -> dict[int, str]:
    """Return the text of each piece of content on a page."""
    kaarten = {naam: _kaart(letter) for naam, letter in blad.Resources.get("/Font", {}).items()}
    teksten: dict[int, str] = {}
    open_: list[int | None] = []
    letter = ""
    for stap in pikepdf.parse_content_stream(blad):
        naam = str(stap.operator)
        if naam in ("BDC", "BMC"):
            kenmerken = stap.operands[1] if naam == "BDC" else None
            heeft = isinstance(kenmerken, Dictionary) and "/MCID" in kenmerken
            open_.append(int(kenmerken.MCID) if heeft else None)
        elif naam == "EMC":
            open_.pop()
        elif naam == "Tf":
            letter = str(stap.operands[0])
        elif naam in ("Tj", "TJ"):
            nummer = next((n for n in reversed(open_) if n is not None), None)
            if nummer is not None:
                teksten[nummer] = teksten.get(nummer, "") + _lees(stap.operands[0], *kaarten[letter])
    return teksten


def _lees(inhoud: Any, stap: int, kaart: dict[int, str]) -> str:
    delen = inhoud if isinstance(inhoud, Array) else [inhoud]
    ruw = b"".join(bytes(deel) for deel in delen if isinstance(deel, pikepdf.String))
    return "".join(kaart[int.from_bytes(ruw[i : i + stap], "big")] for i in range(0, len(ruw), stap))


def _kaart(letter: Any) -> tuple[int, dict[int, str]]:
    tekst = letter.ToUnicode.read_bytes().decode("latin-1")
    kaart: dict[int, str] = {}
    for blok in re.findall(r"beginbfchar(.*?)endbfchar", tekst, re.DOTALL):
        for code, teken in re.findall(r"<(\w+)>\s*<(\w+)>", blok):
            kaart[int(code, 16)] = bytes.fromhex(teken).decode("utf-16-be")
    for blok in re.findall(r"beginbfrange(.*?)endbfrange", tekst, re.DOTALL):
        for van, tot, lijst, eerste in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:\[([^]]*)\]|<(\w+)>)", blok):
            tekens = re.findall(r"<(\w+)>", lijst) or [
                f"{int(eerste, 16) + i:04X}" for i in range(int(tot, 16) - int(van, 16) + 1)
            ]
            for i, teken in enumerate(tekens):
                kaart[int(van, 16) + i] = bytes.fromhex(teken).decode("utf-16-be")
    return (2 if letter.get("/Subtype") == Name.Type0 else 1), kaart
