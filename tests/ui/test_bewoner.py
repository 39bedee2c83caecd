"""The resident's screen: nothing before it is released, then one thing, in their language."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.acties.bewonersscherm import Vraagbeeld
from consulent_app.taal.catalogus import Tekst, catalogus
from consulent_app.taal.schrijfwijze import zonder_isolaten
from consulent_app.taal.talen import TALEN, Nagekeken
from consulent_app.taal.teksten import teksten
from consulent_app.ui import thema
from consulent_app.ui.bewonerscherm import Bewonerscherm
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust, zoek

CTRL = Qt.KeyboardModifier.ControlModifier


def _scherm() -> Bewonerscherm | None:
    schermen = [w for w in QApplication.topLevelWidgets() if isinstance(w, Bewonerscherm) and w.isVisible()]
    return schermen[-1] if schermen else None


def _open(venster: Hoofdvenster, qtbot: QtBot) -> Bewonerscherm:
    qtbot.keyClick(venster, Qt.Key.Key_B, CTRL)
    scherm = _scherm()
    assert scherm is not None
    scherm.showNormal()
    scherm.resize(1366, 768)
    QApplication.processEvents()
    return scherm


def _teksten(scherm: Bewonerscherm) -> list[str]:
    QApplication.processEvents()
    return [zonder_isolaten(w.text()) for w in scherm.findChildren(QLabel) if w.isVisible() and w.text()]


def _kies_taal(venster: Hoofdvenster, qtbot: QtBot, code: str) -> None:
    keuze = zoek(intake(venster), QComboBox, lambda k: k.accessibleName() == "Taal van de inwoner")
    keuze.setFocus()
    qtbot.keyClick(keuze, Qt.Key.Key_Home)
    for _ in range(keuze.findData(code)):
        qtbot.keyClick(keuze, Qt.Key.Key_Down)
    assert keuze.currentData() == code


def _vink(venster: Hoofdvenster, qtbot: QtBot, naam: str) -> None:
    vinkje = zoek(intake(venster), QCheckBox, lambda v: v.text() == naam)
    vinkje.setFocus()
    qtbot.keyClick(vinkje, Qt.Key.Key_Space)
    assert vinkje.isChecked()


@pytest.fixture
def gezin(venster: Hoofdvenster, qtbot: QtBot) -> Hoofdvenster:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    return venster


def test_er_staat_niets_voordat_het_is_vrijgegeven(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    assert _teksten(scherm) == []
    assert "De inwoner ziet nu: niets." in [w.text() for w in intake(gezin).findChildren(QLabel)]


def test_de_vraag_volgt_in_formulier_en_in_gesprek(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    _kies_taal(gezin, qtbot, "en")
    druk(qtbot, intake(gezin), "Toon deze vraag")
    intake(gezin).spring("huishouden.spaargeld")
    assert "How much money is in all your accounts together?" in _teksten(scherm)
    assert "Hoeveel geld staat er op al uw rekeningen samen?" in _teksten(scherm)
    qtbot.keyClick(gezin, Qt.Key.Key_F6)
    intake(gezin).spring("huishouden.waarde_auto")
    assert "What is your car worth now?" in _teksten(scherm)
    druk(qtbot, intake(gezin), "Verberg")
    assert _teksten(scherm) == []


def test_een_antwoord_brengt_de_volgende_vraag_ook_bij_de_inwoner(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    nieuw_gesprek(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    scherm = _open(venster, qtbot)
    druk(qtbot, intake(venster), "Toon deze vraag")
    intake(venster).spring("personen.p1.ingeschreven_in_gemeente")
    assert "Staat u ingeschreven in de gemeente?" in _teksten(scherm)
    veld = venster.focusWidget()
    assert veld is not None
    qtbot.keyClick(veld, Qt.Key.Key_J)
    assert "Staat u ingeschreven in de gemeente?" not in _teksten(scherm)
    assert _teksten(scherm)
    rust(qtbot, venster)


def _taal(venster: Hoofdvenster) -> str | None:
    assert venster.werkblad.gesprek is not None
    taal: str | None = venster.werkblad.gesprek.waarde("gesprek.taal")
    return taal


def test_de_taal_van_het_scherm_is_een_antwoord_in_het_dossier(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Toon deze vraag")
    assert scherm.taal.code == "ar"
    _kies_taal(gezin, qtbot, "pl")
    assert _taal(gezin) == "pl"
    assert scherm.taal.code == "pl"
    rust(qtbot, gezin)
    kast, dossier = gezin.werkblad.kast, gezin.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    assert kast.haal(dossier.id).document["gesprek"]["taal"] == "pl"
    intake(gezin).spring("gesprek.taal")
    veld = gezin.focusWidget()
    assert isinstance(veld, QLineEdit)
    assert veld.text() == "pl"
    while _taal(gezin) != "ar":
        intake(gezin).ongedaan()
    assert scherm.taal.code == "ar"
    keuze = zoek(intake(gezin), QComboBox, lambda k: k.accessibleName() == "Taal van de inwoner")
    assert keuze.currentData() == "ar"
    rust(qtbot, gezin)


def test_een_leeg_dossier_begint_in_het_nederlands_en_onthoudt_de_keuze(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    nieuw_gesprek(qtbot, venster)
    scherm = _open(venster, qtbot)
    assert scherm.taal.code == "nl"
    assert _taal(venster) is None
    _kies_taal(venster, qtbot, "uk")
    dossier = venster.werkblad.dossier
    assert dossier is not None
    rust(qtbot, venster)
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    assert scherm.taal.code == "nl"
    venster.open_dossier(dossier.id)
    rust(qtbot, venster)
    assert _taal(venster) == "uk"
    assert scherm.taal.code == "uk"


def test_een_taal_die_wij_niet_hebben_blijft_in_het_dossier(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    intake(gezin).antwoord("gesprek.taal", "Swahili")
    scherm = _open(gezin, qtbot)
    assert scherm.taal.code == "nl"
    _kies_taal(gezin, qtbot, "en")
    assert scherm.taal.code == "en"
    assert _taal(gezin) == "Swahili"
    rust(qtbot, gezin)
    open_voorbeeld(qtbot, gezin, "velsen-2019-gezin")
    assert scherm.taal.code == "nl"


def test_een_stap_is_bij_de_inwoner_een_vraag_zonder_namen(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    _kies_taal(gezin, qtbot, "en")
    druk(qtbot, intake(gezin), "Toon deze vraag")
    druk(qtbot, intake(gezin), "Vraag voor vraag")
    for pad, vraag in (
        ("personen.p1.voornaam", "What is your name, and who lives with you?"),
        ("huishouden.postcode", "What are your name and address?"),
        ("leefgebieden", "What else can we help you with?"),
    ):
        intake(gezin).spring(pad)
        assert vraag in _teksten(scherm)
        assert "Samira" not in " ".join(_teksten(scherm))
    druk(qtbot, intake(gezin), "Toon alle vragen")
    intake(gezin).spring("peildatum")
    assert _teksten(scherm) == []


def test_een_vraag_over_een_kind_noemt_de_naam_pas_na_vrijgave(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    _kies_taal(gezin, qtbot, "en")
    gesprek = gezin.werkblad.gesprek
    assert gesprek is not None
    kind = next(p for p in gesprek.personen if p["rol"] == "kind")
    druk(qtbot, intake(gezin), "Toon deze vraag")
    intake(gezin).spring(f"personen.{kind['id']}.onderwijs")
    assert "Which school does child 1 go to, or what does child 1 study?" in _teksten(scherm)
    namen = [p["voornaam"] for p in gesprek.personen]
    assert not any(naam in " ".join(_teksten(scherm)) for naam in namen)
    intake(gezin).strook.toon_uitkomst()
    assert not any(naam in " ".join(_teksten(scherm)) for naam in namen)
    intake(gezin).strook.toon_vraag()
    _vink(gezin, qtbot, "Met namen")
    assert (
        f"Which school does {kind['voornaam']} go to, or what does {kind['voornaam']} study?"
        in _teksten(scherm)
    )


def test_de_uitkomst_toont_wat_kan_en_wat_u_aanvraagt_maar_geen_afwijzing(
    gezin: Hoofdvenster, qtbot: QtBot
) -> None:
    scherm = _open(gezin, qtbot)
    _kies_taal(gezin, qtbot, "en")
    druk(qtbot, intake(gezin), "Laat de uitkomst zien")
    teksten = _teksten(scherm)
    assert "You can apply for this" in teksten
    intake(gezin).antwoord("huishouden.spaargeld", "90000.00")
    teksten = _teksten(scherm)
    assert "You will not get this" not in teksten
    assert "You apply for this somewhere else" not in teksten
    _vink(gezin, qtbot, "Ook wat niet kan")
    assert "You will not get this" in _teksten(scherm)


def test_arabisch_staat_van_rechts_naar_links_met_het_bedrag_in_leesrichting(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder", pakket="oefenstad")
    scherm = _open(venster, qtbot)
    druk(qtbot, intake(venster), "Laat de uitkomst zien")
    assert scherm.taal.code == "ar"
    assert scherm.layoutDirection() == Qt.LayoutDirection.RightToLeft
    labels = [w for w in scherm.findChildren(QLabel) if w.isVisible()]
    totaal = next(w for w in labels if "1,600.00" in w.text())
    assert totaal.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert totaal.locale().language() == QLocale.Language.Arabic
    assert totaal.fontInfo().family() == "Vazirmatn"
    binnen = totaal.text().partition("\u2068")[2].partition("\u2069")[0]
    assert binnen.strip("\u200f") == "1,600.00\u00a0€"
    pictogram = next(w for w in labels if not w.pixmap().isNull())
    naast = next(w for w in labels if w.text() and w.parent() is pictogram.parent())
    assert pictogram.x() > naast.x()


def test_het_slot_sluit_en_leegt_het_scherm(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Laat de uitkomst zien")
    qtbot.keyClick(scherm, Qt.Key.Key_L, CTRL)
    rust(qtbot, gezin)
    assert not scherm.isVisible()
    assert scherm.findChildren(QLabel) == [] or not any(w.text() for w in _zichtbaar(scherm))
    assert gezin.werkblad.kast is None


def _zichtbaar(scherm: Bewonerscherm) -> list[QLabel]:
    return [w for w in scherm.findChildren(QLabel) if w.isVisibleTo(scherm)]


def _niet_nagekeken(code: str) -> str:
    return catalogus(code).zeg(teksten("overzicht")["blad.niet_nagekeken"]).tekst


def test_onderaan_staat_dat_niemand_de_vertaling_heeft_nagekeken_tot_dat_is_gedaan(
    gezin: Hoofdvenster, qtbot: QtBot
) -> None:
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Laat de uitkomst zien")
    assert _teksten(scherm)[-1] == _niet_nagekeken("ar")
    assert _niet_nagekeken("ar") not in scherm._blad.gesproken
    _kies_taal(gezin, qtbot, "nl")
    assert _niet_nagekeken("nl") not in _teksten(scherm)
    nagekeken = replace(TALEN["ar"], nagekeken=Nagekeken("N. Voorbeeld", "2026-11-18"))
    scherm.toon(Vraagbeeld(Tekst("Is dit nieuw?", TALEN["nl"]), None, (), ""), nagekeken)
    assert _niet_nagekeken("ar") not in _teksten(scherm)


def test_een_ander_dossier_begint_leeg(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Laat de uitkomst zien")
    open_voorbeeld(qtbot, gezin, "velsen-2019-gezin")
    assert scherm.isVisible()
    assert _teksten(scherm) == []


def test_ctrl_b_sluit_ook_vanaf_het_scherm_zelf(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    qtbot.keyClick(scherm, Qt.Key.Key_B, CTRL)
    assert not scherm.isVisible()
    assert not intake(gezin).strook.isVisible()


@pytest.fixture
def dubbel() -> Iterator[None]:
    thema.zet_schaal(2.0)
    yield
    thema.zet_schaal(1.0)


@pytest.mark.parametrize("code", TALEN)
def test_elke_vraag_past_op_200_procent(
    venster: Hoofdvenster, qtbot: QtBot, dubbel: None, code: str
) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    thema.zet_schaal(2.0)
    scherm = _open(venster, qtbot)
    strook, gesprek = intake(venster).strook, venster.werkblad.gesprek
    assert gesprek is not None
    strook.toon_vraag()
    gesprek.antwoord("gesprek.taal", code)
    pakket = venster.werkblad.toetser.pakket(gesprek.pakket)
    for sectie in pakket.secties:
        for plek in gesprek.vragen(sectie.id, pakket):
            strook._in_hand = lambda pad=plek.pad: pad
            strook.ververs()
            assert scherm.past, plek.vraag
            for label in _zichtbaar(scherm):
                assert label.font().pointSizeF() >= 16, label.text()


def test_ander_thema_en_grotere_tekst_laten_de_letters_op_hun_maat(
    gezin: Hoofdvenster, qtbot: QtBot, dubbel: None
) -> None:
    thema.zet_schaal(1.0)
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Laat de uitkomst zien")

    def maten() -> list[int]:
        rust(qtbot, gezin)
        return [round(w.font().pointSizeF()) for w in _zichtbaar(scherm) if w.text()]

    gewoon = maten()
    assert min(gewoon) >= 16
    thema.ververs()
    assert maten() == gewoon
    thema.zet_schaal(2.0)
    assert maten() == [2 * maat for maat in gewoon]


def test_zonder_spraak_is_er_geen_knop(gezin: Hoofdvenster, qtbot: QtBot) -> None:
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Toon deze vraag")
    assert not any(knop.isVisible() for knop in scherm.findChildren(QPushButton))


class _Stem(QObject):
    """What QTextToSpeech does, without a sound."""

    gezegd: list[str] = []  # noqa: RUF012 - one list for the one voice of this test

    def availableLocales(self) -> list[QLocale]:  # noqa: N802
        return [QLocale("en_GB")]

    def setLocale(self, _: QLocale) -> None:  # noqa: N802
        pass

    def say(self, tekst: str) -> None:
        self.gezegd.append(tekst)

    def stop(self) -> None:
        pass


def test_met_een_stem_leest_het_scherm_voor(
    gezin: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", SimpleNamespace(QTextToSpeech=_Stem))
    scherm = _open(gezin, qtbot)
    _kies_taal(gezin, qtbot, "en")
    druk(qtbot, intake(gezin), "Toon deze vraag")
    intake(gezin).spring("huishouden.spaargeld")
    druk(qtbot, scherm, catalogus("en").zeg("Lees voor").tekst)
    assert _Stem.gezegd[-1].startswith("How much money is in all your accounts together?")
    assert "rekeningen" not in _Stem.gezegd[-1]
    _kies_taal(gezin, qtbot, "tr")
    assert not any(knop.isVisible() for knop in scherm.findChildren(QPushButton))


def test_wat_niet_vertaald_is_staat_er_in_het_nederlands_en_zegt_dat(
    gezin: Hoofdvenster, qtbot: QtBot
) -> None:
    scherm = _open(gezin, qtbot)
    vraag = Tekst("Is dit nieuw?", TALEN["nl"])
    scherm.toon(Vraagbeeld(vraag, None, (), ""), TALEN["ar"])
    assert _teksten(scherm) == ["Nederlands", "Is dit nieuw?", _niet_nagekeken("ar")]
    label = next(w for w in _zichtbaar(scherm) if w.text() == "Is dit nieuw?")
    assert label.locale().language() == QLocale.Language.Dutch
    assert label.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    ("code", "familie"), [("ti", "Noto Sans Ethiopic"), ("fa", "Vazirmatn"), ("bg", "Noto Sans")]
)
def test_een_taal_staat_in_haar_eigen_lettertype(
    gezin: Hoofdvenster, qtbot: QtBot, code: str, familie: str
) -> None:
    taal = TALEN[code]
    scherm = _open(gezin, qtbot)
    scherm.toon(Vraagbeeld(Tekst(taal.eigen, taal), None, (), "Is dit nieuw?"), taal)
    eigen, nederlands, nagekeken = [w for w in _zichtbaar(scherm) if w.text()]
    assert nagekeken.text() == _niet_nagekeken(code)
    letter = QRawFont.fromFont(eigen.font())
    assert letter.familyName() == familie
    assert all(letter.supportsCharacter(ord(teken)) for teken in taal.eigen)
    assert nederlands.fontInfo().family() == "Noto Sans"


def test_op_een_ander_beeldscherm_vult_het_alles_en_blijft_het_typen_waar_het_was(
    gezin: Hoofdvenster, qtbot: QtBot
) -> None:
    scherm = _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Sluit dit scherm")
    geen: Any = None
    scherm.open_op(geen)
    assert scherm.isFullScreen()
    assert scherm.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_alles_op_de_strook_heeft_een_naam_en_past_op_200_procent(
    gezin: Hoofdvenster, qtbot: QtBot, dubbel: None
) -> None:
    thema.zet_schaal(2.0)
    _open(gezin, qtbot)
    druk(qtbot, intake(gezin), "Laat de uitkomst zien")
    QApplication.processEvents()
    assert gezin.minimumSizeHint().width() <= 1366
    for knop in intake(gezin).strook.findChildren(QPushButton):
        assert knop.accessibleName() or knop.text()
        assert knop.width() >= knop.fontMetrics().horizontalAdvance(knop.text()), knop.text()
