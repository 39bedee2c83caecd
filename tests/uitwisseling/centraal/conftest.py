"""One PostgreSQL with TLS for all tests here, and for each of them a database of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import psycopg
import pytest

from consulent_app.uitwisseling.centraal import opzetten
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.certificaten import Gezag, nieuw_gezag
from tests.postgres import Proefserver, proefserver
from tests.uitwisseling.centraal.proef import BEHEERWOORD, Centrale

_NUMMERS = itertools.count(1)


@pytest.fixture(scope="session")
def gezag() -> Gezag:
    return nieuw_gezag()


@pytest.fixture(scope="session")
def proef(gezag: Gezag) -> Iterator[Proefserver]:
    with proefserver(gezag.bewijs(["localhost", "127.0.0.1"])) as server:
        maak_beheerder(server)
        yield server


def maak_beheerder(server: Proefserver) -> None:
    """Make an administrator as a host gives one out: who may make roles and databases, and no more."""
    with psycopg.connect(server.als_proef, autocommit=True) as verbinding:
        verbinding.execute(f"CREATE ROLE beheerder LOGIN CREATEROLE CREATEDB PASSWORD '{BEHEERWOORD}'")


@pytest.fixture
def beheer(proef: Proefserver, gezag: Gezag) -> Server:
    naam = f"proef_{next(_NUMMERS)}"
    return Server("127.0.0.1", proef.poort, naam, "beheerder", BEHEERWOORD, gezag.pem)


@pytest.fixture
def centrale(proef: Proefserver, gezag: Gezag, beheer: Server) -> Centrale:
    opzetten.zet_op(beheer)
    return Centrale(proef, gezag, beheer)


@pytest.fixture
def balie(centrale: Centrale) -> Uitnodiging:
    return centrale.werkplek("gemeente", "Balie 1")


@pytest.fixture
def laptop(centrale: Centrale) -> Uitnodiging:
    return centrale.werkplek("met", "Laptop 1")
