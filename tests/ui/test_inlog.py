"""The password: chosen at the first start, asked ever after, and again behind the lock."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import WACHTWOORD
from tests.ui.hulpjes import open_voorbeeld, rust


def test_eerste_start_kiest_een_wachtwoord(qtbot: QtBot, tmp_path: Path) -> None:
    maak_app()
    venster = maak_venster(tmp_path / "nieuw")
    venster.show()
    inlog = venster.inlog
    assert venster.focusWidget() is inlog.naam
    qtbot.keyClicks(inlog.naam, "Sanne Bos")
    qtbot.keyClick(inlog.naam, Qt.Key.Key_Return)
    assert venster.focusWidget() is inlog.eerste
    qtbot.keyClicks(inlog.eerste, "te kort")
    qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)
    assert venster.focusWidget() is inlog.tweede
    qtbot.keyClicks(inlog.tweede, "iets anders")
    qtbot.keyClick(inlog.tweede, Qt.Key.Key_Return)
    assert "niet gelijk" in inlog._fout.text()
    for veld in (inlog.eerste, inlog.tweede):
        veld.clear()
        qtbot.keyClicks(veld, "te kort")
    qtbot.keyClick(inlog.tweede, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "12" in inlog._fout.text())
    for veld in (inlog.eerste, inlog.tweede):
        veld.clear()
        qtbot.keyClicks(veld, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld, timeout=10_000):
        qtbot.keyClick(inlog.tweede, Qt.Key.Key_Return)
    rust(qtbot, venster)
    assert venster.paginas["dossiers"].isVisible()
    venster.close()


def test_verkeerd_wachtwoord_en_dan_het_goede(venster: Hoofdvenster, qtbot: QtBot) -> None:
    venster.vergrendel()
    rust(qtbot, venster)
    inlog = venster.inlog
    qtbot.keyClicks(inlog.eerste, "een ander wachtwoord")
    qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "klopt niet" in inlog._fout.text())
    assert inlog.eerste.selectedText()
    qtbot.keyClicks(inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)


def test_achter_het_slot_staat_niets(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    qtbot.keyClick(venster, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    rust(qtbot, venster)
    assert venster.inlog.isVisible()
    assert not venster.menuBar().isEnabled()
    assert venster.werkblad.gesprek is None
    assert "Z/" not in venster.windowTitle()
    assert not any(pagina.isVisible() for pagina in venster.paginas.values())


def test_na_het_slot_opent_het_laatste_dossier(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    venster.vergrendel()
    rust(qtbot, venster)
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    qtbot.keyClick(venster.inlog.eerste, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: venster.werkblad.gesprek is not None)
    assert venster.paginas["intake"].isVisible()


def test_wie_bezig_is_gaat_niet_op_slot_ook_niet_in_een_venster_erbij(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    venster._slot.start(600)
    for ronde in range(8):
        if ronde == 4:
            qtbot.keyClick(venster, Qt.Key.Key_F1)
            qtbot.waitUntil(lambda: QApplication.focusWindow() is not venster.windowHandle())
        qtbot.wait(200)
        assert venster.werkblad.kast is not None
        actief = QApplication.focusWindow()
        assert actief is not None
        QTest.keyClick(actief, Qt.Key.Key_Shift)
    qtbot.waitUntil(venster.inlog.isVisible, timeout=3000)
    rust(qtbot, venster)
