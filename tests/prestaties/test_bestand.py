"""How long a whole file takes, from Parquet to everything on disk, in a process of its own."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.prestaties.gemeente import maak

pytestmark = pytest.mark.prestaties
METEN = """
import resource, sys, time
from consulent_app.cli import main
begin = time.perf_counter()
status = main(["ambtshalve", sys.argv[1], "--map", sys.argv[2], "--peildatum", "2026-11-18"])
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, status)
"""


@pytest.mark.parametrize("aantal", [100_000, int(os.environ.get("HUISHOUDENS", "1000000"))])
def test_een_heel_bestand(tmp_path: Path, aantal: int) -> None:
    """Prints the median of three runs and the peak memory; HUISHOUDENS=8400000 is all of the country."""
    maak(aantal, tmp_path / "in")
    tijden, piek = [], 0
    for _ in range(3):
        klaar = subprocess.run(
            [sys.executable, "-c", METEN, str(tmp_path / "in"), str(tmp_path / "uit")],
            capture_output=True, encoding="utf-8", check=True, timeout=3000,
        )  # fmt: skip
        tijd, megabyte, status = klaar.stdout.splitlines()[-1].split()
        assert status == "0"
        tijden.append(float(tijd))
        piek = max(piek, int(megabyte))
    print(f"\n{aantal} huishoudens: {statistics.median(tijden):.1f} s, hoogstens {piek} MB")
    assert piek < 2048
