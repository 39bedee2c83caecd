"""What is known here of the consent to share a dossier that is of the other organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from consulent_app.delen.versies import Versie


def van_de_ander(database: Database, dossier_id: str) -> str:
    """Return the other organisation when a dossier is of that one, else ''."""
    vraag = (
        "SELECT d.organisatie FROM dossier AS d JOIN eigen AS e ON e.organisatie <> d.organisatie "
        "WHERE d.id = ?"
    )
    rij = database.execute(vraag, [dossier_id]).fetchone()
    return rij[0] if rij else ""


def hier_gezegd(database: Database, versie: Versie) -> bool:
    """Say whether a workplace of the own organisation wrote this version."""
    vraag = (
        "SELECT 1 FROM werkplek AS w JOIN eigen AS e ON e.organisatie = w.organisatie "
        "WHERE substr(?, -length(w.apparaat)) = w.apparaat"
    )
    return bool(database.execute(vraag, [versie.versie]).fetchone())


def staat_een_nee(database: Database, dossier_id: str) -> bool:
    """Say whether a dossier of the other organisation is shared no more, whatever its document here says.

    Who is shut out need not get the answer that does so.
    """
    vraag = "SELECT 1 FROM toestemming WHERE dossier = ? AND NOT mag"
    nee = bool(database.execute(vraag, [dossier_id]).fetchone())
    return nee and bool(van_de_ander(database, dossier_id))
