"""The income line as a drawing: the total on top, a strip for each regeling, the falls across both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from consulent_app.acties.inkomenslijn import AANVULLINGEN
from consulent_app.huishouden.geld import Geld
from consulent_app.regels.inkomenslijn import NIETS, Deel, Terugval
from consulent_app.ui.lijnteksten import Lijnwoorden
from consulent_app.ui.thema import kleur

Vlag = Qt.AlignmentFlag
RECHTS, LINKS = Vlag.AlignRight | Vlag.AlignVCenter, Vlag.AlignLeft | Vlag.AlignVCenter
MIDDEN_BOVEN = Vlag.AlignHCenter | Vlag.AlignTop
WIKKEL = Qt.TextFlag.TextWordWrap
#: The share of the width that names may take, and the rows of text that the top part is high.
NAMEN, BOVEN = 0.3, 10
#: Room left of a name, and right of it before the drawing begins.
VOOR, NA = 8, 12
STAPPEN = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)


@dataclass(frozen=True)
class Strook:
    """One regeling over all wages, with the colour of who gives it."""

    naam: str
    delen: tuple[Deel, ...]
    kleur: str

    @property
    def hoogst(self) -> int:
        """Return the highest known amount, in cents."""
        return max((deel.minstens.centen for deel in self.delen if deel.bekend), default=0)

    @property
    def weegt(self) -> bool:
        """Say whether a medewerker must still weigh this anywhere."""
        return any(not deel.zeker for deel in self.delen)


class Lijngrafiek(QWidget):
    """Arrow keys or the mouse choose a wage; `gekozen` says which step that is."""

    gekozen = Signal(int)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._woorden: Lijnwoorden | None = None
        self._stroken: list[Strook] = []
        # Measured once for each size: every point of the drawing needs them.
        self._sommen: list[int] = []
        self._links, self._hoogten = 0.0, [0.0]
        self._keuze = -1

    def toon(self, woorden: Lijnwoorden) -> None:
        """Draw another line."""
        self._woorden = woorden
        lijn = woorden.lijn
        self._sommen = [woorden.som(stap).centen for stap in lijn.stappen]
        self._stroken = [Strook("Loon en ander inkomen", tuple(s.inkomen for s in lijn.stappen), "nee")]
        for naam, tekst in sorted(lijn.namen_per_maand.items(), key=lambda paar: self._rang(paar[0])):
            eigen = "merk" if self._rang(naam) < 2 else "recht"
            delen = tuple(stap.delen.get(naam, NIETS) for stap in lijn.stappen)
            self._stroken.append(Strook(tekst, delen, eigen))
        self._keuze = -1
        self.setAccessibleName("Grafiek van het totaal bij ieder loon")
        self.setAccessibleDescription(f"{woorden.kern()} Met pijl links en rechts kiest u een loon.")
        self._meet()

    def _rang(self, naam: str) -> int:
        """Put first what fills the income, then the state, then the gemeente."""
        assert self._woorden is not None
        if naam in AANVULLINGEN:
            return 0
        return 1 if self._woorden.pakket.regelingen[naam].door == "rijk" else 2

    # --- sizes ---------------------------------------------------------------------------------------

    def _regel(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _meet(self) -> None:
        """Fix where the drawing begins, right of the names, and how high each strip is."""
        meter = QFontMetricsF(self.font())
        breedst = max((meter.horizontalAdvance(_label(s)) for s in self._stroken), default=0.0)
        breed = max(min(breedst + 2, self.width() * NAMEN), meter.horizontalAdvance("€ 10.000"))
        self._links = VOOR + breed + NA
        vak = QRectF(0, 0, breed, 10_000)
        self._hoogten = [meter.boundingRect(vak, WIKKEL, _label(s)).height() + 5 for s in self._stroken]
        hoog = round(self._regel() * (BOVEN + 2) + sum(self._hoogten))
        if hoog != self.minimumHeight():
            self.setFixedHeight(hoog)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumHeight())

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._meet()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def _x(self, loon: Geld) -> float:
        assert self._woorden is not None
        einde = self._woorden.lijn.stappen[-1].loon.centen
        links = self._links
        return links + (self.width() - links - 16) * loon.centen / max(1, einde)

    # --- choosing a wage -----------------------------------------------------------------------------

    def kies(self, nummer: int) -> None:
        """Put the reading line on a step."""
        if self._woorden is None:
            return
        nummer = max(0, min(nummer, len(self._woorden.lijn.stappen) - 1))
        if nummer != self._keuze:
            self._keuze = nummer
            self.gekozen.emit(nummer)
            self.update()

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        laatste = len(self._woorden.lijn.stappen) - 1 if self._woorden else 0
        naar = {
            Qt.Key.Key_Left: self._keuze - 1,
            Qt.Key.Key_Right: self._keuze + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: laatste,
        }.get(Qt.Key(gebeurtenis.key()))
        if naar is None:
            super().keyPressEvent(gebeurtenis)
        else:
            self.kies(naar)

    def mousePressEvent(self, gebeurtenis: QMouseEvent) -> None:
        self._wijs(gebeurtenis.position().x())

    def mouseMoveEvent(self, gebeurtenis: QMouseEvent) -> None:
        self._wijs(gebeurtenis.position().x())

    def _wijs(self, x: float) -> None:
        if self._woorden is None:
            return
        links = self._links
        if x >= links:
            stappen = len(self._woorden.lijn.stappen) - 1
            self.kies(round((x - links) / max(1.0, self.width() - links - 16) * stappen))

    # --- the drawing ---------------------------------------------------------------------------------

    def paintEvent(self, gebeurtenis: QPaintEvent) -> None:
        woorden = self._woorden
        if woorden is None or not woorden.lijn.stappen:
            return
        verf = QPainter(self)
        verf.setRenderHint(QPainter.RenderHint.Antialiasing)
        verf.fillRect(self.rect(), QColor(kleur("papier")))
        regel = self._regel()
        boven = QRectF(self._links, regel * 3.2, self.width() - self._links - 16, regel * (BOVEN - 4.2))
        onder = boven.bottom() + regel * 1.2 + sum(self._hoogten)
        self._banden(verf, woorden, onder)
        self._assen(verf, woorden, boven, onder)
        self._totaal(verf, woorden, boven)
        self._rijen(verf, boven.bottom() + regel * 1.2)
        self._merken(verf, woorden, onder)
        self._vallen(verf, woorden)
        if self.hasFocus():
            verf.setPen(QPen(QColor(kleur("focus")), 2))
            verf.setBrush(Qt.BrushStyle.NoBrush)
            verf.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _banden(self, verf: QPainter, woorden: Lijnwoorden, onder: float) -> None:
        for val in woorden.lijn.terugvallen:
            vak = self._band(val)
            verf.fillRect(QRectF(vak.left(), self._regel() * 2.4, vak.width(), onder - self._regel() * 2.4),
                          QColor(kleur("bewijs_vlak")))  # fmt: skip

    def _band(self, val: Terugval) -> QRectF:
        x, tot = self._x(val.van), self._x(val.tot)
        smal = max(8.0, tot - x)
        return QRectF((x + tot - smal) / 2, 0, smal, self.height())

    def _assen(self, verf: QPainter, woorden: Lijnwoorden, boven: QRectF, onder: float) -> None:
        regel, zacht = self._regel(), QPen(QColor(kleur("lijn_zacht")), 1)
        laag, hoog = self._bereik()
        for bedrag in _streepjes(laag, hoog, 4):
            y = self._y(bedrag, boven)
            verf.setPen(zacht)
            verf.drawLine(QPointF(boven.left(), y), QPointF(boven.right(), y))
            self._schrijf(verf, QRectF(0, y - regel / 2, boven.left() - 8, regel), RECHTS, _euro(bedrag))
        einde, links = woorden.lijn.stappen[-1].loon.centen, boven.left() - VOOR - regel
        verf.setPen(QPen(QColor(kleur("lijn")), 1))
        verf.drawLine(QPointF(boven.left(), onder), QPointF(boven.right(), onder))
        breed = QFontMetricsF(self.font()).horizontalAdvance("€ 10.000") + 12
        for bedrag in _streepjes(0, einde, max(2, int(boven.width() / breed))):
            x = self._x(Geld(bedrag))
            verf.setPen(QPen(QColor(kleur("lijn")), 1))
            verf.drawLine(QPointF(x, onder), QPointF(x, onder + 4))
            vak = QRectF(min(x - breed / 2, self.width() - breed), onder + 5, breed, regel)
            self._schrijf(verf, vak, MIDDEN_BOVEN, _euro(bedrag))
        self._schrijf(verf, QRectF(VOOR, onder + 5, links, regel), LINKS, "Netto loon per maand")
        kop = "Totaal per maand" if woorden.volledig else "Per maand, alleen wat overal bekend is"
        self._schrijf(verf, QRectF(8, 4, self.width() - 16, regel), LINKS, kop, vet=True)

    def _bereik(self) -> tuple[int, int]:
        """Return the amounts between which the total runs: from zero, a fall would hardly be seen."""
        laag, hoog = min(self._sommen), max(self._sommen)
        ruim = max(2_000, (hoog - laag) // 12)
        return max(0, laag - ruim), hoog + ruim

    def _y(self, bedrag: int, vak: QRectF) -> float:
        laag, hoog = self._bereik()
        return vak.bottom() - vak.height() * (bedrag - laag) / (hoog - laag)

    def _totaal(self, verf: QPainter, woorden: Lijnwoorden, vak: QRectF) -> None:
        paren = zip(woorden.lijn.stappen, self._sommen, strict=True)
        punten = [QPointF(self._x(stap.loon), self._y(som, vak)) for stap, som in paren]
        verf.setPen(QPen(QColor(kleur("inkt")), max(2.5, self._regel() / 8)))
        verf.setBrush(Qt.BrushStyle.NoBrush)
        verf.drawPolyline(QPolygonF(punten))

    def _rijen(self, verf: QPainter, y: float) -> None:
        for strook, hoog in zip(self._stroken, self._hoogten, strict=True):
            naam = QRectF(VOOR, y, self._links - VOOR - NA, hoog)
            self._schrijf(verf, naam, LINKS, _label(strook))
            self._strook(verf, strook, y + 2, hoog - 5)
            verf.setPen(QPen(QColor(kleur("lijn_zacht")), 1))
            verf.drawLine(QPointF(8, y + hoog), QPointF(self.width() - 16, y + hoog))
            y += hoog

    def _strook(self, verf: QPainter, strook: Strook, y: float, hoog: float) -> None:
        """Draw stretches of known amounts as an area, and of unknown ones as hatching with words."""
        assert self._woorden is not None
        stappen = self._woorden.lijn.stappen
        for soort, groep in groupby(range(len(stappen)), key=lambda n: _soort(strook.delen[n])):
            nummers = list(groep)
            x = [self._x(stappen[n].loon) for n in nummers]
            vak = QRectF(x[0], y, max(2.0, x[-1] - x[0]), hoog)
            if soort == "niet bekend":
                verf.fillRect(vak, QColor(kleur("vraag_vlak")))
                self._schrijf(verf, vak.adjusted(6, 0, 0, 0), LINKS, "niet bekend", "vraag")
            elif soort == "wel":
                self._gebied(verf, strook, vak, nummers)

    def _gebied(self, verf: QPainter, strook: Strook, vak: QRectF, nummers: list[int]) -> None:
        assert self._woorden is not None
        stappen, hoogst = self._woorden.lijn.stappen, max(1, strook.hoogst)
        rand = [
            QPointF(
                self._x(stappen[n].loon),
                vak.bottom() - vak.height() * strook.delen[n].minstens.centen / hoogst,
            )
            for n in nummers
        ]
        vlak = QPolygonF([QPointF(vak.left(), vak.bottom()), *rand, QPointF(vak.right(), vak.bottom())])
        tint = QColor(kleur(strook.kleur))
        verf.setPen(Qt.PenStyle.NoPen)
        verf.setBrush(QColor(kleur(f"{strook.kleur}_vlak")))
        verf.drawPolygon(vlak)
        if strook.weegt:
            verf.setBrush(QBrush(tint, Qt.BrushStyle.BDiagPattern))
            verf.drawPolygon(vlak)
        verf.setPen(QPen(tint, 2))
        verf.setBrush(Qt.BrushStyle.NoBrush)
        verf.drawPolyline(QPolygonF(rand))
        eerst, laatst = strook.delen[nummers[0]].minstens, strook.delen[nummers[-1]].minstens
        for bedrag, plek in ((eerst, LINKS), (laatst, RECHTS)):
            # Where the area is nearly flat an amount would stand in the air and say little.
            groot = bedrag.centen * 4 > strook.hoogst
            if groot and (plek == LINKS or laatst != eerst):
                self._etiket(verf, vak, bedrag.leesbaar(), plek, strook)

    def _etiket(
        self, verf: QPainter, vak: QRectF, tekst: str, plek: Qt.AlignmentFlag, strook: Strook
    ) -> None:
        """Write an amount in a strip; on hatching it has a ground of its own, to be legible."""
        breed = QFontMetricsF(self.font()).horizontalAdvance(tekst) + 8
        if breed * 2.5 > vak.width():
            return
        x = vak.left() + 4 if plek == LINKS else vak.right() - breed - 4
        grond = QRectF(x, vak.top() + 2, breed, vak.height() - 2)
        if strook.weegt:
            verf.fillRect(grond, QColor(kleur(f"{strook.kleur}_vlak")))
        self._schrijf(verf, grond, Vlag.AlignCenter, tekst)

    def _merken(self, verf: QPainter, woorden: Lijnwoorden, onder: float) -> None:
        """Mark what is earned now, and the wage that is chosen."""
        lijn, regel = woorden.lijn, self._regel()
        if lijn.loon_nu is not None and lijn.loon_nu <= lijn.stappen[-1].loon:
            x = self._x(lijn.loon_nu)
            verf.setPen(QPen(QColor(kleur("inkt")), 1.5, Qt.PenStyle.DotLine))
            verf.drawLine(QPointF(x, regel * 2.4), QPointF(x, onder))
            self._schrijf(verf, QRectF(x + 4, regel * 1.3, regel * 4, regel), LINKS, "nu", vet=True)
        if self._keuze >= 0:
            x = self._x(lijn.stappen[self._keuze].loon)
            verf.setPen(QPen(QColor(kleur("focus")), 2))
            verf.drawLine(QPointF(x, regel * 2.4), QPointF(x, onder))

    def _vallen(self, verf: QPainter, woorden: Lijnwoorden) -> None:
        """Write above each fall its number and amount; on the lower line when it would touch the last."""
        regel, meter = self._regel(), QFontMetricsF(_vet(self.font()))
        vrij = [0.0, 0.0]
        for nummer, val in enumerate(woorden.lijn.terugvallen, start=1):
            tekst = f"{nummer}: − {val.verlies.in_hele_euros()}"
            breed = meter.horizontalAdvance(tekst) + 12
            midden = self._band(val).center().x()
            x = min(midden - breed / 2, self.width() - breed - 4)
            hoogte = 0 if x >= vrij[0] else 1
            vrij[hoogte] = x + breed + 4
            vak = QRectF(x, regel * (0.2 + 1.15 * hoogte) + 2, breed, regel * 1.1)
            verf.setPen(QPen(QColor(kleur("bewijs")), 1.5))
            verf.setBrush(QColor(kleur("bewijs_vlak")))
            verf.drawLine(QPointF(midden, vak.bottom()), QPointF(midden, regel * 2.6))
            verf.drawRoundedRect(vak, 4, 4)
            self._schrijf(verf, vak, Vlag.AlignCenter, tekst, "bewijs", vet=True)

    def _schrijf(
        self, verf: QPainter, vak: QRectF, plek: Qt.AlignmentFlag, tekst: str, tint: str = "inkt",
        *, vet: bool = False,
    ) -> None:  # fmt: skip
        verf.setFont(_vet(self.font()) if vet else self.font())
        verf.setPen(QColor(kleur(tint)))
        verf.drawText(vak, plek | WIKKEL, tekst)


def _soort(deel: Deel) -> str:
    if not deel.bekend:
        return "niet bekend"
    return "wel" if deel.minstens.centen else "niets"


def _label(strook: Strook) -> str:
    return f"{strook.naam} (weging)" if strook.weegt else strook.naam


def _vet(letter: QFont) -> QFont:
    vet = QFont(letter)
    vet.setBold(True)
    return vet


def _euro(centen: int) -> str:
    return Geld(centen).in_hele_euros()


def _streepjes(laag: int, hoog: int, hoogstens: int) -> list[int]:
    """Return round amounts in cents between two bounds, no more than so many."""
    ruimte: Callable[[int], int] = lambda stap: hoog // (stap * 100) - -(-laag // (stap * 100)) + 1  # noqa: E731
    stap = next((s for s in STAPPEN if ruimte(s) <= hoogstens), STAPPEN[-1]) * 100
    return list(range(-(-laag // stap) * stap, hoog + 1, stap))
