"""The number that two people compare by voice before one takes a key from the other."""

from __future__ import annotations

import hashlib

CIJFERS, PER_GROEP = 16, 4


def controlegetal(inhoud: bytes) -> str:
    """Return the number of a key, or of a file with a key in it."""
    getal = int.from_bytes(hashlib.sha256(b"consulent controlegetal" + inhoud).digest()[:8]) % 10**CIJFERS
    cijfers = f"{getal:0{CIJFERS}d}"
    return " ".join(cijfers[plek : plek + PER_GROEP] for plek in range(0, CIJFERS, PER_GROEP))


def zelfde_getal(getypt: str, getal: str) -> bool:
    """Say whether somebody typed this number, with or without spaces."""
    return "".join(getypt.split()) == "".join(getal.split())
