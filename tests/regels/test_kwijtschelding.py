"""Kwijtschelding step by step, against the Uitvoeringsregeling Invorderingswet 1990 (URI)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from consulent_app.huishouden.lezen import lees_document
from consulent_app.regels.pakket import Datering, Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Uitkomst
from tests.regels.huishoudens import pakketten

NORMEN = {
    # URI art. 16 on 1 July 2026: who, 90% (without verordening) and 100% (Regeling medeoverheden art. 2).
    ("1980-01-01",): ("1277.51", "1419.46"),
    ("1980-01-01", "1980-01-01"): ("1825.01", "2027.79"),
    ("1950-01-01",): ("1428.61", "1587.34"),
    ("1950-01-01", "1950-01-01"): ("1958.49", "2176.10"),
    ("1980-01-01", "1950-01-01"): ("1958.49", "2176.10"),
    ("2007-01-01",): ("1277.51", "1419.46"),
    ("2007-01-01", "2007-01-01"): ("1825.01", "2027.79"),
}
GEEN_LASTEN = {
    "woonvorm": "huur", "kale_huur": "0.00", "servicekosten": "0.00", "spaargeld": "0.00",
    "overige_bezittingen": "0.00", "waarde_auto": "0.00", "schulden": "0.00", "overwaarde_woning": "0.00",
    "zorgpremie": "0.00", "ontvangen_zorgtoeslag": "0.00", "ontvangen_huurtoeslag": "0.00",
    "bijzondere_uitgaven": "0.00", "schulden_met_voorrang": "0.00", "pandrecht_auto": "0.00",
}  # fmt: skip


def _persoon(nummer: int, geboren: str, rol: str, inkomen: str) -> dict[str, Any]:
    loon = {"soort": "loon", "netto_per_maand": inkomen, "vakantietoeslag_per_maand": "0.00"}
    return {
        "id": f"p{nummer}", "rol": rol, "geboortedatum": geboren, "ingeschreven_in_gemeente": True,
        "in_inrichting": False, "studiefinanciering": False, "commerciele_huur_of_bbl": False,
        "inkomens": [loon],
    }  # fmt: skip


def _document(
    geboren: tuple[str, ...], inkomen: str = "0.00", pakket: str = "oefenstad", **huis: str
) -> dict[str, Any]:
    rollen = ("aanvrager", "partner")
    personen = [_persoon(n, g, rollen[n], inkomen if n == 0 else "0.00") for n, g in enumerate(geboren)]
    return {
        "schema": "intake/1", "peildatum": "2026-11-18", "pakket": pakket, "personen": personen,
        "huishouden": {**GEEN_LASTEN, "zicht_op_inkomensverbetering": False, **huis},
        "geldzorgen": {"schuldhulptraject": "geen"},
    }  # fmt: skip


def _figuur(naam: str, pakket: Pakket, document: dict[str, Any]) -> str | None:
    waarde: str | None = toets(lees_document(document), pakket).afgeleid[naam]["waarde"]
    return waarde


def _kwijtschelding(document: dict[str, Any]) -> Uitkomst:
    uitkomsten = toets(lees_document(document), pakketten()[document["pakket"]]).uitkomsten
    return next(u for u in uitkomsten if u.regeling == "kwijtschelding")


def _zonder_verordening(naam: str) -> Pakket:
    """Return the package with what holds nationally in the place of what its gemeente chose."""
    pakket, rijk = pakketten()[naam], pakketten()["rijk"].parameters
    gekozen = {p: rijk[p] for p in pakket.parameters if p in rijk}
    return replace(pakket, parameters={**pakket.parameters, **gekozen}, _rekenaars={}, _op_datum={})


@pytest.mark.parametrize(("wie", "norm"), NORMEN.items())
def test_kosten_van_bestaan(wie: tuple[str, ...], norm: tuple[str, str]) -> None:
    assert _figuur("kosten_van_bestaan", _zonder_verordening("oefenstad"), _document(wie)) == norm[0]
    assert _figuur("kosten_van_bestaan", pakketten()["oefenstad"], _document(wie)) == norm[1]


def _met(pakket: Pakket, **centen: int) -> Pakket:
    """Return the package with these figures (yes is 1) in the place of its own."""
    nieuw = dict(pakket.parameters)
    for naam, waarde in centen.items():
        eerste = Datering(date(2024, 1, 1), waarde, "proef", "voorbeeld")
        nieuw[naam] = replace(nieuw[naam], dateringen=(eerste,))
    return replace(pakket, parameters=nieuw, _rekenaars={}, _op_datum={})


def test_netto_aow_in_plaats_van_de_norm() -> None:
    """Regeling medeoverheden art. 3 lid 2, in round figures: 1.600, 2 x 1.100, shared by three."""
    pakket = _met(
        pakketten()["oefenstad"],
        kwijtschelding_netto_aow_geldt=1,
        kwijtschelding_netto_aow_alleen=1600_00,
        kwijtschelding_netto_aow_gehuwd=1100_00,
    )
    assert _figuur("kosten_van_bestaan", pakket, _document(("1950-01-01",))) == "1600.00"
    paar = _document(("1950-01-01", "1950-01-01"))
    assert _figuur("kosten_van_bestaan", pakket, paar) == "2200.00"
    assert _figuur("kosten_van_bestaan", pakket, _document(("1980-01-01",))) == "1419.46"
    paar["personen"].append(_persoon(7, "1985-01-01", "medebewoner", "0.00"))
    assert _figuur("kosten_van_bestaan", pakket, paar) == "1906.66"
    # One of them not yet: 43,33% of 2.200 and 43,33% of 2.176,10 (art. 22a lid 1 under B sub b).
    paar["personen"][1]["geboortedatum"] = "1980-01-01"
    assert _figuur("kosten_van_bestaan", pakket, paar) == "1896.31"


def test_netto_aow_kan_ook_minder_zijn_dan_de_norm() -> None:
    """Regeling medeoverheden art. 3: "in plaats van"; what is certain without the amount stays certain."""
    pakket = _met(
        pakketten()["oefenstad"],
        kwijtschelding_netto_aow_geldt=1,
        kwijtschelding_netto_aow_alleen=1560_00,
        kwijtschelding_netto_aow_gehuwd=1100_00,
    )
    assert _figuur("kosten_van_bestaan", pakket, _document(("1950-01-01",))) == "1560.00"
    document = _document(("1950-01-01",), "1558.15", pakket="heemskerk")
    assert _kwijtschelding(document).status.value == "recht"
    meer = _kwijtschelding(_document(("1950-01-01",), "1558.16", pakket="heemskerk"))
    assert meer.bedrag is None
    assert "kwijtschelding_netto_aow_geldt" in meer.nog_vast_te_stellen


def _met_inkomens(*inkomens: tuple[str, str], pakket: str = "oefenstad", **huis: str) -> dict[str, Any]:
    document = _document(("1980-01-01",), pakket=pakket, **huis)
    document["personen"][0]["inkomens"] = [
        {"soort": soort, "netto_per_maand": netto, "vakantietoeslag_per_maand": "0.00"}
        for soort, netto in inkomens
    ]
    return document


def test_vrijgelaten_loon_naast_bijstand_telt_niet() -> None:
    """URI art. 14 lid 1 c sub 9: wage 1.140 of which 285 is free, so 564,46 bijstand: the norm."""
    wie = (("bijstand", "564.46"), ("loon", "1140.00"))
    heel = _kwijtschelding(_met_inkomens(*wie, niet_meetellend_inkomen="285.00"))
    assert heel.bedrag is not None
    assert (heel.status.value, heel.bedrag.als_tekst()) == ("recht", "400.00")
    niet = _kwijtschelding(_met_inkomens(*wie, niet_meetellend_inkomen="0.00"))
    assert niet.status.value == "geen_recht"
    vraag = _kwijtschelding(_met_inkomens(*wie))
    assert (vraag.status.value, vraag.ontbreekt) == ("onbekend", ("huishouden.niet_meetellend_inkomen",))
    # Never more than the wage itself, and not asked of who has no more than the norm, or no bijstand.
    assert (
        _kwijtschelding(_met_inkomens(("bijstand", "1500.00"), ("loon", "1.00"))).status.value
        == "geen_recht"
    )
    assert _kwijtschelding(_met_inkomens(("bijstand", "900.00"), ("loon", "519.46"))).ontbreekt == ()
    assert _kwijtschelding(_met_inkomens(("loon", "1704.46"))).status.value == "geen_recht"


@pytest.mark.parametrize("soort", ["wajong", "studiefinanciering", "eigen_bedrijf"])
def test_wat_anders_telt_is_geen_zeker_nee(soort: str) -> None:
    """URI art. 14 lid 1 a, Leidraad art. 26.2.12: a part does not count, so it hangs on that part."""
    uitkomst = _kwijtschelding(_met_inkomens((soort, "1600.00")))
    assert (uitkomst.status.value, uitkomst.ontbreekt) == (
        "onbekend",
        ("huishouden.niet_meetellend_inkomen",),
    )
    deel = _kwijtschelding(_met_inkomens((soort, "1600.00"), niet_meetellend_inkomen="150.00"))
    assert deel.bedrag is not None
    # 80% of 12 x (1.450,00 - 1.419,46) = 293,18.
    assert (deel.status.value, deel.bedrag.als_tekst()) == ("beoordeling", "106.82")


def test_ondernemer_alleen_als_de_raad_dat_besloot() -> None:
    """URI art. 28 lid 1 onder b."""
    bedrijf = _met_inkomens(("eigen_bedrijf", "900.00"))
    assert _kwijtschelding(bedrijf).status.value == "recht"
    heemskerk = _kwijtschelding(_met_inkomens(("eigen_bedrijf", "900.00"), pakket="heemskerk"))
    assert heemskerk.status.value == "onbekend"
    assert "kwijtschelding_ondernemers" in heemskerk.nog_vast_te_stellen
    uitkomsten = toets(lees_document(bedrijf), _zonder_verordening("oefenstad")).uitkomsten
    uitkomst = next(u for u in uitkomsten if u.regeling == "kwijtschelding")
    assert [r.voorwaarde for r in uitkomst.redenen if r.uitkomst is False] == ["ondernemer"]


def test_schulden_met_voorrang_en_pandrecht_gaan_eraf() -> None:
    """URI art. 12 lid 1, Leidraad art. 26.2.3: never a certain no before that is asked."""
    ruim = {"overige_bezittingen": "5000.00"}
    for voorrang, status in (("4600.00", "geen_recht"), ("4600.01", "recht"), (None, "onbekend")):
        document = _document(("1980-01-01",), "1000.00", **ruim)
        document["huishouden"]["schulden_met_voorrang"] = voorrang
        assert _kwijtschelding(document).status.value == status
    for pand, status in (("1649.99", "geen_recht"), ("1650.00", "recht"), (None, "onbekend")):
        document = _document(("1980-01-01",), "1000.00", waarde_auto="5000.00")
        document["huishouden"] |= {"pandrecht_auto": pand, "auto_onmisbaar": False}
        assert _kwijtschelding(document).status.value == status


def test_een_partner_in_een_instelling() -> None:
    """Pw art. 23 lid 3, URI art. 16 lid 3: two thirds of 1.419,46 + 496,44, or of the second only."""
    paar = _document(("1980-01-01", "1980-01-01"), kosten_instelling="500.00")
    paar["personen"][0]["in_inrichting"] = True
    pakket = pakketten()["oefenstad"]
    assert _figuur("kosten_van_bestaan", pakket, paar) == "1777.27"
    heel = _met(pakket, kwijtschelding_partner_thuis_heel=1)
    assert _figuur("kosten_van_bestaan", heel, paar) == "2250.42"
    assert _figuur("kosten_van_bestaan", pakketten()["heemskerk"], paar) is None


def test_kinderopvang_telt_als_de_verordening_dat_zegt() -> None:
    """URI art. 28 lid 3."""
    document = _document(("1980-01-01",), kosten_kinderopvang="75.00", ontvangen_kindgebonden_budget="0.00")
    kind = {"id": "k1", "rol": "kind", "geboortedatum": "2022-01-01", "studiefinanciering": False}
    document["personen"].append(kind)
    zonder = _figuur("kwijtschelding_uitgaven", pakketten()["oefenstad"], document)
    telt = _met(pakketten()["oefenstad"], kwijtschelding_kinderopvang_telt=1)
    # Kindgebonden budget that is not received: (2.580 + 3.416) / 12.
    assert (zonder, _figuur("kwijtschelding_uitgaven", telt, document)) == ("499.67", "574.67")


def test_kostendelers_delen_de_norm_en_de_woonlasten() -> None:
    """URI art. 16 lid 2 onder d and art. 15 lid 4: half of 2.027,79, and half of the rent of 800."""
    document = _document(("1980-01-01",), kale_huur="800.00")
    broer = _persoon(7, "1985-01-01", "medebewoner", "3000.00")
    document["personen"].append(broer)
    pakket = pakketten()["oefenstad"]
    assert _figuur("kosten_van_bestaan", pakket, document) == "1013.90"
    assert _figuur("kwijtschelding_woonlasten", pakket, document) == "199.29"


def test_woonlasten_tellen_tussen_basishuur_en_huurgrens() -> None:
    """URI art. 15 lid 1 onder b: 202,52 to 932,93 in 2026, after huurtoeslag."""
    pakket = pakketten()["oefenstad"]
    for huur, toeslag, telt in (
        ("202.52", "0.00", "0.00"), ("202.53", "0.00", "0.01"), ("932.93", "0.00", "730.41"),
        ("1200.00", "0.00", "730.41"), ("1200.00", "300.00", "697.48"), ("300.00", "400.00", "0.00"),
    ):  # fmt: skip
        document = _document(("1980-01-01",), kale_huur=huur, ontvangen_huurtoeslag=toeslag)
        assert _figuur("kwijtschelding_woonlasten", pakket, document) == telt


def test_zorgpremie_telt_boven_normpremie_en_zorgtoeslag() -> None:
    """Leidraad 2008 art. 26.2.19: 47 alone and 106 together is in the norm of 2026 already."""
    pakket = pakketten()["oefenstad"]
    for wie, premie, toeslag, telt in (
        (("1980-01-01",), "47.00", "0.00", "0.00"), (("1980-01-01",), "160.00", "100.00", "13.00"),
        (("1980-01-01",) * 2, "320.00", "200.00", "14.00"), (("1980-01-01",), "160.00", "129.00", "0.00"),
    ):  # fmt: skip
        document = _document(wie, zorgpremie=premie, ontvangen_zorgtoeslag=toeslag)
        assert _figuur("kwijtschelding_zorgpremie", pakket, document) == telt


def test_vrij_geld_met_en_zonder_verordening() -> None:
    """URI art. 12 lid 2 onder d and f, and 75% of at most 2.000 extra (Regeling medeoverheden art. 4)."""
    for geboren, zonder, met in (
        ("1980-01-01", "1277.51", "2919.46"), ("1934-12-31", "4778.61", "6437.34"),
        ("1935-01-01", "1428.61", "3087.34"),
    ):  # fmt: skip
        document = _document((geboren,))
        assert _figuur("kwijtschelding_geld_vrij", _zonder_verordening("oefenstad"), document) == zonder
        assert _figuur("kwijtschelding_geld_vrij", pakketten()["oefenstad"], document) == met


@pytest.mark.parametrize(
    ("inkomen", "bedrag"),
    [("1419.46", "400.00"), ("1419.47", "399.90"), ("1440.29", "200.03"), ("1461.12", "0.06")],
)
def test_geheel_en_voor_een_deel(inkomen: str, bedrag: str) -> None:
    """URI art. 11: 80% of 12 months of what is above the norm goes off the bill of 400."""
    uitkomst = _kwijtschelding(_document(("1980-01-01",), inkomen))
    assert uitkomst.status.value == "recht"
    assert uitkomst.bedrag is not None
    assert uitkomst.bedrag.als_tekst() == bedrag


def test_wsnp_en_uitzicht_op_inkomen_worden_gewogen_als_er_iets_te_betalen_is() -> None:
    """URI art. 13 lid 1 and Leidraad art. 26.1.9; not asked of who has no more than the norm."""
    for inkomen, status in (("1419.46", "recht"), ("1440.29", "beoordeling")):
        meer = _document(("1980-01-01",), inkomen)
        meer["huishouden"]["zicht_op_inkomensverbetering"] = True
        wsnp = _document(("1980-01-01",), inkomen)
        wsnp["geldzorgen"]["schuldhulptraject"] = "wsnp"
        for document in (meer, wsnp):
            assert _kwijtschelding(document).status.value == status
    leeg = _document(("1980-01-01",), "1419.46")
    del leeg["geldzorgen"], leeg["huishouden"]["zicht_op_inkomensverbetering"]
    assert _kwijtschelding(leeg).ontbreekt == ()


def test_geen_kwijtschelding_noemt_iedere_grond() -> None:
    """Leidraad 2008 art. 26.1.6: a refusal names all grounds."""
    document = _document(("1980-01-01",), "1461.13", spaargeld="9000.00", waarde_auto="5000.00")
    document["huishouden"]["auto_onmisbaar"] = False
    uitkomst = _kwijtschelding(document)
    assert uitkomst.status.value == "geen_recht"
    falend = [r.voorwaarde for r in uitkomst.redenen if r.uitkomst is False]
    assert falend == ["auto", "geld", "inkomen_kwijtschelding", "samen_genoeg"]


def test_wat_de_norm_niet_haalt_wordt_niet_naar_lasten_gevraagd() -> None:
    document = _document(("1980-01-01",), "1419.46")
    for naam in ("zorgpremie", "ontvangen_zorgtoeslag", "ontvangen_huurtoeslag", "bijzondere_uitgaven"):
        del document["huishouden"][naam]
    assert _kwijtschelding(document).ontbreekt == ()


def test_heemskerk_heeft_iedere_keuze_van_de_verordening_gedateerd() -> None:
    peildatum = date(2026, 11, 18)
    for naam in ("percentage", "netto_aow_geldt", "kinderopvang_telt", "extra_vermogen"):
        parameter = pakketten()["heemskerk"].parameters[f"kwijtschelding_{naam}"]
        assert parameter.pakket == "heemskerk"
        assert parameter.vraag
        assert parameter.op(peildatum) is not None
