"""Who sees which deling: with the resident's yes, without, after a no, and after a decision."""

from __future__ import annotations

import pytest

from consulent_app.delen.deling import Deling
from consulent_app.uitwisseling.centraal import beurten, delingen, dossierstand
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from tests.uitwisseling.centraal.proef import (
    SAMEN,
    Centrale,
    Schrijver,
    aan,
    alles,
    nieuw_dossier,
    nu_hlc,
    stuur,
)


def zeg(plek: Uitnodiging, dossier: str, mag: bool, hlc: int) -> bool:
    with aan(plek) as lijn:
        return dossierstand.zet_toestemming(lijn, dossier, mag, hlc)


def beslis(plek: Uitnodiging, dossier: str, hlc: int) -> bool:
    with aan(plek) as lijn:
        return dossierstand.zet_beslist(lijn, dossier, hlc)


def vernietig(plek: Uitnodiging, dossier: str) -> bool:
    with aan(plek) as lijn:
        return dossierstand.vernietig(lijn, dossier)


def test_zonder_een_ja_ziet_de_ander_niets(balie: Uitnodiging, laptop: Uitnodiging) -> None:
    deling = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN)
    stuur(laptop, deling)
    assert alles(balie) == []
    zeg(laptop, deling.dossier, False, nu_hlc())
    assert alles(balie) == []
    with aan(balie) as lijn:
        assert dossierstand.toestemmingen(lijn, 0) == []
    assert alles(laptop) == [deling]


def test_een_andere_werkplek_van_de_organisatie_ziet_het_wel(
    centrale: Centrale, laptop: Uitnodiging
) -> None:
    deling = Schrijver(laptop).schrijf(nieuw_dossier())
    stuur(laptop, deling)
    assert alles(centrale.werkplek("met")) == [deling]


def test_met_een_ja_ziet_de_ander_waarvoor_zij_een_zegel_heeft(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    schrijver, van = Schrijver(laptop), nieuw_dossier()
    voor_met, samen = schrijver.schrijf(van), schrijver.schrijf(van, aan=SAMEN)
    stuur(laptop, voor_met, samen)
    assert zeg(laptop, van, True, nu_hlc())
    assert alles(balie) == [samen]


def test_na_een_nee_ziet_de_ander_het_niet_meer_en_hoort_het_nee(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN)
    stuur(laptop, deling)
    ja = nu_hlc()
    zeg(laptop, deling.dossier, True, ja)
    assert zeg(balie, deling.dossier, False, ja + 1)
    assert alles(balie) == []
    with aan(balie) as lijn:
        woord = dossierstand.toestemmingen(lijn, 0)
    assert [(w.dossier, w.mag) for w in woord] == [(deling.dossier, False)]
    assert not zeg(balie, deling.dossier, True, ja + 2)


@pytest.mark.parametrize("verschil", [-1, 0, 1])
@pytest.mark.parametrize("wie", ["gemeente", "met"])
def test_een_nee_geldt_meteen_hoe_de_klok_ook_staat(
    balie: Uitnodiging, laptop: Uitnodiging, verschil: int, wie: str
) -> None:
    deling, hlc = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN), nu_hlc(20 * 3600)
    stuur(laptop, deling)
    assert zeg(balie, deling.dossier, True, hlc) is False
    assert zeg(laptop, deling.dossier, True, hlc)
    assert zeg(balie, deling.dossier, True, hlc + 5)
    assert zeg(balie if wie == "gemeente" else laptop, deling.dossier, False, hlc + verschil)
    assert alles(balie) == []
    # The same yes once more, and that of who it shuts out, do not undo it.
    assert not zeg(laptop, deling.dossier, True, hlc + 5)
    assert not zeg(balie, deling.dossier, True, hlc + 9)
    assert alles(balie) == []


def test_na_een_nee_telt_een_later_ja_van_wie_het_dossier_is(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling, hlc = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN), nu_hlc()
    stuur(laptop, deling)
    zeg(laptop, deling.dossier, True, hlc)
    zeg(laptop, deling.dossier, False, hlc + 2)
    assert not zeg(laptop, deling.dossier, True, hlc + 2)
    assert zeg(laptop, deling.dossier, True, hlc + 3)
    assert alles(balie) == [deling]
    # The no that this yes came after, sent once more, is no new one.
    assert zeg(laptop, deling.dossier, False, hlc + 2)
    assert alles(balie) == [deling]
    assert zeg(laptop, deling.dossier, False, hlc + 1)
    assert alles(balie) == []


