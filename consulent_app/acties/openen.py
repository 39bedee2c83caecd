"""Open a dossier as all workplaces together have it now, and how it stands with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consulent_app.acties.deelplek import Ligplaats, Wachtendvoorstel
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.waarden import Dossier


@dataclass(frozen=True, slots=True)
class Geopend:
    """A dossier that is opened, with the number of this workplace, None when it works alone."""

    dossier: Dossier
    werkplek: int | None


@dataclass(frozen=True, slots=True)
class Deelstaat:
    """How the dossier in hand stands: who changed it meanwhile, what is to be chosen, where it lies.

    And who takes it on, and whether files ask for the turn to decide on it.
    """

    nieuws_van: tuple[str, ...]
    verschillen: int
    ligt: Ligplaats
    voorstel: Wachtendvoorstel | None
    status: str
    opgepakt_door: str
    gevraagd: bool


def open_dossier(werkplek: Werkplek, dossier_id: str) -> Geopend:
    """Return a dossier with all that came in for it; raises InvoerFout when there is none with this id."""
    if werkplek.delen.heeft_nieuws(dossier_id):
        werkplek.delen.werk_bij(dossier_id)
    return Geopend(werkplek.haal(dossier_id), werkplek.delen.nummer)


def deelstaat(werkplek: Werkplek, dossier: Dossier) -> Deelstaat:
    """Return how a dossier stands with other workplaces; also of a proposal that was made on this one."""
    delen = werkplek.delen
    return Deelstaat(
        delen.nieuws_van(dossier.id),
        delen.aantal_botsingen(dossier.id),
        delen.ligt(dossier.id),
        delen.voorstel(dossier.id) if delen.wacht_op_besluit(dossier.id) else None,
        dossier.status,
        delen.opgepakt_door(dossier.id),
        werkplek.overdracht.is_gevraagd(dossier.id),
    )
