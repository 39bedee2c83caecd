"""The pages of a print as a file has them: what was drawn, with its links, pictures and fonts.

ReportLab would write objects for this that nobody reads, and the same ones anew for every print.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFImageXObject

from consulent_app.documenten.pdfbestand import Objecten, stroom


@dataclass(frozen=True)
class Beeld:
    """A picture, packed as it stands in a file; breadth and height in dots."""

    breed: int
    hoog: int
    inhoud: bytes


@dataclass(frozen=True)
class Blad:
    """A page: its size in points, the code that draws it, the key of its elements.

    `koppelingen` are its links by name, `beelden` its pictures by the name that the code gives them.
    """

    breed: float
    hoog: float
    code: Sequence[str]
    sleutel: int
    koppelingen: Mapping[str, str]
    beelden: Mapping[str, Beeld]


@dataclass(frozen=True)
class Bladnummers:
    """The numbers of what was written: the list of pages, each page, and each link by its name."""

    lijst: int
    bladen: Sequence[int]
    koppelingen: Mapping[str, int]


@cache
def lees_beeld(png: bytes) -> Beeld:
    """Return a picture; it is packed once for all prints."""
    beeld = PDFImageXObject("beeld", ImageReader(io.BytesIO(png)))
    inhoud = beeld.format(PDFDocument()).removesuffix(b"endstream\n") + b"\nendstream"
    return Beeld(beeld.width, beeld.height, inhoud)


def schrijf_bladen(objecten: Objecten, bladen: Sequence[Blad], letters: str) -> Bladnummers:
    """Write the pages; `letters` is the dictionary of the fonts on them."""
    lijst, fonts = objecten.reserveer(1), objecten.voeg_toe(letters)
    nummers = Bladnummers(
        lijst,
        [objecten.reserveer(1) for _ in bladen],
        {naam: objecten.voeg_toe(code) for blad in bladen for naam, code in blad.koppelingen.items()},
    )
    alle = dict.fromkeys(beeld for blad in bladen for beeld in blad.beelden.values())
    beelden = {beeld: objecten.voeg_toe(beeld.inhoud) for beeld in alle}
    for blad, nummer in zip(bladen, nummers.bladen, strict=True):
        plaatjes = "".join(f"/{naam} {beelden[beeld]} 0 R" for naam, beeld in blad.beelden.items())
        middelen = f"/Font {fonts} 0 R" + (f"/XObject<<{plaatjes}>>" if plaatjes else "")
        objecten.zet(nummer, _blad(objecten, blad, nummers, middelen).encode("ascii"))
    kinderen = f"/Kids[{_wijs(nummers.bladen)}]/Count {len(bladen)}"
    objecten.zet(lijst, f"<</Type/Pages{kinderen}>>".encode("ascii"))
    return nummers


def _blad(objecten: Objecten, blad: Blad, nummers: Bladnummers, middelen: str) -> str:
    inhoud = objecten.voeg_toe(stroom("", "\n".join(blad.code).encode("ascii")))
    koppelingen = _wijs(nummers.koppelingen[naam] for naam in blad.koppelingen)
    return (
        f"<</Type/Page/Parent {nummers.lijst} 0 R/MediaBox[0 0 {blad.breed:.4f} {blad.hoog:.4f}]"
        f"/Resources<<{middelen}>>/Contents {inhoud} 0 R/StructParents {blad.sleutel}/Tabs/S"
        f"{f'/Annots[{koppelingen}]' if koppelingen else ''}>>"
    )


def _wijs(nummers: Iterable[int]) -> str:
    return " ".join(f"{nummer} 0 R" for nummer in nummers)
