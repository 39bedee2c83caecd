"""Taking a dossier apart into cells and putting exactly that together again."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consulent_app.delen.cellen import (
    AFWEZIG,
    bij_te_schrijven,
    cellen_van,
    sleutelcel,
    uit_cellen,
    verschil,
    zelfde,
)
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.paden import resources
from tests.delen.standen import ECHT, JSON, LASTIG, WILLEKEURIG, groot_dossier

VOORBEELDEN = sorted((resources() / "voorbeelden").glob("*.json"))


def _gelijk(een: Any, ander: Any) -> None:
    """Compare as JSON, which keeps 1 and true apart."""
    assert een == ander
    assert zelfde(een, ander)


def _toegepast(cellen: dict[str, Any], anders: dict[str, Any]) -> dict[str, Any]:
    return {pad: waarde for pad, waarde in {**cellen, **anders}.items() if waarde is not AFWEZIG}


@settings(deadline=None)
@given(WILLEKEURIG)
def test_elke_json_komt_heel_terug(stand: dict[str, Any]) -> None:
    vooraf = copy.deepcopy(stand)
    _gelijk(uit_cellen(cellen_van(stand)), vooraf)
    _gelijk(stand, vooraf)


@settings(deadline=None)
@given(ECHT)
def test_een_echt_dossier_komt_heel_terug(stand: dict[str, Any]) -> None:
    _gelijk(uit_cellen(cellen_van(stand)), stand)


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: pad.stem)
def test_een_intake_wordt_na_het_samenvoegen_hetzelfde_gelezen(pad: Any) -> None:
    document = laad_json(pad)
    terug = uit_cellen(cellen_van({"document": document}))["document"]
    assert lees_document(terug) == lees_document(document)


@settings(deadline=None)
@given(ECHT, st.randoms())
def test_de_volgorde_van_de_cellen_doet_er_niet_toe(stand: dict[str, Any], toeval: Any) -> None:
    cellen = list(cellen_van(stand).items())
    toeval.shuffle(cellen)
    _gelijk(uit_cellen(dict(cellen)), stand)


def test_iedere_vraag_van_een_persoon_is_een_cel() -> None:
    stand = {
        "document": {
            "personen": [
                {"id": "p1", "voornaam": "Samira", "inkomens": [{"soort": "loon"}]},
                {"id": "k/1", "wajong": None},
            ],
            "kosten": [],
            "huishouden": {"wijk": "Oost"},
            "gesprek": {},
        },
        "taken": {"t1": {"tekst": "Bellen"}},
    }
    assert cellen_van(stand) == {
        "/document/personen/p1/id": "p1",
        "/document/personen/p1/voornaam": "Samira",
        "/document/personen/p1/inkomens": [{"soort": "loon"}],
        "/document/personen/p1/@plaats": 0,
        "/document/personen/k~11/id": "k/1",
        "/document/personen/k~11/wajong": None,
        "/document/personen/k~11/@plaats": 1,
        "/document/kosten": [],
        "/document/huishouden/wijk": "Oost",
        "/document/gesprek": {},
        "/taken/t1": {"tekst": "Bellen"},
    }


def test_een_naam_wordt_geschreven_als_in_rfc_6901() -> None:
    namen = {"": 0, "a/b": 1, "c%d": 2, "m~n": 8, "~1": 3, "/~": 4, " ": 7}
    paden = {"/": 0, "/a~1b": 1, "/c%d": 2, "/m~0n": 8, "/~01": 3, "/~1~0": 4, "/ ": 7}
    assert cellen_van(namen) == paden
    assert uit_cellen(paden) == namen


def test_maatwerk_is_per_regeling_en_persoon_en_niemand_is_geen_naam() -> None:
    delen = [("iit", None), ("iit", "null"), ("a/b", "p1")]
    stand = {"behandeling": {"al": [{"regeling": r, "persoon": p, "soort": "x"} for r, p in delen]}}
    cellen = cellen_van(stand)
    assert [pad for pad in cellen if pad.endswith("/soort")] == [
        '/behandeling/al/["iit",null]/soort',
        '/behandeling/al/["iit","null"]/soort',
        '/behandeling/al/["a~1b","p1"]/soort',
    ]
    assert uit_cellen(cellen) == stand


@pytest.mark.parametrize(
    "personen",
    [
        [], {}, {"p1": {"id": "p1"}}, None, [{"id": "p1"}, {"id": "p1"}], [{"rol": "kind"}], [{"id": None}],
        [{"id": 1}], ["p1"], [{"id": "p1", "@plaats": 4}],
    ],
    ids=str,
)  # fmt: skip
def test_wat_geen_lijst_met_sleutels_is_is_een_waarde(personen: Any) -> None:
    stand = {"document": {"personen": personen}}
    assert cellen_van(stand) == {"/document/personen": personen}
    assert uit_cellen(cellen_van(stand)) == stand


@pytest.mark.parametrize(
    "pad",
    [
        "/taken/t1",
        "/behandeling/afwijsgesprek",
        "/behandeling/ingeleverd/Bon",
        "/behandeling/vertegenwoordiger",
    ],
)
def test_wat_niet_zonder_een_van_zijn_velden_kan_is_een_waarde(pad: str) -> None:
    heel = {"op": "2026-11-18", "van": None}
    _, boven, *rest = pad.split("/")
    stand = {boven: {rest[0]: {rest[1]: heel} if rest[1:] else heel}}
    assert cellen_van(stand) == {pad: heel}
    assert uit_cellen({pad: heel}) == stand


def test_een_item_is_er_niet_zonder_zijn_eerste_sleutel() -> None:
    assert sleutelcel("/document/personen/k~11/inkomens") == "/document/personen/k~11/id"
    assert sleutelcel('/behandeling/al/["iit",null]/soort') == '/behandeling/al/["iit",null]/regeling'
    assert sleutelcel("/document/personen") is None
    assert sleutelcel("/document/personeel/k1/x") is None


def test_een_lege_lijst_is_iets_anders_dan_geen() -> None:
    leeg, geen = {"behandeling": {"al": []}}, {"behandeling": {}}
    assert verschil(cellen_van(geen), cellen_van(leeg)) == {
        "/behandeling": AFWEZIG, "/behandeling/al": [],
    }  # fmt: skip
    assert uit_cellen(cellen_van(leeg)) == leeg
    assert uit_cellen(cellen_van(geen)) == geen


def test_wie_weg_is_heeft_geen_cel_meer() -> None:
    oud = {"document": {"personen": [{"id": "p1"}, {"id": "k1", "voornaam": "Noor"}, {"id": "k2"}]}}
    nieuw = {"document": {"personen": [{"id": "p1"}, {"id": "k2"}]}}
    assert verschil(cellen_van(oud), cellen_van(nieuw)) == {
        "/document/personen/k1/id": AFWEZIG,
        "/document/personen/k1/voornaam": AFWEZIG,
        "/document/personen/k1/@plaats": AFWEZIG,
        "/document/personen/k2/@plaats": 1,
    }


def test_zonder_id_is_er_geen_persoon_wat_er_ook_van_over_is() -> None:
    cellen = cellen_van({"document": {"personen": [{"id": "p1"}, {"id": "k1", "voornaam": "Noor"}]}})
    over = {**cellen, "/document/personen/k1/id": AFWEZIG}
    assert uit_cellen(over) == {"document": {"personen": [{"id": "p1"}]}}
    ander = {**cellen, "/document/personen/k1/id": "p1"}
    assert uit_cellen(ander) == {"document": {"personen": [{"id": "p1"}]}}


def test_een_rest_van_een_item_maakt_geen_lijst() -> None:
    assert uit_cellen({'/behandeling/al/["iit",null]/soort': "krijgt_al"}) == {}
    rest = {"/behandeling/al": [], '/behandeling/al/["iit",null]/soort': "krijgt_al"}
    assert uit_cellen(rest) == {"behandeling": {"al": []}}


def test_zelfde_plaats_gaat_op_sleutel_en_zonder_plaats_achteraan() -> None:
    plaatsen = {"k2": 1, "k1": 1, "p1": 0, "a1": AFWEZIG, "b1": "1"}
    cellen = {f"/document/personen/{id_}/@plaats": plaats for id_, plaats in plaatsen.items()}
    cellen |= {f"/document/personen/{id_}/id": id_ for id_ in plaatsen}
    personen = uit_cellen(cellen)["document"]["personen"]
    assert [p["id"] for p in personen] == ["p1", "k1", "k2", "a1", "b1"]


def test_wat_eronder_ligt_gaat_voor() -> None:
    assert uit_cellen({"/a": 1, "/a/b": 2}) == uit_cellen({"/a/b": 2, "/a": 1}) == {"a": {"b": 2}}


def test_een_en_ja_zijn_niet_hetzelfde_en_null_is_niet_niets() -> None:
    assert verschil({"/a": 1}, {"/a": True}) == {"/a": True}
    assert verschil({"/a": [{"b": False}]}, {"/a": [{"b": 0}]}) == {"/a": [{"b": 0}]}
    assert verschil({"/a": None}, {}) == {"/a": AFWEZIG}
    assert verschil({"/a": AFWEZIG}, {"/a": None}) == {"/a": None}
    assert verschil({"/a": AFWEZIG, "/b": [1, {"c": 2}]}, {"/b": [1, {"c": 2}]}) == {}


def test_afwezig_is_er_maar_een() -> None:
    assert copy.deepcopy(AFWEZIG) is pickle.loads(pickle.dumps(AFWEZIG)) is AFWEZIG


@settings(deadline=None)
@given(JSON, JSON)
def test_zelfde_is_gelijk_zonder_getallen_als_ja_en_nee(een: Any, ander: Any) -> None:
    assert zelfde(een, copy.deepcopy(een))
    assert zelfde(een, ander) == zelfde(ander, een)
    assert een == ander or not zelfde(een, ander)


@settings(deadline=None)
@given(WILLEKEURIG | ECHT, WILLEKEURIG | ECHT)
def test_het_verschil_erbij_geeft_het_nieuwe(oud: dict[str, Any], nieuw: dict[str, Any]) -> None:
    eerst, daarna = cellen_van(oud), cellen_van(nieuw)
    anders = verschil(eerst, daarna)
    _gelijk(_toegepast(eerst, anders), daarna)
    assert verschil(daarna, daarna) == {}
    assert all(not zelfde(eerst.get(pad, AFWEZIG), waarde) for pad, waarde in anders.items())


@settings(deadline=None)
@given(LASTIG | ECHT, LASTIG | ECHT, st.randoms())
def test_na_het_bijschrijven_staat_er_wat_er_moet_staan(
    oud: dict[str, Any], nieuw: dict[str, Any], toeval: Any
) -> None:
    rommel = {**cellen_van(oud), **cellen_van(nieuw)}
    cellen = {pad: waarde for pad, waarde in rommel.items() if toeval.random() < 0.7}
    erbij = bij_te_schrijven(cellen, nieuw)
    _gelijk(uit_cellen({**cellen, **erbij}), nieuw)
    assert bij_te_schrijven({**cellen, **erbij}, nieuw) == {}


def test_bijschrijven_raakt_niet_aan_wat_niet_te_zien_is() -> None:
    cellen = {
        "/document/personen/p1/id": "p1", "/document/personen/p1/@plaats": 4,
        "/document/personen/k1/voornaam": "Noor",
    }  # fmt: skip
    assert bij_te_schrijven(cellen, {"document": {"personen": [{"id": "p1"}]}}) == {}


def test_wie_dezelfde_id_krijgt_erft_geen_antwoorden() -> None:
    cellen = {"/document/personen/k1/voornaam": "Noor", "/document/personen/k1/wajong": True}
    sem = {"document": {"personen": [{"id": "k1", "voornaam": "Sem"}]}}
    erbij = bij_te_schrijven(cellen, sem)
    assert uit_cellen({**cellen, **erbij}) == sem
    assert erbij["/document/personen/k1/wajong"] is AFWEZIG


def test_een_groot_dossier_is_enkele_honderden_cellen() -> None:
    stand = groot_dossier()
    assert 100 < len(cellen_van(stand)) < 400
    _gelijk(uit_cellen(cellen_van(stand)), stand)
