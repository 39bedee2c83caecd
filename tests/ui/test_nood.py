"""Something goes wrong that nobody foresaw: what was typed is there, also when the process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from consulent_app.diagnose import crash, log
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.paden import toestandsmap, wortel
from consulent_app.ui import nood
from consulent_app.ui.correctievenster import Correctievenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.nood import Noodvanger
from consulent_app.ui.probleemvenster import Probleemvenster
from tests.ui.conftest import NAAM, WACHTWOORD, maak_kast
from tests.ui.hulpjes import intake, nieuw_gesprek, open_voorbeeld, rust, zoek
from tests.ui.mens import Mens

GEHEIM = "Quetzalina 999990019"


@pytest.fixture
def vanger(venster: Hoofdvenster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Noodvanger]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "staat"))
    log.sluit()
    log.begin(toestandsmap())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    vanger = Noodvanger(venster)
    vanger.begin()
    yield vanger
    log.sluit()


def vellen(venster: Hoofdvenster) -> list[str]:
    return [vel.text() for vel in venster.findChildren(QMessageBox) if vel.isVisible()]


def breek() -> None:
    raise ValueError(GEHEIM)


def laat_breken(qtbot: QtBot) -> None:
    """Let a slot go wrong, as Qt calls it."""
    hook = sys.excepthook
    # pytest-qt puts its own way of catching in place of ours around each wait.
    with capture_exceptions():
        sys.excepthook = hook
        QTimer.singleShot(0, breek)
        qtbot.wait(50)


def test_na_een_fout_in_een_slot_is_wat_er_getypt_stond_een_antwoord(
    venster: Hoofdvenster, qtbot: QtBot, vanger: Noodvanger
) -> None:
    nieuw_gesprek(qtbot, venster)
    Mens(venster).typ(GEHEIM)
    laat_breken(qtbot)
    qtbot.waitUntil(lambda: bool(vellen(venster)))
    rust(qtbot, venster)
    kast, dossier = venster.werkblad.kast, venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    assert kast.haal(dossier.id).document["personen"][0]["voornaam"] == GEHEIM
    assert vellen(venster) == [nood.MIS]
    geschreven = (toestandsmap() / log.BESTAND).read_text("utf-8")
    assert "WARNING onverwacht mislukt: ValueError in" in geschreven
    assert "Quetz" not in geschreven
    laat_breken(qtbot)
    assert vellen(venster) == [nood.MIS]
    qtbot.keyClick(venster.findChildren(QMessageBox)[-1], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: vellen(venster) == [])


def test_vanaf_de_melding_is_het_probleem_te_melden_en_gaat_het_werk_door(
    venster: Hoofdvenster, qtbot: QtBot, vanger: Noodvanger
) -> None:
    nieuw_gesprek(qtbot, venster)
    draad = threading.Thread(target=breek)
    draad.start()
    draad.join()
    qtbot.waitUntil(lambda: bool(vellen(venster)))
    Mens(venster).klik(nood.MELDEN)
    rust(qtbot, venster)
    melding = venster.findChildren(Probleemvenster)[-1]
    assert "onverwacht mislukt: ValueError" in melding.delen["consulent-log.txt"]
    melding.reject()
    mens = Mens(venster)
    mens.pak_venster()
    mens.typ("Ria")
    intake(venster).formulier.focusWidget().clearFocus()
    rust(qtbot, venster)
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("personen.p1.voornaam") == "Ria"


def test_een_fout_met_een_zin_zegt_die_zin(venster: Hoofdvenster, qtbot: QtBot, vanger: Noodvanger) -> None:
    vanger.vang(OmgevingsFout, OmgevingsFout("De schijf is vol."), None)
    qtbot.waitUntil(lambda: vellen(venster) == ["De schijf is vol."])


def test_wat_getypt_wordt_is_versleuteld_bewaard_tot_het_een_antwoord_is(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    klad = venster.werkblad.map / "consulent.klad"
    nieuw_gesprek(qtbot, venster)
    Mens(venster).typ(GEHEIM)
    qtbot.waitUntil(klad.exists)
    assert b"Quetzalina" not in klad.read_bytes()
    assert klad.stat().st_mode & 0o077 == 0
    venster.rond_typen_af()
    qtbot.waitUntil(lambda: not klad.exists())


def test_achter_het_slot_en_na_afsluiten_blijft_geen_klad(venster: Hoofdvenster, qtbot: QtBot) -> None:
    klad = venster.werkblad.map / "consulent.klad"
    nieuw_gesprek(qtbot, venster)
    Mens(venster).typ(GEHEIM)
    qtbot.waitUntil(klad.exists)
    venster.vergrendel()
    rust(qtbot, venster)
    assert not klad.exists()


def test_een_wachtwoord_en_een_zoekwoord_zijn_geen_klad(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    venster.zoek()
    Mens(venster).typ(GEHEIM)
    venster.klad.kijk()
    rust(qtbot, venster)
    venster.ga_naar("account")
    venster.paginas["account"].wijzig_wachtwoord()  # type: ignore[attr-defined]
    rust(qtbot, venster)
    veld = zoek(venster, QLineEdit, lambda v: v.echoMode() is QLineEdit.EchoMode.Password)
    qtbot.keyClicks(veld, GEHEIM)
    veld.setFocus()
    venster.klad.kijk()
    rust(qtbot, venster)
    assert not (venster.werkblad.map / "consulent.klad").exists()


def test_met_het_dossier_gaat_ook_het_klad_weg(venster: Hoofdvenster, qtbot: QtBot) -> None:
    klad = venster.werkblad.map / "consulent.klad"
    nieuw_gesprek(qtbot, venster)
    Mens(venster).typ(GEHEIM)
    qtbot.waitUntil(klad.exists)
    kast, dossier = venster.werkblad.kast, venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    rust(qtbot, venster)
    kast.archief.verwijder(dossier.id)
    assert not klad.exists()


def test_tekst_uit_een_ander_venster_wordt_daarna_getoond(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    correctie = Correctievenster(venster.werkblad, venster)
    correctie.open()
    correctie.reden.setFocus()
    qtbot.keyClicks(correctie.reden, GEHEIM)
    klad = venster.werkblad.map / "consulent.klad"
    qtbot.waitUntil(klad.exists)
    rust(qtbot, venster)
    veld = correctie.reden.accessibleName()
    correctie.close()
    # As after a crash: another screen on what the one before left there.
    venster.klad._bewaard = venster.klad._veld = None
    dossier = venster.werkblad.dossier
    assert dossier is not None
    venster.open_dossier(dossier.id)
    qtbot.waitUntil(lambda: len(vellen(venster)) == 1)
    (vel,) = (vel for vel in venster.findChildren(QMessageBox) if vel.isVisible())
    assert veld
    assert veld in vel.text()
    assert vel.informativeText() == GEHEIM


def test_op_een_volle_schijf_staat_een_klad_niets_in_de_weg(venster: Hoofdvenster, qtbot: QtBot) -> None:
    (venster.werkblad.map / "consulent.klad.nieuw").mkdir()
    nieuw_gesprek(qtbot, venster)
    Mens(venster).typ(GEHEIM)
    venster.klad.kijk()
    rust(qtbot, venster)
    venster.rond_typen_af()
    rust(qtbot, venster)
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("personen.p1.voornaam") == GEHEIM
    assert vellen(venster) == []


# --- a process that really dies ------------------------------------------------------------------------

PROCES = """
import ctypes, sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from consulent_app.ui.app import maak_app, start
from consulent_app.ui.correctievenster import Correctievenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.notitieveld import Notitieveld

