"""Undo to nothing and redo to the end, with the keys, wherever the focus is."""

import copy
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, rust, typ, zoek

CTRL = Qt.KeyboardModifier.ControlModifier


def _toets(qtbot: QtBot, venster: Hoofdvenster, toets: Qt.Key) -> None:
    """Press it where the focus is, as a keyboard does."""
    qtbot.keyClick(venster.focusWidget() or venster, toets, CTRL)
    QApplication.processEvents()


def _document(venster: Hoofdvenster) -> dict[str, Any]:
    assert venster.werkblad.gesprek is not None
    return copy.deepcopy(venster.werkblad.gesprek.document)


def _vertel(qtbot: QtBot, venster: Hoofdvenster) -> None:
    """Answer of every kind: text, date, yes/no, amount, list, persons added and taken away."""
    formulier = intake(venster).formulier
    typ(qtbot, formulier, "Voornaam van de aanvrager", "Samira")
    typ(qtbot, formulier, "Geboortedatum van Samira", "14-7-1991")
    druk(qtbot, formulier, "Kind toevoegen")
    typ(qtbot, formulier, "Voornaam van kind k1", "Noor")
    druk(qtbot, formulier, "Partner toevoegen")
    typ(qtbot, formulier, "Voornaam van de partner", "Youssef")
    druk(qtbot, formulier, "Youssef weghalen")
    rust(qtbot, venster)
    druk(qtbot, formulier, "Krijgt Noor een Wajong-uitkering? Nee")
    druk(qtbot, formulier, "Welke inkomens heeft Samira? Geen inkomen")
    typ(qtbot, formulier, "Hoeveel geld staat er op al uw rekeningen samen?", "12,50")


def test_alles_terug_tot_leeg_en_alles_weer_vooruit(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    leeg = _document(venster)
    _vertel(qtbot, venster)
    vol, stappen = _document(venster), [_document(venster)]
    while _document(venster) != leeg:
        _toets(qtbot, venster, Qt.Key.Key_Z)
        assert _document(venster) != stappen[-1]
        stappen.append(_document(venster))
    assert len(stappen) == 11
    _toets(qtbot, venster, Qt.Key.Key_Z)
    assert _document(venster) == leeg
    for stap in reversed(stappen[:-1]):
        _toets(qtbot, venster, Qt.Key.Key_Y)
        assert _document(venster) == stap
    assert _document(venster) == vol
    rust(qtbot, venster)
    assert venster.werkblad.kast is not None
    assert venster.werkblad.dossier is not None
    assert venster.werkblad.kast.haal(venster.werkblad.dossier.id).document == vol


def test_wat_nog_getypt_wordt_gaat_eerst_terug(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    typ(qtbot, formulier, "Voornaam van de aanvrager", "Samira")
    veld = zoek(formulier, QLineEdit, lambda v: v.accessibleName() == "Achternaam van Samira")
    veld.setFocus()
    qtbot.keyClicks(veld, "el Am")
    _toets(qtbot, venster, Qt.Key.Key_Z)
    assert veld.text() == ""
    assert _document(venster)["personen"][0]["voornaam"] == "Samira"
    _toets(qtbot, venster, Qt.Key.Key_Z)
    assert "voornaam" not in _document(venster)["personen"][0]
    rust(qtbot, venster)


def test_wie_weg_is_komt_met_alles_terug(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    druk(qtbot, formulier, "Kind toevoegen")
    typ(qtbot, formulier, "Voornaam van kind k1", "Noor")
    typ(qtbot, formulier, "Geboortedatum van Noor", "2010")
    vooraf = _document(venster)
    druk(qtbot, formulier, "Noor weghalen")
    assert len(_document(venster)["personen"]) == 1
    _toets(qtbot, venster, Qt.Key.Key_Z)
    assert _document(venster) == vooraf
    veld = zoek(formulier, QLineEdit, lambda v: v.accessibleName() == "Geboortedatum van Noor")
    assert veld.text() == "2010"
    rust(qtbot, venster)
