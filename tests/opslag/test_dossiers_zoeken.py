"""A dossier is found by what the desk types: name, birth date, BSN or case number."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2


@pytest.fixture
def drie(map_: Path, wachtwoord: str, goedkoop: Argon2, document: dict[str, Any]) -> Iterator[Dossierkast]:
    """Three households of 2026: el Amrani, de Vries-Öztürk and one without a name yet."""
    moment = datetime(2026, 11, 18, 9, tzinfo=UTC)
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=lambda: moment) as kast:
        vul(kast, document)
        yield kast


def vul(kast: Dossierkast, document: dict[str, Any]) -> None:
    kast.nieuw(document)
    ander = copy.deepcopy(document)
    ander["personen"] = [
        {
            "id": "p1",
            "rol": "aanvrager",
            "voornaam": "José",
            "achternaam": "de Vries-Öztürk",
            "geboortedatum": "1985-04",
        }
    ]
    kast.nieuw(ander)
    kast.nieuw({"personen": [{"id": "p1", "rol": "aanvrager"}]})


AMRANI, VRIES, LEEG = "Z/2026/000001", "Z/2026/000002", "Z/2026/000003"


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("amrani", [AMRANI]),
        ("AMR", [AMRANI]),
        ("samira el amrani", [AMRANI]),
        ("amrani samira", [AMRANI]),
        ("yassin", [AMRANI]),
        ("amrani jansen", []),
        ("jose", [VRIES]),
        ("ozturk", [VRIES]),
        ("o\N{COMBINING DIAERESIS}ztürk", [VRIES]),
        ("vries-özt", [VRIES]),
        ("999990019", [AMRANI]),
        ("111222333", [AMRANI]),
        ("1112.22.333", [AMRANI]),
        (" 999 990 019 ", [AMRANI]),
        ("999990020", []),
        ("14-07-1991", [AMRANI]),
        ("14-7-1991", [AMRANI]),
        ("14071991", [AMRANI]),
        ("1991-07-14", [AMRANI]),
        ("07-1991", [AMRANI]),
        ("1985", [VRIES]),
        ("1985-04", [VRIES]),
        ("amrani 1991", [AMRANI]),
        ("amrani 1985", []),
        ("amrani -", [AMRANI]),
        ("Z/2026/000002", [VRIES]),
        ("z/2026/2", [VRIES]),
        ("2026-000002", [VRIES]),
        ("Z/2026/000002-1", [VRIES]),
        ("3", [LEEG]),
        ("", [LEEG, VRIES, AMRANI]),
        ("   ", [LEEG, VRIES, AMRANI]),
        ('"', []),
        ("' OR 1=1 --", []),
        ("naam:amrani", []),
        ("NOT", []),
        ("*", []),
        ("\0", [LEEG, VRIES, AMRANI]),
        ("\ud800", []),
    ],
)
def test_zoeken(drie: Dossierkast, tekst: str, gevonden: list[str]) -> None:
    assert [regel.kenmerk for regel in drie.zoek(tekst)] == gevonden


def test_een_regel_noemt_de_aanvrager(kast: Dossierkast, document: dict[str, Any]) -> None:
    dossier = kast.nieuw(document)
    [regel] = kast.zoek("yassin")
    assert (regel.id, regel.naam) == (dossier.id, "Samira el Amrani")
    assert (regel.geboortedatum, regel.status) == ("1991-07-14", "intake")
    assert regel.gewijzigd == dossier.gewijzigd


def test_een_gewijzigde_naam_wordt_gevonden_en_de_oude_niet_meer(
    kast: Dossierkast, document: dict[str, Any]
) -> None:
    dossier = kast.nieuw(document)
    for persoon in document["personen"]:
        persoon["achternaam"] = "Bakker"
    document["personen"][1]["bsn"] = None
    kast.bewaar_antwoord(dossier.id, "personen.p1.achternaam", "Bakker", document)
    assert [regel.naam for regel in kast.zoek("bakker")] == ["Samira Bakker"]
    assert kast.zoek("amrani") == []
    assert kast.zoek("999990019") == []


def test_het_laatst_gewijzigde_staat_boven_en_hoogstens_zoveel(
    kast: Dossierkast, document: dict[str, Any]
) -> None:
    dossiers = [kast.nieuw(document) for _ in range(4)]
    kast.bewaar_antwoord(dossiers[1].id, "pad", 1, document)
    ids = [regel.id for regel in kast.zoek("amrani", hoogstens=3)]
    assert ids == [dossiers[1].id, dossiers[3].id, dossiers[2].id]
