"""The page of the counts, with keys and clicks: weeks, tables, charts, files, and what is not told yet."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from multiprocessing import active_children
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from consulent_app.acties.weektelling import maak_telling
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui import telpagina, thema
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.telpagina import Telpagina
from tests.prestaties.telfeiten import maak, zet_in
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD, maak_kast
from tests.ui.mens import CTRL, Mens

# The solid bars are an extension of the format, which openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
TAB, ENTER, RECHTS, OMLAAG = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down
VANDAAG = date(2026, 11, 24)


@pytest.fixture(scope="module")
def kast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with the facts of a year, of which the only user is a teamleider."""
    map_ = tmp_path_factory.mktemp("tellen") / "kast"
    maak_kast(map_)
    with Dossierkast.open(map_, BEHEER, BEHEERWOORD) as beheer:
        zet_in(beheer, maak(1_500))
        beheer.accounts.wijzig_rol(NAAM, "teamleider")
    return map_


def open_venster(map_: Path) -> Mens:
    maak_app()
    mens = Mens(maak_venster(map_))
    mens.ga_zitten(WACHTWOORD)
    return mens


@pytest.fixture
def mens(kast: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mens]:
    """A teamleider who just logged in, in the last week of November."""
    monkeypatch.setattr(telpagina, "_vandaag", lambda: VANDAAG)
    mens = open_venster(kast)
    mens.wacht()
    yield mens
    mens.venster.close()
    mens.venster.deleteLater()


def pagina(venster: Hoofdvenster) -> Telpagina:
    gevonden = venster.paginas["tellingen"]
    assert isinstance(gevonden, Telpagina)
    return gevonden


def kies(mens: Mens, titel: str) -> None:
    lijst = pagina(mens.venster).lijst
    (regel,) = lijst.findItems(titel, Qt.MatchFlag.MatchExactly)
    lijst.scrollToItem(regel)
    plek = lijst.visualItemRect(regel).center()
    QTest.mouseClick(lijst.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, plek)
    mens.wacht()


def cellen(mens: Mens) -> list[list[str]]:
    model = pagina(mens.venster).blad.tabel.model_
    return [
        [str(model.data(model.index(rij, kolom))) for kolom in range(model.columnCount())]
        for rij in range(model.rowCount())
    ]


def test_een_teamleider_ziet_na_het_inloggen_het_jaar_tot_nu(mens: Mens) -> None:
    bladzijde = pagina(mens.venster)
    assert mens.venster._stapel.currentWidget() is bladzijde
    assert (bladzijde.van.text(), bladzijde.tot.text()) == ("2026-W01", "2026-W48")
    assert mens.ziet(
        "De volgende telmaand, week 48 tot en met 53, staat vanaf 4 januari 2027 in de tabellen"
    )
    assert mens.ziet("Tot dan ziet u die weken alleen hier, bij 'Lopende weken'.")
    titels = [bladzijde.lijst.item(rij).text() for rij in range(bladzijde.lijst.count())]
    assert titels[:4] == ["Per week", "Lopende weken", "Per regeling", "Bereik"]
    assert titels == [t.titel for t in bladzijde.beeld.tabellen] if bladzijde.beeld else False
    assert cellen(mens)[0][0] == "2026-W01"


