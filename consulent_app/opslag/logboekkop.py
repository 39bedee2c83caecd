"""How far the log was, kept beside the database: cutting off the end of the log then shows.

A MAC under a key that follows from the database key stops whoever has the folder but not a password.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.opslag import logboek
from consulent_app.opslag.logboek import Kop
from consulent_app.opslag.sleutelbestand import schrijf_heel
from consulent_app.opslag.verbinding import doelsleutel

if TYPE_CHECKING:
    from consulent_app.opslag.verbinding import Verbindingen

BESTANDSNAAM = "logboek.kop"
DOEL = b"consulent: kop van het logboek"
GROOTSTE_BESTAND = 4096


class Stand(Enum):
    """What the file beside the database says of the log."""

    KLOPT = "klopt"
    ONTBREEKT = "ontbreekt"
    VERVALST = "vervalst"
    PAST_NIET = "past niet"


def leg_vast(verbindingen: Verbindingen) -> None:
    """Write how far the log is now, unless what stands there does not fit: that is evidence.

    Raises OmgevingsFout when the disk refuses.
    """
    with verbindingen.lezen() as database:
        # A copy is also made of data that are still to get their log.
        er_is_een_log = logboek.bestaat(database)
    if er_is_een_log and keur(verbindingen) is Stand.KLOPT:
        vernieuw(verbindingen)


@contextmanager
def bij_nieuwe_sleutel(verbindingen: Verbindingen) -> Iterator[None]:
    """Let what is kept here go along with the key of the database, which the block changes.

    What did not fit before does not fit after.
    """
    klopte = keur(verbindingen) is Stand.KLOPT
    yield
    if klopte:
        vernieuw(verbindingen)


def neem_over(verbindingen: Verbindingen, vorige: bytearray) -> None:
    """Write it anew when it fits under the key of before: the program stopped while that changed."""
    with verbindingen.lezen() as database:
        gelezen = _lees(verbindingen, doelsleutel(vorige, DOEL))
        past = gelezen is not None and logboek.heeft(database, gelezen)
    if past:
        vernieuw(verbindingen)


def vernieuw(verbindingen: Verbindingen) -> None:
    """Write how far the log is now, whatever stands there; raises OmgevingsFout when the disk refuses.

    For who looked into what did not fit, and for a new database key.
    """
    with verbindingen.lezen() as database:
        nu = logboek.kop(database)
    if _lees(verbindingen) != nu:
        inhoud = {"nr": nu.nr, "hash": nu.hash, "mac": _mac(verbindingen.afgeleid(DOEL), nu)}
        schrijf_heel(_pad(verbindingen), json.dumps(inhoud).encode("ascii"))


def keur(verbindingen: Verbindingen) -> Stand:
    """Say whether the log goes on from where the file says that it was."""
    with verbindingen.lezen() as database:
        if not _pad(verbindingen).exists():
            # A log that nobody wrote in yet, of data that are new or come from an older program.
            return Stand.KLOPT if logboek.kop(database) == logboek.LEEG else Stand.ONTBREEKT
        gelezen = _lees(verbindingen)
        if gelezen is None:
            return Stand.VERVALST
        return Stand.KLOPT if logboek.heeft(database, gelezen) else Stand.PAST_NIET


def _pad(verbindingen: Verbindingen) -> Path:
    return verbindingen.map / BESTANDSNAAM


def _lees(verbindingen: Verbindingen, geheim: bytes | None = None) -> Kop | None:
    """Return what the file says, None when it is not there or was not written by this program.

    `geheim` is for the database key of before.
    """
    try:
        inhoud: Any = json.loads(_pad(verbindingen).read_bytes()[:GROOTSTE_BESTAND])
        kop = Kop(int(inhoud["nr"]), str(inhoud["hash"]))
        mac = _mac(geheim or verbindingen.afgeleid(DOEL), kop)
        echt = hmac.compare_digest(str(inhoud["mac"]).encode(), mac.encode())
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return kop if echt else None


def _mac(geheim: bytes, kop: Kop) -> str:
    return hmac.digest(geheim, f"{kop.nr} {kop.hash}".encode(), "sha256").hex()
