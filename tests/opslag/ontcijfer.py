"""Read the pages of a store as they lie on disk, also what no table points at any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGINA, ZOUT, STAART, IV = 4096, 16, 80, 16
WAL_KOP, FRAME_KOP = 32, 24


def bladzijden(pad: Path, sleutel: bytes) -> Iterator[bytes]:
    """Yield every page of the database in the clear (SQLCipher 4: AES-256-CBC, IV and HMAC at its end)."""
    inhoud = pad.read_bytes()
    for plek in range(0, len(inhoud), PAGINA):
        yield _open(inhoud[plek : plek + PAGINA], sleutel, ZOUT if plek == 0 else 0)


def frames(pad: Path, sleutel: bytes) -> Iterator[bytes]:
    """Yield every page in the WAL in the clear."""
    inhoud = pad.read_bytes()[WAL_KOP:]
    for plek in range(0, len(inhoud), FRAME_KOP + PAGINA):
        nummer = int.from_bytes(inhoud[plek : plek + 4], "big")
        blad = inhoud[plek + FRAME_KOP : plek + FRAME_KOP + PAGINA]
        yield _open(blad, sleutel, ZOUT if nummer == 1 else 0)


def _open(blad: bytes, sleutel: bytes, overslaan: int) -> bytes:
    staart = len(blad) - STAART
    lezer = Cipher(algorithms.AES256(sleutel), modes.CBC(blad[staart : staart + IV])).decryptor()
    return lezer.update(blad[overslaan:staart]) + lezer.finalize()
