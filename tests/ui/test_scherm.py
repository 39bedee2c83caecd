"""The screen itself: size of text, colours, the lock, what happens when the disk refuses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consulent_app.acties.voorkeuren import BESTAND, Voorkeuren, lees_voorkeuren
from consulent_app.fouten import OmgevingsFout
from consulent_app.ui import thema
from consulent_app.ui.app import maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import NAAM, WACHTWOORD
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust, typ

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _groter(venster: Hoofdvenster, qtbot: QtBot, keer: int) -> None:
    for _ in range(keer):
        qtbot.keyClick(venster, Qt.Key.Key_G, CTRL | SHIFT)
    rust(qtbot, venster)


@pytest.fixture(autouse=True)
def gewone_tekst(qapp: QApplication) -> object:
    yield
    thema.zet_schaal(1.0)


def _ontgrendel(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClicks(venster.inlog.eerste, WACHTWOORD)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        qtbot.keyClick(venster.inlog.eerste, Qt.Key.Key_Return)
    rust(qtbot, venster)


def test_grote_tekst_past_en_blijft_bij_de_volgende_start(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    gewoon = QApplication.font().pointSizeF()
    _groter(venster, qtbot, 6)
    assert QApplication.font().pointSizeF() == gewoon * 2
    for toets in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        qtbot.keyClick(venster, toets, CTRL)
        rust(qtbot, venster)
        assert venster.minimumSizeHint().width() <= 1366
    assert lees_voorkeuren(venster.werkblad.map).schaal == 2.0


def test_op_grote_tekst_steekt_geen_vraag_buiten_het_formulier(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    _groter(venster, qtbot, 4)
    qtbot.wait(50)
    for deel in (intake(venster).formulier, intake(venster).uitkomst):
        assert deel.horizontalScrollBar().maximum() == 0


def test_de_naam_blijft_bij_de_volgende_start_en_het_wachtwoord_niet(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    map_ = venster.werkblad.map
    venster.close()
    ander = maak_venster(map_)
    assert (ander.inlog.naam.text(), ander.inlog.eerste.text()) == (NAAM, "")
    assert WACHTWOORD not in (map_ / BESTAND).read_text(encoding="utf-8")
    ander.close()


@pytest.mark.parametrize("inhoud", ["", "{", "[]", '{"rol": "baas"}', '{"schaal": 40}', '{"x": 1}'])
def test_een_kapot_voorkeurenbestand_is_geen_keuze(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / BESTAND).write_text(inhoud, encoding="utf-8")
    assert lees_voorkeuren(tmp_path) == Voorkeuren()


def test_hoog_contrast_gebruikt_alleen_kleuren_van_het_systeem(
    venster: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thema, "contrast", lambda: True)
    thema.ververs()
    palet = QApplication.palette()
    systeem = {palet.window().color().name(), palet.windowText().color().name()}
    assert {thema.kleur(naam) for naam in ("inkt", "lijn", "recht", "nee", "papier")} <= systeem
    assert thema.kleur("lijn") != thema.kleur("papier")
    monkeypatch.undo()
    thema.ververs()


def test_donker_scherm_volgt_de_tokens(venster: Hoofdvenster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thema, "donker", lambda: True)
    thema.ververs()
    assert QApplication.palette().base().color().name() == "#12171d"
    monkeypatch.undo()
    thema.ververs()
    assert QApplication.palette().base().color().name() == "#ffffff"


def test_wat_getypt_is_gaat_niet_verloren_bij_het_slot(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    formulier.ga_naar("huishouden.spaargeld")
    veld = venster.focusWidget()
    assert isinstance(veld, QLineEdit)
    qtbot.keyClicks(veld, "250")
    qtbot.keyClick(venster, Qt.Key.Key_L, CTRL)
    rust(qtbot, venster)
    _ontgrendel(venster, qtbot)
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("huishouden.spaargeld") == "250.00"


def test_achter_het_slot_houdt_geen_veld_een_naam_vast(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    qtbot.keyClick(venster, Qt.Key.Key_3, CTRL)
    rust(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_L, CTRL)
    rust(qtbot, venster)
    qtbot.wait(10)
    teksten = [w.text() for w in venster.findChildren(QWidget) if isinstance(w, QLabel | QLineEdit)]
    assert not [tekst for tekst in teksten if "Samira" in tekst or "Amrani" in tekst]


def test_een_schijf_die_weigert_staat_in_beeld(
    venster: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    nieuw_gesprek(qtbot, venster)

    def weiger(*_: object) -> None:
        raise OmgevingsFout("De schijf is vol: maak ruimte.")

    with monkeypatch.context() as vol:
        vol.setattr(venster.werkblad.kast, "bewaar_antwoord", weiger)
        typ(qtbot, intake(venster).formulier, "Voornaam van de aanvrager", "Samira")
        rust(qtbot, venster)
        assert venster.onderin.opgeslagen.text() == "Niet opgeslagen: De schijf is vol: maak ruimte."
    typ(qtbot, intake(venster).formulier, "Achternaam van Samira", "el Amrani")
    rust(qtbot, venster)
    assert venster.onderin.opgeslagen.text().startswith("opgeslagen")
    assert venster.werkblad.kast is not None
    assert venster.werkblad.dossier is not None
    bewaard = venster.werkblad.kast.haal(venster.werkblad.dossier.id).document
    assert bewaard["personen"][0]["voornaam"] == "Samira"


def test_een_antwoord_hertekent_alleen_wat_het_verandert(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    paneel = intake(venster).uitkomst
    vooraf = dict(paneel._rijen)
    intake(venster).antwoord("gesprek.laaggeletterd", True)
    assert paneel._rijen == vooraf


def test_het_verschil_van_het_laatste_antwoord_staat_erbij(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    loon = {"soort": "loon", "netto_per_maand": "9000.00", "vakantietoeslag_per_maand": "0.00"}
    intake(venster).antwoord("personen.p1.inkomens", [loon])
    teksten = [label.text() for label in intake(venster).uitkomst.findChildren(QLabel)]
    assert "− €\u00a0620,00 door het laatste antwoord" in teksten
    rust(qtbot, venster)


def test_een_peildatum_buiten_de_regels_wordt_bij_de_vraag_geweigerd(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    nieuw_gesprek(qtbot, venster)
    gesprek = venster.werkblad.gesprek
    assert gesprek is not None
    vooraf = gesprek.waarde("peildatum")
    formulier = intake(venster).formulier
    typ(qtbot, formulier, "Naar welke datum kijken de regels?", "1-1-1999")
    assert gesprek.waarde("peildatum") == vooraf
    assert "buiten het pakket" in formulier._editors["peildatum"].fout  # type: ignore[attr-defined]


def test_tab_loopt_zoals_het_scherm_leest(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    druk(qtbot, formulier, "Partner toevoegen")
    qtbot.waitUntil(lambda: formulier._editors["personen.p2.bsn"].isVisible())
    formulier.ga_naar("personen.p1.voornaam")
    namen = []
    for _ in range(9):
        veld = venster.focusWidget()
        assert veld is not None
        namen.append(veld.accessibleName())
        qtbot.keyClick(veld, Qt.Key.Key_Tab)
    assert namen == [
        "Voornaam van de aanvrager",
        "Achternaam van de aanvrager",
        "Geboortedatum van de aanvrager",
        "BSN van de aanvrager",
        "de partner weghalen",
        "Voornaam van de partner",
        "Achternaam van de partner",
        "Geboortedatum van de partner",
        "BSN van de partner",
    ]
    rust(qtbot, venster)


def test_een_halve_post_blijft_staan_bij_een_ander_antwoord(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    druk(qtbot, formulier, "Welke inkomens heeft de aanvrager? Inkomen toevoegen")
    druk(qtbot, formulier, "Woont de aanvrager in een instelling? Nee")
    druk(qtbot, formulier, "Dit inkomen weghalen: 1")
    rust(qtbot, venster)


def test_sneltoets_begint_te_zoeken(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_O, CTRL)
    rust(qtbot, venster)
    assert venster.focusWidget() is venster.paginas["dossiers"].zoekveld  # type: ignore[attr-defined]
