"""The languages as data: what the table says, what CLDR knows of them, and whether they can be drawn."""

import gettext
import unicodedata
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from babel import Locale
from reportlab.pdfbase.ttfonts import TTFontFile

from consulent_app.huishouden.geld import Geld
from consulent_app.paden import resources
from consulent_app.taal.catalogus import bestand, lees, vormen
from consulent_app.taal.schrijfwijze import bedrag, datum, opsomming, zonder_isolaten
from consulent_app.taal.talen import BRONTAAL, TALEN, Nagekeken, Taal

#: In these a noun stays as it is after a number, so that one form is enough.
EEN_VORM = {"fa", "tr"}
LICENTIES = {
    "Noto Sans": "OFL.txt",
    "Vazirmatn": "OFL-Vazirmatn.txt",
    "Noto Sans Ethiopic": "OFL-NotoSansEthiopic.txt",
}


@cache
def _tekens(familie: str) -> frozenset[int]:
    """Return the characters that both the regular and the bold face of a family can draw."""
    naam = familie.replace(" ", "")
    gewoon, vet = (
        TTFontFile(str(resources() / "lettertypen" / f"{naam}-{snit}.ttf")) for snit in ("Regular", "Bold")
    )
    assert gewoon.familyName.decode() == vet.familyName.decode() == familie
    return frozenset(gewoon.charToGlyph) & frozenset(vet.charToGlyph)


def _zonder_letter(tekst: str, taal: Taal) -> set[str]:
    """Return what cannot be drawn; Latin stands in Noto Sans where the font of the language has none.

    Marks that only steer the direction are not drawn.
    """
    kan = _tekens(taal.lettertype) | _tekens("Noto Sans")
    eigen = {teken for teken in tekst if unicodedata.category(teken) not in ("Cf", "Cc")}
    return {teken for teken in eigen if ord(teken) not in kan}


def test_de_tabel_noemt_de_dertien_talen() -> None:
    gevraagd = ["nl", "en", "ar", "tr", "pl", "uk", "ti", "fa", "ro", "bg", "so", "es", "fr"]
    assert sorted(TALEN) == sorted(gevraagd)
    assert next(iter(TALEN)) == BRONTAAL
    assert [code for code, taal in TALEN.items() if taal.rechts_naar_links] == ["ar", "fa"]
    assert all(bestand(code).is_file() for code in TALEN)


def test_na_het_nederlands_staan_de_talen_op_naam() -> None:
    namen = [taal.naam for taal in TALEN.values()][1:]
    assert all(een < ander for een, ander in pairwise(namen))


def test_wie_een_taal_heeft_nagekeken_staat_er_met_de_dag() -> None:
    assert not Nagekeken()
    assert not Nagekeken(door="Rahel Tesfay")
    assert Nagekeken("Rahel Tesfay", "2026-11-21")
    for taal in TALEN.values():
        assert bool(taal.nagekeken.door) == bool(taal.nagekeken.op), taal.naam
        assert not taal.nagekeken or date.fromisoformat(taal.nagekeken.op)


@pytest.mark.parametrize("taal", TALEN.values(), ids=TALEN)
def test_van_elke_taal_weet_cldr_hoe_maanden_en_opsommingen_heten(taal: Taal) -> None:
    kale, er = Locale.parse("root"), Locale.parse(taal.locale)
    assert er.months["format"]["wide"] != kale.months["format"]["wide"]
    assert er.list_patterns["standard"] != kale.list_patterns["standard"]
    assert len({datum(date(2026, maand, 18), taal) for maand in range(1, 13)}) == 12


@pytest.mark.parametrize("taal", TALEN.values(), ids=TALEN)
def test_bedragen_en_datums_staan_in_de_cijfers_van_de_brief(taal: Taal) -> None:
    geld, dag = bedrag(Geld(128383), taal), datum(date(2026, 11, 18), taal)
    assert "€" in geld
    assert [teken for teken in geld if teken.isdigit()] == list("128383")
    assert sorted(teken for teken in dag if teken.isdigit()) == sorted("182026")


@pytest.mark.parametrize("taal", TALEN.values(), ids=TALEN)
def test_alles_wat_een_taal_schrijft_kan_worden_getekend(taal: Taal) -> None:
    teksten = [taal.eigen, bedrag(Geld(128383), taal), opsomming(["A", "B", "C"], taal)]
    teksten += [datum(date(2026, maand, 18), taal) for maand in range(1, 13)]
    for bericht in lees(taal.code):
        teksten += vormen(bericht) if bericht.id else ()
    for tekst in teksten:
        assert not _zonder_letter(tekst, taal), zonder_isolaten(tekst)


def test_zonder_haar_eigen_lettertype_zou_een_taal_vakjes_geven() -> None:
    latijn = TALEN[BRONTAAL]
    for code in ("ti", "ar", "fa"):
        assert _zonder_letter(TALEN[code].eigen, latijn) == set(TALEN[code].eigen)


@pytest.mark.parametrize("familie", sorted({taal.lettertype for taal in TALEN.values()}))
def test_bij_elk_lettertype_staat_zijn_licentie(familie: str) -> None:
    tekst = (resources() / "lettertypen" / LICENTIES[familie]).read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in tekst
    assert "Reserved Font Name" not in tekst.partition("PREAMBLE")[0]


@pytest.mark.parametrize("taal", TALEN.values(), ids=TALEN)
def test_het_meervoud_van_een_catalogus_is_dat_van_de_taal(taal: Taal) -> None:
    vorm = gettext.c2py(lees(taal.code).plural_expr)
    soort = Locale.parse(taal.locale).plural_form
    samen = {(soort(n), vorm(n)) for n in range(1000)}
    soorten = {een for een, _ in samen}
    assert len(samen) == len(soorten), "wat voor CLDR één vorm is, heeft hier twee vormen"
    assert len({ander for _, ander in samen}) == (1 if taal.code in EEN_VORM else len(soorten))
