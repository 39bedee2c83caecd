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
from dataclasses import dataclass
from pathlib import Path

from tests.certificaten import Bewijs


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


@dataclass(frozen=True)
class Proefserver:
    """A cluster of its own: where its data are, and how it is started and stopped."""

    map_: Path
    poort: int

    @property
    def als_proef(self) -> str:
        """Return the connection text of its owner, who needs no password on the machine itself."""
        return f"host={self.map_} port={self.poort} user=proef dbname=postgres"

    def maak(self) -> None:
        """Make it, empty; over the network it wants a password."""
        if os.geteuid() == 0:
            eigenaar = pwd.getpwnam("postgres")
            os.chown(self.map_, eigenaar.pw_uid, eigenaar.pw_gid)
        self._doe(
            programma("initdb"), "-D", str(self.map_ / "data"), "-U", "proef", "-E", "UTF8", "--locale=C",
            "--auth-local=trust", "--auth-host=scram-sha-256",
        )  # fmt: skip

    def zet_tls_aan(self, bewijs: Bewijs) -> None:
        """Let it prove itself with this certificate from its next start on."""
        for naam, pem in (("server.crt", bewijs.certificaat), ("server.key", bewijs.sleutel)):
            bestand = self.map_ / "data" / naam
            bestand.touch(mode=0o600)
            bestand.write_text(pem, encoding="ascii")
            if os.geteuid() == 0:
                shutil.chown(bestand, "postgres")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        tls = "on" if (self.map_ / "data" / "server.key").exists() else "off"
        keuzes = (
            f"-c listen_addresses=127.0.0.1 -c port={self.poort} -c unix_socket_directories={self.map_}"
            f" -c ssl={tls} -c fsync=off -c full_page_writes=off -c max_locks_per_transaction=256"
        )
        self._pg_ctl("-l", str(self.map_ / "log"), "-o", keuzes, "start")

    def stop(self) -> None:
        """Stop it as a power cut would."""
        self._pg_ctl("-m", "immediate", "stop")

    def _pg_ctl(self, *keuzes: str) -> None:
        self._doe(programma("pg_ctl"), "-D", str(self.map_ / "data"), "-w", *keuzes)

    def _doe(self, *opdracht: str) -> None:
        # PostgreSQL refuses to run as root.
        als = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*als, *opdracht], check=True, capture_output=True, cwd=self.map_, timeout=120)


@contextmanager
def proefserver(bewijs: Bewijs | None = None) -> Iterator[Proefserver]:
    """Start a server, with TLS when it has a certificate; it is gone after the block."""
    proef = Proefserver(Path(tempfile.mkdtemp(prefix="consulent-pg-")), _vrije_poort())
    try:
        proef.maak()
        if bewijs is not None:
            proef.zet_tls_aan(bewijs)
        proef.start()
        try:
            yield proef
        finally:
            proef.stop()
    finally:
        shutil.rmtree(proef.map_, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the connection text of its empty database."""
    with proefserver() as proef:
        yield proef.als_proef
