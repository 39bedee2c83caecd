"""The key file: the random key of the database, wrapped by a password.

Every slot wraps the same key, so that a second medewerker is one slot more and not a new database.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import unicodedata
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.storing import vertaald

BESTANDSNAAM = "sleutelbos.json"
KORTSTE_WACHTWOORD = 12
VERSIE = 1
GROOTSTE_BESTAND = 65_536

TE_KORT = (
    f"Het wachtwoord is te kort: kies er een van minstens {KORTSTE_WACHTWOORD} tekens, "
    "bijvoorbeeld vier losse woorden."
)
KLOPT_NIET = "Het wachtwoord klopt niet. Let op hoofdletters en probeer het opnieuw."
ONTBREEKT = f"Het bestand {BESTANDSNAAM} ontbreekt. Zet het terug uit de laatste reservekopie."
BESCHADIGD = f"Het bestand {BESTANDSNAAM} is beschadigd. Zet het terug uit de laatste reservekopie."
TE_NIEUW = (
    f"Het bestand {BESTANDSNAAM} is gemaakt met een nieuwere versie van het programma. "
    "Installeer de nieuwste versie."
)
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

# A doctored file could otherwise ask for hours or for more memory than there is.
_GRENZEN = {"tijd": (1, 10), "geheugen_kib": (8, 1_048_576), "draden": (1, 8)}


@dataclass(frozen=True, slots=True)
class Slot:
    """The database key, wrapped by one password."""

    argon2: Argon2
    zout: bytes
    nonce: bytes
    verpakt: bytes


@dataclass(frozen=True, slots=True)
class Sleutelbos:
    """All slots of one database; `id` ties them to it."""

    id: str
    sloten: tuple[Slot, ...]


def nieuwe_sleutel() -> bytearray:
    """Return 32 random bytes, in a form that the caller can wipe."""
    return bytearray(secrets.token_bytes(32))


def keur_wachtwoord(wachtwoord: str) -> None:
    """Raise InvoerFout when the password is too short to withstand guessing on a copied file."""
    if len(unicodedata.normalize("NFKC", wachtwoord)) < KORTSTE_WACHTWOORD:
        raise InvoerFout(TE_KORT)


def verpak(sleutel: bytearray, wachtwoord: str, argon2: Argon2) -> Sleutelbos:
    """Return a new key file with one slot; raises InvoerFout when the password is too short."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    keur_wachtwoord(wachtwoord)
    bos_id = str(uuid.uuid4())
    zout, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    aes = AESGCM(_afgeleid(wachtwoord, zout, argon2))
    verpakt = aes.encrypt(nonce, bytes(sleutel), _gebonden_aan(bos_id, argon2))
    return Sleutelbos(bos_id, (Slot(argon2, zout, nonce, verpakt),))


def pak_uit(bos: Sleutelbos, wachtwoord: str) -> bytearray:
    """Return the 32-byte database key; raises InvoerFout when no slot opens with the password."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in bos.sloten:
        aes = AESGCM(_afgeleid(wachtwoord, slot.zout, slot.argon2))
        try:
            return bytearray(aes.decrypt(slot.nonce, slot.verpakt, _gebonden_aan(bos.id, slot.argon2)))
        except InvalidTag:
            continue
    raise InvoerFout(KLOPT_NIET)


def _afgeleid(wachtwoord: str, zout: bytes, argon2: Argon2) -> bytes:
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
            hash_len=32,
            type=Type.ID,
        )
    except HashingError as fout:
        raise OmgevingsFout(GEEN_GEHEUGEN) from fout


def _gebonden_aan(bos_id: str, argon2: Argon2) -> bytes:
    """Return what a slot vouches for: it fails on another database or with other argon2 costs."""
    return _als_bytes([VERSIE, bos_id, "wachtwoord", asdict(argon2)])


def schrijf(pad: Path, bos: Sleutelbos) -> None:
    """Write the key file, whole or not at all; raises OmgevingsFout when the disk refuses."""
    inhoud = {"versie": VERSIE, "id": bos.id, "sloten": [_slot_als_json(s) for s in bos.sloten]}
    # The checksum tells a damaged file from a wrong password, which AES-GCM alone cannot.
    inhoud["controle"] = _controle(inhoud)
    tijdelijk = pad.with_name(pad.name + ".nieuw")
    with vertaald():
        with tijdelijk.open("wb") as bestand:
            bestand.write(json.dumps(inhoud, indent=1).encode())
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(pad)
        fsync_map(pad.parent)


def fsync_map(map_: Path) -> None:
    """Make a rename in this folder survive a power cut; Windows cannot and need not be asked."""
    if os.name == "nt":
        return
    fd = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def lees(pad: Path) -> Sleutelbos:
    """Return the key file; raises OmgevingsFout when it is missing, damaged or too new."""
    if not pad.exists():
        raise OmgevingsFout(ONTBREEKT)
    with vertaald(), pad.open("rb") as bestand:
        ruw = bestand.read(GROOTSTE_BESTAND)
    try:
        return _uit_json(json.loads(ruw))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise OmgevingsFout(BESCHADIGD) from fout


def _uit_json(inhoud: Any) -> Sleutelbos:
    controle = inhoud.pop("controle")
    if not secrets.compare_digest(controle, _controle(inhoud)):
        raise ValueError("controle")
    if inhoud["versie"] > VERSIE:
        raise OmgevingsFout(TE_NIEUW)
    sloten = tuple(_slot_uit_json(slot) for slot in inhoud["sloten"])
    return Sleutelbos(str(inhoud["id"]), sloten)


def _slot_als_json(slot: Slot) -> dict[str, Any]:
    velden = {"zout": slot.zout, "nonce": slot.nonce, "verpakt": slot.verpakt}
    return {"soort": "wachtwoord", "argon2id": asdict(slot.argon2)} | {
        naam: base64.b64encode(waarde).decode() for naam, waarde in velden.items()
    }


def _slot_uit_json(inhoud: Any) -> Slot:
    argon2 = Argon2(**inhoud["argon2id"])
    for naam, (laagst, hoogst) in _GRENZEN.items():
        if type(waarde := getattr(argon2, naam)) is not int or not laagst <= waarde <= hoogst:
            raise ValueError(naam)
    if argon2.geheugen_kib < 8 * argon2.draden:
        raise ValueError("geheugen_kib")
    delen = [base64.b64decode(inhoud[n], validate=True) for n in ("zout", "nonce", "verpakt")]
    if [len(deel) for deel in delen] != [16, 12, 48]:
        raise ValueError("lengte")
    return Slot(argon2, *delen)


def _controle(inhoud: Any) -> str:
    return hashlib.sha256(_als_bytes(inhoud)).hexdigest()


def _als_bytes(inhoud: Any) -> bytes:
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":")).encode()
