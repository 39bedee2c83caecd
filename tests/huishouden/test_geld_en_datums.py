"""Money is exact, dates are Dutch, ages turn on the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.huishouden.datums import (
    Geboortedatum,
    datum_leesbaar,
    leeftijd_op,
    maanden_tussen,
    plus_maanden,
)
from consulent_app.huishouden.geld import Geld


@pytest.mark.parametrize(
    ("tekst", "centen"), [("1283.83", 128383), ("0.00", 0), ("12", 1200), ("-0.05", -5)]
)
def test_geld_leest_de_vorm_van_het_contract(tekst: str, centen: int) -> None:
    assert Geld.uit_tekst(tekst).centen == centen


@pytest.mark.parametrize("tekst", ["1.234", "1,50", "1.5", "", "€ 5", "1e3", "1234567890.00", "١٢.00"])
def test_geld_weigert_iedere_andere_vorm(tekst: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller makes the sentence
        Geld.uit_tekst(tekst)


@given(st.integers(-99_999_999_999, 99_999_999_999))
def test_geld_gaat_heen_en_weer_zonder_een_cent_verschil(centen: int) -> None:
    assert Geld.uit_tekst(Geld(centen).als_tekst()) == Geld(centen)


def test_geld_leest_als_mensen_het_schrijven() -> None:
    assert Geld(128383).leesbaar() == "€\u00a01.283,83"
    assert Geld(-2500).leesbaar() == "€\u00a0-25,00"


def test_datum_leest_als_mensen_hem_schrijven() -> None:
    assert datum_leesbaar(date(2026, 11, 18)) == "18\u00a0november\u00a02026"


@pytest.mark.parametrize(
    ("geboren", "op", "jaren"),
    [
        (date(2008, 11, 18), date(2026, 11, 17), 17),
        (date(2008, 11, 18), date(2026, 11, 18), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_leeftijd_verandert_op_de_verjaardag(geboren: date, op: date, jaren: int) -> None:
    assert leeftijd_op(geboren, op) == jaren


@pytest.mark.parametrize(
    ("van", "tot", "maanden"),
    [
        (date(2025, 11, 18), date(2026, 11, 17), 11),
        (date(2025, 11, 18), date(2026, 11, 18), 12),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 3, 1), date(2026, 1, 1), -2),
    ],
)
def test_hele_maanden(van: date, tot: date, maanden: int) -> None:
    assert maanden_tussen(van, tot) == maanden


def test_plus_maanden_blijft_in_de_maand() -> None:
    assert plus_maanden(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert plus_maanden(date(1958, 5, 14), 804) == date(2025, 5, 14)


@pytest.mark.parametrize(
    ("tekst", "vroegst", "laatst"),
    [
        ("1958", date(1958, 1, 1), date(1958, 12, 31)),
        ("1960-02", date(1960, 2, 1), date(1960, 2, 29)),
        ("1985-03-01", date(1985, 3, 1), date(1985, 3, 1)),
    ],
)
def test_onvolledige_geboortedatum(tekst: str, vroegst: date, laatst: date) -> None:
    datum = Geboortedatum.uit_tekst(tekst)
    assert (datum.vroegst, datum.laatst, datum.als_tekst()) == (vroegst, laatst, tekst)


@pytest.mark.parametrize("tekst", ["1985-02-30", "85", "1985-3-1", "1985-13", "", "0000", "1985-03-01-1"])
def test_geboortedatum_weigert_wat_geen_datum_is(tekst: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller makes the sentence
        Geboortedatum.uit_tekst(tekst)


def test_elfproef() -> None:
    assert bsn_klopt("999990019")
    assert bsn_klopt("111222333")
    assert not bsn_klopt("987654321")
    assert not bsn_klopt("000000000")
    assert not bsn_klopt("99999001")
