"""What goes wrong before or beside the exchange, each in plain words, with work that goes on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from consulent_app.fouten import OmgevingsFout
from consulent_app.paden import centrale_migraties
from consulent_app.uitwisseling.centraal import lijn as lijnmodule
from consulent_app.uitwisseling.centraal import opzetten, storing, storing_beheer
from consulent_app.uitwisseling.centraal.lijn import VERSIE, open_lijn
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server, op_eigen_machine, verbonden
from tests.certificaten import Gezag, nieuw_gezag
from tests.postgres import Proefserver, proefserver, programma
from tests.uitwisseling.centraal.conftest import maak_beheerder
from tests.uitwisseling.centraal.proef import Centrale, Schrijver, aan, alles, nieuw_dossier, stuur


def wat_er_misging(server: Server) -> str:
    with pytest.raises(OmgevingsFout) as fout, open_lijn(server):
        pass
    return str(fout.value)


def test_elke_zin_zegt_dat_het_werk_doorgaat() -> None:
    zinnen = [*storing._BIJ_CODE.values(), *(zin for _, zin in storing._BIJ_VERBINDEN), storing.KLOON]
    zinnen += [storing.ONBEREIKBAAR, storing.VERBROKEN, storing.SERVER_NIEUWER, storing.SERVER_OUDER]
    assert all(zin.endswith(storing.DOORWERKEN) for zin in zinnen)


def test_de_beheerder_krijgt_zinnen_voor_de_beheerder(centrale: Centrale) -> None:
    zinnen = {*storing._BIJ_CODE.values(), *(zin for _, zin in storing._BIJ_VERBINDEN)} - {storing.KLOK}
    assert zinnen <= set(storing_beheer.ZINNEN)
    assert not [
        zin for zin in storing_beheer.ZINNEN.values() if "beheerder om" in zin or "doorwerken" in zin
    ]
    verkeerd = {
        storing.GEEN_TOEGANG: replace(centrale.beheer, wachtwoord="mis"),
        storing.ONBEREIKBAAR: replace(centrale.beheer, poort=1),
        storing.GEEN_ADRES: replace(centrale.beheer, host="centrale.invalid"),
        storing.CERTIFICAAT: replace(centrale.beheer, ca=nieuw_gezag().pem),
    }
    for zin, beheer in verkeerd.items():
        with pytest.raises(OmgevingsFout) as fout:
            opzetten.zet_op(beheer)
        assert str(fout.value) == storing_beheer.ZINNEN[zin]
    with pytest.raises(OmgevingsFout, match="maak haar met 'consulent centraal opzetten'"):
        opzetten.maak_werkplek(replace(centrale.beheer, database="anders"), "met", "Laptop 1")


def test_een_server_die_er_niet_is(balie: Uitnodiging) -> None:
    with socket.socket() as haak:
        haak.bind(("127.0.0.1", 0))
        dicht = replace(balie.server, poort=haak.getsockname()[1])
        assert wat_er_misging(dicht) == storing.ONBEREIKBAAR


def test_een_adres_dat_niet_bestaat(balie: Uitnodiging) -> None:
    assert wat_er_misging(replace(balie.server, host="centrale.invalid")) == storing.GEEN_ADRES


def test_een_verkeerd_wachtwoord(balie: Uitnodiging) -> None:
    assert wat_er_misging(replace(balie.server, wachtwoord="mis")) == storing.GEEN_TOEGANG


def test_een_rol_die_er_niet_is(balie: Uitnodiging) -> None:
    assert wat_er_misging(replace(balie.server, loginrol="niemand")) == storing.GEEN_TOEGANG


def test_een_database_die_er_niet_is(balie: Uitnodiging) -> None:
    assert wat_er_misging(replace(balie.server, database="weg")) == storing.GEEN_DATABASE


def test_een_server_waar_nog_niets_is_opgezet(beheer: Server) -> None:
    assert wat_er_misging(replace(beheer, database="postgres")) == storing.GEEN_DATABASE
    with pytest.raises(OmgevingsFout) as fout:
        opzetten.maak_werkplek(replace(beheer, database="postgres"), "met", "Laptop")
    assert str(fout.value) == opzetten.NIET_OPGEZET


def test_een_certificaat_van_een_ander_gezag(balie: Uitnodiging) -> None:
    assert wat_er_misging(replace(balie.server, ca=nieuw_gezag().pem)) == storing.CERTIFICAAT


def test_een_certificaat_op_een_andere_naam(balie: Uitnodiging) -> None:
    # Leads to this machine as well, but stands not in the certificate.
    assert wat_er_misging(replace(balie.server, host="127.0.0.2")) in (
        storing.CERTIFICAAT, storing.ONBEREIKBAAR
    )  # fmt: skip
    assert wat_er_misging(replace(balie.server, host="0.0.0.0")) == storing.CERTIFICAAT


def test_een_gezag_dat_geen_certificaat_is(balie: Uitnodiging) -> None:
    assert wat_er_misging(replace(balie.server, ca="geen certificaat")) == storing.CERTIFICAAT


@pytest.fixture(scope="module")
def zonder_tls() -> Iterator[Proefserver]:
    with proefserver() as server:
        maak_beheerder(server)
        yield server


def test_zonder_tls_alleen_op_de_eigen_machine(zonder_tls: Proefserver, beheer: Server) -> None:
    hier = replace(beheer, poort=zonder_tls.poort, ca="")
    with verbonden(replace(hier, database="postgres")) as verbinding:
        assert not verbinding.pgconn.ssl_in_use
    opzetten.zet_op(hier)
    elders = replace(hier, host="0.0.0.0")
    assert wat_er_misging(elders) == storing.GEEN_TLS
    with pytest.raises(OmgevingsFout) as fout:
        opzetten.zet_op(elders)
    assert str(fout.value) == storing_beheer.ZINNEN[storing.GEEN_TLS]


def test_op_de_eigen_machine_gaat_het_met_tls_als_de_server_dat_heeft(balie: Uitnodiging) -> None:
    for server in (balie.server, replace(balie.server, ca="")):
        with verbonden(server) as verbinding:
            assert verbinding.pgconn.ssl_in_use


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1", "/run/postgresql"])
def test_wat_de_eigen_machine_is(host: str) -> None:
    assert op_eigen_machine(host)


@pytest.mark.parametrize(
    "host", ["centrale.test", "10.0.0.1", "0.0.0.0", "localhost.test", "192.168.127.1"]
)
def test_wat_een_andere_machine_is(host: str) -> None:
    assert not op_eigen_machine(host)


def test_een_nieuwere_server_vraagt_een_nieuwer_programma(centrale: Centrale, balie: Uitnodiging) -> None:
    centrale.als_eigenaar("UPDATE app.server SET versie = versie + 1")
    assert alles(balie) == []
    centrale.als_eigenaar("UPDATE app.server SET vraagt = %s", [VERSIE + 1])
    assert wat_er_misging(balie.server) == storing.SERVER_NIEUWER


def test_een_oudere_server_vraagt_de_beheerder(centrale: Centrale, balie: Uitnodiging) -> None:
    centrale.als_eigenaar("UPDATE app.server SET versie = versie - 1")
    assert wat_er_misging(balie.server) == storing.SERVER_OUDER


def test_het_programma_hoort_bij_zijn_laatste_migratie() -> None:
    assert max(opzetten.migratiebestanden(centrale_migraties())) == VERSIE


def test_een_programma_dat_ouder_is_zet_een_server_niet_terug(centrale: Centrale) -> None:
    centrale.als_eigenaar("INSERT INTO app.migratie (nummer, naam) VALUES (999, 'later')")
    with pytest.raises(OmgevingsFout) as fout:
        opzetten.zet_op(centrale.beheer)
    assert str(fout.value) == opzetten.SERVER_NIEUWER


def test_een_latere_migratie_komt_erbij_of_laat_alles_zoals_het_was(
    centrale: Centrale, balie: Uitnodiging, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gestuurd = Schrijver(balie).schrijf(nieuw_dossier())
    stuur(balie, gestuurd)
    for bestand in centrale_migraties().glob("*.sql"):
        (tmp_path / bestand.name).write_bytes(bestand.read_bytes())
    later = tmp_path / f"{VERSIE + 1:04}_later.sql"
    monkeypatch.setattr(opzetten, "centrale_migraties", lambda: tmp_path)
    later.write_text("CREATE TABLE app.later (a int); SELECT kolom_die_er_niet_is;", encoding="utf-8")
    with pytest.raises(OmgevingsFout, match=f"mislukt bij {later.stem}"):
        opzetten.zet_op(centrale.beheer)
    assert centrale.als_eigenaar("SELECT to_regclass('app.later')") == [(None,)]
    later.write_text("CREATE TABLE public.later (a int)", encoding="utf-8")
    assert opzetten.zet_op(centrale.beheer) == [later.stem]
    monkeypatch.setattr(lijnmodule, "VERSIE", VERSIE + 1)
    assert alles(balie) == [gestuurd]


def test_na_terugzetten_is_het_een_andere_generatie(
    centrale: Centrale, balie: Uitnodiging, tmp_path: Path
) -> None:
    def generatie() -> str:
        with aan(balie) as lijn:
            return lijn.wie.generatie

    gestuurd = Schrijver(balie).reeks(5)
    stuur(balie, *gestuurd)
    voor = generatie()
    assert generatie() == voor
    opzetten.meld_teruggezet(centrale.beheer)
    tussen, kopie = generatie(), str(tmp_path / "kopie")
    naam, waar = centrale.beheer.database, centrale.proef.als_proef
    subprocess.run(
        [programma("pg_dump"), "-Fc", "-f", kopie, waar.replace("dbname=postgres", f"dbname={naam}")],
        check=True,
    )
    with psycopg.connect(waar, autocommit=True) as verbinding:
        verbinding.execute(f"DROP DATABASE {naam}")
    subprocess.run([programma("pg_restore"), "--create", "-d", waar, kopie], check=True)
    assert len({voor, tussen, generatie()}) == 3
    assert alles(balie) == gestuurd
    assert stuur(balie, *gestuurd) == 0
    assert opzetten.zet_op(centrale.beheer) == []


@contextmanager
def kleine_schijf(megabytes: int) -> Iterator[Path]:
    map_ = Path(tempfile.mkdtemp(prefix="consulent-vol-"))
    maak = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(map_)]
    if os.geteuid() != 0 or subprocess.run(maak, check=False, capture_output=True).returncode:
        map_.rmdir()
        pytest.skip("een kleine schijf maken mag hier niet (mount)")
    try:
        yield map_
    finally:
        subprocess.run(["umount", str(map_)], check=True)
        map_.rmdir()


def test_een_volle_schijf_bij_de_server_kost_niets(gezag: Gezag, beheer: Server) -> None:
    bewijs = gezag.bewijs(["127.0.0.1"])
    with kleine_schijf(24) as schijf, proefserver(bewijs) as proef:
        subprocess.run(["chown", "postgres", str(schijf)], check=True)
        maak_beheerder(proef)
        with psycopg.connect(proef.als_proef, autocommit=True) as verbinding:
            verbinding.execute(f"CREATE TABLESPACE klein LOCATION '{schijf}'")
            verbinding.execute("CREATE DATABASE klein OWNER beheerder TABLESPACE klein")
        centrale = Centrale(proef, gezag, replace(beheer, poort=proef.poort, database="klein"))
        opzetten.zet_op(centrale.beheer)
        balie = centrale.werkplek("gemeente")
        gestuurd = Schrijver(balie).reeks(200, 100_000)
        with pytest.raises(OmgevingsFout) as fout:
            stuur(balie, *gestuurd)
        assert str(fout.value) == storing.VOL
        er_zijn = alles(balie)
        assert er_zijn == gestuurd[: len(er_zijn)]
        assert 0 < len(er_zijn) < 200


def test_het_programma_begint_zonder_de_centrale() -> None:
    opdracht = (
        "import sys, consulent_app.cli, consulent_app.uitwisseling.centraal.delingen, "
        "consulent_app.uitwisseling.centraal.opzetten, consulent_app.uitwisseling.centraal.uitnodiging; "
        "sys.exit('psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", opdracht], check=False).returncode == 0
