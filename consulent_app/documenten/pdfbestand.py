"""Write a PDF 1.7 file: objects in packed streams, an index of them, and a name that follows from them.

ReportLab writes an older kind of file, in which a stream may end without a line end (ISO 19005-2,
6.1.7.1) and in which small objects are not packed.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable
from datetime import date
from struct import Struct

KOP = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_BIJZONDER = re.compile(r"[()\\]")
_RIJ = Struct(">BIH")
#: How hard a stream is packed: not at all, as fast as can be (a letter gets 2% larger than with the usual
#: 6, in half the time), or once for many prints.
NIET, SNEL, KLEIN = 0, 1, 9


def tekst(waarde: str) -> str:
    """Return a text as a PDF writes it."""
    if waarde.isascii():
        return f"({_BIJZONDER.sub(_met_streep, waarde)})"
    return f"<FEFF{waarde.encode('utf-16-be').hex().upper()}>"


def _met_streep(teken: re.Match[str]) -> str:
    return f"\\{teken[0]}"


def moment(dag: date) -> str:
    """Return midnight of a day as a PDF writes it."""
    return f"(D:{dag:%Y%m%d}000000+00'00')"


def stroom(kenmerken: str, inhoud: bytes, *, pak: int = SNEL) -> bytes:
    """Return a stream; packed, unless readers must find it without unpacking."""
    if pak != NIET:
        inhoud, kenmerken = zlib.compress(inhoud, pak), f"{kenmerken}/Filter/FlateDecode"
    kop = f"<<{kenmerken}/Length {len(inhoud)}>>\nstream\n".encode("ascii")
    return kop + inhoud + b"\nendstream"


class Objecten:
    """The objects of a file, by number."""

    def __init__(self) -> None:
        self._inhoud: dict[int, bytes] = {}
        self.volgende = 1

    def reserveer(self, aantal: int) -> int:
        """Return the first of so many numbers."""
        eerste, self.volgende = self.volgende, self.volgende + aantal
        return eerste

    def zet(self, nummer: int, inhoud: bytes) -> None:
        """Give a reserved number its object."""
        self._inhoud[nummer] = inhoud

    def voeg_toe(self, inhoud: str | bytes) -> int:
        """Add an object; return its number."""
        nummer = self.reserveer(1)
        self._inhoud[nummer] = inhoud.encode("ascii") if isinstance(inhoud, str) else inhoud
        return nummer

    def bestand(self, wortel: int, gegevens: int) -> bytes:
        """Return the whole file."""
        los = {n: inhoud for n, inhoud in self._inhoud.items() if inhoud.endswith(b"endstream")}
        klein = [(n, inhoud) for n, inhoud in self._inhoud.items() if n not in los]
        pak = self.voeg_toe(_pak(klein))
        los[pak] = self._inhoud[pak]
        plekken: list[tuple[int, int, int]] = [(0, 0, 65535)] * (self.volgende + 1)
        for plek, (nummer, _) in enumerate(klein):
            plekken[nummer] = (2, pak, plek)
        delen, lengte = [KOP], len(KOP)
        for nummer, inhoud in los.items():
            plekken[nummer] = (1, lengte, 0)
            deel = b"%d 0 obj\n%b\nendobj\n" % (nummer, inhoud)
            delen.append(deel)
            lengte += len(deel)
        plekken[self.volgende] = (1, lengte, 0)
        naam = hashlib.blake2b(b"".join(delen), digest_size=16).hexdigest()
        index = _index(plekken, f"/Root {wortel} 0 R/Info {gegevens} 0 R/ID[<{naam}><{naam}>]")
        delen.append(b"%d 0 obj\n%b\nendobj\n" % (self.volgende, index))
        return b"".join([*delen, b"startxref\n%d\n%%%%EOF\n" % lengte])


def _pak(objecten: Iterable[tuple[int, bytes]]) -> bytes:
    plekken, lengte, delen = [], 0, []
    for nummer, inhoud in objecten:
        plekken.append(f"{nummer} {lengte}")
        delen.append(inhoud)
        lengte += len(inhoud) + 1
    kop = " ".join(plekken).encode("ascii") + b"\n"
    kenmerken = f"/Type/ObjStm/N {len(delen)}/First {len(kop)}"
    return stroom(kenmerken, kop + b"\n".join(delen))


def _index(plekken: Iterable[tuple[int, int, int]], kenmerken: str) -> bytes:
    rijen = [_RIJ.pack(*plek) for plek in plekken]
    return stroom(f"/Type/XRef/Size {len(rijen)}/W[1 4 2]{kenmerken}", b"".join(rijen))