def test_wie_besloot_ziet_het_na_een_nee_en_maakt_er_geen_ja_van(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling, brief, hlc = gedeeld_en_beslist(balie, laptop)
    assert beslis(balie, deling.dossier, brief.hlc)
    assert zeg(laptop, deling.dossier, False, hlc + 5)
    assert not zeg(balie, deling.dossier, True, hlc + 6)
    assert alles(balie) == [deling, brief]
    with aan(balie) as lijn:
        assert [woord.mag for woord in dossierstand.toestemmingen(lijn, 0)] == [False]


def gedeeld_en_beslist(balie: Uitnodiging, laptop: Uitnodiging) -> tuple[Deling, Deling, int]:
    """Let MET share a dossier and the gemeente write a letter in it; return both and when."""
    hlc = nu_hlc()
    deling = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN, hlc=hlc)
    stuur(laptop, deling)
    zeg(laptop, deling.dossier, True, hlc)
    brief = Schrijver(balie).schrijf(deling.dossier, hlc=hlc + 2, soort="stuk")
    stuur(balie, brief, eigenaar="met")
    return deling, brief, hlc


def test_wat_de_gemeente_besloot_blijft_na_een_nee_en_staat_in_het_log(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling, brief, hlc = gedeeld_en_beslist(balie, laptop)
    assert not beslis(balie, deling.dossier, hlc + 1)
    assert beslis(balie, deling.dossier, hlc + 2)
    zeg(laptop, deling.dossier, False, hlc + 3)
    assert alles(balie) == [deling, brief]
    with aan(balie) as lijn:
        assert lijn.vraag("SELECT wat, dossier::text FROM app.ingreep") == [
            ("dossier beslist", deling.dossier)
        ]


@pytest.mark.parametrize(("nee", "ziet"), [(3, True), (1, False)])
def test_een_besluit_dat_later_aankomt_telt_als_het_voor_het_nee_was(
    balie: Uitnodiging, laptop: Uitnodiging, nee: int, ziet: bool
) -> None:
    deling, brief, hlc = gedeeld_en_beslist(balie, laptop)
    zeg(laptop, deling.dossier, False, hlc + nee)
    assert beslis(balie, deling.dossier, hlc + 2) == ziet
    with aan(balie) as lijn:
        assert dossierstand.zet_beslisten(lijn, [deling.dossier, nieuw_dossier()]) == {deling.dossier: ziet}
    assert alles(balie) == ([deling, brief] if ziet else [brief])


def test_zonder_brief_van_ervoor_is_niets_besloten(balie: Uitnodiging, laptop: Uitnodiging) -> None:
    deling, hlc = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN, soort="stuk"), nu_hlc()
    stuur(laptop, deling)
    zeg(laptop, deling.dossier, True, hlc)
    zeg(laptop, deling.dossier, False, hlc + 2)
    assert not beslis(balie, deling.dossier, 1)
    assert not beslis(balie, deling.dossier, hlc + 1)
    assert alles(balie) == []


def test_met_beslist_nooit(balie: Uitnodiging, laptop: Uitnodiging) -> None:
    schrijver, hlc = Schrijver(balie), nu_hlc()
    deling = schrijver.schrijf(nieuw_dossier(), aan=SAMEN, hlc=hlc)
    stuur(balie, deling)
    zeg(balie, deling.dossier, True, hlc)
    brief = Schrijver(laptop).schrijf(deling.dossier, hlc=hlc + 1, soort="stuk")
    stuur(laptop, brief, eigenaar="gemeente")
    assert not beslis(laptop, deling.dossier, hlc + 1)
    zeg(balie, deling.dossier, False, hlc + 2)
    assert alles(laptop) == [brief]


