"""A layout that goes on below when the line is full, so that text of 200% fits without cutting."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Vloei(QLayout):
    """Parts side by side, as words on lines; with `gelijk` all of one width, so that they line up.

    With `ruim` it asks for one line, beside other parts that would else leave it the smallest width.
    """

    def __init__(
        self, ouder: QWidget | None = None, *, gelijk: bool = False, tussen: int = 8, ruim: bool = False
    ) -> None:
        super().__init__(ouder)
        self._ruim = ruim
        self._delen: list[QLayoutItem] = []
        self._gelijk = gelijk
        self.setSpacing(tussen)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, deel: QLayoutItem) -> None:
        self._delen.append(deel)

    def count(self) -> int:
        return len(self._delen)

    def itemAt(self, nummer: int) -> QLayoutItem | None:
        return self._delen[nummer] if 0 <= nummer < len(self._delen) else None

    def takeAt(self, nummer: int) -> QLayoutItem | None:
        return self._delen.pop(nummer) if 0 <= nummer < len(self._delen) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, breedte: int) -> int:
        return self._leg(QRect(0, 0, breedte, 0), proef=True)

    def setGeometry(self, vak: QRect) -> None:
        super().setGeometry(vak)
        self._leg(vak, proef=False)

    def sizeHint(self) -> QSize:
        maat = self.minimumSize()
        if self._ruim:
            delen = self._zichtbaar()
            breed = sum(deel.sizeHint().width() + self.spacing() for deel in delen)
            maat.setWidth(max(maat.width(), breed - self.spacing()))
        return maat

    def minimumSize(self) -> QSize:
        maat = QSize()
        for deel in self._zichtbaar():
            maat = maat.expandedTo(deel.minimumSize())
        randen = self.contentsMargins()
        return maat + QSize(randen.left() + randen.right(), randen.top() + randen.bottom())

    def _zichtbaar(self) -> list[QLayoutItem]:
        return [deel for deel in self._delen if not deel.isEmpty()]

    def _leg(self, vak: QRect, *, proef: bool) -> int:
        """Place the parts in `vak`, or only try; return the height that they take."""
        binnen = vak.marginsRemoved(self.contentsMargins())
        x, y, hoogte = binnen.x(), binnen.y(), 0
        vast = self._kolombreedte(binnen.width()) if self._gelijk else 0
        for deel in self._zichtbaar():
            breed = min(vast or deel.sizeHint().width(), binnen.width())
            if x > binnen.x() and x + breed > binnen.right() + 1:
                x, y, hoogte = binnen.x(), y + hoogte + self.spacing(), 0
            hoog = deel.heightForWidth(breed) if deel.hasHeightForWidth() else deel.sizeHint().height()
            if not proef:
                plek = QRect(x, y, breed, hoog)
                deel.setGeometry(QStyle.visualRect(self._richting(), binnen, plek))
            x, hoogte = x + breed + self.spacing(), max(hoogte, hoog)
        return y + hoogte + self.contentsMargins().bottom() - vak.y()

    def _richting(self) -> Qt.LayoutDirection:
        ouder = self.parentWidget()
        return ouder.layoutDirection() if ouder is not None else Qt.LayoutDirection.LeftToRight

    def _kolombreedte(self, ruimte: int) -> int:
        nodig = max((deel.sizeHint().width() for deel in self._zichtbaar()), default=1)
        kolommen = max(1, (ruimte + self.spacing()) // (nodig + self.spacing()))
        return int((ruimte - (kolommen - 1) * self.spacing()) // kolommen)
