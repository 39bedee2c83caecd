"""`consulent bewaren`: the list, destroying with a certificate, and what is refused in one sentence."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from consulent_app.cli import main
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2

WACHTWOORD = "vier losse woorden"
DOCUMENT = {
    "schema": "intake/1",
    "peildatum": "2026-11-18",
    "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": "Zwartjanszoon"}],
}


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A store with one dossier that nobody touched for fifty days, and one of today."""
    oud = datetime.now(UTC) - timedelta(days=50)
    map_ = tmp_path / "gegevens"
    with Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1), klok=lambda: oud) as kast:
        kast.nieuw(DOCUMENT)
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        kast.nieuw(DOCUMENT)
    return map_


def doe(monkeypatch: pytest.MonkeyPatch, *argumenten: object, wachtwoord: str = WACHTWOORD) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{wachtwoord}\n"))
    return main(["bewaren", "--naam", "Bea", "--wachtwoord-stdin", *map(str, argumenten)])


def kenmerken(map_: Path) -> list[str]:
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        return [regel.kenmerk for regel in kast.zoek("")]


def test_de_lijst_noemt_het_kenmerk_en_geen_naam(
    map_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doe(monkeypatch, "--map", map_) == 0
    [regel] = capsys.readouterr().out.splitlines()
    assert kenmerken(map_)[-1] in regel
    assert "gesprek niet afgemaakt, 42 dagen: moest weg op" in regel
    assert "Zwartjanszoon" not in regel


def test_vernietigen_laat_een_verklaring_achter(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jong, oud = kenmerken(map_)
    assert doe(monkeypatch, "--map", map_, "--vernietig", oud, "--verklaring", tmp_path / "uit") == 0
    [pad] = capsys.readouterr().out.splitlines()
    tekst = PdfReader(pad).pages[0].extract_text()
    assert "Verklaring van vernietiging" in tekst
    assert "Zwartjanszoon" not in tekst
    assert oud not in tekst
    assert kenmerken(map_) == [jong]
    monkeypatch.setenv("CONSULENT_MAP", str(map_))
    assert doe(monkeypatch) == 0
    assert capsys.readouterr().out == "Geen dossier hoeft nu of binnen een maand weg.\n"


def test_wat_er_niet_op_staat_wordt_geweigerd_en_de_rest_blijft(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jong, oud = kenmerken(map_)
    keuze = ("--map", map_, "--vernietig", oud, jong, "--verklaring", tmp_path / "uit")
    assert doe(monkeypatch, *keuze) == 2
    assert capsys.readouterr().err == f"{jong} staat niet op de lijst; er is niets vernietigd.\n"
    assert kenmerken(map_) == [jong, oud]
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (["--vernietig", "Z/2026/000001"], "--vernietig en --verklaring horen bij elkaar"),
        (["--vernietig"], "na --vernietig ontbreekt de waarde"),
    ],
)
def test_verkeerd_gebruik(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argumenten: list[str], zin: str
) -> None:
    assert doe(monkeypatch, *argumenten) == 2
    assert zin in capsys.readouterr().err


def test_een_verkeerd_wachtwoord_vernietigt_niets(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keuze = ("--map", map_, "--vernietig", kenmerken(map_)[-1], "--verklaring", tmp_path / "uit")
    assert doe(monkeypatch, *keuze, wachtwoord="iets anders dan dat") == 2
    assert len(kenmerken(map_)) == 2
