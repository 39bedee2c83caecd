"""What waits at the desk: seen, opened and ticked off."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.telling import LEEG
from tests.ui.hulpjes import dossiers, rust, zoek


def _document(naam: str) -> dict[str, Any]:
    return {
        "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
        "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": naam}],
    }  # fmt: skip


def _naar_dossiers(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(venster, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    rust(qtbot, venster)


def test_een_taak_die_klaar_is_gaat_weg(venster: Hoofdvenster, qtbot: QtBot) -> None:
    kast = venster.werkblad.kast
    assert kast is not None
    id_ = kast.nieuw(_document("Jansen")).id
    taken = [("Betalen", date(2020, 1, 1)), ("Nabellen", None)]
    kast.stel_voor(id_, date(2026, 11, 20), [], taken, LEEG)
    _naar_dossiers(venster, qtbot)
    vandaag = dossiers(venster).vandaag
    zoek(
        vandaag,
        QPushButton,
        lambda k: "te laat: 1 januari 2020" in k.accessibleName().replace("\u00a0", " "),
    )
    qtbot.mouseClick(vandaag.vakjes[kast.dagbeeld().taken[0].id], Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert [taak.wat for taak in kast.dagbeeld().taken] == ["Nabellen"]
    assert len(vandaag.vakjes) == 1


def test_een_voorstel_dat_wacht_gaat_met_een_klik_open(venster: Hoofdvenster, qtbot: QtBot) -> None:
    kast = venster.werkblad.kast
    assert kast is not None
    id_ = kast.nieuw(_document("Bakker")).id
    kast.stel_voor(id_, date(2026, 11, 20), [], [], LEEG)
    _naar_dossiers(venster, qtbot)
    knop = zoek(
        dossiers(venster).vandaag, QPushButton, lambda k: k.accessibleName().startswith("Open: Bakker")
    )
    knop.setFocus()
    qtbot.keyClick(knop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: venster.werkblad.dossier is not None)
    rust(qtbot, venster)
    assert venster.werkblad.dossier is not None
    assert venster.werkblad.dossier.id == id_


def test_op_slot_staat_er_niets(venster: Hoofdvenster, qtbot: QtBot) -> None:
    kast = venster.werkblad.kast
    assert kast is not None
    kast.nieuw(_document("Jansen"))
    _naar_dossiers(venster, qtbot)
    assert dossiers(venster).vandaag.knoppen
    venster.vergrendel()
    assert not dossiers(venster).vandaag.knoppen
