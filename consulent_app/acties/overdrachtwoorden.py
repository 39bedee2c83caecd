"""What came in with a file of another workplace, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consulent_app.acties.overdracht import Ontvangst

WIJZIGING, DOSSIER = ("wijziging", "wijzigingen"), ("dossier", "dossiers")


def in_woorden(kwam: Ontvangst) -> list[str]:
    """Return the sentences on what a file brought, what has to be chosen and what does not fit."""
    wat, waarin = zoveel(kwam.ontvangen, WIJZIGING), zoveel(len(kwam.bijgewerkt), DOSSIER)
    regels = [f"Van {kwam.van}: {wat}, {waarin} bijgewerkt."]
    if kwam.voorstellen:
        regels.append(f"Nieuwe voorstellen: {len(kwam.voorstellen)}.")
    if kwam.botsingen:
        regels.append(f"Er moet gekozen worden in {zoveel(len(kwam.botsingen), DOSSIER)}.")
    return regels + [f"Klopt niet: {afwijking}" for afwijking in kwam.afwijkingen]


def zoveel(aantal: int, wat: tuple[str, str]) -> str:
    """Return a number with its noun, in the singular or the plural."""
    return f"{aantal} {wat[0] if aantal == 1 else wat[1]}"
