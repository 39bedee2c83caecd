"""The household at the top of the intake: add, take away, jump, and see the age while typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.ui import thema
from consulent_app.ui.gezinsrij import Gezinsrij, Persoonknop
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust, typ, zoek

CTRL = Qt.KeyboardModifier.ControlModifier


def _namen(rij: Gezinsrij) -> list[str]:
    QApplication.processEvents()
    return [k.accessibleName() for k in rij.findChildren(Persoonknop) if k.isVisibleTo(rij)]


def _voeg_toe(qtbot: QtBot, rij: Gezinsrij, letter: Qt.Key) -> None:
    """Open the menu with the keyboard and choose by its letter."""
    rij.plus.setFocus()
    qtbot.keyClick(rij.plus, Qt.Key.Key_Space)
    menu = rij.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    qtbot.keyClick(menu, letter)
    QApplication.processEvents()


def test_personen_erbij_met_het_toetsenbord(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    pagina = intake(venster)
    _voeg_toe(qtbot, pagina.gezin, Qt.Key.Key_K)
    veld = venster.focusWidget()
    assert isinstance(veld, QLineEdit)
    assert veld.accessibleName() == "Voornaam van kind k1"
    qtbot.keyClicks(veld, "Youssef")
    qtbot.keyClick(veld, Qt.Key.Key_Return)
    typ(qtbot, pagina.formulier, "Geboortedatum van Youssef", "3-2-2014")
    leeftijd = _namen(pagina.gezin)[1].removeprefix("Youssef, kind, ")
    assert leeftijd.endswith(" jaar")
    _voeg_toe(qtbot, pagina.gezin, Qt.Key.Key_P)
    assert [naam.split(",")[0] for naam in _namen(pagina.gezin)] == ["Aanvrager", "Partner", "Youssef"]
    assert not pagina.gezin._menu.actions()[0].isEnabled()
    rust(qtbot, venster)


def test_weghalen_vraagt_niets_en_ongedaan_brengt_terug(venster: Hoofdvenster, qtbot: QtBot) -> None:
    document = open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    rij, gesprek = intake(venster).gezin, venster.werkblad.gesprek
    assert gesprek is not None
    vooraf = _namen(rij)
    kind = next(p for p in document["personen"] if p["rol"] == "kind")
    knop = zoek(rij, QPushButton, lambda k: k.accessibleName() == f"{kind['voornaam']} weghalen")
    knop.setFocus()
    qtbot.keyClick(knop, Qt.Key.Key_Space)
    assert len(_namen(rij)) == len(vooraf) - 1
    assert venster.focusWidget() is rij.plus
    qtbot.keyClick(venster.focusWidget(), Qt.Key.Key_Z, CTRL)
    rust(qtbot, venster)
    assert _namen(rij) == vooraf
    assert gesprek.document == document


def test_een_klik_springt_naar_de_persoon(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    pagina = intake(venster)
    druk(qtbot, pagina.gezin, _namen(pagina.gezin)[-1])
    naam = _namen(pagina.gezin)[-1].split(",")[0]
    veld = venster.focusWidget()
    assert isinstance(veld, QLineEdit)
    assert veld.accessibleName() == f"Voornaam van {naam}"
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    druk(qtbot, pagina.gezin, _namen(pagina.gezin)[0])
    assert pagina.blad.pad == "personen.p1.voornaam"
    rust(qtbot, venster)


def test_de_leeftijd_loopt_mee_met_het_typen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    pagina, gesprek = intake(venster), venster.werkblad.gesprek
    assert gesprek is not None
    gesprek.antwoord("personen.p1.geboortedatum", None)
    pagina.ververs()
    assert _namen(pagina.gezin)[0] == "Samira, aanvrager"
    pagina.formulier.ga_naar("personen.p1.geboortedatum")
    veld = venster.focusWidget()
    assert isinstance(veld, QLineEdit)
    qtbot.keyClicks(veld, "1985")
    assert _namen(pagina.gezin)[0] == "Samira, aanvrager, 40 of 41 jaar"
    assert gesprek.waarde("personen.p1.geboortedatum") is None
    qtbot.keyClicks(veld, "-3-1")
    assert _namen(pagina.gezin)[0] == "Samira, aanvrager, 41 jaar"
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    assert pagina.blad.pad == "personen.p1.geboortedatum"
    rust(qtbot, venster)


def test_tab_loopt_door_de_personen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    pagina = intake(venster)
    pagina._boven.vorm.setFocus()
    namen = []
    for _ in range(2 * len(_namen(pagina.gezin))):
        veld = venster.focusWidget()
        assert veld is not None
        qtbot.keyClick(veld, Qt.Key.Key_Tab)
        namen.append((venster.focusWidget() or veld).accessibleName())
    verwacht = _namen(pagina.gezin)
    assert [naam for naam in namen if naam in verwacht] == verwacht
    assert namen[-1] == "Persoon toevoegen"


@pytest.mark.parametrize("schaal", [1.0, 2.0])
def test_vijftien_kinderen_met_lange_namen(venster: Hoofdvenster, qtbot: QtBot, schaal: float) -> None:
    thema.zet_schaal(schaal)
    try:
        nieuw_gesprek(qtbot, venster)
        pagina, gesprek = intake(venster), venster.werkblad.gesprek
        assert gesprek is not None
        for nummer in range(15):
            kind = gesprek.voeg_persoon_toe("kind")
            gesprek.antwoord(f"personen.{kind}.voornaam", f"Wolfeschlegelsteinhausenbergerdorff {nummer}")
            gesprek.antwoord(f"personen.{kind}.geboortedatum", f"{2008 + nummer}-01-01")
        pagina.ververs()
        rust(qtbot, venster)
        qtbot.wait(50)
        rij = pagina.gezin
        assert rij.horizontalScrollBar().maximum() == 0
        assert rij.height() <= venster.height() * 0.3 + 1
        knoppen = [k for k in rij.findChildren(Persoonknop) if k.isVisibleTo(rij)]
        assert len(knoppen) == 16
        for knop in knoppen:
            kaart = knop.parentWidget()
            assert kaart is not None
            assert kaart.geometry().right() <= rij.viewport().width()
            assert knop.lid.naam in knop.accessibleName()
    finally:
        thema.zet_schaal(1.0)
