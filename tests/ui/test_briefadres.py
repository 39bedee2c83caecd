"""The letters go to the resident, or to who acts for him or her: filled in, changed, taken back."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.besluiten.behandeling import Vertegenwoordiger
from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.vertegenwoordigervenster import Vertegenwoordigervenster
from tests.ui.hulpjes import besluit
from tests.ui.mens import CTRL, SHIFT, Mens

TAB, ENTER, SPATIE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
WAARSCHUWING = "Er is een bewindvoerder: de brief hoort naar hem of haar te gaan. Vul naam en adres in."


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    """A consulent with the page Besluiten of a household under bewind in front."""
    document = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    document["geldzorgen"]["bewindvoerder"] = True
    assert venster.werkblad.kast is not None
    venster.open_dossier(venster.werkblad.kast.nieuw(document).id)
    mens = Mens(venster)
    mens.wacht(lambda: venster.werkblad.oordeel is not None)
    mens.toets(Qt.Key.Key_3, CTRL)
    mens.wacht()
    return mens


def _heeft_besluit(mens: Mens) -> bool:
    """Say whether there is a decision: to somebody under bewind none goes out."""
    brieven = besluit(mens.venster).brieven
    assert brieven is not None
    return "beschikking.pdf" in brieven.documenten


def _brief(mens: Mens) -> str:
    brieven = besluit(mens.venster).brieven
    assert brieven is not None
    lezer = PdfReader(io.BytesIO(brieven.documenten["beschikking.pdf"]))
    return " ".join(" ".join(p.extract_text() for p in lezer.pages).replace("\u00a0", " ").split())


def _naar_de_knop(mens: Mens, naam: str) -> None:
    """Go backwards with Tab, as from the first tick to what stands above it."""
    for _ in range(40):
        if mens.focus == naam:
            return
        mens.toets(TAB, SHIFT)
    raise AssertionError(f"{naam} is met Tab niet te bereiken")


def _vul_in(mens: Mens) -> None:
    assert mens.focus == "Rol"
    for tekst in ("Kantoor De Waard", "Postbus 12", "1960 aa", "Beverwijk"):
        mens.toets(TAB if tekst == "Kantoor De Waard" else ENTER)
        mens.typ(tekst)


def test_onder_bewind_waarschuwt_de_pagina_en_met_toetsen_krijgt_de_bewindvoerder_de_brief(
    mens: Mens,
) -> None:
    assert mens.ziet(WAARSCHUWING)
    assert not _heeft_besluit(mens)
    _naar_de_knop(mens, "Kies aan wie de brief gaat")
    mens.toets(SPATIE)
    assert mens.zie(QPushButton, "Annuleren")
    _vul_in(mens)
    mens.toets(TAB)
    mens.toets(TAB)
    assert mens.focus == "Stuur de brieven hierheen"
    mens.toets(SPATIE)
    mens.wacht()
    assert not mens.ziet(WAARSCHUWING)
    assert mens.ziet("De brieven gaan naar Kantoor De Waard (bewindvoerder).")
    brief = _brief(mens)
    assert (
        "Kantoor De Waard bewindvoerder van Lenie Bakker en Otto Bakker Postbus 12 1960 AA BEVERWIJK"
        in brief
    )
    assert "Beste Kantoor De Waard," in brief
    werkblad = mens.venster.werkblad
    assert werkblad.kast is not None
    assert werkblad.dossier is not None
    wie = {
        "rol": "bewindvoerder",
        "naam": "Kantoor De Waard",
        "adres": ["Postbus 12", "1960\u00a0AA\u00a0\u00a0BEVERWIJK"],
    }
    assert werkblad.kast.haal(werkblad.dossier.id).behandeling["vertegenwoordiger"] == wie
    laatste = werkblad.kast._kast.gebeurtenissen(werkblad.dossier.id)[-1]
    assert laatste.inhoud == {"wat": "vertegenwoordiger", "waarde": wie}


def test_wijzigen_begint_met_wat_er_stond_en_terug_gaat_weer_naar_de_inwoner(mens: Mens) -> None:
    mens.klik("Kies aan wie de brief gaat")
    _vul_in(mens)
    mens.klik("Stuur de brieven hierheen")
    mens.wacht()
    mens.pak_venster()
    mens.klik("Wijzig aan wie de brief gaat")
    (venster,) = [w for w in besluit(mens.venster).findChildren(Vertegenwoordigervenster) if w.isVisible()]
    velden = (venster.naam, venster.straat, venster.postcode, venster.plaats)
    assert [v.regel.text() for v in velden] == ["Kantoor De Waard", "Postbus 12", "1960AA", "BEVERWIJK"]
    venster.rol.setFocus()
    mens.typ("mentor")
    mens.klik("Stuur de brieven hierheen")
    mens.wacht()
    wie = mens.venster.werkblad.behandeling.vertegenwoordiger
    assert isinstance(wie, Vertegenwoordiger)
    assert wie.rol == "mentor"
    assert "Kantoor De Waard mentor van Lenie Bakker" in _brief(mens)
    mens.pak_venster()
    mens.klik("Toch naar de inwoner")
    mens.wacht()
    assert mens.venster.werkblad.behandeling.vertegenwoordiger is None
    assert mens.ziet(WAARSCHUWING)
    assert not _heeft_besluit(mens)


def test_zonder_heel_adres_kan_de_brief_er_niet_heen_en_enter_sluit_niets(mens: Mens) -> None:
    mens.klik("Kies aan wie de brief gaat")
    _vul_in(mens)
    (venster,) = besluit(mens.venster).findChildren(Vertegenwoordigervenster)
    assert venster.knop.isEnabled()
    venster.postcode.setFocus()
    mens.typ("0960 AA")
    assert not venster.knop.isEnabled()
    mens.toets(ENTER)
    assert mens.ziet("'0960 AA' is geen postcode; typ hem als 1964 EZ.")
    assert venster.isVisible()
    mens.toets(Qt.Key.Key_Escape)
    mens.wacht()
    assert mens.venster.werkblad.behandeling.vertegenwoordiger is None


def test_zonder_bewind_staat_er_rustig_dat_de_brief_naar_de_inwoner_gaat(
    venster: Hoofdvenster, mens: Mens
) -> None:
    gesprek = venster.werkblad.gesprek
    assert gesprek is not None
    gesprek.antwoord("geldzorgen.bewindvoerder", False)
    besluit(venster).ververs()
    mens.wacht()
    assert mens.ziet("De brieven gaan naar de inwoner.")
    assert besluit(venster).adres.property("rol") == ""
    mens.klik("Kies aan wie de brief gaat")
    assert mens.ziet("Kies een rol")


@pytest.fixture
def dubbel() -> Iterator[None]:
    yield
    thema.zet_schaal(1.0)


def test_op_200_procent_staat_elk_veld_er_heel(mens: Mens, dubbel: None) -> None:
    thema.zet_schaal(2.0)
    mens.klik("Kies aan wie de brief gaat")
    (venster,) = besluit(mens.venster).findChildren(Vertegenwoordigervenster)
    venster.resize(1000, 560)
    for veld in (venster.naam, venster.straat, venster.postcode, venster.plaats):
        mens.toets(TAB)
        mens.wacht()
        regel = veld.regel
        assert regel.hasFocus()
        assert regel.visibleRegion().boundingRect().height() == regel.height() >= regel.sizeHint().height()
    for knop in (venster.annuleer, venster.knop):
        assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text())
    assert mens.venster.minimumSizeHint().width() <= 1366
