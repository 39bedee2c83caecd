"""Somebody practises: no password, made-up residents, a guide beside a whole intake, and nothing real."""

from __future__ import annotations

import io
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog
from pytestqt.qtbot import QtBot

from consulent_app import paden
from consulent_app.acties import oefenen, reservekopie
from consulent_app.acties.dossiers import Dossiers
from consulent_app.acties.inzage import geef_inzage
from consulent_app.acties.oefenstappen import STAPPEN
from consulent_app.acties.toetsen import Toetser
from consulent_app.cli import main
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.opslag import herstelsleutel
from consulent_app.ui import oefenvenster, thema
from consulent_app.ui.app import maak_app, maak_oefenvenster, maak_venster
from consulent_app.ui.inlogpagina import Inlogpagina
from consulent_app.ui.oefenvenster import Oefenvenster
from tests.ui.conftest import maak_kast
from tests.ui.hulpjes import besluit, dossiers, druk, intake, rust
from tests.ui.mens import Mens

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def klaargezet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it is after the first start, for each test a copy."""
    map_ = tmp_path_factory.mktemp("oefenen") / "consulent-oefenen"
    oefenen.open_oefening(map_, oefenen.Oefentoetser()).sluit()
    return map_


@pytest.fixture
def map_(klaargezet: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(klaargezet, tmp_path / "consulent-oefenen"))


@pytest.fixture
def venster(qtbot: QtBot, map_: Path) -> Iterator[Oefenvenster]:
    app = maak_app()
    gemaakt = maak_oefenvenster(app, map_)
    assert isinstance(gemaakt, Oefenvenster)
    gemaakt.show()
    qtbot.waitExposed(gemaakt)
    yield gemaakt
    gemaakt.close()
    gemaakt.deleteLater()
    app.setApplicationDisplayName("")


def begin(venster: Oefenvenster, qtbot: QtBot) -> Mens:
    mens = Mens(venster)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld, timeout=30_000):
        mens.klik("Ga verder met oefenen")
    rust(qtbot, venster)
    return mens


def test_zonder_wachtwoord_staan_er_vijftien_huishoudens(venster: Oefenvenster, qtbot: QtBot) -> None:
    begin(venster, qtbot)
    venster.ga_naar("dossiers")
    rust(qtbot, venster)
    regels = dossiers(venster).model.regels
    assert len(regels) == 15
    assert {regel.status for regel in regels} == {"intake", "besloten"}
    assert len(dossiers(venster).vandaag.findChildren(QComboBox)) == 0
    assert [
        dossiers(venster).pakketten.itemData(n) for n in range(dossiers(venster).pakketten.count())
    ] == ["oefenstad"]


def test_in_elke_titel_staat_oefening(venster: Oefenvenster, qtbot: QtBot) -> None:
    titels = [venster.windowTitle()]
    begin(venster, qtbot)
    titels.append(venster.windowTitle())
    qtbot.mouseClick(dossiers(venster).nieuwknop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    titels.append(venster.windowTitle())
    venster.vergrendel()
    titels.append(venster.windowTitle())
    assert [titel for titel in titels if not titel.endswith(" - OEFENING")] == []
    assert maak_app().applicationDisplayName() == "OEFENING"


def test_wat_in_en_uit_een_echte_werkplek_gaat_is_er_niet(venster: Oefenvenster, qtbot: QtBot) -> None:
    begin(venster, qtbot)
    for pagina in set(venster.paginas) - set(oefenvenster.PAGINAS):
        venster.ga_naar(pagina)
        assert venster._stapel.currentWidget() is venster.paginas["dossiers"]
        assert not venster._rail.knoppen[pagina].isVisible()
    te_zien = {
        actie.text().replace("&", "")
        for menu in venster.menuBar().actions()
        for actie in menu.menu().actions()
        if actie.isVisible()
    }
    assert te_zien & {*oefenvenster.NIET_HIER, "Bestand", "Account", "Tellingen", "Instellingen"} == set()
    assert {"Nieuw gesprek", "Eerste gesprek, stap voor stap", "Opnieuw beginnen..."} <= te_zien
    Mens(venster).klik("Bewaartermijnen...")
    assert Mens(venster).ziet(oefenvenster.GEEN_TERMIJNEN)
    assert [w for w in venster.findChildren(QDialog) if w.isVisible()] == []


def test_een_heel_gesprek_met_de_gids_ernaast(venster: Oefenvenster, qtbot: QtBot, tmp_path: Path) -> None:
    mens, gids = begin(venster, qtbot), venster.gids
    assert mens.ziet(f"stap 1 van {len(STAPPEN)}")

    def staat(nummer: int) -> bool:
        rust(qtbot, venster)
        return gids.naam.text() == STAPPEN[nummer].naam

    mens.toets(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: staat(1))
    mens.typ("Mila")
    mens.toets(Qt.Key.Key_Return)
    assert staat(1)
    intake(venster).spring("personen.p1.geboortedatum")
    mens.typ("4-5-1988")
    mens.toets(Qt.Key.Key_Return)
    assert staat(2)
    intake(venster)._voeg_toe("kind")
    assert staat(3)
    inkomen = [{"soort": "bijstand", "netto_per_maand": "1351.87", "vakantietoeslag_per_maand": "67.59"}]
    intake(venster).antwoord("personen.p1.inkomens", inkomen)
    assert staat(4)
    kind = venster.werkblad.gesprek.personen[1]["id"]  # type: ignore[union-attr]
    voorbeeld = oefenen.huishoudens()[1]["document"]
    for naam, groep in (("huishouden", voorbeeld["huishouden"]), ("geldzorgen", voorbeeld["geldzorgen"])):
        for veld, waarde in groep.items():
            intake(venster).antwoord(f"{naam}.{veld}", waarde)
    for id_, persoon in (("p1", voorbeeld["personen"][0]), (kind, voorbeeld["personen"][1])):
        for veld, waarde in persoon.items():
            if veld not in ("id", "rol", "inkomens", "bsn"):
                intake(venster).antwoord(f"personen.{id_}.{veld}", waarde)
    qtbot.waitUntil(lambda: staat(5), timeout=15_000)
    rij = next(iter(intake(venster).uitkomst._rijen.values()))
    qtbot.mouseClick(rij.knop, Qt.MouseButton.LeftButton)
    assert staat(6)
    mens.toets(Qt.Key.Key_3, CTRL)
    qtbot.waitUntil(lambda: staat(7), timeout=30_000)
    brieven = besluit(venster).brieven
    assert brieven is not None
    for naam, pdf in brieven.documenten.items():
        bladen = [blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages]
        assert [nr for nr, blad in enumerate(bladen) if "OEFENING" not in blad] == [], naam
    besluit(venster).rond_af()
    qtbot.waitUntil(lambda: mens.ziet("Goed gedaan"), timeout=15_000)


def test_de_gids_gaat_dicht_en_begint_weer_en_telt_niet_mee_wat_er_al_was(
    venster: Oefenvenster, qtbot: QtBot
) -> None:
    mens = begin(venster, qtbot)
    mens.toets(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: venster.gids.naam.text() == STAPPEN[1].naam)
    rust(qtbot, venster)
    druk(qtbot, venster.gids, "Sla over")
    assert venster.gids.naam.text() == STAPPEN[2].naam
    mens.klik("Sluit de gids…")
    assert not venster.gids.isVisible()
    menu = next(a for a in venster.menuBar().actions() if a.text() == "&Oefenen").menu()
    menu.actions()[0].trigger()
    assert venster.gids.isVisible()
    assert venster.gids.naam.text() == STAPPEN[0].naam
    venster.gids.kijk()
    kast = venster.werkblad.kast
    assert kast is not None
    venster.open_dossier(kast.zoek("Lindeman")[0].id)
    rust(qtbot, venster)
    assert venster.gids.naam.text() == STAPPEN[0].naam


def test_opnieuw_beginnen_gooit_weg_wat_er_geoefend_is(venster: Oefenvenster, qtbot: QtBot) -> None:
    mens = begin(venster, qtbot)
    mens.toets(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: venster.werkblad.gesprek is not None)
    rust(qtbot, venster)
    kast = venster.werkblad.kast
    assert kast is not None
    assert kast.aantal_dossiers() == 16
    venster.opnieuw()
    with qtbot.waitSignal(venster.werkblad.ontgrendeld, timeout=60_000):
        mens.klik("Gooi weg en begin opnieuw")
    rust(qtbot, venster)
    assert venster.werkblad.kast is not None
    assert venster.werkblad.kast.aantal_dossiers() == 15


def test_op_een_uitdraai_van_inzage_staat_het_ook(map_: Path, tmp_path: Path) -> None:
    kast = oefenen.open_oefening(map_, oefenen.Oefentoetser())
    bsn = oefenen.huishoudens()[0]["document"]["personen"][0]["bsn"]
    pad, _ = geef_inzage(kast, Toetser(), bsn, None, oefenen.datetime.now().date(), tmp_path)
    kast.sluit()
    assert all("OEFENING" in blad.extract_text() for blad in PdfReader(pad).pages)


def test_met_grote_letters_past_de_gids_op_een_klein_scherm(venster: Oefenvenster, qtbot: QtBot) -> None:
    thema.zet_schaal(2.0)
    try:
        begin(venster, qtbot)
        venster.resize(1366, 768)
        for stap in range(len(STAPPEN)):
            venster.gids._stap = stap
            venster.gids._toon()
            rust(qtbot, venster)
            assert venster.width() <= 1366
            assert venster.minimumSizeHint().width() <= 1366
            assert venster.gids.height() < 768 / 3
    finally:
        thema.zet_schaal(1.0)


# --- never mixed ---------------------------------------------------------------------------------------


def test_de_map_om_te_oefenen_staat_naast_de_echte(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONSULENT_MAP", str(tmp_path / "dossiers"))
    assert paden.oefenmap() == tmp_path / "dossiers-oefenen"


def test_echte_gegevens_gaan_bij_het_oefenen_niet_open(qtbot: QtBot, tmp_path: Path) -> None:
    maak_kast(tmp_path)
    voor = {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()}
    for doe in (oefenen.open_oefening, oefenen.begin_opnieuw):
        with pytest.raises(InvoerFout) as fout:
            doe(tmp_path, oefenen.Oefentoetser())
        assert str(fout.value) == oefenen.ECHT
    venster = maak_oefenvenster(maak_app(), tmp_path)
    venster.show()
    mens = Mens(venster)
    mens.klik("Ga verder met oefenen")
    rust(qtbot, venster)
    assert mens.ziet(oefenen.ECHT)
    assert {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()} == voor
    venster.close()
    maak_app().setApplicationDisplayName("")


def test_een_gewone_aanmelding_opent_de_oefenmap_niet(map_: Path, tmp_path: Path) -> None:
    wie = (oefenen.NAAM, oefenen.WACHTWOORD)
    sleutel = herstelsleutel.als_tekst(bytearray(32))
    moment = oefenen.datetime.now().astimezone()
    for doe in (
        lambda: Dossiers.open(map_, *wie),
        lambda: Dossiers.maak(map_, *wie),
        lambda: Dossiers.herstel(map_, sleutel, *wie),
        lambda: reservekopie.zet_terug(tmp_path / "er.kopie", map_, wie, moment, vervang=True),
    ):
        with pytest.raises(ConsulentFout, match="In deze map wordt geoefend"):
            doe()


def test_de_opdrachtregel_komt_er_ook_niet_in(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{oefenen.WACHTWOORD}\n"))
    opdracht = ["bewaren", "--map", str(map_), "--naam", oefenen.NAAM, "--wachtwoord-stdin"]
    assert main(opdracht) == 2
    assert "In deze map wordt geoefend" in capsys.readouterr().err


def test_wat_halverwege_stopte_wordt_opnieuw_klaargezet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_ = tmp_path / "oefenen"
    monkeypatch.setattr(oefenen, "huishoudens", lambda: [{}])
    with pytest.raises(KeyError):
        oefenen.open_oefening(map_, oefenen.Oefentoetser())
    monkeypatch.undo()
    kast = oefenen.open_oefening(map_, oefenen.Oefentoetser())
    assert kast.aantal_dossiers() == 15
    kast.sluit()


def test_vanaf_het_inlogscherm_start_oefenen_als_eigen_programma(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real program, told by its own log that it started."""
    monkeypatch.setenv("CONSULENT_MAP", str(tmp_path / "dossiers"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "staat"))
    monkeypatch.setenv("PYTHONPATH", str(paden.wortel()))
    gestart: list[int] = []
    echt = oefenvenster.opdracht
    monkeypatch.setattr(oefenvenster, "opdracht", lambda: _met_nummer(echt(), tmp_path / "pid"))
    venster = maak_venster(tmp_path / "dossiers")
    venster.show()
    assert isinstance(venster.inlog, Inlogpagina)
    Mens(venster).klik("Oefenen met verzonnen inwoners")
    logbestand = tmp_path / "staat" / "consulent" / "consulent.log"
    qtbot.waitUntil(lambda: logbestand.exists() and "venster na" in logbestand.read_text(), timeout=30_000)
    gestart.append(int((tmp_path / "pid").read_text()))
    assert not (tmp_path / "dossiers").exists()
    os.kill(gestart[0], signal.SIGTERM)
    venster.close()


