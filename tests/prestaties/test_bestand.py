"""How long a whole file takes, from Parquet to everything on disk, in a process of its own."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from consulent_app.paden import resources
from tests.prestaties.gemeente import maak

pytestmark = pytest.mark.prestaties
METEN = """
import resource, sys, time
from consulent_app.cli import main
begin = time.perf_counter()
status = main(["ambtshalve", sys.argv[1], "--map", sys.argv[2], "--peildatum", "2026-11-18"])
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, status)
"""


BRIEVEN = """
import sys, time
from datetime import date
from pathlib import Path
from consulent_app.acties.ambtshalve import toets_bestand
from consulent_app.acties.briefdagboek import Briefopdracht
from consulent_app.acties.briefreeks import druk_reeks, te_drukken
from consulent_app.acties.toetsen import Toetser
if __name__ == "__main__":
    bron, uit = map(Path, sys.argv[1:])
    toetser, dag = Toetser(), date(2026, 11, 18)
    pakket = toetser.pakket("oefenstad")
    toets_bestand(bron, uit, pakket, dag)
    wie = te_drukken(uit / "werklijst.csv")
    opdracht = Briefopdracht(bron, uit, pakket, dag, dag, toetser.kast)
    begin = time.perf_counter()
    reeks = druk_reeks(opdracht, wie)
    print(reeks.gedrukt, reeks.niet_gedrukt, time.perf_counter() - begin)
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


def test_brieven(tmp_path: Path) -> None:
    """Prints how many letters a second leave this machine, the starting of its processes included."""
    maak(30_000, tmp_path / "in")
    programma = tmp_path / "brieven.py"
    programma.write_text(BRIEVEN, encoding="utf-8")
    omgeving = {**os.environ, "PYTHONPATH": str(resources().parent)}
    klaar = subprocess.run(
        [sys.executable, str(programma), str(tmp_path / "in"), str(tmp_path / "uit")],
        capture_output=True, encoding="utf-8", check=True, timeout=3000,
        env=omgeving,
    )  # fmt: skip
    gedrukt, niet, tijd = klaar.stdout.split()
    assert niet == "0"
    print(f"\n{gedrukt} brieven in {float(tijd):.1f} s: {int(gedrukt) / float(tijd):.0f} per seconde")
