"""The bijstandsnorm per household and date, against the tables of the Participatiewet."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from consulent_app.huishouden.lezen import lees_document
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets

DATUMS = ("2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01", "2026-07-01")


@cache
def heemskerk() -> Pakket:
    return lees_alle(resources() / "regels")["heemskerk"]


def persoon(rol: str, leeftijd: int, peildatum: str, nummer: int = 1, **meer: Any) -> dict[str, Any]:
    dag = date.fromisoformat(peildatum)
    gegevens = {
        "id": f"{rol[0]}{nummer}",
        "rol": rol,
        "geboortedatum": f"{dag.year - leeftijd:04d}-01-01",
        "in_inrichting": False,
        "studiefinanciering": False,
        "commerciele_huur_of_bbl": False,
        "inkomens": [],
    }
    return {**gegevens, **meer}


def figuren(peildatum: str, *personen: dict[str, Any]) -> dict[str, Any]:
    document = {
        "schema": "intake/1",
        "peildatum": peildatum,
        "pakket": "heemskerk",
        "personen": list(personen),
        "huishouden": {},
    }
    return toets(lees_document(document), heemskerk()).afgeleid


def norm(peildatum: str, *personen: dict[str, Any]) -> Any:
    return figuren(peildatum, *personen)["bijstandsnorm"]["waarde"]


VOLGENS_DE_WET = {
    "alleenstaande 18-20": (((19,), False), "316.94 323.03 332.17 337.98 345.99 350.42"),
    "alleenstaande ouder 18-20": (((19,), True), "316.94 323.03 332.17 337.98 345.99 350.42"),
    "beiden 18-20": (((19, 20), False), "633.88 646.06 664.34 675.96 691.98 700.84"),
    "beiden 18-20 met kind": (((19, 20), True), "1000.69 1019.90 1048.75 1067.12 1092.41 1106.40"),
    "een 18-20": (((19, 30), False), "1233.96 1257.64 1293.21 1315.88 1347.06 1364.32"),
    "een 18-20 met kind": (((30, 20), True), "1600.77 1631.48 1677.62 1707.04 1747.49 1769.88"),
    "alleenstaande 21+": (((35,), False), "1283.83 1308.45 1345.45 1369.06 1401.50 1419.46"),
    "alleenstaande ouder 21+": (((35,), True), "1283.83 1308.45 1345.45 1369.06 1401.50 1419.46"),
    "gehuwden 21+": (((35, 21), True), "1834.04 1869.21 1922.07 1955.80 2002.13 2027.79"),
    "alleenstaande AOW": (((75,), False), "1425.76 1456.85 1501.07 1530.21 1564.69 1587.34"),
    "een met AOW": (((75, 60), False), "1932.32 1976.64 2053.48 2094.98 2144.16 2176.10"),
    "beiden AOW": (((75, 76), False), "1932.32 1976.64 2053.48 2094.98 2144.16 2176.10"),
}


@pytest.mark.parametrize("soort", VOLGENS_DE_WET)
@pytest.mark.parametrize("nummer", range(6), ids=lambda n: DATUMS[n])
def test_norm_per_datum(soort: str, nummer: int) -> None:
    """Art. 20 to 22 Pw, per 1-1-2024 to 1-7-2026."""
    (leeftijden, met_kind), bedragen = VOLGENS_DE_WET[soort]
    dag = DATUMS[nummer]
    rollen = ("aanvrager", "partner")
    personen = [persoon(rollen[i], jaren, dag) for i, jaren in enumerate(leeftijden)]
    if met_kind:
        personen.append(persoon("kind", 8, dag))
    assert norm(dag, *personen) == bedragen.split()[nummer]


KOSTENDELERS = {
    2: "917.02 934.61 961.04 977.90 1001.07 1013.90",
    3: "794.75 809.99 832.90 847.51 867.59 878.71",
    4: "733.62 747.68 768.83 782.32 800.85 811.12",
    5: "696.94 710.30 730.39 743.20 760.81 770.56",
    6: "672.48 685.38 704.76 717.13 734.11 743.52",
}


@pytest.mark.parametrize("aantal", KOSTENDELERS)
@pytest.mark.parametrize("nummer", range(6), ids=lambda n: DATUMS[n])
def test_kostendelersnorm(aantal: int, nummer: int) -> None:
    """Art. 22a Pw: ((40% + A x 30%) / A) of the couple's norm, per person."""
    dag = DATUMS[nummer]
    anderen = [persoon("medebewoner", 40, dag, n) for n in range(1, aantal)]
    assert norm(dag, persoon("aanvrager", 35, dag), *anderen) == KOSTENDELERS[aantal].split()[nummer]


def test_kostendeler_met_aow() -> None:
    dag = "2026-07-01"
    assert norm(dag, persoon("aanvrager", 75, dag), persoon("medebewoner", 40, dag)) == "1088.05"


def test_gehuwden_delen_samen() -> None:
    """Art. 22a lid 2 Pw: the sum of both; A = 3, so 2 x 878,71."""
    dag = "2026-07-01"
    wie = (persoon("aanvrager", 35, dag), persoon("partner", 36, dag), persoon("kind", 27, dag))
    assert norm(dag, *wie) == "1757.42"


