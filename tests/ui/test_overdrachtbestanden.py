"""Hand-over files in the window: made and read by somebody without a server, and what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from consulent_app.acties import overdracht, toetreden
from consulent_app.acties.synchroniseren import Voortgang
from consulent_app.cli import main
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.app import venster_voor
from consulent_app.ui.bestandvenster import Bestandvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import WACHTWOORD
from tests.ui.hulpjes import dossiers, druk, rust, word
from tests.ui.samen import antwoord, gezin, kast_van, stil
from tests.ui.test_dossierzaken import teksten
from tests.uitwisseling.overdracht.plekken import erbij, geef, maak


@pytest.fixture
def tineke(venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path) -> Iterator[Dossierkast]:
    """Another desk, let in by the one of the window with files alone."""
    toetreden.begin(kast_van(venster), "Balie 1", "gemeente", 1, "Sanne")
    kast = erbij(tmp_path / "tineke", "Tineke", kast_van(venster), tmp_path / "kennis")
    venster.werkblad.uitwisselaar.ververs()
    stil(qtbot, venster)
    yield kast
    kast.sluit()


def kies_map(monkeypatch: pytest.MonkeyPatch, map_: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(map_))


def kies_bestand(monkeypatch: pytest.MonkeyPatch, pad: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pad), ""))


def lees(qtbot: QtBot, venster: Hoofdvenster, monkeypatch: pytest.MonkeyPatch, pad: Path) -> str:
    """Read a file with F9 and the button, and return what the panel says of it."""
    if venster.uitwisselen.isHidden():
        qtbot.keyClick(venster, Qt.Key.Key_F9)
    kies_bestand(monkeypatch, pad)
    qtbot.mouseClick(venster.uitwisselen.lees, Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    return teksten(venster.uitwisselen)


def test_zonder_server_maakt_iemand_een_bestand(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    id_ = kast_van(venster).nieuw(gezin()).id
    assert venster.onderin.uitwisselen.text() == "Uitwisselen met bestanden"
    qtbot.keyClick(venster, Qt.Key.Key_F9)
    paneel = venster.uitwisselen
    assert paneel.nu.isHidden()
    assert paneel.maak.hasFocus()
    assert "Deze werkplek heet Balie 1 en heeft geen server." in paneel.stand.text()
    qtbot.keyClick(paneel.maak, Qt.Key.Key_Space)
    keuze = venster.findChildren(Bestandvenster)[-1]
    rust(qtbot, venster)
    assert keuze.lijst.item(0).text() == "Plek van Tineke\n1 wijziging wacht; nog niets van gelezen"
    assert keuze.lijst.item(1).text().startswith("alle werkplekken van de gemeente\n")
    kies_map(monkeypatch, tmp_path / "stick")
    qtbot.keyClick(keuze.lijst, Qt.Key.Key_Return)
    stil(qtbot, venster)
    (bestand,) = (tmp_path / "stick").iterdir()
    assert bestand.name in paneel.uitkomst.text()
    assert "1 wijziging voor Plek van Tineke. Lees het bestand daar." in paneel.uitkomst.text()
    kwam = overdracht.lees(tineke, bestand)
    assert kwam.bijgewerkt == [id_]


def test_wat_een_bestand_bracht_staat_er_in_gewone_woorden(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    kast = kast_van(venster)
    anders, hier_later, open_ = (kast.nieuw(gezin()).id for _ in range(3))
    geef(kast, tineke, tmp_path)
    antwoord(kast, anders, "spaargeld", "1.00")
    antwoord(tineke, anders, "spaargeld", "2.00")
    antwoord(tineke, hier_later, "spaargeld", "1.00")
    antwoord(kast, hier_later, "spaargeld", "2.00")
    antwoord(tineke, open_, "straat", "Dorpsstraat")
    voorstel = tineke.nieuw(gezin()).id
    tineke.zet_voorstel(voorstel, date(2026, 11, 20))
    venster.open_dossier(open_)
    stil(qtbot, venster)
    pad = maak(tineke, kast, tmp_path).pad
    gezegd = lees(qtbot, venster, monkeypatch, pad)
    assert "Bestand van Plek van Tineke, gemaakt om " in gezegd
    assert "2 dossiers bijgewerkt." in gezegd
    assert "1 voorstel wacht op een besluit." in gezegd
    assert "In 2 dossiers is iets op twee werkplekken anders ingevuld: open het en kies." in gezegd
    assert "Een dossier dat u open hebt kreeg ook nieuws" in gezegd
    assert venster.deelbalk.nieuws.tekst.text() == "Tineke (Plek van Tineke) wijzigde dit dossier."
    assert venster.uitwisselen.fout.isHidden()
    # Once more: nothing new, and nothing is in the way.
    assert " gelezen, 0 dossiers bijgewerkt." in lees(qtbot, venster, monkeypatch, pad)
    venster.zoek()
    stil(qtbot, venster)
    assert voorstel in {regel.id for regel in dossiers(venster).model.regels}


def test_een_gevraagd_dossier_komt_met_een_bestand_en_kan_dan_besloten(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    kast = kast_van(venster)
    id_ = tineke.nieuw(gezin()).id
    geef(tineke, kast, tmp_path)
    venster.open_dossier(id_)
    stil(qtbot, venster)
    druk(qtbot, venster.deelbalk, "Overnemen")
    stil(qtbot, venster)
    ligging = venster.deelbalk.ligging
    assert ligging.tekst.text().startswith(
        "Gevraagd; het gaat mee met het volgende bestand van Plek van Tineke. Maak eerst een bestand"
    )
    geef(kast, tineke, tmp_path)
    pad = maak(tineke, kast, tmp_path).pad
    assert "U kunt nu besluiten in 1 dossier." in lees(qtbot, venster, monkeypatch, pad)
    assert ligging.isHidden()
    assert venster.onderin.opgeslagen.text().endswith("is vrijgekomen en ligt nu hier; u kunt besluiten")
    kast.delen.keur_beurt(id_)


def test_een_beschadigd_bestand_is_een_zin(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    tineke.nieuw(gezin())
    pad = maak(tineke, kast_van(venster), tmp_path).pad
    pad.write_bytes(pad.read_bytes()[:-20])
    assert "Er is niets van overgenomen." in lees(qtbot, venster, monkeypatch, pad)
    assert kast_van(venster).zoek("") == []
    assert venster.onderin.uitwisselen.text() == "Uitwisselen met bestanden"


def test_stop_houdt_een_bestand_op_en_nog_eens_gaat_verder(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    tineke.nieuw(gezin())
    pad, wie = maak(tineke, kast_van(venster), tmp_path).pad, venster.werkblad.uitwisselaar
    echt = wie._meld

    def stop_bij_overnemen(nummer: int, stop, tempo, voortgang: Voortgang) -> None:
        # Pressed at the worst moment: between what came in and the dossiers.
        if voortgang.wat == "dossiers bijwerken":
            stop.set()
        echt(nummer, stop, tempo, voortgang)

    monkeypatch.setattr(wie, "_meld", stop_bij_overnemen)
    assert "Gestopt. Doe hetzelfde nog eens" in lees(qtbot, venster, monkeypatch, pad)
    assert kast_van(venster).zoek("") == []
    monkeypatch.setattr(wie, "_meld", echt)
    assert "1 dossier bijgewerkt." in lees(qtbot, venster, monkeypatch, pad)
    assert len(kast_van(venster).zoek("")) == 1


def test_wie_niet_bij_dossiers_mag_maakt_geen_bestand(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast
) -> None:
    word(venster, "teamleider")
    qtbot.keyClick(venster, Qt.Key.Key_F9)
    assert tineke.delen.eigen is not None
    assert venster.uitwisselen.maak.isHidden()
    assert venster.uitwisselen.lees.isHidden()


def test_dubbelklikken_biedt_het_na_het_inloggen_aan(
    venster: Hoofdvenster, qtbot: QtBot, tineke: Dossierkast, tmp_path: Path
) -> None:
    id_ = tineke.nieuw(gezin()).id
    pad = maak(tineke, kast_van(venster), tmp_path).pad
    venster.uitwisselen.aangereikt = pad
    venster.vergrendel()
    qtbot.waitUntil(lambda: venster.werkblad.rustig)
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, "\r")
    stil(qtbot, venster)
    vel = venster.findChildren(QMessageBox)[-1]
    assert pad.name in vel.text()
    druk(qtbot, vel, "Lezen")
    stil(qtbot, venster)
    assert "1 dossier bijgewerkt." in venster.uitwisselen.uitkomst.text()
    assert [regel.id for regel in kast_van(venster).zoek("")] == [id_]
    assert venster.uitwisselen.aangereikt is None


@pytest.mark.usefixtures("qapp")
def test_de_app_begint_met_het_bestand_waarop_is_geklikt(tmp_path: Path) -> None:
    pad = tmp_path / "overdracht-02-naar-01.consulent"
    venster = venster_voor(["--map", str(tmp_path), str(pad)])
    assert venster.uitwisselen.aangereikt == pad
    venster.close()


def test_een_bestand_alleen_opent_het_scherm(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for naam in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(naam, raising=False)
    assert main(["overdracht-02-naar-01.consulent"]) == 2
    assert capsys.readouterr().err.startswith("Er is geen scherm")
