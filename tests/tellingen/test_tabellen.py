"""The tables: worked by hand, and every number once more from the same facts in plain SQL."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consulent_app.fouten import InvoerFout
from consulent_app.tellingen.feiten import FEIT, REDEN, STAP, Telfeiten
from consulent_app.tellingen.tabellen import VORM, Weektelling, tel
from consulent_app.tellingen.weken import Week
from tests.tellingen.in_sql import bank_van, vergelijk
from tests.tellingen.verzonnen import feiten

NA_AFLOOP = date(2027, 2, 1)
BRON = feiten(9_000, 11)
JAAR = tel(BRON, Week(2026, 1), Week(2026, 53), NA_AFLOOP)

# --- by hand -----------------------------------------------------------------------------------------


def met_de_hand(*rijen: dict[str, object]) -> Telfeiten:
    """Return facts of which only what a test is about is said."""
    gewoon = {
        "huishouden": "h1", "dag": "2026-10-01", "moment": "besluit", "regeling": "fiets", "naam": "Fiets",
        "persoon": "", "kind": 0, "uitkomst": "toegekend", "wijze": "ambtshalve", "cent": 10_000,
        "personen": 2, "kinderen": 1, "plaats": "serviceplein", "gebied": "1964", "taal": "nl",
        "huishoudtype": "alleenstaande_ouder", "leeftijd": "27-44", "eerste_contact": "2026-09-01",
        "vervangt": None, "pakket": "heemskerk 2026.2",
    }  # fmt: skip
    alle = [gewoon | {"huishouden": f"h{nr}"} | rij | {"nr": nr} for nr, rij in enumerate(rijen, 1)]
    leeg = pd.DataFrame(columns=list(STAP)).astype({"soort": str, "wat": str, "huishouden": str})
    redenen = pd.DataFrame(columns=list(REDEN)).astype({"soort": str, "wat": str})
    return Telfeiten(pd.DataFrame(alle, columns=list(FEIT)), redenen, leeg)


def cel(telling: Weektelling, tabel: str, rij: str, kolom: str, soort: str = "maand") -> tuple[object, str]:
    t = telling.tabellen[tabel]
    wie = t.cijfers["rij"] == rij if "rij" in t.cijfers else t.cijfers["van"] == rij
    [plek] = t.cijfers.index[wie & (t.cijfers["soort"] == soort)]
    return t.cijfers[kolom].iloc[plek], t.tekens[kolom].iloc[plek]


def week_40(bron: Telfeiten) -> Weektelling:
    return tel(bron, Week(2026, 40), Week(2026, 40), NA_AFLOOP)


#: Enough of each other way to come out, so that the numbers of a test need not be hidden.
NIET = {"wijze": "", "cent": 0}
REST = [
    NIET | {"uitkomst": uitkomst, "moment": moment}
    for uitkomst, moment in (
        ("aanvraag", "besluit"), ("onbekend", "besluit"), ("krijgt_al", "besluit"),
        ("toegekend", "voorstel"),
    )
    for _ in range(11)
]  # fmt: skip


def test_twintig_toekenningen_en_twaalf_afwijzingen() -> None:
    telling = week_40(met_de_hand(*[{}] * 20, *[NIET | {"uitkomst": "afgewezen"}] * 12, *REST))
    assert cel(telling, "weken", "2026-W40", "toegekend", "week")[1] == "·"
    for rij, kolom, aantal in (
        ("fiets", "toegekend", 20), ("fiets", "afgewezen", 12), ("fiets", "voorstel", 11),
        ("fiets", "beoordeeld", 76), ("totaal", "euro", 2_000), ("fiets", "euro", 2_000),
    ):  # fmt: skip
        assert cel(telling, "regelingen", rij, kolom) == (aantal, ""), kolom
    assert cel(telling, "regelingen", "fiets", "maatwerk")[1] == "<10"
    assert cel(telling, "bereikt", "totaal", "huishoudens") == (20, "")
    assert cel(telling, "bereikt", "totaal", "kinderen") == (20, "")
    assert cel(telling, "doorlooptijd", "totaal", "mediaan") == (30, "")
    assert cel(telling, "doorlooptijd", "totaal", "p90")[1] == "–"


def test_een_correctie_telt_in_haar_eigen_week_en_nergens_anders() -> None:
    later = {"dag": "2026-10-08", "moment": "correctie", "vervangt": 1}
    niet = NIET | {"uitkomst": "afgewezen"}
    zonder = met_de_hand(*[{}] * 30, *[niet] * 12, *REST)
    met = met_de_hand(*[{}] * 30, *[niet] * 12, *REST, *[later] * 11)
    assert cel(week_40(met), "regelingen", "totaal", "correctie") == (11, "")
    for kolom in ("beoordeeld", "toegekend"):
        assert cel(week_40(met), "regelingen", "fiets", kolom) == cel(
            week_40(zonder), "regelingen", "fiets", kolom
        )
    assert cel(week_40(met), "regelingen", "fiets", "toegekend") == (30, "")


def test_oudjaar_telt_in_de_week_van_het_volgende_jaar() -> None:
    bron = met_de_hand(*[{"dag": "2024-12-31"}] * 15)
    telling = tel(bron, Week(2025, 1), Week(2025, 1), NA_AFLOOP)
    assert cel(telling, "regelingen", "totaal", "beoordeeld") == (15, "")
    with pytest.raises(InvoerFout, match="Er is niets geteld in week 52 van 2024"):
        tel(bron, Week(2024, 52), Week(2024, 52), NA_AFLOOP)


def test_per_huishouden_telt_een_regeling_op_een_dag_een_keer() -> None:
    samen = [{"huishouden": f"h{n // 2}", "persoon": f"p{n}", "kind": n % 2} for n in range(40)]
    bron = met_de_hand(*samen)
    assert cel(week_40(bron), "regelingen", "totaal", "beoordeeld") == (40, "")
    assert cel(week_40(replace(bron, per="huishouden")), "regelingen", "totaal", "beoordeeld") == (20, "")
    assert cel(week_40(replace(bron, per="kind")), "regelingen", "totaal", "beoordeeld") == (20, "")


def test_wie_klaar_is_hangt_niet_af_van_wat_als_een_telt() -> None:
    """Thirty began, twelve were decided on; that those have no child keeps none of them waiting."""
    begonnen = [(nr, f"h{nr}", "2026-09-30", "begonnen", "") for nr in range(1, 31)]
    kinderen = [{"huishouden": f"k{nr}", "kind": 1} for nr in range(15)]
    bron = met_de_hand(*[{}] * 12, *kinderen)
    for per in ("persoon", "huishouden", "kind"):
        deze = replace(bron, per=per, stappen=pd.DataFrame(begonnen, columns=list(STAP)))
        assert cel(week_40(deze), "dossiers", "totaal", "nog_open") == (18, ""), per


def test_minder_dan_tien_in_alles_zegt_niets() -> None:
    telling = week_40(met_de_hand(*[{}] * 9))
    for naam, tabel in telling.tabellen.items():
        assert tabel.cijfers[list(tabel.kolommen)].isna().all(axis=None), naam


def test_zonder_feiten_is_er_niets_te_tellen() -> None:
    bron = met_de_hand({})
    with pytest.raises(InvoerFout, match="kies andere weken"):
        tel(replace(bron, feiten=bron.feiten[:0]), Week(2026, 40), Week(2026, 41), NA_AFLOOP)


def test_een_lopende_maand_wacht() -> None:
    telling = tel(BRON, Week(2026, 40), Week(2026, 47), date(2026, 11, 20))
    assert [maand.nummer for maand in telling.maanden] == [10]
    assert [maand.nummer for maand in telling.lopend] == [11]
    assert set(telling.tabellen["weken"].cijfers["van"]) == {f"2026-W{w}" for w in range(40, 44)}


# --- decided once ------------------------------------------------------------------------------------


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 53), st.integers(1, 53))
def test_elke_periode_geeft_van_dezelfde_maand_dezelfde_getallen(een: int, ander: int) -> None:
    van, tot = sorted((een, ander))
    deel = tel(BRON, Week(2026, van), Week(2026, tot), NA_AFLOOP)
    for naam, tabel in deel.tabellen.items():
        assert regels(tabel) <= regels(JAAR.tabellen[naam]), naam


def test_wat_later_gebeurt_verandert_een_maand_niet_meer() -> None:
    tot_nu = replace(BRON, feiten=BRON.feiten[BRON.feiten["dag"] <= "2026-11-22"])
    toen = tel(tot_nu, Week(2026, 1), Week(2026, 47), date(2026, 11, 25))
    for naam, tabel in toen.tabellen.items():
        assert regels(tabel) <= regels(JAAR.tabellen[naam]), naam


def regels(tabel) -> set[tuple[object, ...]]:
    """Return the rows of weeks and months; those of the period are sums of them."""
    beeld = pd.concat([tabel.cijfers.astype(object).fillna(-1), tabel.tekens.add_suffix("_")], axis=1)
    return set(beeld[beeld["soort"] != "periode"].itertuples(index=False, name=None))


# --- once more, in SQL -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bank():
    with bank_van(BRON) as bank:
        yield bank


@pytest.mark.parametrize("naam", VORM)
def test_elk_getal_is_ook_met_sql_zo_geteld(bank, naam: str) -> None:
    gezien, verborgen = vergelijk(bank, JAAR.tabellen[naam])
    assert gezien > (3 if naam == "nazorg" else 5)
    assert verborgen or naam in ("weken", "bereikt", "dossiers", "doorlooptijd", "huishoudtype", "onbekend")


@pytest.mark.parametrize("naam", [naam for naam in VORM if naam not in ("weken", "weken_regelingen")])
def test_de_periode_is_de_som_van_wat_er_van_de_maanden_staat(naam: str) -> None:
    tabel = JAAR.tabellen[naam]
    soort = tabel.cijfers["soort"]
    for kolom in set(tabel.kolommen) - {"mediaan", "p90", "nog_open"}:
        sommen = tabel.cijfers[soort == "maand"].groupby("rij")[kolom].sum()
        heel = tabel.cijfers[soort == "periode"].set_index("rij")[kolom].dropna()
        assert heel.to_dict() == sommen[heel.index].to_dict(), kolom


def test_wat_te_klein_is_staat_samen_en_maakt_het_totaal_vol() -> None:
    tabel = JAAR.tabellen["regelingen"].cijfers
    maand = tabel[tabel["soort"] == "maand"]
    for _, rijen in maand.groupby("van"):
        per_rij = rijen.set_index("rij")["beoordeeld"]
        assert per_rij.drop("totaal").sum() == per_rij["totaal"]


def test_de_weken_van_een_jaar_staan_op_volgorde() -> None:
    weken = list(JAAR.tabellen["weken"].cijfers["begin"])
    assert len(weken) == 53
    assert all(een < ander for een, ander in pairwise(weken))


def test_een_maand_waarin_nog_nooit_iets_was_beoordeeld() -> None:
    """Conversations began a month before the first judgement: there is no regeling to have a row."""
    stappen = pd.DataFrame(
        [(nr, f"h{nr}", "2026-09-01", "begonnen", "") for nr in range(12)], columns=list(STAP)
    )
    bron = replace(met_de_hand(*[{}] * 12), stappen=stappen)
    telling = tel(bron, Week(2026, 35), Week(2026, 43), NA_AFLOOP)
    rijen = telling.tabellen["dossiers"].cijfers.set_index("van")
    assert rijen.loc["2026-W35", "begonnen"].tolist() == [12, 12]


def test_de_kolommen_staan_in_de_uitleg() -> None:
    uitleg = (Path(__file__).parents[2] / "docs" / "tellingen.md").read_text(encoding="utf-8")
    regels = [regel for regel in uitleg.splitlines() if regel.startswith("| `")]
    gezien = {
        tabel: tuple(re.findall(r"`([^`]+)`", kolommen))
        for _, tabellen, kolommen, *_ in (regel.split("|") for regel in regels)
        for tabel in re.findall(r"`([^`]+)`", tabellen)
    }
    assert {naam: gezien.get(naam) for naam in VORM} == dict(VORM)
