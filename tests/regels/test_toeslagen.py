"""Toeslagen and kinderbijslag per year, against every published figure and example in the fact sheets."""

from functools import cache
from typing import Any

import pytest

from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.intake.gesprek import zet
from consulent_app.paden import resources
from consulent_app.regels import bewerkingen
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Oordeel, Uitkomst

LANDELIJK = {
    "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderbijslag", "algemene_bijstand", "aio",
    "alleenverdieners",
}  # fmt: skip
JAREN = (2024, 2025, 2026)


@cache
def pakketten() -> dict[str, Pakket]:
    return lees_alle(resources() / "regels")


def oordeel(
    peildatum: str, *personen: dict[str, Any], inkomen: str | None = None, pakket: str = "rijk", **huis: str
) -> Oordeel:
    """Judge these persons; `inkomen` is the yearly gross income of the first, the others have none."""
    wie = [{**persoon, "toetsingsinkomen": "0.00"} for persoon in personen]
    if inkomen is not None:
        wie[0]["toetsingsinkomen"] = inkomen
    geld = {"kale_huur": "0.00", "spaargeld": "0.00", "overige_bezittingen": "0.00", "schulden": "0.00"}
    document = {
        "schema": "intake/1",
        "peildatum": peildatum,
        "pakket": pakket,
        "personen": wie,
        "huishouden": {**geld, "servicekosten": "0.00", "woonvorm": "huur", **huis},
    }
    return toets(lees_document(document), pakketten()[pakket])


def uitkomst(regeling: str, *waarover: Any, **anders: Any) -> Uitkomst:
    [gevonden] = [u for u in oordeel(*waarover, **anders).uitkomsten if u.regeling == regeling]
    return gevonden


def bedrag(regeling: str, *waarover: Any, **anders: Any) -> str | None:
    gevonden = uitkomst(regeling, *waarover, **anders)
    assert gevonden.ontbreekt == ()
    assert (gevonden.bedrag is None) == (gevonden.status.value != "recht"), gevonden
    return gevonden.bedrag.als_tekst() if gevonden.bedrag else None


def figuur(naam: str, *waarover: Any, **anders: Any) -> Any:
    return oordeel(*waarover, **anders).afgeleid[naam]["waarde"]


def persoon(rol: str = "aanvrager", geboren: str = "1985-05-05", nummer: int = 1) -> dict[str, Any]:
    return {
        "id": f"{rol[0]}{nummer}", "rol": rol, "geboortedatum": geboren, "inkomens": [],
        "rechtmatig_verblijf": True,
    }  # fmt: skip


IK, PARTNER = persoon(), persoon("partner")


def kind(geboren: str, nummer: int = 1) -> dict[str, Any]:
    return persoon("kind", geboren, nummer)


# --- zorgtoeslag -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jaar", "alleen", "samen"),
    [(2024, "1483.00", "2833.00"), (2025, "1573.00", "3010.00"), (2026, "1550.00", "2963.00")],
)
def test_hoogste_zorgtoeslag(jaar: int, alleen: str, samen: str) -> None:
    dag = f"{jaar}-06-30"
    assert figuur("zorgtoeslag_per_jaar", dag, IK) == alleen
    assert figuur("zorgtoeslag_per_jaar", dag, IK, PARTNER) == samen
    assert bedrag("zorgtoeslag", dag, IK) == f"{int(float(alleen)) // 12}.00"
    assert bedrag("zorgtoeslag", dag, IK, PARTNER) == f"{int(float(samen)) // 12}.00"


@pytest.mark.parametrize(
    ("jaar", "alleen", "samen"), [(2024, 37496, 47368), (2025, 39719, 50206), (2026, 40857, 51142)]
)
def test_inkomensgrens_zorgtoeslag(jaar: int, alleen: int, samen: int) -> None:
    """The last whole euro that still gives something: 24 euro a year, so 2 a month."""
    dag = f"{jaar}-01-01"
    for wie, grens in (((IK,), alleen), ((IK, PARTNER), samen)):
        assert bedrag("zorgtoeslag", dag, *wie, inkomen=f"{grens}.00") == "2.00"
        assert bedrag("zorgtoeslag", dag, *wie, inkomen=f"{grens + 1}.00") is None


def test_partner_die_nog_geen_premie_betaalt() -> None:
    """Art. 2 lid 4: half of what both would get."""
    jong = persoon("partner", "2009-01-01")
    assert figuur("zorgtoeslag_per_jaar", "2026-11-18", IK, jong) == "1481.00"


