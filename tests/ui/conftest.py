"""The real window on a real, empty store; only the key is made cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from consulent_app.opslag import sleutelbos
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster

WACHTWOORD = "vier losse woorden"


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    return type(maak_app())


@pytest.fixture
def venster(qtbot: QtBot, tmp_path: Path) -> Iterator[Hoofdvenster]:
    """A window with an open store."""
    maak_app()
    Dossierkast.maak(tmp_path, WACHTWOORD, argon2=sleutelbos.Argon2(1, 8, 1)).sluit()
    hoofdvenster = maak_venster(tmp_path)
    hoofdvenster.show()
    qtbot.waitExposed(hoofdvenster)
    qtbot.keyClicks(hoofdvenster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(hoofdvenster.werkblad.ontgrendeld):
        qtbot.keyClick(hoofdvenster.inlog.eerste, "\r")
    qtbot.waitUntil(lambda: hoofdvenster.werkblad.rustig)
    yield hoofdvenster
    hoofdvenster.close()
    hoofdvenster.deleteLater()
