"""The steps of debt help that are counted, from what a change adds to a dossier and what it takes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.schuldhulp import CRISIS_WET, Schuldhulp, wachttijd

#: The day on which it happened, the kind of step, and what of it.
Stap = tuple[date, str, str]

AANMELDING, CRISIS = "schuldhulp_aanmelding", "schuldhulp_crisis"
GESPREK, POGING = "schuldhulp_gesprek", "schuldhulp_contactpoging"
DOORSTROOM, UITSTROOM = "schuldhulp_doorstroom", "schuldhulp_uitstroom"
#: Takes one earlier step of the kind in `wat` back.
CORRECTIE = "schuldhulp_correctie"
OP_TIJD, TE_LAAT = "op_tijd", "te_laat"
WET, GEMEENTE = "wet", "gemeente"


def schuldhulpstappen(oud: Behandeling, nieuw: Behandeling, vandaag: date) -> list[Stap]:
    """Return the steps that this change adds.

    A step that is not true any more stays, and gets a correction of today beside it; so what was
    counted never changes without a trace.
    """
    was, wordt = Counter(_stappen(oud.schuldhulp)), Counter(_stappen(nieuw.schuldhulp))
    terug = [(vandaag, CORRECTIE, soort) for _, soort, _ in (was - wordt).elements()]
    return [*terug, *(wordt - was).elements()]


def _stappen(s: Schuldhulp) -> Iterator[Stap]:
    """Give all steps of one trace. No name of anybody is in it, so neither is to whom was referred."""
    if s.aangemeld is not None:
        yield s.aangemeld, AANMELDING, ""
        if s.crisis:
            yield s.aangemeld, CRISIS, WET if set(s.crisis) & set(CRISIS_WET) else GEMEENTE
    wachten = wachttijd(s)
    if s.gesprek is not None:
        laat = wachten is not None and wachten.te_laat(s.gesprek)
        yield s.gesprek, GESPREK, "" if wachten is None else TE_LAAT if laat else OP_TIJD
    for dag, wat in (
        (s.doorverwezen, "doorverwezen"), (s.besloten, s.besluit), (s.plan, "plan_van_aanpak"),
    ):  # fmt: skip
        if dag is not None and wat:
            yield dag, DOORSTROOM, wat
    if s.uitgestroomd is not None and s.reden:
        yield s.uitgestroomd, UITSTROOM, s.reden
    for poging in s.contactpogingen:
        yield poging.op, POGING, poging.soort
