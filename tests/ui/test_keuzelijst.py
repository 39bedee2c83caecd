"""A list is answered when a choice is made, not with the first key on the way to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import intake, open_voorbeeld, rust, zoek
from tests.ui.mens import CTRL, Mens

WOONVORM = "huishouden.woonvorm"


def _bij_de_woning(qtbot: QtBot, venster: Hoofdvenster, *, gesprek: bool) -> Mens:
    with qtbot.waitActive(venster):
        venster.activateWindow()
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    mens = Mens(venster)
    if gesprek:
        mens.toets(Qt.Key.Key_F6)
    intake(venster).spring(WOONVORM)
    return mens


def test_in_gesprek_gaat_de_eerste_letter_nog_niet_verder(venster: Hoofdvenster, qtbot: QtBot) -> None:
    mens = _bij_de_woning(qtbot, venster, gesprek=True)
    gesprek, blad = venster.werkblad.gesprek, intake(venster).blad
    assert gesprek is not None
    vooraf = gesprek.waarde(WOONVORM)
    mens.toets(Qt.Key.Key_Home)
    for _ in range(3):
        mens.toets(Qt.Key.Key_Down)
    assert gesprek.waarde(WOONVORM) == vooraf
    assert blad.pad == WOONVORM
    mens.toets(Qt.Key.Key_Return)
    assert gesprek.waarde(WOONVORM) not in (None, vooraf)
    assert blad.pad != WOONVORM
    rust(qtbot, venster)


def test_in_het_formulier_telt_wat_er_staat_bij_het_verlaten(venster: Hoofdvenster, qtbot: QtBot) -> None:
    mens = _bij_de_woning(qtbot, venster, gesprek=False)
    gesprek = venster.werkblad.gesprek
    assert gesprek is not None
    mens.typ("koop")
    assert gesprek.waarde(WOONVORM) != "koop"
    mens.toets(Qt.Key.Key_Tab)
    assert gesprek.waarde(WOONVORM) == "koop"
    mens.toets(Qt.Key.Key_Z, CTRL)
    assert gesprek.waarde(WOONVORM) != "koop"
    rust(qtbot, venster)


def test_f7_neemt_mee_wat_net_getypt_is(venster: Hoofdvenster, qtbot: QtBot) -> None:
    mens = _bij_de_woning(qtbot, venster, gesprek=False)
    gesprek = venster.werkblad.gesprek
    assert gesprek is not None
    intake(venster).spring("huishouden.spaargeld")
    mens.typ("120")
    mens.toets(Qt.Key.Key_F7)
    assert gesprek.waarde("huishouden.spaargeld") == "120.00"
    assert intake(venster).formulier.focus_pad() != "huishouden.spaargeld"
    rust(qtbot, venster)


def test_wie_erbij_komt_laat_de_andere_vragen_staan(venster: Hoofdvenster, qtbot: QtBot) -> None:
    """The rows of who was there already are the same ones, and Tab still follows the screen."""
    mens = _bij_de_woning(qtbot, venster, gesprek=False)
    formulier = intake(venster).formulier
    vraag = "Staat Piet ingeschreven in de gemeente? Ja"
    knop = zoek(formulier, QPushButton, lambda k: k.accessibleName() == vraag)
    mens.klik("Kind toevoegen")
    assert zoek(formulier, QPushButton, lambda k: k.accessibleName() == vraag) is knop
    assert mens.focus.startswith("Voornaam van kind")
    gezien = []
    for _ in range(4):
        gezien.append(mens.focus.split(" ")[0])
        mens.toets(Qt.Key.Key_Tab)
    assert gezien == ["Voornaam", "Achternaam", "Geboortedatum", "BSN"]
    mens.klik("kind k1 weghalen")
    assert zoek(formulier, QPushButton, lambda k: k.accessibleName() == vraag) is knop
    rust(qtbot, venster)
