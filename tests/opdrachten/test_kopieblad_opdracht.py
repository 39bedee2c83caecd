"""`consulent kopieblad`: what the letters of a dossier decided, whatever the rules would say now."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.toetsen import Toetser
from consulent_app.cli import main
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.paden import resources
from tests.documenten.test_kopieblad import cellen

WACHTWOORD = "paard accu nietje"
DAG = date(2026, 11, 20)
Doe = Callable[..., int]


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """Give a store with a dossier in which was decided, changed after that, and one without a decision."""
    map_ = tmp_path / "gegevens"
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"] = "oefenstad"
    with Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        dossier = kast.nieuw(document)
        opdracht = Opdracht(DAG, dossier.kenmerk, soorten=("beschikking",))
        brieven = maak_brieven(lees_document(document), Toetser(), opdracht)
        for naam, pdf in brieven.documenten.items():
            kast.bewaar_stuk(dossier.id, "beschikking", naam, pdf, brieven.oordeel.als_json(), DAG)
        document["huishouden"]["spaargeld"] = "90000.00"
        # The second child became another person since: the letter was not about her.
        document["personen"][2] |= {"voornaam": "Jesse", "geboortedatum": "2024-05-05"}
        kast.bewaar_antwoord(dossier.id, "huishouden.spaargeld", "90000.00", document)
        kast.nieuw(document)
    return map_


@pytest.fixture
def doe(map_: Path, monkeypatch: pytest.MonkeyPatch) -> Doe:
    def doe(*woorden: object) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WACHTWOORD}\n"))
        wie = ("--naam", "Bea", "--wachtwoord-stdin", "--map", str(map_))
        return main(["kopieblad", *map(str, woorden), *wie])

    return doe


def test_het_blad_zegt_wat_er_toen_is_besloten(
    doe: Doe, map_: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doe("--kenmerk", "Z/2026/000001", "--uit", tmp_path / "uit") == 0
    pad = Path(capsys.readouterr().out.strip())
    assert pad == tmp_path / "uit" / "kopieblad.pdf"
    _, *rijen = cellen(pad.read_bytes())
    assert len(rijen) == 9
    assert rijen[0][:4] == [
        "Z/2026/000001/261120-1", "Maatschappelijke activiteiten volwassenen: toegekend", "20-11-2026",
        "Samira: € 100,00 per jaar",
    ]  # fmt: skip
    wie = {rij[3].partition(":")[0] for rij in rijen}
    assert "Jesse" not in wie
    assert any(naam.startswith("Kind, geboren op") for naam in wie)
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        acties = [regel.handeling.actie for regel in reversed(kast.logregels())]
    assert acties == [
        "aanmelden", "zoeken", "dossier openen", "brieven bekijken", "bewaren in een map", "afmelden",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kenmerk", "zin"),
    [
        ("Z/2026/000002", "Z/2026/000002: hierin is nog niets besloten, dus er valt niets over te nemen."),
        ("Z/2026/000009", "Er is geen dossier met het kenmerk Z/2026/000009. Kijk het na."),
        ("Z/2026", "Er is geen dossier met het kenmerk Z/2026. Kijk het na."),
    ],
)
def test_zonder_besluit_is_er_een_zin(
    doe: Doe, tmp_path: Path, capsys: pytest.CaptureFixture[str], kenmerk: str, zin: str
) -> None:
    assert doe("--kenmerk", kenmerk, "--uit", tmp_path / "uit") == 2
    assert capsys.readouterr().err.strip() == zin
    assert not (tmp_path / "uit").exists()
