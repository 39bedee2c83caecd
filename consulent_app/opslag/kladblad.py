"""What somebody was typing when the program stopped: encrypted beside the database until it is an answer.

One text per medewerker, of the dossier in hand. It is in no copy, and goes with its dossier.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.opslag import rijen
from consulent_app.opslag.sleutelbestand import fsync_map, schrijf_heel
from consulent_app.opslag.storing import vertaald
from consulent_app.opslag.versleuteling import ontwikkel, wikkel

if TYPE_CHECKING:
    from consulent_app.opslag.verbinding import Verbindingen

BESTANDSNAAM = "consulent.klad"
DOEL = b"consulent: kladblad"
GROOTSTE_BESTAND = 4_000_000


@dataclass(frozen=True, slots=True)
class Klad:
    """A text with where it was typed: the path of a question, or the name of a field."""

    dossier: str
    plek: str
    tekst: str


def bewaar(verbindingen: Verbindingen, wie: str, klad: Klad | None) -> None:
    """Keep what somebody is typing, instead of what it was; None when nothing is left to keep.

    Raises OmgevingsFout when the disk refuses.
    """
    kladden = dict(_lees(verbindingen))
    rest = {naam: van for naam, van in kladden.items() if naam != wie}
    _schrijf(verbindingen, kladden, rest if klad is None else {**rest, wie: klad})


def haal(verbindingen: Verbindingen, wie: str, dossier_id: str) -> Klad | None:
    """Return what somebody was typing in a dossier."""
    klad = _lees(verbindingen).get(wie)
    return klad if klad is not None and klad.dossier == dossier_id else None


def vergeet(verbindingen: Verbindingen, dossier_ids: Sequence[str] = ()) -> None:
    """Forget what was typed in these dossiers, and in those that are no longer there."""
    kladden = _lees(verbindingen)
    with verbindingen.lezen() as database:
        rest = {
            naam: klad for naam, klad in kladden.items()
            if klad.dossier not in dossier_ids and rijen.bestaat(database, klad.dossier)
        }  # fmt: skip
    _schrijf(verbindingen, kladden, rest)


def _pad(verbindingen: Verbindingen) -> Path:
    return verbindingen.map / BESTANDSNAAM


def _lees(verbindingen: Verbindingen) -> Mapping[str, Klad]:
    """Return all of it; what is damaged, or of a key of before, is nothing."""
    try:
        verpakt = _pad(verbindingen).read_bytes()[:GROOTSTE_BESTAND]
        open_ = ontwikkel(verbindingen.afgeleid(DOEL), verpakt, DOEL)
        gelezen = json.loads(open_ or b"{}")
        return {naam: Klad(**velden) for naam, velden in gelezen.items()}
    except (OSError, ValueError, TypeError):
        return {}


def _schrijf(verbindingen: Verbindingen, oud: Mapping[str, Klad], nieuw: Mapping[str, Klad]) -> None:
    pad = _pad(verbindingen)
    if not nieuw:
        with vertaald():
            pad.unlink(missing_ok=True)
            fsync_map(pad.parent)
    elif nieuw != oud:
        inhoud = json.dumps({naam: asdict(klad) for naam, klad in nieuw.items()}).encode()
        schrijf_heel(pad, wikkel(verbindingen.afgeleid(DOEL), inhoud, DOEL))
