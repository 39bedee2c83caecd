"""Wrong passwords slow down: in this process, and across restarts through a small file.

It never locks anybody out: the longest wait is five minutes, whatever the file or the clock says. It does
not help against who copies the folder; that is what argon2id and a long password are for.
"""

from __future__ import annotations

import json
import math
import threading
import time
from contextlib import suppress
from pathlib import Path

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.sleutelbestand import schrijf_heel

BESTANDSNAAM = "pogingen.json"
VRIJ = 3
LANGSTE_WACHT = 300
#: Who takes the file away gets one try without a wait, and not three.
ZONDER_BESTAND = VRIJ - 1

_toegang = threading.Lock()
# Per folder how many went wrong and when, on a clock that nobody can set.
_in_dit_proces: dict[Path, tuple[int, float]] = {}


def wacht_na(mislukt: int) -> int:
    """Return how many seconds have to pass after so many wrong passwords."""
    return 0 if mislukt < VRIJ else min(2 ** min(mislukt - VRIJ + 1, 16), LANGSTE_WACHT)


def begin(map_: Path) -> None:
    """Count a try as wrong until it turns out right, so that killing the program does not help.

    Raises InvoerFout when it is too soon for another try.
    """
    with _toegang:
        mislukt, seconden = _stand(map_)
        if seconden > 0:
            raise InvoerFout(
                f"Er is te vaak een verkeerd wachtwoord getypt. Probeer het over {_duur(seconden)} opnieuw."
            )
        _bewaar(map_, mislukt + 1)


def gelukt(map_: Path) -> int:
    """Forget what went wrong before, and return how many tries that were.

    Without the file that is ZONDER_BESTAND: that somebody took it away is to be seen as well.
    """
    with _toegang:
        tot_nu, _ = _stand(map_)
        _bewaar(map_, 0)
    # `begin` counted the try that turned out right.
    return max(0, tot_nu - 1)


def _stand(map_: Path) -> tuple[int, float]:
    """Return how many tries went wrong and how many seconds are left to wait."""
    uit_bestand, laatst = _lees(map_)
    if laatst > time.time():
        # The clock was set back, or the file edited: the wait begins anew now, and goes by.
        _bewaar(map_, uit_bestand)
        laatst = time.time()
    verstreken = time.time() - laatst
    hier, toen = _in_dit_proces.get(map_.resolve(), (0, 0.0))
    over = max(wacht_na(uit_bestand) - verstreken, wacht_na(hier) - (time.monotonic() - toen))
    return max(uit_bestand, hier), over


def _lees(map_: Path) -> tuple[int, float]:
    try:
        inhoud = json.loads((map_ / BESTANDSNAAM).read_bytes())
        mislukt, laatst = min(max(int(inhoud["mislukt"]), 0), 100), float(inhoud["laatst"])
        return (mislukt, laatst) if math.isfinite(laatst) else (ZONDER_BESTAND, 0.0)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return ZONDER_BESTAND, 0.0


def _bewaar(map_: Path, mislukt: int) -> None:
    _in_dit_proces[map_.resolve()] = (mislukt, time.monotonic())
    # A full disk must not keep out somebody who has the right password.
    with suppress(OmgevingsFout):
        schrijf_heel(map_ / BESTANDSNAAM, json.dumps({"mislukt": mislukt, "laatst": time.time()}).encode())


def _duur(seconden: float) -> str:
    heel = int(seconden) + 1
    return f"{heel} seconden" if heel <= 90 else f"{-(-heel // 60)} minuten"
