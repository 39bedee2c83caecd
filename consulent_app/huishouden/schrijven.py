"""Write an intake as the document it was read from (`intake/1`)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake


def als_document(intake: Intake) -> dict[str, Any]:
    """Return the intake as JSON that `lees_document` reads; what is not known is left out."""
    return {"schema": "intake/1", **_als_json(intake)}


def zonder_naam_en_adres(intake: Intake) -> Intake:
    """Return the intake without what only tells who it is: no rule reads that."""
    return replace(
        intake,
        personen=tuple(
            replace(persoon, voornaam=None, achternaam=None, bsn=None) for persoon in intake.personen
        ),
        huishouden=replace(
            intake.huishouden, straat=None, huisnummer=None, toevoeging=None, postcode=None, woonplaats=None
        ),
    )


def _als_json(waarde: Any) -> Any:
    if isinstance(waarde, (Geld, Geboortedatum)):
        return waarde.als_tekst()
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, tuple):
        return [_als_json(deel) for deel in waarde]
    if is_dataclass(waarde):
        delen = {veld.name: getattr(waarde, veld.name) for veld in fields(waarde)}
        return {naam: _als_json(deel) for naam, deel in delen.items() if deel is not None}
    return waarde
