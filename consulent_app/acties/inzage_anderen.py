"""Leave out of what is shown to one person what is of the others in the household (AVG 15 lid 4).

That they are there stays, with their role; who they are and what they told does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from consulent_app.acties.wie_er_stond import ANTWOORDEN, PERSONEN, Vermelding, wie_er_stond
from consulent_app.acties.zwartmaken import Zwartmaker
from consulent_app.opslag.waarden import Gebeurtenis, Volledig

IETS_VAN_EEN_ANDER = "een gegeven van iemand anders in het huishouden"
#: Of whom the answers of the household are too, and whose talks, notes, tasks and decisions they are.
VAN_HET_HUISHOUDEN, AANVRAGER = ("aanvrager", "partner"), "aanvrager"
#: Events that are as much the partner's; talks, notes and tasks are about who asked.
VAN_BEIDEN = ("stuk", "status", "voorstel")
#: Of somebody whose number once stood with another by mistake.
UW_NUMMER = "uw BSN, bij iemand anders"


class Filter:
    """What may be shown of one dossier to one of its persons, of now or of before."""

    def __init__(self, volledig: Volledig, hoort_bij: Callable[[Mapping[str, Any]], bool]) -> None:
        """Know who it is for, by what is last known of a person, and who else is or was in it."""
        document = volledig.dossier.document
        alle = wie_er_stond(document, volledig.gebeurtenissen)
        self._eigen = [v for v in alle if hoort_bij(v.gegevens)]
        laatste = self._eigen[-1] if self._eigen else None
        self.persoon: Mapping[str, Any] = laatste.gegevens if laatste else {}
        #: Whether they still stand there; only a number of theirs did when `persoon` is empty.
        self.staat_er = laatste is not None and laatste.tot is None
        zelf = self.persoon.get("id") if self.staat_er else None
        self.anderen = [p for p in document.get("personen", ()) if p["id"] != zelf]
        vreemd = [v for v in alle if v not in self._eigen]
        self._ids = {v.id for v in vreemd} - {v.id for v in self._eigen}
        van_hem = self._eigen or [Vermelding({}, 0)]
        gedeeld = {naam: deel for naam, deel in document.items() if naam != PERSONEN}
        huishouden = gedeeld if self.deelt_huishouden else {}
        self._tekst = Zwartmaker(vreemd, van_hem, [huishouden, *(v.gegevens for v in van_hem)])

    @property
    def is_aanvrager(self) -> bool:
        """Say whether the dossier is in the name of this person."""
        return self.staat_er and self.persoon.get("rol") == AANVRAGER

    @property
    def deelt_huishouden(self) -> bool:
        """Say whether the answers of the household as it is are also of this person."""
        return self.staat_er and self._deelt

    @property
    def _deelt(self) -> bool:
        return self.persoon.get("rol") in VAN_HET_HUISHOUDEN

    def schoon(self, waarde: Any) -> Any:
        """Return a value without what is of others: their list items, their names in a text."""
        if isinstance(waarde, Mapping):
            return {self.schoon(naam): self.schoon(deel) for naam, deel in waarde.items()}
        if isinstance(waarde, list):
            return [self.schoon(deel) for deel in waarde if not self._van_een_ander(deel)]
        return self._tekst.maak_zwart(waarde) if isinstance(waarde, str) else waarde

    def _van_een_ander(self, deel: Any) -> bool:
        return isinstance(deel, Mapping) and not self._ids.isdisjoint((deel.get("persoon"), deel.get("id")))

    def nu(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what of the answers as they are now is of this person, or was when they left."""
        if self.staat_er:
            return self._van_document(document)
        return {"uw_gegevens": self.schoon(self.persoon), "huishouden": {}}

    def _van_document(self, document: Mapping[str, Any]) -> dict[str, Any]:
        rest = {naam: deel for naam, deel in document.items() if self._is_gedeeld(naam)}
        eigen = [p for p in document.get("personen", ()) if p["id"] == self.persoon["id"]]
        return {"uw_gegevens": self.schoon(eigen[0] if eigen else {}), "huishouden": self.schoon(rest)}

    def _is_gedeeld(self, deel: str) -> bool:
        """Say whether a part of an intake is as much of this person: the talk is of who had it."""
        return deel != "personen" and (self.is_aanvrager or (self._deelt and deel != "gesprek"))

    def gebeurtenissen(self, alle: Sequence[Gebeurtenis]) -> Iterator[tuple[Gebeurtenis, dict[str, Any]]]:
        """Give each event that may be shown, with what of it may be."""
        for g in alle:
            eigen = any(v.op(g.nr) for v in self._eigen)
            inhoud = self._inhoud(g, eigen=eigen) if eigen or self.staat_er else None
            if inhoud is not None:
                yield g, inhoud

    def _inhoud(self, g: Gebeurtenis, *, eigen: bool) -> dict[str, Any] | None:
        if g.soort in ANTWOORDEN:
            return self._antwoord(g.inhoud, eigen=eigen)
        if "document" in g.inhoud:
            begin = self._van_document(g.inhoud["document"]) if eigen else {}
            return {**self.schoon({k: v for k, v in g.inhoud.items() if k != "document"}), **begin}
        mag = self.is_aanvrager or (self._deelt and g.soort in VAN_BEIDEN)
        return dict(self.schoon(g.inhoud)) if mag else None

    def _antwoord(self, inhoud: Mapping[str, Any], *, eigen: bool) -> dict[str, Any] | None:
        deel, _, rest = str(inhoud.get("pad", "")).partition(".")
        if deel != "personen":
            return dict(self.schoon(inhoud)) if self._is_gedeeld(deel) else None
        if eigen and rest.partition(".")[0] == self.persoon["id"]:
            return dict(self.schoon(inhoud))
        return {"pad": IETS_VAN_EEN_ANDER} if self.is_aanvrager else None


def met_nummer(alle: Sequence[Gebeurtenis], bsn: str) -> Iterator[tuple[Gebeurtenis, dict[str, Any]]]:
    """Give each event in which a number stands that was put down with somebody else."""
    for g in alle:
        if bsn in json.dumps(g.inhoud):
            yield g, {"pad": UW_NUMMER}
