"""An open line to the server: who we are there, and one way to ask, with an end to every waiting."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.fouten import OmgevingsFout
from consulent_app.uitwisseling.centraal import storing
from consulent_app.uitwisseling.centraal.storing import Verbroken, vertaald
from consulent_app.uitwisseling.centraal.verbinding import Server, verbonden

if TYPE_CHECKING:
    from consulent_app.uitwisseling.centraal.verbinding import Verbinding

#: The last migration of `db/centraal` that this program needs, which it also brings.
VERSIE = 8
#: No answer within this time, and longer for what is large: then the line counts as dead.
GEDULD_SECONDEN = 60.0
TRAAGSTE_BYTES_PER_SECONDE = 8_000


@dataclass(frozen=True, slots=True)
class Wie:
    """What the server says about itself and about who logged in; `apparaat` is '' for a teamleider."""

    generatie: str
    klok: datetime
    apparaat: str
    nummer: int
    organisatie: str
    naam: str
    zegel: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lijn:
    """A connection that knows as who it is there."""

    verbinding: Verbinding
    wie: Wie
    geduld: float = GEDULD_SECONDEN

    def vraag(self, opdracht: str, waarden: Sequence[Any] = (), omvang: int = 0) -> list[Any]:
        """Return all rows of one statement; `omvang` is about how many bytes go over the line with it."""
        with vertaald(), self._einde(omvang), self.verbinding.cursor(binary=True) as cursor:
            return cursor.execute(opdracht, waarden).fetchall()

    def doe(self, opdracht: str, waarden: Sequence[Any] = (), omvang: int = 0) -> int:
        """Carry out one statement and return how many rows it wrote."""
        with vertaald(), self._einde(omvang), self.verbinding.cursor() as cursor:
            return cursor.execute(opdracht, waarden).rowcount

    @contextmanager
    def transactie(self) -> Iterator[None]:
        """Make what is done in the block one whole."""
        with vertaald(), self.verbinding.transaction():
            yield

    @contextmanager
    def _einde(self, omvang: int) -> Iterator[None]:
        """Break the line off when nothing comes back: a dead one can look alive for ever."""
        stop = threading.Event()
        wacht = self.geduld + omvang / TRAAGSTE_BYTES_PER_SECONDE
        wekker = threading.Timer(wacht, _breek_af, [self.verbinding.fileno(), stop])
        wekker.daemon = True
        wekker.start()
        try:
            yield
        except Exception as fout:
            if stop.is_set():
                raise Verbroken(storing.TE_LANG) from fout
            raise
        finally:
            wekker.cancel()
            wekker.join()


def _breek_af(nummer: int, stop: threading.Event) -> None:
    stop.set()
    # It may just have gone by itself.
    with suppress(OSError), socket.fromfd(nummer, socket.AF_INET, socket.SOCK_STREAM) as haak:
        haak.shutdown(socket.SHUT_RDWR)


@contextmanager
def open_lijn(server: Server) -> Iterator[Lijn]:
    """Give a line to a server that this program understands, as a workplace or a teamleider.

    Raises OmgevingsFout with what to do: no line, not let in, another version.
    """
    with verbonden(server) as verbinding:
        yield Lijn(verbinding, _maak_kennis(verbinding))


def _maak_kennis(verbinding: Verbinding) -> Wie:
    with vertaald():
        rij = verbinding.execute("SELECT * FROM app.wie_ben_ik()", binary=True).fetchone()
    assert rij is not None  # a function with OUT columns gives one row
    versie, vraagt, generatie, klok, apparaat, nummer, organisatie, naam, zegel = rij
    if vraagt > VERSIE:
        raise OmgevingsFout(storing.SERVER_NIEUWER)
    if versie < VERSIE:
        raise OmgevingsFout(storing.SERVER_OUDER)
    if organisatie is None:
        raise OmgevingsFout(storing.GEEN_TOEGANG)
    return Wie(generatie, klok, apparaat or "", nummer or 0, organisatie, naam, zegel)
