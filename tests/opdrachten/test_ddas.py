"""`consulent ddas`, as it is typed: the file, the report beside it, the lines in the log, plain words."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from consulent_app.besluiten.schuldhulp import Schuldhulp
from consulent_app.cli import main
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.uitwisseling.ddas.keuring import fouten
from tests.uitwisseling.test_ddas import dossier

WACHTWOORD = "paard accu nietje"
WIE = """
[ddas]
contact_naam = "Team Serviceplein"
contact_email = "serviceplein@example.nl"
"""
NOVEMBER = ("--van", "2025-11-01", "--tot", "2025-11-30")
LOOPT = Schuldhulp(aangemeld=date(2025, 11, 3), gesprek=date(2025, 11, 10))
Doe = Callable[..., int]


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """Give a store with a dossier that can be handed over, one that cannot, and one to practise with."""
    map_ = tmp_path / "gegevens"
    with Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        for pakket, gesprek in (
            ("heemskerk", {"toestemming_delen": True}),
            ("heemskerk", {}),
            ("oefenstad", {"toestemming_delen": True}),
        ):
            zijn = dossier(LOOPT, pakket=pakket, gesprek=gesprek)
            id_ = kast.nieuw(zijn.document).id
            kast.bewaar_behandeling(id_, "schuldhulp", {}, zijn.behandeling)
        kast.nieuw(dossier().document)
    (map_ / "instellingen-heemskerk.toml").write_text(WIE, encoding="utf-8")
    return map_


@pytest.fixture
def doe(map_: Path, monkeypatch: pytest.MonkeyPatch) -> Doe:
    def doe(*woorden: object) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WACHTWOORD}\n"))
        wie = ("--naam", "Bea", "--wachtwoord-stdin", "--map", str(map_))
        return main(["ddas", *map(str, woorden), *wie])

    return doe


def test_een_bestand_met_een_verslag_ernaast(
    doe: Doe, map_: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doel = tmp_path / "uit" / "schuldhulp-november.json"
    assert doe(*NOVEMBER, "--uit", doel) == 0
    document = json.loads(doel.read_bytes())
    assert fouten(document) == []
    (levering,) = document["leveringen"]
    assert levering["aanleverende_organisatie"]["gemeentecode"] == "GM0396"
    assert [t["client"][0]["Burgerservicenummer"] for t in levering["schuldhulptrajecten"]] == ["999990019"]
    uit, verslag = capsys.readouterr().out, doel.with_name("schuldhulp-november-verslag.txt")
    assert uit == f"{verslag.read_text(encoding='utf-8')}{doel}\n{verslag}\n"
    assert "geen levering aan het CBS" in uit
    assert "Z/2026/000002: Vraag eerst of de inwoner het goed vindt" in uit
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        regels = [r for r in kast.logregels() if r.handeling.actie == "schuldhulp overdragen"]
        assert [(r.kenmerk, r.handeling.reden) for r in regels] == [("Z/2026/000001", "overdracht")]


def test_niemand_in_de_periode_staat_ook_in_het_logboek(doe: Doe, map_: Path, tmp_path: Path) -> None:
    assert doe("--van", "2020-01-01", "--tot", "2020-01-31", "--uit", tmp_path / "leeg.json") == 0
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        [regel] = [r.handeling for r in kast.logregels() if r.handeling.actie == "schuldhulp overdragen"]
    assert (regel.object, regel.resultaat) == ("leeg.json", "gelukt")


def test_eigen_instellingen_gaan_voor(doe: Doe, tmp_path: Path) -> None:
    eigen = tmp_path / "eigen.toml"
    eigen.write_text(WIE.replace("Team Serviceplein", "Team Schulden"), encoding="utf-8")
    assert doe(*NOVEMBER, "--uit", tmp_path / "uit.json", "--instellingen", eigen) == 0
    organisatie = json.loads((tmp_path / "uit.json").read_bytes())["leveringen"][0][
        "aanleverende_organisatie"
    ]
    assert organisatie["contactpersonen"][0]["naam"] == "Team Schulden"


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("--van", "2026-11-30", "--tot", "2026-11-01", "--uit", "x.json"), "De periode klopt niet"),
        (
            ("--van", "november", "--tot", "2026-11-30", "--uit", "x.json"),
            "--van: 'november' is geen datum",
        ),
        ((*NOVEMBER, "--uit", "x.txt"), "x.txt: geef een bestand waarvan de naam op .json eindigt."),
        (NOVEMBER, "Dit commando klopt niet: er ontbreekt --uit"),
        ((*NOVEMBER, "--uit", "x.json", "--pakket", "nergens"), "nergens"),
    ],
)
def test_verkeerd_gebruik_is_twee_met_een_zin(
    doe: Doe,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    woorden: tuple[str, ...],
    zin: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert doe(*woorden) == 2
    assert zin in capsys.readouterr().err
    assert not list(tmp_path.glob("x*"))


def test_zonder_organisatie_is_er_geen_bestand(
    doe: Doe, map_: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (map_ / "instellingen-heemskerk.toml").unlink()
    assert doe(*NOVEMBER, "--uit", tmp_path / "uit.json") == 2
    assert "ddas.contact_naam" in capsys.readouterr().err
    assert not (tmp_path / "uit.json").exists()
