"""The bundled fonts, and the check that every character can really be printed with them."""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from consulent_app.documenten import stijl
from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources

# Characters that have a printable equal in meaning; ReportLab knows no invisible ones.
VERVANG = {
    **dict.fromkeys(map(ord, "\t\r\n\v\f\u2028\u2029"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None),
    0x2011: "-",
    0x202F: "\u00a0",
}
#: The characters beside those of ASCII that every print has in its fonts, used or not: so nearly all
#: prints need the same part of a font (`letterdelen`). There is room for no more without more numbers.
VAAK = "€•·–éëï"
_NIET_VAST = re.compile(rf"[^\x00-\x7f\u00a0{VAAK}]")
#: What only says in which order letters are read, or how they join.
LEESRICHTING = "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
ONZICHTBAAR = {
    **dict.fromkeys(map(ord, "\t\r\n\v\f\u2028\u2029"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), None),
}
_TE_VERVANGEN = re.compile(f"[{re.escape(''.join(map(chr, VERVANG)))}]")
# Never a line end inside an amount, a telephone number, a postcode or an article. The space stands in
# front, as that is what a search can run to.
_HEEL = re.compile(
    r" (?:(?<=[0-9€] )(?=[0-9])|(?<=\b[0-9]{4} )(?=[A-Z]{2}\b)"
    r"|(?<=\bartikel )(?=[0-9])|(?<=\bart\. )(?=[0-9]))"
)


def map_() -> Path:
    """Return the folder with the font files."""
    return resources() / "lettertypen"


@cache
def _lettersoort() -> Any:
    """Return the class of a font that numbers a text at once when each letter in it has its number."""
    from reportlab.pdfbase.ttfonts import TTFont

    class Lettersoort(TTFont):
        def __init__(self, nummer: int, naam: str, pad: str) -> None:
            super().__init__(naam, pad, asciiReadable=True)
            self.nummer = nummer
            self._begin: Any = None

        def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802
            self.neem_mee(doc)
            kaal = text.replace("\u00a0", " ")
            if kaal.isascii():
                return [(0, kaal.encode("ascii"))] if kaal else []
            try:
                nummers = self.state[doc].assignments
                return [(0, bytes([nummers[ord(teken)] for teken in kaal]))]
            except (KeyError, ValueError):
                return super().splitString(text, doc, encoding)

        def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
            self.neem_mee(doc)
            return f"/F{self.nummer}+{subset}"

        def neem_mee(self, doc: Any) -> None:
            """Let a document have this font inside, under the name that it has in every document."""
            if self.fontName in doc.fontMapping:
                return
            if self._begin is None:
                self._assignState(doc)
                super().splitString(VAAK, doc)
                self._begin = _kopie(self.state[doc])
            self.state[doc] = _kopie(self._begin)
            doc.fontMapping[self.fontName] = f"/F{self.nummer}"
            doc.delayedFonts.append(self)

        def is_vast(self, tekst: str) -> bool:
            """Say whether these letters have the same numbers in every document."""
            return tekst.isascii() or not _NIET_VAST.search(tekst)

    return Lettersoort


def _kopie(staat: Any) -> Any:
    """Return which letter has which number in a document, to go on from there in another one."""
    nieuw = copy(staat)
    nieuw.assignments, nieuw.subsets = dict(staat.assignments), [list(deel) for deel in staat.subsets]
    return nieuw


@cache
def registreer() -> frozenset[int]:
    """Make the fonts known to ReportLab, once; return the code points that all of them can draw."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics

    rl_config.useA85 = 0
    tekens: set[int] = set()
    for nummer, (naam, bestand) in enumerate(stijl.BESTANDEN.items(), start=1):
        font = _lettersoort()(nummer, naam, str(map_() / bestand))
        pdfmetrics.registerFont(font)
        heeft = set(font.face.charToGlyph)
        tekens = heeft if not tekens else tekens & heeft
    pdfmetrics.registerFontFamily(
        stijl.GEWOON,
        normal=stijl.GEWOON,
        bold=stijl.VET,
        italic=stijl.CURSIEF,
        boldItalic=stijl.VET,
    )
    return frozenset(tekens)


@cache
def _tekens_van_alle() -> frozenset[int]:
    """Return the code points that one of the bundled fonts can draw, in regular and in bold."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    families: dict[str, list[set[int]]] = {}
    for pad in sorted(map_().glob("*.ttf")):
        families.setdefault(pad.stem.partition("-")[0], []).append(set(TTFontFile(str(pad)).charToGlyph))
    return frozenset().union(*(set.intersection(*soorten) for soorten in families.values()))


@lru_cache(maxsize=1024)
def zetbaar(tekst: str) -> str:
    """Return the text as Typst can set it; raises InvoerFout for a character that no font has.

    Marks of reading order and joining stay: Arabic and Farsi need them.
    """
    schoon = _HEEL.sub("\u00a0", unicodedata.normalize("NFC", tekst.translate(ONZICHTBAAR)))
    for teken in schoon:
        if ord(teken) not in _tekens_van_alle() and teken not in LEESRICHTING:
            raise InvoerFout(_onbekend_teken(teken, schoon))
    return schoon


def _onbekend_teken(teken: str, waarin: str) -> str:
    return (
        f"Het teken '{teken}' (U+{ord(teken):04X}) in '{waarin}' staat niet in het "
        "lettertype: schrijf het in Latijns schrift, zoals het in de BRP staat."
    )


@lru_cache(maxsize=1024)
def drukbaar(tekst: str) -> str:
    """Return the text as it can be printed; raises InvoerFout for a character that cannot be.

    Without this check a missing character prints as an empty box, without any error.
    """
    bekend = tekst.translate(VERVANG) if _TE_VERVANGEN.search(tekst) else tekst
    schoon = _HEEL.sub("\u00a0", unicodedata.normalize("NFC", bekend))
    tekens = _drukbare_tekens()
    if not tekens.issuperset(schoon):
        raise InvoerFout(_onbekend_teken(next(t for t in schoon if t not in tekens), schoon))
    return schoon


@cache
def _drukbare_tekens() -> frozenset[str]:
    return frozenset(map(chr, registreer()))
