"""Debt help: what is kept of it comes back whole, the terms of the Wgs, and the steps that are counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.besluiten.behandeling import NIETS, Behandeling
from consulent_app.besluiten.schuldhulp import (
    BESCHIKKINGEN,
    CONTACTSOORTEN,
    CRISIS_WET,
    DAGDELEN,
    GEEN_SCHULDHULP,
    UITSTROOMREDENEN,
    Contactpoging,
    Schuldhulp,
    bezwaren,
    keur,
    wachttijd,
)
from consulent_app.besluiten.schuldhulpstappen import CORRECTIE, Stap, schuldhulpstappen
from consulent_app.besluiten.taken import EERSTE_GESPREK, schuldhulptaken
from consulent_app.fouten import InvoerFout

VANDAAG = date(2026, 12, 31)
DAG = st.none() | st.dates(date(2026, 1, 1), VANDAAG)
POGING = st.builds(
    Contactpoging, st.dates(date(2026, 1, 1), VANDAAG), st.sampled_from(list(CONTACTSOORTEN)),
    st.none() | st.sampled_from(list(DAGDELEN)), st.none() | st.booleans(),
)  # fmt: skip
TRAJECTEN = st.builds(
    Schuldhulp,
    aangemeld=DAG,
    met_partner=st.none() | st.booleans(),
    crisis=st.none() | st.lists(st.sampled_from([*CRISIS_WET, "loonbeslag"]), unique=True).map(tuple),
    gesprek=DAG,
    doorverwezen=DAG,
    doorverwezen_naar=st.sampled_from(["", "MET"]),
    besloten=DAG,
    besluit=st.sampled_from(["", *BESCHIKKINGEN]),
    plan=DAG,
    uitgestroomd=DAG,
    reden=st.sampled_from(["", *UITSTROOMREDENEN]),
    contactpogingen=st.lists(POGING, max_size=3).map(tuple),
)
BEGIN = Schuldhulp(aangemeld=date(2026, 11, 2), crisis=())
VERLOOP = replace(
    BEGIN, gesprek=date(2026, 11, 20), doorverwezen=date(2026, 11, 21), doorverwezen_naar="Geldloket",
    besloten=date(2026, 12, 1), besluit="Toelatingsbeschikking", plan=date(2026, 12, 7),
    uitgestroomd=date(2026, 12, 28), reden="Zelf",
    contactpogingen=(Contactpoging(date(2026, 11, 5), "Telefoon", "Ochtend", False),),
)  # fmt: skip


# --- what is kept --------------------------------------------------------------------------------------


@given(TRAJECTEN)
def test_wat_bewaard_wordt_komt_heel_terug(traject: Schuldhulp) -> None:
    behandeling = Behandeling(schuldhulp=traject)
    assert Behandeling.uit_document(behandeling.als_document()) == behandeling


def test_zonder_schuldhulp_staat_er_niets() -> None:
    assert GEEN_SCHULDHULP.als_document() == {}
    assert "schuldhulp" not in NIETS.als_document()
    assert Behandeling.uit_document({}).schuldhulp == GEEN_SCHULDHULP


def test_geen_crisis_is_iets_anders_dan_niet_gevraagd() -> None:
    assert Schuldhulp(crisis=()).als_document() == {"crisis": []}
    assert Schuldhulp.uit_document({"crisis": []}).crisis == ()


def test_de_lijsten_zijn_die_van_ddas() -> None:
    assert set(BESCHIKKINGEN) == {"Afwijzingsbeschikking", "Toelatingsbeschikking"}
    assert set(UITSTROOMREDENEN) == {
        "Overleden", "Verhuisd", "Nietverschenen", "Ingetrokken", "Niet passend", "Overig",
        "Voldoet niet", "Afgerond", "Zelf",
    }  # fmt: skip
    assert set(CONTACTSOORTEN) == {
        "Mail", "Brief", "SMS/Whatsapp", "Telefoon", "Huisbezoek", "Kaartje", "Overige",
        "Administratief",
    }  # fmt: skip
    assert set(DAGDELEN) == {"Ochtend", "Middag", "Avond"}


# --- days that cannot be -------------------------------------------------------------------------------


def test_een_heel_verloop_kan() -> None:
    assert list(bezwaren(VERLOOP, VANDAAG)) == []
    keur(VERLOOP, VANDAAG)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"gesprek": date(2026, 11, 1)}, "het eerste gesprek .* ligt voor de aanmelding"),
        ({"doorverwezen": date(2026, 11, 1)}, "de doorverwijzing .* ligt voor de aanmelding"),
        ({"besloten": date(2026, 11, 19)}, "het besluit .* ligt voor het eerste gesprek"),
        ({"plan": date(2026, 11, 19)}, "het plan van aanpak .* ligt voor het eerste gesprek"),
        ({"uitgestroomd": date(2026, 12, 6)}, "de uitstroom .* ligt voor het plan van aanpak"),
        ({"uitgestroomd": date(2027, 1, 1)}, "de uitstroom .* is nog niet geweest"),
        (
            {"contactpogingen": (Contactpoging(date(2027, 1, 1), "Brief"),)},
            "De contactpoging van 1.januari.2027 is nog niet geweest",
        ),
    ],
)
def test_een_dag_die_niet_kan_is_een_zin(anders: dict[str, object], zin: str) -> None:
    with pytest.raises(InvoerFout, match=zin):
        keur(replace(VERLOOP, **anders), VANDAAG)  # type: ignore[arg-type]


def test_een_poging_mag_van_voor_de_aanmelding_zijn() -> None:
    keur(replace(BEGIN, contactpogingen=(Contactpoging(date(2026, 10, 1), "Kaartje"),)), VANDAAG)


# --- the term ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aangemeld", "crisis", "uiterlijk", "grond"),
    [
        (date(2026, 11, 2), (), date(2026, 11, 30), "eerste lid"),
        (date(2026, 11, 2), None, date(2026, 11, 30), "eerste lid"),
        # A Thursday: Friday, Monday, Tuesday.
        (date(2026, 11, 19), CRISIS_WET[:1], date(2026, 11, 24), "tweede lid"),
        # The day before Christmas Eve: 24, 28 and 29 December; both days of Christmas and the weekend not.
        (date(2026, 12, 23), CRISIS_WET[2:], date(2026, 12, 29), "tweede lid"),
        # Koningsdag and a weekend between.
        (date(2026, 4, 24), CRISIS_WET[1:2], date(2026, 4, 30), "tweede lid"),
        (date(2026, 11, 19), ("loonbeslag",), date(2026, 11, 24), "crisisprotocol van de gemeente"),
        (date(2026, 11, 19), ("loonbeslag", CRISIS_WET[0]), date(2026, 11, 24), "tweede lid"),
    ],
)
def test_de_termijn_voor_het_eerste_gesprek(
    aangemeld: date, crisis: tuple[str, ...] | None, uiterlijk: date, grond: str
) -> None:
    wachten = wachttijd(Schuldhulp(aangemeld=aangemeld, crisis=crisis))
    assert wachten is not None
    assert wachten.uiterlijk == uiterlijk
    assert grond in wachten.grond
    assert not wachten.te_laat(uiterlijk)
    assert wachten.te_laat(date.fromordinal(uiterlijk.toordinal() + 1))


def test_na_het_gesprek_telt_de_dag_van_het_gesprek() -> None:
    laat = wachttijd(replace(BEGIN, gesprek=date(2026, 12, 1)))
    assert laat is not None
    assert laat.te_laat(VANDAAG)
    assert laat.dagen(VANDAAG) == 29
    op_tijd = wachttijd(replace(BEGIN, gesprek=date(2026, 11, 30)))
    assert op_tijd is not None
    assert not op_tijd.te_laat(VANDAAG)


def test_de_taak_is_er_tot_het_gesprek() -> None:
    assert schuldhulptaken(GEEN_SCHULDHULP) == ()
    assert schuldhulptaken(BEGIN) == ((EERSTE_GESPREK, date(2026, 11, 30)),)
    assert schuldhulptaken(replace(BEGIN, gesprek=date(2026, 11, 20))) == ()
    assert schuldhulptaken(replace(BEGIN, uitgestroomd=date(2026, 11, 20), reden="Zelf")) == ()


# --- what is counted -----------------------------------------------------------------------------------


def stappen(oud: Schuldhulp, nieuw: Schuldhulp) -> list[Stap]:
    return schuldhulpstappen(Behandeling(schuldhulp=oud), Behandeling(schuldhulp=nieuw))


def test_elke_stap_telt() -> None:
    assert stappen(GEEN_SCHULDHULP, VERLOOP) == [
        ("schuldhulp_aanmelding", ""),
        ("schuldhulp_gesprek", "op_tijd"),
        ("schuldhulp_wachttijd", "18"),
        ("schuldhulp_doorstroom", "doorverwezen"),
        ("schuldhulp_doorstroom", "Toelatingsbeschikking"),
        ("schuldhulp_doorstroom", "plan_van_aanpak"),
        ("schuldhulp_besluit", "op_tijd"),
        ("schuldhulp_besluittijd", "11"),
        ("schuldhulp_uitstroom", "Zelf"),
        ("schuldhulp_contactpoging", "Telefoon"),
    ]


def test_wat_niet_verandert_telt_niet_nog_eens() -> None:
    assert stappen(VERLOOP, VERLOOP) == []
    assert stappen(VERLOOP, replace(VERLOOP, doorverwezen_naar="Een ander")) == []


def test_een_halve_stap_telt_nog_niet() -> None:
    assert stappen(BEGIN, replace(BEGIN, uitgestroomd=VANDAAG)) == []
    assert stappen(BEGIN, replace(BEGIN, besluit="Toelatingsbeschikking")) == []


def test_een_crisis_telt_een_keer_en_te_laat_is_te_zien() -> None:
    spoed = replace(BEGIN, crisis=CRISIS_WET)
    assert stappen(BEGIN, spoed) == [("schuldhulp_crisis", "wet")]
    assert stappen(BEGIN, replace(BEGIN, crisis=("loonbeslag",)))[0][1] == "gemeente"
    assert stappen(spoed, replace(spoed, gesprek=date(2026, 11, 6))) == [
        ("schuldhulp_gesprek", "te_laat"),
        ("schuldhulp_wachttijd", "4"),
    ]


def test_een_verbetering_is_te_zien_als_correctie() -> None:
    anders = replace(VERLOOP, gesprek=date(2026, 11, 19))
    assert stappen(VERLOOP, anders) == [
        (CORRECTIE, "schuldhulp_gesprek/op_tijd"),
        (CORRECTIE, "schuldhulp_wachttijd/18"),
        (CORRECTIE, "schuldhulp_besluittijd/11"),
        ("schuldhulp_gesprek", "op_tijd"),
        ("schuldhulp_wachttijd", "17"),
        ("schuldhulp_besluittijd", "12"),
    ]


@pytest.mark.parametrize(("besloten", "termijn"), [("2027-01-15", "op_tijd"), ("2027-01-16", "te_laat")])
def test_een_besluit_hoort_binnen_acht_weken_na_het_gesprek(besloten: str, termijn: str) -> None:
    """Eight weeks after Friday 20 November is Friday 15 January: Wgs 4a."""
    toegelaten = {"besloten": date.fromisoformat(besloten), "besluit": "Toelatingsbeschikking"}
    gesproken = replace(BEGIN, gesprek=date(2026, 11, 20))
    assert stappen(gesproken, replace(gesproken, **toegelaten))[1] == ("schuldhulp_besluit", termijn)
    # Nobody noted a talk: then there is no day from which the term runs.
    assert stappen(BEGIN, replace(BEGIN, **toegelaten)) == [
        ("schuldhulp_doorstroom", "Toelatingsbeschikking")
    ]


def test_twee_gelijke_pogingen_zijn_er_twee() -> None:
    poging = VERLOOP.contactpogingen[0]
    dubbel = replace(VERLOOP, contactpogingen=(poging, poging))
    assert stappen(VERLOOP, dubbel) == [("schuldhulp_contactpoging", "Telefoon")]
    assert stappen(dubbel, VERLOOP) == [(CORRECTIE, "schuldhulp_contactpoging/Telefoon")]


@given(st.lists(TRAJECTEN, min_size=1, max_size=4))
def test_hoe_het_ook_verandert_het_saldo_is_wat_er_nu_staat(verloop: list[Schuldhulp]) -> None:
    """Steps minus corrections, to the word, are the steps of the trace as it is in the end."""
    alle: Counter[Stap] = Counter()
    for oud, nieuw in zip([GEEN_SCHULDHULP, *verloop], verloop, strict=False):
        for soort, wat in stappen(oud, nieuw):
            terug, _, waarvan = wat.partition("/")
            alle[(terug, waarvan) if soort == CORRECTIE else (soort, wat)] += (
                -1 if soort == CORRECTIE else 1
            )
    nu = Counter(stappen(GEEN_SCHULDHULP, verloop[-1]))
    assert +alle == nu
    assert all(aantal >= 0 for aantal in alle.values())