def test_met_alleen_toetsen_naar_andere_weken(mens: Mens) -> None:
    mens.toets(Qt.Key.Key_8, CTRL)
    mens.toets(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert mens.focus == "Van week"
    mens.typ("2026-W40")
    mens.toets(TAB)
    assert mens.focus == "Tot en met week"
    mens.typ("2026-W47")
    mens.toets(ENTER)
    mens.wacht(lambda: len(cellen(mens)) == 8)
    assert [rij[0] for rij in cellen(mens)] == [f"2026-W{week}" for week in range(40, 48)]
    langs = []
    for _ in range(7):
        mens.toets(TAB)
        langs.append(mens.focus)
    assert langs == [
        "Toon", "Tabellen", "Grafiek: Oordelen per week", "Tabel Per week", "Bewaar als XLSX...",
        "Bewaar als CSV...", "Bewaar als PDF...",
    ]  # fmt: skip


def test_in_andere_weken_blijft_dezelfde_tabel_gekozen(mens: Mens) -> None:
    """Of weeks that are over there is no table of running weeks: what stood third is second then."""
    bladzijde = pagina(mens.venster)
    bladzijde.lijst.setCurrentRow(2)
    assert bladzijde.blad.titel.text() == "Per regeling"
    for veld, week in ((bladzijde.van, "2026-W40"), (bladzijde.tot, "2026-W47")):
        veld.setFocus()
        mens.typ(week)
    mens.klik("Toon")
    mens.wacht(lambda: bladzijde.lijst.currentRow() == 1)
    assert bladzijde.blad.titel.text() == "Per regeling"


@pytest.mark.parametrize(
    ("van", "tot", "zin", "fout"),
    [
        ("week 40", "2026-W47", "Van week: 'week 40' is geen week; schrijf hem als 2026-W40.", "van"),
        (
            "2026-W40", "2027-W53",
            "Tot en met week: 2027 heeft geen week 53; de laatste is week 52.", "tot",
        ),
        (
            "2026-W47", "2026-W40",
            "Week 2026-W40 ligt voor week 2026-W47; wissel Van week en Tot en met week om.", "",
        ),
        ("2019-W01", "2019-W04", "Er is niets geteld in week 1 tot en met week 4 van 2019", ""),
    ],
)  # fmt: skip
def test_wat_er_mis_is_staat_er_in_een_zin(mens: Mens, van: str, tot: str, zin: str, fout: str) -> None:
    bladzijde = pagina(mens.venster)
    for veld, tekst in ((bladzijde.van, van), (bladzijde.tot, tot)):
        veld.setFocus()
        mens.typ(tekst)
    mens.klik("Toon")
    mens.wacht()
    assert mens.ziet(zin)
    assert bladzijde.melding.property("rol") == "fout"
    for naam, veld in (("van", bladzijde.van), ("tot", bladzijde.tot)):
        assert (veld.property("fout") == "ja") is (naam == fout)


def test_getallen_staan_rechts_met_tekens_als_in_de_exports(mens: Mens) -> None:
    kies(mens, "Per regeling")
    bladzijde = pagina(mens.venster)
    assert bladzijde.beeld is not None
    werkplek = mens.venster.werkblad.kast
    assert werkplek is not None
    verslag = maak_telling(werkplek, *bladzijde.beeld.weken, VANDAAG, lambda _: None)
    tabel = verslag.tabellen["regelingen"]
    rijen, model = cellen(mens), bladzijde.blad.tabel.model_
    assert len(rijen) == len(tabel.cijfers)
    for rij, tekens in zip(rijen, tabel.tekens["toegekend"], strict=True):
        toegekend = rij[3]
        if tekens in ("", "≥"):
            assert toegekend.removeprefix("≥\u00a0").replace(".", "").isdigit()
            assert toegekend.startswith("≥") == (tekens == "≥")
        else:
            assert toegekend == tekens
    assert any(rij[14].startswith("€") for rij in rijen)
    uitlijning = model.data(model.index(0, 3), Qt.ItemDataRole.TextAlignmentRole)
    assert uitlijning & Qt.AlignmentFlag.AlignRight
    assert mens.ziet("Oordelen per regeling. 'Eerste keer' is de eerste toekenning in het jaar.")
    gezien = {cel.partition("\u00a0")[0] for rij in rijen for cel in rij}
    for teken in ("<10", "·", "–", "≥"):
        assert (f"{teken}:" in bladzijde.blad.tekens.text()) is (teken in gezien)


def test_de_grafiek_leest_een_staaf_voor_met_pijl_en_muis(mens: Mens) -> None:
    kies(mens, "Per regeling")
    blad = pagina(mens.venster).blad
    blad.grafiek.setFocus()
    mens.toets(RECHTS)
    eerste = blad.gekozen.text()
    assert "beoordeeld" in eerste
    mens.toets(OMLAAG)
    assert blad.gekozen.text() != eerste
    mens.toets(Qt.Key.Key_Home)
    assert blad.gekozen.text() == eerste
    _, balk = list(blad.grafiek._balken())[2]
    plek = QPoint(round(balk.left()) + 4, round(balk.center().y()))
    QTest.mouseClick(blad.grafiek, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, plek)
    assert blad.gekozen.text() not in ("", eerste)
    assert eerste in blad.grafiek.accessibleDescription()


@pytest.mark.parametrize(("knop", "einde"), [("XLSX", ".xlsx"), ("CSV", ".csv"), ("PDF", ".pdf")])
def test_bewaren_in_een_bestand_met_een_regel_in_het_logboek(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knop: str, einde: str
) -> None:
    voorstellen: list[str] = []

    def kies_bestand(_: QWidget, __: str, voorstel: str, *___: str) -> tuple[str, str]:
        voorstellen.append(voorstel)
        return str(tmp_path / "uit" / "telling"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", kies_bestand)
    mens.klik(f"Bewaar als {knop}...")
    mens.wacht()
    assert voorstellen == [f"weektelling-2026-W01-2026-W48{einde}"]
    bestand = tmp_path / "uit" / f"telling{einde}"
    if einde == ".xlsx":
        assert openpyxl.load_workbook(bestand).sheetnames[1] == "Per week"
    elif einde == ".pdf":
        assert len(PdfReader(bestand).pages) == 2
    else:
        assert bestand.read_text(encoding="utf-8-sig").startswith("tabel,soort,van_week")
    assert mens.ziet(f"telling{einde} bewaard in uit")
    kast = mens.venster.werkblad.kast
    assert kast is not None
    regel = kast._kast.logregels()[0].handeling
    assert (regel.actie, regel.object) == (
        "tellingen bewaren in een bestand", f"{einde[1:]} (2026-W01 t/m 2026-W48)",
    )  # fmt: skip


def test_een_bestand_dat_elders_open_is_krijgt_een_zin_en_de_tabellen_blijven(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def geweigerd(*_: object) -> Path:
        raise PermissionError(13, "in gebruik")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "telling.csv"), ""))
    monkeypatch.setattr(Path, "replace", geweigerd)
    mens.klik("Bewaar als CSV...")
    mens.wacht()
    assert mens.ziet("telling.csv is open in een ander programma")
    assert cellen(mens)
    assert list(tmp_path.iterdir()) == []


