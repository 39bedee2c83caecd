"""Whose turn it is to decide on a dossier, so that no two workplaces decide on the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import GEMEENTE, MET
from consulent_app.fouten import Geweigerd
from consulent_app.opslag import eigen

if TYPE_CHECKING:
    from sqlite_utils import Database

LIGT_ELDERS = (
    "Dit dossier ligt bij {naam}. Neem het eerst over, dan kunt u besluiten. "
    "U kunt het wel bekijken en aanvullen."
)
NIEUWS = (
    "Een andere werkplek heeft dit dossier gewijzigd. Werk het eerst bij en kijk wat er anders is; dan "
    "kunt u besluiten."
)
NIET_BIJ_MET = "Op een werkplek van MET wordt niet besloten. Doe een voorstel; de gemeente besluit."
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
    """Raise Geweigerd when another workplace has the turn, or nobody, or what was done elsewhere waits.

    Who had the turn before may have decided: that came in before the turn did. Whatever account works
    there, a workplace of MET decides nothing (Awb 10:1: it has no mandate).
    """
    hier, beurt = eigen.lees(database), haal(database, dossier_id)
    if hier is None:
        return
    if hier.organisatie == MET:
        raise Geweigerd(NIET_BIJ_MET)
    if beurt is not None and beurt.apparaat == hier.apparaat:
        if database.execute(
            "SELECT 1 FROM deling WHERE dossier = ? AND stand = 0", [dossier_id]
        ).fetchone():
            raise Geweigerd(NIEUWS)
        return
    if beurt is None or beurt.apparaat is None:
        raise Geweigerd(LIGT_VRIJ)
    naam = eigen.naam_van(database, beurt.apparaat) or "een andere werkplek"
    raise Geweigerd(LIGT_ELDERS.format(naam=naam))


def geef(database: Database, dossier_id: str, aan: str | None) -> Beurt | None:
    """Give the turn that this workplace has to another one, or to who takes it.

    None when it has none, or when it would set it free by the server while that does not know yet what was
    done here: who takes it would decide without.
    """
    if aan is None and _is_te_vertellen(database, dossier_id):
        return None
    nieuw = volgende(database, dossier_id, aan)
    if nieuw is not None:
        ontvang(database, [nieuw], van_centrale=False)
        database.execute("DELETE FROM beurtvraag WHERE dossier = ?", [dossier_id])
    return nieuw


def _is_te_vertellen(database: Database, dossier_id: str) -> bool:
    vraag = (
        "SELECT 1 FROM centrale WHERE EXISTS ("
        "SELECT 1 FROM te_delen WHERE dossier = :dossier UNION ALL SELECT 1 FROM deling "
        "WHERE dossier = :dossier AND NOT bij_centrale AND apparaat = (SELECT apparaat FROM eigen))"
    )
    return bool(database.execute(vraag, {"dossier": dossier_id}).fetchone())


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


def voorstel_op(database: Database, dossier_id: str) -> date | None:
    """Return of which day the proposal is that waits in a dossier, None when none does."""
    rij = database.execute("SELECT voorstel_op FROM dossier WHERE id = ?", [dossier_id]).fetchone()
    return date.fromisoformat(rij[0]) if rij and rij[0] else None


def voorgesteld_door(database: Database, dossier_id: str) -> str:
    """Return who made the last proposal in a dossier elsewhere; '' when that was here."""
    vraag = (
        "SELECT inhoud ->> '$.door' FROM gebeurtenis WHERE dossier = ? AND soort = 'voorstel' "
        "ORDER BY nr DESC LIMIT 1"
    )
    rij = database.execute(vraag, [dossier_id]).fetchone()
    return rij[0] or "" if rij else ""


def dossiers_bij(database: Database, apparaat: str) -> list[str]:
    """Return the dossiers of which a workplace has the turn."""
    vraag = (
        "SELECT dossier FROM beurt AS b WHERE apparaat = ? "
        "AND ronde = (SELECT max(ronde) FROM beurt WHERE dossier = b.dossier) ORDER BY dossier"
    )
    return [rij[0] for rij in database.execute(vraag, [apparaat])]


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


def mag_zeggen(database: Database, ronde: Beurt, van: str) -> bool:
    """Say whether an organisation may tell of a round: not that an own workplace lost its turn."""
    hier, nu = eigen.lees(database), haal(database, ronde.dossier)
    if hier is None or van == hier.organisatie or nu is None or nu.apparaat is None:
        return True
    vraag = "SELECT organisatie FROM werkplek WHERE apparaat = ?"
    wie = database.execute(vraag, [nu.apparaat]).fetchone()
    return ronde.ronde <= nu.ronde or wie is None or wie[0] != hier.organisatie


def te_sturen(database: Database) -> list[Beurt]:
    """Return the rounds that the server does not know of, in their order."""
    vraag = "SELECT dossier, ronde, apparaat FROM beurt WHERE NOT bij_centrale ORDER BY dossier, ronde"
    return [Beurt(*rij) for rij in database.execute(vraag)]


def alle(database: Database) -> list[Beurt]:
    """Return every round that is known."""
    return [Beurt(*rij) for rij in database.execute("SELECT dossier, ronde, apparaat FROM beurt")]
