"""Keep what this process knows and writes away from other users and programs of the same computer."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_DUMPABLE = 4
_VAN_DE_EIGENAAR = 0o700


def scherm_af() -> None:
    """See to it that a crash leaves no copy of the memory, and that what is written is for its owner alone.

    Windows has no such switch for a program itself, and gives a file the rights of its folder.
    """
    if sys.platform == "win32":
        return
    import resource

    # Also what SQLite and DuckDB put on the disk by themselves.
    os.umask(0o077)
    # A limit that was lowered by somebody else may not be set again; it is low enough then.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _niet_uit_te_lezen()


def sluit_voor_anderen(map_: Path, eigen: tuple[str, ...]) -> None:
    """Take the rights of all but the owner away from what is in a folder and begins with one of `eigen`.

    From the folder too, unless something else is in it, which others may need.
    """
    if sys.platform == "win32":
        return
    # Of somebody else, or on a disk that knows no rights: then they are not ours to take.
    with suppress(OSError):
        alles = [pad for pad in map_.iterdir() if not pad.is_symlink()]
        van_ons = [pad for pad in alles if pad.name.startswith(eigen)]
        for pad in van_ons if len(van_ons) < len(alles) else (*van_ons, map_):
            pad.chmod(pad.stat().st_mode & _VAN_DE_EIGENAAR)


def _niet_uit_te_lezen() -> None:
    """Also where the system hands a crash to a program, which the limit does not stop."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
