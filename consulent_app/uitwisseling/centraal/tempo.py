"""How much goes over the line at a time: little to begin with, more while that goes well."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: A line that is cut each time after some ten kilobytes still gets on with this.
KLEINSTE_BYTES = 16_384
GROOTSTE_BYTES = 4_194_304
#: What is lost at a cut, and how long the screen has no news.
DOEL_SECONDEN = 2.0


@dataclass(slots=True)
class Tempo:
    """The size of the next portion, from how long the ones before it took."""

    hoogstens: int = GROOTSTE_BYTES
    omvang: int = KLEINSTE_BYTES

    @contextmanager
    def gemeten(self, bytes_: int) -> Iterator[None]:
        """Time one portion; at most doubles, as the first ones say little about a line."""
        begin = time.monotonic()
        yield
        duur = max(time.monotonic() - begin, 0.001)
        past = int(max(bytes_, self.omvang) * DOEL_SECONDEN / duur)
        self.omvang = max(KLEINSTE_BYTES, min(self.hoogstens, self.omvang * 2, past))
