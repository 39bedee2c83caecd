"""A dossier as one JSON object, as it is told to other workplaces, and put down as others told it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.opslag import rijen
from consulent_app.opslag.waarden import STATUSSEN
from consulent_app.opslag.zoeken import personen_van, werk_bij

if TYPE_CHECKING:
    from sqlite_utils import Database

#: The columns of a dossier that are told; all else follows from them or is of one workplace.
KOLOMMEN = ("kenmerk", "organisatie", "aangemaakt", "status", "voorstel_op", "toegewezen")
_TAAK = ("wat", "uiterlijk", "aangemaakt", "klaar_op")


@dataclass(frozen=True, slots=True)
class Plaats:
    """When something is put down, and under which number of the workplace that told it."""

    moment: datetime
    nummer: int


def lees(database: Database, dossier_id: str) -> dict[str, Any] | None:
    """Return a dossier with its tasks and its handles for counting; None when it is not there."""
    vraag = f"SELECT document, behandeling, {', '.join(KOLOMMEN)} FROM dossier WHERE id = ?"
    rij = database.execute(vraag, [dossier_id]).fetchone()
    if rij is None:
        return None
    document, behandeling, *kolommen = rij
    return {
        "document": json.loads(document),
        "behandeling": json.loads(behandeling),
        "dossier": dict(zip(KOLOMMEN, kolommen, strict=True)),
        "taken": _taken(database, dossier_id),
        "telling": _telling(database, dossier_id),
    }


def schrijf(database: Database, dossier_id: str, stand: Mapping[str, Any], plaats: Plaats) -> None:
    """Let the dossier be this, in the open transaction; it is begun when it is not there."""
    kop, moment = stand["dossier"], plaats.moment
    vast = {"status": kop.get("status") or STATUSSEN[0], "voorstel_op": kop.get("voorstel_op")}
    velden = (
        vast
        | {"toegewezen": kop.get("toegewezen") or ""}
        | {"behandeling": rijen.als_json(stand.get("behandeling", {}))}
    )
    if not rijen.bestaat(database, dossier_id):
        _begin(database, dossier_id, stand, plaats)
    rijen.wijzig_document(database, dossier_id, moment, stand["document"])
    rijen.wijzig(database, dossier_id, moment, velden)
    _schrijf_taken(database, dossier_id, stand.get("taken", {}))
    _schrijf_telling(database, dossier_id, stand.get("telling", {}))


def _begin(database: Database, dossier_id: str, stand: Mapping[str, Any], plaats: Plaats) -> None:
    kop, document = stand["dossier"], stand["document"]
    rij = {
        "id": dossier_id,
        "kenmerk": vrij_kenmerk(database, kop["kenmerk"], plaats.nummer),
        "status": STATUSSEN[0],
        "organisatie": kop["organisatie"],
        "aangemaakt": kop["aangemaakt"],
        "gewijzigd": rijen.als_tijd(plaats.moment),
    }
    database.table("dossier").insert(rij | rijen.uit_document(document))
    werk_bij(database, dossier_id, personen_van(document))
    inhoud = {"kenmerk": rij["kenmerk"], "document": document}
    rijen.voeg_gebeurtenis_toe(database, dossier_id, plaats.moment, "nieuw", inhoud)


def vrij_kenmerk(database: Database, kenmerk: str, nummer: int) -> str:
    """Return the reference, or with the number of the workplace behind it when another one has it here.

    Before workplaces knew of each other each counted from one.
    """
    bezet = rijen.id_met_kenmerk(database, kenmerk) is not None
    return f"{kenmerk}/{nummer}" if bezet else kenmerk


def _taken(database: Database, dossier_id: str) -> dict[str, Any]:
    vraag = f"SELECT id, {', '.join(_TAAK)} FROM taak WHERE dossier = ?"
    return {
        id_: dict(zip(_TAAK, rest, strict=True)) for id_, *rest in database.execute(vraag, [dossier_id])
    }


def _schrijf_taken(database: Database, dossier_id: str, taken: Mapping[str, Mapping[str, Any]]) -> None:
    for id_, taak in taken.items():
        database.execute(
            f"INSERT INTO taak (id, dossier, {', '.join(_TAAK)}) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET uiterlijk = excluded.uiterlijk, klaar_op = excluded.klaar_op "
            "WHERE uiterlijk IS NOT excluded.uiterlijk OR klaar_op IS NOT excluded.klaar_op",
            [id_, dossier_id, *(taak.get(naam) for naam in _TAAK)],
        )


def _telling(database: Database, dossier_id: str) -> dict[str, Any]:
    vraag = "SELECT 'huishouden', huishouden FROM telhuishouden WHERE dossier = ?"
    personen = database.execute("SELECT persoon, handvat FROM telpersoon WHERE dossier = ?", [dossier_id])
    return {**dict(database.execute(vraag, [dossier_id]).fetchall()), "personen": dict(personen.fetchall())}


def _schrijf_telling(database: Database, dossier_id: str, telling: Mapping[str, Any]) -> None:
    """Let a household and its persons be counted under the handles that they have elsewhere too."""
    if telling.get("huishouden"):
        database.execute(
            "INSERT INTO telhuishouden (dossier, huishouden) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [dossier_id, telling["huishouden"]],
        )
        # Who told of it counts what was decided before.
        database.execute("DELETE FROM telachterstand WHERE dossier = ?", [dossier_id])
    for persoon, handvat in (telling.get("personen") or {}).items():
        database.execute(
            "INSERT INTO telpersoon (dossier, persoon, handvat) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [dossier_id, persoon, handvat],
        )
