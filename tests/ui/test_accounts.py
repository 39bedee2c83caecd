"""The beheerder lets people in and out, with keys and clicks, and opens no dossier."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from consulent_app.fouten import InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import ROLLEN, Medewerker
from consulent_app.ui import thema
from consulent_app.ui.accountpagina import WAT_EEN_ROL_DOET, Accountpagina
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.herstelsleutelblad import Herstelsleutelblad
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.wachtwoordvenster import Vergetenvenster, Wachtwoordvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, HERSTELSLEUTEL, NAAM, WACHTWOORD, maak_kast
from tests.ui.hulpjes import rust, zoek

CTRL = Qt.KeyboardModifier.ControlModifier
EIGEN = "een heel eigen woord"
NAAR_BEHEER = ["instellingen", "account", "logboek"]


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    maak_kast(tmp_path)
    return tmp_path


@pytest.fixture
def beheer(qtbot: QtBot, map_: Path) -> Iterator[Hoofdvenster]:
    """The window, with the beheerder logged in."""
    maak_app()
    venster = maak_venster(map_)
    venster.show()
    qtbot.waitExposed(venster)
    log_in(qtbot, venster, BEHEER, BEHEERWOORD)
    yield venster
    venster.close()
    venster.deleteLater()


def log_in(qtbot: QtBot, venster: Hoofdvenster, naam: str, wachtwoord: str) -> None:
    inlog = venster.inlog
    inlog.naam.clear()
    qtbot.keyClicks(inlog.naam, naam)
    qtbot.keyClick(inlog.naam, Qt.Key.Key_Return)
    qtbot.keyClicks(inlog.eerste, wachtwoord)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)
    rust(qtbot, venster)


def account(venster: Hoofdvenster) -> Accountpagina:
    pagina = venster.paginas["account"]
    assert isinstance(pagina, Accountpagina)
    return pagina


def druk(qtbot: QtBot, venster: Hoofdvenster, naam: str) -> None:
    knop = zoek(account(venster), QPushButton, lambda k: naam in (k.accessibleName(), k.text()))
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)


def teksten(waarin: QWidget) -> str:
    return "\n".join(label.text() for label in waarin.findChildren(QLabel) if label.isVisibleTo(waarin))


def startwoord(venster: Hoofdvenster) -> str:
    groot = [la for la in account(venster).findChildren(QLabel) if la.property("rol") == "groot"]
    return groot[-1].text()


def voeg_toe(qtbot: QtBot, venster: Hoofdvenster, naam: str, rol: str) -> str:
    nieuw = account(venster).nieuw
    qtbot.keyClicks(nieuw.naam, naam)
    assert not nieuw.knop.isEnabled()
    lijst = nieuw.rol.findChild(QComboBox)
    assert isinstance(lijst, QComboBox)
    lijst.setFocus()
    qtbot.keyClicks(lijst, rol)
    qtbot.keyClick(lijst, Qt.Key.Key_Return)
    qtbot.mouseClick(nieuw.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    return startwoord(venster)


def test_van_elke_rol_staat_er_wat_die_doet() -> None:
    assert tuple(WAT_EEN_ROL_DOET) == ROLLEN


def test_de_beheerder_ziet_geen_dossiers(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    assert account(beheer).isVisible()
    assert beheer.onderin.wie.text() == f"{BEHEER} · beheerder"
    assert [n for n, knop in beheer._rail.knoppen.items() if knop.isVisible()] == NAAR_BEHEER
    for toets in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_F, Qt.Key.Key_N):
        qtbot.keyClick(beheer, toets, CTRL)
        rust(qtbot, beheer)
        assert account(beheer).isVisible(), toets
    assert beheer.werkblad.dossier is None


def test_een_consulent_ziet_alleen_het_eigen_account(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(venster, Qt.Key.Key_6, CTRL)
    rust(qtbot, venster)
    assert account(venster).isVisible()
    assert f"{NAAM} · consulent" in teksten(account(venster))
    assert BEHEER not in teksten(account(venster))
    assert [k.text() for k in account(venster).findChildren(QPushButton)] == ["Wachtwoord wijzigen"]


def test_een_nieuw_account_logt_in_en_kiest_een_eigen_wachtwoord(
    beheer: Hoofdvenster, qtbot: QtBot
) -> None:
    woord = voeg_toe(qtbot, beheer, "Wim de Vries", "raadsman")
    assert "Startwachtwoord van Wim de Vries" in teksten(account(beheer))
    assert "nog niet ingelogd" in teksten(account(beheer))
    qtbot.keyClick(beheer, Qt.Key.Key_L, CTRL)
    rust(qtbot, beheer)
    assert woord not in teksten(beheer)
    inlog = beheer.inlog
    assert inlog.naam.text() == BEHEER
    inlog.naam.clear()
    qtbot.keyClicks(inlog.naam, "Wim de Vries")
    qtbot.keyClicks(inlog.eerste, woord)
    qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)
    qtbot.waitUntil(inlog.tweede.isVisible)
    assert "startwachtwoord" in teksten(inlog)
    assert beheer.werkblad.kast is None
    qtbot.keyClicks(inlog.eerste, EIGEN)
    qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)
    qtbot.keyClicks(inlog.tweede, EIGEN)
    with qtbot.waitSignal(beheer.werkblad.ontgrendeld):
        qtbot.keyClick(inlog.tweede, Qt.Key.Key_Return)
    rust(qtbot, beheer)
    assert beheer.onderin.wie.text() == "Wim de Vries · raadsman"
    assert beheer.werkblad.rol == "raadsman"
    assert beheer.paginas["dossiers"].isVisible()


def test_een_teamleider_opent_geen_dossiers(beheer: Hoofdvenster, qtbot: QtBot, map_: Path) -> None:
    woord = voeg_toe(qtbot, beheer, "Tineke", "teamleider")
    beheer.vergrendel()
    rust(qtbot, beheer)
    Dossierkast.open(map_, "Tineke", woord, EIGEN).sluit()
    log_in(qtbot, beheer, "Tineke", EIGEN)
    assert [n for n, knop in beheer._rail.knoppen.items() if knop.isVisible()] == ["account", "tellingen"]
    assert beheer.paginas["tellingen"].isVisible()


def test_uitzetten_en_weer_aanzetten(beheer: Hoofdvenster, qtbot: QtBot, map_: Path) -> None:
    druk(qtbot, beheer, f"Zet uit: {NAAM}")
    assert "staat uit" in teksten(account(beheer))
    assert account(beheer).kaarten[NAAM].rol.isAncestorOf(beheer.focusWidget())
    druk(qtbot, beheer, f"Zet aan: {NAAM}")
    assert "staat uit" not in teksten(account(beheer))
    beheer.vergrendel()
    rust(qtbot, beheer)
    log_in(qtbot, beheer, NAAM, WACHTWOORD)
    assert beheer.onderin.wie.text() == f"{NAAM} · consulent"


def test_het_eigen_account_heeft_geen_knoppen(beheer: Hoofdvenster) -> None:
    assert account(beheer).kaarten[BEHEER].findChildren(QPushButton) == []
    assert account(beheer).kaarten[BEHEER].rol.isHidden()


def test_een_andere_rol_kiezen(beheer: Hoofdvenster, qtbot: QtBot, map_: Path) -> None:
    lijst = account(beheer).kaarten[NAAM].rol.findChild(QComboBox)
    assert isinstance(lijst, QComboBox)
    assert lijst.accessibleName() == f"Rol van {NAAM}"
    lijst.setFocus()
    qtbot.keyClicks(lijst, "teamleider")
    qtbot.keyClick(lijst, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: f"{NAAM} · teamleider" in teksten(account(beheer)))
    beheer.close()
    with Dossierkast.open(map_, NAAM, WACHTWOORD) as kast:
        assert kast.medewerker == Medewerker(NAAM, "teamleider")


def test_een_naam_die_er_al_is_wordt_gezegd(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw = account(beheer).nieuw
    qtbot.keyClicks(nieuw.naam, NAAM.lower())
    nieuw.rol.zet("consulent")
    nieuw._kies_rol("consulent")
    qtbot.mouseClick(nieuw.knop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "al een account" in teksten(account(beheer)))


def test_een_nieuw_startwachtwoord_en_daarna_is_het_weg(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    druk(qtbot, beheer, f"Nieuw startwachtwoord: {NAAM}")
    woord = startwoord(beheer)
    assert len(woord) == 19
    druk(qtbot, beheer, f"Zet uit: {NAAM}")
    assert woord not in teksten(account(beheer))


def dialoog(qtbot: QtBot, ouder: QObject, soort: type[QWidget]) -> QWidget:
    """Return the one that can be seen; the page of the first start has one too."""

    def zichtbaar() -> list[QWidget]:
        return [w for w in ouder.findChildren(QWidget) if isinstance(w, soort) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(zichtbaar()))
    return zichtbaar()[0]


def test_wachtwoord_wijzigen_met_toetsen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(venster, Qt.Key.Key_6, CTRL)
    rust(qtbot, venster)
    qtbot.keyClick(account(venster).wachtwoordknop, Qt.Key.Key_Space)
    vak = dialoog(qtbot, venster, Wachtwoordvenster)
    assert isinstance(vak, Wachtwoordvenster)
    for veld, woord in ((vak.oud, "niet het oude woord"), (vak.velden.eerste, EIGEN)):
        qtbot.keyClicks(veld, woord)
        qtbot.keyClick(veld, Qt.Key.Key_Return)
    assert vak.focusWidget() is vak.velden.tweede
    assert vak.fout.text() == ""
    qtbot.keyClicks(vak.velden.tweede, EIGEN)
    qtbot.keyClick(vak.velden.tweede, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "klopt niet" in vak.fout.text())
    vak.oud.clear()
    qtbot.keyClicks(vak.oud, WACHTWOORD)
    qtbot.keyClicks(vak.velden.tweede, "!")
    qtbot.keyClick(vak.velden.tweede, Qt.Key.Key_Return)
    assert "niet gelijk" in vak.fout.text()
    vak.velden.tweede.setText(EIGEN)
    with qtbot.waitSignal(vak.accepted):
        qtbot.keyClick(vak.velden.tweede, Qt.Key.Key_Return)
    venster.vergrendel()
    rust(qtbot, venster)
    log_in(qtbot, venster, NAAM, EIGEN)


def test_met_de_herstelsleutel_kiest_de_beheerder_een_nieuw_wachtwoord(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    venster.vergrendel()
    rust(qtbot, venster)
    qtbot.mouseClick(venster.inlog.vergeten, Qt.MouseButton.LeftButton)
    vak = dialoog(qtbot, venster, Vergetenvenster)
    assert isinstance(vak, Vergetenvenster)
    assert vak.naam.text() == NAAM
    vak.naam.clear()
    qtbot.keyClicks(vak.naam, BEHEER)
    qtbot.keyClicks(vak.sleutel, HERSTELSLEUTEL[:-1])
    for veld in (vak.velden.eerste, vak.velden.tweede):
        qtbot.keyClicks(veld, EIGEN)
    qtbot.mouseClick(vak.knop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "typefout" in vak.fout.text())
    qtbot.keyClicks(vak.sleutel, HERSTELSLEUTEL[-1].lower())
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.mouseClick(vak.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert venster.onderin.wie.text() == f"{BEHEER} · beheerder"
    venster.vergrendel()
    rust(qtbot, venster)
    log_in(qtbot, venster, BEHEER, EIGEN)


def test_een_nieuwe_herstelsleutel_geldt_als_die_op_papier_staat(
    beheer: Hoofdvenster, qtbot: QtBot, map_: Path
) -> None:
    druk(qtbot, beheer, "Nieuwe herstelsleutel maken")
    blad = dialoog(qtbot, beheer, Herstelsleutelblad)
    assert isinstance(blad, Herstelsleutelblad)
    nieuw = blad._tekst
    qtbot.keyClick(next(iter(blad.velden.values())), Qt.Key.Key_Return)
    assert "niet wat er op het papier staat" in blad._fout.text()
    assert not blad.findChildren(QPrintDialog)
    qtbot.mouseClick(blad.drukknop, Qt.MouseButton.LeftButton)
    vraag = dialoog(qtbot, blad, QPrintDialog)
    vraag.close()
    for nummer, veld in blad.velden.items():
        qtbot.keyClicks(veld, nieuw.split("-")[nummer - 1])
    qtbot.mouseClick(blad.knop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "oude papier werkt niet meer" in beheer.onderin.opgeslagen.text())
    beheer.close()
    with pytest.raises(InvoerFout, match="hoort niet bij deze werkplek"):
        Dossierkast.herstel(map_, HERSTELSLEUTEL, BEHEER, EIGEN)
    Dossierkast.herstel(map_, nieuw, BEHEER, EIGEN).sluit()


def test_wie_de_herstelsleutel_wegklikt_houdt_de_oude(
    beheer: Hoofdvenster, qtbot: QtBot, map_: Path
) -> None:
    druk(qtbot, beheer, "Nieuwe herstelsleutel maken")
    blad = dialoog(qtbot, beheer, Herstelsleutelblad)
    qtbot.keyClick(blad.window(), Qt.Key.Key_Escape)
    beheer.close()
    Dossierkast.herstel(map_, HERSTELSLEUTEL, BEHEER, EIGEN).sluit()


def test_het_slot_sluit_ook_wat_er_van_de_sleutel_te_zien_is(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    druk(qtbot, beheer, "Nieuwe herstelsleutel maken")
    blad = dialoog(qtbot, beheer, Herstelsleutelblad)
    assert isinstance(blad, Herstelsleutelblad)
    assert blad._tekst
    beheer.vergrendel()
    assert blad._tekst == ""
    rust(qtbot, beheer)
    assert not any(w.isVisible() for w in QApplication.topLevelWidgets() if w is not beheer)


def keur_scherm(waarin: QWidget) -> None:
    """Check that what can be seen has a name and is not cut off, and needs no scrolling sideways."""
    for deel in waarin.findChildren(QWidget):
        if deel.isVisible() and isinstance(deel, QPushButton | QLabel | QLineEdit | QComboBox):
            assert deel.accessibleName() or getattr(deel, "text", str)(), deel
            assert deel.height() >= deel.fontMetrics().height()
            if isinstance(deel, QPushButton):
                assert deel.width() >= deel.fontMetrics().horizontalAdvance(deel.text()), deel.text()
    for gebied in (waarin, *waarin.findChildren(QScrollArea)):
        if isinstance(gebied, QScrollArea):
            assert gebied.horizontalScrollBar().maximum() == 0


@pytest.fixture
def daarna_gewoon() -> Iterator[None]:
    """Make the text its usual size again after a test."""
    yield
    thema.zet_schaal(1.0)


@pytest.mark.usefixtures("daarna_gewoon")
def test_de_accounts_passen_bij_tweehonderd_procent(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    voeg_toe(qtbot, beheer, "Wilhelmina Groenendijk-van der Meulen", "consulent")
    thema.zet_schaal(2.0)
    qtbot.wait(50)
    keur_scherm(account(beheer))


@pytest.mark.usefixtures("daarna_gewoon")
def test_de_eerste_start_past_bij_tweehonderd_procent(qtbot: QtBot, tmp_path: Path) -> None:
    maak_app()
    venster = maak_venster(tmp_path / "nieuw")
    thema.zet_schaal(2.0)
    venster.show()
    qtbot.waitExposed(venster)
    qtbot.wait(50)
    keur_scherm(venster.inlog)
    assert venster.height() <= 768
    venster.inlog.kies(NAAM, WACHTWOORD)
    qtbot.waitUntil(venster.beheer.isVisible, timeout=10_000)
    qtbot.wait(50)
    keur_scherm(venster.beheer)
    for veld in (venster.beheer.velden.eerste, venster.beheer.velden.tweede):
        veld.setText(BEHEERWOORD)
    venster.beheer.verder()
    qtbot.wait(50)
    keur_scherm(venster.beheer)
    assert venster.height() <= 768
    venster.close()
