"""A deling: what one workplace tells the others of one dossier, once; each names the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

#: What changed, a print, that something was removed on request, the end.
SOORTEN = CELLEN, STUK, OPGESCHOOND, VERNIETIGD = ("cellen", "stuk", "opgeschoond", "vernietigd")
#: Before the first deling of a workplace there is none.
EERSTE = "0" * 64
_GEBONDEN = ("id", "dossier", "apparaat", "nr", "hlc", "soort", "organisatie")


@dataclass(frozen=True, slots=True)
class Deling:
    """One of them, numbered by its workplace (`apparaat`) from 1, without gaps.

    `zegels` holds the key of `inhoud` per organisation that may read it.
    """

    id: str
    dossier: str
    apparaat: str
    nr: int
    hlc: int
    soort: str
    organisatie: str
    zegels: Mapping[str, bytes]
    inhoud: bytes
    vorige: str
    hash: str


def gebonden(deling: Deling) -> bytes:
    """Return what the encryption is bound to: contents cannot be moved to another deling."""
    return _canoniek(_kenmerken(deling))


def hash_van(deling: Deling) -> str:
    """Return the SHA-256 over all fields but the hash; the contents count by a hash of their own."""
    velden = {
        **_kenmerken(deling),
        "zegels": {wie: zegel.hex() for wie, zegel in deling.zegels.items()},
        "inhoud": hashlib.sha256(deling.inhoud).hexdigest(),
        "vorige": deling.vorige,
    }
    return hashlib.sha256(_canoniek(velden)).hexdigest()


def met_hash(deling: Deling) -> Deling:
    """Return it finished, with the hash that belongs to its other fields."""
    return replace(deling, hash=hash_van(deling))


def klopt(deling: Deling) -> bool:
    """Say whether nobody changed a field since it was made."""
    return deling.hash == hash_van(deling)


def sluit_aan(vorige: Deling | tuple[int, str], deling: Deling) -> bool:
    """Say whether it comes right after `vorige` (or its number and hash) of the same workplace.

    The first one follows (0, EERSTE).
    """
    if isinstance(vorige, Deling):
        zelfde_werkplek = vorige.apparaat == deling.apparaat
        return zelfde_werkplek and sluit_aan((vorige.nr, vorige.hash), deling)
    return vorige == (deling.nr - 1, deling.vorige)


def _kenmerken(deling: Deling) -> dict[str, Any]:
    return {naam: getattr(deling, naam) for naam in _GEBONDEN}


def _canoniek(velden: Mapping[str, Any]) -> bytes:
    return json.dumps(velden, sort_keys=True, separators=(",", ":")).encode()
