"""The real window on a real, empty store; only the key is made cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster

NAAM, WACHTWOORD = "Sanne", "vier losse woorden"
BEHEER, BEHEERWOORD = "Beheer", "sloot merel kachel"
HERSTELSLEUTEL = herstelsleutel.als_tekst(bytearray(range(32)))


def maak_kast(map_: Path) -> None:
    """Make a store as it is after set-up: with a consulent, who logged in before, and a beheerder."""
    with Dossierkast.maak(map_, NAAM, WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        kast.accounts.begin_beheer(BEHEER, BEHEERWOORD, HERSTELSLEUTEL)
    bewaar_voorkeuren(map_, Voorkeuren(naam=NAAM))


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    return type(maak_app())


@pytest.fixture
def venster(qtbot: QtBot, tmp_path: Path) -> Iterator[Hoofdvenster]:
    """A window with an open store."""
    maak_app()
    maak_kast(tmp_path)
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