# --- wealth ----------------------------------------------------------------------------------------

GRENZEN = {
    "zorgtoeslag": {2024: (140213, 177301), 2025: (141896, 179429), 2026: (146011, 184633)},
    "kindgebonden_budget": {2024: (140213, 177301), 2025: (141896, 179429), 2026: (146011, 184633)},
    "huurtoeslag": {2024: (36952, 73904), 2025: (37395, 74790), 2026: (38479, 76958)},
}


@pytest.mark.parametrize("regeling", GRENZEN)
@pytest.mark.parametrize("jaar", JAREN)
def test_vermogensgrens_op_de_cent(regeling: str, jaar: int) -> None:
    dag, baby = f"{jaar}-12-31", kind(f"{jaar}-01-01")
    for wie, grens in zip(((IK, baby), (IK, PARTNER, baby)), GRENZEN[regeling][jaar], strict=True):
        op = uitkomst(regeling, dag, *wie, spaargeld=f"{grens - 500}.00", overige_bezittingen="500.00",
                      kale_huur="400.00")  # fmt: skip
        boven = uitkomst(regeling, dag, *wie, spaargeld=f"{grens}.01", kale_huur="400.00")
        assert (op.status.value, boven.status.value) == ("recht", "geen_recht")


# --- huurtoeslag -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verwacht", "huur", "inkomen", "wie"),
    [
        ("295.00", "600.00", "22000.00", (persoon(geboren="2006-01-15"),)),
        ("492.00", "1200.00", "34000.00", (IK, PARTNER, kind("2016-01-01"))),
        ("307.00", "710.00", "29000.00", (IK,)),
    ],
)
def test_rekenvoorbeelden_2026(verwacht: str, huur: str, inkomen: str, wie: tuple[Any, ...]) -> None:
    """The three worked examples of the Toeslagenscan 2026."""
    assert bedrag("huurtoeslag", "2026-07-01", *wie, inkomen=inkomen, kale_huur=huur) == verwacht


METRONIEUWS = {
    22000: 498, 23500: 482, 25000: 449, 26500: 414, 28000: 378, 29500: 339, 31000: 299, 32500: 257,
    34000: 215, 35500: 185, 37000: 153, 39500: 98, 41000: 72, 43500: 35, 45000: 11, 46500: None,
}  # fmt: skip


@pytest.mark.parametrize("inkomen", METRONIEUWS)
def test_tabel_2025(inkomen: int) -> None:
    """One person of 27, rent 900: the whole table of metronieuws.nl, january 2025."""
    ik = persoon(geboren="1997-06-01")
    verwacht = METRONIEUWS[inkomen]
    gekregen = bedrag("huurtoeslag", "2025-01-15", ik, inkomen=f"{inkomen}.00", kale_huur="900.00")
    assert gekregen == (None if verwacht is None else f"{verwacht}.00")


@pytest.mark.parametrize(
    ("jaar", "alleen", "samen"),
    [(2024, "188.95", "188.95"), (2025, "199.05", "197.24"), (2026, "202.52", "200.71")],
)
def test_basishuur_bij_minimuminkomen(jaar: int, alleen: str, samen: str) -> None:
    bijstand = {**IK, "inkomens": [{"soort": "bijstand", "netto_per_maand": "1000.00"}]}
    for wie, verwacht in (((bijstand,), alleen), ((bijstand, PARTNER), samen)):
        assert figuur("basishuur", f"{jaar}-03-01", *wie) == verwacht


def test_normhuur_2025_volgens_de_formule() -> None:
    """a x Y² + b x Y with a = 4,38698e-7 and b = 4,46393e-4, rounded up to the cent."""
    for inkomen in (22701, 27123, 32625, 40000):
        gekregen = figuur("normhuur_naar_inkomen", "2025-01-15", IK, inkomen=f"{inkomen}.00")
        assert float(gekregen) == pytest.approx(4.38698e-7 * inkomen**2 + 4.46393e-4 * inkomen, abs=0.02)


