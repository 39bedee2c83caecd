"""What a letter is built of: headings, paragraphs, lists, tables, each with its place in the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape, unescape

from consulent_app.documenten import stijl
from consulent_app.documenten.huisstijl import huisstijl
from consulent_app.documenten.lettertypen import drukbaar, registreer
from consulent_app.documenten.tags import TAAL, Knoop

#: A mail or web address in a sentence, without the point or bracket behind it.
_ADRES = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?:https?://|www\.)[A-Za-z0-9._~/?#=&;%+-]*[A-Za-z0-9/]"
    r"|\b(?:[a-z0-9-]+\.)+(?:nl|eu|org|com)\b(?:/[A-Za-z0-9._~/?#=&;%+-]*[A-Za-z0-9/])?",
    re.ASCII,
)
_LIJKT_ADRES = re.compile(r"@|://|www\.|\.(?:nl|eu|org|com)\b")


def tekst(waarde: str) -> str:
    """Return data as it may stand in a paragraph: printable, markup made harmless, addresses as links."""
    schoon = escape(drukbaar(waarde))
    return _ADRES.sub(_koppel, schoon) if _LIJKT_ADRES.search(schoon) else schoon


def _koppel(gevonden: re.Match[str]) -> str:
    adres = gevonden[0]
    soort = "mailto:" if gevonden["mail"] else "" if "://" in adres else "https://"
    return f'<a href="{soort}{adres}" color="{huisstijl().merk}">{adres}</a>'


def in_taal(waarde: str, taal: str) -> str:
    """Return data in another language, which is then read out in that language."""
    return f'<a href="{TAAL}{taal}">{escape(drukbaar(waarde))}</a>'


def vet(waarde: str) -> str:
    """Return data in bold."""
    return f"<b>{tekst(waarde)}</b>"


@cache
def kleur(code: str) -> Any:
    """Return a colour of `stijl` as ReportLab knows it; from text it would read it at every word."""
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def stijlen() -> dict[str, Any]:
    """Return the paragraph styles by name, in the colour of the house style."""
    return _stijlen(huisstijl().merk)


@cache
def _stijlen(merkkleur: str) -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    registreer()
    zacht, merk = kleur(stijl.INKT_ZACHT), kleur(merkkleur)
    gewoon = ParagraphStyle(
        "gewoon", fontName=stijl.GEWOON, fontSize=stijl.TEKST, leading=14.2, textColor=kleur(stijl.INKT),
        spaceAfter=6, splitLongWords=1, allowWidows=0, allowOrphans=0, bulletFontName=stijl.GEWOON,
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
        "code": soort("code", fontSize=6.5, leading=8.2),
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


@lru_cache(maxsize=1024)
def _gelezen(inhoud: str, soort: str, teken: str | None, merkkleur: str) -> Any:
    """Return the paragraph to copy: most sentences of a letter stand in every letter."""
    return _alineas().lees(inhoud, _stijlen(merkkleur)[soort], teken)


@cache
def _alineas() -> Any:
    """Return the module that draws; it needs ReportLab, so it is only read when something is printed."""
    from consulent_app.documenten import alineas

    return alineas


def vergeet() -> None:
    """Forget the sentences that were printed last; there are names among them."""
    from consulent_app.documenten import zetten

    _gelezen.cache_clear()
    drukbaar.cache_clear()
    zetten.vergeet()


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


def alinea(inhoud: str, soort: str = "gewoon", rol: str = "P", *, knoop: Knoop | None = None) -> Any:
    """Return a paragraph of markup; data in it has gone through `tekst` or `vet`."""
    deel = _kopie(inhoud, soort, None)
    deel.knoop = knoop or Knoop(rol)
    return deel


def _kopie(inhoud: str, soort: str, teken: str | None) -> Any:
    if (gelezen := _MEELEZER.get()) is not None:
        gelezen.append(_kaal(inhoud))
    deel = _alineas().Alinea.__new__(_alineas().Alinea)
    deel.__dict__ |= _gelezen(inhoud, soort, teken, huisstijl().merk).__dict__
    deel.koppelingen = {}
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
    return [_punt(deel, soort, teken) for deel, soort in zip(delen, soorten, strict=False)]


def _punt(inhoud: str, soort: str, teken: str) -> Any:
    deel = _kopie(inhoud, soort, teken)
    punt = Knoop("LI")
    deel.merkteken, deel.knoop = Knoop("Lbl", punt), Knoop("LBody", punt)
    return deel


def vakjes(delen: Sequence[tuple[str, bool]]) -> list[Any]:
    """Return a list with a box before each plain text, ticked or empty."""
    if not delen:
        return []
    lijst = Knoop("L")
    rijen = [_vakjesrij(lijst, deel, aan) for deel, aan in delen]
    breedtes = [16, stijl.TEKST_BREED * MM - 16]
    return [_alineas().Tabel(rijen, colWidths=breedtes, style=_VAKJES, hAlign="LEFT")]


def _vakjesrij(lijst: Knoop, inhoud: str, aan: bool) -> list[Any]:
    punt = Knoop("LI", lijst)
    beeld = Knoop("Figure", Knoop("Lbl", punt), alt=AANGEKRUIST if aan else LEEG)
    vakje = _alineas().Vakje(beeld, kleur(stijl.INKT), aan=aan)
    return [vakje, alinea(tekst(inhoud), "cel", knoop=Knoop("LBody", punt))]


AANGEKRUIST, LEEG = "aangekruist", "leeg vakje"
MM = 72 / 25.4
#: Without a font of its own a table names Helvetica, which no print has inside.
_LETTER = ("FONT", (0, 0), (-1, -1), stijl.GEWOON, stijl.TEKST)
_VAKJES = [
    _LETTER,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
]


def tabel(
    koppen: Sequence[str], rijen: Sequence[Sequence[str]], breedtes: Sequence[float], *,
    bedrag_laatst: bool = True, totaal: Sequence[str] | None = None,
) -> Any:  # fmt: skip
    """Return a table of plain text with a header row that repeats on the next page.

    The breadths are in millimetres. A row never breaks over two pages.
    """
    laatste = len(koppen) - 1
    boom = Knoop("Table")

    def rij(delen: Sequence[str], *, kop: bool = False, dik: bool = False) -> list[Any]:
        regel = Knoop("TR", boom)
        return [
            alinea(
                vet(deel) if dik else tekst(deel),
                "bedrag" if bedrag_laatst and plek == laatste else "cel",
                knoop=_cel(regel, deel, "Column" if kop else "" if plek else "Row"),
            )
            for plek, deel in enumerate(delen)
        ]

    inhoud = [rij(koppen, kop=True, dik=True)]
    inhoud += [rij(delen) for delen in rijen]
    inhoud += [rij(totaal, dik=True)] if totaal else []
    return _alineas().Tabel(
        inhoud, colWidths=[b * MM for b in breedtes], repeatRows=1, splitByRow=1, hAlign="LEFT",
        style=_tabelstijl(totaal is not None), spaceBefore=2, spaceAfter=8,
    )  # fmt: skip


def _cel(regel: Knoop, inhoud: str, kop_van: str) -> Knoop:
    """Return a cell: a header of its column or row, unless it has nothing to say of them."""
    if inhoud and kop_van:
        return Knoop("TH", regel, kenmerken=f"/O/Table/Scope/{kop_van}")
    return Knoop("TD", regel)


def _tabelstijl(met_totaal: bool) -> list[tuple[Any, ...]]:
    stijl_ = [
        _LETTER,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, 0), 1, kleur(huisstijl().merk)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, kleur(stijl.LIJN_ZACHT)),
    ]
    if met_totaal:
        stijl_ += [("LINEABOVE", (0, -1), (-1, -1), 1, kleur(huisstijl().merk))]
    return stijl_


def invulvakken(vakken: Sequence[tuple[str, Sequence[str]]]) -> Any:
    """Return boxes side by side, each with a heading and lines to write on; the last line is high."""
    breed = stijl.TEKST_BREED * MM / 2
    kolommen = [_invulvak(naam, regels) for naam, regels in vakken]
    rijen = [list(rij) for rij in zip(*kolommen, strict=True)]
    hoogtes = [None, *[22] * (len(rijen) - 2), 62]
    lijn = kleur(stijl.LIJN)
    return _alineas().Tabel(
        rijen, colWidths=[breed] * len(kolommen), rowHeights=hoogtes, hAlign="LEFT",
        style=[
            _LETTER, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEABOVE", (0, 1), (-1, -1), 0.4, lijn),
            *(("BOX", (i, 0), (i, -1), 0.8, lijn) for i in range(len(kolommen))),
        ],
        spaceBefore=6,
    )  # fmt: skip


def _invulvak(naam: str, regels: Sequence[str]) -> list[Any]:
    """Return the lines of one box, which is read as a whole, before the box beside it."""
    vak = Knoop("Div")
    delen = [(vet(naam), "cel"), *((f"{tekst(regel)}:", "klein") for regel in regels)]
    return [alinea(inhoud, soort, knoop=Knoop("P", vak)) for inhoud, soort in delen]


def bij_elkaar(delen: Sequence[Any]) -> Any:
    """Keep parts on one page when they fit on one."""
    from reportlab.platypus import KeepTogether

    return KeepTogether(list(delen))


def ruimte(hoogte: float) -> Any:
    """Return white space of so many points."""
    from reportlab.platypus import Spacer

    return Spacer(1, hoogte)
