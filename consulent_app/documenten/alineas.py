"""The parts of a page as ReportLab draws them, each marked with its element of the structure tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from typing import Any

from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Frame, Paragraph, Table
from reportlab.platypus.paragraph import _handleBulletWidth

from consulent_app.documenten import zetten
from consulent_app.documenten.regeleinden import met_spaties
from consulent_app.documenten.tags import TAAL, Knoop

#: What ReportLab finds out about a paragraph when it breaks it into lines.
ZETSEL = ("blPara", "frags", "width", "height", "_wrapWidths")


class Alinea(Paragraph):
    """A paragraph, which is broken into lines once for each breadth, and keeps its element when split."""

    knoop: Knoop
    #: The element of the bullet; None without one, and in what stands on the next page.
    merkteken: Knoop | None = None
    loopt_door = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zetsels: dict[float, dict[str, Any]] = {}
        self.koppelingen: dict[tuple[int, str], Knoop] = {}
        self.heeft_koppeling = any(getattr(stuk, "link", None) for stuk in self.frags)

    def wrap(self, availWidth: float, availHeight: float) -> Any:  # noqa: N803
        gezet = self.zetsels.get(availWidth)
        if gezet is None:
            super().wrap(availWidth, availHeight)
            gezet = self.zetsels[availWidth] = {naam: self.__dict__[naam] for naam in ZETSEL}
            gezet["getekend"] = met_spaties(self.blPara, self.frags, self.loopt_door)
            gezet["eenvoudig"] = not self.heeft_koppeling and zetten.is_eenvoudig(self.blPara, self.style)
        self.__dict__.update(gezet)
        return self.width, self.height

    def breakLines(self, width: Any) -> Any:  # noqa: N802
        breedtes = list(width)
        _handleBulletWidth(self.bulletText, self.style, breedtes)
        gezet = None
        if breedtes[0] == breedtes[1]:
            gezet = zetten.breek(self.frags, self.style, breedtes[0])
        return super().breakLines(width) if gezet is None else gezet

    def split(self, availWidth: float, availHeight: float) -> Any:  # noqa: N803
        delen = super().split(availWidth, availHeight)
        if len(delen) > 1:
            for deel in delen:
                deel.knoop, deel.koppelingen = self.knoop, self.koppelingen
                deel.heeft_koppeling = self.heeft_koppeling
            laatste = len(delen[0].blPara.lines) - 1
            delen[0].loopt_door = self.getekend.lines[laatste] is not self.blPara.lines[laatste]
            delen[0].merkteken = self.merkteken
        return delen

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        if self.eenvoudig:
            self._teken(canvas, x, y)
        else:
            super().drawOn(canvas, x, y, _sW)

    def draw(self) -> None:
        self._teken(self.canv, 0, 0)

    def _teken(self, doek: Any, x: float, y: float) -> None:
        if self.knoop.rol == "TH" and self.knoop.delen:
            # The header row once more, on top of the next page.
            doek.sier("/Pagination/Subtype/Header")
            self._zet(doek, x, y)
            doek.eind()
            return
        self._kondig_aan(doek, x, y)
        if self.heeft_koppeling:
            doek.koppelingen = self.koppelingen
            self._zet(doek, x, y)
        else:
            doek.begin(self.knoop)
            self._zet(doek, x, y)
            doek.eind()

    def _kondig_aan(self, doek: Any, x: float, y: float) -> None:
        """Draw the bullet, in its own element; make a bookmark of a heading."""
        if self.merkteken is not None:
            eerste = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
            soort, hoog = self.style, y + self.height - eerste.fontSize
            letter = (soort.bulletFontName, soort.bulletFontSize, soort.textColor)
            doek.begin(self.merkteken)
            doek.regel(x + soort.bulletIndent, hoog, f"{self.bulletText} ", *letter)
            doek.eind()
        rol = self.knoop.rol
        if rol in ("H1", "H2", "H3") and not self.knoop.delen:
            doek.bladwijzer(int(rol[1]), self.getPlainText(), x, y + self.height)

    def _zet(self, doek: Any, x: float, y: float) -> None:
        self.bulletText, self.blPara = None, self.getekend
        if self.eenvoudig:
            doek.addLiteral(zetten.schrijf(self.getekend, self.style, doek, x, y + self.height))
        else:
            self.drawPara()

    def beginText(self, x: float, y: float) -> Any:  # noqa: N802
        if self.heeft_koppeling:
            return Koppeltekst(self.canv, x, y, self)
        return super().beginText(x, y)


def lees(inhoud: str, stijl: Any, teken: str | None) -> Alinea:
    """Return the paragraph of markup; plain and bold text goes past ReportLab's parser, which is slow."""
    stukken = zetten.lees(inhoud, stijl)
    return Alinea(inhoud if stukken is None else None, stijl, bulletText=teken, frags=stukken)


