"""How long a year of a large gemeente takes, from the store to the workbook, in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from tests.prestaties.telfeiten import maak, zet_in
from tests.telling import rijen

pytestmark = pytest.mark.prestaties
BESLUITEN, WACHTWOORD = 100_000, "paard accu nietje"
#: The time of the process alone: other work on the computer does not count. Its peak of memory from the
#: system's own book: `getrusage` would give that of the process that started it when that was higher.
METEN = """
import sys, time
from datetime import date
from pathlib import Path
from consulent_app.acties.tellen import teltabellen
from consulent_app.acties.weektelling import maak_verslag_van
from consulent_app.acties.werkplek import Werkplek
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.werkboek import als_xlsx
with Dossierkast.open(Path(sys.argv[1]), "Sanne", sys.argv[2]) as kast:
    momenten = [time.process_time()]
    import pandas, xlsxwriter
    momenten.append(time.process_time())
    tabellen = teltabellen(Werkplek(kast, kast.medewerker), date.min, date(2027, 1, 3))
    momenten.append(time.process_time())
    verslag = maak_verslag_van(tabellen, Week(2026, 1), Week(2026, 53), date(2027, 1, 11), lambda _: None)
    momenten.append(time.process_time())
    als_xlsx(verslag)
    momenten.append(time.process_time())
print(*(na - voor for voor, na in zip(momenten, momenten[1:])))
[piek] = [regel.split()[1] for regel in open("/proc/self/status") if regel.startswith("VmHWM")]
print(int(piek) / 1024)
"""


def test_een_jaar_van_een_grote_gemeente(tmp_path: Path) -> None:
    """Prints the medians of five runs: loading pandas, reading, counting, the workbook, memory."""
    alles, map_ = maak(BESLUITEN), tmp_path / "kast"
    assert sum(rij[8] in ("toegekend", "afgewezen") for rij in alles.feiten) >= BESLUITEN
    with Dossierkast.maak(map_, "Sanne", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        zet_in(kast, alles)
        assert rijen(kast) == alles
    omgeving = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    opdracht = [sys.executable, "-c", METEN, str(map_), WACHTWOORD]
    gemeten = []
    for _ in range(5):
        klaar = subprocess.run(
            opdracht, capture_output=True, encoding="utf-8", check=True, timeout=300, env=omgeving
        )
        gemeten.append([float(deel) for deel in klaar.stdout.split()])
    laden, lezen, tellen, boek, geheugen = (
        statistics.median(rij[plek] for rij in gemeten) for plek in range(5)
    )
    som = lezen + tellen + boek
    print(
        f"\n{len(alles.feiten)} feiten: lezen {lezen:.2f} s, tellen {tellen:.2f} s, XLSX {boek:.2f} s, "
        f"samen {som:.2f} s (doel 3 s); pandas laden {laden:.2f} s; {geheugen:.0f} MiB (doel 500 MiB)"
    )
    assert som < 3
    assert geheugen < 500
