"""One family, its letters and its overview in every language: the words on paper, in their order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.toetsen import Toetser, met_keuze
from consulent_app.documenten.overzicht import gegevens, leestekst
from consulent_app.documenten.schrijf import SOORTEN
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.paden import resources
from consulent_app.taal.catalogus import catalogus
from consulent_app.taal.schrijfwijze import zonder_isolaten
from consulent_app.taal.talen import TALEN
from consulent_app.taal.teksten import teksten

TOETSER = Toetser()
GEZIN = met_keuze(lees_bestand(resources() / "voorbeelden" / "alleenstaande-ouder.json"), "oefenstad", None)
ANDERE = [code for code in TALEN if code != "nl"]
OPDRACHT = Opdracht(date(2026, 11, 20), "Z/2026/000412", talen=tuple(TALEN))


@pytest.fixture(scope="module")
def brieven():
    return maak_brieven(GEZIN, TOETSER, OPDRACHT)


def papier(pdf: bytes) -> str:
    """Return what can be copied from the paper, without what a line end adds."""
    with pypdfium2.PdfDocument(pdf) as document:
        tekst = " ".join(blad.get_textpage().get_text_range() for blad in document)
    return re.sub(r"[\s\ufffe-]+", "", zonder_isolaten(tekst))


def kaal(tekst: str) -> str:
    return re.sub(r"[\s\ufffe-]+", "", zonder_isolaten(tekst))


@pytest.mark.parametrize("code", [c for c in TALEN if not TALEN[c].rechts_naar_links])
def test_every_sentence_can_be_copied_from_the_overview(brieven, code: str) -> None:
    blad = papier(brieven.documenten[f"overzicht-{code}.pdf"])
    for zin in leestekst(brieven.afhandeling, code):
        for woord in zin.split():
            assert kaal(woord) in blad, zin


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_words_names_and_amounts_can_be_copied_from_right_to_left(brieven, code: str) -> None:
    """Of a joined letter a reader may find its basic form or its joined one; whole words are counted."""
    blad = papier(brieven.documenten[f"overzicht-{code}.pdf"])
    woorden = [kaal(w) for zin in leestekst(brieven.afhandeling, code) for w in zin.split()]
    gevonden = [woord for woord in woorden if woord in blad]
    assert len(gevonden) >= 0.85 * len(woorden)
    for waarde in ("Samira", "Yassin"):
        assert waarde in blad


@pytest.mark.parametrize("code", ANDERE)
def test_the_dutch_stands_beside_it_and_counts(brieven, code: str) -> None:
    blad = papier(brieven.documenten[f"overzicht-{code}.pdf"])
    # In a page from right to left a reader of PDF text turns the words of a Dutch line round.
    for zin in ("Dit krijgt u", "Samen in één jaar", "De Nederlandse tekst geldt"):
        delen = zin.split() if TALEN[code].rechts_naar_links else [zin]
        assert all(kaal(deel) in blad for deel in delen)


@pytest.mark.parametrize("code", ANDERE)
def test_an_overview_says_whether_a_native_reader_checked_it(brieven, code: str, monkeypatch) -> None:
    zin = teksten("overzicht")["blad.niet_nagekeken"]
    nu = gegevens(brieven.afhandeling, code)
    assert any(deel["nl"] == zin for deel in nu["voorbehoud"])
    nagekeken = replace(TALEN[code].nagekeken, door="Lezer", op="2026-11-20")
    monkeypatch.setitem(TALEN, code, replace(TALEN[code], nagekeken=nagekeken))
    assert not any(deel["nl"] == zin for deel in gegevens(brieven.afhandeling, code)["voorbehoud"])


@pytest.mark.parametrize("code", TALEN)
def test_an_overview_has_one_or_two_pages(brieven, code: str) -> None:
    with pypdfium2.PdfDocument(brieven.documenten[f"overzicht-{code}.pdf"]) as document:
        # This household gets nearly everything there is; in Somali it takes a few lines more.
        assert len(document) <= (3 if code == "so" else 2)


def test_what_is_not_translated_stands_in_slanted_dutch_and_is_listed(brieven, monkeypatch) -> None:
    zonder = catalogus("tr")
    kwijt = {sleutel: t for sleutel, t in zonder._teksten.items() if sleutel[1] != "Dit krijgt u"}
    monkeypatch.setattr("consulent_app.taal.spreker.catalogus", _catalogus_zonder(kwijt))
    nu = gegevens(brieven.afhandeling, "tr")
    (kop,) = [blok["kop"] for blok in nu["blokken"] if blok["kop"]["delen"][0]["t"] == "Dit krijgt u"]
    assert kop["delen"][0] == {"t": "Dit krijgt u", "taal": "nl", "onvertaald": True}
    assert nu["voorbehoud"][-1]["nl"] == teksten("overzicht")["blad.nog_niet_vertaald"]
    assert len(gegevens(brieven.afhandeling, "ti")["voorbehoud"]) == 2


def _catalogus_zonder(kwijt):
    return lambda code: replace(catalogus("tr"), _teksten=kwijt) if code == "tr" else catalogus(code)


def test_a_kind_of_print_for_every_language() -> None:
    assert {f"overzicht-{code}" for code in TALEN} <= set(SOORTEN)