def test_jonge_partner_bij_kostendelers() -> None:
    """Art. 22a lid 3 Pw: the 21+ partner shares (A = 2), the young one has a fixed part."""
    dag = "2026-07-01"
    wie = [persoon("aanvrager", 35, dag), persoon("partner", 20, dag), persoon("medebewoner", 50, dag)]
    assert norm(dag, *wie) == "1364.32"
    assert norm(dag, *wie, persoon("kind", 2, dag)) == "1769.88"


def test_wie_geen_kosten_deelt() -> None:
    """Art. 19a Pw: not under 27, not a student, not on bbl, not on a commercial contract."""
    dag = "2026-07-01"
    ouder = persoon("aanvrager", 55, dag)
    assert norm(dag, ouder, persoon("kind", 26, dag)) == "1419.46"
    assert norm(dag, ouder, persoon("kind", 28, dag, studiefinanciering=True)) == "1419.46"
    assert norm(dag, ouder, persoon("kind", 28, dag, studiefinanciering=None)) is None
    assert norm(dag, ouder, persoon("medebewoner", 36, dag, commerciele_huur_of_bbl=True)) == "1419.46"
    assert norm(dag, ouder, persoon("medebewoner", 36, dag, commerciele_huur_of_bbl=None)) is None
    assert norm(dag, ouder, persoon("medebewoner", 26, dag, commerciele_huur_of_bbl=None)) == "1419.46"


def test_inrichting() -> None:
    """Art. 23 Pw with its increase; with one partner there the sum of both as if alone."""
    dag = "2026-07-01"
    alleen = persoon("aanvrager", 35, dag, in_inrichting=True)
    partner = persoon("partner", 35, dag, in_inrichting=True)
    assert norm(dag, alleen) == "496.44"
    assert norm(dag, alleen, partner) == "805.11"
    assert norm(dag, alleen, persoon("partner", 35, dag)) == "1915.90"
    assert norm(dag, alleen, persoon("partner", 75, dag)) == "2083.78"
    # At home with one kostendeler: 496,44 + 1.013,90.
    assert norm(dag, alleen, persoon("partner", 35, dag), persoon("medebewoner", 40, dag)) == "1510.34"


@pytest.mark.parametrize(
    ("geboren", "peildatum", "bereikt"),
    [
        ("1957-02-28", "2024-01-01", True),
        ("1957-03-01", "2024-02-29", False),
        ("1957-03-01", "2024-03-01", True),
        ("1959-11-18", "2026-11-17", False),
        ("1959-11-18", "2026-11-18", True),
        ("1960-12-31", "2026-12-31", False),
        ("1958", "2026-11-18", True),
        ("1959", "2026-11-18", None),
        ("1962", "2026-11-18", False),
    ],
)
def test_aow_leeftijd(geboren: str, peildatum: str, bereikt: bool | None) -> None:
    wie = persoon("aanvrager", 60, peildatum, geboortedatum=geboren)
    assert figuren(peildatum, wie)["personen.a1.heeft_aow_leeftijd"]["waarde"] is bereikt


@pytest.mark.parametrize(
    ("peildatum", "alleen", "ouder", "samen"),
    [
        ("2024-06-30", "7575.00", "15150.00", "15150.00"),
        ("2025-12-31", "7770.00", "15540.00", "15540.00"),
        ("2026-01-01", "8000.00", "16000.00", "16000.00"),
    ],
)
def test_vermogensgrens(peildatum: str, alleen: str, ouder: str, samen: str) -> None:
    """Art. 34 Pw."""
    een = persoon("aanvrager", 35, peildatum)
    kind, partner = persoon("kind", 17, peildatum), persoon("partner", 35, peildatum)
    for wie, grens in (((een,), alleen), ((een, kind), ouder), ((een, partner), samen)):
        assert figuren(peildatum, *wie)["vermogensgrens"]["waarde"] == grens
    achttien = persoon("kind", 18, peildatum)
    assert figuren(peildatum, een, achttien)["vermogensgrens"]["waarde"] == alleen


def test_som_met_onbekende_is_ten_minste() -> None:
    dag = "2026-11-18"
    inkomen = {"soort": "loon", "netto_per_maand": "2500.00", "vakantietoeslag_per_maand": "200.00"}
    wie = (persoon("aanvrager", 35, dag, inkomens=[inkomen]), persoon("partner", 36, dag, inkomens=None))
    som = figuren(dag, *wie)["toetsinkomen"]
    assert som["waarde"] is None
    assert som["leesbaar"] == "ten minste €\u00a02.700,00"
    assert som["ontbreekt"] == ["personen.p1.inkomens"]


def test_vakantietoeslag_onbekend_is_geen_nul() -> None:
    dag = "2026-11-18"
    inkomen = {"soort": "loon", "netto_per_maand": "1000.00"}
    som = figuren(dag, persoon("aanvrager", 35, dag, inkomens=[inkomen]))["toetsinkomen"]
    assert som["waarde"] is None
    assert som["ontbreekt"] == ["personen.a1.inkomens.0.vakantietoeslag_per_maand"]
