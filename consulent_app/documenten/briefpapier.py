"""The paper of every letter: sender, window address, reference block, page count, watermark."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from consulent_app.documenten import stijl
from consulent_app.documenten.bouwstenen import MM, alinea, kleur, tekst, zin
from consulent_app.documenten.lettertypen import drukbaar, registreer

A4_BREED, A4_HOOG = 210, 297


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
    venster_links: int = stijl.VENSTER_LINKS
    venster_boven: int = stijl.VENSTER_BOVEN


def druk(hoofd: Briefhoofd, verhaal: Sequence[Any]) -> bytes:
    """Return the PDF; the same input gives the same bytes."""
    from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

    registreer()
    uit = io.BytesIO()
    document = BaseDocTemplate(
        uit, pagesize=(A4_BREED * MM, A4_HOOG * MM), title=drukbaar(hoofd.titel),
        author=drukbaar(hoofd.afzender), lang="nl-NL", initialFontName=stijl.GEWOON, invariant=1,
    )  # fmt: skip
    delen = _Hoofddelen.van(hoofd)

    def kader(boven_mm: float) -> Any:
        hoog = A4_HOOG - boven_mm - stijl.MARGE_ONDER
        plek = (stijl.MARGE_LINKS * MM, stijl.MARGE_ONDER * MM, stijl.TEKST_BREED * MM, hoog * MM)
        return Frame(*plek, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    document.addPageTemplates(
        [
            PageTemplate(
                "eerste", [kader(delen.tekst)], onPage=lambda c, _: _eerste_pagina(c, hoofd, delen)
            ),
            PageTemplate("vervolg", [kader(32)], onPage=lambda c, _: _vervolgpagina(c, hoofd)),
        ]
    )
    document.build([NextPageTemplate("vervolg"), *verhaal], canvasmaker=_canvas(hoofd))
    return uit.getvalue()


@dataclass(frozen=True)
class _Hoofddelen:
    """The parts of the first page, measured once; places are millimetres from the top of the sheet."""

    adres: list[Any]
    verwijzing: list[tuple[Any, Any, float]]
    boven_verwijzing: float
    tekst: float

    @classmethod
    def van(cls, hoofd: Briefhoofd) -> _Hoofddelen:
        adres, verwijzing = _adresdelen(hoofd), _verwijsdelen(hoofd)
        hoog = sum(deel[2] for deel in verwijzing) / MM
        if not hoofd.adres:
            return cls(adres, verwijzing, 30, 34 + hoog)
        boven = hoofd.venster_boven + max(stijl.VENSTER_HOOG, _hoogte(adres)) + 5
        return cls(adres, verwijzing, boven, boven + hoog + 8)


def _canvas(hoofd: Briefhoofd) -> Callable[..., Any]:
    """Return the canvas class that knows, at the end, how many pages there are."""
    from reportlab.pdfgen.canvas import Canvas

    class Bladen(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._bladen: list[dict[str, Any]] = []
            _zet_tijdstip(self._doc, hoofd.datum)

        def showPage(self) -> None:  # noqa: N802
            self._bladen.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for blad in self._bladen:
                self.__dict__.update(blad)
                _paginanummer(self, len(self._bladen))
                super().showPage()
            super().save()

    return Bladen


def _zet_tijdstip(document: Any, dag: date) -> None:
    # The letter's own date, not the moment of printing: the same letter gives the same bytes.
    moment = datetime(dag.year, dag.month, dag.day, tzinfo=UTC)
    stempel = document._timeStamp
    stempel.t, stempel.lt = moment.timestamp(), moment.timetuple()
    stempel.YMDhms, stempel.dhh, stempel.dmm = tuple(stempel.lt)[:6], 0, 0


def _eerste_pagina(canvas: Any, hoofd: Briefhoofd, delen: _Hoofddelen) -> None:
    _watermerk(canvas, hoofd)
    canvas.setFillColor(kleur(stijl.MERK))
    canvas.setFont(stijl.VET, 14)
    canvas.drawString(stijl.MARGE_LINKS * MM, (A4_HOOG - 22) * MM, drukbaar(hoofd.afzender))
    if delen.adres:
        _adres(canvas, hoofd, delen.adres)
    _verwijzing(canvas, delen)
    _voet(canvas, hoofd)


def _vervolgpagina(canvas: Any, hoofd: Briefhoofd) -> None:
    _watermerk(canvas, hoofd)
    canvas.setFillColor(kleur(stijl.INKT_ZACHT))
    canvas.setFont(stijl.GEWOON, stijl.KLEIN)
    kenmerk = " · ".join([hoofd.afzender, *(w for _, w in hoofd.verwijzing[:2])])
    canvas.drawString(stijl.MARGE_LINKS * MM, (A4_HOOG - 20) * MM, drukbaar(kenmerk))


def _watermerk(canvas: Any, hoofd: Briefhoofd) -> None:
    """Draw the mark under the text, as large as the diagonal allows, and once more small on top."""
    if not hoofd.watermerk:
        return
    woord = drukbaar(hoofd.watermerk)
    canvas.saveState()
    canvas.setFillColor(kleur(stijl.MERK))
    canvas.setFont(stijl.VET, 10)
    rechts = (stijl.MARGE_LINKS + stijl.TEKST_BREED) * MM
    canvas.drawRightString(rechts, (A4_HOOG - 13) * MM, woord)
    canvas.setFillColor(kleur(stijl.WATERMERK))
    canvas.translate(A4_BREED / 2 * MM, A4_HOOG / 2 * MM)
    canvas.rotate(52)
    grootte = min(110.0, 250 * MM / canvas.stringWidth(woord, stijl.VET, 1))
    canvas.setFont(stijl.VET, grootte)
    canvas.drawCentredString(0, -grootte / 3, woord)
    canvas.restoreState()


def _adresdelen(hoofd: Briefhoofd) -> list[Any]:
    """Return the address lines in the largest type with which they stay inside the window."""
    delen: list[Any] = []
    for soort in ("gewoon", "waarde", "klein"):
        delen = [zin(regel, soort) for regel in hoofd.adres]
        if _hoogte(delen) <= stijl.VENSTER_HOOG:
            break
    return delen


def _hoogte(delen: Sequence[Any]) -> float:
    return float(sum(deel.wrap(stijl.VENSTER_BREED * MM, 1000)[1] for deel in delen) / MM)


def _adres(canvas: Any, hoofd: Briefhoofd, delen: Sequence[Any]) -> None:
    x, y = hoofd.venster_links * MM, (A4_HOOG - hoofd.venster_boven) * MM
    if hoofd.retouradres:
        canvas.setFillColor(kleur(stijl.INKT_ZACHT))
        canvas.setFont(stijl.GEWOON, 6.5)
        canvas.drawString(x, y + 2 * MM, drukbaar(f"Retouradres: {hoofd.retouradres}"))
    for deel in delen:
        _, hoog = deel.wrap(stijl.VENSTER_BREED * MM, 1000)
        y -= hoog
        deel.drawOn(canvas, x, y)


def _verwijsdelen(hoofd: Briefhoofd) -> list[tuple[Any, Any, float]]:
    delen = []
    for label, waarde in hoofd.verwijzing:
        links, rechts = alinea(tekst(label), "label"), alinea(tekst(waarde), "waarde")
        links.wrap(32 * MM, 1000)
        hoog = max(12.5, rechts.wrap((stijl.TEKST_BREED - 34) * MM, 1000)[1] + 1)
        delen.append((links, rechts, hoog))
    return delen


def _verwijzing(canvas: Any, delen: _Hoofddelen) -> None:
    x, y = stijl.MARGE_LINKS * MM, (A4_HOOG - delen.boven_verwijzing) * MM
    for links, rechts, hoog in delen.verwijzing:
        links.drawOn(canvas, x, y - links.height - 0.4)
        rechts.drawOn(canvas, x + 34 * MM, y - rechts.height)
        y -= hoog


def _voet(canvas: Any, hoofd: Briefhoofd) -> None:
    canvas.setFillColor(kleur(stijl.INKT_ZACHT))
    canvas.setFont(stijl.GEWOON, 7)
    y = 17 * MM
    for regel in reversed(hoofd.voet):
        canvas.drawString(stijl.MARGE_LINKS * MM, y, drukbaar(regel))
        y += 9


def _paginanummer(canvas: Any, aantal: int) -> None:
    canvas.setFillColor(kleur(stijl.INKT_ZACHT))
    canvas.setFont(stijl.GEWOON, stijl.KLEIN)
    rechts = (stijl.MARGE_LINKS + stijl.TEKST_BREED) * MM
    nummer = f"Pagina {canvas._pageNumber} van {aantal}"
    canvas.drawRightString(rechts, 11 * MM, nummer)
