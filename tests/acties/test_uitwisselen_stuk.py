"""What can go wrong in an exchange: plain words, nothing lost, and the work goes on here."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.uitwisseling.centraal.opzetten import meld_teruggezet
from consulent_app.uitwisseling.centraal.storing import DOORWERKEN
from consulent_app.uitwisseling.centraal.verbinding import Server, verbonden
from tests.acties.centrale import laat_allen_toe, nieuwe_centrale, nieuwe_kast, wissel
from tests.acties.test_synchroniseren import allen, antwoord, document
from tests.postgres import Proefserver, proefserver, programma

Kasten = tuple[Dossierkast, Dossierkast]
WACHTWOORD = "paard accu nietje"


@pytest.fixture(scope="module")
def proef() -> Iterator[Proefserver]:
    with proefserver() as proef:
        yield proef


@pytest.fixture
def beheer(proef: Proefserver) -> Server:
    return nieuwe_centrale(proef)


@pytest.fixture
def kasten(tmp_path: Path, beheer: Server) -> Iterator[Kasten]:
    een, twee = nieuwe_kast(tmp_path / "a", beheer, "Sanne"), nieuwe_kast(tmp_path / "b", beheer, "Tineke")
    laat_allen_toe(een, twee)
    yield een, twee
    een.sluit()
    twee.sluit()


def als_beheer(beheer: Server, *opdrachten: str) -> None:
    with verbonden(beheer) as verbinding:
        for opdracht in opdrachten:
            verbinding.execute(opdracht)


def gaat_mis(kast: Dossierkast, *woorden: str) -> None:
    """Exchange, hear why not, and see that the work goes on and is all still there to be sent."""
    voor = kast.nieuw(document(spaargeld="1.00")).id
    with pytest.raises(OmgevingsFout) as fout:
        wissel(kast)
    for woord in (*woorden, DOORWERKEN):
        assert woord in str(fout.value)
    na = kast.nieuw(document(spaargeld="2.00")).id
    assert {voor, na} <= {regel.id for regel in kast.zoek("")}
    assert kast.delen.stand().te_vertellen + kast.delen.stand().te_sturen >= 2


def komt_over(een: Dossierkast, twee: Dossierkast) -> None:
    allen(een, twee)
    assert {regel.id for regel in een.zoek("")} == {regel.id for regel in twee.zoek("")}
    assert een.delen.stand().te_vertellen == een.delen.stand().te_sturen == 0


@pytest.mark.parametrize(
    ("anders", "woord"),
    [
        ({"host": "127.0.0.1", "poort": 1}, "niet te bereiken"),
        ({"host": "nergens.invalid"}, "adres"),
        ({"host": "127.0.0.1", "wachtwoord": "verkeerd"}, "laat deze werkplek niet binnen"),
        ({"database": "weg"}, "staat de centrale database niet"),
    ],
)
def test_niet_binnen(kasten: Kasten, anders: dict[str, Any], woord: str) -> None:
    een, twee = kasten
    assert een.delen.centrale is not None
    goed = Server(**een.delen.centrale.server)
    een.delen.zet_centrale(asdict(replace(goed, **anders)))
    gaat_mis(een, woord)
    een.delen.zet_centrale(asdict(goed))
    komt_over(een, twee)


@pytest.mark.parametrize(
    ("zet", "terug", "woord"),
    [
        ("vraagt = 999", "vraagt = 1", "Installeer de nieuwste versie"),
        ("versie = 1", "versie = (SELECT max(nummer) FROM app.migratie)", "nog niet bijgewerkt"),
    ],
)
def test_een_andere_versie(kasten: Kasten, beheer: Server, zet: str, terug: str, woord: str) -> None:
    als_beheer(beheer, f"UPDATE app.server SET {zet}")
    gaat_mis(kasten[0], woord)
    als_beheer(beheer, f"UPDATE app.server SET {terug}")
    komt_over(*kasten)


def test_de_schijf_van_de_server_is_vol(kasten: Kasten, beheer: Server) -> None:
    als_beheer(
        beheer,
        "CREATE FUNCTION app.vol() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END$$",
        "GRANT EXECUTE ON FUNCTION app.vol() TO PUBLIC",
        "CREATE TRIGGER vol BEFORE INSERT ON app.deling FOR EACH ROW EXECUTE FUNCTION app.vol()",
    )
    gaat_mis(kasten[0], "schijf van de centrale server is vol")
    als_beheer(beheer, "DROP TRIGGER vol ON app.deling")
    komt_over(*kasten)


def test_de_eigen_schijf_is_vol(kasten: Kasten) -> None:
    een, twee = kasten
    for _ in range(30):
        een.nieuw(document())
    wissel(een)
    with twee._verbindingen.lezen() as database:
        bladen = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {bladen + 2}")
    with pytest.raises(OmgevingsFout, match="vol"):
        wissel(twee)
    with twee._verbindingen.lezen() as database:
        database.execute("PRAGMA max_page_count = 4294967294")
    komt_over(een, twee)


def test_een_rij_is_bij_de_server_veranderd(kasten: Kasten, beheer: Server) -> None:
    een, twee = kasten
    geraakt, heel = een.nieuw(document(spaargeld="1.00")).id, een.nieuw(document(spaargeld="2.00")).id
    wissel(een)
    als_beheer(
        beheer,
        "CREATE TABLE public.bewaard AS SELECT id, inhoud FROM app.deling",
        f"UPDATE app.deling SET inhoud = inhoud || 'x' WHERE dossier = '{geraakt}'",
    )
    assert len(wissel(twee).afwijkingen) == 1
    assert [regel.id for regel in twee.zoek("")] == [heel]
    als_beheer(
        beheer, "UPDATE app.deling AS d SET inhoud = b.inhoud FROM public.bewaard AS b WHERE b.id = d.id"
    )
    assert wissel(twee).afwijkingen == []
    komt_over(een, twee)


def test_een_rij_ontbreekt_bij_de_server(kasten: Kasten, beheer: Server) -> None:
    een, twee = kasten
    weg = een.nieuw(document()).id
    een.nieuw(document())
    wissel(een)
    als_beheer(beheer, f"DELETE FROM app.deling WHERE dossier = '{weg}'")
    for _ in range(2):
        assert len(wissel(twee).afwijkingen) == 1
    assert len(twee.zoek("")) == 1


def test_wat_vernietigd_is_ontbreekt_niet(kasten: Kasten) -> None:
    een, twee = kasten
    weg = een.nieuw(document()).id
    wissel(een)
    een.archief.verwijder(weg, "Sanne")
    een.nieuw(document())
    wissel(een)
    assert wissel(twee).afwijkingen == wissel(twee).afwijkingen == []
    assert twee.delen.heeft() == een.delen.heeft()


def test_de_server_is_uit_een_kopie_teruggezet(
    kasten: Kasten, proef: Proefserver, beheer: Server, tmp_path: Path
) -> None:
    een, twee = kasten
    id_ = een.nieuw(document()).id
    komt_over(een, twee)
    bij = ["-h", str(proef.map_), "-p", str(proef.poort), "-U", "proef"]
    dump = tmp_path / "centraal.dump"
    subprocess.run([programma("pg_dump"), *bij, "-Fc", "-f", dump, beheer.database], check=True)
    antwoord(een, id_, "huishouden.spaargeld", "7.00")
    nieuw = twee.nieuw(document(spaargeld="3.00")).id
    komt_over(een, twee)
    subprocess.run([programma("dropdb"), *bij, beheer.database], check=True)
    subprocess.run([programma("createdb"), *bij, beheer.database], check=True)
    subprocess.run([programma("pg_restore"), *bij, "-d", beheer.database, dump], check=True)
    meld_teruggezet(beheer)
    antwoord(een, nieuw, "huishouden.woonvorm", "huur")
    komt_over(een, twee)
    assert twee.haal(nieuw).document["huishouden"] == {"spaargeld": "3.00", "woonvorm": "huur"}
    with nieuwe_kast(tmp_path / "derde", beheer, "Derde") as derde:
        laat_allen_toe(een, derde)
        assert derde.haal(id_).document == een.haal(id_).document
        assert derde.haal(nieuw).document == een.haal(nieuw).document


def test_een_klok_die_dagen_voorliep_houdt_niets_tegen(tmp_path: Path, beheer: Server) -> None:
    voor = timedelta(days=3)
    een = nieuwe_kast(tmp_path / "a", beheer, "Sanne", klok=lambda: datetime.now(UTC) + voor)
    twee = nieuwe_kast(tmp_path / "b", beheer, "Tineke")
    with een, twee:
        laat_allen_toe(twee, een)
        gaat_mis(een, "klok van deze computer loopt", "Zet datum en tijd goed")
        weg = een.nieuw(document()).id
        een.archief.verwijder(weg, "Sanne")
        voor = timedelta()
        id_ = een.nieuw(document(spaargeld="4.00")).id
        komt_over(een, twee)
        antwoord(twee, id_, "huishouden.spaargeld", "5.00")
        komt_over(twee, een)
        assert een.haal(id_).document["huishouden"]["spaargeld"] == "5.00"
        assert een.delen.botsingen(id_) == []


def test_een_kopie_die_naast_de_kast_werkt_verliest_niets(tmp_path: Path, beheer: Server) -> None:
    met_lopende_klok = datetime.now(UTC) + timedelta(hours=5)
    een = nieuwe_kast(tmp_path / "a", beheer, "Sanne", klok=lambda: met_lopende_klok)
    laat_allen_toe(een)
    id_ = een.nieuw(document()).id
    wissel(een)
    een.sluit()
    shutil.copytree(tmp_path / "a", tmp_path / "kopie")
    paar = [
        Dossierkast.open(tmp_path / map_, "Sanne", WACHTWOORD, klok=lambda: met_lopende_klok)
        for map_ in ("a", "kopie")
    ]
    for kast, waarde in zip(paar, ("1.00", "2.00"), strict=True):
        antwoord(kast, id_, "huishouden.spaargeld", waarde)
    allen(*paar)
    for kast in paar:
        (botsing,) = kast.delen.botsingen(id_)
        assert {kop.waarde for kop in botsing.keuzen} == {"1.00", "2.00"}
        kast.sluit()
