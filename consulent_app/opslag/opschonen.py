"""What a resident had removed from a dossier goes everywhere, also out of what was told of it before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.delen.deling import OPGESCHOOND
from consulent_app.delen.inhoud import Opgeschoond, pak
from consulent_app.opslag import celrijen, eigen, vastleggen
from consulent_app.opslag.rijen import als_tijd

if TYPE_CHECKING:
    from sqlite_utils import Database


def vertel(database: Database, dossier_id: str, moment: datetime, wat: str) -> None:
    """Tell that part of a dossier was removed, and after that anew all that still holds of it.

    What was told before is emptied: the contents that were removed are in there. Nothing happens when
    nobody was told.
    """
    hier, weten = eigen.lees(database), celrijen.wie_weten(database, dossier_id)
    if hier is None or not weten:
        return
    _leeg(database, dossier_id)
    vertel_opnieuw(database, dossier_id)
    database.execute(
        "INSERT INTO te_legen (dossier, tot, eigen_tot) SELECT ?, gehaald, ? FROM centrale WHERE true "
        "ON CONFLICT (dossier) DO UPDATE SET tot = excluded.tot, eigen_tot = excluded.eigen_tot",
        [dossier_id, hier.nr],
    )
    hlc = eigen.tik(database, moment)
    aanleiding = vastleggen.Aanleiding(dossier_id, hlc, hier.door, als_tijd(moment))
    inhoud = pak(Opgeschoond(wat, aanleiding.door, aanleiding.tijdstip))
    vastleggen.sluit(database, aanleiding, OPGESCHOOND, inhoud, frozenset().union(*weten.values()))


def volg(database: Database, dossier_id: str) -> None:
    """Empty what was told of a dossier, as was done elsewhere; what the server never had is told anew."""
    if eigen.lees(database) is None:
        return
    vraag = (
        "SELECT 1 FROM deling WHERE dossier = ? AND NOT bij_centrale AND inhoud <> x'' "
        "AND apparaat = (SELECT apparaat FROM eigen)"
    )
    if database.execute(vraag, [dossier_id]).fetchone():
        vertel_opnieuw(database, dossier_id)
    _leeg(database, dossier_id)


def vertel_opnieuw(database: Database, dossier_id: str) -> None:
    """Let all of a dossier be told at the next exchange, as if nobody knew it."""
    database.execute("UPDATE celversie SET voor = '[]' WHERE dossier = ?", [dossier_id])
    database.execute("DELETE FROM stuk_gedeeld WHERE dossier = ?", [dossier_id])
    vastleggen.laat_wachten(database, dossier_id)


def te_legen(database: Database) -> list[tuple[str, int, int]]:
    """Return what the server has to empty: dossier, until which number of it, and of here."""
    return list(database.execute("SELECT dossier, tot, eigen_tot FROM te_legen").fetchall())


def geleegd(database: Database, dossier_id: str) -> None:
    """Put down that the server did."""
    database.execute("DELETE FROM te_legen WHERE dossier = ?", [dossier_id])


def _leeg(database: Database, dossier_id: str) -> None:
    """Empty what is in the dossier by now; what is still to be taken in stays."""
    database.execute(
        "UPDATE deling SET inhoud = x'', zegels = '{}' WHERE dossier = ? AND stand <> 0", [dossier_id]
    )
