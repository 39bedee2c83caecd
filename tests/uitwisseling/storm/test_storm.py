"""Whatever breaks and whenever: in the end all workplaces hold the same, and nothing is lost or doubled.

The continuous build does the first twenty schedules. More, or one that failed, again:
CONSULENT_STORM=200 python3 dev.py test tests/uitwisseling/storm
CONSULENT_STORM_ZAAD=17 python3 dev.py test tests/uitwisseling/storm
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acties.centrale import nieuwe_centrale
from tests.postgres import Proefserver, proefserver
from tests.uitwisseling.storm.storm import doorsta

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is van POSIX")
AANTAL = int(os.environ.get("CONSULENT_STORM", "20"))
ZAAD = os.environ.get("CONSULENT_STORM_ZAAD")
STAPPEN = 24


@pytest.fixture(scope="module")
def proef() -> Iterator[Proefserver]:
    with proefserver() as proef:
        yield proef


@pytest.mark.parametrize("zaad", [int(ZAAD)] if ZAAD else range(AANTAL))
def test_storm(zaad: int, tmp_path: Path, proef: Proefserver) -> None:
    print(f"zaad {zaad}")
    doorsta(zaad, tmp_path, proef, nieuwe_centrale(proef), STAPPEN)
