"""A real encrypted cupboard in a folder of its own, with a password that is cheap to check."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consulent_app.opslag import herstelsleutel, sleutelbestand, sleutelbos
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.verbinding import open_database
from consulent_app.opslag.versleuteling import Argon2
from tests.opslag import delende_kasten

BEHEERWOORD = "sloot merel kachel"
WORTEL = Path(__file__).resolve().parents[2]
DOCUMENT: dict[str, Any] = {
    "schema": "intake/1",
    "peildatum": "2026-11-18",
    "pakket": "oefenstad",
    "personen": [
        {
            "id": "k1",
            "rol": "kind",
            "voornaam": "Yassin",
            "achternaam": "el Amrani",
            "geboortedatum": "2014-02-03",
            "bsn": "111222333",
        },
        {
            "id": "p1",
            "rol": "aanvrager",
            "voornaam": "Samira",
            "achternaam": "el Amrani",
            "geboortedatum": "1991-07-14",
            "bsn": "999990019",
        },
    ],
    "huishouden": {"spaargeld": None},
}


@pytest.fixture
def wachtwoord() -> str:
    return "paard accu nietje"


@pytest.fixture
def goedkoop() -> Argon2:
    return Argon2(tijd=1, geheugen_kib=8, draden=1)


@pytest.fixture
def document() -> dict[str, Any]:
    return copy.deepcopy(DOCUMENT)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return tmp_path / "gegevens"


@pytest.fixture
def kast(map_: Path, wachtwoord: str, goedkoop: Argon2) -> Iterator[Dossierkast]:
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop) as kast:
        yield kast


@pytest.fixture
def ruw(map_: Path, wachtwoord: str) -> Iterator[Callable[[], Any]]:
    """Give connections beside the cupboard, for what the program itself never does."""
    geopend = []

    def open_ruw() -> Any:
        bos = sleutelbestand.lees(map_)
        assert isinstance(bos, sleutelbos.Sleutelbos)
        sleutel, _ = sleutelbos.pak_uit(bos, "Sanne", wachtwoord)
        geopend.append(open_database(map_ / "consulent.db", sleutel))
        return geopend[-1]

    yield open_ruw
    for database in geopend:
        database.close()


@pytest.fixture
def kind() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `kind.py` as a process of its own; what is still alive at the end is killed."""
    processen: list[subprocess.Popen[str]] = []

    def start(*argumenten: object) -> subprocess.Popen[str]:
        opdracht = [sys.executable, Path(__file__).with_name("kind.py"), *map(str, argumenten)]
        proces = subprocess.Popen(
            opdracht,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(WORTEL)},
        )
        processen.append(proces)
        return proces

    yield start
    for proces in processen:
        if proces.poll() is None:
            proces.kill()
        proces.communicate()


@pytest.fixture
def papier(kast: Dossierkast) -> str:
    """Set up the beheer, and give the recovery key; the cupboard is closed."""
    tekst = herstelsleutel.nieuw()
    kast.accounts.begin_beheer("Beheer", BEHEERWOORD, tekst)
    kast.sluit()
    return tekst


@pytest.fixture
def beheer(papier: str, map_: Path) -> Iterator[Dossierkast]:
    with Dossierkast.open(map_, "beheer", BEHEERWOORD) as kast:
        yield kast


@pytest.fixture
def kasten(tmp_path: Path) -> Iterator[delende_kasten.Kasten]:
    """Two desks of the gemeente and a laptop of MET."""
    drie = (
        delende_kasten.maak(tmp_path / "a", "Sanne", 1),
        delende_kasten.maak(tmp_path / "b", "Tineke", 2),
        delende_kasten.maak(tmp_path / "m", "Murat", 3, "met"),
    )
    yield drie
    for kast in drie:
        kast.sluit()
