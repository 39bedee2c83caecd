"""The power goes: what was answered on the screen is there at the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from consulent_app.opslag.dossierkast import Dossierkast
from tests.ui.conftest import WACHTWOORD, maak_kast

SCHERM = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from consulent_app.ui.app import maak_app, maak_venster

maak_app()
venster = maak_venster(Path(sys.argv[1]))
venster.show()

def wacht(klaar):
    while not klaar():
        QApplication.processEvents()
        time.sleep(0.005)

venster.inlog.eerste.setText(sys.argv[2])
venster.inlog.knop.click()
wacht(lambda: venster.werkblad.gesprek is not None and venster.werkblad.rustig)
for nummer in range(1000):
    venster.paginas["intake"].antwoord("huishouden.spaargeld", f"{nummer}.00")
    wacht(lambda: venster.werkblad.rustig)
    print(nummer, flush=True)
"""


def test_kill_tijdens_het_gesprek(tmp_path: Path) -> None:
    maak_kast(tmp_path)
    with Dossierkast.open(tmp_path, "Sanne", WACHTWOORD) as kast:
        dossier = kast.nieuw(
            {
                "schema": "intake/1",
                "peildatum": "2026-11-18",
                "pakket": "heemskerk",
                "personen": [{"id": "p1", "rol": "aanvrager"}],
            }
        )
    scherm = subprocess.Popen(
        [sys.executable, "-c", SCHERM, str(tmp_path), WACHTWOORD],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert scherm.stdout is not None
    laatst = -1
    for regel in scherm.stdout:
        laatst = int(regel)
        if laatst == 12:
            scherm.send_signal(signal.SIGKILL)
            break
    laatst = max([laatst, *(int(regel) for regel in scherm.stdout)])
    scherm.stdout.close()
    scherm.wait()
    with Dossierkast.open(tmp_path, "Sanne", WACHTWOORD) as kast:
        bewaard = kast.haal(dossier.id).document["huishouden"]["spaargeld"]
    assert float(bewaard) >= laatst >= 12
