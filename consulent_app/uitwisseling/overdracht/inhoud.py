"""What is in a hand-over file: first what the sender knows, then delingen, to the end."""

from __future__ import annotations

import json
import re
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consulent_app.besluiten.delen import ORGANISATIES
from consulent_app.delen.deling import SOORTEN, Deling
from consulent_app.delen.heeft import Heeft, als_document, uit_document
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.eigen import Werkplekregel
from consulent_app.uitwisseling.overdracht.bestand import BESCHADIGD, NIEUWER, Lezer, Schrijver

#: Far above the longest print, and little enough to hold.
GROOTSTE = 128 * 1024 * 1024
_RAND = struct.Struct(">II")
# With dashes when the server gave it out.
_APPARAAT = re.compile(r"[0-9a-f-]{32,36}")
_HASH = re.compile(r"[0-9a-f]{64}")
_GROOTSTE_GETAL = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Ronde:
    """Who has the turn on a dossier in a round; without `apparaat` nobody."""

    dossier: str
    ronde: int
    apparaat: str | None


@dataclass(frozen=True, slots=True)
class Stand:
    """What the sender knows beside its delingen: what it has, who there are, whose turn, what it asks.

    `hash` is that of its own last deling.
    """

    apparaat: str
    hash: str
    heeft: Heeft
    werkplekken: tuple[Werkplekregel, ...]
    rondes: tuple[Ronde, ...]
    gevraagd: tuple[str, ...]


def schrijf(uit: Schrijver, stand: Stand, delingen: Iterable[Deling]) -> int:
    """Write it all; return how many delingen that were."""
    _schrijf_deel(uit, _stand_als_document(stand), b"")
    aantal = 0
    for deling in delingen:
        _schrijf_deel(uit, _deling_als_document(deling), deling.inhoud)
        aantal += 1
    return aantal


def lees_stand(lezer: Lezer, naam: str) -> Stand:
    """Return what the sender knows; raises InvoerFout or OmgevingsFout."""
    with _Gewantrouwd(naam):
        return _stand(_lees_deel(lezer)[0])


def lees_delingen(lezer: Lezer, naam: str) -> Iterator[Deling]:
    """Give the delingen behind it, to the end of the file; raises InvoerFout or OmgevingsFout."""
    while not lezer.is_op():
        with _Gewantrouwd(naam):
            deling = _deling(*_lees_deel(lezer))
        if deling.soort not in SOORTEN:
            raise OmgevingsFout(NIEUWER.format(naam=naam))
        yield deling


class _Gewantrouwd:
    """Says of what is not as it should be that the file is damaged."""

    def __init__(self, naam: str) -> None:
        self._naam = naam

    def __enter__(self) -> None:
        pass

    def __exit__(self, soort: object, fout: BaseException | None, spoor: object) -> None:
        if isinstance(fout, AttributeError | LookupError | TypeError | ValueError | RecursionError):
            raise InvoerFout(BESCHADIGD.format(naam=self._naam)) from fout


def _schrijf_deel(uit: Schrijver, document: Mapping[str, Any], inhoud: bytes) -> None:
    tekst = json.dumps(document, separators=(",", ":")).encode()
    uit.schrijf(_RAND.pack(len(tekst), len(inhoud)) + tekst)
    uit.schrijf(inhoud)


def _lees_deel(lezer: Lezer) -> tuple[dict[str, Any], bytes]:
    lengtes = _RAND.unpack(lezer.lees(_RAND.size))
    if max(lengtes) > GROOTSTE:
        raise ValueError("te groot")
    document = json.loads(lezer.lees(lengtes[0]))
    return dict(document), lezer.lees(lengtes[1])


def _stand_als_document(stand: Stand) -> dict[str, Any]:
    return {
        "apparaat": stand.apparaat,
        "hash": stand.hash,
        "heeft": als_document(stand.heeft),
        "werkplekken": [werkplek_als_document(plek) for plek in stand.werkplekken],
        "rondes": [[ronde.dossier, ronde.ronde, ronde.apparaat] for ronde in stand.rondes],
        "gevraagd": list(stand.gevraagd),
    }


def _stand(document: Mapping[str, Any]) -> Stand:
    return Stand(
        _zoals(_APPARAAT, document["apparaat"]),
        _zoals(_HASH, document["hash"]),
        uit_document(document["heeft"]),
        tuple(werkplek_uit_document(plek) for plek in document["werkplekken"]),
        tuple(_ronde(*ronde) for ronde in document["rondes"]),
        tuple(_tekst(dossier) for dossier in document["gevraagd"]),
    )


def _ronde(dossier: Any, ronde: Any, apparaat: Any) -> Ronde:
    return Ronde(_tekst(dossier), _getal(ronde), None if apparaat is None else _zoals(_APPARAAT, apparaat))


def werkplek_als_document(plek: Werkplekregel) -> dict[str, Any]:
    """Return what is known of a workplace as JSON."""
    return {
        "apparaat": plek.apparaat, "nummer": plek.nummer, "naam": plek.naam,
        "organisatie": plek.organisatie, "publiek": plek.publiek.hex(), "toegelaten": plek.toegelaten,
        "actief": plek.actief,
    }  # fmt: skip


def werkplek_uit_document(document: Mapping[str, Any]) -> Werkplekregel:
    """Read what `werkplek_als_document` made; raises LookupError, TypeError or ValueError."""
    publiek = bytes.fromhex(document["publiek"])
    if len(publiek) != 32 or {type(document[naam]) for naam in ("toegelaten", "actief")} != {bool}:
        raise ValueError("werkplek")
    return Werkplekregel(
        _zoals(_APPARAAT, document["apparaat"]),
        _getal(document["nummer"]),
        _tekst(document["naam"]),
        _organisatie(document["organisatie"]),
        publiek,
        document["toegelaten"],
        document["actief"],
    )


def _deling_als_document(deling: Deling) -> dict[str, Any]:
    return {
        "id": deling.id, "dossier": deling.dossier, "apparaat": deling.apparaat, "nr": deling.nr,
        "hlc": deling.hlc, "soort": deling.soort, "organisatie": deling.organisatie,
        "zegels": {wie: b64encode(zegel).decode() for wie, zegel in deling.zegels.items()},
        "vorige": deling.vorige, "hash": deling.hash,
    }  # fmt: skip


def _deling(document: Mapping[str, Any], inhoud: bytes) -> Deling:
    return Deling(
        _tekst(document["id"]),
        _tekst(document["dossier"]),
        _zoals(_APPARAAT, document["apparaat"]),
        _getal(document["nr"]),
        _getal(document["hlc"]),
        _tekst(document["soort"]),
        _organisatie(document["organisatie"]),
        {_organisatie(wie): b64decode(zegel, validate=True) for wie, zegel in document["zegels"].items()},
        inhoud,
        _zoals(_HASH, document["vorige"]),
        _zoals(_HASH, document["hash"]),
    )


def _organisatie(waarde: Any) -> str:
    if waarde not in ORGANISATIES:
        raise ValueError("organisatie")
    return str(waarde)


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str) or not 0 < len(waarde) <= 200:
        raise ValueError("tekst")
    return waarde


def _getal(waarde: Any) -> int:
    if type(waarde) is not int or not 0 < waarde <= _GROOTSTE_GETAL:
        raise ValueError("getal")
    return waarde


def _zoals(vorm: re.Pattern[str], waarde: Any) -> str:
    if not vorm.fullmatch(waarde):
        raise ValueError(vorm.pattern)
    return str(waarde)