@pytest.mark.parametrize(
    ("jaar", "geboren", "grens"),
    [
        (2024, "2001-02-01", "879.66"),
        (2024, "2001-02-02", "454.47"),
        (2025, "2002-02-01", "900.07"),
        (2025, "2002-02-02", "477.20"),
        (2026, "2005-02-01", "932.93"),
        (2026, "2005-02-02", "498.20"),
    ],
)
def test_huurgrens_naar_leeftijd(jaar: int, geboren: str, grens: str) -> None:
    """23 years until 2025, 21 from 2026; a birthday after the first counts from the next month."""
    assert figuur("huurgrens", f"{jaar}-02-28", persoon(geboren=geboren)) == grens


def test_met_een_kind_geldt_de_hoge_huurgrens() -> None:
    assert figuur("huurgrens", "2026-02-28", persoon(geboren="2007-01-01"), kind("2025-01-01")) == "932.93"


@pytest.mark.parametrize(
    ("dag", "wie", "huur", "mist"),
    [
        ("2024-05-01", (IK,), "600.00", ["huurtoeslag_aftopping_klein"]),
        ("2025-05-01", (IK, PARTNER), "600.00", ["huurtoeslag_ijkpunt_samen"]),
        ("2024-05-01", (persoon(geboren="1950-01-01"),), "400.00", ["huurtoeslag_normhuur_aow"]),
    ],
)
def test_een_onbekende_figuur_wordt_geen_bedrag(
    dag: str, wie: tuple[Any, ...], huur: str, mist: list[str]
) -> None:
    uit = uitkomst("huurtoeslag", dag, *wie, inkomen="20000.00", kale_huur=huur)
    assert (uit.bedrag, list(uit.ontbreekt), list(uit.nog_vast_te_stellen)) == (None, [], mist)


def test_lage_huur_in_2024_hangt_niet_van_de_aftopping_af() -> None:
    assert bedrag("huurtoeslag", "2024-05-01", IK, inkomen="20700.00", kale_huur="454.47") == "265.00"


# --- kindgebonden budget ---------------------------------------------------------------------------

KGB = {2024: (2436, 694, 924, 3480), 2025: (2511, 703, 936, 3389), 2026: (2580, 724, 964, 3416)}


@pytest.mark.parametrize("jaar", JAREN)
def test_kindgebonden_budget_per_jaar(jaar: int) -> None:
    per_kind, twaalf, zestien, alo = KGB[jaar]
    dag = f"{jaar}-07-01"
    klein, groot, oud = (
        kind(f"{jaar - 3}-01-01", 1),
        kind(f"{jaar - 13}-01-01", 2),
        kind(f"{jaar - 17}-01-01", 3),
    )
    alle = 3 * per_kind + twaalf + zestien
    assert figuur("kgb_per_jaar", dag, IK, klein) == f"{per_kind + alo}.00"
    assert figuur("kgb_per_jaar", dag, IK, klein, groot, oud) == f"{alle + alo}.00"
    assert figuur("kgb_per_jaar", dag, IK, PARTNER, klein, groot, oud) == f"{alle}.00"
    assert bedrag("kindgebonden_budget", dag, IK, PARTNER, klein) == f"{per_kind // 12}.00"


@pytest.mark.parametrize(
    ("jaar", "drempel", "extra", "per_mille"),
    [(2024, 26819, 9030, 675), (2025, 28406, 9139, 710), (2026, 29736, 9405, 760)],
)
def test_afbouw_kindgebonden_budget(jaar: int, drempel: int, extra: int, per_mille: int) -> None:
    """Nothing goes off at the threshold; 10.000 euro above it costs 6,75%, 7,10% and 7,60%."""
    dag, baby = f"{jaar}-07-01", kind(f"{jaar - 3}-01-01")
    per_kind, _, _, alo = KGB[jaar]
    for wie, vol, grens in (
        ((IK, baby), per_kind + alo, drempel),
        ((IK, PARTNER, baby), per_kind, drempel + extra),
    ):
        assert figuur("kgb_per_jaar", dag, *wie, inkomen=f"{grens}.00") == f"{vol}.00"
        assert figuur("kgb_per_jaar", dag, *wie, inkomen=f"{grens + 10000}.00") == f"{vol - per_mille}.00"


# --- kinderbijslag ---------------------------------------------------------------------------------

KINDERBIJSLAG = {
    "2024-01-01": "279.49 339.38 399.27",
    "2024-07-01": "281.69 342.05 402.41",
    "2025-01-01": "286.45 347.83 409.21",
    "2025-07-01": "291.49 353.95 416.41",
    "2026-01-01": "295.07 358.30 421.53",
    "2026-07-01": "298.40 362.35 426.29",
}


