"""The paper of every letter: sender, window address, reference block, page count, watermark."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from consulent_app.documenten import stijl
from consulent_app.documenten.bouwstenen import MM, alinea, kleur, tekst
from consulent_app.documenten.huisstijl import huisstijl
from consulent_app.documenten.lettertypen import drukbaar, registreer
from consulent_app.documenten.tags import Knoop

if TYPE_CHECKING:
    from consulent_app.documenten.archief import Bijlage

A4_BREED, A4_HOOG = 210, 297
#: The line of the reference block that is the first heading of a letter.
ONDERWERP = "Onderwerp"
#: What stands on a page without being read out, as a PDF names it.
KOP, VOET, WATERMERK = (f"/Pagination/Subtype/{soort}" for soort in ("Header", "Footer", "Watermark"))


@dataclass(frozen=True)
class Briefhoofd:
    """What stands around the text; without `adres` there is no window and the text starts higher."""

    titel: str
    afzender: str
    adres: Sequence[str]
    retouradres: str
    verwijzing: Sequence[tuple[str, str]]
    voet: Sequence[str]
    datum: date
    watermerk: str = ""
    logo: bytes | None = None
    logo_hoog: float = 0
    venster_links: int = 0
    venster_boven: int = 0


def druk(hoofd: Briefhoofd, verhaal: Sequence[Any], bijlage: Bijlage | None = None) -> bytes:
    """Return the PDF, with what it carries along; the same input gives the same bytes."""
    from reportlab.platypus import BaseDocTemplate, NextPageTemplate, PageTemplate

    from consulent_app.documenten.alineas import Kader
    from consulent_app.documenten.archief import Kenmerken
    from consulent_app.documenten.tagdoek import Tagdoek

    registreer()
    uit = io.BytesIO()
    document = BaseDocTemplate(
        uit, pagesize=(A4_BREED * MM, A4_HOOG * MM), initialFontName=stijl.GEWOON, invariant=1
    )
    delen = _Hoofddelen.van(hoofd)

    def kader(boven_mm: float) -> Any:
        hoog = A4_HOOG - boven_mm - stijl.MARGE_ONDER
        plek = (stijl.MARGE_LINKS * MM, stijl.MARGE_ONDER * MM, stijl.TEKST_BREED * MM, hoog * MM)
        return Kader(*plek, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    document.addPageTemplates(
        [
            PageTemplate(
                "eerste", [kader(delen.tekst)], onPage=lambda c, _: _eerste_pagina(c, hoofd, delen)
            ),
            PageTemplate("vervolg", [kader(32)], onPage=lambda c, _: _vervolgpagina(c, hoofd)),
        ]
    )
    kenmerken = Kenmerken(drukbaar(hoofd.titel), drukbaar(hoofd.afzender), hoofd.datum, bijlage=bijlage)
    doek = partial(Tagdoek, kenmerken=kenmerken, voet=_paginanummer)
    document.build([NextPageTemplate("vervolg"), *verhaal], canvasmaker=doek)
    return uit.getvalue()


@dataclass(frozen=True)
class _Hoofddelen:
    """The parts of the first page, measured once; places are millimetres from the top of the sheet."""

    adres: Any
    verwijzing: list[tuple[str, Any, float]]
    boven_verwijzing: float
    tekst: float

    @classmethod
    def van(cls, hoofd: Briefhoofd) -> _Hoofddelen:
        adres, verwijzing = _adresdeel(hoofd), _verwijsdelen(hoofd)
        hoog = sum(deel[2] for deel in verwijzing) / MM
        if adres is None:
            return cls(adres, verwijzing, 30, 34 + hoog)
        boven = hoofd.venster_boven + max(huisstijl().venster_hoog, _hoogte(adres)) + 5
        return cls(adres, verwijzing, boven, boven + hoog + 8)


def _eerste_pagina(canvas: Any, hoofd: Briefhoofd, delen: _Hoofddelen) -> None:
    _watermerk(canvas, hoofd)
    _afzender(canvas, hoofd)
    if delen.adres is not None:
        _adres(canvas, hoofd, delen.adres)
    _verwijzing(canvas, delen)
    with canvas.versiering(VOET):
        _voet(canvas, hoofd)


def _afzender(canvas: Any, hoofd: Briefhoofd) -> None:
    """Draw who sends: the logo where there is one, which says the name to who cannot see it."""
    from consulent_app.documenten.bladen import lees_beeld

    x, y = stijl.MARGE_LINKS * MM, (A4_HOOG - 22) * MM
    if not hoofd.logo:
        with canvas.inhoud(Knoop("P")):
            canvas.regel(x, y, drukbaar(hoofd.afzender), stijl.VET, 14, kleur(huisstijl().merk))
        return
    beeld = lees_beeld(hoofd.logo)
    hoog = min(hoofd.logo_hoog, stijl.TEKST_BREED * beeld.hoog / beeld.breed) * MM
    breed = hoog * beeld.breed / beeld.hoog
    knoop = Knoop("Figure", alt=drukbaar(hoofd.afzender))
    knoop.kenmerken = f"/O/Layout/BBox[{x:.2f} {y - 4:.2f} {x + breed:.2f} {y - 4 + hoog:.2f}]"
    with canvas.inhoud(knoop):
        canvas.beeld("logo", beeld, x, y - 4, breed, hoog)


def _vervolgpagina(canvas: Any, hoofd: Briefhoofd) -> None:
    _watermerk(canvas, hoofd)
    kenmerk = drukbaar(" · ".join([hoofd.afzender, *(w for _, w in hoofd.verwijzing[:2])]))
    plek, zacht = (stijl.MARGE_LINKS * MM, (A4_HOOG - 20) * MM), kleur(stijl.INKT_ZACHT)
    with canvas.versiering(KOP):
        canvas.regel(*plek, kenmerk, stijl.GEWOON, stijl.KLEIN, zacht)


def _watermerk(canvas: Any, hoofd: Briefhoofd) -> None:
    """Draw the mark under the text, as large as the diagonal allows, and once more small on top."""
    if not hoofd.watermerk:
        return
    woord = drukbaar(hoofd.watermerk)
    rechts = (stijl.MARGE_LINKS + stijl.TEKST_BREED) * MM
    canvas.saveState()
    canvas.sier(WATERMERK)
    canvas.regel(rechts, (A4_HOOG - 13) * MM, woord, stijl.VET, 10, kleur(huisstijl().merk), links=1)
    canvas.translate(A4_BREED / 2 * MM, A4_HOOG / 2 * MM)
    canvas.rotate(52)
    grootte = min(110.0, 250 * MM / canvas.stringWidth(woord, stijl.VET, 1))
    canvas.regel(0, -grootte / 3, woord, stijl.VET, grootte, kleur(stijl.WATERMERK), links=0.5)
    canvas.eind()
    canvas.restoreState()


def _adresdeel(hoofd: Briefhoofd) -> Any:
    """Return the address in the largest type with which it stays inside the window; None without one."""
    regels, deel = "<br/>".join(tekst(regel) for regel in hoofd.adres), None
    for soort in ("gewoon", "waarde", "klein") if regels else ():
        deel = alinea(regels, soort)
        if _hoogte(deel) <= huisstijl().venster_hoog:
            break
    return deel


def _hoogte(deel: Any) -> float:
    return float(deel.wrap(huisstijl().venster_breed * MM, 1000)[1] / MM)


def _adres(canvas: Any, hoofd: Briefhoofd, deel: Any) -> None:
    x, y = hoofd.venster_links * MM, (A4_HOOG - hoofd.venster_boven) * MM
    if hoofd.retouradres:
        inhoud, zacht = drukbaar(f"Retouradres: {hoofd.retouradres}"), kleur(stijl.INKT_ZACHT)
        with canvas.inhoud(Knoop("P")):
            canvas.regel(x, y + 2 * MM, inhoud, stijl.GEWOON, 6.5, zacht)
    deel.drawOn(canvas, x, y - deel.height)


def _verwijsdelen(hoofd: Briefhoofd) -> list[tuple[str, Any, float]]:
    delen = []
    for label, waarde in hoofd.verwijzing:
        deel = alinea(tekst(waarde), "waarde", "H1" if label == ONDERWERP else "P")
        hoog = max(12.5, deel.wrap((stijl.TEKST_BREED - 34) * MM, 1000)[1] + 1)
        delen.append((label, deel, hoog))
    return delen


def _verwijzing(canvas: Any, delen: _Hoofddelen) -> None:
    """Draw each name before its value, which is one line to a reader; the subject is a heading."""
    x, y = stijl.MARGE_LINKS * MM, (A4_HOOG - delen.boven_verwijzing) * MM
    letter = (stijl.VET, stijl.KLEIN, kleur(stijl.INKT_ZACHT))
    for label, deel, hoog in delen.verwijzing:
        with canvas.inhoud(Knoop("P") if label == ONDERWERP else deel.knoop):
            canvas.regel(x, y - 9.4, f"{drukbaar(label)} ", *letter)
        deel.drawOn(canvas, x + 34 * MM, y - deel.height)
        y -= hoog


def _voet(canvas: Any, hoofd: Briefhoofd) -> None:
    y, zacht = 17 * MM, kleur(stijl.INKT_ZACHT)
    for regel in reversed(hoofd.voet):
        canvas.regel(stijl.MARGE_LINKS * MM, y, drukbaar(regel), stijl.GEWOON, 7, zacht)
        y += 9


def _paginanummer(canvas: Any, aantal: int) -> None:
    inhoud, zacht = f"Pagina {canvas.getPageNumber()} van {aantal}", kleur(stijl.INKT_ZACHT)
    rechts = (stijl.MARGE_LINKS + stijl.TEKST_BREED) * MM
    with canvas.versiering(VOET):
        canvas.regel(rechts, 11 * MM, inhoud, stijl.GEWOON, stijl.KLEIN, zacht, links=1)