def test_wie_er_eerst_is_heeft_het_dossier_van_een_ander_nog_niet(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    # MET got it on a stick, and is at the server before the gemeente whose it is.
    van, ja = nieuw_dossier(), nu_hlc()
    begin = Schrijver(balie).schrijf(van, aan=SAMEN)
    later = Schrijver(laptop).schrijf(van, aan=SAMEN)
    stuur(laptop, later, eigenaar="gemeente")
    stuur(balie, begin, eigenaar="gemeente")
    zeg(balie, van, True, ja)
    assert alles(balie) == alles(laptop) == [later, begin]
    zeg(balie, van, False, ja + 1)
    assert alles(laptop) == [later]
    assert alles(balie) == [later, begin]


def test_een_dossier_is_weg_te_geven_maar_niet_te_nemen(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    van, schrijver = nieuw_dossier(), Schrijver(balie)
    stuur(balie, schrijver.schrijf(van))
    stuur(laptop, Schrijver(laptop).schrijf(van, hlc=1), eigenaar="met")
    assert centrale.als_eigenaar("SELECT organisatie FROM app.dossier") == [("gemeente",)]
    stuur(balie, schrijver.schrijf(van), eigenaar="met")
    assert centrale.als_eigenaar("SELECT organisatie FROM app.dossier") == [("met",)]


def test_een_ja_opent_wat_achter_de_cursor_ligt(balie: Uitnodiging, laptop: Uitnodiging) -> None:
    schrijver, van = Schrijver(laptop), nieuw_dossier()
    vroeg = schrijver.schrijf(van, aan=SAMEN)
    stuur(laptop, vroeg)
    stuur(balie, Schrijver(balie).schrijf(nieuw_dossier()))
    with aan(balie) as lijn:
        cursor = [nr for portie in delingen.haal(lijn, 0, 0) for nr, _ in portie][-1]
    zeg(laptop, van, True, nu_hlc())
    with aan(balie) as lijn:
        assert list(delingen.haal(lijn, cursor, 9)) == []
        (open_,) = [w.dossier for w in dossierstand.toestemmingen(lijn, 0) if w.mag]
        assert [d for portie in delingen.haal_dossiers(lijn, [open_]) for _, d in portie] == [vroeg]


def test_wat_de_ander_schrijft_ziet_de_eigenaar_ook_na_een_nee(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    eerste, hlc = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN), nu_hlc()
    stuur(laptop, eerste)
    zeg(laptop, eerste.dossier, True, hlc)
    antwoord = Schrijver(balie).schrijf(eerste.dossier, aan=SAMEN)
    stuur(balie, antwoord)
    zeg(laptop, eerste.dossier, False, hlc + 1)
    assert alles(laptop) == [eerste, antwoord]
    assert alles(balie) == [antwoord]


def test_vernietigd_is_weg_en_komt_niet_terug(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    schrijver = Schrijver(laptop)
    deling, ander = schrijver.schrijf(nieuw_dossier(), aan=SAMEN), schrijver.schrijf(nieuw_dossier())
    stuur(laptop, deling, ander)
    assert vernietig(laptop, deling.dossier)
    assert vernietig(laptop, deling.dossier)
    stuur(laptop, deling, schrijver.schrijf(deling.dossier))
    assert alles(laptop) == [ander]
    assert centrale.als_eigenaar("SELECT count(*) FROM app.deling") == [(1,)]
    with aan(balie) as lijn:
        assert dossierstand.vernietigd(lijn, 0) == []
    with aan(laptop) as lijn:
        assert [dossier for _, dossier in dossierstand.vernietigd(lijn, 0)] == [deling.dossier]
        assert delingen.tot_nr(lijn) == 3


@pytest.mark.parametrize("beslist", [True, False])
def test_vernietigen_laat_staan_wat_een_ander_heeft(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging, beslist: bool
) -> None:
    deling, brief, hlc = gedeeld_en_beslist(balie, laptop)
    if beslist:
        beslis(balie, deling.dossier, brief.hlc)
        zeg(laptop, deling.dossier, False, hlc + 5)
    assert vernietig(laptop, deling.dossier)
    assert alles(laptop) == []
    assert alles(balie) == [deling, brief]
    with aan(balie) as lijn:
        assert dossierstand.vernietigd(lijn, 0) == []
    assert vernietig(balie, deling.dossier)
    assert centrale.als_eigenaar("SELECT count(*) FROM app.deling") == [(0,)]
    assert centrale.als_eigenaar("SELECT count(*) FROM app.toestemming") == [(0,)]


def test_wat_een_ander_vertelde_blijft_ook_na_een_nee(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling, brief, hlc = gedeeld_en_beslist(balie, laptop)
    zeg(laptop, deling.dossier, False, hlc + 1)
    assert vernietig(laptop, deling.dossier)
    assert alles(balie) == [brief]
    assert centrale.als_eigenaar("SELECT count(*) FROM app.deling") == [(1,)]
    assert vernietig(balie, deling.dossier)
    assert centrale.als_eigenaar("SELECT count(*) FROM app.dossier") == [(0,)]


def test_wie_de_beurt_heeft_houdt_wat_hij_kan_lezen(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling, hlc = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN), nu_hlc()
    stuur(laptop, deling)
    zeg(laptop, deling.dossier, True, hlc)
    with aan(laptop) as lijn:
        beurten.geef_beurt(lijn, deling.dossier, 1, balie.apparaat)
    zeg(laptop, deling.dossier, False, hlc + 1)
    assert vernietig(laptop, deling.dossier)
    assert centrale.als_eigenaar("SELECT count(*) FROM app.deling") == [(1,)]


def test_legen_raakt_alleen_wat_de_eigen_organisatie_vertelde(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling, brief, _ = gedeeld_en_beslist(balie, laptop)
    with aan(balie) as lijn:
        assert dossierstand.leeg(lijn, deling.dossier, 0, 0)
        assert alles(balie) == [deling, brief]
        assert dossierstand.leeg(lijn, deling.dossier, 99, brief.nr)
    assert [(d.id, d.inhoud) for d in alles(balie)] == [(brief.id, b"")]
    assert [d.inhoud for d in alles(laptop)] == [deling.inhoud]
    with aan(laptop) as lijn:
        wat = lijn.vraag("SELECT DISTINCT wat, organisatie FROM app.ingreep")
    assert wat == [("dossier opgeschoond", "gemeente")]


def test_van_een_dossier_van_de_ander_is_met_een_nee_niets_te_vernietigen(
    balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    deling = Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN)
    stuur(laptop, deling)
    assert not vernietig(balie, deling.dossier)
    assert alles(laptop) == [deling]
