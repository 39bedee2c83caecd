"""F1 opens the handbook at the page of the screen where somebody is; it is read with keys, at any size."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

import consulent_app.ui
from consulent_app.acties.handleiding import anker, koppen, paginas, titel
from consulent_app.ui import thema
from consulent_app.ui.app import maak_app, maak_oefenvenster, maak_venster
from consulent_app.ui.handleidingplek import PLEKKEN, plek_van
from consulent_app.ui.handleidingvenster import NIETS, PLEK, Handleidingvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import intake, open_voorbeeld, rust, word
from tests.ui.mens import Mens

#: What is a screen of its own by its name; a window that holds all pages, the handbook, and what others
#: are made from, are not.
UITGANGEN = ("pagina", "paneel", "venster", "scherm", "begin", "gids", "strook", "balk")
GEEN_SCHERM = {"Hoofdvenster", "Oefenvenster", "Handleidingvenster"} | {
    "_Wachtwoordvenster",
    "_Pakketvenster",
    "_Sleutelvenster",
}
F1 = Qt.Key.Key_F1


def schermen() -> dict[str, type[QWidget]]:
    """Return every class of a page, dialog or panel."""
    gevonden = {}
    for module in pkgutil.iter_modules(consulent_app.ui.__path__):
        for naam, soort in vars(importlib.import_module(f"consulent_app.ui.{module.name}")).items():
            eigen = isinstance(soort, type) and soort.__module__ == f"consulent_app.ui.{module.name}"
            if eigen and issubclass(soort, QWidget):
                ook = issubclass(soort, QDialog | QDockWidget) or naam.lower().endswith(UITGANGEN)
                gevonden |= {naam: soort} if ook else {}
    return gevonden


def plekken() -> set[str]:
    return {
        plek
        for pagina in paginas()
        for kop in koppen(pagina)
        for plek in (pagina, f"{pagina}#{anker(kop.titel)}")
    }


@pytest.fixture
def boek(qtbot: QtBot) -> Iterator[Handleidingvenster]:
    maak_app()
    gemaakt = Handleidingvenster()
    qtbot.addWidget(gemaakt)
    gemaakt.toon("index")
    qtbot.waitExposed(gemaakt)
    yield gemaakt
    thema.zet_schaal(1.0)


def open_boek(venster: Hoofdvenster) -> Handleidingvenster:
    boek = venster.handleiding.venster
    assert boek is not None
    assert boek.isVisible()
    return boek


def waar(boek: Handleidingvenster) -> str:
    deel = boek.tekst.source().fragment()
    return boek.tekst.pagina + (f"#{deel}" if deel else "")


# --- every screen has a page ---------------------------------------------------------------------


def test_elk_scherm_heeft_een_pagina() -> None:
    assert set(schermen()) - GEEN_SCHERM - set(PLEKKEN) == set()


def test_elke_plek_bestaat_en_is_van_een_scherm_dat_er_is() -> None:
    assert set(PLEKKEN.values()) - plekken() == set()
    klassen = {
        naam
        for module in pkgutil.iter_modules(consulent_app.ui.__path__)
        for naam in vars(importlib.import_module(f"consulent_app.ui.{module.name}"))
    }
    assert set(PLEKKEN) - klassen == set()


def test_wie_op_een_pagina_f1_drukt_leest_over_die_pagina(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    for rol in ("consulent", "beheerder", "teamleider"):
        word(venster, rol)
        for naam, pagina in venster.paginas.items():
            venster.ga_naar(naam)
            rust(qtbot, venster)
            if not pagina.isVisible():
                continue
            Mens(venster).pak_venster()
            verwacht = plek_van(QApplication.focusWidget(), pagina)
            qtbot.keyClick(venster, F1)
            assert waar(open_boek(venster)) == verwacht, (rol, naam)
            assert verwacht.partition("#")[0] == PLEKKEN[type(pagina).__name__]


def test_ook_bij_een_dialoog_die_het_venster_dichthoudt(venster: Hoofdvenster, qtbot: QtBot) -> None:
    """The menu hears nothing then: the window of the dialog itself does."""
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    for doe, plek in (
        (venster.zaken.over_dossier, "over-dossier"),
        (venster.zaken.schuldhulp, "schuldhulp"),
        (intake(venster).leefgebieden, "leefgebieden"),
        (venster.probleem, "misgaat#een-probleem-melden"),
    ):
        doe()
        dialoog = next(w for w in venster.findChildren(QDialog) if w.isVisible())
        qtbot.waitUntil(dialoog.isActiveWindow)
        rust(qtbot, venster)
        QTest.keyClick(dialoog.windowHandle(), F1)
        assert waar(open_boek(venster)) == plek
        boek = open_boek(venster)
        qtbot.waitUntil(boek.isActiveWindow)
        # The dialog does not shut off the handbook beside it.
        qtbot.keyClicks(boek.zoekveld, "herstelsleutel")
        assert boek.lijst.count() > 1
        dialoog.close()
        rust(qtbot, venster)


def test_ook_voor_wie_nog_niet_binnen_is(qtbot: QtBot, tmp_path: Path) -> None:
    maak_app()
    venster = maak_venster(tmp_path)
    venster.show()
    qtbot.waitExposed(venster)
    venster.inlog.pak_focus()
    qtbot.waitUntil(venster.isActiveWindow)
    QTest.keyClick(venster.windowHandle(), F1)
    assert waar(open_boek(venster)) == PLEKKEN["Inlogpagina"]
    venster.close()
    assert venster.handleiding.venster is None


def test_bij_het_oefenen_gaat_het_over_oefenen(qtbot: QtBot, tmp_path: Path) -> None:
    venster = maak_oefenvenster(maak_app(), tmp_path / "oefenen")
    venster.show()
    qtbot.waitExposed(venster)
    assert venster.begin is not None
    venster.begin.knop.setFocus()
    qtbot.waitUntil(venster.isActiveWindow)
    QTest.keyClick(venster.windowHandle(), F1)
    assert waar(open_boek(venster)) == "oefenen"
    venster.close()
    maak_app().setApplicationDisplayName("")


def test_het_slot_sluit_de_handleiding_en_f1_opent_haar_weer(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(venster, F1)
    boek = open_boek(venster)
    venster.vergrendel()
    rust(qtbot, venster)
    assert not boek.isVisible()
    venster.handleiding.open()
    assert boek.isVisible()


def test_in_het_menu_staat_de_handleiding_met_haar_toets(venster: Hoofdvenster) -> None:
    hulp = next(a for a in venster.menuBar().actions() if a.text() == "&Help").menu()
    assert [(a.text(), a.shortcut().toString()) for a in hulp.actions()][:2] == [
        ("&Handleiding", "F1"),
        ("&Toetsen", "Ctrl+F1"),
    ]


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize("pagina", paginas())
def test_elke_pagina_is_te_lezen_en_elke_kop_te_vinden(boek: Handleidingvenster, pagina: str) -> None:
    for kop in koppen(pagina):
        boek.toon(kop.plek)
        assert boek.tekst.pagina == pagina
        assert kop.titel in boek.tekst.toPlainText()
    assert boek.lijst.currentItem().text() == titel(pagina)


def test_een_kop_onderaan_komt_in_beeld(boek: Handleidingvenster) -> None:
    boek.toon("misgaat#een-probleem-melden")
    QApplication.processEvents()
    assert boek.tekst.verticalScrollBar().value() > 0
    assert "Een probleem melden" in boek.tekst.cursorForPosition(boek.tekst.rect().topLeft()).block().text()


def test_een_link_terug_en_vooruit_met_toetsen(boek: Handleidingvenster, qtbot: QtBot) -> None:
    qtbot.waitUntil(boek.isActiveWindow)
    for _ in range(2):
        qtbot.keyClick(boek.tekst, Qt.Key.Key_Tab)
    qtbot.keyClick(boek.tekst, Qt.Key.Key_Return)
    daar = boek.tekst.pagina
    assert daar != "index"
    qtbot.keyClick(boek.tekst, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert boek.tekst.pagina == "index"
    qtbot.keyClick(boek.tekst, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert boek.tekst.pagina == daar
    qtbot.keyClick(boek.tekst, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert boek.tekst.pagina == "index"
    qtbot.keyClick(boek, Qt.Key.Key_Escape)
    assert not boek.isVisible()


def test_zoeken_met_toetsen_opent_de_eerste_en_wijst_het_woord_aan(
    boek: Handleidingvenster, qtbot: QtBot
) -> None:
    qtbot.waitUntil(boek.isActiveWindow)
    qtbot.keyClick(boek.tekst, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is boek.zoekveld
    qtbot.keyClicks(boek.zoekveld, "startwachtwoord")
    assert boek.gevonden.text().endswith("gevonden.")
    qtbot.keyClick(boek.zoekveld, Qt.Key.Key_Return)
    assert "startwachtwoord" in boek.tekst.toPlainText()
    gemerkt = [keuze.cursor.selectedText() for keuze in boek.tekst.extraSelections()]
    assert gemerkt
    assert {woord.lower() for woord in gemerkt} == {"startwachtwoord"}
    boek.zoekveld.setText("kwispelstaart")
    assert boek.gevonden.text() == NIETS
    boek.zoekveld.clear()
    assert boek.lijst.item(0).data(PLEK) == "index"


def test_alles_heeft_een_naam_voor_wie_laat_voorlezen(boek: Handleidingvenster) -> None:
    for deel in (boek.tekst, boek.lijst, boek.zoekveld, boek.terug, boek.vooruit, boek.begin):
        assert QAccessible.queryAccessibleInterface(deel).text(QAccessible.Text.Name)


@pytest.mark.parametrize("schaal", [1.0, 2.0])
def test_een_plaatje_past_ook_met_grote_letters_in_het_venster(
    boek: Handleidingvenster, schaal: float
) -> None:
    thema.zet_schaal(schaal)
    boek.resize(900, 640)
    boek.toon("eerste-brief")
    QApplication.processEvents()
    assert boek.width() <= 900
    assert boek.tekst.horizontalScrollBar().maximum() == 0
    assert boek.tekst.verticalScrollBar().maximum() > boek.tekst.viewport().height()
