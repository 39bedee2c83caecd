"""Amounts on the screen: found, entered, checked while typed, and from page to an installed package.

The first test is the worked example of docs/regelpakketten.md: 1 January without anybody who programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui import bedragpagina, pakketvenster, thema
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.bedragpagina import NIETS_GEVONDEN, Bedragpagina
from consulent_app.ui.bedragvenster import REKENT, WACHT, Bedragvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD, maak_kast
from tests.ui.hulpjes import open_voorbeeld, rust
from tests.ui.mens import CTRL, Mens

DAG = date(2026, 11, 21)
PIET, PIETWOORD = "Piet Smit", "roer kaars veulen"
SLEUTELWOORD = "hek regen lepel"
NORMEN = {
    "Bijstandsnorm alleenstaande (ouder) van 21 jaar": "1.447,85",
    "Bijstandsnorm gehuwden van 21 jaar": "2.068,35",
}


@pytest.fixture
def map_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a store with two beheerders, in November."""
    for module in (bedragpagina, pakketvenster):
        monkeypatch.setattr(module, "vandaag", lambda: DAG)
    maak_kast(tmp_path / "kast")
    with Dossierkast.open(tmp_path / "kast", BEHEER, BEHEERWOORD) as kast:
        startwoord = kast.accounts.voeg_toe(PIET, "beheerder")
    Dossierkast.open(tmp_path / "kast", PIET, startwoord, PIETWOORD).sluit()
    return tmp_path / "kast"


@pytest.fixture
def mens(qtbot: QtBot, map_: Path) -> Iterator[Mens]:
    """Give somebody before the page about amounts."""
    maak_app()
    venster = maak_venster(map_)
    venster.show()
    log_in(qtbot, venster, BEHEER, BEHEERWOORD)
    with qtbot.waitActive(venster):
        venster.activateWindow()
    mens = Mens(venster)
    mens.toets(Qt.Key.Key_9, CTRL)
    mens.wacht(lambda: pagina(venster).blad is not None)
    yield mens
    for vel in QApplication.topLevelWidgets():
        if isinstance(vel, QDialog):
            vel.close()
    venster.close()
    venster.deleteLater()


def log_in(qtbot: QtBot, venster: Hoofdvenster, naam: str, wachtwoord: str) -> None:
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        venster.inlog.kies(naam, wachtwoord)
    rust(qtbot, venster)


def wissel(qtbot: QtBot, mens: Mens, naam: str, wachtwoord: str) -> None:
    """Lock, and let another sit down, on the page about amounts when it is theirs."""
    mens.toets(Qt.Key.Key_L, CTRL)
    mens.wacht()
    log_in(qtbot, mens.venster, naam, wachtwoord)
    mens.pak_venster()
    mens.toets(Qt.Key.Key_9, CTRL)
    mens.wacht()


def pagina(venster: Hoofdvenster) -> Bedragpagina:
    gevonden = venster.paginas["bedragen"]
    assert isinstance(gevonden, Bedragpagina)
    return gevonden


def rijen(lijst: QTableView) -> list[list[str]]:
    model = lijst.model()
    return [
        [str(model.index(rij, kolom).data()).replace("\u00a0", " ") for kolom in range(model.columnCount())]
        for rij in range(model.rowCount())
    ]


def zoek(mens: Mens, tekst: str) -> list[list[str]]:
    mens.klik("Zoek een bedrag", QLineEdit)
    mens.typ(tekst)
    return rijen(pagina(mens.venster).lijst)


def begin_invoer(mens: Mens, naam: str) -> None:
    """Search a figure, and open its form with Enter on its row."""
    zoek(mens, naam)
    mens.klik("Bedragen", QTableView)
    pagina(mens.venster).lijst.setFocus()
    mens.toets(Qt.Key.Key_Return)
    mens.wacht(lambda: mens.ziet("Wat er verandert"))


def vul(mens: Mens, naam: str, tekst: str) -> None:
    mens.klik(naam, QLineEdit)
    mens.typ(tekst)


def voer_in(mens: Mens, naam: str, waarde: str, bron: str) -> None:
    begin_invoer(mens, naam)
    vul(mens, "Nieuwe waarde", waarde)
    vul(mens, "Vanaf", "1-1-2027")
    vul(mens, "Bron", bron)
    mens.wacht(lambda: mens.ziet("voorbeeldhuishoudens."))
    mens.klik("Zet in het concept")
    mens.wacht(lambda: not mens.ziet("Wat er verandert"))
    mens.pak_venster()


