"""Copies from the screen: one by itself, one now, elsewhere, told when it fails, and put back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from consulent_app.opslag import herstel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.herstelvenster import Herstelvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.instelpagina import Instelpagina
from consulent_app.ui.kopiepaneel import Kopiepaneel
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD
from tests.ui.hulpjes import open_voorbeeld, rust, word


def paneel(venster: Hoofdvenster, qtbot: QtBot) -> Kopiepaneel:
    qtbot.keyClick(venster, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    pagina = venster.paginas["instellingen"]
    assert isinstance(pagina, Instelpagina)
    gevonden = pagina.findChildren(Kopiepaneel)[-1]
    wacht(venster, qtbot)
    return gevonden


def wacht(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: venster.werkblad.kopieerder.taken.rustig and venster.werkblad.rustig)


def open_weer(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, "\r")
    rust(qtbot, venster)


def test_een_van_vandaag_komt_vanzelf_en_maar_een_keer(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    assert "Er is nog geen reservekopie." in paneel(venster, qtbot).laatste.text()
    wachten = venster.werkblad.kopieerder._wacht
    assert wachten.isActive()
    wachten.setInterval(1)
    for _ in range(2):
        wachten.start()
        qtbot.waitUntil(lambda: not wachten.isActive())
        wacht(venster, qtbot)
    assert len(list((tmp_path / "reservekopieen").iterdir())) == 1
    assert "De laatste is van" in paneel(venster, qtbot).laatste.text()
    assert "op dezelfde plek" in paneel(venster, qtbot).waarschuwing.text()


def test_een_andere_map_en_nu_een(venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path) -> None:
    assert not paneel(venster, qtbot).kies.isVisible()
    word(venster, "beheerder")
    blok = paneel(venster, qtbot)
    assert blok.kies.isVisible()
    qtbot.mouseClick(blok.maak, Qt.MouseButton.LeftButton)
    wacht(venster, qtbot)
    elders = tmp_path.parent / f"{tmp_path.name}-schijf"
    blok.kies_map(elders)
    wacht(venster, qtbot)
    assert str(elders) in blok.waar.text()
    assert not blok.waarschuwing.isVisible()
    assert not blok.fout.isVisible()
    assert len(list(elders.glob("*.kopie"))) == 1
    qtbot.mouseClick(blok.maak, Qt.MouseButton.LeftButton)
    wacht(venster, qtbot)
    assert len(list(elders.glob("*.kopie"))) == 2
    assert "De laatste is van" in blok.laatste.text()


def test_wat_mislukt_staat_onderaan_tot_het_lukt(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    word(venster, "beheerder")
    blok = paneel(venster, qtbot)
    stick = tmp_path.parent / f"{tmp_path.name}-stick"
    blok.kies_map(stick)
    wacht(venster, qtbot)
    stick.rmdir()
    venster.werkblad.kopieerder.kopie_van_vandaag()
    wacht(venster, qtbot)
    assert venster.onderin.zonder_kopie.isVisible()
    assert "die map is er niet" in blok.fout.text()
    stick.mkdir()
    qtbot.mouseClick(blok.maak, Qt.MouseButton.LeftButton)
    wacht(venster, qtbot)
    assert not venster.onderin.zonder_kopie.isVisible()
    assert not blok.fout.isVisible()


def test_wat_bij_een_andere_map_achterblijft_wordt_gezegd(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    word(venster, "beheerder")
    blok = paneel(venster, qtbot)
    stick, net = (tmp_path.parent / f"{tmp_path.name}-{deel}" for deel in ("stick", "net"))
    blok.kies_map(stick)
    wacht(venster, qtbot)
    stick.rmdir()
    blok.kies_map(net)
    wacht(venster, qtbot)
    assert blok.fout.isVisible()
    assert f"Wat in {stick} staat, staat er nog" in blok.fout.text()


def herstelvenster(venster: Hoofdvenster, qtbot: QtBot) -> Herstelvenster:
    gevonden = venster.inlog.herstelvenster
    rust(qtbot, venster)
    assert not gevonden.knop.isEnabled()
    qtbot.keyClicks(gevonden.wachtwoord, WACHTWOORD)
    return gevonden


def als(vraag: Herstelvenster, qtbot: QtBot, naam: str, wachtwoord: str) -> None:
    for veld, tekst in ((vraag.naam, naam), (vraag.wachtwoord, wachtwoord)):
        veld.clear()
        qtbot.keyClicks(veld, tekst)


def test_terugzetten_vraagt_eerst_en_bewaart_het_andere(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    blok = paneel(venster, qtbot)
    qtbot.mouseClick(blok.maak, Qt.MouseButton.LeftButton)
    wacht(venster, qtbot)
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    blok = paneel(venster, qtbot)
    qtbot.mouseClick(blok.terug, Qt.MouseButton.LeftButton)
    assert venster.inlog.isVisible()
    vraag = herstelvenster(venster, qtbot)
    qtbot.mouseClick(vraag.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert vraag.fout.text() == herstel.ALLEEN_BEHEERDER
    assert vraag.knop.text() == "Zet terug"
    als(vraag, qtbot, BEHEER, BEHEERWOORD)
    qtbot.mouseClick(vraag.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert "werk tot en met" in vraag.fout.text()
    assert "Er is niets veranderd." in vraag.fout.text()
    assert vraag.knop.text().startswith("Toch terugzetten")
    qtbot.mouseClick(vraag.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert not vraag.isVisible()
    assert "met 0 dossiers" in venster.inlog._uitleg.text()
    assert "De accounts van toen gelden weer" in venster.inlog._uitleg.text()
    open_weer(venster, qtbot)
    assert venster.paginas["dossiers"].isVisible()
    (terzijde,) = tmp_path.glob("terzijde-*")
    with Dossierkast.open(terzijde, NAAM, WACHTWOORD) as kast:
        assert len(kast.zoek("")) == 1


def test_een_beschadigde_kast_wijst_de_weg_naar_de_kopie(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    qtbot.mouseClick(paneel(venster, qtbot).maak, Qt.MouseButton.LeftButton)
    wacht(venster, qtbot)
    venster.vergrendel()
    rust(qtbot, venster)
    assert not venster.inlog.terug.isVisible()
    (tmp_path / "consulent.db").write_bytes(bytes(50_000))
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    qtbot.keyClick(venster.inlog.eerste, "\r")
    qtbot.waitUntil(lambda: "De laatste is van" in venster.inlog._fout.text())
    qtbot.mouseClick(venster.inlog.terug, Qt.MouseButton.LeftButton)
    vraag = herstelvenster(venster, qtbot)
    qtbot.mouseClick(vraag.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    open_weer(venster, qtbot)
    assert venster.paginas["intake"].isVisible()


def test_een_klok_die_terugstaat_wordt_gezegd(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venster.vergrendel()
    rust(qtbot, venster)
    morgen = datetime.now(UTC) + timedelta(days=365)
    with Dossierkast.open(tmp_path, NAAM, WACHTWOORD, klok=lambda: morgen) as kast:
        kast.zet_status(kast.nieuw({"pakket": "oefenstad"}).id, "afgesloten")
    getoond: list[str] = []
    monkeypatch.setattr(QMessageBox, "open", lambda zelf: getoond.append(zelf.text()))
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, "\r")
    qtbot.waitUntil(lambda: bool(getoond))
    assert f"er is al gewerkt op {morgen.astimezone().day}" in getoond[0]