def houd_op(mens: Mens) -> None:
    """Let the process stop where it is, so that what is counted next lasts until it is broken off."""
    [kind] = active_children()
    assert kind.pid
    os.kill(kind.pid, signal.SIGSTOP)
    mens.klik("Toon")


def test_wie_weggaat_breekt_het_tellen_af_en_vindt_de_tabellen_als_hij_terugkomt(mens: Mens) -> None:
    bladzijde = pagina(mens.venster)
    bladzijde.van.setFocus()
    mens.typ("2026-W40")
    houd_op(mens)
    assert bladzijde.balk.isVisible()
    assert not bladzijde.toonknop.isEnabled()
    mens.toets(Qt.Key.Key_6, CTRL)
    assert mens.venster._stapel.currentWidget() is mens.venster.paginas["account"]
    mens.wacht()
    assert active_children() == []
    mens.toets(Qt.Key.Key_8, CTRL)
    mens.wacht()
    assert cellen(mens)[0][0] == "2026-W40"
    assert not bladzijde.balk.isVisible()


def test_terug_op_de_bladzijde_staat_alles_er_nog_en_kan_het_worden_bewaard(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "telling.csv"), ""))
    kies(mens, "Per regeling")
    gezien = cellen(mens)
    mens.toets(Qt.Key.Key_6, CTRL)
    mens.wacht()
    mens.toets(Qt.Key.Key_8, CTRL)
    assert cellen(mens) == gezien
    mens.wacht()
    assert cellen(mens) == gezien
    mens.klik("Bewaar als CSV...")
    mens.toets(Qt.Key.Key_6, CTRL)
    mens.wacht()
    assert (tmp_path / "telling.csv").is_file()
    assert active_children() == []


