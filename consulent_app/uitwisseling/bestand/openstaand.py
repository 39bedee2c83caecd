"""What the gemeente has still to supply before a regeling has an amount, or is granted unasked."""

from __future__ import annotations

from datetime import date

from consulent_app.regels.boom import Band, Knoop, Param
from consulent_app.regels.pakket import Pakket

LEEG = "De werklijst is leeg: {reden}"
NIET_BEKEND = (
    "van {aantal} is niet bekend of de gemeente zonder aanvraag mag toekennen; "
    "'consulent regels controleer {pakket} --open' zegt wat er nog moet worden ingevuld."
)
GEEN_ENKELE = "in dit pakket is voor alles een aanvraag nodig."
NIEMAND = "niemand kan nu iets krijgen zonder aanvraag, ook niet na één antwoord."


def open_cijfers(knoop: Knoop | None, pakket: Pakket, peildatum: date) -> list[str]:
    """Return the figures that this expression names and that are not filled in at this date."""
    namen = (
        [blad.naam for blad in pakket.bladeren(knoop) if isinstance(blad, Param | Band)] if knoop else []
    )
    dateringen = {naam: pakket.parameters[naam].op(peildatum) for naam in namen}
    return [naam for naam, datering in dateringen.items() if datering is None or datering.waarde is None]


def waarom_leeg(pakket: Pakket, peildatum: date) -> str:
    """Say in one line why there is nobody on the work list."""
    zonder = [r for r in pakket.regelingen.values() if r.door == "gemeente" and r.ambtshalve is not None]
    onbekend = [r for r in zonder if open_cijfers(r.ambtshalve, pakket, peildatum)]
    if onbekend:
        aantal = f"{len(onbekend)} {'regeling' if len(onbekend) == 1 else 'regelingen'}"
        return LEEG.format(reden=NIET_BEKEND.format(aantal=aantal, pakket=pakket.id))
    return LEEG.format(reden=NIEMAND if zonder else GEEN_ENKELE)
