"""Ids that sort by time (UUIDv7, RFC 9562); Python has them of its own only from 3.14."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime


def uuid7(moment: datetime) -> str:
    """Return a new id for `moment` (time-zone aware), ordered to the microsecond."""
    microseconden = int(moment.timestamp() * 1_000_000)
    milli, rest = divmod(microseconden, 1000)
    # The 12 bits after the version hold the part of the millisecond (RFC 9562, method 3).
    waarde = milli << 80 | 7 << 76 | (rest * 4096 // 1000) << 64
    waarde |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=waarde))
