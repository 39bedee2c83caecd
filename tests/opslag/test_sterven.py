"""Processes that really die, disks that are really full: no answer that was saved is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast, bestaat
from consulent_app.opslag.logboekkop import Stand
from consulent_app.opslag.versleuteling import Argon2
from tests.telling import TELLING, rijen

Kind = Callable[..., "subprocess.Popen[str]"]
#: Five hundred before a release: CONSULENT_RONDEN=500 python3 dev.py test tests/opslag/test_sterven.py
RONDEN = int(os.environ.get("CONSULENT_RONDEN", "50"))


def antwoorden(kast: Dossierkast) -> list[int]:
    """Return the saved answers, after checking that the document goes with the last one, and the log."""
    dossier = kast.haal(kast.zoek("")[0].id)
    waarden = [int(g.inhoud["waarde"]) for g in kast.gebeurtenissen(dossier.id)[1:]]
    if waarden:
        assert dossier.document["huishouden"]["spaargeld"] == str(waarden[-1])
    logboek, stand = kast.controleer_logboek()
    assert (logboek.eerste_fout, stand) == (None, Stand.KLOPT)
    assert [r.handeling.resultaat for r in kast.logregels()].count("gelukt") == len(waarden)
    return waarden


@pytest.fixture
def gevuld(kast: Dossierkast, document: dict[str, Any], map_: Path) -> Path:
    """Give the folder of a cupboard with one dossier, closed."""
    kast.nieuw(document)
    kast.sluit()
    return map_


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is van POSIX")
def test_kill_9_verliest_geen_bevestigd_antwoord(gevuld: Path, wachtwoord: str, kind: Kind) -> None:
    kans = random.Random(9)
    bevestigd = 0
    for _ in range(RONDEN):
        proces = kind("schrijf", gevuld, wachtwoord, bevestigd + 1)
        assert proces.stdout is not None
        gezien = [proces.stdout.readline()]
        time.sleep(kans.uniform(0, 0.1))
        proces.kill()
        uit, fout = proces.communicate()
        # The last line may be half written; what stands before it was saved.
        gezien += uit.split("\n")[:-1]
        assert fout == ""
        with Dossierkast.open(gevuld, "Sanne", wachtwoord) as kast:
            bewaard = antwoorden(kast)
        assert bewaard == list(range(1, len(bewaard) + 1))
        assert len(bewaard) >= int(gezien[-1])
        bevestigd = len(bewaard)
    assert bevestigd > RONDEN


def beslist(kast: Dossierkast) -> int:
    """Return how many dossiers are decided, after checking that each has all of its facts, or none."""
    geteld = rijen(kast)
    per_huishouden = Counter(rij[1] for rij in geteld.feiten)
    stappen = Counter(rij[3] for rij in geteld.stappen)
    besloten = [dossier for dossier in kast.zoek("", 10_000) if dossier.status == "besloten"]
    assert set(per_huishouden.values()) <= {len(TELLING.feiten)}
    assert len(per_huishouden) == len(geteld.redenen) == stappen["verwijzing"] == len(besloten)
    assert stappen["begonnen"] == len(kast.zoek("", 10_000))
    for dossier in besloten:
        assert len(kast.stukken(dossier.id)) == 2
    return len(besloten)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is van POSIX")
def test_kill_9_laat_geen_besluit_zonder_feiten_en_geen_feiten_zonder_besluit(
    map_: Path, wachtwoord: str, goedkoop: Argon2, kind: Kind
) -> None:
    Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop).sluit()
    kans, er_waren = random.Random(5), 0
    for _ in range(RONDEN // 5):
        proces = kind("besluit", map_, wachtwoord)
        assert proces.stdout is not None
        gezien = [proces.stdout.readline()]
        time.sleep(kans.uniform(0, 0.1))
        proces.kill()
        uit, fout = proces.communicate()
        gezien += uit.split("\n")[:-1]
        assert fout == ""
        with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
            er_zijn = beslist(kast)
        assert er_zijn >= er_waren + int(gezien[-1])
        er_waren = er_zijn


def test_een_tweede_programma_wordt_geweigerd(gevuld: Path, wachtwoord: str, kind: Kind) -> None:
    with Dossierkast.open(gevuld, "Sanne", wachtwoord):
        proces = kind("houd_open", gevuld, wachtwoord)
        uit, fout = proces.communicate(timeout=30)
    assert uit.startswith("OmgevingsFout Het programma staat al open.")
    assert (proces.returncode, fout) == (2, "")


def test_hetzelfde_programma_opent_de_map_ook_geen_twee_keer(gevuld: Path, wachtwoord: str) -> None:
    with (
        Dossierkast.open(gevuld, "Sanne", wachtwoord),
        pytest.raises(OmgevingsFout, match=r"^Het programma staat al open\."),
    ):
        Dossierkast.open(gevuld, "Sanne", wachtwoord)
    Dossierkast.open(gevuld, "Sanne", wachtwoord).sluit()


def test_een_gestorven_programma_houdt_de_map_niet_dicht(gevuld: Path, wachtwoord: str, kind: Kind) -> None:
    proces = kind("schrijf", gevuld, wachtwoord, 1)
    assert proces.stdout is not None
    proces.stdout.readline()
    with pytest.raises(OmgevingsFout, match="al open"):
        Dossierkast.open(gevuld, "Sanne", wachtwoord)
    proces.kill()
    proces.wait()
    Dossierkast.open(gevuld, "Sanne", wachtwoord).sluit()


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is van POSIX")
@pytest.mark.parametrize("ruimte", [250_000, 400_000, 555_555])
def test_een_volle_schijf_is_een_zin_en_verliest_niets(
    gevuld: Path, wachtwoord: str, kind: Kind, ruimte: int
) -> None:
    uit, fout = kind("schrijf_tot_vol", gevuld, wachtwoord, ruimte).communicate(timeout=60)
    *bevestigd, zin, gelezen, daarna = uit.splitlines()
    assert fout == ""
    assert zin.startswith("OmgevingsFout ")
    assert "Wat u het laatst invulde is niet opgeslagen." in zin
    assert gelezen == f"gelezen {bevestigd[-1]}"
    with Dossierkast.open(gevuld, "Sanne", wachtwoord) as kast:
        assert antwoorden(kast) == [int(nummer) for nummer in [*bevestigd, daarna]]


def test_een_volle_database_zegt_dat_de_schijf_vol_is(kast: Dossierkast, document: dict[str, Any]) -> None:
    dossier = kast.nieuw(document)
    with kast._verbindingen.lezen() as database:
        # SQLite's own limit gives the very error of a full disk (SQLITE_FULL).
        database.execute("PRAGMA max_page_count = 60")
    document["huishouden"]["straat"] = "x" * 300_000
    with pytest.raises(OmgevingsFout, match=r"^De schijf is vol\."):
        kast.bewaar_antwoord(dossier.id, "huishouden.straat", "x", document)
    assert kast.haal(dossier.id) == dossier
    assert [g.soort for g in kast.gebeurtenissen(dossier.id)] == ["nieuw"]
    kast.zet_status(dossier.id, "besloten")


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is van POSIX")
@pytest.mark.parametrize("ruimte", [0, 300, 50_000])
def test_beginnen_op_een_volle_schijf_laat_geen_half_begin_achter(
    map_: Path, wachtwoord: str, goedkoop: Argon2, kind: Kind, ruimte: int
) -> None:
    uit, fout = kind("maak_zonder_ruimte", map_, wachtwoord, ruimte).communicate(timeout=60)
    assert "Maak ruimte vrij" in uit
    assert fout == ""
    assert not bestaat(map_)
    Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop).sluit()


@pytest.fixture
def alleen_lezen(
    wachtwoord: str, goedkoop: Argon2, document: dict[str, Any]
) -> Iterator[tuple[Path, Path]]:
    """Give a folder that may not be written and its database; root becomes somebody else."""
    # Not in tmp_path: whoever root becomes may not enter that.
    with tempfile.TemporaryDirectory() as boven:
        map_ = Path(boven) / "gegevens"
        with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop) as kast:
            kast.nieuw(document)
        Path(boven).chmod(0o755)
        map_.chmod(0o555)
        for bestand in map_.iterdir():
            bestand.chmod(0o444)
        als_root = os.geteuid() == 0
        if als_root:
            os.seteuid(65534)
        try:
            yield map_, map_ / "consulent.db"
        finally:
            if als_root:
                os.seteuid(0)
            map_.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="rechten met chmod zijn van POSIX")
def test_zonder_schrijfrechten_is_er_een_zin(alleen_lezen: tuple[Path, Path], wachtwoord: str) -> None:
    map_, database = alleen_lezen
    voor = database.read_bytes()
    with pytest.raises(OmgevingsFout, match="alleen leesrechten"):
        Dossierkast.open(map_, "Sanne", wachtwoord)
    with pytest.raises(OmgevingsFout, match="alleen leesrechten"):
        Dossierkast.maak(map_ / "nieuw", "Sanne", wachtwoord)
    assert database.read_bytes() == voor


def test_een_bestand_op_de_plaats_van_de_map_is_een_zin(
    tmp_path: Path, wachtwoord: str, goedkoop: Argon2
) -> None:
    (tmp_path / "map").write_text("")
    with pytest.raises(OmgevingsFout, match="De map met gegevens is er niet"):
        Dossierkast.maak(tmp_path / "map", "Sanne", wachtwoord, argon2=goedkoop)
