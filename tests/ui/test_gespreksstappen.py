"""One question at a time asks who is there, where the letter goes, and offers the areas of life."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.huishouden.adressering import mist_voor_brief
from consulent_app.intake.gesprek import Gesprek
from consulent_app.ui import thema
from consulent_app.ui.gespreksblad import Gespreksblad
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.leefgebiedenvenster import Leefgebiedenvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust, zoek

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
GEEN = Qt.KeyboardModifier.NoModifier


def _in_gesprek(venster: Hoofdvenster, qtbot: QtBot) -> tuple[Gespreksblad, Gesprek]:
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    gesprek = venster.werkblad.gesprek
    assert gesprek is not None
    return intake(venster).blad, gesprek


def _toets(venster: Hoofdvenster, qtbot: QtBot, toets: Any, met: Any = GEEN) -> None:
    """Press it where the focus is, as a keyboard does."""
    qtbot.keyClick(venster.focusWidget() or venster, toets, met)
    QApplication.processEvents()


def _typ(venster: Hoofdvenster, qtbot: QtBot, *teksten: str) -> None:
    """Type each text in the field that has the focus and end it with Enter."""
    for tekst in teksten:
        veld = venster.focusWidget()
        assert isinstance(veld, QLineEdit), veld
        qtbot.keyClicks(veld, tekst)
        _toets(venster, qtbot, Qt.Key.Key_Return)


def _verder(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _toets(venster, qtbot, Qt.Key.Key_Right, ALT)


def _naam(venster: Hoofdvenster) -> str:
    veld = venster.focusWidget()
    return veld.accessibleName() if veld is not None else ""


def _woorden(blad: Gespreksblad) -> str:
    QApplication.processEvents()
    return " ".join(w.text() for w in blad.findChildren(QLabel) if w.isVisibleTo(blad))


def _met_kind(venster: Hoofdvenster, qtbot: QtBot) -> tuple[Gespreksblad, Gesprek]:
    """Tell with keys only that Samira is here with Noor."""
    nieuw_gesprek(qtbot, venster)
    blad, gesprek = _in_gesprek(venster, qtbot)
    _typ(venster, qtbot, "Samira", "el Amrani", "14-7-1991")
    while _naam(venster) != "Kind toevoegen":
        _toets(venster, qtbot, Qt.Key.Key_Tab)
    _toets(venster, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van kind k1")
    _typ(venster, qtbot, "Noor", "21-9-2010")
    return blad, gesprek


# --- who is there ---------------------------------------------------------------------------------


def test_een_nieuw_gesprek_begint_met_wie_er_zit_en_vraagt_dat_niet_nog_eens(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    blad, gesprek = _met_kind(venster, qtbot)
    assert "Wie zit er tegenover u?" in _woorden(blad)
    assert gesprek.personen == [
        {"id": "p1", "rol": "aanvrager", "voornaam": "Samira", "achternaam": "el Amrani",
         "geboortedatum": "1991-07-14"},
        {"id": "k1", "rol": "kind", "voornaam": "Noor", "geboortedatum": "2010-09-21"},
    ]  # fmt: skip
    gezien: list[str] = []
    while blad.pad not in gezien:
        gezien.append(blad.pad)
        _verder(venster, qtbot)
    assert gezien[0] == "wie"
    assert not any(pad.endswith(("geboortedatum", "voornaam", "achternaam")) for pad in gezien[1:])
    assert gezien[-2:] == ["huishouden.straat", "leefgebieden"]
    rust(qtbot, venster)


def test_wat_leeg_blijft_houdt_niets_tegen_en_een_tikfout_wel(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    blad, gesprek = _in_gesprek(venster, qtbot)
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van de aanvrager")
    velden = [veld for veld in blad.findChildren(QLineEdit) if veld.isVisibleTo(blad)]
    assert [veld.placeholderText() for veld in velden] == ["Weet ik nog niet"] * 3
    velden[2].setFocus()
    qtbot.keyClicks(velden[2], "31-31-1991")
    _verder(venster, qtbot)
    assert "Wie zit er tegenover u?" in _woorden(blad)
    velden[2].setFocus()
    _toets(venster, qtbot, Qt.Key.Key_A, CTRL)
    _toets(venster, qtbot, Qt.Key.Key_Delete)
    _verder(venster, qtbot)
    assert "Wie zit er tegenover u?" not in _woorden(blad)
    assert gesprek.personen == [{"id": "p1", "rol": "aanvrager"}]
    _toets(venster, qtbot, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van de aanvrager")


def test_ongedaan_gaat_terug_tot_niemand(venster: Hoofdvenster, qtbot: QtBot) -> None:
    blad, gesprek = _met_kind(venster, qtbot)
    _toets(venster, qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: _naam(venster) == "Geboortedatum van Noor")
    _toets(venster, qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van kind k1")
    for _ in range(4):
        _toets(venster, qtbot, Qt.Key.Key_Z, CTRL)
    assert gesprek.personen == [{"id": "p1", "rol": "aanvrager"}]
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van de aanvrager")
    assert "Noor" not in _woorden(blad)
    _toets(venster, qtbot, Qt.Key.Key_Y, CTRL)
    assert gesprek.waarde("personen.p1.voornaam") == "Samira"
    rust(qtbot, venster)


def test_wie_weg_gaat_en_wie_erbij_komt_staat_er_meteen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    blad, gesprek = _met_kind(venster, qtbot)
    druk(qtbot, blad, "Noor weghalen")
    assert len(gesprek.personen) == 1
    druk(qtbot, blad, "Partner toevoegen")
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van de partner")
    assert not zoek(blad, QPushButton, lambda k: k.accessibleName() == "Partner toevoegen").isEnabled()
    rust(qtbot, venster)


def test_een_bekend_huishouden_wordt_niet_gevraagd_wie_het_is(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    blad, _ = _in_gesprek(venster, qtbot)
    assert blad.pad == "personen.p1.inkomens"
    druk(qtbot, intake(venster).gezin, "Ria, partner, 64 jaar")
    qtbot.waitUntil(lambda: _naam(venster) == "Voornaam van Ria")


def test_f6_houdt_de_plek_in_een_stap(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    pagina = intake(venster)
    pagina.formulier.ga_naar("huishouden.postcode")
    blad, _ = _in_gesprek(venster, qtbot)
    assert blad.pad == "huishouden.postcode"
    _toets(venster, qtbot, Qt.Key.Key_Tab)
    assert blad.pad == "huishouden.woonplaats"
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    assert pagina.formulier.focus_pad() == "huishouden.woonplaats"


# --- where the letter goes ------------------------------------------------------------------------


def test_aan_het_eind_vraagt_het_wat_de_brief_nog_mist(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    blad, gesprek = _in_gesprek(venster, qtbot)
    gesprek.antwoord("personen.p1.achternaam", None)
    _verder(venster, qtbot)
    assert "Nog nodig voor de brief" in _woorden(blad)
    qtbot.waitUntil(lambda: _naam(venster) == "Achternaam van Lenie")
    _typ(venster, qtbot, "Bakker", "Kerkweg")
    qtbot.waitUntil(lambda: _naam(venster) == "Huisnummer")
    assert mist_voor_brief(gesprek.intake()) == ()
    qtbot.keyClick(venster.focusWidget(), Qt.Key.Key_A, CTRL)
    _typ(venster, qtbot, "nul")
    _verder(venster, qtbot)
    assert "Nog nodig voor de brief" in _woorden(blad)
    rust(qtbot, venster)


def test_wie_de_brief_overslaat_ziet_dat_aan_het_eind_en_kan_terug(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    blad, _ = _in_gesprek(venster, qtbot)
    for _ in range(3):
        _verder(venster, qtbot)
    assert "Alles is duidelijk." in _woorden(blad)
    druk(qtbot, blad, "Ga terug naar: Voor een brief is nog geen volledige naam of adres bekend.")
    qtbot.waitUntil(lambda: _naam(venster) == "Straat")
    _typ(venster, qtbot, "Kerkweg")
    _verder(venster, qtbot)
    assert "Alles is duidelijk." in _woorden(blad)
    assert "Voor een brief" not in _woorden(blad)
    rust(qtbot, venster)


def test_als_alles_klaar_is_blijft_de_focus_waar_u_was(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    blad, _ = _in_gesprek(venster, qtbot)
    while blad.pad:
        _verder(venster, qtbot)
    knop = venster.focusWidget()
    assert isinstance(knop, QPushButton)
    assert knop.accessibleName().startswith("Ga terug naar: Voor een brief")
    elders = zoek(intake(venster), QPushButton, lambda k: k.text() == "Meer verdienen...")
    elders.setFocus()
    intake(venster).antwoord("huishouden.straat", "Kerkweg")
    assert "Voor een brief" not in _woorden(blad)
    assert venster.focusWidget() is elders
    rust(qtbot, venster)


# --- the areas of life ----------------------------------------------------------------------------


def test_de_leefgebieden_zijn_een_stap_en_tellen_af(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    blad, _ = _in_gesprek(venster, qtbot)
    while blad.pad != "leefgebieden":
        _verder(venster, qtbot)
    assert "Nog 7 leefgebieden zijn niet bekeken: geldzorgen, wonen," in _woorden(blad)
    assert isinstance(venster.focusWidget(), QPushButton)
    _toets(venster, qtbot, Qt.Key.Key_Space)
    leef = intake(venster).findChild(Leefgebiedenvenster)
    assert leef is not None
    druk(qtbot, leef, "Heeft u te weinig geld voor eten? Nee")
    druk(qtbot, leef, "Voelt u zich vaak alleen? Ja")
    druk(qtbot, leef, "Sluiten")
    qtbot.waitUntil(lambda: intake(venster).findChild(Leefgebiedenvenster) is None)
    assert "Nog 5 leefgebieden zijn niet bekeken: wonen, gezondheid," in _woorden(blad)
    knop = venster.focusWidget()
    assert isinstance(knop, QPushButton)
    assert knop.text() == "Bekijk de leefgebieden"
    druk(qtbot, blad, "Volgende")
    assert blad.pad != "leefgebieden"
    rust(qtbot, venster)


def test_als_alles_bekeken_is_wordt_het_niet_meer_aangeboden(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    werkblad = venster.werkblad
    assert werkblad.gesprek is not None
    wegwijzer = werkblad.toetser.wegwijzer("heemskerk")
    signalen = {s.id: False for g in wegwijzer.leefgebieden for s in g.signalen if s.vraag}
    werkblad.wijzig_behandeling("leefgebieden", {}, Behandeling(leefgebieden={"signalen": signalen}))
    blad, _ = _in_gesprek(venster, qtbot)
    gezien: list[str] = []
    while blad.pad and blad.pad not in gezien:
        gezien.append(blad.pad)
        _verder(venster, qtbot)
    assert "leefgebieden" not in gezien
    rust(qtbot, venster)


# --- how it looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("schaal", [1.0, 2.0])
def test_elke_stap_past_en_het_veld_in_gebruik_is_te_zien(
    venster: Hoofdvenster, qtbot: QtBot, schaal: float
) -> None:
    thema.zet_schaal(schaal)
    try:
        blad, _ = _met_kind(venster, qtbot)
        for pad in ("personen.k1.geboortedatum", "huishouden.woonplaats", "leefgebieden"):
            intake(venster).spring(pad)
            qtbot.wait(50)
            assert blad.horizontalScrollBar().maximum() == 0
            for knop in (k for k in blad.findChildren(QPushButton) if k.isVisibleTo(blad) and k.text()):
                assert knop.accessibleName() or knop.text()
                assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text()), knop.text()
            veld = venster.focusWidget()
            assert veld is not None
            plek = veld.mapTo(blad.viewport(), QPoint(0, 0)).y()
            assert 0 <= plek <= blad.viewport().height() - veld.height()
        rust(qtbot, venster)
    finally:
        thema.zet_schaal(1.0)
