"""A crash leaves no copy of the memory behind, once there is a key in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consulent_app import paden
from consulent_app.opslag.dossierkast import Dossierkast

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows heeft deze schakelaar niet")

STERF = """
import os, resource, sys
from pathlib import Path
from consulent_app.opslag.dossierkast import Dossierkast
hoog = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hoog, hoog))
if sys.argv[2]:
    Dossierkast.open(Path(sys.argv[1]), "Sanne", sys.argv[2])
os.abort()
"""


def laat_kern(map_: Path, wachtwoord: str) -> bool:
    """Let a process crash and say whether the system wrote its memory down."""
    opdracht = [sys.executable, "-c", STERF, str(map_), wachtwoord]
    omgeving = os.environ | {"PYTHONPATH": str(paden.wortel())}
    proces = subprocess.Popen(opdracht, cwd=map_.parent, env=omgeving)
    _, status = os.waitpid(proces.pid, 0)
    proces.returncode = status
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status)


def test_een_crash_schrijft_het_geheugen_niet_weg(kast: Dossierkast, map_: Path, wachtwoord: str) -> None:
    kast.sluit()
    if not laat_kern(map_, ""):
        pytest.skip("deze machine schrijft nooit geheugen weg")
    assert not laat_kern(map_, wachtwoord)


def test_de_schakelaars_staan_om_als_er_een_sleutel_is(
    kast: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    kast.sluit()
    vraag = (
        "import ctypes, resource, sys\n"
        "from pathlib import Path\n"
        "from consulent_app.opslag.dossierkast import Dossierkast\n"
        "Dossierkast.open(Path(sys.argv[1]), 'Sanne', sys.argv[2])\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))\n"
        "if sys.platform == 'linux':\n"
        "    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    opdracht = [sys.executable, "-c", vraag, str(map_), wachtwoord]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout.split("\n")
    assert uit[0] == "(0, 0)"
    if sys.platform == "linux":
        assert uit[1] == "0"
