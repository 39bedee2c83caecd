"""Break a paragraph with bold words into lines and write its letters; ReportLab takes four times as long.

For what nearly every paragraph is: letters of one size, without links. Whatever is more, ReportLab sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import unescape

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getAscentDescent, getFont, stringWidth
from reportlab.platypus.paragraph import FragLine, Paragraph, ParaLines, cleanBlockQuotedText

_ALLEEN_VET = re.compile(r"(?:[^<&]|&(?:amp|lt|gt);|</?b>)*")
_VET = re.compile(r"<b>(.*?)</b>")
#: What a piece must not have.
BIJZONDER = ("link", "us_lines", "rise", "backColor", "cbDefn")

# --- reading -----------------------------------------------------------------------------------------


def lees(inhoud: str, stijl: Any) -> list[Any] | None:
    """Return the pieces of markup; None when there is more in it than bold words and ends of lines."""
    gewoon, vet, einde = _voorbeelden(stijl)
    stukken: list[Any] = []
    for regel in inhoud.split("<br/>"):
        if not _ALLEEN_VET.fullmatch(regel) or regel.count("<b>") != regel.count("</b>"):
            return None
        stukken += [einde.clone()] if stukken else []
        stukken += [
            (vet if plek % 2 else gewoon).clone(text=unescape(deel))
            for plek, deel in enumerate(_VET.split(cleanBlockQuotedText(regel)))
            if deel
        ]
    return stukken


@cache
def _voorbeelden(stijl: Any) -> tuple[Any, Any, Any]:
    gewoon, vet, einde = Paragraph("gewoon <b>vet</b><br/>", stijl).frags
    return gewoon, vet, einde


# --- breaking ----------------------------------------------------------------------------------------


def breek(stukken: Sequence[Any], stijl: Any, breed: float) -> Any:
    """Return pieces of text in lines; None when ReportLab must do it."""
    if not all(hasattr(stuk, "text") and (stuk.text or _is_einde(stuk)) for stuk in stukken):
        return None
    if not stukken or not all(map(is_gewoon, stukken)):
        return None
    if len(stukken) == 1:
        return _breek_een(stukken[0], stijl, breed)
    regels: list[Any] = []
    for groep in _tot_einde(stukken):
        eigen = _breek_meer(groep, stijl, breed)
        if not eigen:
            return None
        eigen[-1].lineBreak = True
        regels += eigen
    regels[-1].lineBreak = False
    return ParaLines(kind=1, lines=regels)


def _tot_einde(stukken: Sequence[Any]) -> Iterator[list[Any]]:
    """Return the pieces before, between and after the ends of lines."""
    groep: list[Any] = []
    for stuk in stukken:
        if _is_einde(stuk):
            yield groep
            groep = []
        else:
            groep.append(stuk)
    yield groep


def _is_einde(stuk: Any) -> bool:
    return bool(getattr(stuk, "lineBreak", False))


def _breek_een(stuk: Any, stijl: Any, breed: float) -> Any:
    """Return one piece in lines, in the form that ReportLab has for that; None when it must do it."""
    font, grootte = stuk.fontName, stuk.fontSize
    wit = _breedte(" ", font, grootte)
    regels: list[tuple[float, list[str]]] = []
    regel: list[str] = []
    lang = -wit
    for woord in filter(None, stuk.text.split(" ")):
        woordbreed = _breedte(woord, font, grootte)
        if woordbreed > breed:
            return None
        if regel and lang + wit + woordbreed > breed + stijl.spaceShrinkage * wit * len(regel):
            regels.append((breed - lang, regel))
            regel, lang = [], -wit
        regel.append(woord)
        lang += wit + woordbreed
    if not regel:
        return None
    regels.append((breed - lang, regel))
    stijgt, daalt = _maten(font, grootte)
    return stuk.clone(kind=0, lines=regels, ascent=stijgt, descent=daalt, fontSize=grootte)


def _breek_meer(stukken: Sequence[Any], stijl: Any, breed: float) -> list[Any]:
    """Return pieces in lines; none when ReportLab must do it."""
    grootte = stukken[0].fontSize if stukken else 0
    regels: list[Any] = []
    regel: list[Any] = []
    aantal, lang, wit, krimp = 0, 0.0, 0.0, 0.0
    for woord in _woorden(stukken):
        woordbreed = sum(_breedte(deel, stuk.fontName, grootte) for stuk, deel in woord)
        if woordbreed > breed:
            return []
        if regel and lang + wit + woordbreed > breed + stijl.spaceShrinkage * (wit + krimp):
            regels.append(_regel(regel, aantal, breed, lang, grootte))
            regel, aantal, lang, wit, krimp = [], 0, 0.0, 0.0, 0.0
        _zet_woord(regel, woord)
        lang, aantal, krimp = lang + wit + woordbreed, aantal + 1, krimp + wit
        wit = _breedte(" ", woord[-1][0].fontName, grootte)
    return [*regels, _regel(regel, aantal, breed, lang, grootte)] if regel else []


@lru_cache(maxsize=8192)
def _breedte(inhoud: str, font: str, grootte: float) -> float:
    """Return how broad letters are: most words of a letter stand in every letter."""
    return float(stringWidth(inhoud, font, grootte))


def vergeet() -> None:
    """Forget the words that were set; there are names among them."""
    _breedte.cache_clear()


def _woorden(stukken: Sequence[Any]) -> Iterator[list[tuple[Any, str]]]:
    """Return each word with the pieces that it is of: a word can be bold in part."""
    woord: list[tuple[Any, str]] = []
    for stuk in stukken:
        for plek, deel in enumerate(stuk.text.split(" ")):
            if plek and woord:
                yield woord
                woord = []
            if deel:
                woord.append((stuk, deel))
    if woord:
        yield woord


def _zet_woord(regel: list[Any], woord: Sequence[tuple[Any, str]]) -> None:
    if regel:
        regel[-1].text += " "
    for stuk, deel in woord:
        if regel and regel[-1].fontName == stuk.fontName:
            regel[-1].text += deel
        else:
            regel.append(stuk.clone(text=deel))


def _regel(stukken: list[Any], aantal: int, breed: float, lang: float, grootte: float) -> Any:
    maten = [_maten(stuk.fontName, grootte) for stuk in stukken]
    return FragLine(
        extraSpace=breed - lang, wordCount=aantal, lineBreak=False, words=stukken, fontSize=grootte,
        ascent=max(stijgt for stijgt, _ in maten), descent=min(daalt for _, daalt in maten), maxWidth=breed,
    )  # fmt: skip


@cache
def _maten(font: str, grootte: float) -> tuple[float, float]:
    stijgt, daalt = getAscentDescent(font, grootte)
    return float(stijgt), float(daalt)


# --- writing -----------------------------------------------------------------------------------------


def is_eenvoudig(regels: Any, stijl: Any) -> bool:
    """Say whether `schrijf` can write these lines."""
    if stijl.alignment not in (TA_LEFT, TA_RIGHT):
        return False
    if stijl.backColor or stijl.borderWidth or stijl.firstLineIndent:
        return False
    if regels.kind == 0:
        return is_gewoon(regels)
    return all(is_gewoon(stuk) for regel in regels.lines for stuk in regel.words)


def is_gewoon(stuk: Any) -> bool:
    """Say whether a piece is letters alone."""
    return not any(getattr(stuk, naam, None) for naam in BIJZONDER)


def losse_regels(regels: Sequence[str], stijl: Any) -> Any:
    """Return lines that are already broken, to write as they are."""
    lijst = [(0, [f"{regel} "]) for regel in regels]
    soort = {"fontName": stijl.fontName, "fontSize": stijl.fontSize, "textColor": stijl.textColor}
    return ParaLines(kind=0, lines=lijst, **soort)


def schrijf(regels: Any, stijl: Any, doek: Any, x: float, boven: float) -> str:
    """Return the code of lines, the first one with its top at `boven`.

    Most sentences stand in every letter, so the code stays with the lines: their letters and fonts have the
    same numbers in every document.
    """
    eerste = regels if regels.kind == 0 else regels.lines[0]
    plaats = f"q BT 1 0 0 1 {x + stijl.leftIndent:.2f} {boven - eerste.fontSize:.2f} Tm"
    fonts, code = getattr(regels, "code", (frozenset(), ""))
    if not code:
        stukken = list(_regels(regels))
        code = " ".join(_code(stukken, eerste.fontSize, stijl, doek))
        if all(getFont(font).is_vast(tekst) for _, delen in stukken for font, _, tekst in delen):
            fonts = frozenset(font for _, delen in stukken for font, _, _ in delen)
            regels.code = (fonts, code)
    doek.neem_mee(fonts)
    return f"{plaats} {code}"


def letters(inhoud: str, fontnaam: str, grootte: float, doek: Any) -> Iterator[str]:
    """Return the code of a text, with its font."""
    font = getFont(fontnaam)
    for nummer, codes in font.splitString(inhoud, doek._doc):
        naam = font.getSubsetInternalName(nummer, doek._doc)
        yield f"{naam} {grootte:g} Tf ({escapePDF(codes)}) Tj"


def kleurcode(kleur: Any) -> str:
    """Return the code with which a colour of letters begins."""
    return f"{kleur.red:.4g} {kleur.green:.4g} {kleur.blue:.4g} rg"


def _code(regels: Any, grootte: float, stijl: Any, doek: Any) -> Iterator[str]:
    yield f"{stijl.leading:g} TL"
    nu = kleur_nu = None
    for over, stukken in regels:
        voor, na = _plaats(over, "".join(tekst for _, _, tekst in stukken), stijl)
        yield voor
        for fontnaam, kleur, tekst in stukken:
            if kleur is not kleur_nu:
                yield kleurcode(kleur)
                kleur_nu = kleur
            font = getFont(fontnaam)
            for nummer, codes in font.splitString(tekst, doek._doc):
                if (fontnaam, nummer) != nu:
                    yield f"{font.getSubsetInternalName(nummer, doek._doc)} {grootte:g} Tf"
                    nu = (fontnaam, nummer)
                yield f"({escapePDF(codes)}) Tj"
        yield f"{na}T*"
    yield "ET Q"


def _regels(regels: Any) -> Iterator[tuple[float, list[tuple[str, Any, str]]]]:
    """Return of each line the space that is left and its pieces: font, colour, text."""
    if regels.kind == 0:
        for over, woorden in regels.lines:
            yield over, [(regels.fontName, regels.textColor, " ".join(woorden))]
    else:
        for regel in regels.lines:
            yield regel.extraSpace, [(stuk.fontName, stuk.textColor, stuk.text) for stuk in regel.words]


def _plaats(over: float, inhoud: str, stijl: Any) -> tuple[str, str]:
    """Return what stands before and after a line that does not just start at the left."""
    # What is a little too long has narrower spaces; the one at the end does not count.
    spaties = inhoud.rstrip(" ").count(" ") + inhoud.count("\u00a0")
    krap = over / spaties if over < 0 and spaties else 0
    inspring = over if stijl.alignment == TA_RIGHT and not krap else 0
    if not krap and not inspring:
        return "", ""
    return f"{krap:.4g} Tw {inspring:.2f} 0 Td", f"0 Tw {-inspring:.2f} 0 Td "
