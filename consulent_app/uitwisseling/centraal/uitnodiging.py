"""The invitation of a workplace: a file that opens only with the code that is read out beside it."""

from __future__ import annotations

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.herstelsleutel import LIJKT_OP, TEKENS
from consulent_app.opslag.versleuteling import (
    GEWOON,
    NONCELENGTE,
    Argon2,
    afgeleid,
    als_bytes,
    lees_argon2,
    ontwikkel,
    wikkel,
)
from consulent_app.uitwisseling.centraal.verbinding import Server

VORM = "consulent-uitnodiging/1"
#: 16 signs of 5 bits: 80, as a copied file can be tried for ever.
GROEPEN, GROEP = 4, 4
GROOTSTE_BYTES = 200_000
ZOUTLENGTE = 16

GEEN_UITNODIGING = "{naam} is geen uitnodiging van dit programma, of het bestand is beschadigd."
NIEUWERE = "{naam} is gemaakt met een nieuwere versie van het programma. Installeer de nieuwste versie."
FOUTE_CODE = (
    f"De code klopt niet. Het zijn {GROEPEN} groepjes van {GROEP} tekens; vergelijk ze een voor een en "
    "kijk of dit de uitnodiging is die bij deze code hoort."
)
ONLEESBAAR = "{naam} kan niet worden gelezen. Kijk of het bestand er is en of u het mag openen."
BESTAAT_AL = "{naam} bestaat al. Kies een andere naam; een uitnodiging wordt nooit overschreven."
GEEN_MAP = "In de map {naam} kan niet worden geschreven. Maak haar eerst, of kies een andere."
ONSCHRIJFBAAR = "{naam} kan niet worden geschreven. Kijk of de map er is en of u erin mag schrijven."


@dataclass(frozen=True, slots=True)
class Uitnodiging:
    """How one workplace gets in at the server; for a teamleider without apparaat and number."""

    server: Server
    organisatie: str
    naam: str
    apparaat: str = ""
    nummer: int = 0

    @property
    def is_werkplek(self) -> bool:
        """Say whether it is for a workplace that exchanges dossiers."""
        return bool(self.apparaat)


@dataclass(frozen=True, slots=True)
class Uitnodigingsbestand:
    """What is written, and the code that opens it, which stands nowhere but on the screen."""

    inhoud: bytes = field(repr=False)
    code: str = field(repr=False)


def maak_uitnodiging(uitnodiging: Uitnodiging, argon2: Argon2 = GEWOON) -> Uitnodigingsbestand:
    """Encrypt it under a code that was never used before."""
    tekens = "".join(secrets.choice(TEKENS) for _ in range(GROEPEN * GROEP))
    zout = secrets.token_bytes(ZOUTLENGTE)
    kop = {"vorm": VORM, "zout": zout.hex(), "argon2": asdict(argon2)}
    geheim = als_bytes(asdict(uitnodiging))
    verpakt = wikkel(afgeleid(tekens, zout, argon2), geheim, als_bytes(kop))
    inhoud = json.dumps({**kop, "inhoud": b64encode(verpakt).decode()}, indent=1).encode()
    return Uitnodigingsbestand(inhoud, _in_groepen(tekens))


def schrijf_uitnodiging(bestand: Path, uitnodiging: Uitnodiging, argon2: Argon2 = GEWOON) -> str:
    """Write it to a new file and return the code, to be read out; raises InvoerFout or OmgevingsFout."""
    gemaakt = maak_uitnodiging(uitnodiging, argon2)
    try:
        with bestand.open("xb") as uit:
            uit.write(gemaakt.inhoud)
    except FileExistsError:
        raise InvoerFout(BESTAAT_AL.format(naam=bestand.name)) from None
    except OSError as fout:
        raise OmgevingsFout(ONSCHRIJFBAAR.format(naam=bestand.name)) from fout
    return gemaakt.code


def keur_map(map_: Path) -> None:
    """Raise InvoerFout when no invitations can be written in this folder."""
    if not map_.is_dir() or not os.access(map_, os.W_OK):
        raise InvoerFout(GEEN_MAP.format(naam=map_))


def keur_plek(bestand: Path) -> None:
    """Raise InvoerFout when an invitation cannot come here."""
    if bestand.exists():
        raise InvoerFout(BESTAAT_AL.format(naam=bestand.name))
    keur_map(bestand.parent)


def lees_uitnodiging(bestand: Path, code: str) -> Uitnodiging:
    """Open an invitation with its code; takes half a second by design. Raises InvoerFout."""
    kop, verpakt = _lees(bestand)
    tekens = code.strip().upper().translate(LIJKT_OP)
    onder = afgeleid(tekens, bytes.fromhex(kop["zout"]), _argon2(kop, bestand))
    geheim = ontwikkel(onder, verpakt, als_bytes(kop))
    if geheim is None:
        raise InvoerFout(FOUTE_CODE)
    velden = json.loads(geheim)
    return Uitnodiging(**{**velden, "server": Server(**velden["server"])})


def _lees(bestand: Path) -> tuple[dict[str, Any], bytes]:
    try:
        with bestand.open("rb") as stroom:
            kop = json.loads(stroom.read(GROOTSTE_BYTES))
        vorm, verpakt = str(kop["vorm"]), b64decode(kop.pop("inhoud"), validate=True)
        if len(bytes.fromhex(kop["zout"])) != ZOUTLENGTE or len(verpakt) <= NONCELENGTE:
            raise ValueError
    except OSError as fout:
        raise InvoerFout(ONLEESBAAR.format(naam=bestand.name)) from fout
    except (ValueError, KeyError, TypeError, AttributeError) as fout:
        raise InvoerFout(GEEN_UITNODIGING.format(naam=bestand.name)) from fout
    if vorm != VORM:
        bekend = vorm.startswith("consulent-uitnodiging/")
        raise InvoerFout((NIEUWERE if bekend else GEEN_UITNODIGING).format(naam=bestand.name))
    return kop, verpakt


def _argon2(kop: dict[str, Any], bestand: Path) -> Argon2:
    try:
        return lees_argon2(kop.get("argon2"))
    except ValueError as fout:
        raise InvoerFout(GEEN_UITNODIGING.format(naam=bestand.name)) from fout


def _in_groepen(tekens: str) -> str:
    return "-".join(tekens[i : i + GROEP] for i in range(0, len(tekens), GROEP))
