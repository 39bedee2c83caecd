"""The contents of a deling come back whole, and what is not right is refused in one sentence."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.besluiten.vernietiging import Grond
from consulent_app.delen.cellen import AFWEZIG, zelfde
from consulent_app.delen.deling import CELLEN, SOORTEN, STUK, VERNIETIGD
from consulent_app.delen.inhoud import (
    BESCHADIGD,
    GROOTSTE,
    NIEUWER,
    TE_GROOT,
    Celinhoud,
    Einde,
    Stukinhoud,
    pak,
    uit,
)
from consulent_app.delen.versies import Versie, naam_van
from consulent_app.fouten import InvoerFout
from tests.delen.standen import JSON

TEKST = st.text(max_size=8)
VERSIENAMEN = st.builds(naam_van, st.integers(0, 2**64 - 1), st.sampled_from(["balie1", "laptop-2"]))
PADEN = st.sampled_from(["/document/kosten", "/a~1b", "/~0/", "/"])
VERVANGEN = st.frozensets(VERSIENAMEN, max_size=3)
VERSIES = st.builds(Versie, PADEN, VERSIENAMEN, JSON | st.just(AFWEZIG), VERVANGEN, TEKST, TEKST)
KOLOMMEN = st.dictionaries(TEKST, TEKST, max_size=3)
UITKOMST = st.dictionaries(TEKST, JSON, max_size=3)
EINDE = Einde("Ria de Vries", "2026-11-18T09:30:00+00:00")
WEG = Versie("/a", naam_van(7, "balie1"), AFWEZIG, frozenset([naam_van(5, "balie2")]), "Ria", "toen")
LEEG = Versie("/a", naam_van(7, "balie1"), None, frozenset(), "Ria", "toen")


def _ingepakt(document: Any) -> bytes:
    return zlib.compress(json.dumps(document).encode())


@given(st.lists(VERSIES, max_size=5))
def test_cellen_komen_heel_terug(versies: list[Versie]) -> None:
    terug = uit(CELLEN, pak(Celinhoud(tuple(versies))))
    assert terug == Celinhoud(tuple(versies))
    assert isinstance(terug, Celinhoud)
    assert all(zelfde(a.waarde, b.waarde) for a, b in zip(terug.versies, versies, strict=True))


@given(st.builds(Stukinhoud, KOLOMMEN, UITKOMST, st.binary(max_size=50)))
def test_een_stuk_komt_heel_terug(stuk: Stukinhoud) -> None:
    assert uit(STUK, pak(stuk)) == stuk


def test_het_einde_zegt_wie_en_wanneer() -> None:
    grond = Grond("termijn", "afgebroken", "afgebroken gesprek", "Selectielijst 8.4.1", "42 dagen")
    met_grond = replace(EINDE, grond=grond, nummer="V/2026/3")
    assert uit(VERNIETIGD, pak(EINDE)) == EINDE
    assert uit(VERNIETIGD, pak(met_grond)) == met_grond


def test_weg_en_onbekend_blijven_verschillend() -> None:
    terug = uit(CELLEN, pak(Celinhoud((WEG, LEEG))))
    assert isinstance(terug, Celinhoud)
    assert terug.versies[0].waarde is AFWEZIG
    assert terug.versies[1].waarde is None


def test_zo_staat_het_erin() -> None:
    assert json.loads(zlib.decompress(pak(Celinhoud((WEG, LEEG))))) == {
        "vorm": 1,
        "versies": [
            {
                "pad": "/a", "versie": "0000000000000007-balie1", "basis": ["0000000000000005-balie2"],
                "door": "Ria", "tijdstip": "toen",
            },
            {
                "pad": "/a", "versie": "0000000000000007-balie1", "basis": [], "waarde": None,
                "door": "Ria", "tijdstip": "toen",
            },
        ],
    }  # fmt: skip


def test_dezelfde_inhoud_geeft_dezelfde_bytes() -> None:
    namen = [naam_van(nr, f"balie{nr}") for nr in range(9)]
    heen, terug = (Versie("/a", "x", 1, frozenset(rij), "", "") for rij in (namen, namen[::-1]))
    assert pak(Celinhoud((heen,))) == pak(Celinhoud((terug,)))


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize(
    "gepakt",
    [
        b"", b"geen zlib", pak(EINDE)[:-1], pak(EINDE) + b"\0", zlib.compress(b"geen json"),
        zlib.compress(b"\xff"), zlib.compress(b'{"vorm": NaN}'), zlib.compress(b"[" * 200_000),
        _ingepakt([]), _ingepakt({}), _ingepakt({"vorm": "1"}), _ingepakt({"vorm": True}),
        _ingepakt({"vorm": 1}),
    ],
)  # fmt: skip
def test_wat_beschadigd_is_wordt_geweigerd(soort: str, gepakt: bytes) -> None:
    with pytest.raises(InvoerFout) as fout:
        uit(soort, gepakt)
    assert str(fout.value) == BESCHADIGD


VERSIE = json.loads(zlib.decompress(pak(Celinhoud((WEG,)))))["versies"][0]


@pytest.mark.parametrize(
    "anders",
    [
        {"pad": "a"}, {"pad": ""}, {"pad": "/~"}, {"pad": "/~2"}, {"pad": None}, {"pad": "/a" * 65},
        {"versie": "7-balie1"}, {"versie": "000000000000000A-balie1"}, {"versie": "0000000000000007-"},
        {"versie": 7}, {"basis": "0000000000000005-balie2"}, {"basis": [5]}, {"basis": None}, {"door": 1},
        {"tijdstip": None}, {"waarde": float("nan")},
    ],
    ids=str,
)  # fmt: skip
def test_een_versie_die_niet_klopt_wordt_geweigerd(anders: dict[str, Any]) -> None:
    assert uit(CELLEN, _ingepakt({"vorm": 1, "versies": [VERSIE]})) == Celinhoud((WEG,))
    with pytest.raises(InvoerFout, match="beschadigd"):
        uit(CELLEN, _ingepakt({"vorm": 1, "versies": [{**VERSIE, **anders}]}))


@pytest.mark.parametrize("veld", VERSIE)
def test_een_versie_zonder_een_veld_wordt_geweigerd(veld: str) -> None:
    zonder = {naam: waarde for naam, waarde in VERSIE.items() if naam != veld}
    with pytest.raises(InvoerFout, match="beschadigd"):
        uit(CELLEN, _ingepakt({"vorm": 1, "versies": [zonder]}))


@pytest.mark.parametrize(
    "anders",
    [
        {"pdf": "é"},
        {"pdf": "A"},
        {"pdf": "JVBE Rg=="},
        {"pdf": None},
        {"kolommen": []},
        {"kolommen": {"a": 1}},
        {"uitkomst": []},
    ],
    ids=str,
)
def test_een_stuk_dat_niet_klopt_wordt_geweigerd(anders: dict[str, Any]) -> None:
    goed = {"vorm": 1, "kolommen": {"soort": "beschikking"}, "uitkomst": {}, "pdf": "JVBERg=="}
    assert uit(STUK, _ingepakt(goed)) == Stukinhoud({"soort": "beschikking"}, {}, b"%PDF")
    with pytest.raises(InvoerFout, match="beschadigd"):
        uit(STUK, _ingepakt({**goed, **anders}))


def test_een_nieuwer_programma_wordt_genoemd() -> None:
    for soort, document in ((CELLEN, {"vorm": 2, "versies": 4}), ("beurt", {"vorm": 1})):
        with pytest.raises(InvoerFout) as fout:
            uit(soort, _ingepakt(document))
        assert str(fout.value) == NIEUWER


def test_een_paar_bytes_pakken_niet_uit_tot_gigabytes() -> None:
    bom = zlib.compressobj()
    nullen = b" " * (1 << 20)
    gepakt = b"".join(bom.compress(nullen) for _ in range(4 * GROOTSTE // len(nullen))) + bom.flush()
    assert len(gepakt) < 500_000
    tracemalloc.start()
    try:
        with pytest.raises(InvoerFout) as fout:
            uit(STUK, gepakt)
        _, hoogste = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(fout.value) == TE_GROOT
    assert hoogste < 3 * GROOTSTE
