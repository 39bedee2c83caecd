"""From the start of the process to a window that can be used; a figure, not a pass or a fail."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.prestaties

START = """
import os, sys
from pathlib import Path
from consulent_app.ui.app import maak_app, maak_venster
app = maak_app()
venster = maak_venster(Path(sys.argv[1]))
venster.show()
for _ in range(3):
    app.processEvents()
print("bruikbaar", flush=True)
os._exit(0)
"""


def test_start_tot_bruikbaar_venster(tmp_path: Path) -> None:
    tijden = []
    for _ in range(7):
        begin = time.perf_counter()
        uitvoer = subprocess.run(
            [sys.executable, "-c", START, str(tmp_path)],
            check=True,
            capture_output=True,
            env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        )
        tijden.append(time.perf_counter() - begin)
        assert b"bruikbaar" in uitvoer.stdout
    print(f"\nvan start tot bruikbaar venster: {statistics.median(tijden):.2f} s (doel 2)")
