"""The contents of a deling in the clear: packed to bytes, and read back with suspicion."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from consulent_app.besluiten.vernietiging import Grond
from consulent_app.delen.cellen import AFWEZIG
from consulent_app.delen.deling import CELLEN, OPGESCHOOND, STUK, VERNIETIGD
from consulent_app.delen.versies import Versie
from consulent_app.fouten import InvoerFout

VORM = 1
#: A few bytes can unpack to gigabytes; the longest print is far below this.
GROOTSTE = 64 * 1024 * 1024
BESCHADIGD = "Wat een andere werkplek stuurde, is beschadigd: laat die werkplek het opnieuw sturen."
NIEUWER = "Een andere werkplek heeft een nieuwer programma: werk eerst dit programma bij."
TE_GROOT = "Wat een andere werkplek stuurde, is te groot om te lezen: laat die werkplek het opnieuw sturen."
#: No dossier is near this deep; what is put together of it goes as deep as the longest path.
_PAD = re.compile(r"(?:/(?:[^~/]|~[01])*){1,64}")
_NAAM = re.compile(r"[0-9a-f]{16}-.+")


@dataclass(frozen=True, slots=True)
class Celinhoud:
    """What cells became, of a deling of cells or of a whole dossier."""

    versies: tuple[Versie, ...]


@dataclass(frozen=True, slots=True)
class Stukinhoud:
    """A print, with its own columns and the outcome that it rests on."""

    kolommen: Mapping[str, str]
    uitkomst: Mapping[str, Any]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Opgeschoond:
    """What was removed from a dossier because the resident asked, by whom and when."""

    wat: str
    door: str
    tijdstip: str


@dataclass(frozen=True, slots=True)
class Einde:
    """Who destroyed the dossier, when, on which ground and under which certificate.

    An older program told no ground.
    """

    door: str
    tijdstip: str
    grond: Grond | None = None
    nummer: str = ""


T = TypeVar("T")
Inhoud = Celinhoud | Stukinhoud | Opgeschoond | Einde


def pak(inhoud: Inhoud) -> bytes:
    """Return it as bytes; the same contents give the same bytes."""
    document = {"vorm": VORM, **_als_document(inhoud)}
    tekst = json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return zlib.compress(tekst.encode())


def uit(soort: str, gepakt: bytes) -> Inhoud:
    """Read what `pak` made for a deling of this kind.

    Raises InvoerFout when it is damaged, too large, or of a newer program.
    """
    document = _json(_pak_uit(gepakt))
    if not isinstance(document, dict) or type(document.get("vorm")) is not int:
        raise InvoerFout(BESCHADIGD)
    if document["vorm"] != VORM or soort not in _LEZERS:
        raise InvoerFout(NIEUWER)
    try:
        return _LEZERS[soort](document)
    except (AttributeError, LookupError, TypeError, ValueError) as fout:
        raise InvoerFout(BESCHADIGD) from fout


def _als_document(inhoud: Inhoud) -> dict[str, Any]:
    match inhoud:
        case Celinhoud(versies):
            return {"versies": [_versie_als_document(versie) for versie in versies]}
        case Stukinhoud(kolommen, uitkomst, pdf):
            tekst = base64.b64encode(pdf).decode()
            return {"kolommen": dict(kolommen), "uitkomst": dict(uitkomst), "pdf": tekst}
        case Opgeschoond(wat, door, tijdstip):
            return {"wat": wat, "door": door, "tijdstip": tijdstip}
        case Einde(door, tijdstip, grond, nummer):
            waarom = {"grond": asdict(grond)} if grond else {}
            return {"door": door, "tijdstip": tijdstip, "nummer": nummer, **waarom}


def _versie_als_document(versie: Versie) -> dict[str, Any]:
    """Return it as JSON; a cell that is gone has no value."""
    waarde = {} if versie.waarde is AFWEZIG else {"waarde": versie.waarde}
    return {
        "pad": versie.pad, "versie": versie.versie, "basis": sorted(versie.basis),
        "door": versie.door, "tijdstip": versie.tijdstip, **waarde,
    }  # fmt: skip


def _pak_uit(gepakt: bytes) -> bytes:
    uitpakker = zlib.decompressobj()
    try:
        inhoud = uitpakker.decompress(gepakt, GROOTSTE + 1)
    except zlib.error as fout:
        raise InvoerFout(BESCHADIGD) from fout
    if len(inhoud) > GROOTSTE:
        raise InvoerFout(TE_GROOT)
    if not uitpakker.eof or uitpakker.unused_data:
        raise InvoerFout(BESCHADIGD)
    return inhoud


def _json(tekst: bytes) -> Any:
    try:
        return json.loads(tekst.decode(), parse_constant=_geen_getal)
    except (RecursionError, ValueError) as fout:
        raise InvoerFout(BESCHADIGD) from fout


def _geen_getal(naam: str) -> Any:
    raise ValueError(naam)


def _lees_cellen(document: Mapping[str, Any]) -> Celinhoud:
    return Celinhoud(tuple(_lees_versie(versie) for versie in _van(list, document["versies"])))


def _lees_versie(document: Mapping[str, Any]) -> Versie:
    return Versie(
        _zoals(_PAD, document["pad"]),
        _zoals(_NAAM, document["versie"]),
        document.get("waarde", AFWEZIG),
        frozenset(_zoals(_NAAM, naam) for naam in _van(list, document["basis"])),
        _van(str, document["door"]),
        _van(str, document["tijdstip"]),
    )


def _lees_stuk(document: Mapping[str, Any]) -> Stukinhoud:
    kolommen = {naam: _van(str, waarde) for naam, waarde in document["kolommen"].items()}
    pdf = base64.b64decode(_van(str, document["pdf"]), validate=True)
    return Stukinhoud(kolommen, _van(dict, document["uitkomst"]), pdf)


def _lees_opgeschoond(document: Mapping[str, Any]) -> Opgeschoond:
    return Opgeschoond(*(_van(str, document[naam]) for naam in ("wat", "door", "tijdstip")))


def _lees_einde(document: Mapping[str, Any]) -> Einde:
    grond = document.get("grond")
    gelezen = (
        None if grond is None else Grond(*(_van(str, grond[naam]) for naam in Grond.__dataclass_fields__))
    )
    nummer = _van(str, document.get("nummer", ""))
    return Einde(_van(str, document["door"]), _van(str, document["tijdstip"]), gelezen, nummer)


def _van(soort: type[T], waarde: Any) -> T:
    if not isinstance(waarde, soort):
        raise TypeError(soort.__name__)
    return waarde


def _zoals(vorm: re.Pattern[str], tekst: Any) -> str:
    if not vorm.fullmatch(tekst):
        raise ValueError(vorm.pattern)
    return str(tekst)


_LEZERS: Mapping[str, Callable[[Mapping[str, Any]], Inhoud]] = {
    CELLEN: _lees_cellen,
    STUK: _lees_stuk,
    OPGESCHOOND: _lees_opgeschoond,
    VERNIETIGD: _lees_einde,
}
