"""Print PDFs on paper, straight from memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from consulent_app.fouten import OmgevingsFout
from consulent_app.ui.voorbeeld import teken_stroken

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.ui.taken import Taken
    from consulent_app.ui.werkblad import Werkblad

DPI = 300
#: Lines of a page that go to the printer at a time; meanwhile the screen has to wait.
STROOK = 160


def druk_af(
    werkblad: Werkblad, dossier_id: str, documenten: Mapping[str, bytes], ouder: QWidget,
    bij_fout: Callable[[Exception], None], *, liggend: bool = False,
) -> None:  # fmt: skip
    """Ask for a printer; when one is chosen, print all pages of a dossier on the worker.

    `liggend` is for pages that are broader than high.
    """

    def begin(printer: QPrinter) -> None:
        if werkblad.kast is not None:
            doe = partial(druk, werkblad.kast, dossier_id, documenten, printer)
            werkblad.taken.start(doe, None, bij_fout, ouder)

    _kies_printer("Brieven afdrukken", ouder, begin, liggend=liggend)


def druk_blad(pdf: bytes, taken: Taken, ouder: QWidget, bij_fout: Callable[[Exception], None]) -> None:
    """Ask for a printer; when one is chosen, print on the worker what is about nobody's dossier."""

    def begin(printer: QPrinter) -> None:
        taken.start(partial(schilder, printer, [pdf]), None, bij_fout, ouder)

    _kies_printer("Afdrukken", ouder, begin)


def _kies_printer(
    titel: str, ouder: QWidget, begin: Callable[[QPrinter], None], *, liggend: bool = False
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if liggend:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    vraag = QPrintDialog(printer, ouder)
    vraag.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    vraag.setWindowTitle(titel)
    # Not `begin` alone: the dialog keeps the printer for as long as it is open.
    vraag.accepted.connect(lambda: begin(printer))
    vraag.setModal(True)
    vraag.show()


def druk(kast: Werkplek, dossier_id: str, documenten: Mapping[str, bytes], printer: QPrinter) -> None:
    """Print all pages, after that stands in the log; raises Geweigerd for who may not print them."""
    kast.meld_afdruk(dossier_id, [naam.removesuffix(".pdf") for naam in documenten])
    schilder(printer, documenten.values())


def schilder(printer: QPrinter, pdfs: Iterable[bytes]) -> None:
    """Paint each page on a sheet of its own; raises OmgevingsFout when the printer refuses."""
    verf = QPainter()
    if not verf.begin(printer):
        raise OmgevingsFout("De printer doet niet mee: kijk of hij aan staat en probeer het opnieuw.")
    vel = printer.pageLayout().fullRectPixels(printer.resolution())
    rand = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
    blad = QRectF(-rand.x(), -rand.y(), vel.width(), vel.height())
    vorige = (0, 0)
    for brief, pdf in enumerate(pdfs):
        for pagina, plek, strook in teken_stroken(pdf, DPI, STROOK):
            if vorige != (brief, pagina):
                printer.newPage()
                vorige = (brief, pagina)
            verf.drawImage(_op_het_blad(blad, plek), strook)
    verf.end()


def _op_het_blad(blad: QRectF, plek: QRectF) -> QRectF:
    boven = blad.y() + plek.y() * blad.height()
    return QRectF(blad.x(), boven, blad.width(), plek.height() * blad.height())
