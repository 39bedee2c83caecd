"""Whose turn it is to decide on a dossier, so that no two workplaces decide on the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.fouten import Geweigerd
from consulent_app.opslag import eigen

if TYPE_CHECKING:
    from sqlite_utils import Database

LIGT_ELDERS = (
    "Dit dossier ligt bij {naam}. Neem het eerst over, dan kunt u besluiten. "
    "U kunt het wel bekijken en aanvullen."
)
LIGT_VRIJ = "Dit dossier wacht op wie het overneemt. Neem het eerst over, dan kunt u besluiten."


@dataclass(frozen=True, slots=True)
class Beurt:
    """In this round this workplace has the turn; without one nobody has."""

    dossier: str
    ronde: int
    apparaat: str | None


def begin(database: Database, dossier_id: str) -> None:
    """Give the turn of a new dossier to this workplace, when there are others."""
    hier = eigen.lees(database)
    if hier is not None:
        database.table("beurt").insert({"dossier": dossier_id, "ronde": 1, "apparaat": hier.apparaat})


def haal(database: Database, dossier_id: str) -> Beurt | None:
    """Return the last round of a dossier; None when nothing is known of it."""
    vraag = "SELECT dossier, ronde, apparaat FROM beurt WHERE dossier = ? ORDER BY ronde DESC LIMIT 1"
    rij = database.execute(vraag, [dossier_id]).fetchone()
    return Beurt(*rij) if rij else None


def keur(database: Database, dossier_id: str) -> None:
    """Raise Geweigerd when another workplace has the turn, or nobody."""
    hier, beurt = eigen.lees(database), haal(database, dossier_id)
    if hier is None or (beurt is not None and beurt.apparaat == hier.apparaat):
        return
    if beurt is None or beurt.apparaat is None:
        raise Geweigerd(LIGT_VRIJ)
    naam = eigen.naam_van(database, beurt.apparaat) or "een andere werkplek"
    raise Geweigerd(LIGT_ELDERS.format(naam=naam))


def geef(database: Database, dossier_id: str, aan: str | None) -> Beurt | None:
    """Give the turn that this workplace has to another one, or to who takes it; None when it has none."""
    nieuw = volgende(database, dossier_id, aan)
    if nieuw is not None:
        ontvang(database, [nieuw], van_centrale=False)
        database.execute("DELETE FROM beurtvraag WHERE dossier = ?", [dossier_id])
    return nieuw


def volgende(database: Database, dossier_id: str, aan: str | None) -> Beurt | None:
    """Return the round in which this workplace would give its turn away; None when it has none to give."""
    hier, beurt = eigen.lees(database), haal(database, dossier_id)
    if hier is None or beurt is None or beurt.apparaat != hier.apparaat or aan == hier.apparaat:
        return None
    return Beurt(dossier_id, beurt.ronde + 1, aan)


def alle_hier(database: Database) -> set[str]:
    """Return the dossiers of which this workplace has the turn."""
    vraag = (
        "SELECT b.dossier FROM beurt AS b JOIN eigen AS e ON e.apparaat = b.apparaat "
        "WHERE b.ronde = (SELECT max(ronde) FROM beurt WHERE dossier = b.dossier)"
    )
    return {rij[0] for rij in database.execute(vraag)}


def te_geven(database: Database) -> list[str]:
    """Return the proposals of which MET has the turn: the gemeente decides on them."""
    vraag = (
        "SELECT d.id FROM dossier AS d JOIN beurt AS b ON b.dossier = d.id "
        "AND b.ronde = (SELECT max(ronde) FROM beurt WHERE dossier = d.id) "
        "JOIN eigen AS e ON e.apparaat = b.apparaat AND e.organisatie <> ? "
        "WHERE d.voorstel_op IS NOT NULL AND d.voor_gemeente ORDER BY d.gewijzigd"
    )
    return [rij[0] for rij in database.execute(vraag, [GEMEENTE])]


def ontvang(database: Database, beurten: Iterable[Beurt], *, van_centrale: bool) -> None:
    """Put down rounds; what the server says of a round goes before what was thought here."""
    for beurt in beurten:
        database.execute(
            "INSERT INTO beurt (dossier, ronde, apparaat, bij_centrale) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET apparaat = excluded.apparaat, bij_centrale = 1 "
            "WHERE excluded.bij_centrale",
            [beurt.dossier, beurt.ronde, beurt.apparaat, int(van_centrale)],
        )


def te_sturen(database: Database) -> list[Beurt]:
    """Return the rounds that the server does not know of, in their order."""
    vraag = "SELECT dossier, ronde, apparaat FROM beurt WHERE NOT bij_centrale ORDER BY dossier, ronde"
    return [Beurt(*rij) for rij in database.execute(vraag)]


def alle(database: Database) -> list[Beurt]:
    """Return every round that is known."""
    return [Beurt(*rij) for rij in database.execute("SELECT dossier, ronde, apparaat FROM beurt")]