def test_een_proces_dat_sterft_is_een_zin(mens: Mens) -> None:
    houd_op(mens)
    [kind] = active_children()
    kind.kill()
    mens.wacht()
    assert mens.ziet("Het tellen is afgebroken, misschien door te weinig geheugen; kies Toon")
    mens.klik("Toon")
    mens.wacht()
    assert not mens.ziet("Het tellen is afgebroken")
    assert cellen(mens)


def test_op_slot_en_bij_sluiten_eindigt_het_tellen(mens: Mens) -> None:
    houd_op(mens)
    mens.toets(Qt.Key.Key_L, CTRL)
    mens.wacht()
    assert active_children() == []
    mens.ga_zitten(WACHTWOORD)
    mens.wacht()
    houd_op(mens)
    mens.venster.close()
    assert active_children() == []


def test_op_slot_staat_er_niets_ook_niet_van_een_telling_die_nog_liep(mens: Mens) -> None:
    bladzijde = pagina(mens.venster)
    mens.klik("Toon")
    mens.toets(Qt.Key.Key_L, CTRL)
    mens.wacht()
    assert bladzijde.beeld is None
    assert bladzijde.lijst.count() == 0
    assert cellen(mens) == []
    assert bladzijde.van.text() == bladzijde.blad.titel.text() == ""
    assert bladzijde.blad.grafiek.accessibleDescription() == ""


def test_in_een_lopende_telmaand_staat_wanneer_de_volgende_komt(mens: Mens) -> None:
    bladzijde = pagina(mens.venster)
    for veld, week in ((bladzijde.van, "2026-W48"), (bladzijde.tot, "2026-W48")):
        veld.setFocus()
        mens.typ(week)
    mens.klik("Toon")
    mens.wacht()
    assert mens.ziet("nog geen hele telmaand voorbij")
    assert mens.ziet("staat vanaf 4 januari 2027 in de tabellen en in wat u bewaart")
    assert [tabel.naam for tabel in bladzijde.beeld.tabellen] == ["lopend"]
    assert mens.ziet("Lopende weken")
    for knop in bladzijde.findChildren(QPushButton):
        assert knop.text() == "Toon" or not knop.isVisible(), knop.text()


def test_zonder_een_telling_staat_er_waarom(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telpagina, "_vandaag", lambda: VANDAAG)
    maak_kast(tmp_path)
    mens = open_venster(tmp_path)
    mens.wacht()
    mens.toets(Qt.Key.Key_8, CTRL)
    mens.wacht()
    assert mens.ziet("Er is niets geteld in week 1 tot en met week 48 van 2026")
    assert not pagina(mens.venster).lijst.isVisible()
    assert mens.zie(QPushButton, "Toon").isEnabled()
    mens.venster.close()
    mens.venster.deleteLater()


def test_twee_keer_zo_groot_past_alles_en_heeft_alles_een_naam(mens: Mens) -> None:
    bladzijde = pagina(mens.venster)
    thema.zet_schaal(2.0)
    try:
        for rij in range(bladzijde.lijst.count()):
            bladzijde.lijst.setCurrentRow(rij)
            mens.wacht()
            assert mens.venster.width() <= 1366
            blad = bladzijde.blad
            for knop in bladzijde.findChildren(QPushButton):
                assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text())
            grafiek = blad.grafiek
            if grafiek.isVisible():
                assert all(grafiek.rect().contains(balk.toRect()) for _, balk in grafiek._balken())
        naamloos = [
            w
            for w in bladzijde.findChildren(QWidget)
            if w.isVisible()
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (w.accessibleName() or getattr(w, "text", str)())
            and not w.objectName().startswith("qt_")
        ]
        assert naamloos == []
    finally:
        thema.zet_schaal(1.0)