class Koppeltekst(PDFTextObject):
    """The text of a paragraph with links or other languages in it, each in its own element."""

    def __init__(self, doek: Any, x: float, y: float, alinea: Alinea) -> None:
        super().__init__(doek, x, y)
        self._alinea = alinea
        self._stukken = _stukken(alinea.blPara)
        self._open: Knoop | None = None

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803
        knoop = self._knoop(getattr(next(self._stukken), "link", ()))
        if knoop is not self._open:
            self._sluit()
            self._code.append(self._canvas.openen(knoop))
            self._open = knoop
        super()._textOut(text, TStar)

    def _knoop(self, merken: Any) -> Knoop:
        knoop = self._alinea.knoop
        for merk in merken or ():
            if merk not in self._alinea.koppelingen:
                self._alinea.koppelingen[merk] = _koppelknoop(merk[1], knoop)
            knoop = self._alinea.koppelingen[merk]
        return knoop

    def _sluit(self) -> None:
        if self._open is not None:
            self._code.append("EMC")
            self._open = None

    def getCode(self) -> Any:  # noqa: N802
        self._sluit()
        return super().getCode()


def _koppelknoop(adres: str, ouder: Knoop) -> Knoop:
    if adres.startswith(TAAL):
        return Knoop("Span", ouder, taal=adres.removeprefix(TAAL))
    return Knoop("Link", ouder)


def _stukken(regels: Any) -> Iterator[Any]:
    """Return the pieces in the order in which ReportLab puts them out."""
    if regels.kind == 0:
        return repeat(regels)
    return chain.from_iterable(regel.words for regel in regels.lines)


class Kader(Frame):
    """The place of the text on a page: numbers alone, so ReportLab need not copy it in depth."""

    def __deepcopy__(self, _memo: Any) -> Kader:
        kader = Kader.__new__(Kader)
        kader.__dict__ |= self.__dict__
        return kader


class Tabel(Table):
    """A table whose cells carry their element; lines and backgrounds are decoration."""

    def _drawBkgrnd(self) -> None:  # noqa: N802
        self.canv.sier()
        super()._drawBkgrnd()
        self.canv.eind()

    def _drawLines(self) -> None:  # noqa: N802
        self.canv.sier()
        super()._drawLines()
        self.canv.eind()


class Vakje(Flowable):
    """A box to tick, ticked or empty; none of the fonts has one."""

    def __init__(self, knoop: Knoop, kleur: Any, *, aan: bool) -> None:
        super().__init__()
        self.knoop, self.kleur, self.aan = knoop, kleur, aan
        self.width, self.height = 10.0, 11.0

    def draw(self) -> None:
        doek = self.canv
        hoeken = (*doek.absolutePosition(0, 0), *doek.absolutePosition(9.5, 9.5))
        self.knoop.kenmerken = f"/O/Layout/BBox[{' '.join(f'{hoek:.2f}' for hoek in hoeken)}]"
        with doek.inhoud(self.knoop):
            doek.setStrokeColor(self.kleur)
            doek.setLineWidth(0.9)
            doek.rect(0.5, 0.5, 8.5, 8.5)
            if self.aan:
                doek.setLineWidth(1.2)
                doek.lines([(2.2, 4.8, 4.2, 2.6), (4.2, 2.6, 7.6, 7.4)])
