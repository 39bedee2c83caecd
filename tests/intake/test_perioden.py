"""An amount of any period becomes an amount per month, in whole cents, and it is told how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.huishouden.geld import NBSP, Geld
from consulent_app.intake.perioden import PERIODEN, Getypt, Periodegeheugen, per_maand, uitleg

CENTEN = st.integers(0, 10_000_000).map(Geld)


@pytest.mark.parametrize(
    ("bedrag", "periode", "maand"),
    [
        ("1150.00", "vier_weken", "1245.83"),
        ("1300.00", "vier_weken", "1408.33"),
        ("300.00", "week", "1300.00"),
        ("15000.00", "jaar", "1250.00"),
        ("1283.83", "maand", "1283.83"),
        ("0.06", "jaar", "0.01"),
        ("0.05", "jaar", "0.00"),
        ("0.00", "week", "0.00"),
    ],
)
def test_naar_een_maand(bedrag: str, periode: str, maand: str) -> None:
    assert per_maand(Geld.uit_tekst(bedrag), periode).als_tekst() == maand


@given(CENTEN, st.sampled_from(sorted(PERIODEN)))
def test_nooit_meer_dan_een_halve_cent_van_de_breuk(bedrag: Geld, periode: str) -> None:
    per = PERIODEN[periode]
    over = 2 * per.noemer * per_maand(bedrag, periode).centen - 2 * per.teller * bedrag.centen
    assert -per.noemer < over <= per.noemer


@given(CENTEN)
def test_een_week_is_een_kwart_van_4_weken(bedrag: Geld) -> None:
    assert per_maand(bedrag, "week") == per_maand(bedrag * 4, "vier_weken")
    assert per_maand(bedrag * 12, "jaar") == bedrag


def test_elke_factor_zegt_waar_hij_vandaan_komt() -> None:
    assert all(periode.bron for periode in PERIODEN.values())


def test_de_som_staat_er_in_een_regel() -> None:
    regel = uitleg(Geld(115000), "vier_weken").replace(NBSP, " ")
    assert regel == "4 weken: € 1.150,00 x 13 : 12 = € 1.245,83 per maand"
    assert uitleg(Geld(1500000), "jaar").replace(NBSP, " ").startswith("Jaar: € 15.000,00 : 12 = ")


def test_wat_getypt_is_wordt_per_plek_en_bedrag_onthouden() -> None:
    geheugen = Periodegeheugen()
    geheugen.onthoud("personen.p1.inkomens.netto_per_maand", "1245.83", Getypt("1150.00", "vier_weken"))
    assert geheugen.zoek("personen.p1.inkomens.netto_per_maand", "1245.83").periode == "vier_weken"
    assert geheugen.zoek("personen.p1.inkomens.netto_per_maand", "900.00") == Getypt("900.00", "maand")
    assert geheugen.zoek("personen.p2.inkomens.netto_per_maand", "1245.83").periode == "maand"
