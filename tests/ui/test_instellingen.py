"""The settings as a beheerder fills them in: what is wrong is said at once, what is good is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from consulent_app.acties.instelbeeld import TALEN
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.briefkopvenster import Briefkopvenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.inleesvenster import Inleesvenster
from consulent_app.ui.instelpagina import Instelpagina
from consulent_app.ui.kaartvenster import Kaartvenster
from tests.documenten.test_logo import SVG
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD, maak_kast
from tests.ui.hulpjes import besluit, druk, instellingen, open_voorbeeld, rust, typ

TELEFOON = "Het telefoonnummer voor bewoners"


def log_in(qtbot: QtBot, venster: Hoofdvenster, naam: str, wachtwoord: str) -> None:
    with qtbot.waitSignal(venster.werkblad.ontgrendeld):
        venster.inlog.kies(naam, wachtwoord)
    rust(qtbot, venster)


@pytest.fixture
def beheer(qtbot: QtBot, tmp_path: Path) -> Iterator[Hoofdvenster]:
    """The beheerder before the settings of Heemskerk; files of before lie beside the store."""
    maak_app()
    maak_kast(tmp_path)
    for naam, tekst in (
        ("heemskerk", '[organisatie]\ntelefoon = "bel maar"\n'),
        ("oefenstad", "[kapot\n"),
    ):
        (tmp_path / f"instellingen-{naam}.toml").write_text(tekst, encoding="utf-8")
    venster = maak_venster(tmp_path)
    venster.show()
    qtbot.waitExposed(venster)
    log_in(qtbot, venster, BEHEER, BEHEERWOORD)
    qtbot.keyClick(venster, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    rust(qtbot, venster)
    yield venster
    venster.close()
    venster.deleteLater()


def heeft(venster: Hoofdvenster) -> Inrichting:
    return venster.werkblad.eigen_van("heemskerk")


def zinnen(pagina: Instelpagina) -> str:
    return " ".join(zin.text() for zin in pagina.findChildren(QLabel) if zin.isVisible())


def test_een_fout_staat_er_bij_de_eerste_toets_en_wordt_niet_bewaard(
    beheer: Hoofdvenster, qtbot: QtBot
) -> None:
    pagina = instellingen(beheer)
    veld = typ(qtbot, pagina, "Het postadres", "Postbus 9")
    assert "Zet er een postcode en een plaats in" in zinnen(pagina)
    assert "postcode" in veld.accessibleDescription()
    assert "organisatie.postadres" not in heeft(beheer).waarden
    qtbot.keyClicks(veld, ", 1960 AA Heemskerk")
    assert "Zet er een postcode" not in zinnen(pagina)
    qtbot.keyClick(veld, Qt.Key.Key_Return)
    rust(qtbot, beheer)
    assert heeft(beheer).waarden["organisatie.postadres"] == "Postbus 9, 1960 AA Heemskerk"


def test_wat_er_eerder_in_een_bestand_stond_komt_eenmaal_mee(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    pagina, map_ = instellingen(beheer), beheer.werkblad.map
    assert heeft(beheer) == Inrichting({"organisatie.telefoon": "bel maar"})
    assert not (map_ / "instellingen-heemskerk.toml").exists()
    assert "instellingen-oefenstad.toml is van een vorige versie" in zinnen(pagina)
    # A file that somebody puts there later is of nobody.
    (map_ / "instellingen-velsen-2019.toml").write_text('[hulp]\nnaam = "Wie"\n', encoding="utf-8")
    beheer.werkblad.kast.inrichting.neem_van_eerder_over()  # type: ignore[union-attr]
    assert beheer.werkblad.eigen_van("velsen-2019") == Inrichting()
    logregels = beheer.werkblad.kast._kast.logregels()  # type: ignore[union-attr]
    acties = [(r.handeling.actie, r.handeling.object) for r in logregels]
    assert ("instellingen van eerder overnemen", "heemskerk") in acties


def test_het_logboek_zegt_welke_instelling_en_niet_wat(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    typ(qtbot, instellingen(beheer), "Wie het besluit ondertekent", "Jannie Geheim")
    rust(qtbot, beheer)
    regel = beheer.werkblad.kast._kast.logregels()[0].handeling  # type: ignore[union-attr]
    assert (regel.actie, regel.object) == ("instelling wijzigen", "ondertekening.naam")
    assert "Jannie" not in str(regel)


def test_het_logo_wordt_gekeurd_getoond_en_weggehaald(
    beheer: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagina, kies = instellingen(beheer), "Kies een logo... (het logo van de gemeente)"
    (tmp_path / "fout.png").write_bytes(b"geen plaatje")
    (tmp_path / "goed.svg").write_bytes(SVG)
    for naam, zin in (("fout.png", "geen PNG en geen SVG"), ("goed.svg", "")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, n=naam: (str(tmp_path / n), ""))
        druk(qtbot, pagina, kies)
        rust(qtbot, beheer)
        assert (zin or "Het logo van de gemeente") in zinnen(pagina)
    assert set(heeft(beheer).logos) == {"gemeente"}
    assert pagina.logos["gemeente"].beeld.pixmap().height() == 56
    druk(qtbot, pagina, "Haal dit logo weg (het logo van de gemeente)")
    rust(qtbot, beheer)
    assert heeft(beheer).logos == {}


def test_alleen_aangeboden_talen_staan_bij_het_overzicht(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    pagina = instellingen(beheer)
    assert pagina.talen is not None
    for code, vinkje in pagina.talen.vinkjes.items():
        if code not in ("nl", "en"):
            vinkje.setFocus()
            qtbot.keyClick(vinkje, Qt.Key.Key_Space)
    rust(qtbot, beheer)
    assert heeft(beheer).waarden[TALEN] == "nl, en"
    # A part that is shown before it is in the window would have taken the keys away from it.
    qtbot.keyClick(beheer, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    log_in(qtbot, beheer, NAAM, WACHTWOORD)
    open_voorbeeld(qtbot, beheer, "alleenstaande-ouder")
    beheer.werkblad.toon_pagina.emit("besluiten")
    rust(qtbot, beheer)
    keuze = besluit(beheer).talen
    assert [code for code, vinkje in keuze.vinkjes.items() if vinkje.isVisible()] == ["nl", "en"]
    # This resident speaks Arabic, which is not offered: the overview is in Dutch.
    assert keuze.gekozen == ("nl",)


def test_wat_een_bestand_verandert_is_eerst_te_zien(
    beheer: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    pagina, bestand = instellingen(beheer), tmp_path / "in.toml"
    for tekst, zin in (
        ('pakket = "oefenstad"\n[hulp]\nnaam = "B"\n', "is van de brieven van 'oefenstad'"),
        ('[hulp]\nnaam = "MET Heemskerk"\n', "niets anders dan hier al staat"),
        ('[hulp]\nnaam = "B"\n[logo]\nmet = "AAAA"\n', "het logo bij 'met' kan niet"),
        ('[[kaart]]\nid = "a"\nnaam = "A"\nwat = "W"\nhulp = ["x"]\n', "'hulp' van A klopt niet"),
    ):
        bestand.write_text(tekst, encoding="utf-8")
        pagina.lees_in(bestand)
        rust(qtbot, beheer)
        assert zin in zinnen(pagina)
    was = heeft(beheer)
    bestand.write_text('pakket = "heemskerk"\n[hulp]\nnaam = "Buurthulp"\n', encoding="utf-8")
    for knop, wordt in (
        ("Niets veranderen", was.waarden),
        ("Neem deze wijziging over", {**was.waarden, "hulp.naam": "Buurthulp"}),
    ):
        pagina.lees_in(bestand)
        rust(qtbot, beheer)
        venster = beheer.findChildren(Inleesvenster)[-1]
        staat = [zin.text() for zin in venster.findChildren(QLabel)]
        assert {"Wie de bewoner helpt", "MET Heemskerk", "Buurthulp"} <= set(staat)
        druk(qtbot, venster, knop)
        rust(qtbot, beheer)
        assert heeft(beheer).waarden == wordt


def test_wat_hier_staat_gaat_als_een_bestand_naar_een_ander(
    beheer: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doel = tmp_path / "uit"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(doel), ""))
    druk(qtbot, instellingen(beheer), "Bewaar als bestand...")
    rust(qtbot, beheer)
    assert 'telefoon = "bel maar"' in doel.with_suffix(".toml").read_text(encoding="utf-8")


def test_een_eigen_organisatie_krijgt_de_verwijzing(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    druk(qtbot, instellingen(beheer), "Sociale kaart...")
    kaart = beheer.findChildren(Kaartvenster)[-1]
    druk(qtbot, kaart, "Nieuwe organisatie")
    druk(qtbot, kaart, "Bewaar")
    assert kaart.blad is not None
    assert {naam for naam, zin in kaart.blad.fouten.items() if zin.text()} == {"naam", "wat", "hulp"}
    for naam, tekst in (("naam", "Taalplek"), ("wat", "Helpt u lezen."), ("telefoon", "0251 12 34 56")):
        kaart.blad.velden[naam].setFocus()
        qtbot.keyClicks(kaart.blad.velden[naam], tekst)
    qtbot.keyClick(kaart.blad.vinkjes["taalles"], Qt.Key.Key_Space)
    druk(qtbot, kaart, "Bewaar")
    rust(qtbot, beheer)
    eerste = beheer.werkblad.van_nu.wegwijzer("heemskerk").voor_hulp("taalles")
    assert eerste is not None
    assert (eerste.naam, eerste.telefoon, eerste.leefgebieden) == ("Taalplek", "0251 12 34 56", ("taal",))
    assert set(heeft(beheer).kaart) == {"eigen-1"}
    druk(qtbot, kaart, "Haal wat zelf is ingevuld weg")
    rust(qtbot, beheer)
    eerste = beheer.werkblad.van_nu.wegwijzer("heemskerk").voor_hulp("taalles")
    assert eerste is not None
    assert eerste.naam == "Taalhuis"


def test_een_voorbeeld_vraagt_eerst_om_wat_ontbreekt(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    pagina = instellingen(beheer)
    druk(qtbot, pagina, "Naar het eerste vak dat nog leeg is")
    eerste = beheer.focusWidget()
    assert isinstance(eerste, QLineEdit)
    assert eerste.accessibleName() == "Wie het besluit ondertekent"
    druk(qtbot, pagina, "Voorbeeld van een brief...")
    rust(qtbot, beheer)
    venster = beheer.findChildren(Briefkopvenster)[-1]
    assert "ondertekening.mandaat" in venster.fout.text()
    druk(qtbot, venster, "Overzicht")
    rust(qtbot, beheer)
    assert venster.fout.text() == ""
    assert venster.voorbeeld._pdf.startswith(b"%PDF")
    venster.close()
