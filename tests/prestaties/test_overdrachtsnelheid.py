"""A hand-over file with a thousand dossiers and their prints: how long it takes, in how much memory."""

from __future__ import annotations

import copy
import os
import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from consulent_app.acties import overdracht
from tests.opslag.conftest import DOCUMENT
from tests.uitwisseling.overdracht import plekken

pytestmark = pytest.mark.prestaties
AANTAL, BYTES, DAG = 1000, 40_000, date(2026, 11, 21)


def test_duizend_dossiers_met_hun_brieven(tmp_path: Path) -> None:
    een = plekken.eerste(tmp_path / "een", "Sanne")
    with een, plekken.erbij(tmp_path / "twee", "Tineke", een, tmp_path / "kennis") as twee:
        for _ in range(AANTAL):
            with een.samen():
                id_ = een.nieuw(copy.deepcopy(DOCUMENT)).id
                for soort in ("beschikking", "overzicht-nl"):
                    een.bewaar_stuk(id_, soort, f"{soort}.pdf", os.urandom(BYTES), {}, DAG)
        list(een.delen.leg_vast())
        begin = time.perf_counter()
        gemaakt = plekken.maak(een, twee, tmp_path)
        maken = time.perf_counter() - begin
        assert len(overdracht.lees(twee, gemaakt.pad).bijgewerkt) == AANTAL
        lezen = time.perf_counter() - begin - maken
        tracemalloc.start()
        overdracht.lees(twee, plekken.maak(een, twee, tmp_path).pad)
        _, meest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    omvang = gemaakt.pad.stat().st_size
    print(f"{omvang / 1e6:.0f} MB, maken {maken:.1f} s, lezen {lezen:.1f} s, {meest / 1e6:.0f} MB geheugen")
    assert omvang < 1.1 * AANTAL * 2 * BYTES
    assert maken < 10
    assert lezen < 60
    # A portion of delingen at most, whatever the file.
    assert meest < 30_000_000
