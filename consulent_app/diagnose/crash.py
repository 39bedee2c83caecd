"""A hard crash leaves its places in our own code, and the next start tells of it once."""

from __future__ import annotations

import faulthandler
import re
from contextlib import suppress
from pathlib import Path
from typing import IO

from consulent_app.diagnose import log
from consulent_app.diagnose.plekken import HOOGSTENS, PAKKET
from consulent_app.diagnose.woorden import Woord

BESTAND = "crash.txt"
GROOTST = 200_000
#: What faulthandler says first, of a signal or of an exception of Windows.
OORZAKEN = (
    "Segmentation fault", "Aborted", "Bus error", "Illegal instruction", "Floating-point exception",
    "access violation", "stack overflow",
)  # fmt: skip
ANDERS = "andere oorzaak"
_PLEK = re.compile(rf'File "(?:[^"]*[\\/])?{PAKKET}[\\/]([\w\\/]+)\.py", line (\d+)')

_open: list[IO[bytes]] = []


def vang_op(map_: Path) -> None:
    """Let a crash of this process write its frames in this folder: files and lines, and no values."""
    with suppress(OSError):
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        # To the end: more than one process of the program may have it open.
        bestand = (map_ / BESTAND).open("ab", buffering=0)
        faulthandler.enable(bestand)
        # As long as the process lives: faulthandler keeps only the number of the file.
        _open.append(bestand)


def laat_los(map_: Path) -> None:
    """End without a crash: what Windows told meanwhile was then none."""
    if _open:
        faulthandler.disable()
        _open.pop().close()
        with suppress(OSError):
            (map_ / BESTAND).write_bytes(b"")


def neem_vorige(map_: Path) -> bool:
    """Put a crash of before in the log, forget it, and say whether there was one."""
    try:
        with (map_ / BESTAND).open("r+b") as bestand:
            gelezen = bestand.read(GROOTST).decode("utf-8", errors="replace")
            bestand.truncate(0)
    except OSError:
        return False
    if not gelezen.strip():
        return False
    log.meld_crash(_spoor(gelezen))
    return True


def _spoor(gelezen: str) -> Woord:
    """Return the cause and our own places: the paths before them hold the name of who is logged in."""
    oorzaak = next((een for een in OORZAKEN if een in gelezen.partition("\n\n")[0]), ANDERS)
    plekken = [f"{PAKKET}/{naam}.py:{nr}" for naam, nr in _PLEK.findall(gelezen.replace("\\", "/"))]
    return Woord(f"{oorzaak} in {' < '.join(plekken[:HOOGSTENS]) or 'code van een ander'}")
