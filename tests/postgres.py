"""A throw-away PostgreSQL on loopback, from the system's own packages, gone when the tests end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programma(naam: str) -> str:
    """Return where a program of PostgreSQL is; Debian keeps them out of the path, per version."""
    gevonden = shutil.which(naam) or next(
        (str(pad) for pad in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{naam}"), reverse=True)), None
    )
    if gevonden is None:
        raise RuntimeError(
            f"{naam} ontbreekt: installeer het pakket postgresql (dev.py opzetten doet dat)."
        )
    return gevonden


def _vrije_poort() -> int:
    with socket.socket() as haak:
        haak.bind(("127.0.0.1", 0))
        poort: int = haak.getsockname()[1]
        return poort


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the connection text of its empty database."""
    map_ = Path(tempfile.mkdtemp(prefix="consulent-pg-"))
    als: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        als = ["runuser", "-u", "postgres", "--"]
        eigenaar = pwd.getpwnam("postgres")
        os.chown(map_, eigenaar.pw_uid, eigenaar.pw_gid)
    data, poort = map_ / "data", _vrije_poort()

    def doe(*opdracht: str) -> None:
        subprocess.run([*als, *opdracht], check=True, capture_output=True, cwd=map_, timeout=120)

    try:
        doe(programma("initdb"), "-D", str(data), "-A", "trust", "-U", "proef", "-E", "UTF8", "--locale=C")
        keuzes = (
            f"-c listen_addresses=127.0.0.1 -c port={poort} -c unix_socket_directories={map_}"
            " -c fsync=off -c full_page_writes=off -c max_locks_per_transaction=256"
        )
        doe(programma("pg_ctl"), "-D", str(data), "-w", "-l", str(map_ / "log"), "-o", keuzes, "start")
        try:
            yield f"host=127.0.0.1 port={poort} user=proef dbname=postgres"
        finally:
            doe(programma("pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(map_, ignore_errors=True)
