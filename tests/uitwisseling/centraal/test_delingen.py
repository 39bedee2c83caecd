"""Delingen over the line: each once, none skipped, whatever is cut, sent twice or written at once."""

from __future__ import annotations

import random
import threading
import traceback
from dataclasses import replace

import pytest

from consulent_app.delen.deling import klopt
from consulent_app.fouten import OmgevingsFout
from consulent_app.uitwisseling.centraal import delingen, storing
from consulent_app.uitwisseling.centraal.lijn import Lijn
from consulent_app.uitwisseling.centraal.storing import Kloon, Verbroken
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from tests.uitwisseling.centraal.lek import lek
from tests.uitwisseling.centraal.proef import (
    Centrale,
    Schrijver,
    aan,
    alles,
    nieuw_dossier,
    nu_hlc,
    stuur,
    via,
)


def test_wat_er_heen_gaat_komt_er_precies_zo_uit(centrale: Centrale, balie: Uitnodiging) -> None:
    gestuurd = Schrijver(balie).reeks(500, 700)
    assert stuur(balie, *gestuurd) == 500
    gehaald = alles(centrale.werkplek("gemeente"))
    assert gehaald == gestuurd
    assert all(klopt(deling) for deling in gehaald)


def test_twee_keer_sturen_is_een_keer(balie: Uitnodiging) -> None:
    gestuurd = Schrijver(balie).reeks(60)
    assert stuur(balie, *gestuurd[:40]) == 40
    assert stuur(balie, *gestuurd) == 20
    assert stuur(balie, *gestuurd) == 0
    assert alles(balie) == gestuurd
    with aan(balie) as lijn:
        assert delingen.tot_nr(lijn) == 60


def test_de_volgende_keer_komt_alleen_wat_nieuw_is(centrale: Centrale, balie: Uitnodiging) -> None:
    tweede, schrijver = centrale.werkplek("gemeente"), Schrijver(balie)
    eigen, eerst, later = Schrijver(tweede).reeks(5), schrijver.reeks(5), schrijver.reeks(5)
    stuur(balie, *eerst)
    stuur(tweede, *eigen)
    with aan(tweede) as lijn:
        (portie,) = delingen.haal(lijn, 0, 3)
        assert [deling for _, deling in portie] == [*eerst, *eigen[3:]]
        cursor = portie[-1][0]
        assert list(delingen.haal(lijn, cursor, 5)) == []
        stuur(balie, *later)
        assert [deling for portie in delingen.haal(lijn, cursor, 5) for _, deling in portie] == later


def test_porties_blijven_klein_en_een_grote_deling_gaat_alleen(balie: Uitnodiging) -> None:
    schrijver, van = Schrijver(balie), nieuw_dossier()
    groot = schrijver.schrijf(van, omvang=3_000_000)
    klein = [schrijver.schrijf(van, omvang=5_000) for _ in range(40)]
    stuur(balie, groot, *klein)
    with aan(balie) as lijn:
        porties = list(delingen.haal(lijn, 0, 0, 50_000))
    assert [deling for portie in porties for _, deling in portie] == [groot, *klein]
    assert len(porties[0]) == 1
    assert max(sum(len(d.inhoud) for _, d in portie) for portie in porties[1:]) <= 55_000


def test_een_kopie_van_een_computer_valt_op_en_overschrijft_niets(balie: Uitnodiging) -> None:
    echt, kopie = Schrijver(balie), Schrijver(balie)
    gestuurd = echt.reeks(5)
    stuur(balie, *gestuurd)
    with pytest.raises(Kloon, match="kopie van een andere computer"):
        stuur(balie, *kopie.reeks(7))
    assert alles(balie) == gestuurd