def maak_sleutel(mens: Mens, monkeypatch: pytest.MonkeyPatch, pad: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pad), ""))
    mens.klik("Pakketten en sleutels")
    mens.wacht()
    mens.klik("Eigen sleutel maken...")
    for naam in ("Nieuw wachtwoord", "Nog een keer"):
        vul(mens, naam, SLEUTELWOORD)
    mens.klik("Maak en bewaar...")
    mens.wacht(lambda: pad.exists() and mens.ziet("Vingerafdruk "))
    mens.pak_venster()


def teken(mens: Mens, monkeypatch: pytest.MonkeyPatch, sleutel: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sleutel), ""))
    mens.klik("Kies uw sleutel...")
    vul(mens, "Wachtwoord van uw sleutel", SLEUTELWOORD)


def pak_in(mens: Mens, monkeypatch: pytest.MonkeyPatch, pakket: str, sleutel: Path, uit: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(uit))
    mens.klik(f"{pakket} inpakken")
    vul(mens, "Wat er verandert, in gewone woorden", "Bijstandsnormen per 1 januari 2027")
    vul(mens, "Geldt tot en met", "31-12-2027")
    teken(mens, monkeypatch, sleutel)
    mens.wacht()
    mens.klik("Teken en bewaar...")
    mens.wacht(lambda: not mens.ziet("Nog nodig"))
    mens.wacht(lambda: not any(isinstance(w, QDialog) and w.isVisible() for w in vensters()))
    mens.pak_venster()


def vensters() -> list[QWidget]:
    return list(QApplication.topLevelWidgets())


