"""A rule package that was installed is the one on the screen; a decided dossier keeps that of its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.app import maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, WACHTWOORD
from tests.ui.hulpjes import besluit, open_voorbeeld, rust
from tests.uitgaven import PIET, ingepakt, met_lagere_grens, pakketmap, schrijf, vertrouw


def installeer(tmp_path: Path) -> Path:
    """Install another package while nobody has the store open, and return the folder of it."""
    with Dossierkast.open(tmp_path, BEHEER, BEHEERWOORD) as kast:
        plek, los = Werkplek(kast, kast.medewerker).regels, tmp_path.parent / f"{tmp_path.name}-los"
        los.mkdir()
        vertrouw(plek, los)
        bestand = ingepakt(met_lagere_grens(pakketmap(los))).geef_vrij(PIET)
        plek.installeer(schrijf(los, bestand), date(2026, 11, 21))
    return tmp_path / "regels" / "oefenstad" / "2026.4"


@pytest.fixture
def opnieuw(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> Hoofdvenster:
    """Give the window after a package was installed: locked, and opened again."""
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder", "oefenstad")
    assert "2026.3" in venster.onderin.regels.text()
    venster.ga_naar("besluiten")
    rust(qtbot, venster)
    qtbot.mouseClick(besluit(venster).afronden, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert venster.werkblad.dossier is not None
    assert venster.werkblad.dossier.status == "besloten"
    venster.vergrendel()
    rust(qtbot, venster)
    installeer(tmp_path)
    log_in(qtbot, venster)
    return venster


def log_in(qtbot: QtBot, venster: Hoofdvenster) -> None:
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, "\r")
    rust(qtbot, venster)


def test_het_scherm_gebruikt_wat_is_geinstalleerd(opnieuw: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, opnieuw, "alleenstaande-ouder", "oefenstad")
    assert "regels Oefenstad (oefenen) 2026.4" in opnieuw.onderin.regels.text()
    oordeel = opnieuw.werkblad.oordeel
    assert oordeel is not None
    assert oordeel.pakket["versie"] == "2026.4"


def test_een_besloten_dossier_houdt_de_regels_van_zijn_dag(opnieuw: Hoofdvenster, qtbot: QtBot) -> None:
    werkblad = opnieuw.werkblad
    assert werkblad.kast is not None
    (regel,) = werkblad.kast.zoek("")
    opnieuw.open_dossier(regel.id)
    qtbot.waitUntil(lambda: werkblad.oordeel is not None)
    rust(qtbot, opnieuw)
    assert "regels Oefenstad (oefenen) 2026.3" in opnieuw.onderin.regels.text()
    assert werkblad.oordeel is not None
    assert werkblad.oordeel.pakket["versie"] == "2026.3"
    # What is not about this dossier goes by the rules of now: a file, a new conversation.
    assert werkblad.van_nu.pakket("oefenstad").versie == "2026.4"
    # On another day it is judged again, and that is by the rules of now.
    assert werkblad.gesprek is not None
    werkblad.gesprek.antwoord("peildatum", "2026-11-20")
    assert werkblad.beoordeel(werkblad.gesprek.intake()).pakket["versie"] == "2026.4"
    assert werkblad.toetser.pakket("oefenstad").versie == "2026.4"


def test_een_beschadigd_pakket_wordt_op_het_scherm_geweigerd(
    opnieuw: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    opnieuw.vergrendel()
    rust(qtbot, opnieuw)
    pad = tmp_path / "regels" / "oefenstad" / "2026.4" / "pakket.toml"
    pad.write_bytes(pad.read_bytes() + b"\n")
    log_in(qtbot, opnieuw)
    assert any("Laat de beheerder het" in vel.text() for vel in opnieuw.findChildren(QMessageBox))
    # A window that is only now made opens as well, without that package.
    ander = maak_venster(tmp_path)
    qtbot.addWidget(ander)
    assert "oefenstad" not in dict(ander.werkblad.toetser.pakketten())
    ander.close()
    werkblad = opnieuw.werkblad
    # The dossier that was decided by the rules of before comes back with those.
    assert werkblad.toetser.pakket("oefenstad").versie == "2026.3"
    werkblad.leeg()
    with pytest.raises(InvoerFout, match=r"oefenstad 2026\.4 is beschadigd, veranderd of weg"):
        werkblad.toetser.pakket("oefenstad")
    # The other packages go on.
    assert werkblad.toetser.pakket("heemskerk").versie == "2026.5"


def test_een_nieuw_venster_heeft_het_ook(opnieuw: Hoofdvenster, qtbot: QtBot, tmp_path: Path) -> None:
    ander = maak_venster(tmp_path)
    qtbot.addWidget(ander)
    assert ander.werkblad.toetser.pakket("oefenstad").versie == "2026.4"
    ander.close()
