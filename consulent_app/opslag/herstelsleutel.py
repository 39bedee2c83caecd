"""The recovery key as text that people can copy from paper: Crockford's base32 with a checksum."""

from __future__ import annotations

import hashlib

from consulent_app.fouten import InvoerFout
from consulent_app.opslag.versleuteling import SLEUTELLENGTE, nieuwe_sleutel, wis

# Without I, L, O and U, which are taken for other signs.
TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LIJKT_OP = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "\n": "", "\t": ""})
_CONTROLEBYTES = 3
GROEP = 4
GROEPEN = (SLEUTELLENGTE + _CONTROLEBYTES) * 8 // 5 // GROEP

TYPEFOUT = (
    f"Er zit een typefout in de herstelsleutel. Het zijn {GROEPEN} groepjes van {GROEP} tekens; "
    "vergelijk ze een voor een met het papier."
)


def nieuw() -> str:
    """Return a recovery key that nobody has yet, to be shown and printed; it opens nothing so far."""
    sleutel = nieuwe_sleutel()
    tekst = als_tekst(sleutel)
    wis(sleutel)
    return tekst


def als_tekst(sleutel: bytearray) -> str:
    """Return the key as groups with a hyphen between them."""
    getal = int.from_bytes(bytes(sleutel) + _controle(sleutel))
    tekens = [TEKENS[getal >> 5 * plek & 31] for plek in reversed(range(GROEPEN * GROEP))]
    return "-".join("".join(tekens[i : i + GROEP]) for i in range(0, len(tekens), GROEP))


def uit_tekst(tekst: str) -> bytearray:
    """Return the key that was typed over; raises InvoerFout when there is a mistake in it."""
    tekens = tekst.strip().upper().translate(LIJKT_OP)
    if len(tekens) != GROEPEN * GROEP or any(teken not in TEKENS for teken in tekens):
        raise InvoerFout(TYPEFOUT)
    getal = 0
    for teken in tekens:
        getal = getal << 5 | TEKENS.index(teken)
    gelezen = bytearray(getal.to_bytes(SLEUTELLENGTE + _CONTROLEBYTES))
    sleutel, controle = gelezen[:SLEUTELLENGTE], gelezen[SLEUTELLENGTE:]
    if controle != _controle(sleutel):
        raise InvoerFout(TYPEFOUT)
    return sleutel


def zelfde_groep(sleuteltekst: str, nummer: int, getypt: str) -> bool:
    """Say whether somebody copied group `nummer` (from 1) as it stands on the paper."""
    groep = sleuteltekst.split("-")[nummer - 1]
    return getypt.strip().upper().translate(LIJKT_OP) == groep


def _controle(sleutel: bytearray) -> bytes:
    return hashlib.sha256(bytes(sleutel)).digest()[:_CONTROLEBYTES]
