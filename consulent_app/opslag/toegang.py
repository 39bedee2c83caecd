"""The key of a database, whatever form its key file has, also when that key was just being changed."""

from __future__ import annotations

from pathlib import Path

from consulent_app.fouten import EersteKeer
from consulent_app.opslag import sleutelbos, sleutelbos1
from consulent_app.opslag.sleutelbos import Sleutelbos
from consulent_app.opslag.sleutelbos1 import Sleutelbos1
from consulent_app.opslag.verbinding import BESTANDSNAAM, past
from consulent_app.opslag.versleuteling import wis


def sleutel_van(map_: Path, bos: Sleutelbos | Sleutelbos1, naam: str, wachtwoord: str) -> bytearray:
    """Return the key with which the database in this folder opens.

    Raises EersteKeer for a start password, which opens nothing but the choice of another; InvoerFout when
    name or password is wrong.
    """
    if isinstance(bos, Sleutelbos1):
        return sleutelbos1.pak_uit(bos, wachtwoord)
    sleutel, wie = sleutelbos.pak_uit(bos, naam, wachtwoord)
    if sleutelbos.neem(bos, wie.naam).startwoord:
        wis(sleutel)
        raise EersteKeer(sleutelbos.KIES_EERST)
    nieuw = sleutelbos.volgende_sleutel(bos, sleutel)
    return sleutel if nieuw is None or past(map_ / BESTANDSNAAM, sleutel) else nieuw
