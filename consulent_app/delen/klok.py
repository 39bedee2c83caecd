"""The clock of the delingen: later than everything seen, and near the time of the wall.

A hybrid logical clock as one whole number: the milliseconds since 1970, and in the lowest
16 bits a count within one of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

#: A workplace whose clock is so far ahead would win every choice by clock from all others.
TE_VER_VOORUIT = timedelta(days=1)
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDE = timedelta(milliseconds=1)
_TELBITS = 16


def tik(laatste: int, nu: datetime) -> int:
    """Return the next moment after `laatste`; `nu` is aware of its zone."""
    return max(laatste + 1, _milliseconden(nu) << _TELBITS)


def gezien(laatste: int, ander: int) -> int:
    """Return what counts as last after a moment of another workplace was seen."""
    return max(laatste, ander)


def moment(hlc: int) -> datetime:
    """Return the time of the wall in it, in UTC."""
    return _BEGIN + (hlc >> _TELBITS) * _MILLISECONDE


def loopt_voor(hlc: int, nu: datetime) -> bool:
    """Say whether it lies so far ahead that the clock of its workplace must be wrong."""
    return hlc >> _TELBITS > _milliseconden(nu + TE_VER_VOORUIT)


def _milliseconden(nu: datetime) -> int:
    return (nu - _BEGIN) // _MILLISECONDE
