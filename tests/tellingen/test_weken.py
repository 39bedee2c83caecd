"""ISO weeks: week 53, New Year, what is typed wrong, and the months of weeks that never overlap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.fouten import InvoerFout
from consulent_app.tellingen.weken import (
    Week,
    Weekmaand,
    lees_periode,
    lees_week,
    leesbaar,
    maanden,
    reeks,
    weken_in,
)

DAGEN = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_week_53_bestaat_in_2026_en_niet_in_2027() -> None:
    assert lees_week("2026-W53", "--tot") == Week(2026, 53)
    with pytest.raises(InvoerFout, match="--tot: 2027 heeft geen week 53; de laatste is week 52"):
        lees_week("2027-W53", "--tot")


def test_rond_nieuwjaar_is_het_jaar_van_de_week_een_ander_dan_dat_van_de_dag() -> None:
    assert Week.van(date(2024, 12, 31)) == Week(2025, 1)
    assert Week.van(date(2027, 1, 1)) == Week(2026, 53)
    assert Week(2026, 53).volgende == Week(2027, 1)


@pytest.mark.parametrize("tekst", ["2026-40", "2026W40", "week 40", "2026-W4", "2026-W00", "", "0000-W01"])
def test_wat_geen_week_is_wordt_in_een_zin_geweigerd(tekst: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees_week(tekst, "--van")
    assert str(fout.value).startswith("--van: ")


def test_omgekeerde_weken_worden_geweigerd() -> None:
    with pytest.raises(InvoerFout, match="Week 2026-W40 ligt voor week 2026-W47; wissel --van en --tot om"):
        lees_periode("2026-W47", "2026-W40")


def test_een_periode_leest_als_gewone_taal() -> None:
    tekst = leesbaar(*lees_periode("2026-W40", "2026-W47")).replace("\u00a0", " ")
    assert tekst == "week 40 tot en met week 47 van 2026 (28 september 2026 tot en met 22 november 2026)"


def test_veertig_tot_en_met_zevenenveertig_zijn_twee_hele_maanden() -> None:
    assert maanden(Week(2026, 40), Week(2026, 47)) == (Weekmaand(2026, 10), Weekmaand(2026, 11))
    assert [len(Weekmaand(2026, nummer).weken) for nummer in range(1, 13)] == [4, 4, 5] * 3 + [4, 4, 6]
    assert len(Weekmaand(2027, 12).weken) == 5


def test_een_maand_is_pas_voorbij_na_haar_laatste_zondag() -> None:
    assert not Weekmaand(2026, 11).is_voorbij(date(2026, 11, 22))
    assert Weekmaand(2026, 11).is_voorbij(date(2026, 11, 23))


@given(DAGEN)
def test_elke_dag_valt_in_een_week_en_een_maand(dag: date) -> None:
    week = Week.van(dag)
    assert week.maandag <= dag <= week.zondag
    assert lees_week(str(week), "--van") == week
    assert week in Weekmaand.met(week).weken


@given(DAGEN, st.integers(0, 700))
def test_weken_en_maanden_sluiten_aan(dag: date, erbij: int) -> None:
    van, tot = Week.van(dag), Week.van(dag + timedelta(days=erbij))
    alle = list(reeks(van, tot))
    assert all(na.maandag - voor.zondag == timedelta(days=1) for voor, na in pairwise(alle))
    delen = [week for maand in maanden(van, tot) for week in maand.weken]
    assert delen == list(reeks(delen[0], delen[-1]))
    assert set(alle) <= set(delen)


@given(st.integers(1990, 2090))
def test_de_maanden_zijn_samen_het_jaar(jaar: int) -> None:
    weken = [week for nummer in range(1, 13) for week in Weekmaand(jaar, nummer).weken]
    assert weken == [Week(jaar, nummer) for nummer in range(1, weken_in(jaar) + 1)]
