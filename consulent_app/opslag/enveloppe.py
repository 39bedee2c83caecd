"""The contents of a deling: only the organisations they are for can read them, only its own makes them.

Under the key that seals stands what the writer and the reader have in common and nobody else has: of one
organisation its private key, of two what their keys give together. Not the server, and no organisation in
the name of the other, makes a deling that opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from consulent_app.delen.deling import Deling, gebonden, met_hash
from consulent_app.opslag.eigen import Organisatiesleutel
from consulent_app.opslag.versleuteling import nieuwe_sleutel, ontwikkel, wikkel

Sleutels = Mapping[str, Organisatiesleutel]


def sluit(leeg: Deling, inhoud: bytes, sleutels: Sleutels, voor: list[str]) -> Deling:
    """Return the deling of an own workplace with these contents, sealed for these, and with its hash.

    `sleutels` has the private key of the organisation of the deling.
    """
    bij, sleutel = gebonden(leeg), nieuwe_sleutel()
    zegels = {wie: wikkel(_onder(sleutels, leeg.organisatie, wie), sleutel, bij) for wie in voor}
    return met_hash(replace(leeg, zegels=zegels, inhoud=wikkel(sleutel, inhoud, bij)))


def open_(deling: Deling, sleutels: Sleutels, organisatie: str) -> bytes | None:
    """Return the contents for one's own organisation.

    None when they are not for it, its organisation did not make them, or somebody changed them.
    """
    zegel = deling.zegels.get(organisatie)
    if zegel is None or not {organisatie, deling.organisatie} <= sleutels.keys():
        return None
    bij = gebonden(deling)
    sleutel = ontwikkel(_onder(sleutels, organisatie, deling.organisatie), zegel, bij)
    inhoud = ontwikkel(sleutel, deling.inhoud, bij) if sleutel else None
    return None if inhoud is None else bytes(inhoud)


def _onder(sleutels: Sleutels, eigen: str, ander: str) -> bytes:
    """Return the key that these two organisations, or one, have and nobody else."""
    prive = sleutels[eigen].prive
    assert prive is not None
    samen = " ".join(sorted({eigen, ander}))
    return _afgeleid(prive, None if eigen == ander else sleutels[ander].publiek, samen)


@lru_cache(maxsize=8)
def _afgeleid(prive: bytes, publiek: bytes | None, samen: str) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    geheim = prive
    if publiek is not None:
        ander = X25519PublicKey.from_public_bytes(publiek)
        geheim = X25519PrivateKey.from_private_bytes(prive).exchange(ander)
    return HKDF(SHA256(), 32, None, f"consulent deling {samen}".encode()).derive(geheim)
