"""What is still to come after a conversation, with the day on which the law wants it done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import beslist_voor

Taak = tuple[str, date | None]
"""What is to be done, and by when; None when no law or promise sets a day."""


_NAGAAN = ("Nagaan of ", " contact heeft gehad")


def nagegaan_bij(taak: str) -> str | None:
    """Return of which referral a task asks how it went, None for another task."""
    voor, na = _NAGAAN
    if not (taak.startswith(voor) and taak.endswith(na)):
        return None
    return taak.removeprefix(voor).removesuffix(na)


def taken_van(zaak: Afhandeling, behandeling: Behandeling) -> tuple[Taak, ...]:
    """Return the tasks that follow from what was decided, asked for and promised; soonest first."""
    taken: list[Taak] = [(v.naar.join(_NAGAAN), v.uiterlijk) for v in zaak.verwijzingen if v.uiterlijk]
    if zaak.rol == "consulent":
        taken += _van_de_gemeente(zaak, behandeling)
    return tuple(sorted(dict.fromkeys(taken), key=lambda taak: taak[1] or date.max))


def _van_de_gemeente(zaak: Afhandeling, behandeling: Behandeling) -> list[Taak]:
    taken: list[Taak] = []
    betaald = [t for t in zaak.toekenningen if t.betaald_voor is not None]
    if betaald:
        taken.append(
            (f"Betalen: {_namen(t.regeling.naam for t in betaald)} (Awb 4:87)", betaald[0].betaald_voor)
        )
    if zaak.aanvragen and behandeling.getekend_op is not None:
        wat = f"Beslissen op de aanvraag: {_namen(a.regeling.naam for a in zaak.aanvragen)} (Awb 4:13)"
        taken.append((wat, beslist_voor(behandeling.getekend_op)))
    ontvangen = set(behandeling.ingeleverd) | set(zaak.ingeleverd)
    if open_ := [stuk for stuk in zaak.bewijs if stuk not in ontvangen]:
        taken.append((f"Nog te ontvangen: {'; '.join(open_)}", None))
    taken += [(f"Bedrag vaststellen: {n.regeling.naam}", None) for n in zaak.bedrag_volgt]
    return taken


def _namen(namen: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(namen))
