"""Coming together without a server, on the settings page: begin, let in, come in, get acquainted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from consulent_app.acties import overdracht, toetreden
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.toetreedvenster import Toetreedvenster
from tests.ui.hulpjes import druk, instellingen, typ, word, zoek
from tests.ui.samen import gezin, kast_van, stil
from tests.ui.test_dossierzaken import naar, teksten
from tests.ui.test_overdrachtbestanden import kies_bestand, kies_map
from tests.uitwisseling.overdracht.plekken import eerste, maak, nu, open_kast


@pytest.fixture
def ander(tmp_path: Path) -> Iterator[Dossierkast]:
    """A store of somebody else, that works alone."""
    kast = open_kast(tmp_path / "ander", "Tineke")
    yield kast
    kast.sluit()


def stap(qtbot: QtBot, venster: Hoofdvenster, knop: str) -> Toetreedvenster:
    word(venster, "beheerder")
    naar(qtbot, venster, "Instellingen")
    stil(qtbot, venster)
    paneel = instellingen(venster).samen
    assert paneel is not None
    druk(qtbot, paneel, knop)
    return venster.findChildren(Toetreedvenster)[-1]


def kies_organisatie(qtbot: QtBot, scherm: Toetreedvenster, letter: str) -> None:
    lijst = zoek(scherm, QComboBox, lambda k: k.accessibleName() == "Van welke organisatie")
    lijst.setFocus()
    qtbot.keyClicks(lijst, letter)
    qtbot.keyClick(lijst, Qt.Key.Key_Return)


def begin(qtbot: QtBot, venster: Hoofdvenster) -> None:
    scherm = stap(qtbot, venster, "Begin hier...")
    assert not scherm.knop.isEnabled()
    kies_organisatie(qtbot, scherm, "d")
    typ(qtbot, scherm, "Naam van deze werkplek", "Balie 1")
    stil(qtbot, venster)


def lees(
    qtbot: QtBot, scherm: Toetreedvenster, monkeypatch: pytest.MonkeyPatch, pad: Path, getal: str
) -> None:
    """Choose a file, type the number that is read out, and go on with Enter."""
    kies_bestand(monkeypatch, pad)
    druk(qtbot, scherm, "Kies het bestand...")
    qtbot.waitUntil(lambda: scherm.getal.hasFocus() or not scherm.isActiveWindow())
    qtbot.waitUntil(lambda: scherm.werkblad.rustig)
    assert getal not in teksten(scherm)
    typ(qtbot, scherm, "Het controlegetal dat u wordt voorgelezen", getal)


def test_beginnen_en_een_werkplek_toelaten(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begin(qtbot, venster)
    paneel = instellingen(venster).samen
    assert paneel is not None
    assert "Deze werkplek heet Balie 1 (nummer 1) en is van de gemeente." in teksten(paneel)
    assert venster.onderin.uitwisselen.text() == "Uitwisselen met bestanden"
    aanmelding = toetreden.meld_aan(ander, "Balie 2", "gemeente", tmp_path, nu())
    kies_map(monkeypatch, tmp_path / "stick")
    scherm = stap(qtbot, venster, "Laat een werkplek toe...")
    lees(qtbot, scherm, monkeypatch, aanmelding.pad, "1111 2222 3333 4444")
    stil(qtbot, venster)
    assert "Balie 2, van de gemeente" in scherm.wie.text()
    assert scherm.fout.text().startswith("Het controlegetal klopt niet.")
    typ(qtbot, scherm, "Het controlegetal dat u wordt voorgelezen", aanmelding.controlegetal)
    stil(qtbot, venster)
    (toelating,) = (tmp_path / "stick").iterdir()
    gezegd = teksten(scherm)
    assert f"{toelating.name} staat in stick." in gezegd
    getal = zoek(scherm, QLabel, lambda woord: woord.property("rol") == "groot").text()
    assert toetreden.kom_binnen(ander, toelating, getal, "Tineke") == 3
    assert "3 · Balie 2, van de gemeente · doet mee" in teksten(paneel)


def test_aanmelden_en_binnenkomen(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binnen = eerste(tmp_path / "eerste", "Tineke")
    kies_map(monkeypatch, tmp_path / "stick")
    scherm = stap(qtbot, venster, "Meld deze werkplek aan...")
    kies_organisatie(qtbot, scherm, "d")
    typ(qtbot, scherm, "Naam van deze werkplek", "Balie 7")
    stil(qtbot, venster)
    (aanmelding,) = (tmp_path / "stick").iterdir()
    getal = toetreden.wie_is(aanmelding, "aanmelding").controlegetal
    assert getal in teksten(scherm)
    druk(qtbot, scherm, "Sluiten")
    toelating = toetreden.laat_toe(binnen, aanmelding, getal, tmp_path, nu())
    scherm = stap(qtbot, venster, "Lees de toelating...")
    lees(qtbot, scherm, monkeypatch, toelating.pad, toelating.controlegetal.replace(" ", ""))
    stil(qtbot, venster)
    assert venster.onderin.opgeslagen.text() == "deze werkplek doet mee, als nummer 3"
    binnen.nieuw(gezin())
    kwam = overdracht.lees(kast_van(venster), maak(binnen, kast_van(venster), tmp_path).pad)
    assert len(kwam.bijgewerkt) == 1
    binnen.sluit()


def test_kennismaken_met_de_andere_organisatie(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = eerste(tmp_path / "met", "Murat", "met", 2)
    begin(qtbot, venster)
    kaart = toetreden.maak_kennismaking(met, tmp_path, nu())
    scherm = stap(qtbot, venster, "Lees een kennismaking...")
    lees(qtbot, scherm, monkeypatch, kaart.pad, kaart.controlegetal)
    stil(qtbot, venster)
    assert "kennisgemaakt met MET" in venster.onderin.opgeslagen.text()
    kies_map(monkeypatch, tmp_path / "stick")
    scherm = stap(qtbot, venster, "Maak een kennismaking...")
    qtbot.keyClick(scherm.knop, Qt.Key.Key_Return)
    stil(qtbot, venster)
    (pad,) = (tmp_path / "stick").iterdir()
    getal = toetreden.wie_is(pad, "kennismaking").controlegetal
    assert getal in teksten(scherm)
    assert toetreden.maak_kennis(met, pad, getal) == "gemeente"
    met.sluit()


def test_een_verkeerd_bestand_is_een_zin(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begin(qtbot, venster)
    aanmelding = toetreden.meld_aan(ander, "Balie 2", "gemeente", tmp_path, nu())
    scherm = stap(qtbot, venster, "Lees een kennismaking...")
    kies_bestand(monkeypatch, aanmelding.pad)
    druk(qtbot, scherm, "Kies het bestand...")
    stil(qtbot, venster)
    assert scherm.fout.text().startswith(f"{aanmelding.pad.name} is geen bestand van een andere werkplek.")
    typ(qtbot, scherm, "Het controlegetal dat u wordt voorgelezen", aanmelding.controlegetal)
    assert not scherm.knop.isEnabled()


def test_wie_niet_mag_inrichten_ziet_geen_stappen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    naar(qtbot, venster, "Instellingen")
    stil(qtbot, venster)
    assert "Zonder server" not in teksten(instellingen(venster))
