"""An open outcome says what would change it; a closed one costs nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.geld import NBSP
from consulent_app.ui import uitkomstpaneel
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.uitkomstrij import Regelknop
from tests.ui.hulpjes import intake, open_voorbeeld, rust, zoek

KOP = "Wat zou dit veranderen?"


def _teksten(venster: Hoofdvenster) -> list[str]:
    QApplication.processEvents()
    paneel = intake(venster).uitkomst
    zichtbaar = [w for w in paneel.findChildren(QLabel) if w.isVisibleTo(paneel)]
    return [w.text().replace(NBSP, " ") for w in zichtbaar]


def _open(venster: Hoofdvenster, qtbot: QtBot, begin: str) -> None:
    paneel = intake(venster).uitkomst
    rij = zoek(paneel, Regelknop, lambda k: k.accessibleName().startswith(begin))
    rij.setFocus()
    qtbot.keyClick(rij, Qt.Key.Key_Space)
    qtbot.wait(50)


def test_een_open_rij_zegt_hoeveel_er_nog_bij_kan(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    assert KOP not in _teksten(venster)
    _open(venster, qtbot, "Maatschappelijke activiteiten")
    zin = "Met € 141,94 meer inkomen per maand is er nog recht; met € 141,95 meer niet."
    assert KOP in _teksten(venster)
    assert zin in _teksten(venster)
    intake(venster).antwoord("huishouden.spaargeld", "0.00")
    assert zin in _teksten(venster)
    rust(qtbot, venster)


def test_een_afweging_zegt_wat_een_mens_weegt_en_wat_er_nog_toe_doet(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    _open(venster, qtbot, "Individuele inkomenstoeslag")
    teksten = _teksten(venster)
    weegt = teksten.index("Dit weegt een mens af:")
    assert teksten[weegt + 1].startswith("De gemeente kijkt naar wat u kunt")
    assert KOP in teksten[weegt:]
    assert any(tekst.startswith("Geen antwoord geeft hier vanzelf recht:") for tekst in teksten)
    assert "Met € 141,96 meer inkomen per maand was er geen recht." in teksten


def test_een_dichte_rij_rekent_niet(
    venster: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nooit(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(uitkomstpaneel, "wat_als", nooit)
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    intake(venster).antwoord("huishouden.spaargeld", "0.00")
    rust(qtbot, venster)
