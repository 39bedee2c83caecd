"""Connections to the encrypted database: one per thread, every write a transaction of its own."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.storing import BESCHADIGD, LEEG, vertaald

if TYPE_CHECKING:
    from sqlite_utils import Database

BESTANDSNAAM = "consulent.db"
GESLOTEN = "De gegevens zijn gesloten. Log opnieuw in."
VERDWENEN = (
    "De map met gegevens is er niet meer: is een schijf losgekoppeld of de map verplaatst? Wat u het "
    "laatst invulde is niet opgeslagen. Zorg dat de map er weer is en open het programma opnieuw."
)
WACHTTIJD_SECONDEN = 5.0
KLEINSTE = 512
# The check reads the file itself, and so can see a page that another thread is just writing.
KEREN_NAGEKEKEN = 3


@contextmanager
def _zonder(*namen: str) -> Iterator[None]:
    """Hide modules that are not loaded yet; an import of one of them meanwhile fails."""
    verborgen = [naam for naam in namen if naam not in sys.modules]
    for naam in verborgen:
        sys.modules[naam] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for naam in verborgen:
            del sys.modules[naam]


def _sqlite_utils() -> Any:
    """Return sqlite_utils on top of sqlcipher3; raises RuntimeError when that cannot be."""
    from sqlcipher3 import dbapi2

    # Before 3.51.3 two connections in WAL mode can damage the file (the "WAL-reset bug").
    if dbapi2.sqlite_version_info < (3, 51, 3):
        raise RuntimeError("SQLite is te oud")
    # sqlite_utils takes pysqlite3 when it is there and catches the exceptions of that module; those
    # of sqlcipher3 are not the standard library's.
    sys.modules["pysqlite3"] = sys.modules["pysqlite3.dbapi2"] = dbapi2
    # It also imports pandas and numpy when they are there, only to know their types: 0.4 s, 70 MB.
    with _zonder("pandas", "numpy"):
        module = importlib.import_module("sqlite_utils")
    if importlib.import_module("sqlite_utils.utils").sqlite3 is not dbapi2:
        raise RuntimeError("sqlite_utils was al geladen zonder sqlcipher3")
    return module


def _als_pragma(sleutel: bytearray) -> bytearray:
    """Return `x'..hex..'`: without that form SQLCipher reads the key as a password."""
    cijfers = b"0123456789abcdef"
    tekst = bytearray(b"x'" + b"0" * (2 * len(sleutel)) + b"'")
    for plaats, byte in enumerate(sleutel):
        tekst[2 + 2 * plaats] = cijfers[byte >> 4]
        tekst[3 + 2 * plaats] = cijfers[byte & 15]
    return tekst


def wis(geheim: bytearray) -> None:
    """Overwrite a secret in memory with zeros."""
    geheim[:] = bytes(len(geheim))


def open_database(pad: Path, sleutel: bytearray) -> Database:
    """Return a connection on the database, made when it is not there.

    Raises OmgevingsFout when the file is damaged, is of another key or cannot be reached.
    """
    module = _sqlite_utils()
    from sqlcipher3 import dbapi2

    with vertaald():
        # Closing at log-out happens on another thread than the one that worked with it.
        verbinding = dbapi2.connect(
            str(pad), timeout=WACHTTIJD_SECONDEN, isolation_level=None, check_same_thread=False
        )
        try:
            _stel_in(verbinding, sleutel)
        except BaseException:
            verbinding.close()
            raise
    return module.Database(verbinding, execute_plugins=False)


def keur_grootte(pad: Path) -> None:
    """Raise OmgevingsFout for no file, or one so small that SQLite takes it for new and would fill it."""
    if not pad.exists() or pad.stat().st_size < KLEINSTE:
        raise OmgevingsFout(LEEG)


def _stel_in(verbinding: Any, sleutel: bytearray) -> None:
    # SQLCipher would write to stderr about a file that it cannot read.
    verbinding.execute("PRAGMA cipher_log_level = NONE")
    pragma = _als_pragma(sleutel)
    verbinding.set_key(pragma)
    wis(pragma)
    # Only this query tests the key.
    verbinding.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if verbinding.execute("PRAGMA cipher_status").fetchone()[0] != "1":
        raise RuntimeError("de database is niet versleuteld")
    verbinding.execute("PRAGMA journal_mode = WAL").fetchone()
    # NORMAL loses the last answers at a power cut, measured in 979 of 1000 moments.
    verbinding.execute("PRAGMA synchronous = FULL")
    verbinding.execute("PRAGMA foreign_keys = ON")


class Verbindingen:
    """The connections of all threads on one database, until `sluit()`."""

    def __init__(self, pad: Path, sleutel: bytearray) -> None:
        """Take over the key: `sluit()` wipes it."""
        self._pad = pad
        self._sleutel = sleutel
        self._toegang = threading.Lock()
        # By thread id, which the system gives out again after a thread ended: a new thread then
        # inherits the connection, and no more of them stay open than threads lived at once.
        self._per_draad: dict[int, tuple[Database, threading.RLock]] = {}
        self._dicht = False
        self._plek: tuple[int, int] | None = None

    @contextmanager
    def lezen(self) -> Iterator[Database]:
        """Give the connection of this thread; raises OmgevingsFout after `sluit()`."""
        with vertaald():
            database, bezet = self._van_deze_draad()
            with bezet:
                if self._dicht:
                    raise OmgevingsFout(GESLOTEN)
                yield database

    @contextmanager
    def schrijven(self) -> Iterator[Database]:
        """Give the connection in one transaction: on disk after the block, or nothing of it is."""
        with self.lezen() as database:
            self._keur_plek()
            # IMMEDIATE: a transaction that only later starts to write fails at once when another
            # thread wrote meanwhile, without waiting.
            database.conn.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.commit()
                self._keur_plek()
            except BaseException:
                database.rollback()
                raise

    def _keur_plek(self) -> None:
        """Raise OmgevingsFout when the file is not where it was: its writes would never be found again."""
        try:
            nu = self._pad.stat()
        except OSError as fout:
            raise OmgevingsFout(VERDWENEN) from fout
        if self._plek != (nu.st_dev, nu.st_ino):
            raise OmgevingsFout(VERDWENEN)

    def _van_deze_draad(self) -> tuple[Database, threading.RLock]:
        draad = threading.get_ident()
        with self._toegang:
            if self._dicht:
                raise OmgevingsFout(GESLOTEN)
            if draad not in self._per_draad:
                database = open_database(self._pad, self._sleutel)
                plek = self._pad.stat()
                self._plek = self._plek or (plek.st_dev, plek.st_ino)
                self._per_draad[draad] = (database, threading.RLock())
            return self._per_draad[draad]

    def controleer(self) -> None:
        """Check every page (0.3 s per 200 MB); raises OmgevingsFout when one is damaged."""
        with self.lezen() as database:
            for _ in range(KEREN_NAGEKEKEN):
                # After a crash the WAL may still have to mend a half-written page.
                database.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                if not database.conn.execute("PRAGMA cipher_integrity_check").fetchall():
                    return
            raise OmgevingsFout(BESCHADIGD)

    def kopieer(self, naar: Path) -> None:
        """Put this moment under another name, with the same key; others read and write on meanwhile."""
        with self.lezen() as database:
            # Not the backup API: it copies a page that fails its check as zeros, without a word. This
            # reads every row, and leaves out what was removed.
            database.conn.execute("VACUUM INTO ?", [str(naar)])

    def keur(self, pad: Path) -> None:
        """Check every page of another file; raises OmgevingsFout when it is damaged or of another key."""
        with self._toegang:
            if self._dicht:
                raise OmgevingsFout(GESLOTEN)
            ander = Verbindingen(pad, bytearray(self._sleutel))
        try:
            ander.controleer()
        finally:
            ander.sluit()

    def sluit(self) -> None:
        """Close all connections after what they are doing and wipe the key; twice does nothing."""
        with self._toegang:
            self._dicht = True
            verbindingen = list(self._per_draad.values())
            self._per_draad.clear()
        for database, bezet in verbindingen:
            with bezet:
                database.close()
        wis(self._sleutel)
