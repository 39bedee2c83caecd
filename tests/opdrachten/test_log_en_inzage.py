"""`consulent log controleer` and `consulent inzage`, as they are typed: output, files and exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consulent_app import paden
from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren
from consulent_app.cli import main
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.logboekkop import BESTANDSNAAM
from consulent_app.opslag.versleuteling import Argon2

WACHTWOORD, BEHEERWOORD = "paard accu nietje", "sloot merel kachel"
SLEUTEL = herstelsleutel.als_tekst(bytearray(range(32)))
DOCUMENT = {
    "schema": "intake/1",
    "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "voornaam": "Samira", "bsn": "999990019"}],
}
Doe = Callable[..., int]


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    map_ = tmp_path / "gegevens"
    with Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        kast.nieuw(DOCUMENT)
        kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    return map_


@pytest.fixture
def doe(map_: Path, monkeypatch: pytest.MonkeyPatch) -> Doe:
    """Run a command as who has a right to it, with the password on the first line of standard input."""

    def doe(*woorden: object, wachtwoord: str | None = None) -> int:
        naam, goed = ("Beheer", BEHEERWOORD) if woorden[0] == "log" else ("Bea", WACHTWOORD)
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{goed if wachtwoord is None else wachtwoord}\n"))
        wie = ("--naam", naam, "--wachtwoord-stdin", "--map", str(map_))
        return main([*map(str, woorden), *wie])

    return doe


def test_een_gaaf_logboek_is_nul(doe: Doe, capsys: pytest.CaptureFixture[str]) -> None:
    assert doe("log", "controleer") == 0
    assert capsys.readouterr().out.endswith(": het klopt.\n")
    # Logging in, the check and logging out of the first time, and logging in of this time.
    assert doe("log", "controleer") == 0
    assert capsys.readouterr().out.startswith("4 regels, vanaf ")


def test_een_kop_die_weg_is_wordt_gezegd_en_kan_worden_aanvaard(
    doe: Doe, map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doe("log", "controleer")
    (map_ / BESTANDSNAAM).unlink()
    capsys.readouterr()
    for _ in range(2):
        assert doe("log", "controleer") == 2
        uit = capsys.readouterr().out
        assert "het klopt niet." in uit
        assert "Het bestand logboek.kop ontbreekt." in uit
    assert doe("log", "controleer", "--aanvaard", "schijf vervangen op 20 november") == 0
    assert doe("log", "controleer") == 0
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        redenen = {(regel.handeling.actie, regel.handeling.reden) for regel in kast.logregels()}
    assert ("logboek aanvaarden", "schijf vervangen op 20 november") in redenen


def test_een_gewijzigde_regel_wordt_genoemd(
    doe: Doe, map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doe("log", "controleer")
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast, kast._verbindingen.schrijven() as database:
        database.execute("DROP TRIGGER logboek_niet_wijzigen")
        database.execute("UPDATE logboek SET actor = 'Ali' WHERE nr = 2")
    capsys.readouterr()
    assert doe("log", "controleer") == 2
    assert "Vanaf regel 2 klopt het logboek niet:" in capsys.readouterr().out
    assert doe("log", "controleer", "--aanvaard", "nagekeken met de kopie van 20 november") == 0
    uit = capsys.readouterr().out
    assert ": het klopt.\n" in uit
    assert "Aanvaard tot en met regel" in uit
    assert uit.endswith(": nagekeken met de kopie van 20 november\n")
    assert doe("log", "controleer", "--aanvaard", "nog eens") == 2
    assert capsys.readouterr().err == "Het logboek klopt; er is niets te aanvaarden.\n"


def test_inzage_schrijft_twee_bestanden(
    doe: Doe, map_: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doe("inzage", "--bsn", "999990019", "--uit", tmp_path / "uit") == 0
    pdf, als_json = (Path(regel) for regel in capsys.readouterr().out.splitlines())
    assert pdf.read_bytes().startswith(b"%PDF")
    assert json.loads(als_json.read_bytes())["persoon"]["voornaam"] == "Samira"
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        acties = [regel.handeling.actie for regel in reversed(kast.logregels())]
        assert "999990019" not in str(kast.logregels())
    assert acties == ["aanmelden", "persoon opzoeken", "inzage geven", "afmelden"]


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (
            ("inzage", "--bsn", "999990020", "--uit", "x"),
            "In geen dossier staat of stond iemand",
        ),
        (("inzage", "--uit", "x"), "Dit commando klopt niet"),
        (("inzage", "--bsn", "1", "--kenmerk", "2", "--uit", "x"), "Dit commando klopt niet"),
        (("log",), "Dit commando klopt niet"),
    ],
)
def test_verkeerd_gebruik_is_twee_met_een_zin(
    doe: Doe, capsys: pytest.CaptureFixture[str], woorden: tuple[str, ...], zin: str
) -> None:
    assert doe(*woorden) == 2
    assert capsys.readouterr().err.startswith(zin)


def test_een_consulent_controleert_het_logboek_niet(
    map_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WACHTWOORD}\n"))
    assert main(["log", "controleer", "--naam", "Bea", "--wachtwoord-stdin", "--map", str(map_)]) == 2
    assert "Vraag het aan een beheerder." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wachtwoord", "zin"), [("een ander woord", "klopt niet"), ("", "geen wachtwoord")]
)
def test_zonder_het_wachtwoord_gaat_er_niets_open(
    doe: Doe, capsys: pytest.CaptureFixture[str], wachtwoord: str, zin: str
) -> None:
    assert doe("log", "controleer", wachtwoord=wachtwoord) == 2
    assert zin in capsys.readouterr().err


def test_een_bsn_hoeft_niet_op_de_opdrachtregel(
    map_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wie = ["--naam", "Bea", "--wachtwoord-stdin", "--map", str(map_)]
    for regels, status in ((f"{WACHTWOORD}\n999990019\n", 0), (f"{WACHTWOORD}\n", 2)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(regels))
        assert main(["inzage", "--bsn", "--uit", str(tmp_path / "inzage"), *wie]) == status
    assert capsys.readouterr().err.startswith("Er is geen BSN gegeven;")
    assert (tmp_path / "inzage" / "inzage.pdf").exists()


def test_inzage_komt_niet_in_de_map_met_dossiers(doe: Doe, map_: Path) -> None:
    assert doe("inzage", "--bsn", "999990019", "--uit", map_ / "inzage") == 2
    assert not (map_ / "inzage").exists()


def test_zonder_naam_is_het_wie_hier_het_laatst_inlogde(
    map_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    opdracht = ["reservekopie", str(tmp_path / "alles.kopie"), "--wachtwoord-stdin", "--map", str(map_)]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WACHTWOORD}\n"))
    assert main(opdracht) == 2
    assert "geef het met --naam" in capsys.readouterr().err
    bewaar_voorkeuren(map_, Voorkeuren(naam="Bea"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WACHTWOORD}\n"))
    assert main(opdracht) == 0
    assert capsys.readouterr().out.startswith("Reservekopie van ")


def test_een_wachtwoord_dat_nergens_kan_worden_getypt_is_een_zin(map_: Path) -> None:
    opdracht = ["log", "controleer", "--naam", "Bea", "--map", str(map_)]
    klaar = subprocess.run(
        [sys.executable, "-m", "consulent_app", *opdracht],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=paden.wortel(),
    )  # fmt: skip
    assert klaar.returncode == 2
    assert klaar.stderr.startswith("Er is geen wachtwoord gegeven;")
