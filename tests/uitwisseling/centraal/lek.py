"""A line that fails: passes bytes on to the server, and cuts or falls silent after some of them."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Lek:
    """Where it listens, and after how many bytes each next connection ends (the last for all after it)."""

    naar: int
    na_bytes: list[int]
    stil: bool = False
    poort: int = 0
    _klaar: threading.Event = field(default_factory=threading.Event)

    def ingang(self, luister: socket.socket) -> None:
        while not self._klaar.is_set():
            with suppress(TimeoutError):
                binnen, _ = luister.accept()
                hoogstens = self.na_bytes.pop(0) if len(self.na_bytes) > 1 else self.na_bytes[0]
                threading.Thread(target=self._geef_door, args=[binnen, hoogstens], daemon=True).start()

    def _geef_door(self, binnen: socket.socket, over: int) -> None:
        with binnen, socket.create_connection(("127.0.0.1", self.naar)) as buiten, suppress(OSError):
            kies = selectors.DefaultSelector()
            kies.register(binnen, selectors.EVENT_READ, buiten)
            kies.register(buiten, selectors.EVENT_READ, binnen)
            while over > 0 and not self._klaar.is_set():
                for sleutel, _ in kies.select(0.1):
                    stuk = sleutel.fileobj.recv(min(65_536, over))  # type: ignore[union-attr]
                    if not stuk:
                        return
                    sleutel.data.sendall(stuk)
                    over -= len(stuk)
            if self.stil:
                self._klaar.wait()


@contextmanager
def lek(naar: int, *na_bytes: int, stil: bool = False) -> Iterator[Lek]:
    """Open a line to a port of this machine that fails."""
    with socket.create_server(("127.0.0.1", 0)) as luister:
        luister.settimeout(0.1)
        lijn = Lek(naar, list(na_bytes), stil, luister.getsockname()[1])
        draad = threading.Thread(target=lijn.ingang, args=[luister])
        draad.start()
        try:
            yield lijn
        finally:
            lijn._klaar.set()
            draad.join()
