"""One question at a time: answers bring the next one, keys go back and forth, nothing is forced."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from consulent_app.ui.gespreksblad import Gespreksblad
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust

ALT = Qt.KeyboardModifier.AltModifier


def _in_gesprek(venster: Hoofdvenster, qtbot: QtBot) -> Gespreksblad:
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    assert intake(venster).in_gesprek
    return intake(venster).blad


def _toets(venster: Hoofdvenster, qtbot: QtBot, toets: Qt.Key | str) -> None:
    doel = venster.focusWidget()
    assert doel is not None
    qtbot.keyClick(doel, toets)


def test_een_antwoord_brengt_de_volgende_vraag(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    blad, gesprek = _in_gesprek(venster, qtbot), venster.werkblad.gesprek
    assert gesprek is not None
    blad.ga_naar("personen.p1.ingeschreven_in_gemeente")
    _toets(venster, qtbot, Qt.Key.Key_J)
    assert gesprek.waarde("personen.p1.ingeschreven_in_gemeente") is True
    assert blad.pad != "personen.p1.ingeschreven_in_gemeente"
    rust(qtbot, venster)


def test_enter_in_een_bedrag_gaat_verder_en_een_tikfout_houdt_tegen(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    blad, gesprek = _in_gesprek(venster, qtbot), venster.werkblad.gesprek
    assert gesprek is not None
    blad.ga_naar("huishouden.spaargeld")
    veld = blad.findChild(QLineEdit)
    assert veld is not None
    qtbot.keyClicks(veld, "12,345")
    druk(qtbot, blad, "Volgende")
    assert blad.pad == "huishouden.spaargeld"
    assert gesprek.waarde("huishouden.spaargeld") is None
    veld.clear()
    qtbot.keyClicks(veld, "12,34")
    qtbot.keyClick(veld, Qt.Key.Key_Return)
    assert gesprek.waarde("huishouden.spaargeld") == "12.34"
    assert blad.pad != "huishouden.spaargeld"


def test_wie_iets_niet_weet_gaat_verder_en_het_blijft_onbekend(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    blad, gesprek = _in_gesprek(venster, qtbot), venster.werkblad.gesprek
    assert gesprek is not None
    gezien = []
    for _ in range(14):
        gezien.append(blad.pad)
        druk(qtbot, blad, "Volgende")
    assert len(set(gezien)) == 14
    namen = [pad.rpartition(".")[2] for pad in gezien]
    assert namen[5:7] == ["belastingaanslag", "zorgpremie"]
    assert namen[-2:] == ["toetsingsinkomen"] * 2
    assert all(gesprek.waarde(pad) is None for pad in gezien)
    druk(qtbot, blad, "Volgende")
    assert blad.pad == "leefgebieden"
    druk(qtbot, blad, "Volgende")
    assert blad.pad in gezien


def test_terug_toont_de_vorige_vraag_met_het_antwoord(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    blad = _in_gesprek(venster, qtbot)
    blad.ga_naar("huishouden.maanden_laag_inkomen")
    veld = blad.findChild(QLineEdit)
    assert veld is not None
    qtbot.keyClicks(veld, "48")
    qtbot.keyClick(veld, Qt.Key.Key_Return)
    qtbot.keyClick(venster, Qt.Key.Key_Left, ALT)
    assert blad.pad == "huishouden.maanden_laag_inkomen"
    velden = [v for v in blad.findChildren(QLineEdit) if v.isVisible()]
    assert [v.text() for v in velden] == ["48"]


def test_f6_houdt_de_plek(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    pagina = intake(venster)
    pagina.formulier.ga_naar("huishouden.spaargeld")
    assert _in_gesprek(venster, qtbot).pad == "huishouden.spaargeld"
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    assert not pagina.in_gesprek
    assert pagina.formulier.focus_pad() == "huishouden.spaargeld"


def test_alles_beantwoord_zegt_dat_u_kunt_besluiten(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    blad, gehad = _in_gesprek(venster, qtbot), []
    while blad.pad:
        gehad.append(blad.pad)
        qtbot.keyClick(venster, Qt.Key.Key_Right, ALT)
    assert gehad == ["personen.p1.voornaam", "huishouden.straat", "leefgebieden"]
