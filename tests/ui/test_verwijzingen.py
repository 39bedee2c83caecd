"""A referral stands beside the intake as soon as it follows, and is a task when the dossier is closed."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import NBSP
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.leefgebiedenvenster import Leefgebiedenvenster
from tests.ui.hulpjes import besluit, dossiers, druk, intake, open_voorbeeld, rust, typ, zoek

CTRL = Qt.KeyboardModifier.ControlModifier
MET = "<b>Verwijs: MET Heemskerk</b> · 088 88 76 800"
ALLEEN = "Voelt u zich vaak alleen?"


def _teksten(venster: Hoofdvenster) -> list[str]:
    QApplication.processEvents()
    paneel = intake(venster).uitkomst
    zichtbaar = [w for w in paneel.findChildren(QLabel) if w.isVisibleTo(paneel)]
    zichtbaar.sort(key=lambda w: w.mapTo(paneel, QPoint(0, 0)).y())
    return [w.text().replace(NBSP, " ") for w in zichtbaar]


def _leefgebieden(venster: Hoofdvenster, qtbot: QtBot) -> Leefgebiedenvenster:
    qtbot.keyClick(venster, Qt.Key.Key_G, CTRL)
    gevonden = intake(venster).findChild(Leefgebiedenvenster)
    assert gevonden is not None
    return gevonden


def _vink(venster: Hoofdvenster, qtbot: QtBot, naam: str) -> None:
    vakje = zoek(intake(venster), QCheckBox, lambda v: v.text() == naam)
    vakje.setFocus()
    qtbot.keyClick(vakje, Qt.Key.Key_Space)


def _bij_anderen(teksten: list[str]) -> list[str]:
    """Return what stands under the heading of what others give, up to the next heading."""
    begin = next(n for n, tekst in enumerate(teksten) if tekst.startswith("Via anderen ("))
    return teksten[begin:]


def test_een_antwoord_bij_de_leefgebieden_staat_meteen_naast_de_intake(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    kop = _bij_anderen(_teksten(venster))[0]
    assert MET not in _teksten(venster)
    leef = _leefgebieden(venster, qtbot)
    druk(qtbot, leef, f"{ALLEEN} Ja")
    anderen = _bij_anderen(_teksten(venster))
    assert anderen[0] == f"Via anderen ({int(kop[13:-1]) + 1})"
    plek = anderen.index(MET)
    assert anderen[plek + 1 : plek + 3] == ["U voelt zich vaak alleen.", "Uiterlijk 16 december 2026"]
    druk(qtbot, leef, "MET Heemskerk aangeboden? Nee")
    assert "Niet aangeboden: het komt niet op papier." in _teksten(venster)
    druk(qtbot, leef, f"{ALLEEN} Weet ik nog niet")
    assert _bij_anderen(_teksten(venster))[0] == kop
    leef.accept()
    rust(qtbot, venster)


def test_een_verwijzing_laat_staan_wat_het_laatste_antwoord_veranderde(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder", pakket="oefenstad")
    typ(qtbot, intake(venster).formulier, "Hoeveel geld staat er op al uw rekeningen samen?", "90000")
    erbij = next(tekst for tekst in _teksten(venster) if "door het laatste antwoord" in tekst)
    leef = _leefgebieden(venster, qtbot)
    druk(qtbot, leef, f"{ALLEEN} Ja")
    assert erbij in _teksten(venster)
    leef.accept()
    rust(qtbot, venster)


def test_wat_spoed_heeft_staat_bovenaan(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    _vink(venster, qtbot, "uit huis gezet worden")
    teksten = _teksten(venster)
    plek = teksten.index("<b>Spoed: Schuldhulpverlening gemeente Heemskerk</b> · 14 0251")
    assert plek < next(n for n, tekst in enumerate(teksten) if tekst.endswith(")") and " (" in tekst)
    termijn = "Uiterlijk 23 november 2026 (art. 4 lid 2 Wet gemeentelijke schuldhulpverlening)"
    assert termijn in teksten
    rust(qtbot, venster)


def test_een_ander_dossier_begint_zonder_verwijzingen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    leef = _leefgebieden(venster, qtbot)
    druk(qtbot, leef, f"{ALLEEN} Ja")
    leef.accept()
    assert MET in _teksten(venster)
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    assert MET not in _teksten(venster)


@pytest.mark.parametrize(
    ("wat", "uiterlijk"),
    [("ontruiming", date(2026, 11, 23)), ("achterstand", date(2026, 12, 16))],
)
def test_een_verwijzing_is_een_taak_met_de_dag_van_de_wet(
    venster: Hoofdvenster, qtbot: QtBot, wat: str, uiterlijk: date
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder", pakket="oefenstad")
    if wat == "ontruiming":
        _vink(venster, qtbot, "uit huis gezet worden")
    else:
        druk(qtbot, intake(venster).formulier, "Heeft u rekeningen die u niet op tijd kunt betalen? Ja")
    leef = _leefgebieden(venster, qtbot)
    druk(qtbot, leef, f"{ALLEEN} Ja")
    leef.accept()
    druk(qtbot, intake(venster), "Besluiten...")
    rust(qtbot, venster)
    qtbot.mouseClick(besluit(venster).afronden, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    pagina = zoek(venster, QToolButton, lambda k: k.accessibleName() == "Pagina Dossiers")
    qtbot.mouseClick(pagina, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    kast = venster.werkblad.kast
    assert kast is not None
    taken = {taak.wat: taak.uiterlijk for taak in kast.dagbeeld().taken}
    schuldhulp = "Nagaan of Schuldhulpverlening gemeente Oefenstad contact heeft gehad"
    raadslieden = "Nagaan of Raadslieden van Oefenstad contact heeft gehad"
    assert taken[schuldhulp] == uiterlijk
    assert taken[raadslieden] == date(2026, 12, 16)
    vandaag = dossiers(venster).vandaag
    namen = [knop.accessibleName() for knop in vandaag.knoppen]
    for taak in (schuldhulp, raadslieden):
        naam = next(naam for naam in namen if naam.startswith(f"Open: {taak}"))
        assert datum_leesbaar(taken[taak] or date.min) in naam or "vandaag" in naam
    assert namen.index(next(n for n in namen if schuldhulp in n)) <= namen.index(
        next(n for n in namen if raadslieden in n)
    )
