"""The turn at the server: of two who take it at once one wins, and the other hears who."""

from __future__ import annotations

import threading

import pytest

from consulent_app.uitwisseling.centraal import beurten, dossierstand
from consulent_app.uitwisseling.centraal.beurten import Beurt
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from tests.uitwisseling.centraal.proef import SAMEN, Centrale, Schrijver, aan, nieuw_dossier, nu_hlc, stuur


@pytest.fixture
def van_met(balie: Uitnodiging, laptop: Uitnodiging) -> str:
    """A dossier that MET began and shares with the gemeente."""
    deling = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN)
    stuur(laptop, deling)
    with aan(laptop) as lijn:
        dossierstand.zet_toestemming(lijn, deling.dossier, True, nu_hlc())
    return deling.dossier


def neem(plek: Uitnodiging, dossier: str, ronde: int) -> tuple[int, str | None]:
    with aan(plek) as lijn:
        beurt = beurten.neem_beurt(lijn, dossier, ronde)
    return beurt.ronde, beurt.apparaat


def laat_los(plek: Uitnodiging, dossier: str, ronde: int) -> tuple[int, str | None]:
    with aan(plek) as lijn:
        beurt = beurten.laat_los(lijn, dossier, ronde)
    return beurt.ronde, beurt.apparaat


def test_de_eerste_beurt_is_van_wie_het_dossier_begon(
    balie: Uitnodiging, laptop: Uitnodiging, van_met: str
) -> None:
    assert neem(balie, van_met, 1) == (0, None)
    assert neem(laptop, van_met, 1) == (1, laptop.apparaat)
    assert neem(laptop, van_met, 1) == (1, laptop.apparaat)


def test_wie_eerder_aankomt_maar_later_schreef_begon_het_niet(
    centrale: Centrale, laptop: Uitnodiging
) -> None:
    tweede, van = centrale.werkplek("met"), nieuw_dossier()
    eerste_deling = Schrijver(laptop).schrijf(van)
    stuur(tweede, Schrijver(tweede).schrijf(van, hlc=nu_hlc(60)))
    stuur(laptop, eerste_deling)
    assert neem(tweede, van, 1) == (0, None)
    assert neem(laptop, van, 1) == (1, laptop.apparaat)


def test_alleen_wie_hem_heeft_laat_hem_los_en_dan_is_hij_voor_wie_komt(
    balie: Uitnodiging, laptop: Uitnodiging, van_met: str
) -> None:
    neem(laptop, van_met, 1)
    assert neem(balie, van_met, 2) == (1, laptop.apparaat)
    assert laat_los(balie, van_met, 2) == (1, laptop.apparaat)
    assert laat_los(laptop, van_met, 2) == (2, None)
    assert laat_los(laptop, van_met, 2) == (2, None)
    assert neem(balie, van_met, 2) == (2, None)
    assert neem(balie, van_met, 3) == (3, balie.apparaat)
    assert neem(laptop, van_met, 3) == (3, balie.apparaat)


def test_zonder_een_ja_neemt_de_ander_ook_een_vrije_beurt_niet(
    balie: Uitnodiging, laptop: Uitnodiging, van_met: str
) -> None:
    neem(laptop, van_met, 1)
    laat_los(laptop, van_met, 2)
    with aan(laptop) as lijn:
        dossierstand.zet_toestemming(lijn, van_met, False, nu_hlc(1))
    assert neem(balie, van_met, 3) == (2, None)
    with aan(balie) as lijn:
        assert beurten.beurten(lijn, 0) == []
        assert not beurten.vraag_beurt(lijn, van_met)


