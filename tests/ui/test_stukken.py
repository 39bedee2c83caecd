"""Letters that were handed out come back as they were; printing paints every page; errors in Dutch."""

import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from consulent_app.ui import app
from consulent_app.ui.afdrukken import schilder
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.stukken import Stukkenvenster
from tests.ui.hulpjes import besluit, dossiers, druk, open_voorbeeld, rust
from tests.ui.mens import Mens

CTRL = Qt.KeyboardModifier.ControlModifier


def _besluit(venster: Hoofdvenster, qtbot: QtBot) -> dict[str, bytes]:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    qtbot.keyClick(venster, Qt.Key.Key_3, CTRL)
    rust(qtbot, venster)
    brieven = besluit(venster).brieven
    assert brieven is not None
    qtbot.mouseClick(besluit(venster).afronden, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    return dict(brieven.documenten)


def test_een_besloten_dossier_toont_de_brieven_van_toen(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documenten = _besluit(venster, qtbot)
    qtbot.keyClick(venster, Qt.Key.Key_1, CTRL)
    rust(qtbot, venster)
    druk(qtbot, dossiers(venster), "Toon de brieven")
    rust(qtbot, venster)
    stukken = dossiers(venster).findChild(Stukkenvenster)
    assert stukken is not None
    assert stukken.lijst.count() == len(documenten)
    assert stukken.gekozen.pdf == documenten[stukken.gekozen.bestandsnaam]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "uit"))
    druk(qtbot, stukken, "Bewaar in een map...")
    rust(qtbot, venster)
    assert (tmp_path / "uit" / stukken.gekozen.bestandsnaam).read_bytes() == stukken.gekozen.pdf
    stukken.close()
    rust(qtbot, venster)


def test_een_dossier_zonder_brieven_zegt_dat(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    qtbot.keyClick(venster, Qt.Key.Key_1, CTRL)
    rust(qtbot, venster)
    druk(qtbot, dossiers(venster), "Toon de brieven")
    rust(qtbot, venster)
    assert Mens(venster).ziet("In dit dossier zijn nog geen brieven bewaard.")
    assert dossiers(venster).findChild(Stukkenvenster) is None


def test_wie_al_besloten_heeft_legt_er_brieven_bij(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _besluit(venster, qtbot)
    qtbot.keyClick(venster, Qt.Key.Key_3, CTRL)
    rust(qtbot, venster)
    assert besluit(venster).afronden.text() == "Bewaar 3 brieven erbij"


def test_afdrukken_schildert_elke_pagina_op_een_vel(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    documenten = _besluit(venster, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    schilder(printer, [documenten["beschikking.pdf"], documenten["overzicht-nl.pdf"]])
    bladen = sum(
        len(PdfReader(tmp_path / naam).pages)
        for naam, pdf in documenten.items()
        if naam in ("beschikking.pdf", "overzicht-nl.pdf") and (tmp_path / naam).write_bytes(pdf)
    )
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == bladen


def test_de_rookproef_slaagt(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert app.start(["--rookproef"]) == 0
    assert capsys.readouterr().out == "rookproef geslaagd\n"
