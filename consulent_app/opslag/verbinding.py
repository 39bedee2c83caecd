"""Connections to the encrypted database: one per thread, every write a transaction of its own."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.storing import BESCHADIGD, LEEG, vertaald
from consulent_app.opslag.versleuteling import wis

if TYPE_CHECKING:
    from sqlite_utils import Database

BESTANDSNAAM = "consulent.db"
GESLOTEN = "De gegevens zijn gesloten. Log opnieuw in."
NIET_VERNIEUWD = (
    "De sleutel is niet vernieuwd: de schijf is vol of geeft een fout. De gegevens zijn nog heel. "
    "Maak ruimte vrij; bij de volgende start gaat het programma ermee verder."
)
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


def in_geheugen() -> Database:
    """Return an empty database that is gone when it is closed."""
    module = _sqlite_utils()
    from sqlcipher3 import dbapi2

    return module.Database(dbapi2.connect(":memory:", isolation_level=None), execute_plugins=False)


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


def past(pad: Path, sleutel: bytearray) -> bool:
    """Say whether the database has this key."""
    try:
        open_database(pad, sleutel).close()
    except OmgevingsFout:
        return False
    return True


def doelsleutel(sleutel: bytearray, doel: bytes) -> bytes:
    """Return what follows from a database key for another purpose."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    return HKDFExpand(SHA256(), 32, doel).derive(bytes(sleutel))


def _hersleutel(verbinding: Any, nieuw: bytearray) -> None:
    pragma = _als_pragma(nieuw)
    verbinding.reset_key(pragma)
    wis(pragma)


class Verbindingen:
    """The connections of all threads on one database, until `sluit()`."""

    def __init__(self, pad: Path, sleutel: bytearray) -> None:
        """Take over the key: `vernieuw_sleutel()` changes it and `sluit()` wipes it."""
        self._pad = pad
        self._sleutel = sleutel
        self._toegang = threading.Lock()
        # By thread id, which the system gives out again after a thread ended: a new thread then
        # inherits the connection, and no more of them stay open than threads lived at once.
        self._per_draad: dict[int, tuple[Database, threading.RLock]] = {}
        self._dicht = False
        # Only who holds the one write transaction sets or reads this.
        self._sporen = False
        self._plek: tuple[int, int] | None = None

    @contextmanager
    def lezen(self) -> Iterator[Database]:
        """Give the connection of this thread; raises OmgevingsFout after `sluit()`."""
        with vertaald():
            while True:
                deel = self._van_deze_draad()
                with deel[1]:
                    if self._dicht:
                        raise OmgevingsFout(GESLOTEN)
                    # Not when `vernieuw_sleutel` closed it meanwhile.
                    if self._per_draad.get(threading.get_ident()) is deel:
                        yield deel[0]
                        return

    @contextmanager
    def schrijven(self) -> Iterator[Database]:
        """Give the connection in one transaction: on disk after the block, or nothing of it is.

        Inside such a block on the same thread, it is part of that transaction.
        """
        with self.lezen() as database:
            if database.conn.in_transaction:
                yield database
                return
            self._keur_plek()
            # IMMEDIATE: a transaction that only later starts to write fails at once when another
            # thread wrote meanwhile, without waiting.
            database.conn.execute("BEGIN IMMEDIATE")
            self._sporen = False
            try:
                yield database
                database.commit()
                self._keur_plek()
            except BaseException:
                database.rollback()
                raise
            if self._sporen:
                self.wis_sporen()

    @property
    def map(self) -> Path:
        """Return the folder that the database is in."""
        return self._pad.parent

    def afgeleid(self, doel: bytes) -> bytes:
        """Return a key of its own for another purpose than the database."""
        return doelsleutel(self._sleutel, doel)

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

    def vernieuw_sleutel(self, nieuw: bytearray) -> None:
        """Encrypt the whole database with another key; who reads or writes meanwhile waits.

        Raises OmgevingsFout when the disk refuses; the database then still has the key before.
        """
        with self._niemand_anders():
            for database, _ in self._per_draad.values():
                database.close()
            self._per_draad.clear()
            with vertaald():
                database = open_database(self._pad, self._sleutel)
                _hersleutel(database.conn, nieuw)
                database.close()
            # A full disk makes the change fail without an error.
            if not past(self._pad, nieuw):
                raise OmgevingsFout(NIET_VERNIEUWD)
            self._sleutel[:] = nieuw

    @contextmanager
    def _niemand_anders(self) -> Iterator[None]:
        """Hold every connection, and keep new ones from being made."""
        while True:
            with self._toegang:
                delen = list(self._per_draad.values())
            with ExitStack() as vast:
                # Not while holding `_toegang`: who is busy may need it to finish.
                for _, bezet in delen:
                    vast.enter_context(bezet)
                with self._toegang:
                    if self._dicht:
                        raise OmgevingsFout(GESLOTEN)
                    if list(self._per_draad.values()) == delen:
                        yield
                        return

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

    def wis_sporen(self) -> None:
        """Bring what was deleted from the WAL into the database, which overwrites it there with zeros.

        Inside `schrijven` that is after the transaction. While another thread reads, the WAL stays until
        the next time, or until the store is closed.
        """
        with self.lezen() as database:
            if database.conn.in_transaction:
                self._sporen = True
            else:
                database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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
