"""Two edits that each were right can be wrong together: mend that, and say what was mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consulent_app.huishouden.datums import Geboortedatum

AANVRAGER, PARTNER, MEDEBEWONER = "aanvrager", "partner", "medebewoner"
#: Lists in the document whose lines may name a person.
LIJSTEN = {"kosten": "een post bij de kosten", "eerder_toegekend": "iets dat eerder is toegekend"}
WEGGEVALLEN = (
    "Kijk na: bij het samenvoegen viel {wat} weg van iemand die niet meer bij het huishouden staat "
    "({inhoud})."
)
TWEE_PARTNERS = "Kijk na: op twee werkplekken is een partner ingevuld. {naam} staat nu als medebewoner."
ANDERE_AANVRAGER = "Kijk na wie de aanvrager is: op twee werkplekken is dat veranderd. Nu is dat {naam}."
LATERE_PEILDATUM = "Kijk na: de peildatum is {datum} geworden, want {naam} is die dag geboren."


def zet_recht(document: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a document that `huishouden.lezen` takes, and a task for each thing that was mended.

    The same document gives the same on every workplace.
    """
    recht, taken = dict(document), []
    personen = [dict(persoon) for persoon in document.get("personen", ())]
    recht["personen"] = personen
    taken += _een_aanvrager(personen)
    taken += _een_partner(personen)
    taken += _peildatum(recht)
    bekend = {persoon["id"] for persoon in personen}
    for lijst, wat in LIJSTEN.items():
        if recht.get(lijst):
            blijft = [post for post in recht[lijst] if post.get("persoon") in {None, *bekend}]
            taken += [
                WEGGEVALLEN.format(wat=wat, inhoud=_in_woorden(post))
                for post in recht[lijst]
                if post not in blijft
            ]
            recht[lijst] = blijft
    return recht, tuple(taken)


def _een_aanvrager(personen: list[dict[str, Any]]) -> list[str]:
    aanvragers = [persoon for persoon in personen if persoon["rol"] == AANVRAGER]
    if len(aanvragers) == 1 or not personen:
        return []
    wordt = min(aanvragers or personen, key=lambda persoon: str(persoon["id"]))
    for persoon in aanvragers:
        persoon["rol"] = MEDEBEWONER
    wordt["rol"] = AANVRAGER
    return [ANDERE_AANVRAGER.format(naam=_naam(wordt))]


def _een_partner(personen: list[dict[str, Any]]) -> list[str]:
    partners = sorted(
        (persoon for persoon in personen if persoon["rol"] == PARTNER),
        key=lambda persoon: str(persoon["id"]),
    )
    for persoon in partners[1:]:
        persoon["rol"] = MEDEBEWONER
    return [TWEE_PARTNERS.format(naam=_naam(persoon)) for persoon in partners[1:]]


def _peildatum(document: dict[str, Any]) -> list[str]:
    geboren = [
        (Geboortedatum.uit_tekst(persoon["geboortedatum"]).vroegst.isoformat(), _naam(persoon))
        for persoon in document["personen"]
        if persoon.get("geboortedatum")
    ]
    laatst, naam = max(geboren, default=("", ""))
    if laatst <= document["peildatum"]:
        return []
    document["peildatum"] = laatst
    return [LATERE_PEILDATUM.format(datum=laatst, naam=naam)]


def _naam(persoon: Mapping[str, Any]) -> str:
    return str(persoon.get("voornaam") or f"persoon {persoon['id']}")


def _in_woorden(post: Mapping[str, Any]) -> str:
    return ", ".join(str(post[naam]) for naam in ("soort", "regeling", "bedrag", "datum") if post.get(naam))
