"""The check per area of life: open it with a key, answer with J, N and ?, see who helps and by when."""

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.leefgebiedenvenster import Leefgebiedenvenster
from tests.ui.hulpjes import besluit, druk, intake, nieuw_gesprek, open_voorbeeld, rust, typ

CTRL = Qt.KeyboardModifier.ControlModifier


def _open(qtbot: QtBot, venster: Hoofdvenster) -> Leefgebiedenvenster:
    qtbot.keyClick(venster, Qt.Key.Key_G, CTRL)
    rust(qtbot, venster)
    gevonden = intake(venster).findChild(Leefgebiedenvenster)
    assert gevonden is not None
    return gevonden


def _woorden(leef: Leefgebiedenvenster) -> str:
    QApplication.processEvents()
    teksten = (tekst.text() for tekst in leef.findChildren(QLabel) if tekst.isVisibleTo(leef))
    return " ".join(teksten).replace("\u00a0", " ")


def _focusnaam() -> str:
    knop = QApplication.focusWidget()
    return knop.accessibleName() if knop is not None else ""


def _toets(qtbot: QtBot, toets: Any) -> None:
    knop = QApplication.focusWidget()
    assert knop is not None
    qtbot.keyClick(knop, toets)


def test_met_toetsen_van_vraag_naar_verwijzing(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _open(qtbot, venster)
    brieven = "Heeft u brieven die u niet begrijpt of niet durft te openen?"
    qtbot.waitUntil(lambda: _focusnaam().startswith(brieven))
    assert "MET Heemskerk" not in _woorden(leef)
    _toets(qtbot, Qt.Key.Key_J)
    tekst = _woorden(leef)
    assert "<b>MET Heemskerk</b> · 088 88 76 800" in tekst
    assert "U heeft brieven die u niet begrijpt of niet durft te openen." in tekst
    assert "<b>Uiterlijk 16 december 2026</b>" in tekst
    assert _focusnaam() == f"{brieven} Ja"
    _toets(qtbot, Qt.Key.Key_Tab)
    assert _focusnaam().startswith("Heeft u te weinig geld voor eten?")
    _toets(qtbot, Qt.Key.Key_N)
    _toets(qtbot, Qt.Key.Key_Tab)
    assert _focusnaam().startswith("MET Heemskerk aangeboden?")
    _toets(qtbot, Qt.Key.Key_J)
    _toets(qtbot, Qt.Key.Key_Tab)
    assert _focusnaam() == "Notitie bij MET Heemskerk"
    qtbot.keyClicks(QApplication.focusWidget(), "belt zelf")
    _toets(qtbot, Qt.Key.Key_Tab)
    vandaag = datetime.now().astimezone().date().isoformat()
    assert venster.werkblad.behandeling.leefgebieden == {
        "signalen": {"post": True, "eten": False},
        "verwijzingen": {"met": {"aangeboden": "ja", "notitie": "belt zelf", "op": vandaag}},
    }


def test_een_vraagteken_haalt_het_antwoord_en_de_verwijzing_weg(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _open(qtbot, venster)
    qtbot.waitUntil(lambda: _focusnaam() != "")
    _toets(qtbot, Qt.Key.Key_J)
    assert "MET Heemskerk" in _woorden(leef)
    _toets(qtbot, Qt.Key.Key_Question)
    assert "MET Heemskerk" not in _woorden(leef)
    assert venster.werkblad.behandeling.leefgebieden["signalen"] == {}
    assert "16 antwoorden open · 1 verwijzing" in _woorden(leef)


def test_de_antwoorden_staan_er_nog_en_een_ander_dossier_begint_leeg(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _open(qtbot, venster)
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    typ(qtbot, leef, "Notitie bij MET Heemskerk", "komt op de koffie")
    assert venster.werkblad.behandeling.leefgebieden["signalen"] == {"alleen": True}
    druk(qtbot, leef, "Sluiten")
    qtbot.waitUntil(lambda: intake(venster).findChild(Leefgebiedenvenster) is None)
    druk(qtbot, intake(venster), "Leefgebieden...")
    weer = intake(venster).findChild(Leefgebiedenvenster)
    assert weer is not None
    assert "U voelt zich vaak alleen." in _woorden(weer)
    assert weer.paneel.blokken["netwerk"].kaarten["met"].notitie.regel.text() == "komt op de koffie"
    weer.accept()
    nieuw_gesprek(qtbot, venster)
    assert venster.werkblad.behandeling.leefgebieden == {}


def test_het_dossier_bewaart_de_antwoorden_ook_van_een_notitie_die_net_getypt_wordt(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    dossier = venster.werkblad.dossier
    kast = venster.werkblad.kast
    assert dossier is not None
    assert kast is not None
    leef = _open(qtbot, venster)
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    veld = leef.paneel.blokken["netwerk"].kaarten["met"].notitie.regel
    veld.setFocus()
    qtbot.keyClicks(veld, "net gety")
    venster.rond_typen_af()
    rust(qtbot, venster)
    bewaard = kast.haal(dossier.id).behandeling["leefgebieden"]
    assert bewaard["signalen"] == {"alleen": True}
    assert bewaard["verwijzingen"]["met"]["notitie"] == "net gety"
    leef.accept()
    nieuw_gesprek(qtbot, venster)
    venster.open_dossier(dossier.id)
    rust(qtbot, venster)
    assert venster.werkblad.behandeling.leefgebieden == bewaard


def test_een_notitie_gaat_niet_verloren_bij_escape(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _open(qtbot, venster)
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    veld = leef.paneel.blokken["netwerk"].kaarten["met"].notitie.regel
    veld.setFocus()
    qtbot.keyClicks(veld, "half")
    qtbot.keyClick(veld, Qt.Key.Key_Escape)
    assert venster.werkblad.behandeling.leefgebieden["verwijzingen"]["met"]["notitie"] == "half"


def test_wat_de_intake_weet_wordt_niet_gevraagd_en_de_rest_is_een_sprong(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    leef = _open(qtbot, venster)
    tekst = _woorden(leef)
    assert "Bekend uit de intake: U kunt niet alle rekeningen op tijd betalen." in tekst
    assert "<b>Spoed: Schuldhulpverlening gemeente Heemskerk</b> · 14 0251" in tekst
    assert "<b>Uiterlijk 23 november 2026</b> (art. 4 lid 2 Wet" in tekst
    assert "Kinderen" not in tekst
    druk(qtbot, leef, "Ga naar de vraag: Vindt de inwoner lezen moeilijk?")
    rust(qtbot, venster)
    assert intake(venster).formulier.focus_pad() == "gesprek.laaggeletterd"


def test_zonder_sociale_kaart_staat_er_welke_hulp(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    leef = _open(qtbot, venster)
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    tekst = _woorden(leef)
    assert "<b>Sociaal werk in de buurt</b>" in tekst
    assert "De gemeente heeft hier nog geen organisatie voor ingevuld." in tekst


def test_een_verwijzing_komt_op_het_overzicht(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _open(qtbot, venster)
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    leef.accept()
    opdracht = besluit(venster).opdracht()
    assert opdracht.behandeling.leefgebieden == {"signalen": {"alleen": True}, "verwijzingen": {}}


def test_vergrendelen_sluit_het_venster_en_vergeet_de_antwoorden(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _open(qtbot, venster)
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    with qtbot.waitSignal(leef.destroyed):
        venster.vergrendel()
    rust(qtbot, venster)
    assert venster.werkblad.behandeling.leefgebieden == {}


@pytest.mark.parametrize("schaal", [1.0, 2.0])
def test_alles_past_en_heeft_een_naam(venster: Hoofdvenster, qtbot: QtBot, schaal: float) -> None:
    thema.zet_schaal(schaal)
    try:
        open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
        leef = _open(qtbot, venster)
        druk(qtbot, leef, "Heeft u te weinig geld voor eten? Ja")
        qtbot.wait(50)
        assert leef.paneel.horizontalScrollBar().maximum() == 0
        assert leef.width() <= 1366
        assert leef.minimumSizeHint().height() <= 768
        for knop in leef.findChildren(QPushButton):
            assert knop.accessibleName() or knop.text()
            if knop.isVisible() and knop.text():
                assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text())
    finally:
        thema.zet_schaal(1.0)
