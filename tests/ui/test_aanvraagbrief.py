"""Letters about an application on its way: filled in by keys and kept, or the sentence why not."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.besluiten.behandeling import Ingeleverd
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import NBSP
from consulent_app.ui import thema
from consulent_app.ui.aanvraagbrief import Aanvraagbriefvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import besluit, open_voorbeeld, word
from tests.ui.mens import CTRL, Mens

TAB, ENTER, SPATIE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
VANDAAG = datetime.now().astimezone().date()
WEEK_OUD = VANDAAG - timedelta(days=7)
ONTVANGEN = "Wanneer is de aanvraag ontvangen?"


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    mens = Mens(venster)
    mens.toets(Qt.Key.Key_3, CTRL)
    mens.wacht()
    return mens


def _open(mens: Mens) -> Aanvraagbriefvenster:
    mens.klik("Andere brief...")
    mens.wacht()
    return next(w for w in besluit(mens.venster).findChildren(Aanvraagbriefvenster) if w.isVisible())


def _tekst(venster: Aanvraagbriefvenster) -> str:
    assert venster.brieven is not None
    lezer = PdfReader(io.BytesIO(venster.brieven.documenten[f"{venster.soort}.pdf"]))
    return " ".join(" ".join(p.extract_text() for p in lezer.pages).replace(NBSP, " ").split())


def _leesbaar(dag: date) -> str:
    return datum_leesbaar(dag).replace(NBSP, " ")


def _naar(mens: Mens, naam: str) -> None:
    for _ in range(20):
        if mens.focus == naam:
            return
        mens.toets(TAB)
    raise AssertionError(f"{naam} is met Tab niet te bereiken")


def _typ_dag(mens: Mens, vraag: str, dag: date) -> None:
    _naar(mens, vraag)
    mens.typ(f"{dag.day}-{dag.month}-{dag.year}")
    mens.toets(ENTER)
    mens.wacht()


def test_papieren_opvragen_begint_bij_de_dag_van_tekenen_en_wordt_bewaard(mens: Mens) -> None:
    werkblad = mens.venster.werkblad
    werkblad.behandeling = replace(werkblad.behandeling, getekend_op=WEEK_OUD)
    venster = _open(mens)
    assert mens.zie(QLineEdit, ONTVANGEN).text() == _leesbaar(WEEK_OUD)
    brief = _tekst(venster)
    assert f"Wij kunnen nog niet beslissen over uw aanvraag van {_leesbaar(WEEK_OUD)}." in brief
    assert "Bon van de fiets" in brief
    _naar(mens, "Bewaar in het dossier")
    mens.toets(SPATIE)
    mens.wacht()
    assert mens.ziet("Bewaard in het dossier.")
    assert werkblad.kast is not None
    assert werkblad.dossier is not None
    (stuk,) = werkblad.kast.stukken(werkblad.dossier.id)
    assert (stuk.soort, stuk.bestandsnaam) == ("aanvulling", "aanvulling.pdf")
    assert venster.brieven is not None
    assert stuk.pdf == venster.brieven.documenten["aanvulling.pdf"]
    assert werkblad.kast.haal(werkblad.dossier.id).status == "intake"


def test_wat_al_is_ingeleverd_wordt_niet_opgevraagd_tenzij_het_te_oud_is(mens: Mens) -> None:
    werkblad = mens.venster.werkblad
    oud = VANDAAG.replace(day=1, year=VANDAAG.year - 2)
    stukken = {
        "Bon van de fiets": Ingeleverd(VANDAAG),
        "Inkomensspecificatie van de laatste maand": Ingeleverd(oud),
    }
    werkblad.behandeling = replace(werkblad.behandeling, getekend_op=WEEK_OUD, ingeleverd=stukken)
    brief = _tekst(_open(mens))
    assert "Bon van de fiets" not in brief
    assert "Inkomensspecificatie van de laatste maand" in brief


def test_valt_er_niets_op_te_vragen_dan_komt_er_geen_brief(mens: Mens) -> None:
    werkblad, zaak = mens.venster.werkblad, besluit(mens.venster).brieven
    assert zaak is not None
    alles = {stuk: Ingeleverd(VANDAAG) for stuk in zaak.afhandeling.bewijs}
    werkblad.behandeling = replace(werkblad.behandeling, getekend_op=WEEK_OUD, ingeleverd=alles)
    venster = _open(mens)
    assert mens.ziet("Er ontbreekt niets meer; er valt dus niets op te vragen.")
    assert venster.brieven is None


def test_uitstel_zegt_in_een_zin_wat_er_nog_niet_klopt(mens: Mens) -> None:
    venster = _open(mens)
    assert mens.ziet("Geef de dag waarop de aanvraag is ontvangen.")
    mens.klik("Bericht van uitstel")
    _typ_dag(mens, ONTVANGEN, WEEK_OUD)
    assert mens.ziet("Schrijf waarom het langer duurt; zonder reden gaat de brief niet weg.")
    assert venster.fout.property("rol") == "zacht"
    oude_termijn = WEEK_OUD + timedelta(weeks=8)
    assert mens.ziet(f"Zonder uitstel beslist u uiterlijk op {_leesbaar(oude_termijn)}.")
    _typ_dag(mens, "Wanneer beslist u uiterlijk?", oude_termijn)
    assert mens.focus == "Waarom duurt het langer? Dit komt in de brief."
    mens.typ("Wij wachten op de Belastingdienst")
    mens.wacht(lambda: mens.ziet("De nieuwe dag ligt niet na de oude termijn."))
    assert venster.fout.property("rol") == "fout"
    assert all(not knop.isEnabled() for knop in venster.knoppen.values())
    nieuw = oude_termijn + timedelta(days=20)
    venster.keuzes["uitstel"].setFocus()
    _typ_dag(mens, "Wanneer beslist u uiterlijk?", nieuw)
    brief = _tekst(venster)
    assert f"uiterlijk op {_leesbaar(nieuw)}" in brief
    assert "De reden is: Wij wachten op de Belastingdienst." in brief
    assert venster.fout.text() == ""


def test_intrekking_noemt_wanneer_en_hoe_en_gaat_naar_een_map(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venster = _open(mens)
    mens.klik("Aanvraag ingetrokken")
    _typ_dag(mens, ONTVANGEN, WEEK_OUD)
    _naar(mens, "Hoe zei de inwoner dat?")
    mens.toets(Qt.Key.Key_Down)
    mens.toets(TAB)
    mens.wacht()
    assert f"U zei dit op {_leesbaar(VANDAAG)}, aan de telefoon." in _tekst(venster)
    assert not mens.ziet("Wanneer beslist u uiterlijk?")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    _naar(mens, "Bewaar in een map...")
    mens.toets(SPATIE)
    mens.wacht()
    assert (tmp_path / "intrekking.pdf").read_bytes().startswith(b"%PDF")


def test_een_dag_na_vandaag_is_geen_dag_van_ontvangst_en_enter_drukt_op_geen_knop(mens: Mens) -> None:
    venster = _open(mens)
    _typ_dag(mens, ONTVANGEN, VANDAAG + timedelta(days=1))
    assert mens.ziet("De aanvraag is van na de datum van de brief; kijk de dag na.")
    assert venster.fout.property("rol") == "fout"
    assert venster.isVisible()


def test_zonder_aanvraag_en_voor_een_raadsman_is_er_geen_andere_brief(
    venster: Hoofdvenster, qtbot: QtBot, mens: Mens
) -> None:
    knop = mens.zie(QPushButton, "Andere brief...")
    word(venster, "raadsman")
    besluit(venster).ververs()
    mens.wacht()
    assert not knop.isEnabled()
    word(venster, "consulent")
    besluit(venster).ververs()
    mens.wacht()
    assert knop.isEnabled()
    for soort, deel in list(besluit(venster).lijst.rest.acties):
        if soort == "krijgt_al":
            besluit(venster).keuzes.anders("krijgt_al", deel)
            mens.wacht()
    zaak = besluit(venster).brieven
    assert zaak is not None
    assert not zaak.afhandeling.aanvragen
    assert not knop.isEnabled()


@pytest.fixture
def dubbel() -> Iterator[None]:
    yield
    thema.zet_schaal(1.0)


def test_op_200_procent_staat_alles_er_heel(mens: Mens, dubbel: None) -> None:
    thema.zet_schaal(2.0)
    venster = _open(mens)
    mens.klik("Bericht van uitstel")
    mens.wacht()
    assert venster.minimumSizeHint().width() <= venster.width() <= 1366
    for knop in (*venster.keuzes.values(), *venster.knoppen.values()):
        assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text()), knop.text()
        assert knop.visibleRegion().boundingRect().width() == knop.width(), knop.text()