def test_een_rij_die_bij_de_server_is_veranderd_valt_op(centrale: Centrale, balie: Uitnodiging) -> None:
    gestuurd = Schrijver(balie).reeks(6)
    stuur(balie, *gestuurd)
    centrale.als_eigenaar("UPDATE app.deling SET inhoud = 'x' WHERE apparaat_nr = 2")
    centrale.als_eigenaar("UPDATE app.deling SET zegels = '{}' WHERE apparaat_nr = 4")
    centrale.als_eigenaar("UPDATE app.deling SET hlc = hlc + 1 WHERE apparaat_nr = 6")
    assert [klopt(deling) for deling in alles(balie)] == [True, False, True, False, True, False]


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("soort", "anders"), ("vorige", "x"), ("hash", ""), ("inhoud", bytes(33_554_433)), ("nr", 0)],
)
def test_wat_niet_past_wordt_geweigerd(balie: Uitnodiging, veld: str, waarde: object) -> None:
    deling = replace(Schrijver(balie).schrijf(nieuw_dossier()), **{veld: waarde})
    with pytest.raises(OmgevingsFout) as fout:
        stuur(balie, deling)
    assert str(fout.value) == storing.TE_GROOT
    assert alles(balie) == []


def test_van_32_megabyte_past_het_wel(balie: Uitnodiging) -> None:
    deling = Schrijver(balie).schrijf(nieuw_dossier(), omvang=33_554_432)
    stuur(balie, deling)
    assert alles(balie) == [deling]


def test_wie_leest_terwijl_zes_schrijven_mist_niets(centrale: Centrale) -> None:
    lezer, plekken = centrale.werkplek("gemeente"), [centrale.werkplek("gemeente") for _ in range(6)]
    gelezen: list[str] = []
    klaar = threading.Event()

    def schrijf(plek: Uitnodiging) -> None:
        schrijver = Schrijver(plek)
        with aan(plek) as lijn:
            for _ in range(40):
                delingen.stuur(lijn, schrijver.reeks(random.Random(schrijver.nr).randint(1, 12)), {})

    def lees() -> None:
        cursor = 0
        with aan(lezer) as lijn:
            while True:
                laatste = klaar.is_set()
                for portie in delingen.haal(lijn, cursor, 0):
                    gelezen.extend(deling.id for _, deling in portie)
                    cursor = portie[-1][0]
                if laatste:
                    return

    lezen = threading.Thread(target=lees)
    schrijven = [threading.Thread(target=schrijf, args=[plek]) for plek in plekken]
    for draad in [lezen, *schrijven]:
        draad.start()
    for draad in schrijven:
        draad.join()
    klaar.set()
    lezen.join()
    er_zijn = centrale.als_eigenaar("SELECT id::text FROM app.deling ORDER BY nr")
    assert gelezen == [id_ for (id_,) in er_zijn]
    assert len(gelezen) > 1000


@pytest.mark.parametrize("zaad", range(4))
def test_een_lijn_die_steeds_wordt_doorgeknipt_komt_er_toch(
    centrale: Centrale, balie: Uitnodiging, zaad: int
) -> None:
    lukraak = random.Random(zaad)
    # Logging in alone takes some 6 kB; at most half of the largest portions comes over whole.
    knippen = [lukraak.randint(0, 120_000) for _ in range(400)]
    gestuurd, gehaald, cursor = Schrijver(balie).reeks(300, 2_000), [], 0
    lezer, verbroken, klaar = centrale.werkplek("gemeente"), 0, False
    with lek(centrale.proef.poort, *knippen) as lijn_:
        while not klaar or len(gehaald) < len(gestuurd):
            try:
                with aan(via(balie, lijn_.poort)) as lijn:
                    delingen.stuur(lijn, gestuurd[delingen.tot_nr(lijn) :], {})
                    klaar = True
                with aan(via(lezer, lijn_.poort)) as lijn:
                    for portie in delingen.haal(lijn, cursor, 0):
                        gehaald += [deling for _, deling in portie]
                        cursor = portie[-1][0]
            except OmgevingsFout:
                verbroken += 1
    assert verbroken > 5
    assert gehaald == gestuurd


def test_een_lijn_die_stilvalt_wordt_opgegeven(centrale: Centrale, balie: Uitnodiging) -> None:
    gestuurd = Schrijver(balie).reeks(50, 2_000)
    with lek(centrale.proef.poort, 30_000, stil=True) as stil, aan(via(balie, stil.poort)) as open_:
        ongeduldig = Lijn(open_.verbinding, open_.wie, geduld=0.5)
        with pytest.raises(Verbroken) as fout:
            delingen.stuur(ongeduldig, gestuurd, {})
    assert str(fout.value) == storing.TE_LANG
    stuur(balie, *gestuurd)
    assert alles(balie) == gestuurd


