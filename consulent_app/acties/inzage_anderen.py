"""Leave out of what is shown to one person what is of the others in the household (AVG 15 lid 4).

That they are there stays, with their role; who they are and what they told does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from consulent_app.opslag.waarden import Gebeurtenis

ANDER = "[iemand anders]"
IETS_VAN_EEN_ANDER = "een gegeven van iemand anders in het huishouden"
#: Of whom the answers of the household are too, and whose talks, notes, tasks and decisions they are.
VAN_HET_HUISHOUDEN, AANVRAGER = ("aanvrager", "partner"), "aanvrager"
#: Events that are as much the partner's; talks, notes and tasks are about who asked.
VAN_BEIDEN = ("stuk", "status", "voorstel")


class Filter:
    """What may be shown of one dossier to one of its persons."""

    def __init__(self, document: Mapping[str, Any], persoon: Mapping[str, Any]) -> None:
        """Know who else is in it."""
        self.persoon = persoon
        self.anderen = [p for p in document.get("personen", ()) if p["id"] != persoon["id"]]
        self._ids = {p["id"] for p in self.anderen}
        eigen = {_vlak(woord) for woord in _namen(persoon)}
        woorden = [w for ander in self.anderen for w in _namen(ander) if _vlak(w) not in eigen]
        # The longest first: of 'Jan Willem' not only 'Jan' is to go.
        vorm = "|".join(re.escape(woord) for woord in sorted(set(woorden), key=len, reverse=True))
        self._geheim = re.compile(rf"(?<!\w)(?:{vorm})(?!\w)", re.IGNORECASE) if vorm else None

    @property
    def is_aanvrager(self) -> bool:
        """Say whether the dossier is in the name of this person."""
        return self.persoon.get("rol") == AANVRAGER

    @property
    def deelt_huishouden(self) -> bool:
        """Say whether the answers of the household are also of this person."""
        return self.persoon.get("rol") in VAN_HET_HUISHOUDEN

    def schoon(self, waarde: Any) -> Any:
        """Return a value without what is of others: their list items, their names in a text."""
        if isinstance(waarde, Mapping):
            return {self.schoon(naam): self.schoon(deel) for naam, deel in waarde.items()}
        if isinstance(waarde, list):
            return [self.schoon(deel) for deel in waarde if not self._van_een_ander(deel)]
        if isinstance(waarde, str) and self._geheim is not None:
            return self._geheim.sub(ANDER, waarde)
        return waarde

    def _van_een_ander(self, deel: Any) -> bool:
        return isinstance(deel, Mapping) and not self._ids.isdisjoint((deel.get("persoon"), deel.get("id")))

    def document(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers of an intake that are of this person or of the household."""
        rest = {naam: deel for naam, deel in document.items() if self._is_gedeeld(naam)}
        eigen = [p for p in document.get("personen", ()) if p["id"] == self.persoon["id"]]
        return {"uw_gegevens": self.schoon(eigen[0] if eigen else {}), "huishouden": self.schoon(rest)}

    def _is_gedeeld(self, deel: str) -> bool:
        """Say whether a part of an intake is as much of this person: the talk is of who had it."""
        return deel != "personen" and (self.is_aanvrager or (self.deelt_huishouden and deel != "gesprek"))

    def gebeurtenissen(self, alle: Sequence[Gebeurtenis]) -> Iterator[tuple[Gebeurtenis, dict[str, Any]]]:
        """Give each event that may be shown, with what of it may be."""
        sinds = self._sinds(alle)
        for g in alle:
            inhoud = self._inhoud(g, eigen=g.nr > sinds)
            if inhoud is not None:
                yield g, inhoud

    def _sinds(self, alle: Sequence[Gebeurtenis]) -> int:
        """Return since which event the id is of this person: who was taken away left it to another."""
        wie = {"pad": "personen", "waarde": self.persoon["id"]}
        return max(
            (g.nr for g in alle if g.soort == "antwoord" and wie.items() <= g.inhoud.items()), default=0
        )

    def _inhoud(self, g: Gebeurtenis, *, eigen: bool) -> dict[str, Any] | None:
        if g.soort == "antwoord":
            return self._antwoord(g.inhoud, eigen=eigen)
        if "document" in g.inhoud:
            begin = self.document(g.inhoud["document"]) if eigen else {}
            return {**self.schoon({k: v for k, v in g.inhoud.items() if k != "document"}), **begin}
        mag = self.is_aanvrager or (self.deelt_huishouden and g.soort in VAN_BEIDEN)
        return dict(self.schoon(g.inhoud)) if mag else None

    def _antwoord(self, inhoud: Mapping[str, Any], *, eigen: bool) -> dict[str, Any] | None:
        deel, _, rest = str(inhoud.get("pad", "")).partition(".")
        if deel != "personen":
            return dict(self.schoon(inhoud)) if self._is_gedeeld(deel) else None
        if eigen and rest.partition(".")[0] == self.persoon["id"]:
            return dict(self.schoon(inhoud))
        return {"pad": IETS_VAN_EEN_ANDER} if self.is_aanvrager else None


def _namen(persoon: Mapping[str, Any]) -> Iterable[str]:
    """Return by which words somebody can be known in a text."""
    for veld in ("voornaam", "achternaam", "bsn", "geboortedatum"):
        if isinstance(woord := persoon.get(veld), str) and woord.strip():
            yield woord.strip()
    dag = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", persoon.get("geboortedatum") or "")
    if dag:
        yield f"{dag[3]}-{dag[2]}-{dag[1]}"


def _vlak(woord: str) -> str:
    return woord.casefold()
