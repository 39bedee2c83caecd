"""The first form of the key file: one password without a name. It is read once, and then replaced."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from consulent_app.fouten import InvoerFout
from consulent_app.opslag.sleutelbos import KLOPT_NIET
from consulent_app.opslag.versleuteling import Argon2, afgeleid, als_bytes, ontwikkel

VERSIE = 1


@dataclass(frozen=True, slots=True)
class Sleutelbos1:
    """The database key, wrapped by the one password."""

    id: str
    argon2: Argon2
    zout: bytes
    nonce: bytes
    verpakt: bytes


def pak_uit(bos: Sleutelbos1, wachtwoord: str) -> bytearray:
    """Return the database key; raises InvoerFout when the password is wrong."""
    gebonden = als_bytes([VERSIE, bos.id, "wachtwoord", asdict(bos.argon2)])
    sleutel = ontwikkel(afgeleid(wachtwoord, bos.zout, bos.argon2), bos.nonce + bos.verpakt, gebonden)
    if sleutel is None:
        raise InvoerFout(KLOPT_NIET)
    return sleutel
