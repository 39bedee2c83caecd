"""Somebody reports a problem: reads what goes along, says what happened, and keeps a zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.cli import main
from consulent_app.diagnose import log
from consulent_app.diagnose.woorden import Woord
from consulent_app.fouten import InvoerFout
from consulent_app.paden import toestandsmap
from consulent_app.ui import probleemvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.probleemvenster import Probleemvenster
from tests.ui.conftest import NAAM
from tests.ui.hulpjes import druk, open_voorbeeld, rust
from tests.ui.mens import Mens

GEHEIM = ("Quetzalina", "999990019", "Zwaluwenberg")
TEKST = "Ik klikte op Besluiten en toen gebeurde er niets."


def open_melding(venster: Hoofdvenster, qtbot: QtBot) -> Probleemvenster:
    actie = next(a for a in venster.menuBar().actions() if a.text() == "&Help")
    next(a for a in actie.menu().actions() if "Probleem" in a.text()).trigger()
    rust(qtbot, venster)
    return venster.findChildren(Probleemvenster)[-1]


def vul(venster: Hoofdvenster, qtbot: QtBot) -> None:
    """Let a resident, a medewerker, a setting and an error be there, each with a name."""
    document = open_voorbeeld(qtbot, venster, "alleenstaande-ouder", "oefenstad")
    document["personen"][0] |= {"voornaam": GEHEIM[0], "bsn": GEHEIM[1]}
    kast = venster.werkblad.kast
    assert kast is not None
    kast.nieuw(document)
    kast.inrichting.neem_over("heemskerk", Inrichting({"ondertekening.naam": GEHEIM[2]}))
    log.begin(toestandsmap())
    log.meld_fout(Woord("proef"), InvoerFout(" ".join(GEHEIM)))


def test_wat_meegaat_is_te_lezen_en_wordt_bewaard_zoals_het_er_stond(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vul(venster, qtbot)
    melding = open_melding(venster, qtbot)
    mens = Mens(venster)
    mens.typ(TEKST)
    getoond = {}
    for naam in melding.tabs:
        mens.klik(naam)
        vel = melding.vellen.currentWidget()
        assert isinstance(vel, QPlainTextEdit)
        getoond[naam] = vel.toPlainText()
    doel = tmp_path / "melding.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(doel), ""))
    druk(qtbot, melding, "Bewaar als zip...")
    rust(qtbot, venster)
    with zipfile.ZipFile(doel) as zip_:
        inhoud = {naam: zip_.read(naam).decode() for naam in zip_.namelist()}
    assert inhoud.pop("beschrijving.txt") == f"{TEKST}\n"
    assert getoond.pop("Wat er gebeurde") == TEKST
    assert inhoud == getoond
    assert set(inhoud) == {"versies.txt", "omvang.txt", "instellingen.txt", "consulent-log.txt"}
    assert "dossiers: minder dan 10\n" in inhoud["omvang.txt"]
    assert "heemskerk, ondertekening.naam: ingevuld\n" in inhoud["instellingen.txt"]
    assert "proef mislukt: InvoerFout" in inhoud["consulent-log.txt"]
    alles = "".join(inhoud.values()).lower()
    assert [deel for deel in (*GEHEIM, NAAM, str(tmp_path), "samira") if deel.lower() in alles] == []
    assert mens.ziet("melding.zip bewaard; er is niets verstuurd")


def test_een_nummer_dat_op_een_bsn_lijkt_valt_op(venster: Hoofdvenster, qtbot: QtBot) -> None:
    melding, mens = open_melding(venster, qtbot), Mens(venster)
    mens.typ("Het ging mis op 21-11-2026 bij 9999.90.019")
    assert mens.ziet(probleemvenster.BSN)
    for _ in range(3):
        qtbot.keyClick(melding.beschrijving, Qt.Key.Key_Backspace)
    assert not mens.ziet(probleemvenster.BSN)


def test_een_map_die_niet_te_schrijven_is_wordt_gezegd(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    melding = open_melding(venster, qtbot)
    (tmp_path / "bestand").touch()
    doel = tmp_path / "bestand" / "melding.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(doel), ""))
    druk(qtbot, melding, "Bewaar als zip...")
    rust(qtbot, venster)
    assert melding.isVisible()
    assert "kan niet worden geschreven" in melding.fout.text()


def test_op_de_opdrachtregel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gelukt = main(["probleem", "--map", str(tmp_path), "--uit", str(tmp_path), "--beschrijving", TEKST])
    uit = capsys.readouterr().out
    assert gelukt == 0
    assert "dossiers: niet geteld" in uit
    assert "Er is niets verstuurd." in uit
    (zip_,) = tmp_path.glob("consulent-probleem-*.zip")
    with zipfile.ZipFile(zip_) as inhoud:
        assert inhoud.read("beschrijving.txt").decode() == f"{TEKST}\n"
        delen = [naam for naam in inhoud.namelist() if naam != "beschrijving.txt"]
        assert all(inhoud.read(naam).decode() in uit for naam in delen)
