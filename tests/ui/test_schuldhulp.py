"""The window about debt help, with keys and clicks: terms, days that cannot be, attempts, and its task."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.schuldhulp import (
    CRISIS_WET,
    GEEN_SCHULDHULP,
    Contactpoging,
    Schuldhulp,
    gesprek_voor,
)
from consulent_app.besluiten.taken import EERSTE_GESPREK
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.schuldhulpvenster import Schuldhulpvenster, stand_in_woorden
from tests.ui.hulpjes import open_voorbeeld
from tests.ui.mens import CTRL, Mens

TAB, ENTER, SPATIE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
VANDAAG = datetime.now().astimezone().date()
GISTEREN, LAATST = VANDAAG - timedelta(days=1), VANDAAG - timedelta(days=2)
VRAAG = "Wanneer kwam iemand met de vraag?"


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    """A consulent with a couple in hand."""
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    return Mens(venster)


@pytest.fixture
def scherm(mens: Mens) -> Schuldhulpvenster:
    """The window, opened with a key."""
    return _open(mens)


def _open(mens: Mens) -> Schuldhulpvenster:
    mens.pak_venster()
    mens.toets(Qt.Key.Key_H, CTRL)
    mens.wacht(lambda: mens.focus == VRAAG)
    return mens.venster.findChildren(Schuldhulpvenster)[-1]


def _nu(mens: Mens) -> Schuldhulp:
    return mens.venster.werkblad.behandeling.schuldhulp


def _bewaard(mens: Mens) -> Schuldhulp:
    """Return what stands in the store."""
    mens.wacht()
    kast, dossier = mens.venster.werkblad.kast, mens.venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    return Schuldhulp.uit_document(kast.haal(dossier.id).behandeling.get("schuldhulp", {}))


def _taken(mens: Mens) -> list[tuple[str, date | None]]:
    mens.wacht()
    assert mens.venster.werkblad.kast is not None
    return [(taak.wat, taak.uiterlijk) for taak in mens.venster.werkblad.kast.dagbeeld().taken]


def _typ_in(mens: Mens, vraag: str, tekst: str) -> None:
    mens.klik(vraag, QLineEdit)
    mens.typ(tekst)
    mens.toets(ENTER)


def _kies(mens: Mens, vraag: str, letters: str) -> None:
    mens.zie(QComboBox, vraag).setFocus()
    # Letters that come soon after each other are one word to a list.
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    mens.typ(letters)
    mens.toets(TAB)


def _dag(dag: date) -> str:
    return datum_leesbaar(dag).replace("\u00a0", " ")


def test_met_toetsen_van_aanmelding_tot_eerste_gesprek(mens: Mens, scherm: Schuldhulpvenster) -> None:
    assert mens.ziet("Vul in wanneer iemand met de vraag kwam.")
    mens.typ(LAATST.isoformat())
    mens.toets(ENTER)
    uiterlijk = LAATST + timedelta(weeks=4)
    assert mens.ziet(f"Uiterste dag voor het eerste gesprek: {_dag(uiterlijk)}, over 26 dagen")
    assert mens.ziet("Vraag of er een crisis is")
    assert _taken(mens) == [(EERSTE_GESPREK, uiterlijk)]
    assert mens.focus == "Doet de partner mee? Weet ik nog niet"
    mens.antwoord("n")
    mens.toets(TAB)
    assert mens.focus == f"Is er een crisis, of dreigt die? {CRISIS_WET[0]}"
    mens.toets(SPATIE)
    spoed = gesprek_voor(LAATST, CRISIS_WET[:1])
    assert _taken(mens) == [(EERSTE_GESPREK, spoed)]
    assert mens.ziet("artikel 4, tweede lid, Wgs: drie werkdagen")
    for _ in range(3):
        mens.toets(TAB)
    assert mens.focus == "Wanneer was het eerste gesprek?"
    mens.typ(VANDAAG.isoformat())
    mens.toets(ENTER)
    assert mens.ziet("Eerste gesprek na 2 dagen: op tijd.")
    assert _taken(mens) == []
    assert _bewaard(mens) == _nu(mens) == Schuldhulp(
        aangemeld=LAATST, met_partner=False, crisis=CRISIS_WET[:1], gesprek=VANDAAG
    )  # fmt: skip


def test_te_laat_is_te_zien_in_het_venster_bij_het_dossier_en_in_vandaag(mens: Mens) -> None:
    begin = VANDAAG - timedelta(days=40)
    mens.venster.werkblad.wijzig_schuldhulp(Schuldhulp(aangemeld=begin, crisis=()))
    scherm = _open(mens)
    uiterlijk = _dag(begin + timedelta(weeks=4))
    assert mens.ziet(
        f"Te laat: iemand wacht al 40 dagen. Uiterste dag voor het eerste gesprek: {uiterlijk}"
    )
    assert scherm.stand.property("rol") == "spoed"
    mens.klik("Sluiten")
    mens.pak_venster()
    mens.toets(Qt.Key.Key_D, CTRL)
    mens.wacht(lambda: mens.ziet("Te laat: iemand wacht al 40 dagen"))
    [regel] = [w for w in mens.venster.findChildren(QLabel) if w.text().startswith("Te laat: iemand")]
    assert regel.property("rol") == "fout"
    mens.klik("Sluiten")
    mens.pak_venster()
    mens.toets(Qt.Key.Key_1, CTRL)
    mens.wacht(lambda: mens.ziet(f"te laat: {uiterlijk}"))


def test_een_dag_die_niet_kan_blijft_staan_met_waarom(mens: Mens, scherm: Schuldhulpvenster) -> None:
    mens.typ((VANDAAG + timedelta(days=1)).isoformat())
    mens.toets(ENTER)
    assert mens.ziet("is nog niet geweest.")
    assert _nu(mens) == GEEN_SCHULDHULP
    _typ_in(mens, VRAAG, GISTEREN.isoformat())
    assert not mens.ziet("is nog niet geweest.")
    _typ_in(mens, "Wanneer was het eerste gesprek?", LAATST.isoformat())
    assert mens.ziet(f"De dag van het eerste gesprek ({_dag(LAATST)}) ligt voor de aanmelding.")
    assert _bewaard(mens) == Schuldhulp(aangemeld=GISTEREN)
    _typ_in(mens, "Wanneer was het eerste gesprek?", "geen idee")
    assert mens.ziet("'geen idee' is geen datum")


def test_een_heel_verloop_met_klikken(mens: Mens, scherm: Schuldhulpvenster) -> None:
    _typ_in(mens, VRAAG, LAATST.isoformat())
    mens.klik("Is er een crisis, of dreigt die? Geen van deze")
    _typ_in(mens, "Wanneer was het eerste gesprek?", LAATST.isoformat())
    _typ_in(mens, "Naar wie is doorverwezen?", "Geldloket")
    assert mens.ziet("Nog invullen: de doorverwijzing.")
    _typ_in(mens, "Wanneer is doorverwezen?", GISTEREN.isoformat())
    assert not mens.ziet("Nog invullen")
    _kies(mens, "Wat is er besloten over schuldhulp?", "toegelaten")
    _typ_in(mens, "Wanneer is dat besloten?", GISTEREN.isoformat())
    _typ_in(mens, "Wanneer was het plan van aanpak klaar?", VANDAAG.isoformat())
    _typ_in(mens, "Wanneer is de schuldhulp gestopt?", VANDAAG.isoformat())
    assert mens.ziet("Nog invullen: waarom de schuldhulp is gestopt.")
    _kies(mens, "Waarom is de schuldhulp gestopt?", "heeft")
    assert _bewaard(mens) == Schuldhulp(
        aangemeld=LAATST, crisis=(), gesprek=LAATST, doorverwezen=GISTEREN, doorverwezen_naar="Geldloket",
        besloten=GISTEREN, besluit="Toelatingsbeschikking", plan=VANDAAG, uitgestroomd=VANDAAG,
        reden="Zelf",
    )  # fmt: skip
    mens.klik("Sluiten")
    _open(mens)
    assert mens.zie(QLineEdit, "Naar wie is doorverwezen?").text() == "Geldloket"
    assert mens.zie(QComboBox, "Waarom is de schuldhulp gestopt?").currentText() == (
        "heeft de schulden zelf geregeld"
    )
    assert mens.ziet("Eerste gesprek op dezelfde dag: op tijd.")


def test_wat_leeg_wordt_gemaakt_is_weer_niet_bekend(mens: Mens, scherm: Schuldhulpvenster) -> None:
    _typ_in(mens, VRAAG, GISTEREN.isoformat())
    assert _taken(mens)
    mens.klik(VRAAG, QLineEdit)
    mens.toets(Qt.Key.Key_A, CTRL)
    mens.toets(Qt.Key.Key_Delete)
    mens.toets(ENTER)
    assert _bewaard(mens) == GEEN_SCHULDHULP
    assert _taken(mens) == []


def test_contactpogingen_erbij_en_eraf(mens: Mens, scherm: Schuldhulpvenster) -> None:
    knop = scherm.pogingen.knop
    assert mens.ziet("Nog niets genoteerd.")
    assert not knop.isEnabled()
    _kies(mens, "Hoe is contact gezocht?", "tel")
    _typ_in(mens, "Op welke dag?", GISTEREN.isoformat())
    _kies(mens, "Wanneer op de dag?", "avond")
    mens.klik("Is iemand bereikt? Nee")
    mens.klik("Noteer deze poging")
    assert mens.ziet(f"{_dag(GISTEREN)} · avond · Telefoon · niet bereikt")
    assert mens.focus == "Hoe is contact gezocht?"
    assert not knop.isEnabled()
    _kies(mens, "Hoe is contact gezocht?", "huis")
    mens.klik("Noteer deze poging")
    assert _bewaard(mens).contactpogingen == (
        Contactpoging(GISTEREN, "Telefoon", "Avond", False), Contactpoging(VANDAAG, "Huisbezoek"),
    )  # fmt: skip
    mens.klik("Haal weg: …")
    assert _bewaard(mens).contactpogingen == (Contactpoging(VANDAAG, "Huisbezoek"),)
    _kies(mens, "Hoe is contact gezocht?", "brief")
    _typ_in(mens, "Op welke dag?", (VANDAAG + timedelta(days=1)).isoformat())
    mens.klik("Noteer deze poging")
    assert mens.ziet("is nog niet geweest.")
    assert len(_bewaard(mens).contactpogingen) == 1


def test_de_gemeente_voegt_een_crisis_toe(mens: Mens) -> None:
    _zet_crisis(mens, "loonbeslag; faillissement")
    _open(mens)
    _typ_in(mens, VRAAG, VANDAAG.isoformat())
    mens.zie(QCheckBox, "Is er een crisis, of dreigt die? loonbeslag").setFocus()
    mens.toets(SPATIE)
    assert _bewaard(mens).crisis == ("loonbeslag",)
    assert mens.ziet("crisisprotocol van de gemeente: drie werkdagen")
    assert mens.zie(QCheckBox, "Is er een crisis, of dreigt die? faillissement")
    mens.klik("Sluiten")
    # What a dossier has stays to be seen, also when the gemeente takes it off the list.
    _zet_crisis(mens, "")
    _open(mens)
    assert mens.zie(QCheckBox, "Is er een crisis, of dreigt die? loonbeslag").isChecked()


def _zet_crisis(mens: Mens, soorten: str) -> None:
    werkblad = mens.venster.werkblad
    assert werkblad.kast is not None
    eigen = Inrichting({"schuldhulp.crisis_erbij": soorten})
    werkblad.kast._kast.inrichting.voeg_toe(werkblad.pakket, eigen)


def test_het_venster_gaat_open_vanuit_leefgebieden(mens: Mens) -> None:
    mens.pak_venster()
    mens.toets(Qt.Key.Key_G, CTRL)
    mens.wacht(lambda: mens.ziet("Leefgebieden"))
    mens.klik("Schuldhulp, bij Geldzorgen")
    mens.wacht(lambda: mens.focus == VRAAG)
    mens.typ(GISTEREN.isoformat())
    # What is being typed is kept when the window is closed.
    mens.toets(Qt.Key.Key_Escape)
    assert _bewaard(mens).aangemeld == GISTEREN


def test_over_dit_dossier_volgt_wat_er_van_schuldhulp_bekend_is(mens: Mens) -> None:
    mens.pak_venster()
    mens.toets(Qt.Key.Key_D, CTRL)
    mens.wacht(lambda: mens.ziet("gesprek niet afgemaakt"))
    mens.klik("Schuldhulp...")
    mens.wacht(lambda: mens.focus == VRAAG)
    mens.typ(GISTEREN.isoformat())
    mens.toets(ENTER)
    mens.toets(Qt.Key.Key_Escape)
    mens.wacht(lambda: mens.ziet("Dit is een dossier van de soort: schuldhulp"))
    assert mens.ziet("Uiterste dag voor het eerste gesprek")


def test_een_alleenstaande_heeft_geen_vraag_over_een_partner(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    scherm = _open(Mens(venster))
    assert "met_partner" not in scherm.editors


def test_op_slot_is_het_venster_weg_en_het_dossier_leeg(mens: Mens, scherm: Schuldhulpvenster) -> None:
    mens.typ(GISTEREN.isoformat())
    mens.venster.vergrendel()
    mens.wacht(lambda: mens.venster.werkblad.kast is None)
    assert not mens.ziet("Schuldhulp")
    assert _nu(mens) == GEEN_SCHULDHULP


@pytest.mark.parametrize(
    ("schuldhulp", "zin", "rol"),
    [
        (GEEN_SCHULDHULP, "Vul in wanneer", "paneel"),
        (Schuldhulp(date(2026, 11, 2), uitgestroomd=date(2026, 11, 9)), "zonder eerste gesprek", "paneel"),
        (Schuldhulp(date(2026, 11, 2), crisis=()), "november 2026, vandaag (artikel", "paneel"),
        (Schuldhulp(date(2026, 11, 1), crisis=()), "Te laat: iemand wacht al 29 dagen.", "spoed"),
        (Schuldhulp(date(2026, 11, 30), crisis=CRISIS_WET), "over 3 dagen", "spoed"),
        (Schuldhulp(date(2026, 11, 2), gesprek=date(2026, 11, 3)), "na 1 dag: op tijd.", "klaar"),
        (Schuldhulp(date(2026, 10, 1), gesprek=date(2026, 11, 3)), "na 33 dagen: te laat.", "spoed"),
    ],
)
def test_de_stand_in_woorden(schuldhulp: Schuldhulp, zin: str, rol: str) -> None:
    tekst, gekregen = stand_in_woorden(schuldhulp, date(2026, 11, 30))
    assert zin in tekst.replace("\u00a0", " ")
    assert gekregen == rol


@pytest.mark.parametrize("schaal", [1.0, 2.0])
def test_alles_past_en_heeft_een_naam(mens: Mens, schaal: float) -> None:
    thema.zet_schaal(schaal)
    try:
        poging = Contactpoging(GISTEREN, "Administratief", "Middag", True)
        mens.venster.werkblad.wijzig_schuldhulp(Schuldhulp(LAATST, contactpogingen=(poging,)))
        scherm = _open(mens)
        mens.wacht()
        assert scherm.width() <= 1366
        assert scherm.minimumSizeHint().width() <= 1366
        assert scherm.minimumSizeHint().height() <= 768
        assert scherm.findChildren(QScrollArea)[0].horizontalScrollBar().maximum() == 0
        for widget in scherm.findChildren(QWidget):
            if not widget.isVisibleTo(scherm) or widget.objectName().startswith("qt_"):
                continue
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
                assert widget.accessibleName() or getattr(widget, "text", str)()
            if isinstance(widget, QPushButton):
                assert widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text())
    finally:
        thema.zet_schaal(1.0)
