"""A whole intake as a person does it: typing, clicking, jumping, taking back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.ui.app import maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.uitkomstrij import Regelknop
from tests.ui.conftest import WACHTWOORD
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust, typ, zoek


def _status(venster: Hoofdvenster, regeling: str) -> set[str]:
    assert venster.werkblad.oordeel is not None
    return {u.status.value for u in venster.werkblad.oordeel.uitkomsten if u.regeling == regeling}


def test_een_gesprek_van_begin_tot_recht(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    typ(qtbot, formulier, "Voornaam van de aanvrager", "Samira")
    typ(qtbot, formulier, "Geboortedatum van Samira", "14-7-1991")
    for vraag in (
        "Staat Samira ingeschreven in de gemeente? Ja",
        "Is Samira Nederlander, of mag Samira in Nederland wonen? Ja",
        "Woont Samira in een instelling? Nee",
        "Krijgt Samira studiefinanciering, of kan Samira die krijgen? Nee",
    ):
        druk(qtbot, formulier, vraag)
    assert _status(venster, "maatschappelijke_activiteiten") == {"onbekend"}
    druk(qtbot, formulier, "Welke inkomens heeft Samira? Geen inkomen")
    for vraag, bedrag in (
        ("Hoeveel geld staat er op al uw rekeningen samen?", "1.250,50"),
        ("Wat zijn uw andere bezittingen waard?", "0"),
        ("Wat is uw auto nu waard?", "0"),
        ("Hoeveel is uw koophuis meer waard dan de hypotheek?", "0"),
        ("Hoeveel schulden heeft u die van uw bezit af gaan?", "0"),
    ):
        typ(qtbot, formulier, vraag, bedrag)
    druk(
        qtbot,
        formulier,
        "Welke hulp heeft dit huishouden eerder gekregen van de gemeente? Geen eerdere hulp",
    )
    assert _status(venster, "maatschappelijke_activiteiten") == {"recht"}
    rust(qtbot, venster)
    assert venster.werkblad.kast is not None
    assert venster.werkblad.dossier is not None
    bewaard = venster.werkblad.kast.haal(venster.werkblad.dossier.id).document
    assert bewaard["huishouden"]["spaargeld"] == "1250.50"


def test_verkeerd_bedrag_blijft_staan_met_een_zin(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    vraag = "Hoeveel geld staat er op al uw rekeningen samen?"
    veld = typ(qtbot, formulier, vraag, "1,2345")
    assert veld.text() == "1,2345"
    editor = formulier._editors["huishouden.spaargeld"]
    assert "geen bedrag" in editor._fout.text()  # type: ignore[attr-defined]
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("huishouden.spaargeld") is None
    typ(qtbot, formulier, vraag, "1234,5")
    assert venster.werkblad.gesprek.waarde("huishouden.spaargeld") == "1234.50"


def test_geboren_na_de_peildatum_wordt_bij_de_vraag_geweigerd(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    typ(qtbot, formulier, "Geboortedatum van de aanvrager", "1-1-2050")
    editor = formulier._editors["personen.p1.geboortedatum"]
    assert "na de peildatum" in editor._fout.text()  # type: ignore[attr-defined]


def test_inkomen_toevoegen_en_weghalen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier, vraag = intake(venster).formulier, "Welke inkomens heeft de aanvrager?"
    druk(qtbot, formulier, f"{vraag} Inkomen toevoegen")
    soort = zoek(formulier, QComboBox, lambda k: k.accessibleName() == f"{vraag} Soort")
    soort.setFocus()
    qtbot.keyClicks(soort, "loon")
    qtbot.keyClick(soort, Qt.Key.Key_Return)
    typ(qtbot, formulier, f"{vraag} Netto", "1500")
    typ(qtbot, formulier, f"{vraag} Vakantietoeslag", "75")
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("personen.p1.inkomens") == [
        {"soort": "loon", "netto_per_maand": "1500.00", "vakantietoeslag_per_maand": "75.00"}
    ]
    druk(qtbot, formulier, "Dit inkomen weghalen")
    assert venster.werkblad.gesprek.waarde("personen.p1.inkomens") == []


def test_een_half_ingevulde_eerdere_hulp_is_nog_geen_antwoord(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    vraag = "Welke hulp heeft dit huishouden eerder gekregen van de gemeente?"
    druk(qtbot, formulier, f"{vraag} Eerdere hulp toevoegen")
    typ(qtbot, formulier, f"{vraag} Datum", "1-2-2026")
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("eerder_toegekend") is None


def test_toetsen_beantwoorden_ja_en_nee(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    naam = "Krijgt de aanvrager een Wajong-uitkering? Ja"
    knop = zoek(formulier, QPushButton, lambda k: k.accessibleName() == naam)
    knop.setFocus()
    gesprek = venster.werkblad.gesprek
    assert gesprek is not None
    for toets, waarde in ((Qt.Key.Key_J, True), (Qt.Key.Key_N, False), (Qt.Key.Key_Question, None)):
        qtbot.keyClick(venster.focusWidget() or knop, toets)
        assert gesprek.waarde("personen.p1.wajong") is waarde


def test_springen_naar_wat_ontbreekt(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    pagina = intake(venster)
    rij = zoek(pagina.uitkomst, Regelknop, lambda k: k.accessibleName().startswith("Individuele"))
    qtbot.mouseClick(rij, Qt.MouseButton.LeftButton)
    druk(qtbot, pagina.uitkomst, "Ga naar de vraag: Hoeveel geld staat er op al uw rekeningen samen?")
    gekozen = venster.focusWidget()
    assert isinstance(gekozen, QLineEdit)
    assert gekozen.accessibleName() == "Hoeveel geld staat er op al uw rekeningen samen?"


def test_de_volgende_vraag_krijgt_de_focus_met_f7(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    qtbot.keyClick(venster, Qt.Key.Key_F7)
    gekozen = venster.focusWidget()
    assert isinstance(gekozen, QAbstractButton)
    assert gekozen.accessibleName() == "Welke inkomens heeft Piet? Inkomen toevoegen"


def test_ongedaan_tot_leeg_en_weer_terug(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    typ(qtbot, formulier, "Voornaam van de aanvrager", "Noor")
    druk(qtbot, formulier, "Kind toevoegen")
    assert venster.werkblad.gesprek is not None
    assert len(venster.werkblad.gesprek.personen) == 2
    for _ in range(3):
        qtbot.keyClick(venster, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert venster.werkblad.gesprek.document["personen"] == [{"id": "p1", "rol": "aanvrager"}]
    for _ in range(3):
        qtbot.keyClick(venster, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(venster.werkblad.gesprek.personen) == 2


def test_stoppen_en_opnieuw_openen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    typ(qtbot, intake(venster).formulier, "Achternaam van de aanvrager", "el Amrani")
    map_ = venster.werkblad.map
    venster.close()
    tweede = maak_venster(map_)
    tweede.show()
    qtbot.keyClicks(tweede.inlog.eerste, WACHTWOORD)
    qtbot.keyClick(tweede.inlog.eerste, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tweede.werkblad.gesprek is not None)
    assert tweede.werkblad.gesprek is not None
    assert tweede.werkblad.gesprek.waarde("personen.p1.achternaam") == "el Amrani"
    rust(qtbot, tweede)
    tweede.close()


def test_nooit_nul_euro_voor_wat_niet_bekend_is(venster: Hoofdvenster, qtbot: QtBot) -> None:
    for naam in ("nog-veel-onbekend", "alleenstaande-ouder"):
        open_voorbeeld(qtbot, venster, naam)
        rijen = intake(venster).uitkomst.findChildren(Regelknop)
        assert rijen
        assert not any("€\u00a00,00" in rij.accessibleName() for rij in rijen)


def test_een_notitie_blijft_bij_haar_onderdeel(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    pagina = intake(venster)
    druk(qtbot, pagina, "Schrijf een notitie bij Geld en bezit")
    veld = zoek(pagina, QPlainTextEdit, lambda v: v.accessibleName() == "Notitie bij Geld en bezit")
    qtbot.keyClicks(veld, "Belt maandag terug over de lening.")
    qtbot.keyClick(veld, Qt.Key.Key_Tab)
    rust(qtbot, venster)
    werkblad = venster.werkblad
    assert werkblad.kast is not None
    assert werkblad.dossier is not None
    bewaard = werkblad.kast.haal(werkblad.dossier.id).behandeling["notities"]
    assert list(bewaard.values()) == ["Belt maandag terug over de lening."]
    id_ = werkblad.dossier.id
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    assert not any(v.toPlainText() for v in pagina.findChildren(QPlainTextEdit) if v.isVisibleTo(pagina))
    venster.open_dossier(id_)
    rust(qtbot, venster)
    zoek(pagina, QPlainTextEdit, lambda v: v.toPlainText() == "Belt maandag terug over de lening.")


def test_een_bsn_is_alleen_te_lezen_voor_wie_erin_staat(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    veld = typ(qtbot, intake(venster), "BSN van de aanvrager", "999990019")
    assert veld.text() == "999990019"
    qtbot.waitUntil(lambda: not veld.hasFocus())
    assert "999990019" not in veld.displayText()
