"""The part of a font that a print takes along: cut out and packed once for all prints that need it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, makeToUnicodeCMap

from consulent_app.documenten.pdfbestand import KLEIN, Objecten, stroom


@dataclass(frozen=True)
class Letterdeel:
    """The four objects of a part; in `font` and `kenmerken` stands the number of another for each {}."""

    bestand: bytes
    tekens: bytes
    kenmerken: str
    font: str


def schrijf_letters(objecten: Objecten, document: Any) -> str:
    """Write the parts of the fonts that were used in a document; return the dictionary of these fonts."""
    fonts = []
    for font in document.delayedFonts:
        for nummer, tekens in enumerate(font.state[document].subsets):
            deel = _deel(font, nummer, tuple(tekens))
            bestand = objecten.voeg_toe(deel.bestand)
            kenmerken = objecten.voeg_toe(deel.kenmerken.format(bestand))
            unicode = objecten.voeg_toe(deel.tekens)
            naam = font.getSubsetInternalName(nummer, document)
            fonts.append(f"{naam} {deel.font.format(kenmerken, unicode)}")
        del font.state[document]
    return f"<<{''.join(fonts)}>>"


@lru_cache(maxsize=64)
def _deel(font: Any, nummer: int, tekens: tuple[int, ...]) -> Letterdeel:
    snit, naam = font.face, f"{SUBSETN(nummer).decode()}+{font.face.name.decode()}"
    bestand = snit.makeSubset(tekens)
    vlaggen = snit.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
    breedtes = " ".join(f"{snit.getCharWidth(teken):g}" for teken in tekens)
    return Letterdeel(
        stroom(f"/Length1 {len(bestand)}", bestand, pak=KLEIN),
        stroom("", makeToUnicodeCMap(naam, tekens).encode("ascii"), pak=KLEIN),
        f"<</Type/FontDescriptor/FontName/{naam}/Flags {vlaggen}/FontBBox[{' '.join(map(str, snit.bbox))}]"
        f"/Ascent {snit.ascent:g}/Descent {snit.descent:g}/CapHeight {snit.capHeight:g}"
        f"/ItalicAngle {snit.italicAngle:g}/StemV {snit.stemV:g}/MissingWidth {snit.defaultWidth:g}"
        "/FontFile2 {} 0 R>>",
        f"<</Type/Font/Subtype/TrueType/BaseFont/{naam}/FirstChar 0/LastChar {len(tekens) - 1}"
        f"/Widths[{breedtes}]" "/FontDescriptor {} 0 R/ToUnicode {} 0 R>>",
    )  # fmt: skip
