"""Print PDFs on paper, straight from memory."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from consulent_app.ui.taken import Taken
from consulent_app.ui.voorbeeld import teken_paginas

DPI = 300


def druk_af(pdfs: list[bytes], taken: Taken, ouder: QWidget) -> bool:
    """Ask for a printer and print all pages; say whether a printer was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    vraag = QPrintDialog(printer, ouder)
    vraag.setWindowTitle("Brieven afdrukken")
    if vraag.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    doe = partial(_alle_paginas, pdfs)
    taken.start(doe, partial(schilder, printer), eigenaar=ouder)
    return True


def _alle_paginas(pdfs: list[bytes]) -> list[QImage]:
    return [pagina for pdf in pdfs for pagina in teken_paginas(pdf, DPI)]


def schilder(printer: QPrinter, paginas: list[QImage]) -> None:
    """Paint each picture on a sheet of its own."""
    verf = QPainter(printer)
    for nummer, pagina in enumerate(paginas):
        if nummer:
            printer.newPage()
        vel = printer.pageLayout().fullRectPixels(printer.resolution())
        rand = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
        verf.drawImage(QRect(-rand.x(), -rand.y(), vel.width(), vel.height()), pagina)
    verf.end()
