"""A line to a server that can be slow, and that can be cut at any byte."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

GROOTTE = 8192


@dataclass
class Tussenlijn:
    """Passes bytes on, both ways, to a server on this machine; `poort` is where it is reached.

    It is cut after `knip` bytes, counted both ways, when that is not None. `vertraging` holds for each
    way; `bytes_per_seconde` too.
    """

    server: Path | tuple[str, int]
    vertraging: float = 0.0
    bytes_per_seconde: float = 0.0
    knip: int | None = None
    poort: int = 0
    overgebracht: int = 0
    _haken: list[socket.socket] = field(default_factory=list)
    _draden: list[threading.Thread] = field(default_factory=list)
    _slot: threading.Lock = field(default_factory=threading.Lock)
    _aannemer: threading.Thread = field(init=False)

    def luister(self) -> socket.socket:
        """Begin to take connections, each in threads of its own."""
        deur = socket.create_server(("127.0.0.1", 0))
        self.poort = deur.getsockname()[1]
        self._aannemer = threading.Thread(target=self._neem_aan, args=[deur], daemon=True)
        self._aannemer.start()
        return deur

    def breek(self) -> None:
        """Cut all that goes over it now."""
        with self._slot:
            haken = list(self._haken)
        for haak in haken:
            with suppress(OSError):
                haak.shutdown(socket.SHUT_RDWR)

    def sluit(self, deur: socket.socket) -> None:
        """Take nothing more, cut everything, and let go of it."""
        with suppress(OSError):
            deur.shutdown(socket.SHUT_RDWR)
        # Before the door goes: what is being let in has to be among what is closed.
        self._aannemer.join()
        deur.close()
        self.breek()
        for draad in self._draden:
            draad.join()
        for haak in self._haken:
            haak.close()

    def _neem_aan(self, deur: socket.socket) -> None:
        with suppress(OSError):
            while True:
                klant, _ = deur.accept()
                try:
                    klant.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    daar = self._verbind()
                except OSError:
                    # The server is away, or who asked is.
                    klant.close()
                    continue
                with self._slot:
                    self._haken += [klant, daar]
                for van, naar in ((klant, daar), (daar, klant)):
                    self._leid_door(van, naar)

    def _verbind(self) -> socket.socket:
        if isinstance(self.server, Path):
            haak = socket.socket(socket.AF_UNIX)
            try:
                haak.connect(str(self.server))
            except OSError:
                haak.close()
                raise
            return haak
        return socket.create_connection(self.server)

    def _leid_door(self, van: socket.socket, naar: socket.socket) -> None:
        rij: queue.Queue[tuple[float, bytes]] = queue.Queue()
        for doe, haak in ((self._lees, van), (self._schrijf, naar)):
            draad = threading.Thread(target=doe, args=[haak, rij], daemon=True)
            draad.start()
            self._draden.append(draad)

    def _lees(self, van: socket.socket, rij: queue.Queue[tuple[float, bytes]]) -> None:
        vrij = 0.0
        while True:
            try:
                deel = van.recv(GROOTTE)
            except OSError:
                deel = b""
            nu = time.monotonic()
            vrij = max(vrij, nu) + (len(deel) / self.bytes_per_seconde if self.bytes_per_seconde else 0)
            rij.put((vrij + self.vertraging, deel))
            if not deel:
                return
            # As a narrow line does, let the sender wait when much is under way.
            if vrij - nu > 1:
                time.sleep(vrij - nu - 1)

    def _schrijf(self, naar: socket.socket, rij: queue.Queue[tuple[float, bytes]]) -> None:
        while True:
            op, deel = rij.get()
            time.sleep(max(0.0, op - time.monotonic()))
            over = self._tel(len(deel))
            with suppress(OSError):
                naar.sendall(deel[:over])
            if not deel or over < len(deel):
                self._einde(naar, geknipt=bool(deel))
                return

    def _tel(self, aantal: int) -> int:
        """Return how many of so many bytes may still pass."""
        with self._slot:
            over = aantal if self.knip is None else max(0, min(aantal, self.knip - self.overgebracht))
            self.overgebracht += over
            return over

    def _einde(self, naar: socket.socket, *, geknipt: bool) -> None:
        if geknipt:
            self.breek()
        with suppress(OSError):
            naar.shutdown(socket.SHUT_RDWR)


@contextmanager
def tussenlijn(server: Path | tuple[str, int], **hoe: float | int | None) -> Iterator[Tussenlijn]:
    """Give a line to a server, for the block."""
    lijn = Tussenlijn(server, **hoe)  # type: ignore[arg-type]
    deur = lijn.luister()
    try:
        yield lijn
    finally:
        lijn.sluit(deur)
