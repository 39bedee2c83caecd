"""Deciding: ticks, live letters, the receipt, and what is kept in the dossier."""

import io
from datetime import date

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from consulent_app.acties.instelplek import BEHEERDER_STELT_IN
from consulent_app.besluiten.inrichting import LEEG
from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.maatwerkvenster import Maatwerkvenster
from consulent_app.ui.nazorg import Nazorgvenster
from consulent_app.ui.ontvangst import Ontvangstvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD
from tests.ui.hulpjes import besluit, dossiers, druk, instellingen, open_voorbeeld, rust, typ, word
from tests.ui.mens import Mens


def _tekst(pdf: bytes) -> str:
    regels = (pagina.extract_text() for pagina in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(regels).replace("\u00a0", " ").split())


def _naar_besluiten(venster: Hoofdvenster, qtbot: QtBot) -> None:
    qtbot.keyClick(venster, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    rust(qtbot, venster)


def _log_in_als(venster: Hoofdvenster, qtbot: QtBot, naam: str, wachtwoord: str) -> None:
    qtbot.keyClick(venster, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        venster.inlog.kies(naam, wachtwoord)
    rust(qtbot, venster)


def test_een_vinkje_minder_verandert_de_brief(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    assert pagina.brieven is not None
    assert "€ 620,00" in _tekst(pagina.brieven.documenten["beschikking.pdf"])
    eerst = pagina.brieven
    qtbot.mouseClick(pagina.lijst.vakjes["schoolkosten_voortgezet", "k2"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pagina.brieven is not eerst, timeout=10_000)
    brief = _tekst(pagina.brieven.documenten["beschikking.pdf"])
    assert "€ 350,00" in brief
    assert "€ 270,00" not in brief


def test_een_ander_dossier_begint_met_alle_vinkjes_en_zonder_aantekeningen(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    pagina, deel = besluit(venster), ("schoolkosten_voortgezet", "k2")
    qtbot.mouseClick(pagina.lijst.vakjes[deel], Qt.MouseButton.LeftButton)
    pagina.lijst.gesprek.notitie.setPlainText("Over een ander gezin.")
    _naar_besluiten(venster, qtbot)
    assert pagina.niet_toekennen == {deel}
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    assert pagina.niet_toekennen == frozenset()
    assert pagina.lijst.gesprek.notitie.toPlainText() == ""


def test_afronden_bewaart_de_brieven_in_het_dossier(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    assert pagina.afronden.text() == "Bewaar 3 brieven en rond af"
    qtbot.mouseClick(pagina.afronden, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    werkblad = venster.werkblad
    assert werkblad.kast is not None
    assert werkblad.dossier is not None
    stukken = werkblad.kast.stukken(werkblad.dossier.id)
    assert {stuk.soort for stuk in stukken} == {"beschikking", "verzamelaanvraag", "overzicht-nl"}
    assert all(stuk.pdf.startswith(b"%PDF") for stuk in stukken)
    assert werkblad.kast.haal(werkblad.dossier.id).status == "besloten"


def test_heemskerk_noemt_de_instelling_die_ontbreekt(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    assert "ondertekening.mandaat" in pagina._melding.text()
    assert not pagina.afronden.isEnabled()
    druk(qtbot, pagina, "Naar instellingen")
    velden = instellingen(venster)
    typ(qtbot, velden, "Wie het besluit ondertekent", "Ik zelf")
    assert velden.velden["ondertekening.naam"].veld.text() == ""
    assert BEHEERDER_STELT_IN in [zin.text() for zin in velden.findChildren(QLabel) if zin.isVisible()]
    _log_in_als(venster, qtbot, BEHEER, BEHEERWOORD)
    qtbot.keyClick(venster, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert velden.pakketkeuze.currentData() == "heemskerk"
    assert venster.werkblad.eigen_van("heemskerk") == LEEG
    for naam, tekst in (
        ("Wie het besluit ondertekent", "Voorbeeldnaam"),
        ("De functie van wie ondertekent", "voorbeeldmedewerker"),
        ("Het mandaatbesluit waarop de ondertekening rust", "Voorbeeldmandaat 2026"),
        ("Waar een bezwaarschrift heen moet", "Postbus 1, 1960 AA Heemskerk"),
        ("Wat de gemeente met de gegevens doet, en waar dat staat", "Zie de website."),
    ):
        typ(qtbot, velden, naam, tekst)
        rust(qtbot, venster)
    assert len(venster.werkblad.eigen_van("heemskerk").waarden) == 5
    _log_in_als(venster, qtbot, NAAM, WACHTWOORD)
    _naar_besluiten(venster, qtbot)
    assert pagina.brieven is not None
    assert set(pagina.brieven.documenten) == {"verzamelaanvraag.pdf", "overzicht-ar.pdf"}
    assert "niets te beslissen" in pagina._melding.text()


def test_een_raadsman_doet_een_voorstel(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    word(venster, "raadsman")
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    assert pagina.brieven is not None
    assert "voorstel.pdf" in pagina.brieven.documenten
    assert "beschikking.pdf" not in pagina.brieven.documenten


def test_ontvangstbewijs_noemt_wat_is_ingeleverd(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    druk(qtbot, besluit(venster), "Ontvangstbewijs...")
    bon = besluit(venster).findChild(Ontvangstvenster)
    assert bon is not None
    assert not bon.drukknop.isEnabled()
    naam, vakje = next(iter(bon.lijst.vakjes.items()))
    qtbot.mouseClick(vakje, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bon.brieven is not None)
    assert bon.brieven is not None
    assert naam in _tekst(bon.brieven.documenten["ontvangstbewijs.pdf"])
    typ(qtbot, bon, f"Datum op: {naam}", "1-2-2024")
    assert venster.werkblad.behandeling.ingeleverd[naam].van == date(2024, 2, 1)
    bon.close()
    rust(qtbot, venster)
    druk(qtbot, besluit(venster), "Ontvangstbewijs...")
    opnieuw = besluit(venster).findChildren(Ontvangstvenster)[-1]
    assert opnieuw.lijst.ingeleverd == (naam,)
    assert any("ouder dan een jaar" in tekst.text() for tekst in opnieuw.findChildren(QLabel))
    opnieuw.close()
    rust(qtbot, venster)


def test_meer_verdienen_staat_alleen_in_het_overzicht_als_je_het_aanvinkt(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    assert pagina.brieven is not None
    assert not pagina.meer_verdienen.isChecked()
    assert "Gaat u meer verdienen?" not in _tekst(pagina.brieven.documenten["overzicht-nl.pdf"])
    eerst = pagina.brieven
    pagina.meer_verdienen.setFocus()
    qtbot.keyClick(pagina.meer_verdienen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pagina.brieven is not eerst, timeout=10_000)
    overzicht = _tekst(pagina.brieven.documenten["overzicht-nl.pdf"])
    assert "Let op bij een loon van € 1.465 tot € 1.480 per maand." in overzicht
    assert "Dan houdt u ongeveer € 94 per maand minder over." in overzicht
    assert "Wij kennen nog niet alle bedragen." in overzicht
    assert not pagina._geen_terugval.isVisible()
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    assert not pagina.meer_verdienen.isChecked()


def test_zonder_terugval_zegt_de_pagina_dat_er_geen_regel_komt(venster: Hoofdvenster, qtbot: QtBot) -> None:
    document = open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    document["personen"][0]["inkomens"] = [
        {"soort": "loon", "netto_per_maand": "1950.00", "vakantietoeslag_per_maand": "0.00"}
    ]
    assert venster.werkblad.kast is not None
    venster.open_dossier(venster.werkblad.kast.nieuw(document).id)
    rust(qtbot, venster)
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    qtbot.mouseClick(pagina.meer_verdienen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pagina._geen_terugval.isVisible, timeout=10_000)
    assert pagina.brieven is not None
    assert "meer verdienen" not in _tekst(pagina.brieven.documenten["overzicht-nl.pdf"])


def test_zoeken_vindt_het_dossier(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    pagina = dossiers(venster)
    qtbot.keyClick(venster, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    rust(qtbot, venster)
    assert len(pagina.model.regels) == 2
    qtbot.keyClicks(pagina.zoekveld, "amrani")
    qtbot.waitUntil(lambda: len(pagina.model.regels) == 1)
    qtbot.keyClick(pagina.zoekveld, Qt.Key.Key_Return)
    with qtbot.waitSignal(pagina.openen):
        qtbot.keyClick(pagina.lijst, Qt.Key.Key_Return)
    rust(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    pagina.zoekveld.setText("bestaat niet")
    qtbot.waitUntil(lambda: "Niets gevonden" in pagina._leeg.text())


def _rijke_ouder(qtbot: QtBot, venster: Hoofdvenster) -> None:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"], document["huishouden"]["spaargeld"] = "oefenstad", "18000.00"
    kast = venster.werkblad.kast
    assert kast is not None
    venster.open_dossier(kast.nieuw(document).id)
    qtbot.waitUntil(lambda: venster.werkblad.oordeel is not None)
    _naar_besluiten(venster, qtbot)


def test_zonder_gesprek_geen_afwijzing(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _rijke_ouder(qtbot, venster)
    pagina = besluit(venster)
    assert not pagina.afronden.isEnabled()
    assert "Leg eerst" in pagina._melding.text()
    gesprek = pagina.lijst.gesprek
    gesprek.notitie.setFocus()
    qtbot.keyClicks(gesprek.notitie, "Verteld over de bibliotheek.")
    qtbot.mouseClick(gesprek.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert pagina.afronden.isEnabled()
    assert pagina.brieven is not None
    brief = _tekst(pagina.brieven.documenten["beschikking.pdf"])
    assert "Wij spraken hierover met u op" in brief
    werkblad = venster.werkblad
    assert werkblad.kast is not None
    assert werkblad.dossier is not None
    bewaard = werkblad.kast.haal(werkblad.dossier.id).behandeling
    assert bewaard["afwijsgesprek"]["notitie"] == "Verteld over de bibliotheek."


def test_wat_de_inwoner_zei_staat_in_de_brief_en_de_notitie_blijft_binnen(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    _rijke_ouder(qtbot, venster)
    mens = Mens(venster)
    mens.klik("Wat heeft u besproken? Blijft binnen.", QPlainTextEdit)
    mens.typ("Was boos, belt terug.")
    mens.toets(Qt.Key.Key_Tab)
    assert mens.focus == "Wat zei de inwoner daarvan? Dit komt in de brief."
    mens.typ("Ik heb dat geld nodig voor de huur")
    mens.toets(Qt.Key.Key_Tab)
    assert mens.focus == "Leg dit gesprek vast"
    mens.toets(Qt.Key.Key_Space)
    mens.wacht()
    pagina = besluit(venster)
    assert pagina.brieven is not None
    brief = _tekst(pagina.brieven.documenten["beschikking.pdf"])
    assert "U zei daarover: Ik heb dat geld nodig voor de huur." in brief
    assert "boos" not in brief
    assert mens.ziet(
        "Blijft binnen: Was boos, belt terug.\nIn de brief: Ik heb dat geld nodig voor de huur"
    )
    mens.klik("Wijzig")
    mens.wacht()
    assert pagina.lijst.gesprek.reactie.toPlainText() == "Ik heb dat geld nodig voor de huur"
    assert pagina.lijst.gesprek.notitie.toPlainText() == "Was boos, belt terug."


def test_maatwerk_vraagt_een_reden_en_staat_in_de_brief(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _rijke_ouder(qtbot, venster)
    pagina = besluit(venster)
    wat, deel = next(sleutel for sleutel in pagina.lijst.rest.acties if sleutel[0] == "maatwerk")
    pagina.lijst.rest.acties[wat, deel].trigger()
    (vraag,) = pagina.findChildren(Maatwerkvenster)
    assert not vraag.knop.isEnabled()
    qtbot.keyClicks(vraag.reden, "Het geld is nodig voor de begrafenis.")
    typ(qtbot, vraag, "Bedrag van het maatwerk", "75")
    qtbot.mouseClick(vraag.knop, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert pagina.brieven is not None
    brief = _tekst(pagina.brieven.documenten["beschikking.pdf"])
    assert "Onze reden: Het geld is nodig voor de begrafenis." in brief
    assert "artikel 4:84" in brief
    assert "€ 75,00" in brief
    pagina.lijst.rest.acties["terug", deel].trigger()
    rust(qtbot, venster)
    assert not venster.werkblad.behandeling.maatwerk


def test_enter_in_het_bedrag_van_maatwerk_gaat_naar_de_volgende_knop_en_sluit_niets(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    _rijke_ouder(qtbot, venster)
    pagina, mens = besluit(venster), Mens(venster)
    sleutel = next(sleutel for sleutel in pagina.lijst.rest.acties if sleutel[0] == "maatwerk")
    pagina.lijst.rest.acties[sleutel].trigger()
    (vraag,) = pagina.findChildren(Maatwerkvenster)
    mens.klik("Reden van het maatwerk", QPlainTextEdit)
    mens.typ("Het geld is nodig voor de begrafenis.")
    mens.toets(Qt.Key.Key_Tab)
    mens.typ("75")
    mens.toets(Qt.Key.Key_Return)
    assert vraag.isVisible()
    mens.klik("Ken toe")
    mens.wacht()
    assert list(venster.werkblad.behandeling.maatwerk) == [sleutel[1]]


def test_na_het_afronden_staat_er_wat_er_nog_moet(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    qtbot.mouseClick(besluit(venster).afronden, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    werkblad = venster.werkblad
    assert werkblad.kast is not None
    assert werkblad.dossier is not None
    assert any(t.wat.startswith("Betalen:") for t in werkblad.kast.dagbeeld().taken)


def test_waar_niemand_om_vroeg_wordt_niet_afgewezen(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _rijke_ouder(qtbot, venster)
    pagina = besluit(venster)
    qtbot.mouseClick(pagina.lijst.gesprek.niets, Qt.MouseButton.LeftButton)
    rust(qtbot, venster)
    assert pagina.brieven is not None
    assert not pagina.brieven.afhandeling.afwijzingen
    assert pagina.brieven.afhandeling.niet_gevraagd
    assert "beschikking.pdf" not in pagina.brieven.documenten
    assert not pagina.lijst.gesprek.isVisibleTo(pagina.lijst)


def test_nazorg_wordt_bewaard_en_staat_er_de_volgende_keer(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    _naar_besluiten(venster, qtbot)
    pagina = besluit(venster)
    druk(qtbot, pagina, "Nazorg...")
    (vraag,) = pagina.findChildren(Nazorgvenster)
    deel, keuze = next(iter(vraag.keuzes.items()))
    keuze.setFocus()
    qtbot.keyClicks(vraag.focusWidget() or keuze, "gekregen")
    druk(qtbot, vraag, "Klaar")
    rust(qtbot, venster)
    assert venster.werkblad.behandeling.nazorg[deel].uitkomst == "gekregen"
    kast, dossier = venster.werkblad.kast, venster.werkblad.dossier
    assert kast is not None
    assert dossier is not None
    assert kast.haal(dossier.id).behandeling["nazorg"][0]["uitkomst"] == "gekregen"
