"""The keys that sign rule packages: a private half under a password, and a public half to hand over."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.herstelsleutel import LIJKT_OP, TEKENS
from consulent_app.opslag.versleuteling import (
    GEWOON,
    Argon2,
    afgeleid,
    als_bytes,
    keur_wachtwoord,
    lees_argon2,
    ontwikkel,
    wikkel,
)

VORM, VORM_PUBLIEK = "consulent-regelsleutel/1", "consulent-regelsleutel-publiek/1"
PUBLIEK = ".publiek"
GROOTSTE_BYTES, ZOUTLENGTE, SLEUTELLENGTE, LANGSTE_NAAM = 20_000, 16, 32, 80
#: 24 signs of 5 bits: 120, as a lookalike can be sought for ever.
GROEPEN, GROEP = 6, 4

GEEN_NAAM = "Een sleutel is van iemand: geef met --door een naam van hoogstens {meest} tekens."
GEEN_SLEUTEL = "{naam} is geen sleutel van dit programma, of het bestand is beschadigd. Neem een ander."
GEEN_PUBLIEK = (
    "{naam} is geen publieke sleutel, of het bestand is beschadigd. Vraag de ander om het bestand dat "
    "eindigt op .publiek."
)
FOUT_WACHTWOORD = "Het wachtwoord van de sleutel in {naam} klopt niet. Probeer het opnieuw."
ONLEESBAAR = "{naam} kan niet worden gelezen. Kijk of het bestand er is en of u het mag openen."
BESTAAT_AL = "{naam} bestaat al. Kies een andere naam; een sleutel wordt nooit overschreven."
ONSCHRIJFBAAR = "{naam} kan niet worden geschreven. Kijk of de map er is en of u erin mag schrijven."


@dataclass(frozen=True, slots=True)
class Publiek:
    """The half that everybody may have, and whose it is."""

    naam: str
    publiek: bytes

    @property
    def vingerafdruk(self) -> str:
        """Return what is read out and typed over: name and key together, so that neither can be swapped."""
        return vingerafdruk(self.naam, self.publiek)


@dataclass(frozen=True, slots=True)
class Sleutel:
    """Both halves, in the hand of their owner."""

    wie: Publiek
    prive: bytes = field(repr=False)

    def teken(self, inhoud: bytes) -> bytes:
        """Return the signature on this content."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.prive).sign(inhoud)


def klopt(publiek: bytes, handtekening: bytes, inhoud: bytes) -> bool:
    """Say whether the owner of this public half signed exactly this."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(publiek).verify(handtekening, inhoud)
    except (InvalidSignature, ValueError):
        return False
    return True


def vingerafdruk(naam: str, publiek: bytes) -> str:
    """Return six groups of four signs."""
    getal = int.from_bytes(hashlib.sha256(als_bytes([VORM_PUBLIEK, naam, publiek.hex()])).digest()[:15])
    tekens = [TEKENS[getal >> 5 * plek & 31] for plek in reversed(range(GROEPEN * GROEP))]
    return "-".join("".join(tekens[i : i + GROEP]) for i in range(0, len(tekens), GROEP))


def zelfde_vingerafdruk(getypt: str, bedoeld: str) -> bool:
    """Say whether somebody typed this fingerprint, with or without the hyphens."""
    return getypt.strip().upper().translate(LIJKT_OP) == bedoeld.replace("-", "")


def maak_sleutel(naam: str) -> Sleutel:
    """Return a new pair of keys for somebody; raises InvoerFout without a name."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    naam = " ".join(naam.split())
    if not 0 < len(naam) <= LANGSTE_NAAM or not naam.isprintable():
        raise InvoerFout(GEEN_NAAM.format(meest=LANGSTE_NAAM))
    prive = Ed25519PrivateKey.generate()
    return Sleutel(Publiek(naam, prive.public_key().public_bytes_raw()), prive.private_bytes_raw())


