"""The key of a database, whatever form its key file has, also when that key was just being changed."""

from __future__ import annotations

from pathlib import Path

from consulent_app.opslag import sleutelbos, sleutelbos1
from consulent_app.opslag.sleutelbos import Sleutelbos
from consulent_app.opslag.sleutelbos1 import Sleutelbos1
from consulent_app.opslag.verbinding import BESTANDSNAAM, past


def sleutel_van(map_: Path, bos: Sleutelbos | Sleutelbos1, naam: str, wachtwoord: str) -> bytearray:
    """Return the key with which the database in this folder opens; raises InvoerFout."""
    if isinstance(bos, Sleutelbos1):
        return sleutelbos1.pak_uit(bos, wachtwoord)
    sleutel, _ = sleutelbos.pak_uit(bos, naam, wachtwoord)
    nieuw = sleutelbos.volgende_sleutel(bos, sleutel)
    return sleutel if nieuw is None or past(map_ / BESTANDSNAAM, sleutel) else nieuw
