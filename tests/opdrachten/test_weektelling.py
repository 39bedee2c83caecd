"""`consulent weektelling`: from a real store to a file, and every wrong use in one sentence."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from consulent_app.acties.weektelling import maak_telling
from consulent_app.acties.werkplek import Werkplek
from consulent_app.cli import main
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.woorden import woorden
from tests.telling import TELLING, Klok, gezin

WACHTWOORD = "vier losse woorden"
PERIODE = ("--van", "2026-W40", "--tot", "2026-W43")


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which thirty households got a decision on the first of October."""
    map_, klok = tmp_path_factory.mktemp("telling") / "gegevens", Klok()
    klok.nu = datetime(2026, 10, 1, 12, tzinfo=UTC)
    with Dossierkast.maak(map_, "Tineke", WACHTWOORD, argon2=Argon2(1, 8, 1), klok=klok) as kast:
        for _ in range(30):
            dossier = kast.nieuw(gezin()).id
            kast.telfeiten.tel(dossier, "besluit", TELLING)
    return map_


@pytest.fixture
def doe(map_: Path, monkeypatch: pytest.MonkeyPatch):
    def draai(*argumenten: object) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{WACHTWOORD}\n"))
        vast = ["--map", str(map_), "--naam", "Tineke", "--wachtwoord-stdin"]
        return main(["weektelling", *map(str, argumenten), *vast])

    return draai


def test_drie_vormen_naar_het_einde_van_de_naam(
    doe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for naam, begin in (("t.xlsx", b"PK"), ("t.csv", b"\xef\xbb\xbftabel,"), ("T.PDF", b"%PDF")):
        assert doe(*PERIODE, "--uit", tmp_path / naam) == 0
        assert (tmp_path / naam).read_bytes().startswith(begin)
        assert capsys.readouterr().out.strip() == str(tmp_path / naam)


def test_wat_als_een_toekenning_telt_is_een_instelling_van_de_gemeente(doe, tmp_path: Path) -> None:
    eigen = tmp_path / "eigen.toml"
    gezien = []
    for per in ("persoon", "huishouden"):
        eigen.write_text(f'[tellen]\ntoekenning_per = "{per}"\n', encoding="utf-8")
        assert doe(*PERIODE, "--uit", tmp_path / "t.pdf", "--instellingen", eigen) == 0
        tekst = " ".join(blad.extract_text() for blad in PdfReader(tmp_path / "t.pdf").pages)
        gezien.append(" ".join(tekst.split()))
    assert woorden()["per.huishouden"] in gezien[1]
    assert woorden()["per.huishouden"] not in gezien[0]


def test_de_getallen_zijn_die_van_de_opslag(doe, tmp_path: Path) -> None:
    assert doe(*PERIODE, "--uit", tmp_path / "t.csv") == 0
    regels = csv.DictReader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines())
    per = {(r["tabel"], r["rij"], r["kolom"]): r["waarde"] for r in regels}
    # Thirty households with a grant, an application and a refusal each.
    assert per["regelingen", "totaal", "beoordeeld"] == "90"
    assert per["bereikt", "totaal", "huishoudens"] == "30"
    assert per["bereikt", "totaal", "kinderen"] == "60"


def test_het_logboek_zegt_dat_er_is_geteld(doe, map_: Path, tmp_path: Path) -> None:
    assert doe(*PERIODE, "--uit", tmp_path / "t.csv") == 0
    with Dossierkast.open(map_, "Tineke", WACHTWOORD) as kast:
        assert any("tellingen" in str(regel) for regel in kast.logregels("Tineke", None))


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (("--van", "2026-W47", "--tot", "2026-W40", "--uit", "t.xlsx"), "wissel --van en --tot om"),
        (("--van", "2027-W53", "--tot", "2028-W02", "--uit", "t.xlsx"), "2027 heeft geen week 53"),
        (("--van", "veertig", "--tot", "2026-W40", "--uit", "t.xlsx"), "'veertig' is geen week"),
        ((*PERIODE, "--uit", "t.docx"), "kies uit .xlsx, .csv, .pdf"),
        ((*PERIODE, "--uit", "telling"), "onbekend einde"),
        (("--van", "2026-W10", "--tot", "2026-W12", "--uit", "t.xlsx"), "Er is niets geteld in week 10"),
        (("--van", "2026-W10", "--uit", "t.xlsx"), "er ontbreekt --tot"),
    ],
)
def test_verkeerd_gebruik_is_een_zin_en_geen_bestand(
    doe,
    argumenten,
    zin: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert doe(*argumenten) == 2
    fout = capsys.readouterr()
    assert zin in fout.err
    assert len(fout.err.splitlines()) == 1
    assert fout.out == ""
    assert list(tmp_path.iterdir()) == []


def test_een_bestand_dat_elders_open_is_blijft_zoals_het_was(
    doe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows refuses to replace what Excel has open; other systems do not, so the refusal is played."""
    uit = tmp_path / "t.csv"
    uit.write_text("van gisteren", encoding="utf-8")
    echt = Path.replace

    def geweigerd(zelf: Path, naar: Path) -> Path:
        if naar == uit:
            raise PermissionError(13, "in use")
        return echt(zelf, naar)

    monkeypatch.setattr(Path, "replace", geweigerd)
    assert doe(*PERIODE, "--uit", uit) == 2
    assert "t.csv is open in een ander programma" in capsys.readouterr().err
    assert uit.read_text(encoding="utf-8") == "van gisteren"
    assert [pad.name for pad in tmp_path.iterdir()] == ["t.csv"]


def test_van_een_telmaand_die_loopt_komt_geen_leeg_bestand(
    doe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two weeks after the decisions: all that is asked for is in weeks 40 to 43, which still run."""
    monkeypatch.setattr("consulent_app.cli_weektelling.vandaag", lambda: date(2026, 10, 14))
    for naam in ("t.xlsx", "t.csv", "t.pdf"):
        assert doe("--van", "2026-W40", "--tot", "2026-W42", "--uit", tmp_path / naam) == 2
        fout = capsys.readouterr()
        [zin] = fout.err.replace("\u00a0", " ").splitlines()
        assert "Nog niet geteld: week 40 tot en met week 42 van 2026" in zin
        assert "dat kan vanaf 26 oktober 2026" in zin
        assert fout.out == ""
    assert list(tmp_path.iterdir()) == []


def test_wat_er_nog_niet_in_staat_zegt_ook_de_opdracht(
    doe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("consulent_app.cli_weektelling.vandaag", lambda: date(2026, 11, 18))
    assert doe("--van", "2026-W40", "--tot", "2026-W47", "--uit", tmp_path / "t.csv") == 0
    gezegd = capsys.readouterr()
    assert gezegd.out.strip() == str(tmp_path / "t.csv")
    assert "week 44 tot en met week 47 van 2026" in gezegd.err.replace("\u00a0", " ")
    assert "23 november 2026" in gezegd.err.replace("\u00a0", " ")
    assert "2026-W44" not in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")


def test_het_scherm_krijgt_de_lopende_weken_ook_zonder_telmaand_die_voorbij_is(map_: Path) -> None:
    with Dossierkast.open(map_, "Tineke", WACHTWOORD) as kast:
        werkplek = Werkplek(kast, kast.medewerker)
        week = Week(2026, 40)
        toen = maak_telling(werkplek, week, week, date(2026, 10, 2), lambda _: None)
        later = maak_telling(werkplek, week, week, date(2026, 11, 18), lambda _: None)
    assert toen.lopend is not None
    assert toen.lopend.cijfers["beoordeeld"].tolist() == [90]
    assert later.lopend is None
