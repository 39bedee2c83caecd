"""Whether the last writes, which wait beside the database for the next start, are all still readable.

SQLite stops at the first frame that does not add up, and takes what was kept after it for never
written: without a word. See "WAL-mode File Format" of SQLite for the form.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

KOP, RAAMKOP = 32, 24
_MERKEN = {0x377F0682: "<", 0x377F0683: ">"}
Som = tuple[int, int]


def is_heel(database: Path) -> bool:
    """Say whether no frame comes after a broken one; a last one may be half, as a crash leaves it."""
    try:
        inhoud = memoryview(database.with_name(database.name + "-wal").read_bytes())
    except FileNotFoundError:
        return True
    if len(inhoud) <= KOP:
        return True
    merk, _, bladzijde, _ = struct.unpack(">4I", inhoud[:16])
    volgorde = _MERKEN.get(merk, "<")
    som = _som(inhoud[:24], (0, 0), volgorde)
    if merk not in _MERKEN or som != struct.unpack(">2I", inhoud[24:KOP]):
        return False
    ramen = _ramen(inhoud, bladzijde)
    zout = bytes(inhoud[16:24])
    for raam in ramen:
        som = _som(raam[RAAMKOP:], _som(raam[:8], som, volgorde), volgorde)
        if raam[8:16] != zout or som != struct.unpack(">2I", raam[16:RAAMKOP]):
            break
    # What was left of an earlier turn has another salt.
    return all(raam[8:16] != zout for raam in ramen)


def _ramen(inhoud: memoryview, bladzijde: int) -> Iterator[memoryview]:
    lengte = RAAMKOP + bladzijde
    return (inhoud[begin : begin + lengte] for begin in range(KOP, len(inhoud) - lengte + 1, lengte))


def _som(deel: memoryview, som: Som, volgorde: str) -> Som:
    een, twee = som
    for links, rechts in struct.iter_unpack(f"{volgorde}2I", deel):
        een = (een + links + twee) & 0xFFFFFFFF
        twee = (twee + rechts + een) & 0xFFFFFFFF
    return een, twee
