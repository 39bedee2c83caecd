"""Which workplaces there are, as the settings show them: this one, who takes part, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.eigen import Werkplekregel

ALLEEN = (
    "Deze werkplek werkt alleen. Kreeg u een uitnodiging, een bestand met een code? Koppel haar dan: "
    "daarna wisselt zij vanzelf dossiers uit. Zonder netwerk werkt u gewoon door."
)
ORGANISATIES = {"gemeente": "de gemeente", "met": "MET"}


@dataclass(frozen=True, slots=True)
class Werkplekbeeld:
    """One workplace; `mag_toegelaten` when it is of the own organisation and waits.

    `is_ander` says that it is another one than this.
    """

    apparaat: str
    wat: str
    stand: str
    controlegetal: str
    mag_toegelaten: bool
    is_ander: bool


@dataclass(frozen=True, slots=True)
class Samenwerkbeeld:
    """This workplace in a sentence, and all that are known; none as long as it works alone.

    Without a server others are let in by files, and nobody can take a turn from a lost workplace.
    """

    deze: str
    controlegetal: str
    werkplekken: tuple[Werkplekbeeld, ...]
    met_server: bool = False

    @property
    def gekoppeld(self) -> bool:
        """Say whether this workplace is one of several."""
        return bool(self.werkplekken)


def samenwerkbeeld(werkplek: Werkplek) -> Samenwerkbeeld:
    """Return how the workplaces stand, as far as this one knows."""
    delen, nummer = werkplek.delen, werkplek.delen.nummer
    if nummer is None:
        return Samenwerkbeeld(ALLEEN, "", ())
    alle = delen.werkplekken()
    deze = next(plek for plek in alle if plek.nummer == nummer and plek.actief)
    return Samenwerkbeeld(
        f"Deze werkplek heet {deze.naam} (nummer {nummer}) en is van {ORGANISATIES[deze.organisatie]}.",
        delen.controlegetal(),
        tuple(_beeld(plek, deze, delen.controlegetal(plek)) for plek in alle),
        delen.beeld().met_centrale,
    )


def _beeld(plek: Werkplekregel, deze: Werkplekregel, controlegetal: str) -> Werkplekbeeld:
    is_deze, wacht = plek == deze, plek.actief and not plek.toegelaten
    stand = "deze werkplek" if is_deze else "wacht op toelating" if wacht else "doet mee"
    stand = stand if plek.actief else "geblokkeerd"
    mag = wacht and plek.organisatie == deze.organisatie
    wat = f"{plek.nummer} · {plek.naam}, van {ORGANISATIES[plek.organisatie]}"
    return Werkplekbeeld(plek.apparaat, wat, stand, controlegetal, mag and not is_deze, not is_deze)
