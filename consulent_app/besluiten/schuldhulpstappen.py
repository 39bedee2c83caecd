"""The steps of debt help that are counted, from what a change adds to a dossier and what it takes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.schuldhulp import CRISIS_WET, Schuldhulp, besluit_te_laat, wachttijd

#: The kind of step, and what of it.
Stap = tuple[str, str]

#: What a change of the trace is called among the events of a dossier.
SCHULDHULP = "schuldhulp"

AANMELDING, CRISIS = "schuldhulp_aanmelding", "schuldhulp_crisis"
GESPREK, WACHTTIJD = "schuldhulp_gesprek", "schuldhulp_wachttijd"
BESLUIT, BESLUITTIJD = "schuldhulp_besluit", "schuldhulp_besluittijd"
POGING = "schuldhulp_contactpoging"
DOORSTROOM, UITSTROOM = "schuldhulp_doorstroom", "schuldhulp_uitstroom"
DOORVERWEZEN, PLAN = "doorverwezen", "plan_van_aanpak"
#: Takes one earlier step back: which stands in `wat`, as `kind/what of it` or only the kind.
CORRECTIE = "schuldhulp_correctie"
OP_TIJD, TE_LAAT = "op_tijd", "te_laat"
WET, GEMEENTE = "wet", "gemeente"


def schuldhulpstappen(oud: Behandeling, nieuw: Behandeling) -> list[Stap]:
    """Return the steps that this change adds; they count on the day on which it is kept.

    A step that is not true any more stays, and gets a correction beside it; so what was counted never
    changes without a trace.
    """
    was, wordt = Counter(_stappen(oud.schuldhulp)), Counter(_stappen(nieuw.schuldhulp))
    terug = [(CORRECTIE, f"{soort}/{wat}" if wat else soort) for _, soort, wat in (was - wordt).elements()]
    return [*terug, *((soort, wat) for _, soort, wat in (wordt - was).elements())]


def _stappen(s: Schuldhulp) -> Iterator[tuple[date, str, str]]:
    """Give all steps of one trace with their days, which tell one from another.

    No name of anybody is in it, so neither is to whom was referred.
    """
    if s.aangemeld is not None:
        yield s.aangemeld, AANMELDING, ""
        if s.crisis:
            yield s.aangemeld, CRISIS, WET if set(s.crisis) & set(CRISIS_WET) else GEMEENTE
    if s.gesprek is not None:
        yield from _gesprek(s.gesprek, s)
    for dag, wat in (
        (s.doorverwezen, DOORVERWEZEN), (s.besloten, s.besluit), (s.plan, PLAN),
    ):  # fmt: skip
        if dag is not None and wat:
            yield dag, DOORSTROOM, wat
    if s.besloten is not None and s.besluit:
        yield from _besluit(s.besloten, s)
    if s.uitgestroomd is not None and s.reden:
        yield s.uitgestroomd, UITSTROOM, s.reden
    for poging in s.contactpogingen:
        yield poging.op, POGING, poging.soort


def _gesprek(op: date, s: Schuldhulp) -> Iterator[tuple[date, str, str]]:
    """Give the first talk, whether it was in time and after how many days."""
    wachten = wachttijd(s)
    if wachten is None or s.aangemeld is None:
        yield op, GESPREK, ""
        return
    yield op, GESPREK, TE_LAAT if wachten.te_laat(op) else OP_TIJD
    yield op, WACHTTIJD, str((op - s.aangemeld).days)


def _besluit(op: date, s: Schuldhulp) -> Iterator[tuple[date, str, str]]:
    """Give whether the decision was in time and after how many days; nothing when nobody noted the talk."""
    te_laat = besluit_te_laat(s)
    if te_laat is not None and s.gesprek is not None:
        yield op, BESLUIT, TE_LAAT if te_laat else OP_TIJD
        yield op, BESLUITTIJD, str((op - s.gesprek).days)