def doe_met_pakket(
    mens: Mens, monkeypatch: pytest.MonkeyPatch, knop: str, pad: Path, sleutel: Path | None = None
) -> None:
    """Choose a package, wait until it was read, and do what the button of its window says."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pad), ""))
    mens.klik(f"Regelpakket {'nakijken en vrijgeven' if sleutel else 'installeren'}...")
    mens.wacht(lambda: mens.ziet("Ingevoerd door Beheer: Bijstandsnormen"))
    if sleutel:
        teken(mens, monkeypatch, sleutel)
    mens.klik(knop)
    mens.wacht(lambda: not mens.ziet("Ingevoerd door Beheer: Bijstandsnormen per 1 januari 2027\n"))
    mens.wacht(lambda: not any(isinstance(w, QDialog) and w.isVisible() for w in vensters()))
    mens.pak_venster()


def test_nieuwe_bijstandsnormen_per_1_januari_2027(
    qtbot: QtBot, mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleutel, piets, uit = tmp_path / "beheer.sleutel", tmp_path / "piet.sleutel", tmp_path / "uit"
    # One beheerder enters the amounts and signs: of the state, and of Heemskerk that builds on it.
    maak_sleutel(mens, monkeypatch, sleutel)
    mens.klik("Alle bedragen")
    for naam, waarde in NORMEN.items():
        voer_in(mens, naam, waarde, "Staatscourant 2026, 40123")
    assert mens.ziet("In het concept: 2 bedragen.")
    for pakket in ("Landelijke normen en wetten", "Heemskerk"):
        pak_in(mens, monkeypatch, pakket, sleutel, uit)
    pakketten = [uit / "rijk-2027.1.regelpakket", uit / "heemskerk-2026.6.regelpakket"]
    assert sorted(uit.iterdir()) == sorted(pakketten)
    # Another looks, releases and installs.
    wissel(qtbot, mens, PIET, PIETWOORD)
    maak_sleutel(mens, monkeypatch, piets)
    for pad in pakketten:
        doe_met_pakket(mens, monkeypatch, "Geef vrij", pad, piets)
        doe_met_pakket(mens, monkeypatch, "Installeer", pad)
    mens.wacht(lambda: mens.ziet("Landelijke normen en wetten 2027.1 · in gebruik"))
    assert mens.ziet("Ingevoerd door Beheer, nagekeken en vrijgegeven door Piet Smit.")
    assert mens.ziet("Geldt van 1 januari 2024 tot en met 31 december 2027.")
    mens.klik("Alle bedragen")
    (rij,) = zoek(mens, "alleenstaande 21 jaar AOW-leeftijd")
    assert rij[0] == ""
    # From the next login on a household of January is judged by it.
    wissel(qtbot, mens, NAAM, WACHTWOORD)
    assert not pagina(mens.venster).isVisible()
    document = open_voorbeeld(qtbot, mens.venster, "alleenstaande-ouder", "heemskerk")
    mens.venster.werkblad.leeg()
    kast = mens.venster.werkblad.kast
    assert kast is not None
    mens.venster.open_dossier(kast.nieuw(document | {"peildatum": "2027-01-05"}).id)
    mens.wacht(lambda: mens.venster.werkblad.oordeel is not None)
    oordeel = mens.venster.werkblad.oordeel
    assert oordeel is not None
    assert oordeel.pakket["versie"] == "2026.6"
    assert oordeel.afgeleid["bijstandsnorm"]["waarde"] == "1447.85"


# --- finding -----------------------------------------------------------------------------------------


def test_wat_open_staat_staat_bovenaan_en_zoeken_vindt(mens: Mens) -> None:
    alle = rijen(pagina(mens.venster).lijst)
    assert alle[0][0] == "Nog invullen"
    assert alle[-1][0] == ""
    assert mens.ziet(f"van de {len(alle)} bedragen staan open.")
    (rij,) = zoek(mens, "jaar tot de AOW gehuwden")
    assert rij == [
        "Loopt af op 31 december 2026",
        "Bijstandsnorm gehuwden van 21 jaar tot de AOW-leeftijd",
        "€ 2.027,79",
        "1 juli 2026",
        "gezien",
        "Participatiewet (BWBR0015703), tekst per 2026-07-01, art. 21 onder b",
        "Landelijke normen en wetten",
    ]
    assert mens.zie(QPushButton, "Nieuwe waarde invoeren: Bijstandsnorm gehuwden van 21…").isEnabled()
    assert zoek(mens, "dit is er niet") == []
    assert mens.ziet(NIETS_GEVONDEN)
    assert not pagina(mens.venster).invoerknop.isEnabled()


def test_kiezen_wat_er_staat_en_van_welke_gemeente(mens: Mens) -> None:
    vel = pagina(mens.venster)
    mens.klik("Zoek een bedrag", QLineEdit)
    kies(mens, "Toon", "Aflopend")
    assert {rij[0] for rij in rijen(vel.lijst)} == {"Loopt af op 31 december 2026"}
    kies(mens, "Toon", "Concept")
    assert rijen(vel.lijst) == []
    kies(mens, "Toon", "Alles")
    kies(mens, "Regels van welke gemeente", "Velsen")
    mens.wacht(lambda: vel.blad is not None and vel.blad.pakket.id == "velsen-2019")
    assert {rij[-1] for rij in rijen(vel.lijst)} == {
        "Velsen 2019 (voorbeeld)",
        "Landelijke normen en wetten",
    }


def kies(mens: Mens, lijst: str, woord: str) -> None:
    """Walk to a list with Tab, type what is sought there, and take it with Enter."""
    tab_naar(mens, lijst)
    # Letters that follow faster are one word, with those of the choice before.
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    mens.typ(woord)
    mens.toets(Qt.Key.Key_Return)


def tab_naar(mens: Mens, naam: str) -> None:
    gezien = []
    while mens.focus != naam:
        gezien.append(mens.focus)
        assert len(gezien) < 20, gezien
        mens.toets(Qt.Key.Key_Tab)


# --- entering ----------------------------------------------------------------------------------------


def test_wat_getypt_wordt_wordt_meteen_nagekeken_en_doorgerekend(mens: Mens) -> None:
    begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
    assert mens.focus == "Nieuwe waarde"
    assert mens.zie(QLineEdit, "Vanaf").text() == "1-1-2027"
    assert mens.ziet(WACHT)
    assert mens.ziet("Telt mee bij: AIO-aanvulling, Bijstand,")
    knop = next(k for k in mens.venster.findChildren(QPushButton) if k.text() == "Zet in het concept")
    mens.typ("veel")
    assert mens.ziet("'veel' is geen bedrag; typ het als 1.283,83 of 1283.")
    mens.typ("1447,85")
    assert mens.ziet("Schrijf waar dit staat")
    assert not knop.isEnabled()
    vul(mens, "Bron", "Staatscourant 2026, 40123")
    assert knop.isEnabled()
    mens.wacht(lambda: mens.ziet("bij 3 van 20 voorbeeldhuishoudens."))
    assert mens.ziet("Brieven die anders worden: Aanvraagformulier (1), Overzicht in gewone taal (3).")
    lijst = mens.zie(QTableView, "Wat er verandert bij voorbeeldhuishoudens")
    assert rijen(lijst)[0] == [
        "Kapper met een eigen zaak en een laag inkomen",
        "Bijstand",
        "recht, € 106,96",
        "recht, € 135,35",
    ]
    vul(mens, "Nieuwe waarde", "")
    mens.toets(Qt.Key.Key_Delete)
    assert mens.ziet(WACHT)
    assert not lijst.isVisible()


def test_met_alleen_het_toetsenbord_en_weer_terug(mens: Mens) -> None:
    begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
    for tekst in ("1447,85", "1-1-2027", "Staatscourant 2026, 40123"):
        mens.typ(tekst)
        mens.toets(Qt.Key.Key_Tab)
    assert mens.focus == "Zekerheid"
    mens.typ("Moet")
    mens.wacht()
    mens.toets(Qt.Key.Key_Tab)
    tab_naar(mens, "Zet in het concept")
    mens.toets(Qt.Key.Key_Space)
    mens.wacht(lambda: not mens.ziet("Wat er verandert"))
    mens.pak_venster()
    (rij,) = zoek(mens, "alleenstaande 21 jaar AOW-leeftijd")
    # From January it must still be confirmed, but today it is the figure of now.
    assert rij[0] == "Concept: € 1.447,85 vanaf 1 januari 2027"
    # The next figure begins with the same day and source.
    begin_invoer(mens, "gehuwden van 21 jaar")
    assert mens.zie(QLineEdit, "Bron").text() == "Staatscourant 2026, 40123"
    mens.toets(Qt.Key.Key_Escape)
    mens.pak_venster()
    begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
    assert mens.zie(QLineEdit, "Nieuwe waarde").text() == "1.447,85"
    assert mens.ziet(
        "In het concept, vanaf 1 januari 2027: € 1.447,85. Staatscourant 2026, 40123. Ingevoerd"
    )
    mens.klik("Haal uit het concept")
    mens.wacht(lambda: not mens.ziet("Wat er verandert"))
    assert rijen(pagina(mens.venster).lijst)[0][0] == "Loopt af op 31 december 2026"


def test_onder_het_rekenen_komt_het_scherm_aan_de_beurt(qtbot: QtBot, mens: Mens) -> None:
    begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
    vul(mens, "Bron", "Staatscourant 2026, 40123")
    vul(mens, "Nieuwe waarde", "1447,85")
    (venster,) = (w for w in vensters() if isinstance(w, Bedragvenster) and w.isVisible())
    qtbot.waitUntil(lambda: venster.uitslag.text() == REKENT)
    beurten: list[str] = []
    klok = QTimer(venster)
    klok.timeout.connect(lambda: beurten.append(venster.uitslag.text()))
    klok.start(0)
    qtbot.waitUntil(lambda: venster.model.rowCount() > 0, timeout=10_000)
    assert beurten.count(REKENT) > 10


def test_wie_doortypt_ziet_alleen_wat_het_laatst_is_gevraagd(qtbot: QtBot, mens: Mens) -> None:
    begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
    vul(mens, "Bron", "Staatscourant 2026, 40123")
    vul(mens, "Nieuwe waarde", "1447,85")
    (venster,) = (w for w in vensters() if isinstance(w, Bedragvenster) and w.isVisible())
    qtbot.waitUntil(lambda: venster.uitslag.text() == REKENT)
    vul(mens, "Nieuwe waarde", "1419,46")
    mens.wacht(lambda: mens.ziet("verandert er niets bij 20 voorbeeldhuishoudens"))
    assert venster.model.rowCount() == 0


# --- refusing ----------------------------------------------------------------------------------------


def test_wie_invoert_geeft_niet_zelf_vrij(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleutel, uit = tmp_path / "beheer.sleutel", tmp_path / "uit"
    maak_sleutel(mens, monkeypatch, sleutel)
    mens.klik("Alle bedragen")
    voer_in(mens, "Bijstandsnorm gehuwden van 21 jaar", "2.068,35", "Staatscourant 2026, 40123")
    pak_in(mens, monkeypatch, "Landelijke normen en wetten", sleutel, uit)
    (pad,) = uit.iterdir()
    voor = pad.read_bytes()
    mens.klik("Pakketten en sleutels")
    mens.wacht()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pad), ""))
    mens.klik("Regelpakket nakijken en vrijgeven...")
    mens.wacht(lambda: mens.ziet("Ingevoerd door Beheer"))
    assert mens.ziet("Nog nodig: uw sleutel, het wachtwoord.")
    teken(mens, monkeypatch, sleutel)
    mens.klik("Geef vrij")
    mens.wacht(lambda: mens.ziet("Wie een pakket invoert geeft het niet zelf vrij"))
    mens.toets(Qt.Key.Key_Escape)
    mens.pak_venster()
    assert pad.read_bytes() == voor
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pad), ""))
    mens.klik("Regelpakket installeren...")
    mens.wacht(lambda: mens.ziet("Ingevoerd door Beheer"))
    mens.klik("Installeer")
    mens.wacht(lambda: mens.ziet("nog door niemand vrijgegeven"))


def test_een_verkeerd_bestand_wordt_in_een_zin_geweigerd(
    mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pad = tmp_path / "brief.regelpakket"
    pad.write_text("geen pakket")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pad), ""))
    mens.klik("Pakketten en sleutels")
    mens.wacht()
    mens.klik("Regelpakket installeren...")
    mens.wacht(lambda: mens.ziet("is geen regelpakket, of het is beschadigd of veranderd"))
    knop = next(k for k in mens.venster.findChildren(QPushButton) if k.text() == "Installeer")
    assert not knop.isEnabled()


def test_sleutels_vertrouwen_en_intrekken(
    qtbot: QtBot, mens: Mens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mens.klik("Pakketten en sleutels")
    mens.wacht()
    assert mens.ziet("Er telt hier nog geen sleutel.")
    sleutel = tmp_path / "beheer.sleutel"
    maak_sleutel(mens, monkeypatch, sleutel)
    # Who has a key is not offered another.
    assert not any(k.text() == "Eigen sleutel maken..." and k.isVisible() for k in knoppen(mens))
    afdruk = next(
        tekst.partition("Vingerafdruk ")[2]
        for tekst in (label.text() for label in mens.venster.findChildren(QLabel))
        if "Vingerafdruk " in tekst
    )
    mens.klik("Sleutel van Beheer intrekken")
    mens.klik("Trek in")
    mens.wacht(lambda: mens.ziet("Er telt hier nog geen sleutel."))
    mens.pak_venster()
    publiek = f"{sleutel}.publiek"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (publiek, ""))
    mens.klik("Sleutel van een ander vertrouwen...")
    mens.klik("Kies het bestand...")
    vul(mens, "Vingerafdruk", "AAAA-AAAA")
    mens.klik("Vertrouw deze sleutel")
    mens.wacht(lambda: mens.ziet("De vingerafdruk klopt niet"))
    vul(mens, "Vingerafdruk", afdruk)
    mens.klik("Vertrouw deze sleutel")
    mens.wacht(lambda: mens.ziet("Sleutels die hier tellen") and mens.ziet(afdruk))


def knoppen(mens: Mens) -> list[QPushButton]:
    return mens.venster.findChildren(QPushButton)


# --- for everybody -----------------------------------------------------------------------------------


def test_alles_wat_de_focus_krijgt_heeft_een_naam(mens: Mens) -> None:
    mens.klik("Pakketten en sleutels")
    mens.wacht()
    mens.klik("Alle bedragen")
    begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
    naamloos = [
        w
        for top in vensters()
        for w in top.findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (w.accessibleName() or getattr(w, "text", str)())
        and not w.objectName().startswith("qt_")
    ]
    assert naamloos == []


def test_grote_tekst_past_op_een_klein_scherm(mens: Mens) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    gewoon = app.font()
    app.setFont(QFont(thema.LETTERTYPE, gewoon.pointSize() * 2))
    try:
        mens.venster.resize(1366, 768)
        mens.klik("Pakketten en sleutels")
        mens.wacht()
        _past(mens.venster)
        mens.klik("Alle bedragen")
        mens.wacht()
        _past(mens.venster)
        begin_invoer(mens, "alleenstaande 21 jaar AOW-leeftijd")
        for vel in vensters():
            if isinstance(vel, QDialog) and vel.isVisible():
                assert vel.width() <= 1366
                assert vel.height() <= 768
                _past(vel)
    finally:
        app.setFont(gewoon)


def _past(waarin: QWidget) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    for deel in waarin.findChildren(QWidget):
        if deel.isVisible() and isinstance(deel, QPushButton | QLabel) and not deel.property("sleutel"):
            assert deel.height() >= deel.fontMetrics().height(), deel.text()
            if isinstance(deel, QPushButton):
                assert deel.width() >= deel.fontMetrics().horizontalAdvance(deel.text()), deel.text()
