"""The overview in more languages than that of the dossier: chosen by keys, for this dossier only."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.taal.talen import TALEN
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import besluit, open_voorbeeld
from tests.ui.mens import CTRL, Mens

OOK_IN = "Overzicht ook in..."


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    """A consulent who decides about a family that speaks Arabic."""
    document = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    document["gesprek"]["taal"] = "ar"
    assert venster.werkblad.kast is not None
    venster.open_dossier(venster.werkblad.kast.nieuw(document).id)
    mens = Mens(venster)
    mens.wacht(lambda: venster.werkblad.oordeel is not None)
    _naar_besluiten(mens)
    return mens


def _naar_besluiten(mens: Mens) -> None:
    eerst = besluit(mens.venster).brieven
    mens.pak_venster()
    mens.toets(Qt.Key.Key_3, CTRL)
    mens.wacht(lambda: besluit(mens.venster).brieven not in (None, eerst))


def _overzichten(mens: Mens) -> list[str]:
    brieven = besluit(mens.venster).brieven
    assert brieven is not None
    return [naam for naam in brieven.documenten if naam.startswith("overzicht")]


def _kies(mens: Mens, taal: str) -> None:
    eerst = besluit(mens.venster).brieven
    mens.kies_uit(f"{OOK_IN} …", f"{TALEN[taal].naam} · {TALEN[taal].eigen}")
    mens.wacht(lambda: besluit(mens.venster).brieven is not eerst)


def test_het_overzicht_begint_in_de_taal_van_het_dossier_en_komt_er_ook_in_andere(mens: Mens) -> None:
    assert _overzichten(mens) == ["overzicht-ar.pdf"]
    _kies(mens, "uk")
    assert _overzichten(mens) == ["overzicht-ar.pdf", "overzicht-uk.pdf"]
    assert besluit(mens.venster).afronden.text() == "Bewaar 4 brieven en rond af"
    mens.klik("Toon Overzicht (Oekraïens)")
    mens.wacht()
    assert mens.zie(QPushButton, "Toon Overzicht (Oekraïens)").isChecked()
    brieven = besluit(mens.venster).brieven
    assert brieven is not None
    lezer = PdfReader(io.BytesIO(brieven.documenten["overzicht-uk.pdf"]))
    assert lezer.trailer["/Root"]["/Lang"] == "uk"
    assert besluit(mens.venster).talen.accessibleName() == f"{OOK_IN} Nu in: Arabisch, Oekraïens"
    _kies(mens, "uk")
    assert _overzichten(mens) == ["overzicht-ar.pdf"]


def test_met_toetsen_kiest_de_consulent_een_taal_en_niet_die_er_al_is(mens: Mens) -> None:
    eerst = besluit(mens.venster).brieven
    talen = besluit(mens.venster).talen
    talen.setFocus(Qt.FocusReason.TabFocusReason)
    gezien: list[str] = []

    def kies_nederlands() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        gezien.extend(actie.text() for actie in menu.actions() if not actie.isEnabled())
        for toets in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(menu, toets)

    QTimer.singleShot(50, kies_nederlands)
    mens.toets(Qt.Key.Key_Space)
    mens.wacht(lambda: besluit(mens.venster).brieven is not eerst)
    assert gezien == ["Arabisch · العربية"]
    assert _overzichten(mens) == ["overzicht-ar.pdf", "overzicht-nl.pdf"]


def test_een_ander_dossier_begint_weer_met_alleen_zijn_eigen_taal(mens: Mens, qtbot: QtBot) -> None:
    _kies(mens, "pl")
    open_voorbeeld(qtbot, mens.venster, "velsen-2019-gezin")
    _naar_besluiten(mens)
    assert _overzichten(mens) == ["overzicht-nl.pdf"]
    assert besluit(mens.venster).talen.gekozen == ("nl",)


def test_verandert_de_taal_van_het_dossier_dan_blijft_wat_erbij_gekozen_was(mens: Mens) -> None:
    _kies(mens, "pl")
    gesprek = mens.venster.werkblad.gesprek
    assert gesprek is not None
    gesprek.antwoord("gesprek.taal", "tr")
    _naar_besluiten(mens)
    assert _overzichten(mens) == ["overzicht-tr.pdf", "overzicht-pl.pdf"]


def test_op_200_procent_past_het_met_vijf_talen(mens: Mens) -> None:
    thema.zet_schaal(2.0)
    try:
        for taal in ("uk", "ti", "so", "en"):
            _kies(mens, taal)
        pagina = besluit(mens.venster)
        assert mens.venster.minimumSizeHint().width() <= 1366
        tabs = pagina._groep.buttons()
        assert len(tabs) == 7
        for knop in (*tabs, pagina.talen):
            assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text()), knop.text()
            assert knop.visibleRegion().boundingRect().size() == knop.size(), knop.text()
        onder = max(knop.geometry().bottom() for knop in tabs)
        assert pagina.voorbeeld.geometry().top() > onder
    finally:
        thema.zet_schaal(1.0)
