"""Three workplaces write the same dossier: what holds, what botst, and how a choice settles it."""

from __future__ import annotations

import copy
from dataclasses import replace
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.delen.cellen import AFWEZIG, cellen_van
from consulent_app.delen.versies import TOESTEMMING, Versie, botst, gekozen, koppen, naam_van
from tests.besluiten.test_behandeling import BEHANDELINGEN
from tests.delen.standen import ECHT, LASTIG
from tests.delen.werkplekken import Werkplek, wissel

NAMEN = ("balie1", "balie2", "laptop")
SPAARGELD = "/document/huishouden/spaargeld"
BEGIN: dict[str, Any] = {
    "document": {
        "personen": [{"id": "p1", "rol": "aanvrager"}, {"id": "k1", "rol": "kind", "voornaam": "Noor"}],
        "huishouden": {"spaargeld": "850.00", "straat": "Europaplein"},
        "gesprek": {"toestemming_delen": True},
    },
    "behandeling": {"schema": "behandeling/1"},
    "dossier": {"status": "intake", "voorstel_op": None},
}
PADEN = ("/a", "/b", "/document/personen/k1/@plaats", TOESTEMMING)
#: Somebody writes a value, or takes in what another knows.
STAPPEN = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(PADEN), st.sampled_from([True, 1, None, AFWEZIG, "x"]))
    | st.tuples(st.integers(0, 2), st.integers(0, 2)),
    max_size=25,
)


def _werkplekken() -> tuple[Werkplek, Werkplek, Werkplek]:
    een, twee, drie = map(Werkplek, NAMEN)
    return een, twee, drie


def _met_begin() -> tuple[Werkplek, Werkplek, Werkplek]:
    werkplekken = _werkplekken()
    werkplekken[0].schrijf(BEGIN)
    wissel(*werkplekken)
    return werkplekken


def _doe(stappen: list[Any]) -> tuple[Werkplek, Werkplek, Werkplek]:
    werkplekken = _werkplekken()
    for wie, *wat in stappen:
        if len(wat) == 1:
            werkplekken[wie].haal(werkplekken[wat[0]])
        else:
            werkplekken[wie].zet(*wat)
    return werkplekken


def _zonder(*ids: str) -> dict[str, Any]:
    stand = copy.deepcopy(BEGIN)
    stand["document"]["personen"] = [p for p in stand["document"]["personen"] if p["id"] not in ids]
    return stand


def _met(stand: dict[str, Any], **huishouden: Any) -> dict[str, Any]:
    anders = copy.deepcopy(stand)
    anders["document"]["huishouden"] |= huishouden
    return anders


def test_de_naam_van_een_versie_gaat_op_tijd() -> None:
    assert naam_van(255, "balie1") == "00000000000000ff-balie1"
    assert naam_van(255, "laptop") < naam_van(256, "balie1")


# --- the order of arrival ----------------------------------------------------------------------------


@settings(deadline=None)
@given(STAPPEN, st.randoms())
def test_volgorde_en_herhaling_doen_er_niet_toe(stappen: list[Any], toeval: Random) -> None:
    alle = [versie for werkplek in _doe(stappen) for versie in werkplek.versies.values()]
    eerst = koppen(alle)
    gehusseld = alle + toeval.choices(alle, k=5) if alle else []
    toeval.shuffle(gehusseld)
    assert koppen(gehusseld) == eerst
    assert koppen(kop for van_pad in eerst.values() for kop in van_pad) == eerst


@settings(deadline=None)
@given(STAPPEN)
def test_wie_alles_weet_ziet_hetzelfde(stappen: list[Any]) -> None:
    een, twee, drie = _doe(stappen)
    wissel(een, twee, drie)
    assert een.koppen == twee.koppen == drie.koppen
    assert een.stand == twee.stand == drie.stand
    assert een.botsingen == twee.botsingen == drie.botsingen


@settings(deadline=None)
@given(STAPPEN)
def test_van_elk_pad_is_er_iets_en_de_laatste_van_wie_alles_wist_wint(stappen: list[Any]) -> None:
    een, *anderen = _doe(stappen)
    wissel(een, *anderen)
    assert een.koppen.keys() == {pad for pad, _ in een.versies}
    for pad in PADEN:
        een.zet(pad, "klaar")
    assert not een.botsingen
    assert all(een.cellen[pad] == "klaar" for pad in PADEN)


