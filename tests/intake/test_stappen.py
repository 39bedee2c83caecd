"""What a conversation does beside its questions, and when."""

from datetime import date

import pytest

from consulent_app.huishouden.lezen import laad_json
from consulent_app.intake.gesprek import Gesprek
from consulent_app.intake.stappen import (
    BRIEF,
    LEEFGEBIEDEN,
    WIE,
    brief_open,
    namen_open,
    stap_van,
    volgende,
)
from consulent_app.paden import resources

ALLE = [WIE, BRIEF, LEEFGEBIEDEN]


def _nieuw() -> Gesprek:
    return Gesprek.nieuw("heemskerk", date(2026, 11, 18))


def test_eerst_wie_er_is_dan_de_vragen_dan_de_brief_en_de_leefgebieden() -> None:
    vragen, gehad, nu = ["een", "twee"], list[str](), ""
    for _ in range(5):
        nu = volgende(vragen, ALLE, gehad, nu)
        gehad.append(nu)
    assert gehad == [WIE, "een", "twee", BRIEF, LEEFGEBIEDEN]
    assert volgende(vragen, ALLE, gehad, nu) == "een"
    assert volgende([], ALLE, gehad, nu) == ""


def test_een_vraag_die_erbij_komt_gaat_voor_de_stappen() -> None:
    assert volgende(["nieuw"], [BRIEF, LEEFGEBIEDEN], [WIE, BRIEF], BRIEF) == "nieuw"


def test_de_enige_open_vraag_blijft_staan() -> None:
    assert volgende(["een"], [], [], "een") == "een"


@pytest.mark.parametrize(
    ("pad", "stap"),
    [
        ("personen", WIE), ("personen.k1.voornaam", WIE), ("personen.p1.bsn", WIE),
        ("personen.p1.geboortedatum", ""), ("huishouden.postcode", BRIEF), ("huishouden.spaargeld", ""),
        ("leefgebieden", LEEFGEBIEDEN), ("", ""),
    ],
)  # fmt: skip
def test_een_pad_hoort_bij_een_stap(pad: str, stap: str) -> None:
    assert stap_van(pad) == stap


def test_een_achternaam_alleen_van_wie_op_de_brief_staat() -> None:
    gesprek = _nieuw()
    gesprek.voeg_persoon_toe("kind")
    assert list(namen_open(gesprek)) == [
        "personen.p1.voornaam", "personen.p1.achternaam", "personen.k1.voornaam",
    ]  # fmt: skip


def test_voor_de_brief_is_naam_en_adres_nodig() -> None:
    gesprek = _nieuw()
    assert len(brief_open(gesprek)) == 6
    gesprek.antwoord("personen.p1.achternaam", "el Amrani")
    gesprek.antwoord("huishouden.huisnummer", 12)
    assert brief_open(gesprek) == (
        "personen.p1.voornaam", "huishouden.straat", "huishouden.postcode", "huishouden.woonplaats",
    )  # fmt: skip
    ouder = Gesprek(laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json"))
    assert brief_open(ouder) == ()
