"""Start the desktop app: put the parts together, show errors in Dutch, and a smoke test of it all."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from consulent_app.acties.toetsen import Toetser
from consulent_app.fouten import ConsulentFout
from consulent_app.paden import gegevensmap, resources
from consulent_app.ui import thema
from consulent_app.ui.aangeboden import Aangeboden
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.opruimer import Opruimer
from consulent_app.ui.taken import Taken
from consulent_app.ui.werkblad import Werkblad

WACHT_MS = 30_000


def start(argumenten: Sequence[str]) -> int:
    """Open the app and return its exit status.

    `--map MAP` keeps the dossiers elsewhere; a file of another workplace is offered after the login.
    """
    app = maak_app()
    if "--rookproef" in argumenten:
        return _rookproef(app)
    venster = maak_venster(_gegevensmap(argumenten))
    sys.excepthook = _toon_fout
    _meld_dat_het_draait()
    if argumenten and not argumenten[0].startswith("--"):
        Aangeboden(venster, Path(argumenten[0]))
    venster.show()
    return app.exec()


def maak_app() -> QApplication:
    """Return the application with its language, font and colours."""
    app = QApplication.instance() or QApplication(["consulent"])
    assert isinstance(app, QApplication)
    app.setApplicationName("consulent")
    app.setDesktopFileName("consulent")
    app.setWindowIcon(QIcon(str(resources() / "pictogrammen" / "consulent.svg")))
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    vertaler = QTranslator(app)
    vertalingen = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if vertaler.load("qtbase_nl", vertalingen):
        app.installTranslator(vertaler)
    thema.pas_toe(app)
    if app.findChild(Opruimer) is None:
        Opruimer(app)
    return app


def _meld_dat_het_draait() -> None:
    """Hold what the Windows installer looks for, so that it replaces nothing under somebody's hands."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CreateMutexW(None, False, "Global\\ConsulentDraait")


def maak_venster(map_: Path) -> Hoofdvenster:
    """Return the main window on a folder of dossiers, locked."""
    return Hoofdvenster(Werkblad(map_, Toetser(), Taken()))


def _gegevensmap(argumenten: Sequence[str]) -> Path:
    if "--map" in argumenten:
        plek = list(argumenten).index("--map") + 1
        if plek < len(argumenten):
            return Path(argumenten[plek])
    return gegevensmap()


def _toon_fout(soort: type[BaseException], fout: BaseException, spoor: TracebackType | None) -> None:
    """Say in Dutch what went wrong; answers are already kept, so work can go on."""
    if isinstance(fout, ConsulentFout):
        tekst = str(fout)
    else:
        tekst = f"Er ging iets mis in het programma ({soort.__name__}). Uw antwoorden zijn bewaard."
        plek = spoor
        while plek and plek.tb_next:
            plek = plek.tb_next
        if plek:
            waar = f"{Path(plek.tb_frame.f_code.co_filename).name}:{plek.tb_lineno}"
            print(f"{soort.__name__} in {waar}", file=sys.stderr)
    QMessageBox.warning(None, "Consulent", tekst)


def _rookproef(app: QApplication) -> int:
    """Make both accounts, begin a conversation and see its form, as a person would at the first start."""
    fouten: list[str] = []
    sys.excepthook = lambda soort, _, __: fouten.append(soort.__name__)
    with tempfile.TemporaryDirectory() as map_:
        venster = maak_venster(Path(map_))
        werkblad, dossiers = venster.werkblad, venster.paginas["dossiers"]
        assert isinstance(dossiers, Dossierpagina)
        werkblad.zonder_beheer.connect(partial(venster.beheer.richt_in, secrets.token_urlsafe(24)))
        werkblad.ontgrendeld.connect(dossiers.begin)
        # Not quit(): that closes the window before it can be seen whether it was there.
        klaar, te_lang = _na(300, partial(app.exit, 0)), _na(WACHT_MS, partial(app.exit, 1))
        werkblad.geoordeeld.connect(klaar.start)
        te_lang.start()
        venster.show()
        venster.inlog.kies("Rookproef", secrets.token_urlsafe(24))
        status = app.exec()
        # Left running they would end the event loop of whoever goes on after this.
        klaar.stop()
        te_lang.stop()
        gelukt = status == 0 and venster.paginas["intake"].isVisible() and not fouten
        venster.close()
    print("rookproef geslaagd" if gelukt else f"rookproef mislukt {' '.join(fouten)}")
    return 0 if gelukt else 1


def _na(ms: int, doe: Callable[[], None]) -> QTimer:
    """Return a clock that does something once, so long after it is started."""
    klok = QTimer()
    klok.setSingleShot(True)
    klok.setInterval(ms)
    klok.timeout.connect(doe)
    return klok
