"""Connects to the central server: never without TLS outside the own machine, never without an end."""

from __future__ import annotations

import ipaddress
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.uitwisseling.centraal.storing import bij_verbinden

if TYPE_CHECKING:
    from psycopg import Connection

    Verbinding = Connection[Any]

POORT = 5432
WACHT_OP_VERBINDING_SECONDEN = 10
_VAST = {
    "application_name": "consulent",
    "gssencmode": "disable",
    # What lies in somebody's home folder plays no part.
    "sslcertmode": "disable",
    # A line that is dead is given up within some half a minute, also when nothing says so.
    "keepalives": "1",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is and as who one logs in there; `ca` as PEM, '' for the system's own list."""

    host: str
    poort: int
    database: str
    loginrol: str
    wachtwoord: str = field(repr=False)
    ca: str = field(default="", repr=False)


def op_eigen_machine(host: str) -> bool:
    """Say whether what is sent to this host stays on the machine."""
    if host == "localhost" or host.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def verbonden(server: Server) -> Iterator[Verbinding]:
    """Give a connection in which every statement is a transaction of its own, closed after the block.

    Raises OmgevingsFout with what to do.
    """
    verbinding = _verbind(server)
    try:
        yield verbinding
    finally:
        verbinding.close()


def _verbind(server: Server) -> Verbinding:
    import psycopg

    with tempfile.TemporaryDirectory(prefix="consulent-") as map_, bij_verbinden():
        waarmee = psycopg.conninfo.make_conninfo(
            host=server.host,
            port=server.poort,
            dbname=server.database,
            user=server.loginrol,
            password=server.wachtwoord,
            connect_timeout=WACHT_OP_VERBINDING_SECONDEN,
            passfile=str(Path(map_) / "geen"),
            **_VAST,
            **_tls(server, Path(map_)),
        )
        return psycopg.connect(waarmee, autocommit=True)


def _tls(server: Server, map_: Path) -> dict[str, str]:
    """Return how to see that this is the server; channel binding shows that nobody stands in between."""
    if not server.ca and op_eigen_machine(server.host):
        return {"sslmode": "prefer"}
    zeker: dict[str, Any] = {
        "sslmode": "verify-full",
        "channel_binding": "require",
        "ssl_min_protocol_version": "TLSv1.2",
    }
    if not server.ca:
        return {**zeker, "sslrootcert": "system"}
    # libpq reads it from a file, while it connects.
    bestand = map_ / "ca.pem"
    bestand.write_text(server.ca, encoding="ascii")
    return {**zeker, "sslrootcert": str(bestand)}
