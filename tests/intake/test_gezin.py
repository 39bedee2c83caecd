"""The household as a picture: order, initials, and ages as far as they are known."""

from datetime import date

import pytest

from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.intake.gesprek import Gesprek
from consulent_app.intake.gezin import gezin, leeftijd_getypt, leeftijd_tekst, op_leeftijd, wie
from consulent_app.paden import resources

OP = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("geboren", "tekst"),
    [
        ("2014-02-03", "12 jaar"),
        ("2026-11-18", "0 jaar"),
        ("1985", "40 of 41 jaar"),
        ("1985-11", "40 of 41 jaar"),
        ("1985-10", "41 jaar"),
        ("2026", "0 jaar"),
        ("2050-01-01", ""),
        (None, ""),
    ],
)
def test_leeftijd(geboren: str | None, tekst: str) -> None:
    assert leeftijd_tekst(geboren, OP) == tekst


@pytest.mark.parametrize(
    ("getypt", "tekst"),
    [
        ("", ""),
        ("1", ""),
        ("14-7-1", ""),
        ("14-7-1991", "35 jaar"),
        ("1985", "40 of 41 jaar"),
        ("nov 1985", "40 of 41 jaar"),
        ("31-2-1985", ""),
        ("1-1-2030", ""),
        ("onzin", ""),
    ],
)
def test_leeftijd_onder_het_typen(getypt: str, tekst: str) -> None:
    assert leeftijd_getypt(getypt, OP) == tekst


def test_volwassenen_eerst_dan_de_kinderen_van_oud_naar_jong() -> None:
    gesprek = Gesprek.nieuw("oefenstad", OP)
    for rol in ("kind", "kind", "kind", "medebewoner", "partner"):
        gesprek.voeg_persoon_toe(rol)
    gesprek.antwoord("personen.p1.voornaam", "Samira")
    gesprek.antwoord("personen.k1.geboortedatum", "2014-02-03")
    gesprek.antwoord("personen.k3.geboortedatum", "2010")
    gesprek.antwoord("personen.k3.voornaam", "élodie")
    leden = gezin(gesprek)
    assert [lid.id for lid in leden] == ["p1", "p2", "m1", "k3", "k1", "k2"]
    assert [lid.initiaal for lid in leden] == ["S", "?", "?", "É", "?", "?"]
    assert [lid.omschrijving for lid in leden] == [
        "Samira, aanvrager",
        "Partner, leeftijd onbekend",
        "Medebewoner, leeftijd onbekend",
        "élodie, kind, 15 of 16 jaar",
        "Kind, 12 jaar",
        "Kind, leeftijd onbekend",
    ]


def test_per_regeling_een_rij_per_kind_van_oud_naar_jong() -> None:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    kinderen = [p for p in document["personen"] if p["rol"] == "kind"]
    kinderen[0]["geboortedatum"], kinderen[1]["geboortedatum"] = "2019-05-01", "2012-05-01"
    intake = lees_document(document)
    uitkomsten = Toetser().toets_intake(intake).uitkomsten
    rijen = op_leeftijd(uitkomsten, intake)
    fietsen = [u.persoon for u in rijen if u.regeling == "kindpakket_fiets"]
    assert fietsen == [kinderen[1]["id"], kinderen[0]["id"]]
    assert list(dict.fromkeys(u.regeling for u in rijen)) == list(
        dict.fromkeys(u.regeling for u in uitkomsten)
    )
    assert wie(intake.persoon(kinderen[1]["id"]), intake.peildatum).endswith(", 14\u00a0jaar")
