"""Who takes a dossier on: taken, let go and given in the list of today, and told above the dossier."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.acties.werkplek import Werkplek
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Medewerker
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, WACHTWOORD
from tests.ui.hulpjes import dossiers, druk, rust, zoek
from tests.ui.mens import Mens
from tests.ui.samen import kast_van
from tests.ui.test_dossierzaken import naar


def document(naam: str) -> dict[str, Any]:
    return {
        "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
        "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": naam}],
    }  # fmt: skip


@pytest.fixture
def jansen(venster: Hoofdvenster, qtbot: QtBot) -> str:
    """A conversation that is not finished; the list of today is shown."""
    id_ = kast_van(venster).nieuw(document("Jansen")).id
    naar(qtbot, venster, "Dossiers")
    return id_


def rij(venster: Hoofdvenster, naam: str) -> QPushButton:
    return zoek(
        dossiers(venster).vandaag, QPushButton, lambda k: k.accessibleName().startswith(f"Open: {naam}")
    )


def toets(qtbot: QtBot, venster: Hoofdvenster, naam: str, letter: str) -> None:
    rij(venster, naam).setFocus()
    qtbot.keyClicks(rij(venster, naam), letter)
    rust(qtbot, venster)


def wie(venster: Hoofdvenster) -> list[str]:
    return sorted(regel.toegewezen for regel in kast_van(venster).zoek(""))


@pytest.mark.usefixtures("jansen")
def test_oppakken_en_loslaten_met_een_toets(venster: Hoofdvenster, qtbot: QtBot) -> None:
    assert "voor" not in rij(venster, "Jansen").accessibleName()
    toets(qtbot, venster, "Jansen", "p")
    assert wie(venster) == ["Sanne"]
    assert " · voor u · " in rij(venster, "Jansen").accessibleName()
    assert venster.onderin.opgeslagen.text() == "Sanne pakt het op"
    # The row is another one by now, and still has the focus.
    assert rij(venster, "Jansen").hasFocus()
    toets(qtbot, venster, "Jansen", "l")
    assert wie(venster) == [""]
    assert "voor u" not in rij(venster, "Jansen").accessibleName()


@pytest.mark.usefixtures("jansen")
def test_het_menu_van_een_regel(venster: Hoofdvenster, qtbot: QtBot) -> None:
    knop = rij(venster, "Jansen")
    knop.customContextMenuRequested.emit(knop.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [actie.text() for actie in menu.actions()] == [
        "Ik pak dit op", "Laat los", "Geef aan een collega...",
    ]  # fmt: skip
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    rust(qtbot, venster)
    assert wie(venster) == ["Sanne"]


def met_collegas(qtbot: QtBot, venster: Hoofdvenster) -> None:
    """Lock, let the beheerder make and close accounts, and log in again."""
    venster.vergrendel()
    qtbot.waitUntil(lambda: venster.werkblad.rustig)
    with Dossierkast.open(venster.werkblad.map, BEHEER, BEHEERWOORD) as kast:
        plek = Werkplek(kast, Medewerker(BEHEER, "beheerder"))
        for naam, rol in (("Yusuf", "consulent"), ("Murat", "raadsman"), ("Loes", "consulent")):
            plek.accounts.voeg_toe(naam, rol)
        plek.accounts.schakel_uit("Loes")
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, "\r")
    rust(qtbot, venster)
    naar(qtbot, venster, "Dossiers")


def test_geven_aan_een_collega_van_hier_of_met_een_naam(
    venster: Hoofdvenster, qtbot: QtBot, jansen: str
) -> None:
    met_collegas(qtbot, venster)
    toets(qtbot, venster, "Jansen", "g")
    vraag = venster.findChildren(QInputDialog)[-1]
    assert vraag.comboBoxItems() == ["Yusuf"]
    druk(qtbot, vraag, "Geef")
    rust(qtbot, venster)
    assert "voor Yusuf" in rij(venster, "Jansen").accessibleName()
    Mens(venster).pak_venster()
    assert rij(venster, "Jansen").hasFocus()
    toets(qtbot, venster, "Jansen", "g")
    vraag = venster.findChildren(QInputDialog)[-1]
    vraag.setTextValue("  Tineke ")
    druk(qtbot, vraag, "Geef")
    rust(qtbot, venster)
    assert wie(venster) == ["Tineke"]
    Mens(venster).pak_venster()
    # --- and above the dossier
    venster.open_dossier(jansen)
    rust(qtbot, venster)
    assert venster.deelbalk.ligging.tekst.text() == "Tineke pakt dit op."
    assert venster.deelbalk.isVisible()
    naar(qtbot, venster, "Dossiers")
    toets(qtbot, venster, "Jansen", "p")
    naar(qtbot, venster, "Intake")
    assert venster.deelbalk.ligging.tekst.text() == "U pakt dit op."


@pytest.mark.usefixtures("jansen")
def test_alleen_van_mij(venster: Hoofdvenster, qtbot: QtBot) -> None:
    kast_van(venster).nieuw(document("Bakker"))
    dossiers(venster).ververs()
    rust(qtbot, venster)
    vandaag = dossiers(venster).vandaag
    assert not vandaag.alleen_mij.isVisibleTo(vandaag)
    toets(qtbot, venster, "Jansen", "p")
    assert vandaag.alleen_mij.isVisible()
    qtbot.keyClick(vandaag.alleen_mij, Qt.Key.Key_Space)
    rust(qtbot, venster)
    assert [knop.accessibleName()[:12] for knop in vandaag.knoppen] == ["Open: Jansen"]
    assert vandaag.alleen_mij.isChecked()
    qtbot.keyClick(vandaag.alleen_mij, Qt.Key.Key_Space)
    rust(qtbot, venster)
    assert len(vandaag.knoppen) == 2
