"""A PDF on the screen, made in memory: pages under each other, as wide as the window, with zoom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.ui.taken import Taken
from consulent_app.ui.wisselen import wissel

PUNTEN_PER_DUIM = 72
BREEDTE_A4, HOOGTE_A4 = 595, 842
STAPPEN = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


def teken_paginas(pdf: bytes, dpi: float) -> list[QImage]:
    """Return each page as a picture; may run on the worker."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_als_beeld(pagina.render(scale=dpi / PUNTEN_PER_DUIM)) for pagina in document]
    finally:
        document.close()


def teken_stroken(pdf: bytes, dpi: float, lijnen: int) -> Iterator[tuple[int, QRectF, QImage]]:
    """Yield strips of so many lines: page number, place on the page from 0 to 1, and picture.

    A whole page on paper is 25 MB: as long as one call copies that, no other thread can do a thing.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for nummer, pagina in enumerate(document):
            raster = pagina.render(scale=dpi / PUNTEN_PER_DUIM)
            punten = memoryview(raster.buffer).cast("B")
            for boven in range(0, raster.height, lijnen):
                hoog = min(lijnen, raster.height - boven)
                deel = punten[boven * raster.stride : (boven + hoog) * raster.stride]
                plek = QRectF(0, boven / raster.height, 1, hoog / raster.height)
                yield nummer, plek, _beeld(bytes(deel), raster, hoog)
    finally:
        document.close()


def _als_beeld(raster: Any) -> QImage:
    return _beeld(bytes(raster.buffer), raster, raster.height)


def _beeld(punten: bytes, raster: Any, hoog: int) -> QImage:
    vormen = {
        1: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_BGR888,
        4: QImage.Format.Format_RGB32,
    }
    beeld = QImage(punten, raster.width, hoog, raster.stride, vormen[raster.n_channels])
    return beeld.copy()


class PdfVoorbeeld(QWidget):
    """Shows one PDF; drawing is done on the worker and only the newest result is shown.

    `boven` is the row above the pages, with the number of pages and the zoom; `liggend` is for pages
    that are broader than high.
    """

    def __init__(self, taken: Taken, ouder: QWidget | None = None, *, liggend: bool = False) -> None:
        super().__init__(ouder)
        self._breedte = HOOGTE_A4 if liggend else BREEDTE_A4
        self._taken, self._pdf, self._zoom, self._nummer = taken, b"", 2, 0
        self._gebied, self._melding = QScrollArea(), QLabel()
        self._wacht = QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.setInterval(120)
        self._wacht.timeout.connect(self._teken)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.boven = self._knoppen()
        kolom.addLayout(self.boven)
        self._gebied.setWidgetResizable(True)
        self._gebied.setAccessibleName("Voorbeeld van de brief")
        kolom.addWidget(self._gebied, 1)
        for toets, stap in ((QKeySequence("Ctrl++"), 1), (QKeySequence("Ctrl+-"), -1)):
            QShortcut(toets, self).activated.connect(partial(self.zoom, stap))

    def _knoppen(self) -> QHBoxLayout:
        rij = QHBoxLayout()
        rij.addWidget(self._melding)
        rij.addStretch()
        for tekst, naam, stap in (("−", "Kleiner", -1), ("+", "Groter", 1)):
            knop = QPushButton(tekst)
            knop.setAccessibleName(naam)
            knop.setToolTip(f"{naam} (Ctrl{tekst})")
            # In a window with fields, Enter in one of them would press it.
            knop.setAutoDefault(False)
            knop.clicked.connect(partial(self.zoom, stap))
            rij.addWidget(knop)
        return rij

    def toon(self, pdf: bytes) -> None:
        """Show these pages; no bytes shows an empty page area."""
        self._pdf = pdf
        self._teken()

    @Slot()
    def zoom(self, stap: int, *_: object) -> None:
        """Make the pages a step larger or smaller."""
        self._zoom = min(max(self._zoom + stap, 0), len(STAPPEN) - 1)
        self._teken()

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._wacht.start()

    @Slot()
    def _teken(self) -> None:
        self._nummer += 1
        if not self._pdf:
            self._toon_paginas(self._nummer, [])
            return
        scherp = self.devicePixelRatioF()
        breed = max(200, self._gebied.viewport().width() - 32) * STAPPEN[self._zoom]
        dpi = breed * scherp * PUNTEN_PER_DUIM / self._breedte
        doe = partial(teken_paginas, self._pdf, dpi)
        self._taken.start(doe, partial(self._toon_paginas, self._nummer), eigenaar=self)

    def _toon_paginas(self, nummer: int, paginas: list[QImage]) -> None:
        if nummer != self._nummer:
            return
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        for getal, beeld in enumerate(paginas, start=1):
            pagina = QLabel()
            kaart = QPixmap.fromImage(beeld)
            kaart.setDevicePixelRatio(self.devicePixelRatioF())
            pagina.setPixmap(kaart)
            pagina.setAccessibleName(f"Pagina {getal} van {len(paginas)}")
            kolom.addWidget(pagina, alignment=Qt.AlignmentFlag.AlignHCenter)
        kolom.addStretch()
        wissel(self._gebied, binnen)
        self._melding.setText({0: "", 1: "1 pagina"}.get(len(paginas), f"{len(paginas)} pagina's"))
