"""The key file on disk: written whole or not at all, read with suspicion."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import sleutelbos1
from consulent_app.opslag.sleutelbos import BESTANDSNAAM, VERSIE, Account, Herstelslot, Sleutelbos
from consulent_app.opslag.storing import vertaald
from consulent_app.opslag.versleuteling import Argon2, controlesom
from consulent_app.opslag.waarden import ROLLEN

GROOTSTE_BESTAND = 1_048_576

ONTBREEKT = f"Het bestand {BESTANDSNAAM} ontbreekt. Zet het terug uit de laatste reservekopie."
BESCHADIGD = f"Het bestand {BESTANDSNAAM} is beschadigd. Zet het terug uit de laatste reservekopie."
TE_NIEUW = (
    f"Het bestand {BESTANDSNAAM} is gemaakt met een nieuwere versie van het programma. "
    "Installeer de nieuwste versie."
)

# A doctored file could otherwise ask for hours or for more memory than there is.
_GRENZEN = {"tijd": (1, 10), "geheugen_kib": (8, 1_048_576), "draden": (1, 8)}


def schrijf(map_: Path, bos: Sleutelbos) -> None:
    """Write the key file of a folder; raises OmgevingsFout when the disk refuses."""
    inhoud = {
        "versie": VERSIE,
        "id": bos.id,
        "accounts": [_account_als_json(account) for account in bos.accounts],
        "herstel": bos.herstel and _als_tekst(asdict(bos.herstel)),
        **_als_tekst({"volgende": bos.volgende, "waarmerk": bos.waarmerk}),
    }
    # The checksum tells a damaged file from a wrong password, which AES-GCM alone cannot.
    inhoud["controle"] = controlesom(inhoud)
    schrijf_heel(map_ / BESTANDSNAAM, json.dumps(inhoud, indent=1).encode())


def schrijf_heel(pad: Path, inhoud: bytes) -> None:
    """Write a file that is there after a power cut, either as it was or as it becomes."""
    tijdelijk = pad.with_name(pad.name + ".nieuw")
    with vertaald():
        with tijdelijk.open("wb") as bestand:
            bestand.write(inhoud)
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


def lees(map_: Path) -> Sleutelbos | sleutelbos1.Sleutelbos1:
    """Return the key file of a folder; raises OmgevingsFout when it is missing, damaged or too new."""
    pad = map_ / BESTANDSNAAM
    if not pad.exists():
        raise OmgevingsFout(ONTBREEKT)
    with vertaald(), pad.open("rb") as bestand:
        ruw = bestand.read(GROOTSTE_BESTAND)
    try:
        return _uit_json(json.loads(ruw))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fout:
        raise OmgevingsFout(BESCHADIGD) from fout


def _uit_json(inhoud: Any) -> Sleutelbos | sleutelbos1.Sleutelbos1:
    controle = inhoud.pop("controle")
    if not secrets.compare_digest(controle, controlesom(inhoud)):
        raise ValueError("controle")
    versie = inhoud["versie"]
    if versie > VERSIE:
        raise OmgevingsFout(TE_NIEUW)
    if versie == sleutelbos1.VERSIE:
        slot = inhoud["sloten"][0]
        delen = [_bytes(slot[naam], lang) for naam, lang in (("zout", 16), ("nonce", 12), ("verpakt", 48))]
        return sleutelbos1.Sleutelbos1(str(inhoud["id"]), _argon2(slot["argon2id"]), *delen)
    return Sleutelbos(
        str(inhoud["id"]),
        _accounts(inhoud["accounts"]),
        inhoud["herstel"] and _herstel(inhoud["herstel"]),
        inhoud["volgende"] and _bytes(inhoud["volgende"], 60),
        _bytes(inhoud["waarmerk"], 32),
    )


def _accounts(lijst: Any) -> tuple[Account, ...]:
    if not lijst:
        raise ValueError("geen accounts")
    return tuple(_account(account) for account in lijst)


def _account(inhoud: Any) -> Account:
    if inhoud["rol"] not in ROLLEN or type(inhoud["startwoord"]) is not bool:
        raise ValueError("rol")
    return Account(
        str(inhoud["naam"]),
        inhoud["rol"],
        inhoud["startwoord"],
        _argon2(inhoud["argon2"]),
        _bytes(inhoud["zout"], 16),
        _bytes(inhoud["prive"], 60),
        _bytes(inhoud["publiek"], 32),
        inhoud["zegel"] and _bytes(inhoud["zegel"], 80),
        inhoud.get("startdag", "") and date.fromisoformat(inhoud["startdag"]).isoformat(),
    )


def _account_als_json(account: Account) -> dict[str, Any]:
    return {"argon2": asdict(account.argon2)} | _als_tekst(
        {naam: getattr(account, naam) for naam in Account.__slots__ if naam != "argon2"}
    )


def _herstel(inhoud: Any) -> Herstelslot:
    return Herstelslot(_bytes(inhoud["publiek"], 32), _bytes(inhoud["zegel"], 80))


def _argon2(inhoud: Any) -> Argon2:
    argon2 = Argon2(**inhoud)
    for naam, (laagst, hoogst) in _GRENZEN.items():
        if type(waarde := getattr(argon2, naam)) is not int or not laagst <= waarde <= hoogst:
            raise ValueError(naam)
    if argon2.geheugen_kib < 8 * argon2.draden:
        raise ValueError("geheugen_kib")
    return argon2


def _bytes(tekst: Any, lang: int) -> bytes:
    waarde = base64.b64decode(tekst, validate=True)
    if len(waarde) != lang:
        raise ValueError("lengte")
    return waarde


def _als_tekst(velden: dict[str, Any]) -> dict[str, Any]:
    return {
        naam: base64.b64encode(waarde).decode() if isinstance(waarde, bytes) else waarde
        for naam, waarde in velden.items()
    }
