"""Whose is a dossier, of MET or the gemeente? The other sees it only when the resident said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Of whom a dossier is: of who began it.
ORGANISATIES = GEMEENTE, MET = "gemeente", "met"
#: As a sentence names them.
NAMEN = {GEMEENTE: "de gemeente", MET: "MET"}


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
    gesprek = document.get("gesprek")
    antwoord = gesprek.get("toestemming_delen") if isinstance(gesprek, Mapping) else None
    if antwoord is True:
        return JA
    return NEE if antwoord is False else ONBEKEND
