"""The tasks of all dossiers: what is still to be done, for whom, by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from consulent_app.besluiten.taken import nagegaan_bij
from consulent_app.besluiten.telfeiten import NAGEGAAN
from consulent_app.opslag import rijen, telrijen
from consulent_app.opslag.uuid7 import uuid7
from consulent_app.opslag.waarden import Taak, Taakstand
from consulent_app.opslag.zicht import ziet

if TYPE_CHECKING:
    from sqlite_utils import Database

OPEN = (
    "SELECT taak.id, dossier.id AS dossier_id, dossier.kenmerk, dossier.naam, wat, uiterlijk FROM taak "
    "JOIN dossier ON dossier.id = taak.dossier WHERE klaar_op IS NULL"
)


def voeg_toe(
    database: Database, dossier_id: str, moment: datetime, taken: Iterable[tuple[str, date | None]]
) -> None:
    """Add tasks (what, by when); one that is open already under the same words gets the new date."""
    for wat, uiterlijk in taken:
        dag = uiterlijk.isoformat() if uiterlijk else None
        al = database.execute(
            "UPDATE taak SET uiterlijk = ? WHERE dossier = ? AND wat = ? AND klaar_op IS NULL",
            [dag, dossier_id, wat],
        )
        if al.rowcount == 0:
            nieuw = {"id": uuid7(moment), "dossier": dossier_id, "wat": wat, "uiterlijk": dag}
            database.table("taak").insert({**nieuw, "aangemaakt": rijen.als_tijd(moment)})
        inhoud = {"wat": wat, "uiterlijk": dag}
        rijen.voeg_gebeurtenis_toe(database, dossier_id, moment, "taak", inhoud)


def kijk_na(database: Database, dossier_id: str, versie: str, tijdstip: str, taken: Iterable[str]) -> None:
    """Add tasks that every workplace adds that knows this version, so that together they add each once."""
    for wat in taken:
        id_ = str(uuid5(UUID(dossier_id), f"{versie} {wat}"))
        nieuw = database.execute(
            "INSERT INTO taak (id, dossier, wat, aangemaakt) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [id_, dossier_id, wat, tijdstip],
        )
        if nieuw.rowcount == 0:
            continue
        inhoud = {"wat": wat, "uiterlijk": None}
        rijen.voeg_gebeurtenis_toe(database, dossier_id, datetime.fromisoformat(tijdstip), "taak", inhoud)


def zet_klaar(database: Database, taak_id: str, moment: datetime) -> str | None:
    """Tick a task off and return its dossier; None for one that is done or gone, which stays as it is."""
    rij = database.execute(
        "UPDATE taak SET klaar_op = ? WHERE id = ? AND klaar_op IS NULL RETURNING dossier, wat",
        [rijen.als_tijd(moment), taak_id],
    ).fetchone()
    if rij is None:
        return None
    rijen.voeg_gebeurtenis_toe(database, rij[0], moment, "taak_klaar", {"wat": rij[1]})
    if naar := nagegaan_bij(rij[1]):
        telrijen.stap(database, rij[0], telrijen.dag_van(moment), NAGEGAAN, naar)
    return str(rij[0])


def dossier_van(database: Database, taak_id: str) -> list[str]:
    """Return the dossier of a task, done or not, in a list that is empty when there is no such task."""
    return [rij[0] for rij in database.execute("SELECT dossier FROM taak WHERE id = ?", [taak_id])]


def alle_taken(database: Database, dossier_id: str) -> list[Taakstand]:
    """Return every task of a dossier, done or not, the oldest first."""
    vraag = "SELECT wat, uiterlijk, aangemaakt, klaar_op FROM taak WHERE dossier = ? ORDER BY rowid"
    return [Taakstand(**rijen.gelezen(rij)) for rij in database.query(vraag, [dossier_id])]


def open_taken(database: Database, voor: str, dossier_id: str | None = None) -> list[Taak]:
    """Return what is still to be done, of one dossier or of all that may be seen, the first due first."""
    waar, welke = ("", []) if dossier_id is None else (" AND dossier.id = ?", [dossier_id])
    waar += f" AND {ziet(voor, 'taak.dossier')}"
    volgorde = " ORDER BY uiterlijk IS NULL, uiterlijk, taak.aangemaakt, taak.rowid"
    gevonden = list(database.query(f"{OPEN}{waar}{volgorde}", welke))
    merken = rijen.merken_van(database, (rij["dossier_id"] for rij in gevonden))
    return [Taak(**rijen.gelezen(rij), merken=merken[rij["dossier_id"]]) for rij in gevonden]
