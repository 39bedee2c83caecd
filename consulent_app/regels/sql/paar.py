"""A fold over applicant and partner of what also hangs on the household, without going down and up again.

There is one applicant and at most one partner, so what they bring with them can be taken up to the
household by role, and the rest computed there: `norm_als_alleenstaande` of each of them is a formula
over the household's number of kostendelers and over three answers of that person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.pakket import Afgeleid
from consulent_app.regels.typen import JA_NEE

PAAR = "belanghebbenden"
ROLLEN = ("aanvrager", "partner")
_ER_IS_EEN_PARTNER = boom.Verzamel(JA_NEE, "enige", "partner", boom.Vast(JA_NEE, 1))


class _NietOpTeTillen(Exception):
    """A date or a word of one person: it has no fold that gives it back as it is."""


def mengt(knoop: Knoop, afgeleid: Mapping[str, Afgeleid]) -> bool:
    """Say whether a value of a person also hangs on the household."""
    return boom.hangt_van_persoon_af(knoop) and _raakt_huishouden(knoop, afgeleid)


def per_rol(knoop: boom.Verzamel, afgeleid: Mapping[str, Afgeleid]) -> Knoop | None:
    """Return the fold as a node of the household; None when a part of it cannot be taken up."""
    try:
        aanvrager, partner = (_van(knoop.inhoud, rol, afgeleid) for rol in ROLLEN)
    except _NietOpTeTillen:
        return None
    if knoop.soort == "enige":
        ook = boom.Logisch(JA_NEE, "and", (_ER_IS_EEN_PARTNER, partner))
        return boom.Logisch(JA_NEE, "or", (aanvrager, ook))
    if knoop.soort == "elk":
        zonder = boom.Niet(JA_NEE, _ER_IS_EEN_PARTNER)
        return boom.Logisch(JA_NEE, "and", (aanvrager, boom.Logisch(JA_NEE, "or", (zonder, partner))))
    een, nul = boom.Vast(knoop.type, 1), boom.Vast(knoop.type, 0)
    if knoop.soort == "tel":
        aanvrager, partner = (boom.Als(knoop.type, deel, een, nul) for deel in (aanvrager, partner))
    return boom.Reken(knoop.type, "+", aanvrager, boom.Als(knoop.type, _ER_IS_EEN_PARTNER, partner, nul))


def _van(knoop: Knoop, rol: str, afgeleid: Mapping[str, Afgeleid]) -> Knoop:
    """Return what a node says of the person in this role, as a node of the household."""
    if not boom.hangt_van_persoon_af(knoop):
        return knoop
    if not _raakt_huishouden(knoop, afgeleid):
        if knoop.type.soort == "ja_nee":
            return boom.Verzamel(JA_NEE, "enige", rol, knoop)
        if knoop.type.telbaar and knoop.type.soort != "datum":
            return boom.Verzamel(knoop.type, "som", rol, knoop)
        raise _NietOpTeTillen
    if isinstance(knoop, boom.AfgeleidRef):
        return _van(afgeleid[knoop.naam].formule, rol, afgeleid)
    if isinstance(knoop, boom.Verzamel):
        raise _NietOpTeTillen
    nieuw: dict[str, Any] = {}
    for veld in fields(knoop):
        waarde = getattr(knoop, veld.name)
        if isinstance(waarde, Knoop):
            nieuw[veld.name] = _van(waarde, rol, afgeleid)
        elif isinstance(waarde, tuple) and any(isinstance(deel, Knoop) for deel in waarde):
            nieuw[veld.name] = tuple(_van(deel, rol, afgeleid) for deel in waarde)
    return replace(knoop, **nieuw)


def _raakt_huishouden(knoop: Knoop, afgeleid: Mapping[str, Afgeleid]) -> bool:
    if isinstance(knoop, boom.VeldRef):
        return knoop.niveau == "huishouden"
    if isinstance(knoop, boom.AfgeleidRef):
        return knoop.niveau == "huishouden" or _raakt_huishouden(afgeleid[knoop.naam].formule, afgeleid)
    if isinstance(knoop, boom.Verzamel) and knoop.groep != "inkomens":
        return True
    return any(_raakt_huishouden(kind, afgeleid) for kind in boom.kinderen(knoop))
