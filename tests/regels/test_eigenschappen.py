"""What must hold for every household: unknown never decides, and nothing outside `ontbreekt` matters."""

import copy
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from consulent_app.huishouden.lezen import lees_document
from consulent_app.intake.gesprek import zet
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Uitkomst

PAKKETTEN = {
    "heemskerk": ("2026-11-18", "2025-03-01", "2024-07-01"),
    "oefenstad": ("2026-11-18",),
    "velsen-2019": ("2019-09-15",),
}
GELD = st.sampled_from(
    ["0.00", "350.42", "1419.46", "1561.40", "1561.41", "1611.50", "8000.00", "16000.01"]
)
JAARINKOMEN = st.sampled_from(["0.00", "6218.01", "23425.00", "29736.01", "40857.25", "99999999.99"])
JA_NEE = st.booleans()
GEBOREN = st.sampled_from(
    ["1950-05-05", "1959-11-18", "1985-03-01", "2005-11-18", "2008-11-18", "1998-01-01"]
)
KIND = st.sampled_from(["2010-09-21", "2014-02-03", "2008-11-18", "2001-09-15", "2013-09-15", "1998-01-01"])
GELD_VAN_HUISHOUDEN = (
    "kale_huur", "servicekosten", "spaargeld", "overige_bezittingen", "waarde_auto", "schulden",
    "overwaarde_woning", "belastingaanslag", "zorgpremie", "ontvangen_zorgtoeslag", "ontvangen_huurtoeslag",
    "ontvangen_kindgebonden_budget", "hypotheekrente", "bijzondere_uitgaven", "kosten_kinderopvang",
    "kosten_instelling", "niet_meetellend_inkomen", "schulden_met_voorrang", "pandrecht_auto",
)  # fmt: skip
SCHOOL = st.sampled_from(["geen", "basisonderwijs", "voortgezet", "mbo"])


@cache
def pakketten() -> dict[str, Pakket]:
    return lees_alle(resources() / "regels")


@st.composite
def personen(trek: st.DrawFn) -> list[dict[str, Any]]:
    wie = ["aanvrager"] + ["partner"] * trek(st.integers(0, 1)) + ["kind"] * trek(st.integers(0, 2))
    wie += ["medebewoner"] * trek(st.integers(0, 1))
    return [trek(persoon(rol, nummer)) for nummer, rol in enumerate(wie)]


@st.composite
def persoon(trek: st.DrawFn, rol: str, nummer: int) -> dict[str, Any]:
    velden = (
        "ingeschreven_in_gemeente", "rechtmatig_verblijf", "in_inrichting", "studiefinanciering",
        "medische_beperking_bij_studie", "collectief_verzekerd", "wanbetaler_zorgpremie", "wajong",
        "commerciele_huur_of_bbl",
    )  # fmt: skip
    inkomen = {
        "soort": trek(st.sampled_from(["bijstand", "loon", "aow"])),
        "netto_per_maand": trek(GELD),
        "vakantietoeslag_per_maand": trek(st.sampled_from(["0.00", "67.59"])),
    }
    vast: dict[str, Any] = {"id": f"x{nummer}", "rol": rol, "onderwijs": trek(SCHOOL)}
    vast["geboortedatum"] = trek(KIND if rol == "kind" else GEBOREN)
    vast["inkomens"] = [inkomen] * trek(st.integers(0, 1))
    vast["toetsingsinkomen"] = trek(JAARINKOMEN)
    return {**vast, **{v: trek(JA_NEE) for v in velden}}


