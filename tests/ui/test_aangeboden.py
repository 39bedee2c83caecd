"""A double click on a file of another workplace: asked after the login, then read and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from consulent_app import cli
from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren
from consulent_app.ui import app
from consulent_app.ui.aangeboden import Aangeboden
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.opslag.vul_versie import document
from tests.ui.conftest import BEHEER, BEHEERWOORD, HERSTELSLEUTEL
from tests.ui.hulpjes import druk, rust
from tests.uitwisseling.overdracht.plekken import WACHTWOORD, eerste, erbij, maak


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """A file of Tineke for the desk of Sanne, with one dossier in it."""
    een = eerste(tmp_path / "sanne", "Sanne")
    een.accounts.begin_beheer(BEHEER, BEHEERWOORD, HERSTELSLEUTEL)
    bewaar_voorkeuren(tmp_path / "sanne", Voorkeuren(naam="Sanne"))
    twee = erbij(tmp_path / "tineke", "Tineke", een, tmp_path / "stick")
    twee.nieuw(document(1))
    pad = maak(twee, een, tmp_path / "stick").pad
    een.sluit()
    twee.sluit()
    return pad


@pytest.fixture
def venster(qtbot: QtBot, tmp_path: Path, bestand: Path) -> Hoofdvenster:
    """The window of Sanne as a double click opens it, after she logged in."""
    app.maak_app()
    hoofdvenster = app.maak_venster(tmp_path / "sanne")
    qtbot.addWidget(hoofdvenster)
    Aangeboden(hoofdvenster, bestand)
    hoofdvenster.show()
    log_in(qtbot, hoofdvenster)
    return hoofdvenster


def log_in(qtbot: QtBot, venster: Hoofdvenster) -> None:
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, "\r")
    rust(qtbot, venster)


def blad(venster: Hoofdvenster) -> QMessageBox:
    """Return the only sheet that is open."""
    [open_] = [blad for blad in venster.findChildren(QMessageBox) if blad.isVisible()]
    return open_


def kenmerken(venster: Hoofdvenster) -> list[str]:
    assert venster.werkblad.kast is not None
    return [regel.kenmerk for regel in venster.werkblad.kast.zoek("")]


def test_na_ja_wordt_het_ingelezen_en_verteld(qtbot: QtBot, venster: Hoofdvenster, bestand: Path) -> None:
    assert bestand.name in blad(venster).text()
    assert kenmerken(venster) == []
    druk(qtbot, blad(venster), "&Inlezen")
    rust(qtbot, venster)
    assert blad(venster).text().startswith("Van Plek van Tineke: ")
    assert "1 dossier bijgewerkt" in blad(venster).text()
    assert len(kenmerken(venster)) == 1


def test_na_niet_nu_gebeurt_er_niets_en_wordt_het_niet_nog_eens_gevraagd(
    qtbot: QtBot, venster: Hoofdvenster
) -> None:
    druk(qtbot, blad(venster), "&Niet nu")
    rust(qtbot, venster)
    assert kenmerken(venster) == []
    venster.vergrendel()
    log_in(qtbot, venster)
    assert not [blad for blad in venster.findChildren(QMessageBox) if blad.isVisible()]


def test_een_bestand_dat_er_niet_meer_is_wordt_gezegd(
    qtbot: QtBot, venster: Hoofdvenster, bestand: Path
) -> None:
    bestand.unlink()
    druk(qtbot, blad(venster), "&Inlezen")
    rust(qtbot, venster)
    assert f"{bestand.name} is niet te lezen" in blad(venster).text()


def test_de_opdrachtregel_geeft_een_los_bestand_aan_de_app(monkeypatch: pytest.MonkeyPatch) -> None:
    gestart: list[list[str]] = []
    monkeypatch.setattr(app, "start", lambda argumenten: gestart.append(list(argumenten)) or 0)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert cli.main(["/stick/overdracht-01-naar-03.consulent"]) == 0
    assert gestart == [["/stick/overdracht-01-naar-03.consulent"]]
    assert cli.main(["gezin.json"]) == 2
