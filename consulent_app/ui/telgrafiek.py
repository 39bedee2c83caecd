"""The bars of a count: told parts filled, hatched or empty, so that they differ without their colours."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from consulent_app.acties.telcijfers import in_punten
from consulent_app.acties.telgrafieken import Grafiek, Staaf
from consulent_app.ui.thema import kleur

Vlag = Qt.AlignmentFlag
LINKS, RECHTS = Vlag.AlignLeft | Vlag.AlignVCenter, Vlag.AlignRight | Vlag.AlignVCenter
ONDER, BOVEN = Vlag.AlignHCenter | Vlag.AlignTop, Vlag.AlignHCenter | Vlag.AlignBottom
WIKKEL = Qt.TextFlag.TextWordWrap
#: The share of the width that names may take, the lines that upright bars are high, and the edge.
NAMEN, STAAND, RAND = 0.34, 9, 10
STAPPEN = tuple(maal * 10**macht for macht in range(7) for maal in (1, 2, 5))
#: Of each series the token of its colour and how it is filled; what is not told of a bar stays empty.
VULLING = (("merk", Qt.BrushStyle.SolidPattern), ("bewijs", Qt.BrushStyle.BDiagPattern))
UITLEG = "Met de pijltjes kiest u een staaf. Alle getallen staan ook in de tabel eronder."
HOOGSTENS_NOEMEN = 4


class Telgrafiek(QWidget):
    """Arrow keys or the mouse choose a bar; `gekozen` says in words what it shows, '' for none."""

    gekozen = Signal(str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grafiek: Grafiek | None = None
        self._keuze = -1
        self._vak = QRectF()
        self._hoogten: list[float] = []
        self._hoogst = 1
        #: The chart as it was painted last, until anything of it changes.
        self._plaat: QPixmap | None = None

    def toon(self, grafiek: Grafiek | None) -> None:
        """Draw another chart, or none."""
        self._grafiek, self._keuze = grafiek, -1
        if grafiek is not None:
            minst = 100 if grafiek.eenheid else 1
            self._hoogst = max(minst, *(staaf.top for staaf in grafiek.staven))
        self.setVisible(grafiek is not None)
        self.setAccessibleName(f"Grafiek: {grafiek.titel}" if grafiek else "Grafiek")
        self.setAccessibleDescription(self._beschrijving(grafiek) if grafiek else "")
        self.gekozen.emit("")
        self._meet()

    def _beschrijving(self, grafiek: Grafiek) -> str:
        staven = (f"{staaf.uitleg}." for staaf in grafiek.staven)
        return " ".join((*staven, self._weg(grafiek), UITLEG))

    # --- sizes ---------------------------------------------------------------------------------------

    def _regel(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _meet(self) -> None:
        """Fix where the bars stand, below the legend, and how high each of them is."""
        grafiek = self._grafiek
        if grafiek is None:
            return
        regel, meter = self._regel(), QFontMetricsF(_vet(self.font()))
        boven = regel * (1.9 + self._legenda(grafiek, None)) + 6
        cijfers = max(meter.horizontalAdvance(staaf.tekst) for staaf in grafiek.staven) + 12
        if grafiek.staand:
            links = meter.horizontalAdvance(in_punten(max(staaf.top for staaf in grafiek.staven))) + 22
            self._vak = QRectF(links, boven + regel, self.width() - links - RAND, regel * STAAND)
            onder = self._vak.bottom() + regel * 1.5
        else:
            onder = self._meet_rijen(grafiek, boven, cijfers)
        onder += self._hoogte(self._weg(grafiek), self.width() - 2 * RAND) + RAND
        if round(onder) != self.minimumHeight():
            self.setFixedHeight(round(onder))
        self._vernieuw()

    def _meet_rijen(self, grafiek: Grafiek, boven: float, cijfers: float) -> float:
        # In bold, so that nothing moves when a bar is chosen.
        meter, regel = QFontMetricsF(_vet(self.font())), self._regel()
        breedst = max(meter.horizontalAdvance(staaf.naam) for staaf in grafiek.staven) + 2
        links = RAND + min(breedst, self.width() * NAMEN)
        self._hoogten = [
            max(self._hoogte(staaf.naam, links - RAND), regel * 1.15) + 6 for staaf in grafiek.staven
        ]
        hoog = sum(self._hoogten)
        self._vak = QRectF(links + 12, boven, max(40.0, self.width() - links - 12 - cijfers - RAND), hoog)
        return self._vak.bottom() + regel * 1.4

    def _hoogte(self, tekst: str, breed: float) -> float:
        if not tekst:
            return 0
        vak = QRectF(0, 0, max(1.0, breed), 10_000)
        return QFontMetricsF(_vet(self.font())).boundingRect(vak, WIKKEL, tekst).height()

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumHeight())

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._meet()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()
        elif gebeurtenis.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._vernieuw()

    def _vernieuw(self) -> None:
        self._plaat = None
        self.update()

    def _balken(self) -> Iterator[tuple[Staaf, QRectF]]:
        """Yield each bar with the room that it has, from nothing to the most."""
        assert self._grafiek is not None
        staven, vak = self._grafiek.staven, self._vak
        if self._grafiek.staand:
            breed = self._breed()
            dik = min(breed * 0.7, self._regel() * 3)
            for nummer, staaf in enumerate(staven):
                midden = vak.left() + breed * (nummer + 0.5)
                yield staaf, QRectF(midden - dik / 2, vak.top(), dik, vak.height())
            return
        y = vak.top()
        for staaf, hoog in zip(staven, self._hoogten, strict=True):
            dik = min(hoog - 6, self._regel() * 1.15)
            yield staaf, QRectF(vak.left(), y + (hoog - dik) / 2, vak.width(), dik)
            y += hoog

    def _stuk(self, balk: QRectF, van: float, tot: float) -> QRectF:
        """Return the part of a bar between two numbers."""
        assert self._grafiek is not None
        maat = (balk.height() if self._grafiek.staand else balk.width()) / self._hoogst
        if self._grafiek.staand:
            return QRectF(balk.left(), balk.bottom() - tot * maat, balk.width(), (tot - van) * maat)
        return QRectF(balk.left() + van * maat, balk.top(), (tot - van) * maat, balk.height())

    # --- choosing a bar ------------------------------------------------------------------------------

    def kies(self, nummer: int) -> None:
        """Mark a bar and say what it shows."""
        if self._grafiek is None:
            return
        nummer = max(0, min(nummer, len(self._grafiek.staven) - 1))
        if nummer != self._keuze:
            self._keuze = nummer
            self.gekozen.emit(self._grafiek.staven[nummer].uitleg)
            self._vernieuw()

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        laatste = len(self._grafiek.staven) - 1 if self._grafiek else 0
        naar = {
            Qt.Key.Key_Left: self._keuze - 1,
            Qt.Key.Key_Up: self._keuze - 1,
            Qt.Key.Key_Right: self._keuze + 1,
            Qt.Key.Key_Down: self._keuze + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: laatste,
        }.get(Qt.Key(gebeurtenis.key()))
        if naar is None:
            super().keyPressEvent(gebeurtenis)
        else:
            self.kies(naar)

    def mousePressEvent(self, gebeurtenis: QMouseEvent) -> None:
        plek = gebeurtenis.position()
        if self._grafiek is None:
            return
        for nummer, (_, balk) in enumerate(self._balken()):
            if self._grafiek.staand:
                raak = abs(plek.x() - balk.center().x()) <= balk.width()
            else:
                raak = abs(plek.y() - balk.center().y()) <= balk.height() / 2 + 3
            if raak:
                self.kies(nummer)
                return

    def focusInEvent(self, gebeurtenis: QFocusEvent) -> None:
        super().focusInEvent(gebeurtenis)
        self._vernieuw()

    def focusOutEvent(self, gebeurtenis: QFocusEvent) -> None:
        super().focusOutEvent(gebeurtenis)
        self._vernieuw()

    # --- the drawing ---------------------------------------------------------------------------------

    def paintEvent(self, gebeurtenis: QPaintEvent) -> None:
        if self._grafiek is None:
            return
        if self._plaat is None or self._plaat.devicePixelRatio() != self.devicePixelRatioF():
            self._plaat = self._teken(self._grafiek)
        verf = QPainter(self)
        verf.drawPixmap(0, 0, self._plaat)
        verf.end()

    def _teken(self, grafiek: Grafiek) -> QPixmap:
        plaat = QPixmap(self.size() * self.devicePixelRatioF())
        plaat.setDevicePixelRatio(self.devicePixelRatioF())
        plaat.fill(Qt.GlobalColor.transparent)
        verf = QPainter(plaat)
        verf.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._rand(verf)
        self._schrijf(
            verf, QRectF(RAND, 6, self.width(), self._regel() * 1.3), LINKS, grafiek.titel, vet=True
        )
        self._legenda(grafiek, verf)
        self._schaal(verf, grafiek)
        elke = self._om_de(grafiek) if grafiek.staand else 1
        for nummer, (staaf, balk) in enumerate(self._balken()):
            self._balk(verf, staaf, balk)
            vet = nummer == self._keuze
            if grafiek.staand:
                self._woorden_staand(verf, staaf, balk, elke, vet=vet, naam=vet or nummer % elke == 0)
            else:
                self._woorden(verf, staaf, balk, vet=vet)
        weg = QRectF(RAND, 0, self.width() - 2 * RAND, self.height() - RAND / 2)
        self._schrijf(verf, weg, Vlag.AlignLeft | Vlag.AlignBottom, self._weg(grafiek), "inkt_zacht")
        verf.end()
        return plaat

    def _rand(self, verf: QPainter) -> None:
        tint, dik = ("focus", 2) if self.hasFocus() else ("lijn_zacht", 1)
        verf.setPen(QPen(QColor(kleur(tint)), dik))
        verf.setBrush(QColor(kleur("papier")))
        verf.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _legenda(self, grafiek: Grafiek, verf: QPainter | None) -> int:
        """Write what each filling means, on as many lines as that takes; without a painter only count."""
        regel, meter = self._regel(), QFontMetricsF(self.font())
        x, lijn = float(RAND), 0
        namen = [*enumerate(grafiek.reeksen), (9, grafiek.rest), (10, grafiek.streep), (11, grafiek.marge)]
        for soort, naam in namen:
            breed = meter.horizontalAdvance(naam) + regel * 1.9
            if not naam:
                continue
            if x > RAND and x + breed > self.width() - RAND:
                x, lijn = float(RAND), lijn + 1
            if verf is not None:
                y = regel * (1.7 + lijn)
                self._merk(verf, soort, QRectF(x, y + regel * 0.2, regel * 0.9, regel * 0.6))
                self._schrijf(verf, QRectF(x + regel * 1.2, y, breed, regel), LINKS, naam)
            x += breed
        return lijn + 1

    def _merk(self, verf: QPainter, soort: int, vak: QRectF) -> None:
        if soort < len(VULLING):
            self._vul(verf, vak, soort)
        elif soort == 9:
            self._leeg(verf, vak)
        elif soort == 10:
            self._lijn(verf, vak.right() - 3, vak.top() - 2, vak.bottom() + 2)
        else:
            self._marge(verf, vak, vak.center().x())

    def _schaal(self, verf: QPainter, grafiek: Grafiek) -> None:
        """Draw lines at round numbers, across the bars."""
        vak, hoogst, regel = self._vak, self._hoogst, self._regel()
        ruimte = vak.height() / (regel * 1.8) if grafiek.staand else vak.width() / (regel * 4)
        stap = next((s for s in STAPPEN if hoogst / s <= max(2.0, min(ruimte, 6))), STAPPEN[-1])
        for waarde in range(0, hoogst + 1, stap):
            tekst = f"{in_punten(waarde)}{grafiek.eenheid}"
            verf.setPen(QPen(QColor(kleur("lijn" if waarde == 0 else "lijn_zacht")), 1))
            plek = self._stuk(vak, waarde, waarde)
            if grafiek.staand:
                verf.drawLine(QPointF(vak.left(), plek.top()), QPointF(vak.right(), plek.top()))
                naast = QRectF(0, plek.top() - regel / 2, vak.left() - 8, regel)
                self._schrijf(verf, naast, RECHTS, tekst, "inkt_zacht")
            else:
                verf.drawLine(QPointF(plek.left(), vak.top()), QPointF(plek.left(), vak.bottom()))
                onder = QRectF(plek.left() - 60, vak.bottom() + 2, 120, regel)
                self._schrijf(verf, onder, ONDER, tekst, "inkt_zacht")

    def _balk(self, verf: QPainter, staaf: Staaf, balk: QRectF) -> None:
        op = 0
        for soort, deel in enumerate(staaf.delen):
            self._vul(verf, self._stuk(balk, op, op + deel), soort)
            op += deel
        if staaf.heel > op:
            self._leeg(verf, self._stuk(balk, op, staaf.heel))
        if staaf.verwacht is not None:
            midden = self._stuk(balk, staaf.verwacht, staaf.verwacht).left()
            self._marge(verf, self._stuk(balk, staaf.laag, staaf.hoog), midden)
        if staaf.streep is not None:
            x = self._stuk(balk, staaf.streep, staaf.streep).left()
            self._lijn(verf, x, balk.top() - 3, balk.bottom() + 3)

    def _vul(self, verf: QPainter, vak: QRectF, soort: int) -> None:
        if vak.width() <= 0 or vak.height() <= 0:
            return
        token, vulling = VULLING[soort]
        tint = QColor(kleur(token))
        verf.setPen(QPen(tint, 1))
        verf.setBrush(QColor(kleur("papier")))
        verf.drawRect(vak)
        verf.setBrush(QBrush(tint, vulling))
        verf.drawRect(vak)

    def _leeg(self, verf: QPainter, vak: QRectF) -> None:
        verf.setPen(QPen(QColor(kleur("lijn")), 1))
        verf.setBrush(QColor(kleur("nee_vlak")))
        verf.drawRect(vak)

    def _lijn(self, verf: QPainter, x: float, boven: float, onder: float) -> None:
        """Draw what a bar is compared with, with a light edge that shows on every filling."""
        for token, dik in (("papier", 6), ("inkt", 3)):
            verf.setPen(QPen(QColor(kleur(token)), dik))
            verf.drawLine(QPointF(x, boven), QPointF(x, onder))

    def _marge(self, verf: QPainter, vak: QRectF, midden: float) -> None:
        y, hoog = vak.center().y(), vak.height() * 0.22
        for token, dik in (("papier", 5), ("inkt", 2)):
            verf.setPen(QPen(QColor(kleur(token)), dik))
            verf.drawLine(QPointF(vak.left(), y), QPointF(vak.right(), y))
            for x in (vak.left(), vak.right()):
                verf.drawLine(QPointF(x, y - hoog), QPointF(x, y + hoog))
        verf.setBrush(QColor(kleur("papier")))
        verf.drawEllipse(QPointF(midden, y), hoog, hoog)

    def _woorden(self, verf: QPainter, staaf: Staaf, balk: QRectF, *, vet: bool) -> None:
        """Write the name of a bar before it and its number after it."""
        rechts = self._stuk(balk, 0, staaf.top).right() + 8
        naast = QRectF(RAND, balk.top() - 20, self._vak.left() - RAND - 12, balk.height() + 40)
        self._schrijf(verf, naast, LINKS, staaf.naam, vet=vet)
        cijfer = QRectF(rechts, balk.top() - 4, self.width() - rechts, balk.height() + 8)
        self._schrijf(verf, cijfer, LINKS, staaf.tekst, vet=vet)

    def _woorden_staand(
        self, verf: QPainter, staaf: Staaf, balk: QRectF, elke: int, *, vet: bool, naam: bool
    ) -> None:
        """Write the name of an upright bar below it, and its number above it where that fits."""
        regel, breed, midden = self._regel(), self._breed(), balk.center().x()
        if naam:
            onder = QRectF(midden - breed * elke / 2, self._vak.bottom() + 3, breed * elke, regel)
            self._schrijf(verf, onder, ONDER, staaf.naam, vet=vet)
        if QFontMetricsF(self.font()).horizontalAdvance(staaf.tekst) <= breed or vet:
            boven = QRectF(
                midden - breed, self._stuk(balk, 0, staaf.top).top() - regel - 1, breed * 2, regel
            )
            self._schrijf(verf, boven, BOVEN, staaf.tekst, vet=vet)

    def _om_de(self, grafiek: Grafiek) -> int:
        """Return of how many upright bars one can have its name below it."""
        meter = QFontMetricsF(self.font())
        nodig = max(meter.horizontalAdvance(staaf.naam) for staaf in grafiek.staven) + 6
        return max(1, -int(-nodig // self._breed()))

    def _breed(self) -> float:
        """Return how wide the room of one upright bar is."""
        assert self._grafiek is not None
        return max(1.0, self._vak.width() / len(self._grafiek.staven))

    def _weg(self, grafiek: Grafiek) -> str:
        if not grafiek.weg:
            return ""
        rest = len(grafiek.weg) - HOOGSTENS_NOEMEN
        meer = f" en nog {rest}" if rest > 0 else ""
        return f"Niet te tekenen, want te klein: {', '.join(grafiek.weg[:HOOGSTENS_NOEMEN])}{meer}."

    def _schrijf(
        self, verf: QPainter, vak: QRectF, plek: Qt.AlignmentFlag, tekst: str, tint: str = "inkt",
        *, vet: bool = False,
    ) -> None:  # fmt: skip
        verf.setFont(_vet(self.font()) if vet else self.font())
        verf.setPen(QColor(kleur(tint)))
        verf.drawText(vak, plek | WIKKEL, tekst)


def _vet(letter: QFont) -> QFont:
    vet = QFont(letter)
    vet.setBold(True)
    return vet
