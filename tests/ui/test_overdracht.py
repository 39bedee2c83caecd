"""Handing debt help over from the menu: days and a file, the report, and what is wrong in a sentence."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from consulent_app.besluiten.instelbestand import ontleed
from consulent_app.besluiten.schuldhulp import Schuldhulp
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.overdrachtvenster import Overdrachtvenster
from tests.ui.hulpjes import open_voorbeeld, rust, word
from tests.ui.mens import Mens

VANDAAG = datetime.now().astimezone().date()
INSTELLINGEN = """
[organisatie]
naam = "Gemeente Oefenstad"
[ddas]
gemeentecode = "GM9999"
contact_naam = "Team Oefenplein"
contact_email = "oefenplein@example.nl"
"""


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    """A consulent with two households that came with debts today, of which one gave no consent."""
    document = open_voorbeeld(qtbot, venster, "alleenstaande-ouder", "oefenstad")
    kast = venster.werkblad.kast
    assert kast is not None
    kast.inrichting.neem_over("oefenstad", ontleed(INSTELLINGEN, "eigen.toml"))
    zonder = kast.nieuw(document | {"gesprek": {}}).id
    kast.schuldhulp.bewaar(zonder, {"schuldhulp": {"aangemeld": VANDAAG.isoformat()}})
    venster.werkblad.wijzig_schuldhulp(Schuldhulp(aangemeld=VANDAAG))
    rust(qtbot, venster)
    return Mens(venster)


def actie(venster: Hoofdvenster):
    return venster._menu._overdracht


def open_overdracht(mens: Mens) -> Overdrachtvenster:
    actie(mens.venster).trigger()
    scherm = mens.venster.findChildren(Overdrachtvenster)[-1]
    mens.wacht(scherm.isActiveWindow)
    for naam in ("Eerste dag", "Laatste dag"):
        mens.zie(QLineEdit, naam).setFocus()
        mens.typ(f"{VANDAAG:%d-%m-%Y}")
    return scherm


def test_het_bestand_en_wat_niet_mee_kon(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "uit" / "over"), ""))
    scherm = open_overdracht(mens)
    mens.klik("Kies een bestand en draag over...")
    mens.wacht()
    document = json.loads((tmp_path / "uit" / "over.json").read_text(encoding="utf-8"))
    assert document["leveringen"][0]["schuldhulptrajecten"][0]["startdatum"] == VANDAAG.isoformat()
    dossier = mens.venster.werkblad.dossier
    assert dossier is not None
    verslag = scherm.verslag.toPlainText()
    assert "Niet overgedragen: 1." in verslag
    assert "In het bestand: 1 traject." in verslag
    assert dossier.kenmerk not in verslag
    assert (tmp_path / "uit" / "over-verslag.txt").read_text(encoding="utf-8").strip() == verslag
    assert mens.ziet("over.json en over-verslag.txt bewaard in uit.")
    kast = mens.venster.werkblad.kast
    assert kast is not None
    regel = kast._kast.logregels()[0].handeling
    assert (regel.actie, regel.object) == ("schuldhulp overdragen", dossier.id)


def test_een_dag_die_geen_dag_is_en_omgekeerde_dagen(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "over.json"), ""))
    scherm = open_overdracht(mens)
    mens.typ("gisteren")
    mens.klik("Kies een bestand en draag over...")
    assert mens.ziet("Laatste dag: 'gisteren' is geen datum")
    assert scherm.velden["Laatste dag"].property("fout") == "ja"
    scherm.velden["Laatste dag"].setFocus()
    mens.typ(f"{VANDAAG - timedelta(days=3):%d-%m-%Y}")
    mens.klik("Kies een bestand en draag over...")
    mens.wacht()
    assert mens.ziet("De periode klopt niet")
    assert not (tmp_path / "over.json").exists()


def test_alleen_een_consulent_ziet_het_in_het_menu(venster: Hoofdvenster, qtbot: QtBot) -> None:
    assert actie(venster).isVisible()
    word(venster, "raadsman")
    kast = venster.werkblad.kast
    assert kast is not None
    venster._menu.toon_voor(kast)
    assert not actie(venster).isVisible()
    venster.zaken.overdracht()
    assert not venster.findChildren(Overdrachtvenster)
