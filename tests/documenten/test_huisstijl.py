"""A house style is a folder: what is in it shows on paper, what is wrong in it is told."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.toetsen import Toetser, met_keuze
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.documenten.huisstijl import BESTAND, STANDAARD, contrast, in_huisstijl, lees
from consulent_app.documenten.logo import keur_logo
from consulent_app.documenten.schrijf import maak_documenten
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.paden import resources
from tests.documenten import controle
from tests.documenten.zaken import REGELINGEN, afhandeling

ALLE = sorted(p.parent.name for p in (resources() / "huisstijl").glob(f"*/{BESTAND}"))


@pytest.fixture(scope="module")
def oefenstad() -> dict[str, bytes]:
    from datetime import date

    intake = met_keuze(
        lees_bestand(resources() / "voorbeelden" / "alleenstaande-ouder.json"), "oefenstad", None
    )
    opdracht = Opdracht(date(2026, 11, 20), "Z/1", talen=("nl", "fa"))
    return dict(maak_brieven(intake, Toetser(), opdracht).documenten)


@pytest.mark.parametrize("naam", ALLE)
def test_every_house_style_that_ships_can_be_used(naam: str) -> None:
    stijl = lees(naam)
    assert contrast(stijl.merk, "#FFFFFF") >= 4.5
    assert stijl.logo is None or keur_logo(stijl.logo) == stijl.logo


def test_a_gemeente_without_a_folder_has_the_standard_one() -> None:
    assert lees("heemskerk") == lees(STANDAARD)


def test_the_logo_stands_on_the_letter_and_says_its_name(oefenstad: dict[str, bytes]) -> None:
    for naam in ("beschikking.pdf", "overzicht-nl.pdf", "overzicht-fa.pdf"):
        assert controle.fouten(oefenstad[naam]) == [], naam
    with pikepdf.open(io.BytesIO(oefenstad["beschikking.pdf"])) as bestand:
        assert any(
            b.get("/Alt") == "Gemeente Oefenstad"
            for b in bestand.objects
            if isinstance(b, pikepdf.Dictionary)
        )
        assert len(bestand.pages[0].get_images()) == 1
        assert len(bestand.pages[1].get_images()) == 0


def test_two_gemeenten_one_after_another_keep_their_colours() -> None:
    velsen = maak_documenten(afhandeling(), REGELINGEN, ["beschikking"])["beschikking.pdf"]
    with in_huisstijl("oefenstad"):
        pass
    assert maak_documenten(afhandeling(), REGELINGEN, ["beschikking"])["beschikking.pdf"] == velsen
    assert "Gemeente Velsen" in PdfReader(io.BytesIO(velsen)).pages[0].extract_text()


def test_a_line_at_the_foot_leaves_out_what_is_not_filled_in() -> None:
    stijl = lees(STANDAARD)
    vol = Instellingen({"organisatie.postadres": "Postbus 1", "organisatie.telefoon": "14 0251"})
    assert stijl.voetregels(vol) == ("Post: Postbus 1", "Telefoon 14 0251")
    assert stijl.voetregels(Instellingen({})) == ()


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        ('[kleuren]\nmerk = "blauw"', "niet van de vorm #RRGGBB"),
        ('[kleuren]\nmerk = "#EEEEEE"', "niet te lezen"),
        ('[kleuren]\nachtergrond = "#FFFFFF"', "'kleuren.achtergrond' bestaat niet"),
        ("[kleur]\n", r"\[kleur\] bestaat niet"),
        ('[venster]\nlinks_mm = "33"', "van de verkeerde soort"),
        ('[logo]\nbestand = "weg.png"', "het logo 'weg.png' is er niet"),
        ("[kleuren\n", "geen geldige TOML"),
    ],
)
def test_a_fault_is_told_in_one_sentence(tmp_path: Path, inhoud: str, zegt: str) -> None:
    standaard = resources() / "huisstijl" / STANDAARD / BESTAND
    for naam, tekst in ((STANDAARD, standaard.read_text(encoding="utf-8")), ("eigen", inhoud)):
        (tmp_path / naam).mkdir()
        (tmp_path / naam / BESTAND).write_text(tekst, encoding="utf-8")
    with pytest.raises(InvoerFout, match=zegt):
        lees("eigen", tmp_path)


def test_the_window_can_be_moved(tmp_path: Path) -> None:
    standaard = resources() / "huisstijl" / STANDAARD / BESTAND
    for naam, tekst in (
        (STANDAARD, standaard.read_text(encoding="utf-8")),
        ("eigen", "[venster]\nlinks_mm = 109\n"),
    ):
        (tmp_path / naam).mkdir()
        (tmp_path / naam / BESTAND).write_text(tekst, encoding="utf-8")
    assert (lees("eigen", tmp_path).venster_links, lees("eigen", tmp_path).venster_boven) == (109, 50)
