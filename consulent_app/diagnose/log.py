"""The technical log: Python's own, rotated, in which only words and places of our own code can stand."""

from __future__ import annotations

import logging
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from consulent_app import __version__
from consulent_app.diagnose.plekken import beschrijf
from consulent_app.diagnose.woorden import Woord

BESTAND = "consulent.log"
GROOTTE, AANTAL = 1_000_000, 3
#: What takes longer stands in the log.
LANG_S = 1.0
WEGGELATEN = "tekst weggelaten"

_log = logging.getLogger("consulent")
# Without a file to write in Python would print it instead.
_log.addHandler(logging.NullHandler())

BEGIN = Woord("start %s; Python %s; Qt %s; %s %s; venster na %d ms")
MISLUKT = Woord("%s mislukt: %s")
DUURDE = Woord("%s duurde %.1f s")
CRASH = Woord("harde crash in de sessie hiervoor: %s")


class Regelvorm(logging.Formatter):
    """Of each argument only a number or a Woord is written, of a message only one that is a Woord.

    Everything else, of us or of a library, is left out: nobody can know what is in it.
    """

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; of an exception only its types and places."""
        delen = [self.formatTime(record), record.levelname, _bericht(record)]
        if record.exc_info and record.exc_info[1] is not None:
            delen.append(beschrijf(record.exc_info[1]))
        return " ".join(delen)


def _bericht(record: logging.LogRecord) -> str:
    if type(record.msg) is not Woord:
        bron = record.name.partition(".")[0]
        return f"{bron if bron.isidentifier() and bron in _bekend() else 'elders'} ({WEGGELATEN})"
    argumenten = record.args if isinstance(record.args, tuple) else ()
    return str(record.msg) % tuple(_veilig(deel) for deel in argumenten)


def _bekend() -> set[str]:
    """Return the names of libraries: those of loggers can be made of anything."""
    return {naam.partition(".")[0] for naam in sys.modules}


def _veilig(deel: Any) -> Any:
    return deel if type(deel) in (Woord, int, float) else Woord(WEGGELATEN)


class Logbestand(RotatingFileHandler):
    """A log that cannot be written is no reason to stop, nor to show what it would have said."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: Python would print the message with all that is in it."""


def begin(map_: Path) -> None:
    """Let everything from warnings up go into the log of this folder, and nowhere else; twice is once."""
    if any(isinstance(deel, Logbestand) for deel in logging.getLogger().handlers):
        return
    with suppress(OSError):
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        pad = map_ / BESTAND
        bestand = Logbestand(pad, maxBytes=GROOTTE, backupCount=AANTAL - 1, encoding="utf-8", delay=True)
        bestand.setFormatter(Regelvorm())
        logging.getLogger().addHandler(bestand)
        _log.setLevel(logging.INFO)


def sluit() -> None:
    """Close the log and let Python's own way of logging be as it was."""
    wortel = logging.getLogger()
    for deel in [deel for deel in wortel.handlers if isinstance(deel, Logbestand)]:
        wortel.removeHandler(deel)
        deel.close()
    _log.setLevel(logging.NOTSET)


def bestanden(map_: Path) -> list[Path]:
    """Return the files of the log that are there, the oldest first."""
    namen = [*(f"{BESTAND}.{nummer}" for nummer in range(AANTAL - 1, 0, -1)), BESTAND]
    return [map_ / naam for naam in namen if (map_ / naam).is_file()]


def meld_begin(qt: str, ms: int) -> None:
    """Put down which versions started, and how long that took."""
    systeem = (Woord(platform.system()), Woord(platform.release()))
    _log.info(BEGIN, Woord(__version__), Woord(platform.python_version()), Woord(qt), *systeem, ms)


def meld_fout(wat: Woord, fout: BaseException) -> None:
    """Put down what failed, with the kind of exception and the places in our own code."""
    _log.warning(MISLUKT, wat, beschrijf(fout))


def meld_crash(spoor: Woord) -> None:
    """Put down where the program stopped the time before."""
    _log.error(CRASH, spoor)


@contextmanager
def gemeten(wat: Woord) -> Iterator[None]:
    """Put down how long the block took when that is long, and with what it failed."""
    begin_ = time.perf_counter()
    try:
        yield
    except Exception as fout:
        meld_fout(wat, fout)
        raise
    finally:
        duur = time.perf_counter() - begin_
        if duur >= LANG_S:
            _log.info(DUURDE, wat, duur)
