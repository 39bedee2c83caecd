"""Processes that really die and disks that are really full, while a file is made or read."""

from __future__ import annotations

import copy
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties import overdracht
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from tests.opslag.test_schijven import aangekoppeld
from tests.uitwisseling.overdracht.conftest import Kasten
from tests.uitwisseling.overdracht.plekken import WACHTWOORD, maak, voor
from tests.uitwisseling.overdracht.test_overdracht import VOORSTELDAG, apparaat, voorstel

KIND, WORTEL = Path(__file__).with_name("kind.py"), Path(__file__).resolve().parents[3]
RONDEN = int(os.environ.get("CONSULENT_RONDEN", "50")) // 5
niet_op_windows = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is van POSIX")


def sterf(seconden: float, *argumenten: object) -> bool:
    """Let a process of its own do it and kill it after a while; say whether it was done by then."""
    with subprocess.Popen(
        [sys.executable, KIND, *map(str, argumenten)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(WORTEL)},
    ) as proces:  # fmt: skip
        assert proces.stdout is not None
        assert proces.stdout.readline() == "open\n"
        time.sleep(seconden)
        proces.kill()
        uit, fout = proces.communicate()
    assert fout == ""
    return uit == "klaar\n"


@pytest.fixture
def vol_werk(kasten: Kasten, document: dict[str, Any]) -> tuple[Kasten, list[str]]:
    """Give the workplaces, with proposals at MET that have heavy prints."""
    met_ = kasten[2]
    ids = [voorstel(met_, copy.deepcopy(document)) for _ in range(20)]
    for id_ in ids:
        met_.bewaar_stuk(id_, "overzicht-nl", "o.pdf", os.urandom(150_000), {}, VOORSTELDAG)
    list(met_.delen.leg_vast())
    return kasten, ids


@niet_op_windows
def test_kill_9_bij_het_maken_geeft_de_beurt_een_keer(
    vol_werk: tuple[Kasten, list[str]], tmp_path: Path, stick: Path
) -> None:
    (een, _, met_), ids = vol_werk
    met_.sluit()
    kans, gedaan = random.Random(8), 0
    for ronde in range(RONDEN):
        # Longer each time: a machine may be slow.
        gedaan += sterf(kans.uniform(0, 0.1 * ronde), "maak", tmp_path / "m", "Murat", stick, 1)
        with Dossierkast.open(tmp_path / "m", "Murat", WACHTWOORD) as met_:
            (wie,) = {beurt.apparaat for beurt in map(met_.delen.beurt, ids) if beurt}
            assert wie in (apparaat(met_), apparaat(een))
            assert wie == apparaat(een) or not list(stick.glob("overdracht-*"))
    for pad in stick.glob("overdracht-*"):
        assert overdracht.lees(een, pad).afwijkingen == []
    with Dossierkast.open(tmp_path / "m", "Murat", WACHTWOORD) as met_:
        overdracht.lees(een, maak(met_, een, stick).pad)
        for id_ in ids:
            een.delen.keur_beurt(id_)
            assert een.delen.beurt(id_) == met_.delen.beurt(id_)
    assert gedaan < RONDEN


@niet_op_windows
def test_kill_9_bij_het_lezen_verliest_niets_en_gaat_daarna_door(
    vol_werk: tuple[Kasten, list[str]], tmp_path: Path, stick: Path
) -> None:
    (een, _, met_), ids = vol_werk
    pad = maak(met_, een, stick).pad
    een.sluit()
    kans, klaar, waren, ronde = random.Random(4), False, 0, 0
    while not klaar:
        ronde += 1
        klaar = sterf(kans.uniform(0, 0.1 * ronde), "lees", tmp_path / "a", "Sanne", pad)
        with Dossierkast.open(tmp_path / "a", "Sanne", WACHTWOORD) as een:
            er_zijn = len(een.delen.sinds({}))
            assert er_zijn >= waren
            for regel in een.zoek(""):
                assert een.haal(regel.id).document == met_.haal(regel.id).document
            waren = er_zijn
    with Dossierkast.open(tmp_path / "a", "Sanne", WACHTWOORD) as een:
        assert een.delen.sinds({}) == met_.delen.sinds({})
        for id_ in ids:
            een.delen.keur_beurt(id_)
            assert [s.pdf for s in een.stukken(id_)] == [s.pdf for s in met_.stukken(id_)]


@niet_op_windows
@pytest.mark.parametrize("ruimte", ["4k", "64k", "1m"])
def test_op_een_volle_stick_komt_niets_en_blijft_de_beurt(
    vol_werk: tuple[Kasten, list[str]], tmp_path: Path, ruimte: str
) -> None:
    (een, _, met_), ids = vol_werk
    vol = tmp_path / "vol"
    with aangekoppeld(vol, "-t", "tmpfs", "-o", f"size={ruimte}", "tmpfs"):
        with pytest.raises(OmgevingsFout, match="kon niet worden geschreven in de map vol"):
            maak(met_, een, vol)
        assert list(vol.iterdir()) == []
    hier = met_.delen.eigen
    assert hier is not None
    assert sorted(met_.delen.dossiers_bij(hier.apparaat)) == sorted(ids)


def test_op_een_volle_schijf_wordt_later_verder_gelezen(
    vol_werk: tuple[Kasten, list[str]], stick: Path
) -> None:
    (een, _, met_), ids = vol_werk
    pad = maak(met_, een, stick).pad
    with een._verbindingen.lezen() as database:
        bladen = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {bladen + 20}")
    with pytest.raises(OmgevingsFout, match=r"^De schijf is vol\."):
        overdracht.lees(een, pad)
    with een._verbindingen.lezen() as database:
        database.execute("PRAGMA max_page_count = 4294967294")
    kwam = overdracht.lees(een, pad)
    assert sorted(kwam.voorstellen) == sorted(kwam.beurten) == sorted(ids)


def test_een_map_die_niet_kan_is_een_zin(kasten: Kasten, stick: Path) -> None:
    een, twee, _ = kasten
    stick.write_text("een bestand, geen map")
    with pytest.raises(OmgevingsFout, match="kon niet worden geschreven"):
        overdracht.maak(een, voor(een, twee), stick, een.haal(een.nieuw({"personen": []}).id).aangemaakt)