@st.composite
def volledig(trek: st.DrawFn) -> dict[str, Any]:
    """A household of which every answer is known."""
    pakket = trek(st.sampled_from(sorted(PAKKETTEN)))
    wie = trek(personen())
    huishouden: dict[str, Any] = {naam: trek(GELD) for naam in GELD_VAN_HUISHOUDEN}
    huishouden["auto_onmisbaar"] = trek(JA_NEE)
    huishouden["woonvorm"] = trek(st.sampled_from(["huur", "koop", "kamer"]))
    huishouden["maanden_laag_inkomen"] = trek(st.sampled_from([0, 35, 36, 60]))
    huishouden["zicht_op_inkomensverbetering"] = trek(JA_NEE)
    toekenning = {
        "regeling": trek(st.sampled_from(sorted(pakketten()[pakket].regelingen))),
        "persoon": trek(st.sampled_from([p["id"] for p in wie])),
        "bedrag": trek(GELD),
        "datum": trek(st.sampled_from(["2018-09-16", "2019-08-01", "2025-11-18", "2026-02-01"])),
    }
    kosten = {
        "soort": trek(st.sampled_from(["fiets", "wasmachine"])),
        "persoon": wie[0]["id"],
        "bedrag": trek(GELD),
    }
    return {
        "schema": "intake/1",
        "peildatum": trek(st.sampled_from(PAKKETTEN[pakket])),
        "pakket": pakket,
        "personen": wie,
        "huishouden": huishouden,
        "kosten": [kosten] * trek(st.integers(0, 1)),
        "eerder_toegekend": [toekenning] * trek(st.integers(0, 1)),
        "geldzorgen": {
            "betalingsachterstand": trek(JA_NEE),
            "dreiging": trek(st.sampled_from([[], ["ontruiming"]])),
            "schuldhulptraject": trek(st.sampled_from(["geen", "wgs", "wsnp"])),
        },
    }


def _paden(document: dict[str, Any]) -> list[str]:
    paden = [f"huishouden.{naam}" for naam in document["huishouden"]]
    paden += [f"geldzorgen.{naam}" for naam in document["geldzorgen"]]
    paden += ["kosten", "eerder_toegekend"]
    for wie in document["personen"]:
        paden += [f"personen.{wie['id']}.{naam}" for naam in wie if naam not in ("id", "rol")]
    return paden


