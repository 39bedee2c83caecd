"""What is signed of a rule package: which version it is, what it needs, what changed, and every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.regels.pakketkast import NAAM, VERSIE

VORM = "consulent-regelpakket/1"


@dataclass(frozen=True)
class Manifest:
    """`wat` is what changed, in the words of who signed for entering it; `ook_door` entered some of it too.

    `ouder` is (id, version) of the parent, `bestanden` gives the SHA-256 of each file, `programma` the
    oldest program that reads it.
    """

    id: str
    naam: str
    versie: str
    geldig_vanaf: date
    geldig_tot: date
    ouder: tuple[str, str] | None
    programma: str
    wat: str
    ingevoerd_door: str
    bestanden: Mapping[str, str]
    ook_door: tuple[str, ...] = ()

    @property
    def invoerders(self) -> tuple[str, ...]:
        """Return who entered something, who signed for that first: none of them may release it."""
        return (self.ingevoerd_door, *self.ook_door)

    def als_bytes(self) -> bytes:
        """Return one form for the same content: this is what is signed."""
        inhoud = {
            "vorm": VORM,
            "id": self.id,
            "naam": self.naam,
            "versie": self.versie,
            "geldig_vanaf": self.geldig_vanaf.isoformat(),
            "geldig_tot": self.geldig_tot.isoformat(),
            "ouder": dict(zip(("id", "versie"), self.ouder, strict=True)) if self.ouder else None,
            "programma": self.programma,
            "wat": self.wat,
            "ingevoerd_door": self.ingevoerd_door,
            "ook_door": list(self.ook_door),
            "bestanden": dict(sorted(self.bestanden.items())),
        }
        return json.dumps(inhoud, indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def uit_bytes(cls, inhoud: bytes) -> Manifest:
        """Return what stands in a manifest; raises ValueError, KeyError or TypeError."""
        ruw = json.loads(inhoud)
        ouder = ruw["ouder"]
        manifest = cls(
            id=_tekst(ruw["id"]),
            naam=_tekst(ruw["naam"]),
            versie=_tekst(ruw["versie"]),
            geldig_vanaf=date.fromisoformat(ruw["geldig_vanaf"]),
            geldig_tot=date.fromisoformat(ruw["geldig_tot"]),
            ouder=(_tekst(ouder["id"]), _tekst(ouder["versie"])) if ouder is not None else None,
            programma=_tekst(ruw["programma"]),
            wat=_tekst(ruw["wat"]),
            ingevoerd_door=_tekst(ruw["ingevoerd_door"]),
            bestanden={_tekst(naam): _tekst(som) for naam, som in ruw["bestanden"].items()},
            ook_door=tuple(_tekst(wie) for wie in ruw["ook_door"]),
        )
        if not (NAAM.fullmatch(manifest.id) and VERSIE.fullmatch(manifest.versie)):
            raise ValueError(manifest.id)
        return manifest


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError(waarde)
    return waarde


def som(inhoud: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(inhoud).hexdigest()