def _met_nummer(opdracht: tuple[str, list[str]], pad: Path) -> tuple[str, list[str]]:
    """Let the program be started write its number first, so that the test can end that one."""
    programma, argumenten = opdracht
    return "/bin/sh", ["-c", f'echo $$ > {pad}; exec "$0" "$@"', programma, *argumenten]


# --- the households ------------------------------------------------------------------------------------


def test_elk_huishouden_is_verzonnen_en_anders() -> None:
    alle = oefenen.huishoudens()
    personen = [p for een in alle for p in een["document"]["personen"]]
    bsns = [p["bsn"] for p in personen]
    assert len(set(bsns)) == len(bsns) == len(personen)
    assert all(re.fullmatch(r"99999\d{4}", bsn) and bsn_klopt(bsn) for bsn in bsns)
    assert {een["stand"] for een in alle} == {"gesprek", "besloten", "voorstel"}
    assert {een["document"]["pakket"] for een in alle} == {"oefenstad"}
    assert len({een["verhaal"] for een in alle}) == len(alle) == 15
    assert len({een["document"]["gesprek"]["taal"] for een in alle}) >= 5
    aantallen = {len(een["document"]["personen"]) for een in alle}
    assert {1, 2, 3, 5} <= aantallen


def test_op_elke_dag_is_er_te_oefenen() -> None:
    pakket = Toetser().pakket("oefenstad")
    voor, na = oefenen.date(2000, 1, 1), oefenen.date(2100, 1, 1)
    assert oefenen.dag_van(pakket, voor) == pakket.geldig_vanaf
    assert oefenen.dag_van(pakket, na) == pakket.geldig_tot
