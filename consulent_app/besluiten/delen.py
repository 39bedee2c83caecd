"""May a dossier go from MET to the gemeente or back? Only when the resident said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Deelbesluit:
    """Whether it may be shared, and the reason in one sentence."""

    mag: bool
    reden: str


JA = Deelbesluit(True, "De inwoner vindt het goed dat MET en de gemeente dit dossier delen.")
NEE = Deelbesluit(
    False,
    "De inwoner wil niet dat MET en de gemeente dit dossier delen. Geef alleen de brieven aan de inwoner.",
)
ONBEKEND = Deelbesluit(
    False, "Vraag eerst of de inwoner het goed vindt dat MET en de gemeente dit dossier delen."
)


def mag_delen(document: Mapping[str, Any]) -> Deelbesluit:
    """Return whether an intake document may be shared; only a yes is a yes (AVG 6, first paragraph, a)."""
    antwoord = (document.get("gesprek") or {}).get("toestemming_delen")
    if antwoord is True:
        return JA
    return NEE if antwoord is False else ONBEKEND
