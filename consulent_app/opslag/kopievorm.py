"""The form of a reservekopie: a line that says what it is, key file, head of the log, database, checksum.

The line names no person; the database is as encrypted as it is at home. Nothing is compressed, so
that reading one never takes more room than the file itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import logboekkop, sleutelbos
from consulent_app.opslag.verbinding import BESTANDSNAAM

MERK = b"consulent reservekopie\n"
VERSIE = 1
LANGSTE_KOP = 4096
BLOK = 1 << 20
SOM_LENGTE = hashlib.sha256().digest_size

GEEN_KOPIE = "{naam} is geen reservekopie van dit programma. Kies een ander bestand."
BESCHADIGD = "De reservekopie {naam} is beschadigd. Kies een andere, liefst die van een dag eerder."
TE_NIEUW = (
    "De reservekopie {naam} is gemaakt met een nieuwere versie van het programma. "
    "Installeer de nieuwste versie."
)
NIET_TE_LEZEN = "De reservekopie {naam} is niet te lezen. Controleer of het bestand er is."


@dataclass(frozen=True, slots=True)
class Kop:
    """What a copy says of itself: of which moment, which database, which form its tables have."""

    gemaakt: datetime
    id: str
    schema: str
    sleutelbos_bytes: int
    logkop_bytes: int
    database_bytes: int


@dataclass(frozen=True, slots=True)
class Delen:
    """Where the parts of a copy go."""

    sleutelbos: Path
    logkop: Path
    database: Path


def delen_in(map_: Path) -> Delen:
    """Return the parts under the names that they have in a folder with data."""
    return Delen(map_ / sleutelbos.BESTANDSNAAM, map_ / logboekkop.BESTANDSNAAM, map_ / BESTANDSNAAM)


def schrijf(pad: Path, kop: Kop, bos: bytes, logkop: bytes, database: Path) -> None:
    """Write a copy and bring it to the disk; raises OSError."""
    som = hashlib.sha256()
    with pad.open("wb") as uit, database.open("rb") as bron:
        for deel in (MERK, _als_regel(kop), bos, logkop, *_blokken(bron, kop.database_bytes)):
            som.update(deel)
            uit.write(deel)
        uit.write(som.digest())
        uit.flush()
        os.fsync(uit.fileno())


def _als_regel(kop: Kop) -> bytes:
    inhoud = asdict(kop) | {"versie": VERSIE, "gemaakt": kop.gemaakt.isoformat()}
    return json.dumps(inhoud, sort_keys=True).encode() + b"\n"


def lees_kop(pad: Path) -> Kop:
    """Return what a copy says of itself; raises InvoerFout when it is none, or not whole in length."""
    with _gelezen(pad) as bron:
        return _kop(bron, pad)


def pak_uit(pad: Path, naar: Delen) -> Kop:
    """Put the parts in these places after checking the sum; raises InvoerFout."""
    with _gelezen(pad) as bron:
        _keur_som(bron, pad)
        bron.seek(0)
        kop = _kop(bron, pad)
        naar.sleutelbos.write_bytes(bron.read(kop.sleutelbos_bytes))
        if kop.logkop_bytes:
            naar.logkop.write_bytes(bron.read(kop.logkop_bytes))
        with naar.database.open("wb") as uit:
            for deel in _blokken(bron, kop.database_bytes):
                uit.write(deel)
            uit.flush()
            os.fsync(uit.fileno())
    return kop


def is_kopie(pad: Path) -> bool:
    """Say whether this file calls itself a copy, whole or not; raises OSError."""
    with pad.open("rb") as bron:
        return bron.read(len(MERK)) == MERK


@contextmanager
def _gelezen(pad: Path) -> Iterator[IO[bytes]]:
    try:
        bron = pad.open("rb")
    except OSError as fout:
        raise InvoerFout(NIET_TE_LEZEN.format(naam=pad.name)) from fout
    with bron:
        if bron.read(len(MERK)) != MERK:
            raise InvoerFout(GEEN_KOPIE.format(naam=pad.name))
        bron.seek(0)
        yield bron


def _keur_som(bron: IO[bytes], pad: Path) -> None:
    som = hashlib.sha256()
    for deel in _blokken(bron, pad.stat().st_size - SOM_LENGTE):
        som.update(deel)
    if bron.read() != som.digest():
        raise InvoerFout(BESCHADIGD.format(naam=pad.name))


def _kop(bron: IO[bytes], pad: Path) -> Kop:
    bron.seek(len(MERK))
    regel = bron.readline(LANGSTE_KOP)
    try:
        inhoud = json.loads(regel)
        if inhoud["versie"] > VERSIE:
            raise OmgevingsFout(TE_NIEUW.format(naam=pad.name))
        kop = _uit_json(inhoud)
    except (ValueError, KeyError, TypeError, RecursionError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=pad.name)) from fout
    delen = kop.sleutelbos_bytes + kop.logkop_bytes + kop.database_bytes
    if len(MERK) + len(regel) + delen + SOM_LENGTE != pad.stat().st_size:
        raise InvoerFout(BESCHADIGD.format(naam=pad.name))
    return kop


def _uit_json(inhoud: Any) -> Kop:
    lengtes = [inhoud[f"{deel}_bytes"] for deel in ("sleutelbos", "logkop", "database")]
    # A log whose head was lost has none in the copy either.
    minstens = (1, 0, 1)
    if any(type(n) is not int or n < m for n, m in zip(lengtes, minstens, strict=True)):
        raise ValueError("lengte")
    gemaakt = datetime.fromisoformat(inhoud["gemaakt"])
    if gemaakt.tzinfo is None:
        raise ValueError("gemaakt")
    return Kop(gemaakt, str(inhoud["id"]), str(inhoud["schema"]), *lengtes)


def _blokken(bron: IO[bytes], lengte: int) -> Iterator[bytes]:
    over = max(lengte, 0)
    while over and (deel := bron.read(min(BLOK, over))):
        over -= len(deel)
        yield deel