def test_wat_tussenin_nooit_aankwam_maakt_geen_botsing() -> None:
    een, twee, drie = _met_begin()
    twee.zet(SPAARGELD, "900.00")
    drie.haal(twee)
    drie.zet(SPAARGELD, "950.00")
    zonder_tussen = [v for v in drie.versies.values() if v.waarde != "900.00"]
    assert len(zonder_tussen) == len(drie.versies) - 1
    (kop,) = koppen([*zonder_tussen, *een.versies.values()])[SPAARGELD]
    assert kop.waarde == "950.00"


def test_versies_die_elkaar_zeggen_te_vervangen_laten_de_laatste_over() -> None:
    vroeg, laat = naam_van(1, "balie1"), naam_van(2, "balie2")
    kring = [
        Versie("/a", vroeg, 1, frozenset([laat]), "", ""),
        Versie("/a", laat, 2, frozenset([vroeg]), "", ""),
        Versie("/b", laat, 3, frozenset([laat]), "", ""),
    ]
    assert [kop.waarde for rij in koppen(kring).values() for kop in rij] == [2, 3]


def test_een_versie_van_een_ander_pad_vervangt_niets() -> None:
    oud = Versie("/a", naam_van(1, "balie1"), 1, frozenset(), "", "")
    nieuw = Versie("/b", naam_van(2, "balie1"), 2, frozenset([oud.versie]), "", "")
    assert koppen([oud, nieuw]) == {"/a": (oud,), "/b": (nieuw,)}


# --- after each other, beside each other -------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), ECHT | LASTIG), min_size=1, max_size=4))
def test_om_de_beurt_werken_botst_nooit(beurten: list[tuple[int, dict[str, Any]]]) -> None:
    werkplekken = _werkplekken()
    for wie, stand in beurten:
        werkplekken[wie].schrijf(stand)
        wissel(*werkplekken)
        for werkplek in werkplekken:
            assert not werkplek.botsingen
            assert werkplek.stand == stand
    assert all(len(kop) == 1 for kop in werkplekken[0].koppen.values())


@settings(deadline=None)
@given(ECHT, st.data())
def test_tegelijk_aan_verschillende_cellen_botst_nooit(begin: dict[str, Any], data: st.DataObject) -> None:
    een, twee, drie = _werkplekken()
    een.schrijf(begin)
    wissel(een, twee, drie)
    paden = data.draw(st.lists(st.sampled_from(sorted(cellen_van(begin))), unique=True, max_size=9))
    for nr, pad in enumerate(paden):
        (een, twee, drie)[nr % 3].zet(pad, f"nieuw {nr}")
    wissel(een, twee, drie)
    assert not een.botsingen
    assert een.cellen == {**cellen_van(begin), **{pad: f"nieuw {nr}" for nr, pad in enumerate(paden)}}


def test_ieder_vult_een_ander_veld_in() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_met(BEGIN, spaargeld="900.00"))
    twee.schrijf(_met(BEGIN, wijk="Oost"))
    wissel(een, twee, drie)
    assert drie.stand == _met(BEGIN, spaargeld="900.00", wijk="Oost")
    assert not drie.botsingen


def test_een_cel_met_twee_waarden_botst_tot_iemand_kiest() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_met(BEGIN, spaargeld="900.00"))
    twee.schrijf(_met(BEGIN, spaargeld="950.00"))
    wissel(een, twee, drie)
    assert een.botsingen == {SPAARGELD}
    assert drie.stand == _met(BEGIN, spaargeld="950.00")  # even laat: dan wint de naam van de werkplek
    drie.zet(SPAARGELD, "900.00")
    wissel(een, twee, drie)
    assert not twee.botsingen
    assert twee.stand == _met(BEGIN, spaargeld="900.00")


def test_wie_iets_anders_wijzigt_kiest_niet() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_met(BEGIN, spaargeld="900.00"))
    twee.schrijf(_met(BEGIN, spaargeld="950.00"))
    wissel(een, twee, drie)
    drie.schrijf(_met(drie.stand, wijk="Oost"))
    assert drie.botsingen == {SPAARGELD}