@pytest.mark.parametrize("keer", range(5))
def test_van_twee_tegelijk_wint_er_een_en_beiden_horen_wie(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging, van_met: str, keer: int
) -> None:
    neem(laptop, van_met, 1)
    laat_los(laptop, van_met, 2)
    plekken = [balie, *(centrale.werkplek("gemeente") for _ in range(3))]
    samen, uitkomst = threading.Barrier(len(plekken)), {}

    def pak(plek: Uitnodiging) -> None:
        with aan(plek) as lijn:
            samen.wait()
            uitkomst[plek.apparaat] = beurten.neem_beurt(lijn, van_met, 3).apparaat

    draden = [threading.Thread(target=pak, args=[plek]) for plek in plekken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert set(uitkomst) == {plek.apparaat for plek in plekken}
    (winnaar,) = set(uitkomst.values())
    assert winnaar in uitkomst
    assert centrale.als_eigenaar("SELECT ronde, apparaat FROM app.beurt WHERE ronde > 2") == [(3, winnaar)]


def test_een_beurt_kan_bij_naam_worden_gegeven(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging, van_met: str
) -> None:
    neem(laptop, van_met, 1)
    with aan(laptop) as lijn:
        assert beurten.geef_beurt(lijn, van_met, 2, balie.apparaat).apparaat == balie.apparaat
    assert neem(centrale.werkplek("gemeente"), van_met, 3) == (2, balie.apparaat)


def test_wat_met_een_bestand_begon_gaat_aan_de_server_verder(laptop: Uitnodiging, van_met: str) -> None:
    assert neem(laptop, van_met, 4) == (4, laptop.apparaat)


@pytest.mark.parametrize("eerste", [0, 1001, 2_147_483_647])
def test_een_eerste_ronde_laat_ruimte_om_te_tellen(laptop: Uitnodiging, van_met: str, eerste: int) -> None:
    assert neem(laptop, van_met, eerste) == (0, None)
    assert neem(laptop, van_met, 1000) == (1000, laptop.apparaat)
    assert laat_los(laptop, van_met, 1001) == (1001, None)


def test_na_de_laatste_ronde_komt_er_geen(centrale: Centrale, laptop: Uitnodiging, van_met: str) -> None:
    neem(laptop, van_met, 1)
    centrale.als_eigenaar("UPDATE app.beurt SET ronde = 999999")
    assert laat_los(laptop, van_met, 1_000_000) == (999_999, laptop.apparaat)


def test_wie_vraagt_wordt_gezien_tot_hij_hem_heeft(
    balie: Uitnodiging, laptop: Uitnodiging, van_met: str
) -> None:
    neem(laptop, van_met, 1)
    with aan(balie) as lijn:
        assert beurten.vraag_beurt(lijn, van_met)
        assert beurten.vraag_beurt(lijn, van_met)
    with aan(laptop) as lijn:
        assert beurten.gevraagd(lijn) == [(van_met, balie.apparaat)]
        beurten.geef_beurt(lijn, van_met, 2, balie.apparaat)
        assert beurten.gevraagd(lijn) == []


def test_van_een_verloren_werkplek_pakt_de_organisatie_van_het_dossier_hem_af(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging, van_met: str
) -> None:
    tweede = centrale.werkplek("met")
    neem(laptop, van_met, 1)
    with aan(balie) as lijn:
        assert beurten.pak_beurt_af(lijn, van_met, 2) == Beurt(van_met, 1, laptop.apparaat)
    with aan(tweede) as lijn:
        assert beurten.pak_beurt_af(lijn, van_met, 2) == Beurt(van_met, 2, tweede.apparaat)
        wat = lijn.vraag("SELECT wat, dossier::text, werkplek FROM app.ingreep")
        assert wat == [("beurt afgepakt", van_met, laptop.apparaat)]


def test_de_laatste_beurt_van_elk_dossier_na_de_cursor(laptop: Uitnodiging, balie: Uitnodiging) -> None:
    schrijver, dossiers = Schrijver(laptop), [nieuw_dossier(), nieuw_dossier()]
    stuur(laptop, *(schrijver.schrijf(dossier) for dossier in dossiers))
    neem(laptop, dossiers[1], 1)
    neem(laptop, dossiers[0], 1)
    laat_los(laptop, dossiers[1], 2)
    with aan(laptop) as lijn:
        stand = beurten.beurten(lijn, 0)
        assert [(b.dossier, b.ronde, b.apparaat) for b in stand] == [
            (dossiers[0], 1, laptop.apparaat), (dossiers[1], 2, None)
        ]  # fmt: skip
        assert beurten.beurten(lijn, stand[0].nr) == stand[1:]
        assert beurten.beurten_van(lijn, dossiers[:1]) == stand[:1]
        assert beurten.beurten(lijn, stand[1].nr) == []
