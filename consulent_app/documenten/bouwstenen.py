"""What a letter is built of: headings, paragraphs, lists, tables. Each carries its role in reading.

The role (H1, P, LI, TH, ...) is not drawn; it is there for the tags of an accessible PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape, unescape

from consulent_app.documenten import stijl
from consulent_app.documenten.lettertypen import drukbaar, registreer


def tekst(waarde: str) -> str:
    """Return data as it may stand in a paragraph: printable, and with markup made harmless."""
    return escape(drukbaar(waarde))


def vet(waarde: str) -> str:
    """Return data in bold."""
    return f"<b>{tekst(waarde)}</b>"


@cache
def kleur(code: str) -> Any:
    """Return a colour of `stijl` as ReportLab knows it; from text it would read it at every word."""
    from reportlab.lib.colors import HexColor

    return HexColor(code)


@cache
def stijlen() -> dict[str, Any]:
    """Return the paragraph styles by name."""
    from reportlab.lib.styles import ParagraphStyle

    registreer()
    zacht, merk = kleur(stijl.INKT_ZACHT), kleur(stijl.MERK)
    gewoon = ParagraphStyle(
        "gewoon", fontName=stijl.GEWOON, fontSize=stijl.TEKST, leading=14.2, textColor=kleur(stijl.INKT),
        spaceAfter=6, splitLongWords=1, allowWidows=0, allowOrphans=0,
    )  # fmt: skip

    def soort(naam: str, **anders: Any) -> Any:
        return ParagraphStyle(naam, parent=gewoon, **anders)

    kop = {"fontName": stijl.VET, "textColor": merk, "keepWithNext": 1}
    klein = {"fontSize": stijl.KLEIN, "leading": 11, "spaceAfter": 0}
    return {
        "gewoon": gewoon,
        "kern": soort("kern", fontSize=11.5, leading=16, spaceAfter=8),
        "klein": soort("klein", textColor=zacht, **klein),
        "label": soort("label", textColor=zacht, fontName=stijl.VET, **klein),
        "waarde": soort("waarde", fontSize=9, leading=11.5, spaceAfter=0),
        "H1": soort("H1", fontSize=stijl.KOP, leading=19, spaceAfter=8, **kop),
        "H2": soort("H2", fontSize=stijl.TUSSENKOP, leading=15, spaceBefore=9, spaceAfter=4, **kop),
        "H3": soort("H3", fontName=stijl.VET, spaceBefore=4, spaceAfter=2, keepWithNext=1),
        "LI": soort("LI", leftIndent=12, bulletIndent=2, spaceAfter=2),
        "LI laatste": soort("LI laatste", leftIndent=12, bulletIndent=2, spaceAfter=6),
        "cel": soort("cel", fontSize=9.5, leading=12.5, spaceAfter=0),
        "bedrag": soort(
            "bedrag", fontSize=9.5, leading=12.5, spaceAfter=0, alignment=2, splitLongWords=0
        ),
    }  # fmt: skip


@cache
def _alineasoort() -> Any:
    """Return the class of a paragraph, which is broken into lines once for each breadth."""
    from reportlab.platypus import Paragraph

    class Alinea(Paragraph):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.zetsels: dict[float, dict[str, Any]] = {}

        def wrap(self, availWidth: float, availHeight: float) -> Any:  # noqa: N803
            gezet = self.zetsels.get(availWidth)
            if gezet is None:
                super().wrap(availWidth, availHeight)
                gezet = self.zetsels[availWidth] = {naam: self.__dict__[naam] for naam in ZETSEL}
            self.__dict__.update(gezet)
            return self.width, self.height

    return Alinea


#: What ReportLab finds out about a paragraph when it breaks it into lines.
ZETSEL = ("blPara", "frags", "width", "height", "_wrapWidths")


@lru_cache(maxsize=1024)
def _gelezen(inhoud: str, soort: str, teken: str | None) -> Any:
    """Return the paragraph to copy: most sentences of a letter stand in every letter."""
    return _alineasoort()(inhoud, stijlen()[soort], bulletText=teken)


def vergeet() -> None:
    """Forget the sentences that were printed last; there are names among them."""
    _gelezen.cache_clear()
    drukbaar.cache_clear()


#: Collects what is built, while somebody reads along.
_MEELEZER: ContextVar[list[str] | None] = ContextVar("meelezer", default=None)


@contextmanager
def meelezen() -> Iterator[list[str]]:
    """Give the plain text of every paragraph that is built inside, in order, a line per line end."""
    teksten: list[str] = []
    vorige = _MEELEZER.set(teksten)
    try:
        yield teksten
    finally:
        _MEELEZER.reset(vorige)


def _kaal(inhoud: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", inhoud.replace("<br/>", "\n")))


def alinea(inhoud: str, soort: str = "gewoon", rol: str = "P", teken: str | None = None) -> Any:
    """Return a paragraph of markup; data in it has gone through `tekst` or `vet`."""
    if (gelezen := _MEELEZER.get()) is not None:
        gelezen.append(_kaal(inhoud))
    deel = _alineasoort().__new__(_alineasoort())
    deel.__dict__ |= _gelezen(inhoud, soort, teken).__dict__
    deel.rol = rol
    return deel


def zin(inhoud: str, soort: str = "gewoon") -> Any:
    """Return a paragraph of plain text."""
    return alinea(tekst(inhoud), soort)


def kop(inhoud: str, niveau: int = 2) -> Any:
    """Return a heading, which stays with what follows it."""
    return alinea(tekst(inhoud), f"H{niveau}", f"H{niveau}")


def kop_boven_tabel(inhoud: str, niveau: int = 2) -> list[Any]:
    """Return a heading for a table, with room for some rows under it.

    Kept with the table as a whole, it would push a long table to the next page.
    """
    from reportlab.platypus import CondPageBreak

    titel = kop(inhoud, niveau)
    titel.keepWithNext = 0
    return [CondPageBreak(110), titel]


def punten(delen: Sequence[str], teken: str = "•") -> list[Any]:
    """Return a list with a bullet for each piece of markup."""
    soorten = [*["LI"] * (len(delen) - 1), "LI laatste"]
    return [alinea(deel, soort, "LI", teken) for deel, soort in zip(delen, soorten, strict=False)]


def vakjes(delen: Sequence[tuple[str, bool]]) -> list[Any]:
    """Return a list with a box before each plain text, ticked or empty. The fonts have no box."""
    from reportlab.platypus import Table

    rijen = [[_vakje(aan), zin(deel, "cel")] for deel, aan in delen]
    if not rijen:
        return []
    tabel = Table(rijen, colWidths=[16, stijl.TEKST_BREED * MM - 16], style=_VAKJES, hAlign="LEFT")
    tabel.rol = "L"
    return [tabel]


MM = 72 / 25.4
_VAKJES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
]


def _vakje(aan: bool) -> Any:
    from reportlab.graphics.shapes import Drawing, Line, Rect

    inkt = kleur(stijl.INKT)
    tekening = Drawing(10, 11)
    tekening.add(Rect(0.5, 0.5, 8.5, 8.5, strokeColor=inkt, fillColor=None, strokeWidth=0.9))
    if aan:
        tekening.add(Line(2.2, 4.8, 4.2, 2.6, strokeColor=inkt, strokeWidth=1.2))
        tekening.add(Line(4.2, 2.6, 7.6, 7.4, strokeColor=inkt, strokeWidth=1.2))
    return tekening


def tabel(
    koppen: Sequence[str], rijen: Sequence[Sequence[str]], breedtes: Sequence[float], *,
    bedrag_laatst: bool = True, totaal: Sequence[str] | None = None,
) -> Any:  # fmt: skip
    """Return a table of plain text with a header row that repeats on the next page.

    The breadths are in millimetres. A row never breaks over two pages.
    """
    from reportlab.platypus import Table

    laatste = len(koppen) - 1

    def rij(delen: Sequence[str], rol: str, *, dik: bool) -> list[Any]:
        return [
            alinea(
                vet(deel) if dik else tekst(deel),
                "bedrag" if bedrag_laatst and plek == laatste else "cel",
                rol,
            )
            for plek, deel in enumerate(delen)
        ]

    inhoud = [rij(koppen, "TH", dik=True)]
    inhoud += [rij(delen, "TD", dik=False) for delen in rijen]
    inhoud += [rij(totaal, "TD", dik=True)] if totaal else []
    deel = Table(
        inhoud, colWidths=[b * MM for b in breedtes], repeatRows=1, splitByRow=1, hAlign="LEFT",
        style=_tabelstijl(totaal is not None), spaceBefore=2, spaceAfter=8,
    )  # fmt: skip
    deel.rol = "Table"
    return deel


def _tabelstijl(met_totaal: bool) -> list[tuple[Any, ...]]:
    stijl_ = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, 0), 1, kleur(stijl.MERK)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, kleur(stijl.LIJN_ZACHT)),
    ]
    if met_totaal:
        stijl_ += [("LINEABOVE", (0, -1), (-1, -1), 1, kleur(stijl.MERK))]
    return stijl_


def invulvakken(vakken: Sequence[tuple[str, Sequence[str]]]) -> Any:
    """Return boxes side by side, each with a heading and lines to write on; the last line is high."""
    from reportlab.platypus import Table

    breed = stijl.TEKST_BREED * MM / 2
    kolommen = [
        [alinea(vet(naam), "cel"), *(alinea(f"{tekst(regel)}:", "klein") for regel in regels)]
        for naam, regels in vakken
    ]
    rijen = [list(rij) for rij in zip(*kolommen, strict=True)]
    hoogtes = [None, *[22] * (len(rijen) - 2), 62]
    lijn = kleur(stijl.LIJN)
    deel = Table(
        rijen, colWidths=[breed] * len(kolommen), rowHeights=hoogtes, hAlign="LEFT",
        style=[("BOX", (i, 0), (i, -1), 0.8, lijn) for i in range(len(kolommen))]
        + [("LINEABOVE", (0, 1), (-1, -1), 0.4, lijn), ("VALIGN", (0, 0), (-1, -1), "TOP")],
        spaceBefore=6,
    )  # fmt: skip
    deel.rol = "Table"
    return deel


def bij_elkaar(delen: Sequence[Any]) -> Any:
    """Keep parts on one page when they fit on one."""
    from reportlab.platypus import KeepTogether

    return KeepTogether(list(delen))


def ruimte(hoogte: float) -> Any:
    """Return white space of so many points."""
    from reportlab.platypus import Spacer

    return Spacer(1, hoogte)
