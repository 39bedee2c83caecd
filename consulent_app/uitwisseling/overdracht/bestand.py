"""The form of a hand-over file: in the clear what it is and for whom, the rest encrypted.

The contents are compressed, cut into pieces and each piece is encrypted under its place and whether it
is the last one (as STREAM of Hoang, Reyhanitabar, Rogaway and Vizár does): a piece that was
changed, moved or cut off shows, and memory holds one piece at a time. The key is sealed for the receiver
and bound to the key of the sending organisation: nobody else can make a file that opens.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from consulent_app.besluiten.delen import ORGANISATIES
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.versleuteling import (
    NONCELENGTE,
    gedeeld_geheim,
    nieuwe_sleutel,
    ontzegel,
    verzegel,
)

MERK = b"consulent samenwerken\n"
VORM = 1
LANGSTE_KOP = 4096
BLOK = 1 << 16
TAG = 16
#: The rest of the nonce is the number of the piece.
_TEL = NONCELENGTE - 1
_DOEL = b"consulent overdracht"

GEEN_BESTAND = "{naam} is geen bestand van een andere werkplek. Kies een ander bestand."
NIET_TE_LEZEN = "{naam} is niet te lezen. Controleer of het bestand er is."
BESCHADIGD = (
    "{naam} is beschadigd of niet heel overgekomen. Er is niets van overgenomen. Kopieer het opnieuw, of "
    "laat de andere werkplek het opnieuw maken."
)
NIEUWER = (
    "{naam} is gemaakt met een nieuwere versie van het programma. Installeer de nieuwste versie en lees "
    "het dan opnieuw."
)


@dataclass(frozen=True, slots=True)
class Kop:
    """What a file says in the clear: the numbers of two workplaces, and their organisations.

    `naar` 0 is for every workplace of the organisation.
    """

    van: int
    van_organisatie: str
    naar: int
    organisatie: str
    gemaakt: datetime


class Schrijver:
    """Takes the contents of one file, in pieces of any size."""

    def __init__(self, uit: IO[bytes], sleutel: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._uit, self._gcm = uit, AESGCM(sleutel)
        # Most of it is encrypted already: more effort wins nothing.
        self._pakker, self._over, self._nr = zlib.compressobj(1), bytearray(), 0

    def schrijf(self, deel: bytes) -> None:
        """Add to the contents."""
        self._over += self._pakker.compress(deel)
        while len(self._over) > BLOK:
            self._blok(bytes(self._over[:BLOK]), laatste=False)
            del self._over[:BLOK]

    def sluit(self) -> None:
        """Write what is left, as the end."""
        self._over += self._pakker.flush()
        while len(self._over) > BLOK:
            self._blok(bytes(self._over[:BLOK]), laatste=False)
            del self._over[:BLOK]
        self._blok(bytes(self._over), laatste=True)

    def _blok(self, deel: bytes, *, laatste: bool) -> None:
        self._uit.write(self._gcm.encrypt(_nonce(self._nr, laatste=laatste), deel, None))
        self._nr += 1


class Lezer:
    """Gives the contents of one file in pieces of the size that is asked for; raises InvoerFout."""

    def __init__(self, bron: IO[bytes], sleutel: bytes, naam: str) -> None:
        self._blokken = _ontsleuteld(bron, sleutel, naam)
        self._pakker, self._over, self._naam = zlib.decompressobj(), bytearray(), naam

    def lees(self, lengte: int) -> bytes:
        """Return so many bytes."""
        while len(self._over) < lengte:
            if not (deel := self._volgende()):
                raise InvoerFout(BESCHADIGD.format(naam=self._naam))
            self._over += deel
        deel = bytes(self._over[:lengte])
        del self._over[:lengte]
        return deel

    def is_op(self) -> bool:
        """Say whether that was all; raises InvoerFout when the end is not the end of the file."""
        if not self._over:
            self._over += self._volgende()
        if self._over:
            return False
        if not self._pakker.eof or self._pakker.unused_data or next(self._blokken, None) is not None:
            raise InvoerFout(BESCHADIGD.format(naam=self._naam))
        return True

    def _volgende(self) -> bytes:
        while not self._pakker.eof:
            blok = self._pakker.unconsumed_tail or next(self._blokken, b"")
            try:
                # A few bytes can unpack to gigabytes.
                deel = self._pakker.decompress(blok, BLOK)
            except zlib.error as fout:
                raise InvoerFout(BESCHADIGD.format(naam=self._naam)) from fout
            if deel or not blok:
                return deel
        return b""


@contextmanager
def geschreven(uit: IO[bytes], kop: Kop, prive: bytes, publiek: bytes) -> Iterator[Schrijver]:
    """Give what takes the contents, for who has the other half of `publiek`.

    `prive` is the key of the organisation that it comes from. Raises OSError.
    """
    sleutel = nieuwe_sleutel()
    zegel = b64encode(verzegel(publiek, sleutel, _DOEL)).decode()
    regel = json.dumps(_als_document(kop) | {"zegel": zegel}, sort_keys=True).encode() + b"\n"
    uit.write(MERK + regel)
    schrijver = Schrijver(uit, _bestandssleutel(sleutel, gedeeld_geheim(prive, publiek), regel))
    yield schrijver
    schrijver.sluit()


def lees_kop(pad: Path) -> Kop:
    """Return what a file says of itself; raises InvoerFout when it is none, OmgevingsFout when newer."""
    with geopend(pad) as bron:
        return _kop(bron.readline(LANGSTE_KOP), pad.name)[0]


@contextmanager
def gelezen(pad: Path, prive: bytes, publiek: bytes) -> Iterator[Lezer]:
    """Give the contents of a file.

    `prive` is the key that it is for, `publiek` that of the organisation that it comes from. Raises
    InvoerFout when it is not for that key, or not of that organisation, or damaged.
    """
    with geopend(pad) as bron:
        regel = bron.readline(LANGSTE_KOP)
        _, zegel = _kop(regel, pad.name)
        try:
            sleutel = ontzegel(prive, zegel, _DOEL)
            geheim = gedeeld_geheim(prive, publiek)
        except ValueError:
            sleutel = None
        if sleutel is None:
            raise InvoerFout(BESCHADIGD.format(naam=pad.name))
        yield Lezer(bron, _bestandssleutel(sleutel, geheim, regel), pad.name)


@contextmanager
def geopend(pad: Path) -> Iterator[IO[bytes]]:
    """Give a file of another workplace, behind the line that says that it is one."""
    try:
        with pad.open("rb") as bron:
            if bron.read(len(MERK)) != MERK:
                raise InvoerFout(GEEN_BESTAND.format(naam=pad.name))
            yield bron
    except OSError as fout:
        raise InvoerFout(NIET_TE_LEZEN.format(naam=pad.name)) from fout


def lees_regel(regel: bytes, soort: str, naam: str) -> dict[str, Any]:
    """Return the line in the clear of a file of this kind."""
    try:
        document = json.loads(regel)
        if type(document["vorm"]) is int and document["vorm"] > VORM:
            raise OmgevingsFout(NIEUWER.format(naam=naam))
        gezegd = document["soort"]
    except (ValueError, LookupError, TypeError, RecursionError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout
    if gezegd != soort or not regel.endswith(b"\n") or document["vorm"] != VORM:
        raise InvoerFout(GEEN_BESTAND.format(naam=naam))
    return dict(document)


def _kop(regel: bytes, naam: str) -> tuple[Kop, bytes]:
    document = lees_regel(regel, "overdracht", naam)
    try:
        nummers = document["van"], document["naar"]
        organisaties = document["van_organisatie"], document["organisatie"]
        gemaakt, zegel = datetime.fromisoformat(document["gemaakt"]), b64decode(document["zegel"])
    except (ValueError, LookupError, TypeError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout
    goed = all(type(nr) is int for nr in nummers) and set(organisaties) <= set(ORGANISATIES)
    if not goed or gemaakt.tzinfo is None:
        raise InvoerFout(BESCHADIGD.format(naam=naam))
    return Kop(nummers[0], organisaties[0], nummers[1], organisaties[1], gemaakt), zegel


def _als_document(kop: Kop) -> dict[str, Any]:
    return asdict(kop) | {"vorm": VORM, "soort": "overdracht", "gemaakt": kop.gemaakt.isoformat()}


def _bestandssleutel(sleutel: bytearray, geheim: bytes, regel: bytes) -> bytes:
    return hmac.digest(bytes(sleutel), geheim + hashlib.sha256(regel).digest(), "sha256")


def _nonce(nr: int, *, laatste: bool) -> bytes:
    return nr.to_bytes(_TEL) + bytes([laatste])


def _ontsleuteld(bron: IO[bytes], sleutel: bytes, naam: str) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    gcm, nr, nu = AESGCM(sleutel), 0, bron.read(BLOK + TAG)
    while True:
        straks = bron.read(BLOK + TAG)
        try:
            yield gcm.decrypt(_nonce(nr, laatste=not straks), nu, None)
        except (InvalidTag, ValueError) as fout:
            raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout
        if not straks:
            return
        nr, nu = nr + 1, straks
