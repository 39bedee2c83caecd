"""The log on the screen: for the beheerder alone, without contents; other roles do not see its page."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from consulent_app.acties.logboek import LOGBOEK_CSV
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import Geweigerd
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Handeling, Medewerker
from consulent_app.ui.afdrukken import druk as druk_op
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.logpagina import Logpagina
from consulent_app.ui.rail import PAGINAS
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD, maak_kast
from tests.ui.hulpjes import dossiers, druk, open_voorbeeld, rust

CTRL = Qt.KeyboardModifier.ControlModifier
SAMIRA = {
    "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "voornaam": "Samira", "bsn": "999990019"}],
    "gesprek": {"toestemming_delen": True},
}  # fmt: skip


def handeling(actor: str, actie: str, object_: str) -> Handeling:
    return Handeling(actor, "consulent", actie, object_, "gelukt", "balie-1, consulent 0.1.0", "intake")


def begin(qtbot: QtBot, map_: Path, rol: str) -> Hoofdvenster:
    """Return the window of somebody with this role, logged in."""
    maak_app()
    naam, wachtwoord = (BEHEER, BEHEERWOORD) if rol == "beheerder" else (NAAM, WACHTWOORD)
    if rol in ("raadsman", "teamleider"):
        with Dossierkast.open(map_, BEHEER, BEHEERWOORD) as kast:
            kast.accounts.wijzig_rol(NAAM, rol)
    venster = maak_venster(map_)
    venster.show()
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        venster.inlog.kies(naam, wachtwoord)
    rust(qtbot, venster)
    return venster


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """Give a store with a dossier, and lines of two people in its log."""
    maak_kast(tmp_path / "kast")
    with Dossierkast.open(tmp_path / "kast", NAAM, WACHTWOORD) as kast:
        id_ = kast.nieuw(SAMIRA).id
        kast.log(handeling("Ali", "dossier openen", id_))
        kast.log(handeling("Bea", "zoeken", "(7 gevonden)"))
    return tmp_path / "kast"


@pytest.fixture
def beheer(qtbot: QtBot, map_: Path) -> Iterator[Hoofdvenster]:
    venster = begin(qtbot, map_, "beheerder")
    yield venster
    venster.close()
    venster.deleteLater()


def pagina(venster: Hoofdvenster) -> Logpagina:
    pagina = venster.paginas["logboek"]
    assert isinstance(pagina, Logpagina)
    return pagina


def kolom(venster: Hoofdvenster, nummer: int) -> list[str]:
    model = pagina(venster).model
    return [model.data(model.index(rij, nummer), 0) for rij in range(model.rowCount())]


@pytest.mark.parametrize(
    ("rol", "paginas"),
    [
        (
            "consulent",
            {"dossiers", "intake", "besluiten", "bestand", "instellingen", "account", "tellingen"},
        ),
        ("raadsman", {"dossiers", "intake", "besluiten", "bestand", "account", "tellingen"}),
        ("teamleider", {"account", "tellingen"}),
        ("beheerder", {"instellingen", "account", "logboek"}),
    ],
)
def test_elke_rol_ziet_alleen_haar_paginas(qtbot: QtBot, map_: Path, rol: str, paginas: set[str]) -> None:
    venster = begin(qtbot, map_, rol)
    assert {naam for naam, knop in venster._rail.knoppen.items() if knop.isVisible()} == paginas
    voor = venster._stapel.currentWidget()
    for plek, (naam, _, _) in enumerate(PAGINAS, 1):
        if naam not in paginas:
            qtbot.keyClick(venster, str(plek), CTRL)
            rust(qtbot, venster)
            assert venster._stapel.currentWidget() is voor
    if "dossiers" not in paginas:
        assert voor is venster.paginas["tellingen" if "tellingen" in paginas else "account"]
    assert (venster.werkblad.dossier is not None) is ("dossiers" in paginas)
    venster.close()
    venster.deleteLater()


def test_de_beheerder_ziet_wie_wat_deed_en_niet_over_wie(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    assert pagina(beheer).isVisible()
    assert kolom(beheer, 2) == [BEHEER, BEHEER, BEHEER, "Bea", "Ali"]
    gezien = ["wijzigingen van accounts bekijken", "accounts bekijken"]
    assert kolom(beheer, 4) == [*gezien, "aanmelden", "zoeken", "dossier openen"]
    assert kolom(beheer, 5) == ["", "", "", "(7 gevonden)", "Z/2026/000001"]
    assert beheer.focusWidget() is not None
    for knop in (pagina(beheer).toonknop, pagina(beheer).controleknop, pagina(beheer).bewaarknop):
        assert knop.isVisible()


def test_kiezen_op_wie_en_dag(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    log = pagina(beheer)
    log.wie.setCurrentIndex(log.wie.findData("Ali"))
    log.wie.activated.emit(log.wie.currentIndex())
    rust(qtbot, beheer)
    assert kolom(beheer, 2) == ["Ali"]
    for dag, aantal in ((f"{datetime.now().astimezone():%d-%m-%Y}", 1), ("01-01-2020", 0)):
        log.dag.setText(dag)
        druk(qtbot, log, "Toon")
        rust(qtbot, beheer)
        assert len(kolom(beheer, 2)) == aantal
    assert log.melding.text() == "Er zijn geen regels van deze dag, van deze persoon of over dit dossier."
    log.dag.setText("gisteren")
    druk(qtbot, log, "Toon")
    assert log.melding.text().startswith("'gisteren' is geen datum")


def test_kiezen_op_dossier(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    """Who saw this dossier: the question after a complaint."""
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    log = pagina(beheer)
    for getypt, wie in (("z/2026/000001", ["Ali"]), ("Z/2026/000009", []), ("", 5)):
        log.kenmerk.setText(getypt)
        druk(qtbot, log, "Toon")
        rust(qtbot, beheer)
        assert kolom(beheer, 2) == wie if isinstance(wie, list) else len(kolom(beheer, 2)) > wie


def test_bewaren_als_csv_staat_zelf_in_het_logboek(
    beheer: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "uit"))
    druk(qtbot, pagina(beheer), "Bewaar als CSV...")
    rust(qtbot, beheer)
    regels = (tmp_path / "uit" / LOGBOEK_CSV).read_text(encoding="utf-8-sig").splitlines()
    assert regels[0].startswith("nr;tijdstip;wie;")
    assert "Z/2026/000001" in regels[-1]
    assert "samira" not in "\n".join(regels).casefold()
    druk(qtbot, pagina(beheer), "Toon")
    rust(qtbot, beheer)
    assert kolom(beheer, 4)[0] == "logboek bewaren in een map"


def test_controleren_zegt_of_het_klopt(beheer: Hoofdvenster, qtbot: QtBot, map_: Path) -> None:
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    druk(qtbot, pagina(beheer), "Controleer het logboek")
    rust(qtbot, beheer)
    assert pagina(beheer).melding.text().startswith("Het logboek klopt: 6 regels, vanaf ")
    (map_ / "logboek.kop").write_text("{}", encoding="utf-8")
    druk(qtbot, pagina(beheer), "Controleer het logboek")
    rust(qtbot, beheer)
    assert "logboek.kop is beschadigd" in pagina(beheer).melding.text()


def test_een_breuk_wordt_met_een_reden_aanvaard(beheer: Hoofdvenster, qtbot: QtBot, map_: Path) -> None:
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    log, kast = pagina(beheer), beheer.werkblad.kast
    assert kast is not None
    assert not log.aanvaarden.isVisible()
    with kast._kast._verbindingen.schrijven() as database:
        database.execute("DROP TRIGGER logboek_niet_wijzigen")
        database.execute("UPDATE logboek SET actor = 'Ali' WHERE nr = 2")
    druk(qtbot, log, "Controleer het logboek")
    rust(qtbot, beheer)
    assert "Vanaf regel 2 klopt het logboek niet" in log.melding.text()
    assert "Zoek eerst uit wat er gebeurde" in log.melding.text()
    druk(qtbot, log, "Aanvaard het logboek")
    rust(qtbot, beheer)
    assert log.melding.text().startswith("Schrijf erbij waarom")
    log.reden.setText("teruggezet door de leverancier, melding 12")
    druk(qtbot, log, "Aanvaard het logboek")
    rust(qtbot, beheer)
    assert not log.aanvaarden.isVisible()
    druk(qtbot, log, "Controleer het logboek")
    rust(qtbot, beheer)
    assert log.melding.text().startswith("Het logboek klopt:")
    assert "teruggezet door de leverancier, melding 12" in log.melding.text()


def test_op_slot_staat_er_geen_regel(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(beheer, Qt.Key.Key_7, CTRL)
    rust(qtbot, beheer)
    beheer.vergrendel()
    rust(qtbot, beheer)
    assert kolom(beheer, 2) == []
    assert pagina(beheer).wie.count() == 1


def test_inzage_vanuit_de_lijst(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    qtbot.keyClick(venster, Qt.Key.Key_1, CTRL)
    rust(qtbot, venster)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "uit"))
    druk(qtbot, dossiers(venster), "Geef inzage...")
    rust(qtbot, venster)
    assert sorted(pad.name for pad in (tmp_path / "uit").iterdir()) == ["inzage.json", "inzage.pdf"]
    assert venster.onderin.opgeslagen.text() == "inzage.pdf en inzage.json bewaard in uit"


def test_een_raadsman_geeft_geen_inzage(qtbot: QtBot, map_: Path) -> None:
    venster = begin(qtbot, map_, "raadsman")
    qtbot.keyClick(venster, Qt.Key.Key_1, CTRL)
    rust(qtbot, venster)
    assert dossiers(venster).openknop.isVisible()
    assert not dossiers(venster).inzageknop.isVisible()
    venster.close()
    venster.deleteLater()


def test_wat_naar_de_printer_gaat_staat_eerst_in_het_logboek(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    kast, dossier = venster.werkblad.kast, venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    raadsman = Werkplek(kast._kast, Medewerker("Bea", "raadsman"))
    with pytest.raises(Geweigerd):
        druk_op(raadsman, dossier.id, {"beschikking.pdf": b"%PDF"}, printer)
    assert not (tmp_path / "papier.pdf").exists()
    regel = kast._kast.logregels()[0]
    assert (regel.handeling.actie, regel.handeling.resultaat) == ("afdrukken", "geweigerd")
    assert regel.kenmerk == dossier.kenmerk
