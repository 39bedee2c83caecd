"""The copy sheet from the page Besluiten: shown, kept in a folder with its line, not without a decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.kopieblad import Kopiebladvenster
from tests.documenten.test_kopieblad import cellen
from tests.ui.hulpjes import besluit, druk, open_voorbeeld, rust, word, zoek


def _besluiten(qtbot: QtBot, venster: Hoofdvenster, voorbeeld: str = "velsen-2019-gezin") -> None:
    open_voorbeeld(qtbot, venster, voorbeeld)
    venster.werkblad.toon_pagina.emit("besluiten")
    rust(qtbot, venster)


def _open(qtbot: QtBot, venster: Hoofdvenster) -> Kopiebladvenster:
    druk(qtbot, besluit(venster), "Kopieblad...")
    rust(qtbot, venster)
    return besluit(venster).findChildren(Kopiebladvenster)[-1]


def test_het_blad_gaat_naar_een_map_en_staat_in_het_logboek(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _besluiten(qtbot, venster)
    blad = _open(qtbot, venster)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "uit"))
    druk(qtbot, blad, "Bewaar in een map...")
    rust(qtbot, venster)
    [pad] = (tmp_path / "uit").iterdir()
    _, *rijen = cellen(pad.read_bytes())
    brieven, kast = besluit(venster).brieven, venster.werkblad.kast
    assert brieven is not None
    assert kast is not None
    assert len(rijen) == len(brieven.afhandeling.toekenningen)
    assert kast._kast.logregels()[0].handeling.actie == "bewaren in een map"


def test_het_past_in_de_breedte_en_gaat_liggend_naar_de_printer(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    _besluiten(qtbot, venster)
    blad = _open(qtbot, venster)
    qtbot.waitUntil(lambda: venster.werkblad.rustig)
    assert blad.width() <= 1366
    assert blad.voorbeeld._gebied.horizontalScrollBar().maximum() == 0
    druk(qtbot, blad, "Druk af...")
    vraag = blad.findChildren(QPrintDialog)[-1]
    assert vraag.printer().pageLayout().orientation().name == "Landscape"
    vraag.reject()


def test_zonder_besluit_of_als_raadsman_is_er_geen_kopieblad(venster: Hoofdvenster, qtbot: QtBot) -> None:
    word(venster, "raadsman")
    _besluiten(qtbot, venster)
    knop = zoek(besluit(venster), QPushButton, lambda k: k.text() == "Kopieblad...")
    assert not knop.isEnabled()
