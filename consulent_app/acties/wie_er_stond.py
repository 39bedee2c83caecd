"""Who stood in a dossier and when, told from what happened to it: also who left, or had another number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from consulent_app.opslag.waarden import Gebeurtenis

PERSONEN, BSN = "personen", "bsn"
#: By which somebody can be known.
KENBAAR = ("voornaam", "achternaam", "geboortedatum", BSN)
#: The role of who was added, by the first letter of the id that the conversation gives.
ROLLEN = {"p": "partner", "k": "kind", "m": "medebewoner"}
ANTWOORDEN = ("antwoord", "correctie")


@dataclass(eq=False)
class Vermelding:
    """One person, as long as they stood there: from event `vanaf` up to `tot`, None for who still does.

    `gegevens` is what was last known, `ooit` every word by which they were ever known.
    """

    gegevens: dict[str, Any]
    vanaf: int
    tot: int | None = None
    ooit: dict[str, set[str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the id, which another may have had before or got after."""
        return str(self.gegevens["id"])

    def op(self, nr: int) -> bool:
        """Say whether they stood there at an event."""
        return self.vanaf <= nr and (self.tot is None or nr < self.tot)

    def neem(self, veld: str, waarde: Any) -> None:
        """Know one thing more."""
        self.gegevens[veld] = waarde
        self.onthoud(veld, waarde)

    def onthoud(self, veld: str, waarde: Any) -> None:
        """Remember a word by which they were known."""
        if veld in KENBAAR and isinstance(waarde, str) and waarde.strip():
            self.ooit.setdefault(veld, set()).add(waarde.strip())


def wie_er_stond(document: Mapping[str, Any], gebeurtenissen: Sequence[Gebeurtenis]) -> list[Vermelding]:
    """Return everybody who stands or ever stood in a dossier, in the order in which they came."""
    alle: list[Vermelding] = []
    for g in gebeurtenissen:
        if "document" in g.inhoud:
            _zo_is_het(alle, g.inhoud["document"].get(PERSONEN) or (), g.nr)
        elif g.soort in ANTWOORDEN and (delen := _delen(g.inhoud)):
            _volg(alle, delen, g)
    # What the dossier says now is true, whatever was not told on the way.
    _zo_is_het(alle, document.get(PERSONEN) or (), gebeurtenissen[-1].nr + 1 if gebeurtenissen else 1)
    return alle


def _delen(inhoud: Mapping[str, Any]) -> list[str]:
    """Return the parts of the path of an answer about persons, [] for any other."""
    delen = str(inhoud.get("pad", "")).split(".", 2)
    return delen if delen[0] == PERSONEN else []


def _volg(alle: list[Vermelding], delen: Sequence[str], g: Gebeurtenis) -> None:
    waarde = g.inhoud.get("waarde", g.inhoud.get("wordt"))
    if len(delen) == 1 and isinstance(waarde, list):
        _zo_is_het(alle, waarde, g.nr)
    elif len(delen) == 1:
        _kwam_of_ging(alle, str(waarde), g.nr)
    elif len(delen) == 3:
        wie = _nu(alle, delen[1]) or _kwam(alle, {"id": delen[1]}, g.nr)
        wie.onthoud(delen[2], g.inhoud.get("was"))
        if "." not in delen[2]:
            wie.neem(delen[2], waarde)


def _zo_is_het(alle: list[Vermelding], personen: Iterable[Mapping[str, Any]], nr: int) -> None:
    per_id = {str(persoon["id"]): persoon for persoon in personen}
    for vermelding in alle:
        if vermelding.tot is None and vermelding.id not in per_id:
            vermelding.tot = nr
    for id_, persoon in per_id.items():
        wie = _nu(alle, id_) or _kwam(alle, {"id": id_}, nr)
        for veld, waarde in persoon.items():
            wie.neem(veld, waarde)


def _kwam_of_ging(alle: list[Vermelding], id_: str, nr: int) -> None:
    if wie := _nu(alle, id_):
        wie.tot = nr
    else:
        _kwam(alle, {"id": id_, "rol": ROLLEN.get(id_[:1], "")}, nr)


def _kwam(alle: list[Vermelding], gegevens: dict[str, Any], nr: int) -> Vermelding:
    alle.append(Vermelding(gegevens, nr))
    return alle[-1]


def _nu(alle: Iterable[Vermelding], id_: str) -> Vermelding | None:
    return next((v for v in alle if v.tot is None and v.id == id_), None)