map_, wachtwoord, waar, tekst = sys.argv[1:]
maak_app()

def wacht(klaar):
    einde = time.monotonic() + 60
    while not klaar():
        assert time.monotonic() < einde
        QApplication.processEvents()
        time.sleep(0.005)

def rij():
    venster = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Hoofdvenster))
    werkblad, intake = venster.werkblad, venster.paginas["intake"]
    print("gemeld", [vel.text() for vel in venster.findChildren(QMessageBox)], flush=True)
    for vel in venster.findChildren(QMessageBox):
        vel.close()
    venster.activateWindow()
    wacht(lambda: QApplication.activeWindow() is venster)
    venster.inlog.kies(werkblad.naam, wachtwoord)
    wacht(lambda: werkblad.gesprek is not None and werkblad.rustig)
    if tekst:
        if waar == "notitie":
            veld = intake.formulier.notitie_van("gezin")
            veld._open()
        else:
            intake.spring(waar)
            veld = QApplication.focusWidget()
        QTest.keyClicks(veld, tekst)
        wacht(lambda: (werkblad.map / "consulent.klad").exists() and werkblad.rustig)
        print("getypt", flush=True)
        ctypes.string_at(0)
    veld = venster.focusWidget()
    inhoud = veld.toPlainText() if isinstance(veld, Notitieveld) else veld.text()
    print("teruggezet", inhoud, flush=True)
    venster.rond_typen_af()
    wacht(lambda: werkblad.rustig)
    venster.close()
    QApplication.exit(0)

