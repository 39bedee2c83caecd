"""One program at a time on one folder: a lock that the operating system drops with the process."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.storing import vertaald

BESTANDSNAAM = "consulent.grendel"
AL_OPEN = "Het programma staat al open. Ga naar het venster dat al open is of sluit dat eerst."
_LOS = -1


class Grendel:
    """The lock on one folder, held from its making until `los()`."""

    def __init__(self, map_: Path) -> None:
        """Take the lock; raises OmgevingsFout when another program has it or the folder is shut."""
        with vertaald():
            self._fd = os.open(map_ / BESTANDSNAAM, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _sluit_af(self._fd)
            except OSError as fout:
                self.los()
                # What POSIX and Windows say about a lock that another has.
                if fout.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                    raise OmgevingsFout(AL_OPEN) from fout
                raise

    def los(self) -> None:
        """Give the lock back; doing so twice does nothing.

        The file stays: removing it would let two programs lock two different files.
        """
        fd, self._fd = self._fd, _LOS
        if fd != _LOS:
            os.close(fd)


if sys.platform == "win32":
    import msvcrt

    def _sluit_af(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _sluit_af(fd: int) -> None:
        # flock and not lockf: lockf lets the same process in twice and drops the lock when any
        # other handle on the file is closed.
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
