"""Keep the memory of this process off the disk and away from other programs of the same user."""

from __future__ import annotations

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def scherm_af() -> None:
    """See to it that a crash leaves no copy of the memory, with the key in it, where that can be helped.

    Windows has no such switch for a program itself.
    """
    if sys.platform == "win32":
        return
    import resource

    # A limit that was lowered by somebody else may not be set again; it is low enough then.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _niet_uit_te_lezen()


def _niet_uit_te_lezen() -> None:
    """Also where the system hands a crash to a program, which the limit does not stop."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
