"""The whole overview on the resident's screen: with names released, in their language, to read or hear."""

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.acties.brieven import handel_opdracht
from consulent_app.documenten.overzicht import leestekst
from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.taal.catalogus import catalogus
from consulent_app.taal.schrijfwijze import zonder_isolaten
from consulent_app.taal.teksten import teksten
from consulent_app.ui.bewonerscherm import Bewonerscherm
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import besluit, intake, open_voorbeeld
from tests.ui.mens import CTRL, SHIFT, Mens

GEEN_NAMEN = "De inwoner ziet nu: niets. In het overzicht staan namen: zet eerst 'Met namen' aan."


@pytest.fixture
def mens(venster: Hoofdvenster, qtbot: QtBot) -> Mens:
    """A consulent with a family that reads Arabic, and the resident's screen open."""
    document = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    document["gesprek"]["taal"] = "ar"
    assert venster.werkblad.kast is not None
    venster.open_dossier(venster.werkblad.kast.nieuw(document).id)
    mens = Mens(venster)
    mens.wacht(lambda: venster.werkblad.oordeel is not None)
    mens.toets(Qt.Key.Key_O, CTRL | SHIFT)
    mens.wacht()
    _scherm().showNormal()
    _scherm().resize(1366, 768)
    mens.pak_venster()
    return mens


def _scherm() -> Bewonerscherm:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, Bewonerscherm) and w.isVisible())


def _regels() -> list[str]:
    QApplication.processEvents()
    return [zonder_isolaten(w.text()) for w in _scherm().findChildren(QLabel) if w.isVisible() and w.text()]


def _met_namen(mens: Mens) -> None:
    mens.klik("Met namen", QCheckBox)
    mens.wacht()


def _overzicht(mens: Mens, code: str) -> list[str]:
    gesprek = mens.venster.werkblad.gesprek
    assert gesprek is not None
    opdracht = besluit(mens.venster).opdracht()
    _, zaak = handel_opdracht(gesprek.intake(), mens.venster.werkblad.toetser, opdracht)
    return [zonder_isolaten(regel) for regel in leestekst(zaak, code)]


def test_zonder_namen_ziet_de_inwoner_niets_en_leest_de_consulent_waarom(mens: Mens) -> None:
    assert _regels() == []
    assert mens.ziet(GEEN_NAMEN)
    assert mens.ziet("inwoner ziet niets")
    _met_namen(mens)
    assert mens.ziet("De inwoner ziet nu: het overzicht (Arabisch, met namen).")
    assert "Lenie" in " ".join(_regels())
    _met_namen(mens)
    assert _regels() == []
    assert mens.ziet(GEEN_NAMEN)


def test_het_hele_overzicht_staat_er_in_de_taal_en_leesrichting_van_de_inwoner(mens: Mens) -> None:
    _met_namen(mens)
    scherm, regels = _scherm(), _regels()
    assert scherm.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for regel in _overzicht(mens, "ar"):
        assert regel in regels
    totaal = catalogus("ar").zeg(teksten("overzicht")["krijgt.totaal"]).tekst
    assert any(regel.startswith(totaal) and "620.00" in regel for regel in regels)
    assert (
        zonder_isolaten(catalogus("ar").zeg("De gemeente beslist nog. U krijgt daarover een brief.").tekst)
        in regels
    )


def test_omlaag_bladert_naar_wat_er_onder_staat(mens: Mens) -> None:
    _met_namen(mens)
    scherm = _scherm()
    assert not scherm.past
    balk = scherm._rol.verticalScrollBar()
    begin = balk.value()
    mens.klik("Omlaag")
    assert balk.value() > begin
    mens.klik("Omhoog")
    assert balk.value() == begin


def test_wat_de_consulent_niet_toekent_staat_er_niet_bij(mens: Mens) -> None:
    _met_namen(mens)
    assert any("270.00" in regel for regel in _regels())
    mens.toets(Qt.Key.Key_3, CTRL)
    mens.wacht()
    vakje = besluit(mens.venster).lijst.vakjes["schoolkosten_voortgezet", "k2"]
    eerst = besluit(mens.venster).brieven
    vakje.setFocus()
    mens.toets(Qt.Key.Key_Space)
    mens.wacht(lambda: besluit(mens.venster).brieven is not eerst)
    mens.wacht()
    regels = _regels()
    assert regels
    assert not any("270.00" in regel for regel in regels)


def test_een_ander_dossier_toont_het_overzicht_van_het_vorige_niet(mens: Mens, qtbot: QtBot) -> None:
    _met_namen(mens)
    assert _regels()
    open_voorbeeld(qtbot, mens.venster, "alleenstaande-ouder")
    assert _regels() == []
    mens.toets(Qt.Key.Key_O, CTRL | SHIFT)
    mens.wacht()
    assert _regels() == []
    assert mens.ziet(GEEN_NAMEN)


class _Stem(QObject):
    """What QTextToSpeech does, without a sound."""

    gezegd: list[str] = []  # noqa: RUF012 - one list for the one voice of this test

    def availableLocales(self) -> list[QLocale]:  # noqa: N802
        return [QLocale("ar_EG")]

    def setLocale(self, _: QLocale) -> None:  # noqa: N802
        pass

    def say(self, tekst: str) -> None:
        self.gezegd.append(tekst)

    def stop(self) -> None:
        pass


def test_lees_voor_leest_het_hele_overzicht(
    venster: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", SimpleNamespace(QTextToSpeech=_Stem))
    mens: Mens = request.getfixturevalue("mens")
    _met_namen(mens)
    mens.klik(catalogus("ar").zeg("Lees voor").tekst, QPushButton)
    gezegd = _Stem.gezegd[-1].split("\n")
    overzicht = _overzicht(mens, "ar")
    assert gezegd[0] == overzicht[0]
    assert len(set(overzicht) - set(gezegd)) <= 1, "alleen wat niet vertaald is blijft ongezegd"


def test_na_het_besluit_staat_er_niet_meer_dat_de_gemeente_nog_beslist(mens: Mens) -> None:
    mens.toets(Qt.Key.Key_3, CTRL)
    mens.wacht()
    mens.klik("Bewaar 3 brieven en rond af")
    mens.wacht()
    mens.toets(Qt.Key.Key_2, CTRL)
    _met_namen(mens)
    slot = catalogus("ar").zeg("De gemeente beslist nog. U krijgt daarover een brief.").tekst
    assert _regels()
    assert slot not in _regels()
    assert intake(mens.venster).strook.ziet.startswith("De inwoner ziet nu: het overzicht")
