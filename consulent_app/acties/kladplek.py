"""What a medewerker is typing: kept until it is an answer, and given back to the same person alone.

It is nobody else's and tells nothing that its writer did not know, so it has no line in the log; the answer
that comes of it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consulent_app.opslag.kladblad import Klad
from consulent_app.opslag.waarden import Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast


class Kladplek:
    """The draft of one medewerker before an open store."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self._naam = kast, medewerker.naam

    def bewaar(self, klad: Klad | None) -> None:
        """Keep what is being typed; None when it is an answer by now. Raises OmgevingsFout."""
        self._kast.bewaar_klad(self._naam, klad)

    def haal(self, dossier_id: str) -> Klad | None:
        """Return what this person was typing in a dossier when the program stopped."""
        return self._kast.klad(self._naam, dossier_id)
