"""About a dossier: marks that stay in sight, correcting, removing, and what must be destroyed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.bewaarvenster import Bewaarvenster
from consulent_app.ui.correctievenster import Correctievenster
from consulent_app.ui.dossiervenster import Dossiervenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.merkenlabel import met_merken
from tests.ui.hulpjes import besluit, dossiers, druk, intake, open_voorbeeld, rust, word, zoek

DOCUMENT = {
    "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": "Jansen"}],
}  # fmt: skip


def kast_van(venster: Hoofdvenster) -> Dossierkast:
    """Return the store itself, of which a test sets the clock and looks behind the screen."""
    assert venster.werkblad.kast is not None
    return venster.werkblad.kast._kast


def over_dossier(qtbot: QtBot, venster: Hoofdvenster) -> Dossiervenster:
    druk(qtbot, intake(venster), "Over dit dossier")
    rust(qtbot, venster)
    return venster.findChildren(Dossiervenster)[-1]


def id_in_hand(venster: Hoofdvenster) -> str:
    assert venster.werkblad.dossier is not None
    return venster.werkblad.dossier.id


def naar(qtbot: QtBot, venster: Hoofdvenster, pagina: str) -> None:
    knop = zoek(venster, QToolButton, lambda k: k.accessibleName() == f"Pagina {pagina}")
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)


def bevestig(qtbot: QtBot, venster: QWidget, knop: str) -> None:
    vel = venster.findChildren(QMessageBox)[-1]
    druk(qtbot, vel, knop)


def teksten(venster: QWidget) -> str:
    alle = (kind.text() for kind in venster.findChildren(QLabel) if kind.isVisibleTo(venster))
    return " ".join(alle).replace("\u00a0", " ")


# --- marks ---------------------------------------------------------------------------------------------


def test_een_geheim_adres_staat_overal_in_woorden(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    assert intake(venster).merken.isHidden()
    over = over_dossier(qtbot, venster)
    over.vakjes["geheimhouding"].click()
    over.accept()
    rust(qtbot, venster)
    assert intake(venster).merken.isVisible()
    assert intake(venster).merken.text() == "Let op: geheim adres."
    kast_van(venster).voeg_taken_toe(id_in_hand(venster), [("Nabellen", None)])
    naar(qtbot, venster, "Besluiten")
    assert besluit(venster).merken.isVisible()
    assert besluit(venster).merken.text() == "Let op: geheim adres."
    naar(qtbot, venster, "Dossiers")
    pagina = dossiers(venster)
    plek = pagina.model.index(0, 1)
    assert pagina.model.data(plek, Qt.ItemDataRole.AccessibleTextRole).endswith("(geheim adres)")
    assert pagina.model.data(plek, Qt.ItemDataRole.DisplayRole).endswith("\ngeheim adres")
    # Both lines are on the screen.
    assert pagina.lijst.rowHeight(0) >= 2 * pagina.lijst.fontMetrics().height()
    namen = [knop.accessibleName() for knop in pagina.vandaag.knoppen]
    assert len(namen) == 2
    assert all("(geheim adres)" in naam for naam in namen)


def test_een_antwoord_over_een_bewindvoerder_is_meteen_een_merk(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    intake(venster).antwoord("geldzorgen.bewindvoerder", True)
    rust(qtbot, venster)
    assert intake(venster).merken.text() == "Let op: onder bewind."
    intake(venster).ongedaan()
    rust(qtbot, venster)
    assert intake(venster).merken.isHidden()


def test_op_slot_is_het_merk_weg(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    over = over_dossier(qtbot, venster)
    over.vakjes["curatele"].click()
    over.accept()
    rust(qtbot, venster)
    venster.vergrendel()
    assert intake(venster).merken.text() == ""


def test_een_merk_zonder_naam() -> None:
    assert met_merken("", ("geheimhouding",)) == "geheim adres"
    assert met_merken("Jansen", ()) == "Jansen"


# --- sharing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("antwoord", "zin"),
    [(True, "vindt het goed"), (False, "wil niet"), (None, "Vraag eerst of de inwoner")],
)
def test_bij_een_voorstel_staat_of_het_gedeeld_mag_worden(
    venster: Hoofdvenster, qtbot: QtBot, antwoord: bool | None, zin: str
) -> None:
    word(venster, "raadsman")
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    intake(venster).antwoord("gesprek.toestemming_delen", antwoord)
    naar(qtbot, venster, "Besluiten")
    assert zin in teksten(besluit(venster))


# --- correcting ------------------------------------------------------------------------------------------


def test_een_verbeterd_gegeven_staat_er_met_de_reden(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    over = over_dossier(qtbot, venster)
    druk(qtbot, over, "Verbeter een gegeven...")
    correctie = over.findChildren(Correctievenster)[-1]
    assert not correctie.knop.isEnabled()
    correctie.wat.zet("huishouden.woonplaats")
    correctie.wat.gewijzigd.emit("huishouden.woonplaats")
    assert correctie.editor is not None
    assert not correctie.knop.isEnabled()
    correctie.editor.gewijzigd.emit("Velsen")
    correctie.reden.setPlainText("Er stond\neen verkeerde plaats")
    assert not correctie.knop.isEnabled()
    correctie.wie.gewijzigd.emit("inwoner")
    assert correctie.knop.isEnabled()
    was = venster.werkblad.gesprek.waarde("huishouden.woonplaats") if venster.werkblad.gesprek else None
    qtbot.mouseClick(correctie.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    laatste = kast_van(venster).gebeurtenissen(id_in_hand(venster))[-1]
    assert laatste.soort == "correctie"
    assert laatste.inhoud == {
        "pad": "huishouden.woonplaats",
        "was": was,
        "wordt": "Velsen",
        "reden": "Er stond een verkeerde plaats",
        "verzocht_door": "inwoner",
    }
    assert kast_van(venster).haal(id_in_hand(venster)).document["huishouden"]["woonplaats"] == "Velsen"


def test_wat_niet_kan_wordt_niet_verbeterd(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    over = over_dossier(qtbot, venster)
    druk(qtbot, over, "Verbeter een gegeven...")
    correctie = over.findChildren(Correctievenster)[-1]
    correctie.wat.gewijzigd.emit("personen.k1.geboortedatum")
    assert correctie.editor is not None
    correctie.editor.gewijzigd.emit("2030-01-01")
    correctie.reden.setPlainText("x")
    correctie.wie.gewijzigd.emit("inwoner")
    voor = len(kast_van(venster).gebeurtenissen(id_in_hand(venster)))
    qtbot.mouseClick(correctie.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert correctie.isVisible()
    assert len(kast_van(venster).gebeurtenissen(id_in_hand(venster))) == voor


# --- removing --------------------------------------------------------------------------------------------


def test_een_gesprek_zonder_besluit_verdwijnt_op_verzoek(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    over = over_dossier(qtbot, venster)
    assert "gesprek niet afgemaakt" in teksten(over)
    assert "resultaat 8.4.1" in teksten(over)
    druk(qtbot, over, "Verwijder dit dossier...")
    bevestig(qtbot, over, "Verwijder")
    rust(qtbot, venster)
    assert kast_van(venster).zoek("") == []
    assert venster.werkblad.dossier is None
    assert dossiers(venster).isVisible()
    assert len(kast_van(venster).archief.verklaringen()) == 1


def test_wie_er_niet_meer_in_staat_verdwijnt_op_verzoek(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    kast, blad = kast_van(venster), intake(venster)
    over = over_dossier(qtbot, venster)
    druk(qtbot, over, "Verwijder wie er niet meer in staat...")
    bevestig(qtbot, over, "Verwijder")
    rust(qtbot, venster)
    assert "staat niets over iemand die er niet meer in staat" in teksten(over)
    over.accept()
    blad._voeg_toe("medebewoner")
    blad.antwoord("personen.m1.voornaam", "Quetzalina")
    blad._haal_weg("m1")
    rust(qtbot, venster)
    assert "Quetzalina" in str(kast.gebeurtenissen(id_in_hand(venster)))
    over = over_dossier(qtbot, venster)
    druk(qtbot, over, "Verwijder wie er niet meer in staat...")
    bevestig(qtbot, over, "Verwijder")
    rust(qtbot, venster)
    assert "Quetzalina" not in str(kast.gebeurtenissen(id_in_hand(venster)))
    assert [v.grond.naam for v in kast.archief.verklaringen()] == ["gegevens van wie vertrok"]


def test_annuleren_verwijdert_niets(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    over = over_dossier(qtbot, venster)
    druk(qtbot, over, "Verwijder dit dossier...")
    bevestig(qtbot, over, "Annuleren")
    rust(qtbot, venster)
    assert len(kast_van(venster).zoek("")) == 1


def test_na_een_besluit_staat_er_waarom_het_blijft_en_tot_wanneer(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    uitkomst = {"uitkomsten": [{"regeling": "x", "status": "geen_recht", "wijze": "ambtshalve"}]}
    kast = kast_van(venster)
    kast.bewaar_stuk(id_in_hand(venster), "beschikking", "b.pdf", b"%PDF", uitkomst, date(2026, 11, 18))
    over = over_dossier(qtbot, venster)
    assert not over.verwijderen.isEnabled()
    assert "de Archiefwet verplicht de gemeente" in teksten(over)
    assert "Wij vernietigen het op 18 november 2031." in teksten(over)
    venster.werkblad.wijzig_behandeling(
        "notitie", {"sectie": "gezin", "tekst": "geheimpje"}, venster.werkblad.behandeling
    )
    leef = {"verwijzingen": {"loket": {"aangeboden": "ja", "notitie": "geheimpje", "op": "2026-11-18"}}}
    venster.werkblad.wijzig_behandeling(
        "leefgebieden", leef, replace(venster.werkblad.behandeling, leefgebieden=leef)
    )
    rust(qtbot, venster)
    druk(qtbot, over, "Verwijder alle notities...")
    bevestig(qtbot, over, "Verwijder")
    rust(qtbot, venster)
    assert "geheimpje" not in str(kast.gebeurtenissen(id_in_hand(venster)))
    over_is = {"loket": {"aangeboden": "ja", "op": "2026-11-18"}}
    assert kast.haal(id_in_hand(venster)).behandeling["leefgebieden"] == {"verwijzingen": over_is}
    assert venster.werkblad.behandeling.leefgebieden == {"verwijzingen": over_is}


# --- what must go ----------------------------------------------------------------------------------------


@pytest.fixture
def met_oud(venster: Hoofdvenster) -> Hoofdvenster:
    """The window, on a store with a dossier of fifty days ago and one of today."""
    kast = kast_van(venster)
    kast._klok = lambda: datetime.now(UTC) - timedelta(days=50)
    kast.nieuw(DOCUMENT)
    kast._klok = lambda: datetime.now(UTC)
    kast.nieuw({**DOCUMENT, "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": "Vos"}]})
    return venster


def menu_voor(venster: Hoofdvenster) -> None:
    assert venster.werkblad.kast is not None
    venster._menu.toon_voor(venster.werkblad.kast)


def open_bewaren(qtbot: QtBot, venster: Hoofdvenster) -> Bewaarvenster:
    naar(qtbot, venster, "Dossiers")
    druk(qtbot, dossiers(venster), "Bewaartermijnen...")
    rust(qtbot, venster)
    return venster.findChildren(Bewaarvenster)[-1]


def test_vernietigen_met_verklaring(
    met_oud: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venster = open_bewaren(qtbot, met_oud)
    [vakje] = venster.vakjes.values()
    assert "Jansen" in vakje.accessibleName()
    assert "gesprek niet afgemaakt, 42 dagen: moest weg op" in vakje.accessibleName()
    assert not venster.knop.isEnabled()
    druk(qtbot, venster, "Vink alles aan")
    druk(qtbot, venster, "Vernietig 1 dossier...")
    bevestig(qtbot, venster, "Vernietig")
    rust(qtbot, met_oud)
    assert [regel.naam for regel in kast_van(met_oud).zoek("")] == ["Vos"]
    assert venster.vakjes == {}
    assert "Geen dossier hoeft nu" in teksten(venster)
    assert "1 dossier · gesprek niet afgemaakt" in venster.lijst.item(0).text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "uit"))
    druk(qtbot, venster, "Bewaar de verklaring in een map...")
    rust(qtbot, met_oud)
    [pdf] = (tmp_path / "uit").iterdir()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.name.startswith("vernietiging-V-")


def test_de_beheerder_ziet_alleen_de_verklaringen(
    met_oud: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kast = kast_van(met_oud)
    kast.archief.vernietig([kast.zoek("Jansen")[0].id], "Sanne")
    word(met_oud, "beheerder")
    menu_voor(met_oud)
    actie = next(a for a in met_oud.findChildren(QAction) if a.text() == "Be&waartermijnen")
    assert actie.isVisible()
    actie.trigger()
    rust(qtbot, met_oud)
    venster = met_oud.findChildren(Bewaarvenster)[-1]
    assert not venster.knop.isVisible()
    assert "Wat weg moet" not in teksten(venster)
    assert not venster.fout.isVisible()
    assert "1 dossier · gesprek niet afgemaakt" in venster.lijst.item(0).text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "uit"))
    druk(qtbot, venster, "Bewaar de verklaring in een map...")
    rust(qtbot, met_oud)
    assert len(list((tmp_path / "uit").iterdir())) == 1
    word(met_oud, "teamleider")
    menu_voor(met_oud)
    assert not actie.isVisible()


def test_vandaag_zegt_dat_er_iets_weg_moet(met_oud: Hoofdvenster, qtbot: QtBot) -> None:
    naar(qtbot, met_oud, "Dossiers")
    vandaag = dossiers(met_oud).vandaag
    assert "Bewaartermijn voorbij: 1 gesprek" in teksten(vandaag)
    vandaag.knoppen[-1].click()
    rust(qtbot, met_oud)
    venster = met_oud.findChildren(Bewaarvenster)[-1]
    druk(qtbot, venster, "Vink alles aan")
    druk(qtbot, venster, "Vernietig 1 dossier...")
    bevestig(qtbot, venster, "Vernietig")
    rust(qtbot, met_oud)
    assert "Bewaartermijn voorbij" not in teksten(vandaag)


def test_een_regel_zonder_merk_is_daarna_weer_gewoon_hoog(venster: Hoofdvenster, qtbot: QtBot) -> None:
    kast, pagina = kast_van(venster), dossiers(venster)
    kast.nieuw(DOCUMENT)
    id_ = kast.nieuw(DOCUMENT).id
    kast.bewaar_behandeling(id_, "merken", [], {"merken": ["geheimhouding"]})
    naar(qtbot, venster, "Dossiers")
    assert pagina.lijst.rowHeight(0) > pagina.lijst.rowHeight(1)
    kast.bewaar_behandeling(id_, "merken", [], {})
    pagina.ververs()
    rust(qtbot, venster)
    assert pagina.lijst.rowHeight(0) == pagina.lijst.rowHeight(1)


def test_het_dossier_in_hand_is_daarna_ook_van_het_scherm(met_oud: Hoofdvenster, qtbot: QtBot) -> None:
    oud = kast_van(met_oud).zoek("Jansen")[0].id
    met_oud.open_dossier(oud)
    qtbot.waitUntil(lambda: met_oud.werkblad.dossier is not None)
    rust(qtbot, met_oud)
    venster = open_bewaren(qtbot, met_oud)
    druk(qtbot, venster, "Vink alles aan")
    druk(qtbot, venster, "Vernietig 1 dossier...")
    bevestig(qtbot, venster, "Vernietig")
    rust(qtbot, met_oud)
    assert met_oud.werkblad.dossier is None


def test_alles_in_deze_vensters_heeft_een_naam(met_oud: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, met_oud, "velsen-2019-gezin")
    over = over_dossier(qtbot, met_oud)
    druk(qtbot, over, "Verbeter een gegeven...")
    for venster in (over, over.findChildren(Correctievenster)[-1], open_bewaren(qtbot, met_oud)):
        QApplication.processEvents()
        naamloos = [
            w
            for w in venster.findChildren(QWidget)
            if w.isVisibleTo(venster)
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (w.accessibleName() or getattr(w, "text", str)())
            and not w.objectName().startswith("qt_")
        ]
        assert naamloos == []
    zoek(over, QPushButton, lambda knop: knop.text() == "Sluiten")
