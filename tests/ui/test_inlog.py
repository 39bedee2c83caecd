"""The password: chosen at the first start, asked ever after, and again behind the lock."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from consulent_app.fouten import InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.ui import klembord
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD
from tests.ui.hulpjes import dossiers, open_voorbeeld, rust


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
    with qtbot.waitSignal(venster.werkblad.zonder_beheer, timeout=10_000):
        qtbot.keyClick(inlog.tweede, Qt.Key.Key_Return)
    _word_beheerder(qtbot, venster)
    rust(qtbot, venster)
    assert venster.paginas["dossiers"].isVisible()
    assert venster.onderin.wie.text() == "Sanne Bos · consulent"
    venster.close()


def _word_beheerder(qtbot: QtBot, venster: Hoofdvenster) -> None:
    """Go through the page of the beheerder with keys: mistakes first, then as it should be."""
    begin = venster.beheer
    assert begin.isVisible()
    assert not venster.menuBar().isEnabled()
    begin.naam.clear()
    qtbot.keyClicks(begin.naam, "sanne bos")
    for veld in (begin.velden.eerste, begin.velden.tweede):
        qtbot.keyClicks(veld, BEHEERWOORD)
    qtbot.keyClick(begin.velden.tweede, Qt.Key.Key_Return)
    assert "al een account" in begin._fout.text()
    begin.naam.clear()
    qtbot.keyClicks(begin.naam, BEHEER)
    qtbot.keyClick(begin.velden.tweede, Qt.Key.Key_Return)
    assert begin.blad.isVisible()
    sleutel = {label.accessibleName() for label in begin.blad.findChildren(QLabel)}
    een, twee = begin.blad.velden.values()
    qtbot.keyClicks(een, "ABCD")
    qtbot.keyClick(een, Qt.Key.Key_Return)
    assert "niet wat er op het papier staat" in begin.blad._fout.text()
    kast = venster.werkblad.kast
    assert kast is not None
    assert not kast.accounts.heeft_beheerder
    for nummer, veld in begin.blad.velden.items():
        groep = next(naam for naam in sleutel if naam.startswith(f"Groepje {nummer}:"))
        veld.clear()
        qtbot.keyClicks(veld, groep.partition(": ")[2].replace(" ", "").lower())
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(twee, Qt.Key.Key_Return)
    assert kast.accounts.heeft_beheerder
    assert begin.blad._tekst == ""


def test_wie_voor_de_herstelsleutel_vergrendelt_begint_opnieuw(qtbot: QtBot, tmp_path: Path) -> None:
    Dossierkast.maak(tmp_path, NAAM, WACHTWOORD, argon2=Argon2(1, 8, 1)).sluit()
    maak_app()
    venster = maak_venster(tmp_path)
    venster.show()
    venster.inlog.kies(NAAM, WACHTWOORD)
    qtbot.waitUntil(venster.beheer.isVisible)
    for veld in (venster.beheer.velden.eerste, venster.beheer.velden.tweede):
        qtbot.keyClicks(veld, BEHEERWOORD)
    qtbot.mouseClick(venster.beheer.knop, Qt.MouseButton.LeftButton)
    gezien = venster.beheer.blad._tekst
    assert gezien
    venster.vergrendel()
    rust(qtbot, venster)
    assert venster.inlog.isVisible()
    assert venster.beheer.blad._tekst == ""
    assert venster.beheer.velden.eerste.text() == ""
    venster.inlog.kies(NAAM, WACHTWOORD)
    qtbot.waitUntil(venster.beheer.isVisible)
    assert venster.beheer.knop.isVisible()
    venster.close()
    with pytest.raises(InvoerFout, match="hoort niet bij deze werkplek"):
        Dossierkast.herstel(tmp_path, gezien, NAAM, BEHEERWOORD)


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


def test_het_slot_leegt_wat_er_gekopieerd_is(venster: Hoofdvenster, qtbot: QtBot) -> None:
    veld = dossiers(venster).zoekveld
    veld.setText("Samira el Amrani")
    veld.setFocus()
    qtbot.keyClick(veld, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(veld, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Samira el Amrani"
    venster.vergrendel()
    assert QApplication.clipboard().text() == ""
    rust(qtbot, venster)


def test_wat_elders_gekopieerd_is_blijft(
    venster: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The platform without a screen never gives the focus away.
    elders = SimpleNamespace(focusWindow=lambda: None, clipboard=QApplication.clipboard)
    monkeypatch.setattr(klembord, "QGuiApplication", elders)
    QApplication.clipboard().setText("van een ander programma")
    venster.vergrendel()
    assert QApplication.clipboard().text() == "van een ander programma"
    QApplication.clipboard().clear()
    rust(qtbot, venster)


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
    venster._slot.start(1500)
    for ronde in range(8):
        if ronde == 4:
            qtbot.keyClick(venster, Qt.Key.Key_F1)
            qtbot.waitUntil(lambda: QApplication.focusWindow() is not venster.windowHandle())
        qtbot.wait(400)
        assert venster.werkblad.kast is not None
        actief = QApplication.focusWindow()
        assert actief is not None
        QTest.keyClick(actief, Qt.Key.Key_Shift)
    qtbot.waitUntil(venster.inlog.isVisible, timeout=3000)
    rust(qtbot, venster)
