"""Six households from the first word to the letter, with keys and clicks on what is to be seen."""

import copy
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.taal.schrijfwijze import zonder_isolaten
from consulent_app.ui.app import maak_venster
from consulent_app.ui.bewonerscherm import Bewonerscherm
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import WACHTWOORD
from tests.ui.hulpjes import besluit
from tests.ui.invullen import antwoord_alles, begin, noem_gezin
from tests.ui.mens import CTRL, SHIFT, Mens

Sleutel = Qt.Key


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    with qtbot.waitActive(venster):
        venster.activateWindow()
    return Mens(venster)


def _gezin(spaargeld: str = "850.00") -> dict[str, Any]:
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["huishouden"]["spaargeld"] = spaargeld
    return document


def _oefenstad(mens: Mens) -> None:
    """Choose the rules with which can be practised, on the page of the dossiers."""
    mens.toets(Sleutel.Key_1, CTRL)
    mens.wacht()
    mens.toets(Sleutel.Key_Tab)
    assert mens.focus == "Regels voor een nieuw gesprek"
    mens.typ("Oefenstad")


def _vertel(mens: Mens, document: dict[str, Any]) -> None:
    _oefenstad(mens)
    begin(mens, document, gesprek=True)
    antwoord_alles(mens, document)


def _naar_besluiten(mens: Mens) -> None:
    mens.toets(Sleutel.Key_3, CTRL)
    mens.wacht(lambda: besluit(mens.venster).brieven is not None)


def _rond_af(mens: Mens) -> dict[str, str]:
    """Close it, and return the words of every letter that is in the store then."""
    mens.wacht()
    mens.klik(besluit(mens.venster).afronden.text())
    mens.wacht()
    kast, dossier = mens.venster.werkblad.kast, mens.venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    assert kast.haal(dossier.id).status == "besloten"
    return {stuk.soort: _tekst(stuk.pdf) for stuk in kast.stukken(dossier.id)}


def _tekst(pdf: bytes) -> str:
    regels = (pagina.extract_text() for pagina in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(regels).replace("\u00a0", " ").split())


def _document(mens: Mens) -> dict[str, Any]:
    gesprek = mens.venster.werkblad.gesprek
    assert gesprek is not None
    return copy.deepcopy(gesprek.document)


def _bewaard(mens: Mens) -> dict[str, Any]:
    mens.wacht()
    kast, dossier = mens.venster.werkblad.kast, mens.venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    return kast.haal(dossier.id).document


def test_een_ouder_met_bijstand_krijgt_het_zonder_aanvraag(mens: Mens) -> None:
    _vertel(mens, _gezin())
    assert mens.ziet("Alles is duidelijk.")
    bewaard = _bewaard(mens)
    assert [p["voornaam"] for p in bewaard["personen"]] == ["Samira", "Yassin", "Noor"]
    assert bewaard["personen"][0]["inkomens"] == _gezin()["personen"][0]["inkomens"]
    _naar_besluiten(mens)
    assert mens.ziet("Toekennen zonder aanvraag")
    brieven = _rond_af(mens)
    assert "Samira el Amrani" in brieven["beschikking"]
    assert "schoolkosten" in brieven["beschikking"]
    assert "€ 250,00" in brieven["beschikking"]
    mens.toets(Sleutel.Key_1, CTRL)
    mens.wacht()
    assert any(regel.naam == "Samira el Amrani" for regel in mens.venster.werkblad.kast.zoek("amrani"))


def test_de_inwoner_ziet_de_uitkomst_in_het_arabisch(mens: Mens) -> None:
    _vertel(mens, _gezin())
    mens.toets(Sleutel.Key_G, CTRL)
    mens.klik("Ga naar de vraag: In welke taal wil de inwoner de uitleg?")
    mens.pak_venster()
    mens.wacht(lambda: mens.focus == "In welke taal wil de inwoner de uitleg?")
    mens.typ("Arabisch")
    mens.toets(Sleutel.Key_Return)
    mens.toets(Sleutel.Key_B, CTRL)
    scherm = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, Bewonerscherm) and w.isVisible()
    )
    assert not _woorden(scherm)
    mens.pak_venster()
    mens.toets(Sleutel.Key_U, CTRL | SHIFT)
    mens.wacht()
    woorden = _woorden(scherm)
    assert scherm.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert any("\u0600" <= letter <= "\u06ff" for letter in woorden)
    assert "1,600.00" in woorden
    assert "Samira" not in woorden
    mens.toets(Sleutel.Key_B, CTRL | SHIFT)
    assert not _woorden(scherm)
    mens.toets(Sleutel.Key_B, CTRL)
    assert not scherm.isVisible()
    _naar_besluiten(mens)
    assert "€ 250,00" in _rond_af(mens)["beschikking"]


def _woorden(scherm: Bewonerscherm) -> str:
    QApplication.processEvents()
    return "".join(zonder_isolaten(w.text()) for w in scherm.findChildren(QLabel) if w.isVisible())


