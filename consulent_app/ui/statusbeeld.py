"""The shape of a status, drawn beside its word and colour so that none of them stands alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from consulent_app.ui.thema import kleur

WOORDEN = {
    "kan_nu": "Kan nu",
    "bewijs": "Met bewijs of aanvraag",
    "vraag": "Nog een antwoord nodig",
    "weegt": "Medewerker weegt af",
    "anderen": "Via anderen",
    "nee": "Geen recht",
}
KLEUREN = {
    "kan_nu": "recht",
    "bewijs": "bewijs",
    "vraag": "vraag",
    "weegt": "bewijs",
    "anderen": "merk",
    "nee": "nee",
    "ja": "recht",
}


class Statusbeeld(QWidget):
    """A disc with a tick, half a disc, scales, a ring with a question mark, a bar or an arrow."""

    def __init__(self, soort: str, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.zet(soort)

    def zet(self, soort: str) -> None:
        """Show the shape of this status."""
        self._soort = soort
        self.setAccessibleName(WOORDEN.get(soort, soort))
        self.update()

    def sizeHint(self) -> QSize:
        zijde = round(self.fontMetrics().height() * 1.1)
        return QSize(zijde, zijde)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, gebeurtenis: QPaintEvent) -> None:
        verf = QPainter(self)
        verf.setRenderHint(QPainter.RenderHint.Antialiasing)
        zijde = min(self.width(), self.height())
        vak = QRectF(1.5, 1.5, zijde - 3, zijde - 3)
        toon = QColor(kleur(KLEUREN[self._soort]))
        verf.setPen(QPen(toon, max(1.6, zijde / 11)))
        getattr(self, f"_{self._soort}")(verf, vak, toon)

    def _kan_nu(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        verf.setBrush(toon)
        verf.drawEllipse(vak)
        verf.setPen(QPen(QColor(kleur("papier")), max(1.8, vak.width() / 8)))
        self._vink(verf, vak)

    def _ja(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        verf.setPen(QPen(toon, max(1.8, vak.width() / 7)))
        self._vink(verf, vak)

    def _vink(self, verf: QPainter, vak: QRectF) -> None:
        z, x, y = vak.width(), vak.left(), vak.top()
        punten = [
            QPointF(x + z * 0.26, y + z * 0.54),
            QPointF(x + z * 0.44, y + z * 0.70),
            QPointF(x + z * 0.75, y + z * 0.32),
        ]
        verf.setBrush(Qt.BrushStyle.NoBrush)
        verf.drawPolyline(QPolygonF(punten))

    def _bewijs(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        verf.setBrush(Qt.BrushStyle.NoBrush)
        verf.drawEllipse(vak)
        verf.setBrush(toon)
        verf.drawPie(vak, 90 * 16, 180 * 16)

    def _weegt(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        z, x, y = vak.width(), vak.left(), vak.top()
        verf.drawLine(QPointF(x + z / 2, y), QPointF(x + z / 2, y + z))
        verf.drawLine(QPointF(x, y + z * 0.22), QPointF(x + z, y + z * 0.22))
        verf.setBrush(toon)
        for links in (0.0, 0.66):
            verf.drawPie(QRectF(x + z * links, y + z * 0.34, z * 0.34, z * 0.34), 180 * 16, 180 * 16)

    def _vraag(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        verf.setBrush(Qt.BrushStyle.NoBrush)
        verf.drawEllipse(vak)
        letter = QFont(self.font())
        letter.setBold(True)
        letter.setPixelSize(max(8, round(vak.height() * 0.68)))
        verf.setFont(letter)
        verf.drawText(vak, Qt.AlignmentFlag.AlignCenter, "?")

    def _nee(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        z, x, y = vak.width(), vak.left(), vak.top()
        verf.setPen(QPen(toon, max(2.0, z / 6)))
        verf.drawLine(QPointF(x + z * 0.15, y + z / 2), QPointF(x + z * 0.85, y + z / 2))

    def _anderen(self, verf: QPainter, vak: QRectF, toon: QColor) -> None:
        z, x, y = vak.width(), vak.left(), vak.top()
        verf.drawLine(QPointF(x, y + z / 2), QPointF(x + z * 0.92, y + z / 2))
        punten = [
            QPointF(x + z * 0.55, y + z * 0.18),
            QPointF(x + z * 0.92, y + z / 2),
            QPointF(x + z * 0.55, y + z * 0.82),
        ]
        verf.setBrush(Qt.BrushStyle.NoBrush)
        verf.drawPolyline(QPolygonF(punten))
