"""Where in our own code something went wrong, and with what kind of exception: nothing of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from consulent_app.diagnose.woorden import Woord

PAKKET = "consulent_app"
#: What measures stands around everything, and says nothing.
METEN = f"{PAKKET}.diagnose.log"
HOOGSTENS = 6
GEEN_PLEK = Woord("buiten onze code")


def beschrijf(fout: BaseException) -> Woord:
    """Return the types of an exception and of what caused it, each with places in our own code."""
    return Woord(" door ".join(_een(deel) for deel in _keten(fout)))


def plek(naam: str, regel: int) -> str:
    """Return a line of our own code by the name of its module; '' for what is not ours."""
    if not naam.startswith(f"{PAKKET}.") or naam == METEN:
        return ""
    return f"{naam.replace('.', '/')}.py:{regel}"


def _keten(fout: BaseException) -> Iterator[BaseException]:
    gezien: list[BaseException] = []
    nu: BaseException | None = fout
    while nu is not None and not any(nu is eerder for eerder in gezien) and len(gezien) < HOOGSTENS:
        gezien.append(nu)
        yield nu
        nu = nu.__cause__ or (None if nu.__suppress_context__ else nu.__context__)


def _een(fout: BaseException) -> str:
    # A number of the system says more than its name: disk full, no rights.
    nummer = f" {fout.errno}" if isinstance(fout, OSError) and isinstance(fout.errno, int) else ""
    return f"{type(fout).__name__}{nummer} in {_plekken(fout.__traceback__) or GEEN_PLEK}"


def _plekken(spoor: TracebackType | None) -> str:
    """Return the last places in our own code, the deepest first."""
    gevonden = []
    while spoor is not None:
        # The module's name, not its file: a path holds the name of who is logged in.
        gevonden.append(plek(str(spoor.tb_frame.f_globals.get("__name__", "")), spoor.tb_lineno))
        spoor = spoor.tb_next
    return " < ".join([een for een in reversed(gevonden) if een][:HOOGSTENS])
