"""How long a year of a large gemeente takes: all tables and the workbook, in a process of its own."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tellingen.verzonnen import feiten

pytestmark = pytest.mark.prestaties
METEN = """
import resource, sys, time
begin = time.perf_counter()
import pandas as pd
from datetime import date
from consulent_app.tellingen.doelen import lees_monitor
from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.tabellen import tel
from consulent_app.tellingen.verslag import maak_verslag
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.werkboek import als_xlsx
geladen = time.perf_counter()
bron = Telfeiten(*(pd.read_pickle(f"{sys.argv[1]}/{n}.pkl") for n in ("feiten", "redenen", "stappen")))
gelezen = time.perf_counter()
dag = date(2027, 1, 11)
telling = tel(bron, Week(2026, 1), Week(2026, 53), dag)
als_xlsx(maak_verslag(telling, lees_monitor("heemskerk"), dag, "Heemskerk"))
klaar = time.perf_counter()
print(klaar - gelezen, geladen - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_een_jaar_van_een_grote_gemeente(tmp_path: Path) -> None:
    """Prints the median of five runs and the peak memory, for 100,000 judgements."""
    bron = feiten(100_000, 3)
    for naam in ("feiten", "redenen", "stappen"):
        getattr(bron, naam).to_pickle(tmp_path / f"{naam}.pkl")
    omgeving = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    gemeten = []
    for _ in range(5):
        klaar = subprocess.run(
            [sys.executable, "-c", METEN, str(tmp_path)],
            capture_output=True, encoding="utf-8", check=True, timeout=300, env=omgeving,
        )  # fmt: skip
        gemeten.append([float(deel) for deel in klaar.stdout.split()])
    tijd, laden, geheugen = (statistics.median(rij[plek] for rij in gemeten) for plek in range(3))
    print(
        f"\ntabellen en XLSX {tijd:.2f} s, pandas laden {laden:.2f} s, {geheugen:.0f} MB (doel 3 s, 500 MB)"
    )
    assert tijd < 3
    assert geheugen < 500