def test_twee_keer_anders_kiezen_botst_weer() -> None:
    een, twee, drie = _met_begin()
    een.zet(SPAARGELD, "900.00")
    twee.zet(SPAARGELD, "950.00")
    wissel(een, twee, drie)
    een.zet(SPAARGELD, "900.00")
    twee.zet(SPAARGELD, "950.00")
    wissel(een, twee, drie)
    assert drie.botsingen == {SPAARGELD}
    assert len(drie.koppen[SPAARGELD]) == 2


def test_hetzelfde_antwoord_is_geen_botsing_en_een_is_niet_ja() -> None:
    een, twee, drie = _met_begin()
    een.zet("/a", [1])
    twee.zet("/a", [1])
    een.zet("/b", 1)
    twee.zet("/b", True)
    wissel(een, twee, drie)
    assert len(drie.koppen["/a"]) == 2
    assert drie.botsingen == {"/b"}


def test_niet_weten_en_weghalen_botst() -> None:
    een, twee, drie = _met_begin()
    een.zet(SPAARGELD, None)
    twee.zet(SPAARGELD, AFWEZIG)
    wissel(een, twee, drie)
    assert drie.botsingen == {SPAARGELD}


# --- who is removed ----------------------------------------------------------------------------------


def test_iemand_weghalen_terwijl_een_ander_haar_wijzigt_botst() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_zonder("k1"))
    gewijzigd = copy.deepcopy(BEGIN)
    gewijzigd["document"]["personen"][1]["voornaam"] = "Nora"
    twee.schrijf(gewijzigd)
    wissel(een, twee, drie)
    assert drie.botsingen == {"/document/personen/k1/voornaam"}
    assert drie.stand == _zonder("k1")


def test_iemand_weghalen_terwijl_een_ander_iets_nieuws_over_haar_antwoordt_botst() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_zonder("k1"))
    gewijzigd = copy.deepcopy(BEGIN)
    gewijzigd["document"]["personen"][1]["wajong"] = False
    twee.schrijf(gewijzigd)
    wissel(een, twee, drie)
    assert drie.botsingen == {"/document/personen/k1/wajong"}
    assert drie.stand == _zonder("k1")
    drie.zet("/document/personen/k1/wajong", AFWEZIG)
    assert not drie.botsingen


def test_iemand_van_wie_de_id_nog_niet_aankwam_is_niet_weggehaald() -> None:
    pad = "/document/personen/k1/wajong"
    assert not botst(pad, koppen([_kop(pad, 1, False)]))


def test_die_botsing_blijft_als_iemand_iets_anders_schrijft() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_zonder("k1"))
    twee.zet("/document/personen/k1/voornaam", "Nora")
    wissel(een, twee, drie)
    drie.schrijf(_met(drie.stand, wijk="Oost"))
    assert drie.botsingen == {"/document/personen/k1/voornaam"}


def test_iemand_weghalen_blijft_weg_of_komt_heel_terug() -> None:
    een, twee, drie = _met_begin()
    een.schrijf(_zonder("k1"))
    twee.zet("/document/personen/k1/voornaam", "Nora")
    wissel(een, twee, drie)
    een.zet("/document/personen/k1/voornaam", AFWEZIG)
    wissel(een, twee, drie)
    assert not drie.botsingen
    assert drie.stand == _zonder("k1")
    drie.schrijf(BEGIN)
    wissel(een, twee, drie)
    assert not een.botsingen
    assert een.stand == BEGIN


def test_twee_die_tegelijk_iemand_toevoegen_houden_allebei() -> None:
    een, twee, drie = _met_begin()
    for werkplek, id_ in ((een, "k2"), (twee, "m1")):
        stand = copy.deepcopy(BEGIN)
        stand["document"]["personen"].append({"id": id_, "rol": "kind"})
        werkplek.schrijf(stand)
    wissel(een, twee, drie)
    assert not drie.botsingen
    assert [p["id"] for p in drie.stand["document"]["personen"]] == ["p1", "k1", "k2", "m1"]


def test_de_laatste_volgorde_geldt_zonder_vragen() -> None:
    een, twee, drie = _met_begin()
    een.zet("/document/personen/p1/@plaats", 5)
    een.zet("/document/personen/p1/@plaats", 6)
    twee.zet("/document/personen/p1/@plaats", 0)
    wissel(een, twee, drie)
    assert not drie.botsingen
    assert [p["id"] for p in drie.stand["document"]["personen"]] == ["k1", "p1"]


