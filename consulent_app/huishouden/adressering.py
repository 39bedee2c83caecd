"""What must be known of a household before a letter can be sent to it."""

from __future__ import annotations

from consulent_app.huishouden.model import Intake


def mist_voor_brief(intake: Intake) -> tuple[str, ...]:
    """Return the names of the answers that the envelope still lacks, in the order of an address."""
    huis = intake.huishouden
    nodig = {
        "achternaam": intake.aanvrager.achternaam,
        "straat": huis.straat,
        "huisnummer": huis.huisnummer,
        "postcode": huis.postcode,
        "woonplaats": huis.woonplaats,
    }
    return tuple(naam for naam, waarde in nodig.items() if not waarde)