@pytest.mark.parametrize("dag", KINDERBIJSLAG)
def test_kinderbijslag_per_datum(dag: str) -> None:
    """Art. 12 lid 3 AKW: the age on the first day of the quarter, also on the day itself."""
    jaar, rest = int(dag[:4]), dag[4:]
    laag, midden, hoog = KINDERBIJSLAG[dag].split()
    een_dag_later = rest[:-1] + "2"
    for leeftijd, verwacht, jonger in ((6, midden, laag), (12, hoog, midden), (18, None, hoog)):
        assert bedrag("kinderbijslag", dag, IK, kind(f"{jaar - leeftijd}{rest}")) == verwacht
        assert bedrag("kinderbijslag", dag, IK, kind(f"{jaar - leeftijd}{een_dag_later}")) == jonger
    assert bedrag("kinderbijslag", dag, IK, kind(dag)) == laag


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        ("2024-06-30", "399.27"),
        ("2025-06-30", "409.21"),
        ("2025-12-31", "416.41"),
        ("2026-06-30", "421.53"),
    ],
)
def test_kinderbijslag_tot_en_met_de_laatste_dag(dag: str, verwacht: str) -> None:
    assert bedrag("kinderbijslag", dag, IK, kind("2012-01-01")) == verwacht


# --- what holds for all of them --------------------------------------------------------------------


def test_voor_2024_gaat_het_nergens_over() -> None:
    document = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    uitkomsten = toets(lees_document(document), pakketten()["velsen-2019"]).uitkomsten
    landelijk = [u for u in uitkomsten if u.regeling in LANDELIJK]
    assert {u.regeling for u in landelijk} == LANDELIJK
    assert {u.status.value for u in landelijk} == {"niet_van_toepassing"}
    assert all(not u.ontbreekt and not u.nog_vast_te_stellen for u in landelijk)


@pytest.mark.parametrize("pakket", ["heemskerk", "oefenstad"])
def test_een_gemeente_erft_ze_ongewijzigd(pakket: str) -> None:
    assert set(pakketten()["rijk"].regelingen) == LANDELIJK
    wie = (IK, PARTNER, kind("2016-01-01"))
    eigen = oordeel("2026-07-01", *wie, inkomen="34000.00", kale_huur="700.00", pakket=pakket)
    rijk = oordeel("2026-07-01", *wie, inkomen="34000.00", kale_huur="700.00")
    hier = [(u.regeling, u.status, u.bedrag) for u in eigen.uitkomsten if u.regeling in LANDELIJK]
    assert hier == [(u.regeling, u.status, u.bedrag) for u in rijk.uitkomsten]


def test_bijstand_van_een_van_beiden_vraagt_wel_naar_het_loon() -> None:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    loon = {"soort": "loon", "netto_per_maand": "500.00", "vakantietoeslag_per_maand": "40.00"}
    partner = {**PARTNER, "id": "p2", "inkomens": [loon]}
    zet(document, "personen", [*document["personen"], partner])
    oordeel_ = toets(lees_document(document), pakketten()["heemskerk"])
    [zorg] = [u for u in oordeel_.uitkomsten if u.regeling == "zorgtoeslag"]
    assert zorg.ontbreekt == ("personen.p1.toetsingsinkomen", "personen.p2.toetsingsinkomen")


def test_iedere_tussenuitkomst_past_in_64_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second reader computes in bigint, so no product of a known household may grow past 9e18."""
    gezien: list[float] = []

    def maal(a: Any, b: Any) -> Any:
        uit = bewerkingen_maal(a, b)
        gezien.extend(abs(grens) for grens in uit[:2] if abs(grens) != float("inf"))
        return uit

    bewerkingen_maal = bewerkingen.maal
    monkeypatch.setattr(bewerkingen, "maal", maal)
    vers = lees_alle(resources() / "regels")
    monkeypatch.setattr(f"{__name__}.pakketten", lambda: vers)
    for dag in ("2024-05-01", "2025-05-01", "2026-05-01"):
        for inkomen in ("30000.00", "65250.00", "999999999.99"):
            oordeel(dag, IK, PARTNER, kind("2010-01-01"), inkomen=inkomen, kale_huur="899.99").als_json()
            oordeel(dag, IK, inkomen=inkomen, kale_huur="899.99").als_json()
    assert 1e17 < max(gezien) < 9e18