@settings(deadline=None)
@given(BEHANDELINGEN, BEHANDELINGEN, BEHANDELINGEN)
def test_een_behandeling_van_twee_tegelijk_is_altijd_te_lezen(
    begin: Behandeling, een_: Behandeling, twee_: Behandeling
) -> None:
    een, twee, drie = _werkplekken()
    een.schrijf({"behandeling": begin.als_document()})
    wissel(een, twee, drie)
    een.schrijf({"behandeling": een_.als_document()})
    twee.schrijf({"behandeling": twee_.als_document()})
    wissel(een, twee, drie)
    samen = Behandeling.uit_document(drie.stand["behandeling"])
    assert samen.afwijsgesprek in (een_.afwijsgesprek, twee_.afwijsgesprek)
    assert {*samen.maatwerk.items()} <= {*een_.maatwerk.items(), *twee_.maatwerk.items()} or drie.botsingen


# --- settled without asking --------------------------------------------------------------------------


def _kop(pad: str, nr: int, waarde: Any) -> Versie:
    return Versie(pad, naam_van(nr, f"balie{nr}"), waarde, frozenset(), "", "")


def _houdt(pad: str, *waarden: Any) -> Any:
    """Return what holds of values in the order of the clock, the same whichever came first."""
    alle = [_kop(pad, nr, waarde) for nr, waarde in enumerate(waarden, 1)]
    gekozenen = [gekozen(pad, koppen(rij)) for rij in permutations(alle)]
    assert gekozenen == gekozenen[:1] * len(gekozenen)
    assert gekozen(pad, {pad: tuple(reversed(alle))}) == gekozenen[0]
    return gekozenen[0].waarde


@pytest.mark.parametrize(
    ("pad", "waarden", "houdt"),
    [
        ("/dossier/status", ("besloten", "afgesloten", "intake"), "besloten"),
        ("/dossier/status", ("afgesloten", "intake"), "afgesloten"),
        ("/dossier/status", ("intake", AFWEZIG, ["onbekend"]), "intake"),
        ("/dossier/voorstel_op", ("2026-11-18", None, AFWEZIG), "2026-11-18"),
        ("/dossier/voorstel_op", ("2026-11-19", "2026-11-18"), "2026-11-19"),
        ("/dossier/kenmerk", ("Z/2026/000002", "Z/2026/000001"), "Z/2026/000002"),
        ("/dossier/organisatie", ("met", "gemeente"), "met"),
        ("/dossier/aangemaakt", ("2026-11-18T10:00", "2026-11-18T09:00"), "2026-11-18T10:00"),
        ("/telling/handvat", ("h2", "h1"), "h2"),
        ("/document/personen/p1/@plaats", (4, 0, 2), 2),
    ],
)
def test_wat_vanzelf_spreekt_wordt_niet_gevraagd(pad: str, waarden: tuple[Any, ...], houdt: Any) -> None:
    assert _houdt(pad, *waarden) == houdt
    alle = koppen(_kop(pad, nr, waarde) for nr, waarde in enumerate(waarden, 1))
    assert len(alle[pad]) == len(waarden)
    assert not botst(pad, alle)


@pytest.mark.parametrize("geen_ja", [False, None, AFWEZIG, 1])
def test_zolang_er_een_geen_ja_zegt_wordt_er_niet_gedeeld(geen_ja: Any) -> None:
    assert _houdt(TOESTEMMING, True, geen_ja, True) is geen_ja
    assert _houdt(TOESTEMMING, geen_ja, True) is geen_ja
    alle = koppen([_kop(TOESTEMMING, 1, True), _kop(TOESTEMMING, 2, geen_ja)])
    assert botst(TOESTEMMING, alle)


def test_een_ja_van_allen_is_een_ja() -> None:
    assert _houdt(TOESTEMMING, True, True) is True
    alle = koppen([_kop(TOESTEMMING, 1, True), _kop(TOESTEMMING, 2, True)])
    assert not botst(TOESTEMMING, alle)


def test_alle_andere_cellen_houden_de_laatste_en_vragen() -> None:
    for pad in ("/a", "/telling", "/dossier/anders", "/document/gesprek", "/taken/t1"):
        assert _houdt(pad, 2, 3, 1) == 1
        alle = koppen([_kop(pad, 1, 1), replace(_kop(pad, 2, 2), basis=frozenset(["nooit gezien"]))])
        assert botst(pad, alle)
