"""The conversation without a screen: answers, what follows from them, and taking them back."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.acties.toetsen import Toetser
from consulent_app.fouten import InvoerFout
from consulent_app.intake.gesprek import Gesprek, kort, noem
from consulent_app.regels.pakket import Pakket


@pytest.fixture(scope="session")
def pakket() -> Pakket:
    return Toetser().pakket("heemskerk")


@pytest.fixture
def gesprek() -> Gesprek:
    return Gesprek.nieuw("heemskerk", date(2026, 11, 18))


def test_een_nieuw_gesprek_weet_alleen_dat_er_een_aanvrager_is(gesprek: Gesprek) -> None:
    assert [p["rol"] for p in gesprek.personen] == ["aanvrager"]
    assert gesprek.waarde("huishouden.spaargeld") is None
    assert gesprek.intake().huishouden.spaargeld is None


def test_niet_weten_is_niet_nul(gesprek: Gesprek) -> None:
    gesprek.antwoord("huishouden.spaargeld", "0.00")
    assert gesprek.waarde("huishouden.spaargeld") == "0.00"
    gesprek.antwoord("huishouden.spaargeld", None)
    assert "spaargeld" not in gesprek.document["huishouden"]


def test_hetzelfde_antwoord_is_geen_wijziging(gesprek: Gesprek) -> None:
    assert gesprek.antwoord("huishouden.zicht_op_inkomensverbetering", False)
    assert not gesprek.antwoord("huishouden.zicht_op_inkomensverbetering", False)
    assert gesprek.ongedaan() is not None
    assert gesprek.ongedaan() is None


def test_wat_niet_kan_verandert_niets(gesprek: Gesprek) -> None:
    vooraf = copy.deepcopy(gesprek.document)
    with pytest.raises(InvoerFout, match="negatief"):
        gesprek.antwoord("huishouden.spaargeld", "-5.00")
    assert gesprek.document == vooraf
    assert gesprek.ongedaan() is None


def test_wie_huurt_heeft_geen_overwaarde_en_wie_koopt_geen_huur(gesprek: Gesprek) -> None:
    gesprek.antwoord("huishouden.woonvorm", "huur")
    assert gesprek.waarde("huishouden.overwaarde_woning") == "0.00"
    gesprek.antwoord("huishouden.woonvorm", "koop")
    assert gesprek.waarde("huishouden.overwaarde_woning") is None
    assert gesprek.waarde("huishouden.kale_huur") == "0.00"
    gesprek.antwoord("huishouden.woonvorm", "kamer")
    assert gesprek.waarde("huishouden.kale_huur") is None


def test_een_gegeven_huur_blijft_staan_bij_een_andere_woonvorm(gesprek: Gesprek) -> None:
    gesprek.antwoord("huishouden.kale_huur", "600.00")
    gesprek.antwoord("huishouden.woonvorm", "kamer")
    gesprek.antwoord("huishouden.woonvorm", "huur")
    assert gesprek.waarde("huishouden.kale_huur") == "600.00"


def test_personen_krijgen_een_vrije_letter_en_een_tweede_partner_kan_niet(gesprek: Gesprek) -> None:
    assert [gesprek.voeg_persoon_toe(rol) for rol in ("partner", "kind", "kind", "medebewoner")] == [
        "p2",
        "k1",
        "k2",
        "m1",
    ]
    gesprek.verwijder_persoon("k1")
    assert gesprek.voeg_persoon_toe("kind") == "k1"
    with pytest.raises(InvoerFout, match="hoogstens één partner"):
        gesprek.voeg_persoon_toe("partner")


def test_met_een_persoon_gaan_diens_kosten_mee_en_ongedaan_brengt_ze_terug(gesprek: Gesprek) -> None:
    gesprek.voeg_persoon_toe("kind")
    gesprek.antwoord("kosten", [{"soort": "fiets", "persoon": "k1"}, {"soort": "bril"}])
    gesprek.verwijder_persoon("k1")
    assert gesprek.waarde("kosten") == [{"soort": "bril"}]
    assert gesprek.ongedaan() == "personen"
    assert len(gesprek.waarde("kosten")) == 2


def test_de_vragen_passen_bij_het_huishouden(gesprek: Gesprek, pakket: Pakket) -> None:
    gesprek.voeg_persoon_toe("kind")
    inkomens = {plek.pad for plek in gesprek.vragen("inkomen", pakket)}
    assert "personen.p1.inkomens" in inkomens
    assert "personen.k1.inkomens" not in inkomens
    gesprek.antwoord("huishouden.woonvorm", "koop")
    assert "huishouden.kale_huur" not in {plek.pad for plek in gesprek.vragen("wonen", pakket)}
    gesprek.antwoord("personen.k1.studiefinanciering", False)
    assert "personen.k1.wajong" not in {plek.pad for plek in gesprek.vragen("school", pakket)}


def test_een_contract_wordt_alleen_van_volwassenen_gevraagd(gesprek: Gesprek, pakket: Pakket) -> None:
    gesprek.voeg_persoon_toe("kind")
    for geboren, hoort in (("2014-02-03", False), ("1995-01-01", True)):
        gesprek.antwoord("personen.k1.geboortedatum", geboren)
        gevraagd = {plek.pad for plek in gesprek.vragen("gezin", pakket)}
        assert ("personen.k1.commerciele_huur_of_bbl" in gevraagd) is hoort
        assert "personen.p1.commerciele_huur_of_bbl" not in gevraagd


def test_een_kind_heeft_pas_vanaf_18_jaar_een_eigen_inkomen(gesprek: Gesprek, pakket: Pakket) -> None:
    gesprek.voeg_persoon_toe("kind")

    def gevraagd() -> set[str]:
        return {plek.pad for plek in gesprek.vragen("toeslagen", pakket)}

    samen = {"personen.p1.toetsingsinkomen", "personen.k1.toetsingsinkomen"}
    assert gevraagd() == samen
    gesprek.antwoord("personen.k1.geboortedatum", "2008-11-19")
    assert gevraagd() == {"personen.p1.toetsingsinkomen"}
    for geboren in ("2008-11-18", "2008"):
        gesprek.antwoord("personen.k1.geboortedatum", geboren)
        assert gevraagd() == samen


def test_de_stand_telt_wat_bekend_is(gesprek: Gesprek, pakket: Pakket) -> None:
    beantwoord, alle = gesprek.stand(list(gesprek.vragen("vermogen", pakket)))
    assert beantwoord == 0
    gesprek.antwoord("huishouden.schulden", "0.00")
    assert gesprek.stand(list(gesprek.vragen("vermogen", pakket))) == (1, alle)


def test_een_vraag_noemt_de_naam_zodra_die_bekend_is(gesprek: Gesprek, pakket: Pakket) -> None:
    eerste = next(gesprek.vragen("zorg", pakket))
    assert "de aanvrager" in eerste.vraag
    gesprek.antwoord("personen.p1.voornaam", "Samira")
    assert "Samira" in next(gesprek.vragen("zorg", pakket)).vraag
    assert noem(gesprek.personen[0]) == "Samira"


def test_kinderen_zonder_naam_zijn_te_onderscheiden(gesprek: Gesprek) -> None:
    gesprek.voeg_persoon_toe("kind")
    gesprek.antwoord("personen.k1.geboortedatum", "2014")
    assert kort(gesprek.intake().persoon("k1")) == "kind (2014)"
    assert kort(gesprek.intake().persoon("p1")) == "aanvrager"


# --- whatever is answered, it can all be taken back --------------------------------------------------

BEDRAGEN = st.none() | st.integers(0, 10**7).map(lambda centen: f"{centen // 100}.{centen % 100:02d}")
STAPPEN = st.one_of(
    st.tuples(st.sampled_from(["huishouden.spaargeld", "huishouden.kale_huur"]), BEDRAGEN),
    st.tuples(
        st.just("huishouden.woonvorm"),
        st.none() | st.sampled_from(["huur", "koop", "kamer", "inwonend", "geen_woning"]),
    ),
    st.tuples(st.just("personen.p1.wajong"), st.none() | st.booleans()),
    st.tuples(st.just("kosten"), st.none() | st.lists(st.just({"soort": "fiets"}), max_size=2)),
    st.tuples(st.just("geldzorgen.dreiging"), st.none() | st.just(["ontruiming"])),
    st.tuples(st.just("+"), st.sampled_from(["partner", "kind", "medebewoner"])),
    st.tuples(st.just("-"), st.just(None)),
)


def _doe(gesprek: Gesprek, pad: str, waarde: object) -> None:
    if pad == "+" and not (waarde == "partner" and any(p["rol"] == "partner" for p in gesprek.personen)):
        gesprek.voeg_persoon_toe(str(waarde))
    elif pad == "-" and len(gesprek.personen) > 1:
        gesprek.verwijder_persoon(gesprek.personen[-1]["id"])
    elif pad not in ("+", "-"):
        gesprek.antwoord(pad, waarde)


@given(st.lists(STAPPEN, max_size=25))
def test_alles_is_ongedaan_te_maken_en_weer_te_doen(stappen: list[tuple[str, object]]) -> None:
    gesprek = Gesprek.nieuw("heemskerk", date(2026, 11, 18))
    begin = copy.deepcopy(gesprek.document)
    for pad, waarde in stappen:
        _doe(gesprek, pad, waarde)
        gesprek.intake()
    eind = copy.deepcopy(gesprek.document)
    while gesprek.ongedaan() is not None:
        gesprek.intake()
    assert gesprek.document == begin
    while gesprek.opnieuw() is not None:
        gesprek.intake()
    assert gesprek.document == eind
