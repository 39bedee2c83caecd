"""Each role by logging in as it: what it may, and everything that it may not."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from consulent_app.fouten import OmgevingsFout
from consulent_app.uitwisseling.centraal import (
    beurten,
    delingen,
    dossierstand,
    opzetten,
    storing,
    werkplekken,
)
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server, verbonden
from tests.certificaten import Gezag
from tests.postgres import Proefserver
from tests.uitwisseling.centraal.proef import (
    BEHEERWOORD,
    SAMEN,
    Centrale,
    Schrijver,
    aan,
    alles,
    nieuw_dossier,
    nu_hlc,
    stuur,
)

TABELLEN = (
    "server", "migratie", "organisatie", "werkplek", "teamleider", "ingreep", "volgorde", "deling",
    "dossier", "toestemming", "beslist", "vernietigd", "beurt", "vraag_om_beurt", "opgeruimd", "telfeit",
    "telreden", "telstap",
)  # fmt: skip
LEZEN = (
    "organisatie", "ingreep", "deling", "toestemming", "beslist", "vernietigd", "beurt", "vraag_om_beurt",
    "telfeit", "telreden", "telstap",
)  # fmt: skip
TELLINGEN = ("telfeit", "telreden", "telstap")
SOORTEN = ("werkplek", "teamleider")
MEER = (
    "SET ROLE consulent_eigenaar",
    "SET ROLE beheerder",
    "SET SESSION AUTHORIZATION beheerder",
    "CREATE TEMP TABLE t (a int)",
    "CREATE TABLE public.t (a int)",
    "CREATE TABLE app.t (a int)",
    "CREATE SCHEMA eigen",
    "CREATE ROLE nog_een",
    "SELECT nextval('app.wijziging')",
    "SELECT app.op_volgorde()",
    "SELECT app.nieuw_nr()",
    "SELECT app.meld_ingreep('dossier vernietigd', NULL, NULL)",
    "SELECT app.voeg_beurt_toe(gen_random_uuid(), 1, NULL, true)",
    "SELECT app.ruim_op(gen_random_uuid())",
    "SELECT app.houders(gen_random_uuid())",
    "SELECT loginrol FROM app.werkplek",
    "SELECT toegelaten FROM app.werkplek",
    "SELECT * FROM pg_authid",
    "COPY app.werkplek TO PROGRAM 'cat'",
)


def geweigerd(plek: Uitnodiging, *opdrachten: str) -> list[str]:
    """Return which of these the server itself refuses, for want of a right."""
    gevonden = []
    with verbonden(plek.server) as verbinding:
        for opdracht in opdrachten:
            try:
                verbinding.execute(opdracht)
            except errors.InsufficientPrivilege:
                gevonden.append(opdracht)
    return gevonden


@pytest.fixture(scope="module")
def vast(proef: Proefserver, gezag: Gezag) -> Centrale:
    """One server for what nobody can change anyway, with a dossier of the gemeente in it."""
    beheer = Server("127.0.0.1", proef.poort, "proef_rollen", "beheerder", BEHEERWOORD, gezag.pem)
    opzetten.zet_op(beheer)
    return Centrale(proef, gezag, beheer)


@pytest.fixture(scope="module")
def accounts(vast: Centrale) -> dict[str, Uitnodiging]:
    balie = vast.werkplek("gemeente")
    stuur(balie, Schrijver(balie).schrijf(nieuw_dossier()))
    return {"werkplek": balie, "teamleider": vast.teamleider("gemeente")}


def test_de_lijst_met_tabellen_is_die_van_de_server(centrale: Centrale) -> None:
    rijen = centrale.als_eigenaar("SELECT tablename FROM pg_tables WHERE schemaname = 'app'")
    assert {naam for (naam,) in rijen} == set(TABELLEN)


def test_elke_tabel_dwingt_zijn_regels_ook_bij_de_eigenaar_af(centrale: Centrale) -> None:
    rijen = centrale.als_eigenaar(
        "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' "
        "AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert rijen == []


def test_elke_functie_met_rechten_van_de_eigenaar_zoekt_alleen_waar_zij_hoort(centrale: Centrale) -> None:
    rijen = centrale.als_eigenaar(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'app'::regnamespace "
        "AND NOT coalesce('search_path=\"\"' = ANY (proconfig), false)"
    )
    assert rijen == []


@pytest.mark.parametrize("soort", SOORTEN)
def test_niemand_wijzigt_of_verwijdert_een_rij(
    vast: Centrale, accounts: dict[str, Uitnodiging], soort: str
) -> None:
    kolommen = vast.als_eigenaar(
        "SELECT relname, attname FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid "
        "WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND attnum > 0 AND attgenerated = ''"
    )
    opdrachten = [f"UPDATE app.{tabel} SET {kolom} = DEFAULT" for tabel, kolom in kolommen]
    for tabel in TABELLEN:
        opdrachten += [
            f"DELETE FROM app.{tabel}",
            f"TRUNCATE app.{tabel} CASCADE",
            f"DROP TABLE app.{tabel}",
            f"ALTER TABLE app.{tabel} DISABLE ROW LEVEL SECURITY",
            f"DO $$ BEGIN LOCK TABLE app.{tabel} IN EXCLUSIVE MODE; END $$",
        ]
    assert len(opdrachten) > 150
    assert geweigerd(accounts[soort], *opdrachten) == opdrachten


@pytest.mark.parametrize(("soort", "mag"), [("werkplek", LEZEN), ("teamleider", TELLINGEN)])
def test_wie_welke_tabel_leest(accounts: dict[str, Uitnodiging], soort: str, mag: tuple[str, ...]) -> None:
    lezen = [f"SELECT * FROM app.{tabel}" for tabel in TABELLEN]
    tellen = [f"SELECT count(*) FROM app.{tabel}" for tabel in TABELLEN]
    assert geweigerd(accounts[soort], *lezen) == [
        f"SELECT * FROM app.{t}" for t in TABELLEN if t not in mag
    ]
    # Of workplaces some columns may be read, and so they may be counted.
    telbaar = {*mag, "werkplek"} if soort == "werkplek" else set(mag)
    dicht = [f"SELECT count(*) FROM app.{t}" for t in TABELLEN if t not in telbaar]
    assert geweigerd(accounts[soort], *tellen) == dicht


@pytest.mark.parametrize("soort", SOORTEN)
def test_buiten_de_eigen_kolommen_komt_er_geen_rij_bij(
    accounts: dict[str, Uitnodiging], soort: str
) -> None:
    erbij = [f"INSERT INTO app.{tabel} DEFAULT VALUES" for tabel in TABELLEN]
    assert geweigerd(accounts[soort], *erbij) == erbij


def test_een_teamleider_doet_niets_met_dossiers(accounts: dict[str, Uitnodiging]) -> None:
    van = nieuw_dossier()
    opdrachten = [
        f"SELECT app.{functie}"
        for functie in (
            f"zet_toestemming('{van}', true, 1)", f"zet_beslist('{van}', 1)", f"vernietig('{van}')",
            f"neem_beurt('{van}', 1)", f"geef_beurt('{van}', 1, NULL)", f"pak_beurt_af('{van}', 1)",
            f"vraag_beurt('{van}')", "meld_werkplek('x')", "publiceer_sleutel('x', 'x')",
            "laat_toe('x', 'x')", "tot_nr()", "tel_tot()",
        )
    ]  # fmt: skip
    opdrachten.append("SELECT * FROM app.zicht")
    assert geweigerd(accounts["teamleider"], *opdrachten) == opdrachten


@pytest.mark.parametrize("soort", SOORTEN)
def test_niemand_wordt_meer_dan_hij_is(accounts: dict[str, Uitnodiging], soort: str) -> None:
    assert geweigerd(accounts[soort], *MEER) == list(MEER)


@pytest.mark.parametrize("soort", SOORTEN)
def test_niemand_laat_iets_achter_naast_de_tabellen(proef: Proefserver, soort: str) -> None:
    # Only a superuser can close these.
    beheer = Server(str(proef.map_), proef.poort, f"proef_super_{soort}", "proef", "")
    opzetten.zet_op(beheer)
    maak = opzetten.maak_werkplek if soort == "werkplek" else opzetten.maak_teamleider
    groot = (
        "SELECT lo_create(0)",
        "SELECT lo_creat(1)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_put(1, 0, 'x')",
        "SELECT lo_get(1)",
        "SELECT lo_open(1, 1)",
        "SELECT loread(1, 1)",
        "SELECT lowrite(1, 'x')",
    )
    assert geweigerd(maak(beheer, "gemeente", "Plek"), *groot) == list(groot)


def test_regels_uitzetten_geeft_een_weigering_en_geen_rijen(centrale: Centrale) -> None:
    balie = centrale.werkplek("gemeente")
    with verbonden(balie.server) as verbinding:
        verbinding.execute("SET row_security = off")
        with pytest.raises(errors.InsufficientPrivilege):
            verbinding.execute("SELECT * FROM app.deling")


def test_een_andere_rol_aannemen_laat_niet_meer_zien(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    stuur(laptop, Schrijver(laptop).schrijf(nieuw_dossier(), aan=SAMEN))
    with verbonden(balie.server) as verbinding:
        verbinding.execute("SET ROLE consulent_werkplek")
        assert verbinding.execute("SELECT count(*) FROM app.deling").fetchone() == (0,)
    assert alles(balie) == []


@pytest.mark.parametrize("veld", ["apparaat", "organisatie"])
def test_schrijven_onder_een_andere_naam_wordt_geweigerd(
    balie: Uitnodiging, laptop: Uitnodiging, veld: str
) -> None:
    ander = Uitnodiging(
        balie.server,
        "met" if veld == "organisatie" else "gemeente",
        "Plek",
        laptop.apparaat if veld == "apparaat" else balie.apparaat,
    )
    with pytest.raises(OmgevingsFout, match="weigert dit van deze werkplek"):
        stuur(balie, Schrijver(ander).schrijf(nieuw_dossier()))


def test_nummer_en_ontvangst_zijn_van_de_server(accounts: dict[str, Uitnodiging]) -> None:
    zelf = (
        "INSERT INTO app.deling (nr) OVERRIDING SYSTEM VALUE VALUES (1)",
        "INSERT INTO app.deling (ontvangen) VALUES (now())",
    )
    assert geweigerd(accounts["werkplek"], *zelf) == list(zelf)


def test_met_het_id_van_de_ander_houdt_niemand_hem_tegen(balie: Uitnodiging, laptop: Uitnodiging) -> None:
    van_met = Schrijver(laptop).schrijf(nieuw_dossier())
    eigen = Schrijver(balie).schrijf(nieuw_dossier())
    with aan(balie) as lijn:
        lijn.doe(
            "INSERT INTO app.deling (id, dossier, apparaat, apparaat_nr, hlc, soort, organisatie, "
            "eigenaar, zegels, inhoud, vorige, hash) "
            "VALUES (%s, %s, %s, 1, 1, 'cellen', 'gemeente', 'gemeente', '{}', '', %s, %s)",
            [van_met.id, eigen.dossier, balie.apparaat, eigen.vorige, eigen.hash],
        )
    assert stuur(laptop, van_met) == 1
    assert alles(laptop) == [van_met]


def test_een_geblokkeerde_werkplek_komt_er_niet_in_en_ziet_ook_in_een_open_lijn_niets_meer(
    centrale: Centrale, balie: Uitnodiging
) -> None:
    stuur(balie, Schrijver(balie).schrijf(nieuw_dossier()))
    with aan(balie) as lijn:
        assert len(lijn.vraag("SELECT nr FROM app.deling")) == 1
        opzetten.blokkeer_werkplek(centrale.beheer, balie.nummer)
        assert lijn.vraag("SELECT nr FROM app.deling") == []
        assert werkplekken.werkplekken(lijn) == []
    with pytest.raises(OmgevingsFout) as fout:
        alles(balie)
    assert str(fout.value) == storing.GEEN_TOEGANG


def test_wie_niet_is_toegelaten_doet_niets_met_dossiers(centrale: Centrale, balie: Uitnodiging) -> None:
    gast, deling = centrale.gast("gemeente"), Schrijver(balie).schrijf(nieuw_dossier(), aan=SAMEN)
    stuur(balie, deling)
    van = deling.dossier
    with aan(balie) as lijn:
        dossierstand.zet_toestemming(lijn, van, False, nu_hlc())
    with aan(gast) as lijn:
        assert lijn.wie.organisatie == "gemeente"
        assert [plek.naam for plek in werkplekken.werkplekken(lijn)] == ["Balie 1", "Plek"]
        for tabel in LEZEN:
            if tabel != "organisatie":
                assert lijn.vraag(f"SELECT * FROM app.{tabel}") == []
        assert not dossierstand.zet_toestemming(lijn, van, True, nu_hlc(1))
        assert not dossierstand.vernietig(lijn, van)
        assert not dossierstand.leeg(lijn, van, 99, 99)
        assert beurten.pak_beurt_af(lijn, van, 1).ronde == 0
        assert not beurten.vraag_beurt(lijn, van)
        with pytest.raises(OmgevingsFout, match="weigert dit van deze werkplek"):
            delingen.stuur(lijn, [Schrijver(gast).schrijf(van)], {})
    assert alles(balie) == [deling]


def test_wie_geen_werkplek_is_komt_er_niet_in(centrale: Centrale) -> None:
    centrale.als_eigenaar("CREATE ROLE zomaar LOGIN PASSWORD 'x'")
    try:
        waar = centrale.proef.als_proef.replace("user=proef", "user=zomaar")
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(waar.replace("dbname=postgres", f"dbname={centrale.beheer.database}"))
    finally:
        centrale.als_eigenaar("DROP ROLE zomaar")


def test_sleutels_worden_een_keer_gezet_en_binnen_laten_kan_alleen_wie_binnen_is(
    centrale: Centrale,
) -> None:
    balie, laptop = centrale.gast("gemeente", "Balie 1"), centrale.gast("met", "Laptop 1")
    tweede = centrale.gast("gemeente", "Balie 2")
    with aan(balie) as een, aan(tweede) as twee, aan(laptop) as van_met:
        assert werkplekken.meld_werkplek(twee, b"2" * 32)
        assert not werkplekken.meld_werkplek(twee, b"3" * 32)
        assert not werkplekken.laat_toe(een, tweede.apparaat, b"z" * 80)
        assert werkplekken.publiceer_sleutel(een, b"o" * 32, b"e" * 80)
        assert not werkplekken.publiceer_sleutel(twee, b"p" * 32, b"e" * 80)
        assert not werkplekken.laat_toe(van_met, tweede.apparaat, b"z" * 80)
        assert werkplekken.laat_toe(een, tweede.apparaat, b"z" * 80)
        assert not werkplekken.laat_toe(een, tweede.apparaat, b"y" * 80)
        assert werkplekken.sleutels(van_met) == {"gemeente": b"o" * 32}
        assert [(p.nummer, p.naam, p.is_binnen) for p in werkplekken.werkplekken(van_met)] == [
            (1, "Balie 1", True), (2, "Laptop 1", False), (3, "Balie 2", True)
        ]  # fmt: skip
    with aan(tweede) as lijn:
        assert lijn.wie.zegel == b"z" * 80
        wat = lijn.vraag("SELECT wat, werkplek FROM app.ingreep ORDER BY nr")
        assert wat == [("sleutel gepubliceerd", None), ("werkplek toegelaten", tweede.apparaat)]
    with aan(laptop) as lijn:
        assert lijn.vraag("SELECT * FROM app.ingreep") == []


def test_de_klok_van_een_ander_mag_hooguit_een_dag_voorlopen(balie: Uitnodiging) -> None:
    schrijver, van = Schrijver(balie), nieuw_dossier()
    stuur(balie, schrijver.schrijf(van, hlc=nu_hlc(23 * 3600)))
    with pytest.raises(OmgevingsFout) as fout:
        stuur(balie, schrijver.schrijf(van, hlc=nu_hlc(25 * 3600)))
    assert str(fout.value) == storing.KLOK
    assert len(alles(balie)) == 1
