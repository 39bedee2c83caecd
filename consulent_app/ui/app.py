"""Start the desktop app: put the parts together, show errors in Dutch, and a smoke test of it all."""

from __future__ import annotations

import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from consulent_app.acties.handleiding import BEGIN
from consulent_app.acties.toetsen import Toetser, kast_van
from consulent_app.diagnose import crash, log
from consulent_app.paden import (
    SAMENWERKBESTAND,
    gegevensmap,
    handleiding,
    oefenmap,
    resources,
    toestandsmap,
)
from consulent_app.ui import thema
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.nood import Noodvanger
from consulent_app.ui.opruimer import Opruimer
from consulent_app.ui.taken import Taken
from consulent_app.ui.werkblad import Werkblad

WACHT_MS = 30_000


def start(argumenten: Sequence[str]) -> int:
    """Open the app and return its exit status.

    `--map MAP` keeps the dossiers elsewhere, `oefenen` opens made-up ones beside them.
    """
    begin = time.perf_counter()
    app = maak_app()
    if "--rookproef" in argumenten:
        return _rookproef(app)
    if "oefenen" in argumenten:
        return _draai(app, maak_oefenvenster(app, oefenmap()), begin)
    return _draai(app, venster_voor(argumenten), begin)


def _draai(app: QApplication, venster: Hoofdvenster, begin: float) -> int:
    """Show the window until it is closed, with all that tells of what goes wrong."""
    _meld_dat_het_draait()
    toestand = toestandsmap()
    log.begin(toestand)
    liep_vast = crash.neem_vorige(toestand)
    crash.vang_op(toestand)
    nood = Noodvanger(venster)
    nood.begin()
    venster.show()
    log.meld_begin(qVersion(), round((time.perf_counter() - begin) * 1000))
    if liep_vast:
        nood.meld_vorige()
    status = app.exec()
    crash.laat_los(toestand)
    return status


def venster_voor(argumenten: Sequence[str]) -> Hoofdvenster:
    """Return the main window; a file of another workplace is offered once somebody logged in."""
    venster = maak_venster(_gegevensmap(argumenten))
    paden = [Path(een).absolute() for een in argumenten if een.lower().endswith(SAMENWERKBESTAND)]
    venster.uitwisselen.aangereikt = paden[0] if paden else None
    return venster


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
    return Hoofdvenster(Werkblad(map_, Toetser(kast_van(map_)), Taken()))


def maak_oefenvenster(app: QApplication, map_: Path) -> Hoofdvenster:
    """Return the window to practise in; systems put its mark behind the title of every window."""
    from consulent_app.opslag.oefenmerk import MERK
    from consulent_app.ui.oefenvenster import Oefenvenster

    app.setApplicationDisplayName(MERK)
    return Oefenvenster(map_)


def _gegevensmap(argumenten: Sequence[str]) -> Path:
    if "--map" in argumenten:
        plek = list(argumenten).index("--map") + 1
        if plek < len(argumenten):
            return Path(argumenten[plek])
    return gegevensmap()


def _rookproef(app: QApplication) -> int:
    """Make both accounts, begin a conversation and see its form, as a person would at the first start; and
    see that the handbook came along.
    """
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
        heel = venster.paginas["intake"].isVisible() and (handleiding() / f"{BEGIN}.md").is_file()
        gelukt = status == 0 and heel and not fouten
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
