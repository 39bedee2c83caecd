"""Which workplaces still have to tell what they counted: until then a month is not over for a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consulent_app.huishouden.datums import datum_leesbaar

WACHT = "Een telmaand telt ook pas als elke werkplek daarna heeft uitgewisseld. Nog niet: {wie}."


@dataclass(frozen=True, slots=True)
class Achterstand:
    """All that was counted before `tot` is here; `wie` names who holds that up, with their last day.

    Without `tot` nobody does: this workplace counts for itself alone.
    """

    tot: date | None = None
    wie: tuple[str, ...] = ()

    def teldag(self, vandaag: date) -> date:
        """Return the day as of which is counted what is over."""
        return min(vandaag, self.tot) if self.tot else vandaag

    def in_woorden(self) -> str:
        """Return a sentence on what is waited for, ''."""
        return WACHT.format(wie=", ".join(self.wie)) if self.wie else ""


#: Nobody is waited for.
NIEMAND = Achterstand()


def achterstand(geteld: Iterable[tuple[str, date | None]], vandaag: date) -> Achterstand:
    """Return what is waited for, of names of workplaces with the day until which each told."""
    alle = sorted(((tot or date.min), naam) for naam, tot in geteld)
    achter = [
        f"{naam} ({datum_leesbaar(tot) if tot > date.min else 'nooit'})"
        for tot, naam in alle
        if tot < vandaag
    ]
    return Achterstand(alle[0][0], tuple(achter)) if alle else NIEMAND