def test_maatwerk_met_de_reden_in_de_brief(mens: Mens) -> None:
    _vertel(mens, _gezin(spaargeld="18000.00"))
    _naar_besluiten(mens)
    wat = "Maatschappelijke activiteiten volwassenen · Samira: anders beslissen"
    mens.kies_uit(wat, "Toch toekennen (maatwerk)...")
    mens.klik("Reden van het maatwerk", QPlainTextEdit)
    mens.typ("Het geld is nodig voor de begrafenis.")
    mens.toets(Sleutel.Key_Tab)
    mens.typ("75")
    mens.toets(Sleutel.Key_Tab)
    mens.klik("Ken toe")
    mens.wacht()
    mens.klik("Niemand vroeg hierom: wijs niets af")
    brief = _rond_af(mens)["beschikking"]
    assert "Onze reden: Het geld is nodig voor de begrafenis." in brief
    assert "artikel 4:84" in brief
    assert "€ 75,00" in brief


def test_een_afwijzing_pas_na_het_gesprek(mens: Mens) -> None:
    _vertel(mens, _gezin(spaargeld="18000.00"))
    _naar_besluiten(mens)
    pagina = besluit(mens.venster)
    assert mens.ziet("Leg eerst links vast dat u daarover met de inwoner sprak.")
    for naam in (pagina.afronden.text(), "Druk af..."):
        with pytest.raises(AssertionError):
            mens.klik(naam)
    mens.klik("Wat heeft u besproken? Blijft binnen.", QPlainTextEdit)
    mens.typ("Verteld over de bibliotheek.")
    mens.klik("Leg dit gesprek vast")
    brief = _rond_af(mens)["beschikking"]
    assert "Wij spraken hierover met u op" in brief
    assert mens.venster.werkblad.behandeling.afwijsgesprek is not None
    assert mens.venster.werkblad.behandeling.afwijsgesprek.notitie == "Verteld over de bibliotheek."


def test_terug_tot_leeg_en_weer_vooruit_in_twee_vormen(mens: Mens) -> None:
    gezin = _gezin()
    _oefenstad(mens)
    mens.toets(Sleutel.Key_N, CTRL)
    mens.wacht(lambda: mens.venster.werkblad.gesprek is not None)
    leeg = _document(mens)
    noem_gezin(mens, gezin)
    mens.toets(Sleutel.Key_F6)
    antwoord_alles(mens, gezin)
    vol, stappen = _document(mens), [_document(mens)]
    while _document(mens) != leeg:
        if len(stappen) == 8:
            mens.toets(Sleutel.Key_F6)
            assert _document(mens) == stappen[-1]
        mens.toets(Sleutel.Key_Z, CTRL)
        assert _document(mens) != stappen[-1]
        stappen.append(_document(mens))
    assert not mens.ziet("Samira")
    assert _bewaard(mens) == leeg
    for stap in reversed(stappen[:-1]):
        mens.toets(Sleutel.Key_Y, CTRL)
        assert _document(mens) == stap
    assert mens.ziet("Samira el Amrani + 2")
    assert _bewaard(mens) == vol
    _naar_besluiten(mens)
    assert "€ 250,00" in _rond_af(mens)["beschikking"]


TOT_DE_KILL = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui.app import maak_app, maak_venster
from tests.ui.invullen import begin, beantwoord
from tests.ui.mens import Mens

maak_app()
venster = maak_venster(Path(sys.argv[1]))
mens = Mens(venster)
mens.ga_zitten(sys.argv[2])
begin(mens, laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json"), gesprek=True)
beantwoord(mens, True)
mens.wacht()
print("verteld", flush=True)
time.sleep(60)
"""


def test_de_stroom_valt_uit_en_het_scherm_gaat_op_slot(venster: Hoofdvenster, qtbot: QtBot) -> None:
    map_ = venster.werkblad.map
    venster.close()
    _vertel_en_sterf(map_)
    tweede = maak_venster(map_)
    mens = Mens(tweede)
    mens.ga_zitten(WACHTWOORD)
    mens.wacht(lambda: tweede.werkblad.oordeel is not None)
    assert [p["voornaam"] for p in _document(mens)["personen"]] == ["Samira", "Yassin", "Noor"]
    assert _document(mens)["personen"][0]["ingeschreven_in_gemeente"] is True
    assert mens.ziet("Samira el Amrani + 2")
    mens.toets(Sleutel.Key_F6)
    mens.toets(Sleutel.Key_L, CTRL)
    mens.wacht()
    for geheim in ("Samira", "Amrani", "Noor", "Yassin", "1991", "Z/"):
        assert not mens.ziet(geheim), geheim
    mens.typ(WACHTWOORD)
    mens.toets(Sleutel.Key_Return)
    mens.wacht(lambda: tweede.werkblad.oordeel is not None)
    antwoord_alles(mens, _gezin())
    assert mens.ziet("Alles is duidelijk")
    assert _bewaard(mens)["huishouden"]["spaargeld"] == "850.00"
    tweede.close()
    tweede.deleteLater()


def _vertel_en_sterf(map_: Path) -> None:
    scherm = subprocess.Popen(
        [sys.executable, "-c", TOT_DE_KILL, str(map_), WACHTWOORD],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(resources().parent)},
    )
    assert scherm.stdout is not None
    assert scherm.stdout.readline().strip() == "verteld"
    scherm.send_signal(signal.SIGKILL)
    scherm.stdout.close()
    scherm.wait()