@st.composite
def deels(trek: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """A known household, the same with answers taken away, and the paths of those answers."""
    geheel = trek(volledig())
    weg = trek(st.lists(st.sampled_from(_paden(geheel)), unique=True, max_size=8))
    minder = copy.deepcopy(geheel)
    for pad in weg:
        zet(minder, pad, None)
    return geheel, minder, weg


def _uitkomsten(document: dict[str, Any]) -> dict[tuple[str, str | None], Uitkomst]:
    oordeel = toets(lees_document(document), pakketten()[document["pakket"]])
    return {(u.regeling, u.persoon): u for u in oordeel.uitkomsten}


def _vast(uitkomst: Uitkomst) -> bool:
    return not uitkomst.ontbreekt and not uitkomst.nog_vast_te_stellen


@settings(max_examples=150, deadline=None, derandomize=True)
@given(deels())
def test_onbekend_beslist_nooit(gegevens: tuple[dict[str, Any], dict[str, Any], list[str]]) -> None:
    """Whatever is said with answers missing still holds when they are given."""
    geheel, minder, _ = gegevens
    later = _uitkomsten(geheel)
    for sleutel, nu in _uitkomsten(minder).items():
        if nu.status.value != "onbekend":
            assert later[sleutel].status is nu.status, sleutel
        if nu.bedrag is not None and later[sleutel].bedrag is not None:
            assert later[sleutel].bedrag == nu.bedrag, sleutel


@settings(max_examples=100, deadline=None, derandomize=True)
@given(deels())
def test_wat_niet_ontbreekt_verandert_niets(
    gegevens: tuple[dict[str, Any], dict[str, Any], list[str]],
) -> None:
    """Filling in one answer changes only the outcomes that named it."""
    geheel, minder, weg = gegevens
    nu = _uitkomsten(minder)
    for pad in weg:
        meer = copy.deepcopy(minder)
        zet(meer, pad, _waarde(geheel, pad))
        for sleutel, straks in _uitkomsten(meer).items():
            if not any(mist.startswith(pad) for mist in nu[sleutel].ontbreekt):
                assert straks.status is nu[sleutel].status, (sleutel, pad)
                assert straks.bedrag == nu[sleutel].bedrag, (sleutel, pad)


def _waarde(document: dict[str, Any], pad: str) -> Any:
    delen = pad.split(".")
    if delen[0] == "personen":
        return next(p for p in document["personen"] if p["id"] == delen[1])[delen[2]]
    return document[delen[0]][delen[1]] if len(delen) > 1 else document[delen[0]]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(volledig())
def test_alles_bekend_vraagt_niets(document: dict[str, Any]) -> None:
    oordeel = toets(lees_document(document), pakketten()[document["pakket"]])
    assert oordeel.volgende_vraag is None
    assert all(not u.ontbreekt for u in oordeel.uitkomsten)
    assert all(u.status.value != "onbekend" or u.nog_vast_te_stellen for u in oordeel.uitkomsten)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(volledig(), st.randoms(use_true_random=False))
def test_volgorde_van_personen_maakt_niet_uit(document: dict[str, Any], toeval: Any) -> None:
    gehusseld = copy.deepcopy(document)
    toeval.shuffle(gehusseld["personen"])
    eerst, daarna = _uitkomsten(document), _uitkomsten(gehusseld)
    assert {s: (u.status, u.bedrag) for s, u in eerst.items()} == {
        s: (u.status, u.bedrag) for s, u in daarna.items()
    }


@settings(max_examples=60, deadline=None, derandomize=True)
@given(deels())
def test_de_volgende_vraag_brengt_verder(
    gegevens: tuple[dict[str, Any], dict[str, Any], list[str]],
) -> None:
    """Answering question after question ends, with every answer asked at most once."""
    geheel, minder, weg = gegevens
    gevraagd: list[str] = []
    while True:
        oordeel = toets(lees_document(minder), pakketten()[minder["pakket"]])
        if oordeel.volgende_vraag is None:
            break
        pad = oordeel.volgende_vraag.veld
        assert pad in weg
        assert pad not in gevraagd
        gevraagd.append(pad)
        zet(minder, pad, _waarde(geheel, pad))
    eind = {s: u.status for s, u in _uitkomsten(minder).items()}
    assert eind == {s: u.status for s, u in _uitkomsten(geheel).items()}


GRENZEN = (
    "inkomensgrens_percentage", "iit_percentage", "bijzondere_bijstand_percentage",
    "zorgverzekering_percentage", "jeugdfonds_percentage",
)  # fmt: skip


def _met_ruimere_grens(pakket: Pakket, naam: str) -> Pakket:
    """Return the package in which this income limit is a fifth higher."""
    parameter = pakket.parameters[naam]
    hoger = tuple(replace(d, waarde=d.waarde * 6 // 5) for d in parameter.dateringen)
    anders = {**pakket.parameters, naam: replace(parameter, dateringen=hoger)}
    return replace(pakket, parameters=anders, _rekenaars={}, _op_datum={})


@settings(max_examples=60, deadline=None, derandomize=True)
@given(deels(), st.sampled_from(GRENZEN))
def test_een_ruimere_grens_neemt_nooit_een_recht_weg(
    gegevens: tuple[dict[str, Any], dict[str, Any], list[str]], grens: str
) -> None:
    """Whoever has a right keeps it when an income limit goes up, also when answers are missing."""
    _, minder, _ = gegevens
    pakket = pakketten()[minder["pakket"]]
    if grens not in pakket.parameters:
        return
    ruimer = _met_ruimere_grens(pakket, grens)
    straks = {(u.regeling, u.persoon): u for u in toets(lees_document(minder), ruimer).uitkomsten}
    for sleutel, nu in _uitkomsten(minder).items():
        if sleutel[0] == "bijzondere_bijstand" and straks[sleutel].status.value == "niet_van_toepassing":
            continue  # A minimaregeling has come within reach, and goes before.
        if nu.status.value in ("recht", "beoordeling"):
            assert straks[sleutel].status.value in ("recht", "beoordeling"), sleutel
        if straks[sleutel].status.value == "geen_recht":
            assert nu.status.value == "geen_recht", sleutel
