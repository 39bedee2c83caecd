"""`dev.py centraal`: a central server to try with, which is gone after Ctrl+C."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

from consulent_app.paden import wortel
from consulent_app.uitwisseling.centraal.uitnodiging import lees_uitnodiging
from tests.uitwisseling.centraal.proef import Schrijver, alles, begin, nieuw_dossier, stuur


def test_een_centrale_om_te_proberen_en_daarna_is_alles_weg() -> None:
    opdracht = [sys.executable, "-m", "tests.proefcentrale"]
    with subprocess.Popen(opdracht, cwd=wortel(), stdout=subprocess.PIPE, text=True) as proces:
        try:
            assert proces.stdout is not None
            regels = []
            while not regels or "--ca" not in regels[-1]:
                regels.append(proces.stdout.readline())
            uitnodigingen = re.findall(r"(\S+\.uitnodiging) +code (\S+)", "".join(regels))
            balie, tweede, _ = [lees_uitnodiging(Path(pad), code) for pad, code in uitnodigingen]
            begin(balie, tweede)
            deling = Schrijver(balie).schrijf(nieuw_dossier())
            stuur(balie, deling)
            assert alles(tweede) == [deling]
            proces.send_signal(signal.SIGINT)
            assert proces.wait(30) == 0
        finally:
            proces.kill()
    assert not Path(uitnodigingen[0][0]).parent.exists()
