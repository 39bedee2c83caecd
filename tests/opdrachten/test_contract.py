"""Every command on which scripts of the gemeente may rely is there, and none needs a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consulent_app.acties.oefenen import NAAM, WACHTWOORD
from consulent_app.opslag.dossierkast import Dossierkast

OPDRACHTEN = (
    "toets", "brieven", "ambtshalve", "weektelling", "regels controleer", "regels vergelijk",
    "regels vragenlijst", "synchroniseer", "reservekopie", "herstel", "oefenen",
)  # fmt: skip
SCHERMEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def consulent(thuis: Path, *argumenten: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a script does, on a machine without a screen."""
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in SCHERMEN}
    return subprocess.run(
        [sys.executable, "-m", "consulent_app", *argumenten], env=omgeving | {"CONSULENT_MAP": str(thuis)},
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_elke_opdracht_is_er(tmp_path: Path, opdracht: str) -> None:
    klaar = consulent(tmp_path, *opdracht.split(), "--help")
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert opdracht in klaar.stdout


def test_oefenen_maakt_zonder_scherm_een_eigen_opslag(tmp_path: Path) -> None:
    for _ in range(2):
        klaar = consulent(tmp_path / "echt", "oefenen")
        assert klaar.returncode == 0, klaar.stderr
        (pad,) = klaar.stdout.splitlines()
    assert not (tmp_path / "echt").exists()
    with Dossierkast.open(Path(pad), NAAM, WACHTWOORD) as kast:
        assert len(kast.zoek("")) >= 10


def test_synchroniseren_zonder_server_is_een_zin(tmp_path: Path) -> None:
    klaar = consulent(tmp_path / "leeg", "synchroniseer")
    assert klaar.returncode == 2
    assert len(klaar.stderr.splitlines()) == 1
