"""The last days that a letter prints, against calendars that anybody can look up."""

from datetime import date, timedelta

import pytest

from consulent_app.besluiten.termijnen import beroep_tot, beslist_voor, betaald_voor, bezwaar_tot
from consulent_app.huishouden.werkdagen import is_werkdag, plus_werkdagen, volgende_werkdag


@pytest.mark.parametrize(
    "feestdag",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 6),  # paasmaandag
        date(2026, 4, 27),  # Koningsdag
        date(2026, 5, 5),
        date(2026, 5, 14),  # Hemelvaart
        date(2026, 5, 25),  # pinkstermaandag
        date(2026, 12, 25),
        date(2024, 3, 29),
        date(2024, 5, 9),
        date(2025, 4, 26),  # Koningsdag, een dag eerder dan zondag 27 april
        date(2025, 6, 9),
        date(2027, 3, 29),
        date(2013, 4, 30),  # de laatste Koninginnedag
    ],
)
def test_a_public_holiday_is_no_working_day(feestdag: date) -> None:
    assert not is_werkdag(feestdag)


@pytest.mark.parametrize("dag", [date(2026, 4, 2), date(2026, 4, 7), date(2025, 4, 28)])
def test_the_days_around_a_holiday_are_working_days(dag: date) -> None:
    assert is_werkdag(dag)


def test_counting_working_days_jumps_over_easter() -> None:
    assert plus_werkdagen(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert plus_werkdagen(date(2026, 11, 20), 3) == date(2026, 11, 25)
    assert plus_werkdagen(date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert volgende_werkdag(date(2026, 12, 25)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("verzonden", "laatste_dag"),
    [
        (date(2026, 11, 18), date(2026, 12, 30)),  # an ordinary Wednesday
        (date(2026, 11, 14), date(2026, 12, 28)),  # would end on Saturday 26 December
        (date(2026, 11, 13), date(2026, 12, 28)),  # would end on Friday 25 December
        (date(2026, 11, 20), date(2027, 1, 4)),  # would end on 1 January, a Friday
        (date(2026, 2, 20), date(2026, 4, 7)),  # would end on Goede Vrijdag
        (date(2026, 2, 23), date(2026, 4, 7)),  # would end on paasmaandag
        (date(2026, 2, 19), date(2026, 4, 2)),  # the day before Goede Vrijdag itself
        (date(2026, 4, 13), date(2026, 5, 26)),  # would end on pinkstermaandag
    ],
)
def test_the_objection_term_ends_on_a_working_day(verzonden: date, laatste_dag: date) -> None:
    assert bezwaar_tot(verzonden) == laatste_dag


def test_every_objection_term_is_six_weeks_and_never_shorter() -> None:
    for nummer in range(800):
        verzonden = date(2026, 1, 1) + timedelta(days=nummer)
        einde = bezwaar_tot(verzonden)
        assert is_werkdag(einde)
        assert 42 <= (einde - verzonden).days <= 47


def test_appeal_about_kwijtschelding_has_ten_days() -> None:
    assert beroep_tot(date(2026, 11, 20)) == date(2026, 11, 30)
    assert beroep_tot(date(2026, 12, 15)) == date(2026, 12, 28)  # 25 December, then a weekend


def test_payment_and_decision_are_not_moved_on() -> None:
    assert betaald_voor(date(2026, 11, 20)) == date(2027, 1, 1)
    assert beslist_voor(date(2026, 11, 20)) == date(2027, 1, 15)
