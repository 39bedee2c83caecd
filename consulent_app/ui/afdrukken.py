"""Print PDFs on paper, straight from memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from consulent_app.fouten import OmgevingsFout
from consulent_app.ui.taken import Taken
from consulent_app.ui.voorbeeld import teken_paginas

DPI = 300


def druk_af(pdfs: list[bytes], taken: Taken, ouder: QWidget, bij_fout: Callable[[Exception], None]) -> bool:
    """Ask for a printer and print all pages on the worker; say whether a printer was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    vraag = QPrintDialog(printer, ouder)
    vraag.setWindowTitle("Brieven afdrukken")
    if vraag.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    taken.start(partial(schilder, printer, pdfs), None, bij_fout, ouder)
    return True


def schilder(printer: QPrinter, pdfs: Iterable[bytes]) -> None:
    """Paint each page on a sheet of its own; raises OmgevingsFout when the printer refuses."""
    verf = QPainter()
    if not verf.begin(printer):
        raise OmgevingsFout("De printer doet niet mee: kijk of hij aan staat en probeer het opnieuw.")
    vel = printer.pageLayout().fullRectPixels(printer.resolution())
    rand = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
    paginas = (pagina for pdf in pdfs for pagina in teken_paginas(pdf, DPI))
    for nummer, pagina in enumerate(paginas):
        if nummer:
            printer.newPage()
        verf.drawImage(QRect(-rand.x(), -rand.y(), vel.width(), vel.height()), pagina)
    verf.end()
