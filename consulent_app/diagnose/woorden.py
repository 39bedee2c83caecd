"""A word that may stand in the log, because it comes from the code and not from anybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


class Woord(str):
    """What is made of it with `+`, `%` or an f-string is a plain text again, and stays out of the log."""

    __slots__ = ()


def naam_van(doe: Callable[..., Any]) -> Woord:
    """Return the name in the code of what is to be done, without what it is done with."""
    while isinstance(doe, partial):
        doe = doe.func
    return Woord(getattr(doe, "__qualname__", type(doe).__qualname__))