def test_een_server_die_omvalt_kost_niets(centrale: Centrale, balie: Uitnodiging) -> None:
    gestuurd = Schrijver(balie).reeks(30)
    with aan(balie) as lijn:
        delingen.stuur(lijn, gestuurd[:10], {})
        centrale.als_eigenaar(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
            [balie.server.loginrol],
        )
        with pytest.raises(Verbroken):
            delingen.stuur(lijn, gestuurd[10:], {})
    assert stuur(balie, *gestuurd) == 20
    assert alles(balie) == gestuurd


def test_wie_blijft_hangen_houdt_de_anderen_niet_op(centrale: Centrale, balie: Uitnodiging) -> None:
    tweede = centrale.werkplek("gemeente")
    with aan(balie) as hangt, aan(tweede) as lijn:
        hangt.doe("SET idle_in_transaction_session_timeout = '1s'")
        hangt.doe("BEGIN")
        delingen.stuur(hangt, Schrijver(balie).reeks(3), {})
        lijn.doe("SET lock_timeout = '200ms'")
        gestuurd = Schrijver(tweede).reeks(3)
        with pytest.raises(OmgevingsFout) as fout:
            delingen.stuur(lijn, gestuurd, {})
        assert str(fout.value) == storing.DRUK
        lijn.doe("SET lock_timeout = '20s'")
        assert delingen.stuur(lijn, gestuurd, {}) == 3
        with pytest.raises(Verbroken):
            hangt.doe("COMMIT")
    assert alles(tweede) == gestuurd


def test_de_rollen_houden_zelf_op_met_wachten(balie: Uitnodiging) -> None:
    with aan(balie) as lijn:
        tijden = lijn.vraag(
            "SELECT name, setting FROM pg_settings WHERE name IN ('lock_timeout', "
            "'idle_in_transaction_session_timeout', 'statement_timeout') ORDER BY name"
        )
    assert tijden == [
        ("idle_in_transaction_session_timeout", "30000"),
        ("lock_timeout", "30000"),
        ("statement_timeout", "600000"),
    ]


def test_uit_een_foutmelding_komt_niets_van_wat_is_gestuurd(balie: Uitnodiging) -> None:
    deling = replace(Schrijver(balie).schrijf(nieuw_dossier(), omvang=24), soort="anders")
    with pytest.raises(OmgevingsFout) as fout:
        stuur(balie, deling)
    alles_erover = "".join(traceback.format_exception(fout.value))
    assert storing.TE_GROOT in alles_erover
    assert not [deel for deel in (deling.inhoud.hex(), deling.dossier, deling.hash) if deel in alles_erover]


def test_de_kloktijd_van_de_server_komt_mee(balie: Uitnodiging) -> None:
    with aan(balie) as lijn:
        assert abs((int(lijn.wie.klok.timestamp() * 1000) << 16) - nu_hlc()) < 60_000 << 16


def test_een_server_die_midden_in_het_werk_wordt_gedood_verliest_niets(
    centrale: Centrale, balie: Uitnodiging
) -> None:
    gestuurd, fouten = Schrijver(balie).reeks(3000, 2_000), []
    begonnen = threading.Event()

    def schrijf() -> None:
        try:
            with aan(balie) as lijn:
                for vanaf in range(0, len(gestuurd), 20):
                    delingen.stuur(lijn, gestuurd[vanaf : vanaf + 20], {})
                    begonnen.set()
        except OmgevingsFout as fout:
            fouten.append(fout)

    schrijven = threading.Thread(target=schrijf)
    schrijven.start()
    begonnen.wait()
    centrale.proef.stop()
    schrijven.join()
    try:
        assert [type(fout) for fout in fouten] == [Verbroken]
        with pytest.raises(OmgevingsFout, match="niet te bereiken"):
            stuur(balie, *gestuurd)
    finally:
        centrale.proef.start()
    with aan(balie) as lijn:
        assert 0 < delingen.tot_nr(lijn) < 3000
        delingen.stuur(lijn, gestuurd[delingen.tot_nr(lijn) :], {})
    assert alles(balie) == gestuurd
