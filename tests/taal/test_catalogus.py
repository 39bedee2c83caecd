"""Translations: whole, with the slots of their source, and Dutch where they are not there."""

import string
from datetime import date

import pytest

from consulent_app.acties.talen import VERTALINGEN, bronnen, ontbreekt
from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.geld import Geld
from consulent_app.taal.bijwerken import werk_bij
from consulent_app.taal.catalogus import AAN_U, bestand, catalogus, lees, vormen
from consulent_app.taal.schrijfwijze import (
    bedrag,
    datum,
    isoleer,
    met_hoofdletter,
    opsomming,
    zonder_isolaten,
)
from consulent_app.taal.talen import TALEN, herken

#: Languages in which nothing may be missing.
VOLLEDIG = VERTALINGEN
TOETSER = Toetser()
BRONNEN = bronnen(TOETSER)


def _gaten(tekst: str) -> set[str]:
    return {naam for _, naam, _, _ in string.Formatter().parse(tekst) if naam}


@pytest.mark.parametrize("code", VERTALINGEN)
def test_wat_ontbreekt_staat_op_een_lijst(code: str) -> None:
    weg = ontbreekt(code, BRONNEN)
    print(f"{TALEN[code].naam}: {len(weg)} nog te vertalen", *weg, sep="\n  ")
    assert code not in VOLLEDIG or weg == []


@pytest.mark.parametrize("code", VERTALINGEN)
def test_een_vertaling_heeft_de_gaten_van_haar_bron(code: str) -> None:
    nederlands = lees("nl")
    for bericht in lees(code):
        for vorm in vormen(bericht) if bericht.id else ():
            bron = bericht.id if isinstance(bericht.id, str) else bericht.id[-1]
            if bericht.context == AAN_U:
                eigen = nederlands.get(bron, AAN_U)
                assert eigen is not None
                bron = str(eigen.string)
            assert _gaten(vorm) == _gaten(bron), bron


@pytest.mark.parametrize("code", VERTALINGEN)
def test_de_bestanden_zijn_bijgewerkt(code: str) -> None:
    assert werk_bij(code, BRONNEN) == bestand(code).read_bytes(), "doe 'python3 dev.py talen'"


def test_elke_vraag_over_een_persoon_kan_aan_u_worden_gesteld() -> None:
    nederlands = lees("nl")
    for naam in TOETSER.kast.namen():
        for veld in TOETSER.pakket(naam).velden.values():
            van_u = not veld.rollen or "aanvrager" in veld.rollen
            if veld.niveau == "persoon" and van_u and "{naam}" in veld.vraag:
                assert nederlands.get(veld.vraag, AAN_U) is not None, veld.vraag


def test_een_tekst_zonder_vertaling_blijft_nederlands_en_zegt_dat() -> None:
    gezegd = catalogus("ar").zeg("Dit staat nergens: {bedrag}", bedrag="5")
    assert zonder_isolaten(gezegd.tekst) == "Dit staat nergens: 5"
    assert gezegd.taal == TALEN["nl"]


def test_de_aanvrager_wordt_aangesproken() -> None:
    vraag = "Wanneer is {naam} geboren?"
    assert catalogus("en").zeg(vraag, AAN_U, naam="x").tekst == "When were you born?"
    assert zonder_isolaten(catalogus("en").zeg(vraag, naam="your child").tekst).startswith("When was your")
    assert catalogus("nl").zeg(vraag, AAN_U, naam="x").tekst == "Wanneer bent u geboren?"


@pytest.mark.parametrize(
    ("code", "n", "tekst"),
    [
        ("en", 1, "for 1 child"),
        ("en", 3, "for 3 children"),
        ("nl", 1, "voor 1 kind"),
        ("nl", 2, "voor 2 kinderen"),
        ("tr", 5, "5 çocuk için"),
        ("pl", 2, "dla 2 dzieci"),
        ("uk", 1, "для 1 дитини"),
        ("ar", 1, "لطفل واحد (1)"),
        ("ar", 2, "لطفلين (2)"),
        ("ar", 5, "لـ 5 أطفال"),
        ("ar", 11, "لـ 11 طفلًا"),
    ],
)
def test_meervoud(code: str, n: int, tekst: str) -> None:
    gezegd = catalogus(code).zeg_aantal("voor {n} kind", "voor {n} kinderen", n)
    assert zonder_isolaten(gezegd.tekst) == tekst


def test_bedragen_datums_en_namen_zoals_de_taal_ze_schrijft() -> None:
    assert bedrag(Geld(128383), TALEN["en"]) == "€1,283.83"
    assert bedrag(Geld(128383), TALEN["uk"]) == "1\u00a0283,83\u00a0€"
    assert bedrag(Geld(128383), TALEN["nl"]) == "€\u00a01.283,83"
    assert datum(date(2026, 11, 18), TALEN["pl"]) == "18 listopada 2026"
    assert opsomming(["Ali", "Noor"], TALEN["en"]) == f"{isoleer('Ali')} and {isoleer('Noor')}"


@pytest.mark.parametrize("code", [code for code, taal in TALEN.items() if taal.rechts_naar_links])
def test_een_bedrag_van_rechts_naar_links_staat_in_isolaten(code: str) -> None:
    for bericht in lees(code):
        for vorm in vormen(bericht) if bericht.id else ():
            assert vorm.count("€") == vorm.count("\u2068€"), vorm


def test_een_zin_begint_met_een_hoofdletter_ook_voor_een_waarde() -> None:
    assert met_hoofdletter(f"{isoleer('дитина 1')}: коли") == f"{isoleer('Дитина 1')}: коли"


def test_een_waarde_houdt_haar_leesrichting() -> None:
    gezegd = catalogus("ar").zeg("{bedrag} per jaar", bedrag="12-02-2026").tekst
    assert isoleer("12-02-2026") in gezegd


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("ar", "ar"),
        ("Arabisch", "ar"),
        (" polski ", "pl"),
        (None, "nl"),
        ("Tigrinya", "ti"),
        ("Swahili", "nl"),
    ],
)
def test_de_taal_van_een_dossier(tekst: str | None, code: str) -> None:
    assert herken(tekst).code == code