def schrijf_sleutel(bestand: Path, sleutel: Sleutel, wachtwoord: str, argon2: Argon2 = GEWOON) -> Path:
    """Write both halves to new files and return where the public one is.

    Raises InvoerFout for a weak password or when a file is there already, OmgevingsFout.
    """
    keur_wachtwoord(wachtwoord, sleutel.wie.naam)
    openbaar = bestand.with_name(bestand.name + PUBLIEK)
    for pad in (bestand, openbaar):
        if pad.exists():
            raise InvoerFout(BESTAAT_AL.format(naam=pad.name))
    wie = {"naam": sleutel.wie.naam, "publiek": sleutel.wie.publiek.hex()}
    zout = secrets.token_bytes(ZOUTLENGTE)
    kop = {"vorm": VORM, **wie, "zout": zout.hex(), "argon2": asdict(argon2)}
    verpakt = wikkel(afgeleid(wachtwoord, zout, argon2), sleutel.prive, als_bytes(kop))
    _schrijf(bestand, {**kop, "prive": b64encode(verpakt).decode()})
    _schrijf(openbaar, {"vorm": VORM_PUBLIEK, **wie})
    return openbaar


def _schrijf(bestand: Path, inhoud: Mapping[str, Any]) -> None:
    try:
        bestand.touch(mode=0o600, exist_ok=False)
        bestand.write_text(json.dumps(inhoud, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except FileExistsError:
        raise InvoerFout(BESTAAT_AL.format(naam=bestand.name)) from None
    except OSError as fout:
        raise OmgevingsFout(ONSCHRIJFBAAR.format(naam=bestand.name)) from fout


def open_sleutel(bestand: Path, wachtwoord: str) -> Sleutel:
    """Return a key with its private half; takes half a second by design. Raises InvoerFout."""
    kop = _lees(bestand, GEEN_SLEUTEL)
    try:
        verpakt = b64decode(kop.pop("prive"), validate=True)
        wie, zout = _publiek(kop, VORM), bytes.fromhex(kop["zout"])
        onder = afgeleid(wachtwoord, zout, lees_argon2(kop["argon2"]))
    except (ValueError, KeyError, TypeError) as fout:
        raise InvoerFout(GEEN_SLEUTEL.format(naam=bestand.name)) from fout
    # Bound to all that stands beside it: nobody can put another name on a key.
    prive = ontwikkel(onder, verpakt, als_bytes(kop))
    if prive is None:
        raise InvoerFout(FOUT_WACHTWOORD.format(naam=bestand.name))
    return Sleutel(wie, bytes(prive))


def lees_publiek(bestand: Path) -> Publiek:
    """Return the public half in a file; raises InvoerFout."""
    try:
        return _publiek(_lees(bestand, GEEN_PUBLIEK), VORM_PUBLIEK)
    except (ValueError, KeyError, TypeError) as fout:
        raise InvoerFout(GEEN_PUBLIEK.format(naam=bestand.name)) from fout


def _lees(bestand: Path, wat_niet: str) -> dict[str, Any]:
    try:
        with bestand.open("rb") as stroom:
            gelezen = json.loads(stroom.read(GROOTSTE_BYTES))
    except OSError as fout:
        raise InvoerFout(ONLEESBAAR.format(naam=bestand.name)) from fout
    except (ValueError, RecursionError) as fout:
        raise InvoerFout(wat_niet.format(naam=bestand.name)) from fout
    if not isinstance(gelezen, dict):
        raise InvoerFout(wat_niet.format(naam=bestand.name))
    return gelezen


def _publiek(kop: Mapping[str, Any], vorm: str) -> Publiek:
    naam, publiek = kop["naam"], bytes.fromhex(kop["publiek"])
    goed = isinstance(naam, str) and 0 < len(naam) <= LANGSTE_NAAM and naam.isprintable()
    if kop["vorm"] != vorm or len(publiek) != SLEUTELLENGTE or not goed:
        raise ValueError(vorm)
    return Publiek(naam, publiek)
