"""What the key file is made with: argon2id, AES-GCM, HPKE and HMAC, each for one purpose."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from consulent_app.fouten import InvoerFout, OmgevingsFout

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

SLEUTELLENGTE = 32
NONCELENGTE = 12
KORTSTE_WACHTWOORD = 12
MINSTE_TEKENS = 5
#: Of a shorter name one cannot say that a password holds it: every third word has those letters.
KORTSTE_NAAM = 3

TE_KORT = (
    f"Het wachtwoord is te kort: kies er een van minstens {KORTSTE_WACHTWOORD} tekens, "
    "bijvoorbeeld vier losse woorden."
)
TE_EENVORMIG = (
    f"Het wachtwoord is te makkelijk te raden: gebruik minstens {MINSTE_TEKENS} verschillende tekens, "
    "bijvoorbeeld in vier losse woorden."
)
MET_NAAM = "In het wachtwoord zit de naam van het account. Kies een ander, bijvoorbeeld vier losse woorden."
GEEN_GEHEUGEN = (
    "Er is te weinig geheugen vrij om het wachtwoord te controleren. "
    "Sluit andere programma's en probeer het opnieuw."
)


@dataclass(frozen=True, slots=True)
class Argon2:
    """What one guess of a password costs: rounds, memory in KiB and threads."""

    tijd: int = 3
    geheugen_kib: int = 262_144
    draden: int = 2


GEWOON = Argon2()
#: A doctored file may not ask for all memory there is.
DUURST = Argon2(10, 1_048_576, 16)


def lees_argon2(velden: Any) -> Argon2:
    """Return what one guess costs, as it stands in a file; raises ValueError when that cannot be."""
    try:
        argon2 = Argon2(**velden)
        past = (
            0 < argon2.tijd <= DUURST.tijd
            and 0 < argon2.geheugen_kib <= DUURST.geheugen_kib
            and 0 < argon2.draden <= DUURST.draden
        )
    except TypeError as fout:
        raise ValueError(velden) from fout
    if not past:
        raise ValueError(velden)
    return argon2


def nieuwe_sleutel() -> bytearray:
    """Return 32 random bytes, in a form that the caller can wipe."""
    return bytearray(secrets.token_bytes(SLEUTELLENGTE))


def wis(geheim: bytearray) -> None:
    """Overwrite a secret in memory with zeros."""
    geheim[:] = bytes(len(geheim))


def keur_lengte(wachtwoord: str) -> None:
    """Raise InvoerFout when the password is too short to withstand guessing on a copied file."""
    if len(unicodedata.normalize("NFKC", wachtwoord)) < KORTSTE_WACHTWOORD:
        raise InvoerFout(TE_KORT)


def keur_wachtwoord(wachtwoord: str, naam: str) -> None:
    """Raise InvoerFout for what nobody should choose for the account of this name.

    Only where one is chosen: what was chosen before opens as it did.
    """
    keur_lengte(wachtwoord)
    tekens, eigen = _zonder_spaties(wachtwoord), _zonder_spaties(naam)
    if len(set(tekens)) < MINSTE_TEKENS:
        raise InvoerFout(TE_EENVORMIG)
    if len(eigen) >= KORTSTE_NAAM and eigen in tekens:
        raise InvoerFout(MET_NAAM)


def _zonder_spaties(tekst: str) -> str:
    return "".join(unicodedata.normalize("NFKC", tekst).casefold().split())


def afgeleid(wachtwoord: str, zout: bytes, argon2: Argon2) -> bytes:
    """Return the key that a password gives; takes 0.4 s by design."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    # NFKC: the same password typed on a Mac and on Windows has to give the same bytes.
    geheim = unicodedata.normalize("NFKC", wachtwoord).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(
            geheim,
            zout,
            time_cost=argon2.tijd,
            memory_cost=argon2.geheugen_kib,
            parallelism=argon2.draden,
            hash_len=SLEUTELLENGTE,
            type=Type.ID,
        )
    except HashingError as fout:
        raise OmgevingsFout(GEEN_GEHEUGEN) from fout


def wikkel(onder: bytes | bytearray, geheim: bytes | bytearray, gebonden: bytes) -> bytes:
    """Return the secret under a key, with its nonce in front; it opens only with the same `gebonden`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCELENGTE)
    return nonce + AESGCM(bytes(onder)).encrypt(nonce, bytes(geheim), gebonden)


def ontwikkel(onder: bytes | bytearray, verpakt: bytes, gebonden: bytes) -> bytearray | None:
    """Return what `wikkel` hid, or None when the key or what it is bound to is another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, rest = verpakt[:NONCELENGTE], verpakt[NONCELENGTE:]
    try:
        return bytearray(AESGCM(bytes(onder)).decrypt(nonce, rest, gebonden))
    except InvalidTag:
        return None


def publiek_bij(prive: bytes | bytearray) -> bytes:
    """Return the public half of an X25519 key; any 32 bytes are a private half."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(bytes(prive)).public_key().public_bytes_raw()


def _hpke() -> Suite:
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def verzegel(publiek: bytes, geheim: bytearray, gebonden: bytes) -> bytes:
    """Return the secret for whoever has the private half; nobody has to be there for that."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    sleutel = X25519PublicKey.from_public_bytes(publiek)
    return _hpke().encrypt(bytes(geheim), sleutel, info=gebonden)


def ontzegel(prive: bytes | bytearray, zegel: bytes, gebonden: bytes) -> bytearray | None:
    """Return what `verzegel` hid, or None when the key or what it is bound to is another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    sleutel = X25519PrivateKey.from_private_bytes(bytes(prive))
    try:
        return bytearray(_hpke().decrypt(zegel, sleutel, info=gebonden))
    except InvalidTag:
        return None


def gedeeld_geheim(prive: bytes | bytearray, publiek: bytes) -> bytes:
    """Return what only the owners of these two keys can work out: who has it is one of them.

    Raises ValueError for a public half that nobody has.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    sleutel = X25519PrivateKey.from_private_bytes(bytes(prive))
    return sleutel.exchange(X25519PublicKey.from_public_bytes(publiek))


def waarmerk(sleutel: bytes | bytearray, inhoud: bytes) -> bytes:
    """Return what only somebody with the key can make of this content."""
    # A key of its own, so that the database key itself serves the database alone.
    eigen = hmac.digest(bytes(sleutel), b"consulent sleutelbos waarmerk", "sha256")
    return hmac.digest(eigen, inhoud, "sha256")


def controlesom(inhoud: Any) -> str:
    """Return what tells damage from ill will; it proves nothing else."""
    return hashlib.sha256(als_bytes(inhoud)).hexdigest()


def als_bytes(inhoud: Any) -> bytes:
    """Return one form for the same content, to bind to or to sum."""
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":")).encode()