QTimer.singleShot(0, rij)
sys.exit(start(["--map", map_]))
"""


def draai(map_: Path, thuis: Path, waar: str, tekst: str) -> subprocess.CompletedProcess[str]:
    omgeving = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(wortel()), "XDG_STATE_HOME": str(thuis),
    }  # fmt: skip
    opdracht = [sys.executable, "-c", PROCES, str(map_), WACHTWOORD, waar, tekst]
    return subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, timeout=120)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGSEGV is van POSIX")
@pytest.mark.parametrize("waar", ["personen.p1.voornaam", "huishouden.spaargeld", "notitie"])
def test_na_een_harde_crash_staat_er_weer_wat_er_getypt_was(tmp_path: Path, waar: str) -> None:
    maak_kast(tmp_path / "gegevens")
    with Dossierkast.open(tmp_path / "gegevens", NAAM, WACHTWOORD) as kast:
        kast.nieuw(
            {"schema": "intake/1", "peildatum": "2026-11-18", "pakket": "heemskerk",
             "personen": [{"id": "p1", "rol": "aanvrager"}]}
        )  # fmt: skip
    tekst = "1250" if "spaargeld" in waar else GEHEIM
    eerst = draai(tmp_path / "gegevens", tmp_path / "staat", waar, tekst)
    assert eerst.returncode == -signal.SIGSEGV, eerst.stderr
    assert eerst.stdout == "gemeld []\ngetypt\n"
    spoor = tmp_path / "staat" / "consulent" / crash.BESTAND
    assert "Segmentation fault" in spoor.read_text("utf-8")
    assert [
        deel for deel in ("Quetz", "99999", "1250", WACHTWOORD) if deel in spoor.read_text("utf-8")
    ] == []
    daarna = draai(tmp_path / "gegevens", tmp_path / "staat", waar, "")
    assert daarna.returncode == 0, daarna.stderr
    assert daarna.stdout == f"gemeld ['{nood.VORIGE}']\nteruggezet {tekst}\n"
    geschreven = (tmp_path / "staat" / "consulent" / log.BESTAND).read_text("utf-8")
    assert "ERROR harde crash in de sessie hiervoor: Segmentation fault in consulent_app/" in geschreven
    assert str(tmp_path) not in geschreven
    assert not (tmp_path / "gegevens" / "consulent.klad").exists()
    opnieuw = draai(tmp_path / "gegevens", tmp_path / "staat", waar, "")
    assert opnieuw.stdout.startswith("gemeld []\n")
