"""`consulent bewaren`: the list, destroying with a certificate, and what is refused in one sentence."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader

from consulent_app.cli import main
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2

WACHTWOORD, BEHEERWOORD = "vier losse woorden", "sloot merel kachel"
SLEUTEL = herstelsleutel.als_tekst(bytearray(range(32)))
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


def doe(
    monkeypatch: pytest.MonkeyPatch, *argumenten: object, wachtwoord: str = WACHTWOORD, naam: str = "Bea"
) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{wachtwoord}\n"))
    return main(["bewaren", "--naam", naam, "--wachtwoord-stdin", *map(str, argumenten)])


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


def test_een_map_die_niet_kan_worden_gekeurd_voordat_er_iets_weg_is(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    keuze = ("--map", map_, "--vernietig", kenmerken(map_)[-1], "--verklaring", tmp_path / "bestand")
    assert doe(monkeypatch, *keuze) == 2
    assert "kan niet worden geschreven" in capsys.readouterr().err
    assert len(kenmerken(map_)) == 2
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        assert kast.archief.verklaringen() == []


def test_mislukt_het_schrijven_toch_dan_staat_er_wat_er_weg_is_en_hoe_verder(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is there when it is tried, and a file of that name is put in the way after."""
    (tmp_path / "uit" / f"vernietiging-V-{datetime.now().astimezone().year}-1.pdf").mkdir(parents=True)
    keuze = ("--map", map_, "--vernietig", kenmerken(map_)[-1], "--verklaring", tmp_path / "uit")
    assert doe(monkeypatch, *keuze) == 2
    gezegd = capsys.readouterr().err
    assert gezegd.startswith("De dossiers zijn vernietigd, maar de verklaring is niet geschreven.")
    nummer = f"V/{datetime.now().astimezone().year}/1"
    assert f"consulent bewaren --druk {nummer} --verklaring MAP" in gezegd
    assert doe(monkeypatch, "--map", map_, "--druk", nummer, "--verklaring", tmp_path / "elders") == 0
    assert len(list((tmp_path / "elders").iterdir())) == 1


def test_de_beheerder_ziet_en_drukt_de_verklaringen_en_niet_de_lijst(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    als_beheer = partial(doe, monkeypatch, "--map", map_, wachtwoord=BEHEERWOORD, naam="Beheer")
    assert als_beheer("--verklaringen") == 0
    assert capsys.readouterr().out == "Er is nog niets vernietigd.\n"
    oud = kenmerken(map_)[-1]
    assert doe(monkeypatch, "--map", map_, "--vernietig", oud, "--verklaring", tmp_path / "eerst") == 0
    capsys.readouterr()
    assert als_beheer("--verklaringen") == 0
    [regel] = capsys.readouterr().out.splitlines()
    nummer, _, aantal, soort = regel.split(" · ")
    assert (aantal, soort) == ("1 dossier", "gesprek niet afgemaakt")
    assert als_beheer("--druk", nummer, "--verklaring", tmp_path / "weer") == 0
    (weer,), (eerst,) = (list((tmp_path / naam).iterdir()) for naam in ("weer", "eerst"))
    assert weer.read_bytes() == eerst.read_bytes()
    assert "Oefenstad" in PdfReader(weer).pages[0].extract_text()
    capsys.readouterr()
    assert als_beheer("--druk", "V/2020/9", "--verklaring", tmp_path / "weer") == 2
    assert capsys.readouterr().err.startswith("Er is geen verklaring V/2020/9;")
    assert als_beheer() == 2
    assert "bewaarlijst bekijken. Vraag het aan een consulent of raadsman." in capsys.readouterr().err


def test_een_weigering_noemt_wat_er_gevraagd_is(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        kast.accounts.wijzig_rol("Bea", "teamleider")
    for keuze, wat in (
        ([], "bewaarlijst bekijken"),
        (
            ["--vernietig", "Z/2026/000001", "--verklaring", tmp_path / "uit"],
            "dossiers kiezen om te vernietigen",
        ),
        (["--verklaringen"], "verklaringen bekijken"),
    ):
        assert doe(monkeypatch, "--map", map_, *keuze) == 2
        assert f"met de rol teamleider: {wat}." in capsys.readouterr().err


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
        (["--vernietig", "Z/2026/000001"], "--verklaring hoort bij --vernietig of --druk"),
        (["--druk", "V/2026/1"], "--verklaring hoort bij --vernietig of --druk"),
        (["--druk", "V/2026/1", "--verklaringen"], "Dit commando klopt niet"),
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
