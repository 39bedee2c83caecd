"""The small files with which workplaces get to know each other: in the clear, of nobody personal.

Nothing in them is believed before two people compared the controlegetal of the whole file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.uitwisseling.overdracht.bestand import (
    BESCHADIGD,
    MERK,
    VORM,
    geopend,
    lees_regel,
)

AANMELDING, TOELATING, KENNISMAKING = "aanmelding", "toelating", "kennismaking"
_VELDEN = {
    AANMELDING: {"apparaat", "naam", "organisatie", "publiek"},
    TOELATING: {"apparaat", "zegel"},
    KENNISMAKING: {"organisatie", "publiek", "werkplekken"},
}
#: Some thousands of workplaces.
LANGSTE = 1 << 20


def als_bestand(soort: str, inhoud: Mapping[str, Any]) -> bytes:
    """Return a file of this kind."""
    document = {"vorm": VORM, "soort": soort, "inhoud": inhoud, "som": _som(inhoud)}
    return MERK + json.dumps(document, sort_keys=True).encode() + b"\n"


def lees(pad: Path, soort: str) -> dict[str, Any]:
    """Return the contents of a file of this kind.

    Raises InvoerFout when it is another file, or damaged; OmgevingsFout when it is of a newer program.
    """
    with geopend(pad) as bron:
        regel, rest = bron.readline(LANGSTE), bron.read(1)
    document = lees_regel(regel, soort, pad.name)
    inhoud = document.get("inhoud")
    if rest or not isinstance(inhoud, dict) or document.get("som") != _som(inhoud):
        raise InvoerFout(BESCHADIGD.format(naam=pad.name))
    if set(inhoud) != _VELDEN[soort]:
        raise InvoerFout(BESCHADIGD.format(naam=pad.name))
    return inhoud


def als_bytes(inhoud: Mapping[str, Any]) -> bytes:
    """Return one form for the same contents, of which the controlegetal is."""
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":")).encode()


def _som(inhoud: Mapping[str, Any]) -> str:
    return hashlib.sha256(als_bytes(inhoud)).hexdigest()
