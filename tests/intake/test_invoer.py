"""What people type: read when it is clear, refused in a plain sentence when it is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.fouten import InvoerFout
from consulent_app.intake import invoer


@pytest.mark.parametrize(
    ("getypt", "bedrag"),
    [
        ("1.283,83", "1283.83"),
        ("1283,83", "1283.83"),
        ("1283.83", "1283.83"),
        ("1283", "1283.00"),
        ("1.283", "1283.00"),
        ("€ 1 283,8", "1283.80"),
        ("€\u00a00,05", "0.05"),
        ("12,", "12.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("1.234.567", "1234567.00"),
    ],
)
def test_een_bedrag_zoals_mensen_het_typen(getypt: str, bedrag: str) -> None:
    assert invoer.lees_bedrag(getypt) == bedrag


@pytest.mark.parametrize(
    "getypt",
    ["12,345", "1283.838", "1,283.83", "1.28,83", "12.34,5", "-5", "vijf", ",", "", "1.2.3", "1e3", "٣"],
)
def test_een_onduidelijk_bedrag_wordt_niet_geraden(getypt: str) -> None:
    with pytest.raises(InvoerFout, match="is geen bedrag"):
        invoer.lees_bedrag(getypt)


@given(st.integers(0, 99_999_999_999))
def test_wat_getoond_wordt_is_weer_te_lezen(centen: int) -> None:
    bedrag = f"{centen // 100}.{centen % 100:02d}"
    assert invoer.lees_bedrag(invoer.toon_bedrag(bedrag)) == bedrag


@pytest.mark.parametrize(
    "getypt", ["18-11-2026", "18 nov 2026", "18 november 2026", "2026-11-18", "18/11/2026", "18.11.2026"]
)
def test_een_datum_zoals_mensen_hem_typen(getypt: str) -> None:
    assert invoer.lees_datum(getypt) == "2026-11-18"


@pytest.mark.parametrize(
    "getypt", ["31-02-2026", "18-13-2026", "2026", "morgen", "18-11-26", "", "1 2 3 4"]
)
def test_een_onmogelijke_datum_wordt_geweigerd(getypt: str) -> None:
    with pytest.raises(InvoerFout, match="is geen datum"):
        invoer.lees_datum(getypt)


@pytest.mark.parametrize(
    ("getypt", "datum"),
    [("1985", "1985"), ("04-1985", "1985-04"), ("apr 1985", "1985-04"), ("12-4-1985", "1985-04-12")],
)
def test_een_geboortedatum_mag_onvolledig_zijn(getypt: str, datum: str) -> None:
    assert invoer.lees_geboortedatum(getypt) == datum


@pytest.mark.parametrize("getypt", ["85", "13-1985", "30-02-1985", "onbekend"])
def test_een_geboortedatum_moet_wel_kunnen(getypt: str) -> None:
    with pytest.raises(InvoerFout, match="is geen geboortedatum"):
        invoer.lees_geboortedatum(getypt)


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)))
def test_een_getoonde_datum_is_weer_te_lezen(dag: date) -> None:
    assert invoer.lees_datum(invoer.toon_datum(dag.isoformat())) == dag.isoformat()


def test_een_bsn_met_een_tikfout_wordt_gezien() -> None:
    assert invoer.lees_bsn("111 222 333") == "111222333"
    with pytest.raises(InvoerFout, match="bestaat niet"):
        invoer.lees_bsn("111222334")
    with pytest.raises(InvoerFout, match="negen cijfers"):
        invoer.lees_bsn("12345")


def test_postcode_en_aantal() -> None:
    assert invoer.lees_postcode("1964 ez") == "1964EZ"
    assert invoer.lees_aantal(" 36 ") == 36
    for lees, getypt in ((invoer.lees_postcode, "0964 EZ"), (invoer.lees_aantal, "3,5")):
        with pytest.raises(InvoerFout):
            lees(getypt)
