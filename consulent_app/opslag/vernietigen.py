"""Destroy dossiers, or the notes in one, for good: rows, search index and all, under a certificate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.vernietiging import (
    EERSTE,
    OP_VERZOEK,
    VERZOEK,
    Grond,
    Telling,
    Vernietiging,
    bereken,
    hash_van,
)
from consulent_app.opslag import telrijen, vastleggen
from consulent_app.opslag.rijen import als_json, als_tijd
from consulent_app.opslag.uuid7 import uuid7

if TYPE_CHECKING:
    from sqlite_utils import Database

NOTITIES = Grond(VERZOEK, "notities", "notities", OP_VERZOEK, "")
VERTROKKEN = Grond(VERZOEK, "vertrokken", "gegevens van wie vertrok", OP_VERZOEK, "")
#: In the order in which rows refer to each other.
_TABELLEN = (
    "bewaargrond", "bsn_spoor", "gebeurtenis", "stuk", "taak", "persoon", "telpersoon", "telhuishouden",
)  # fmt: skip
#: A note of its own, or one with a referral, in what was noted of the areas of life at that moment.
_NOTITIE = (
    "dossier = ? AND soort = 'behandeling' AND (inhoud ->> '$.wat' = 'notitie' "
    "OR EXISTS (SELECT 1 FROM json_tree(inhoud) WHERE key = 'notitie' AND atom <> ''))"
)


def vernietig(
    database: Database, moment: datetime, door: str, grond: Grond, ids: Sequence[str]
) -> Vernietiging:
    """Destroy dossiers for one reason, in the open transaction, and return the certificate."""
    verklaring = _verklaar_dossiers(database, moment, door, grond, ids)
    for id_ in ids:
        telrijen.sluit(database, id_, moment)
        vastleggen.vertel_einde(database, id_, moment, verklaring)
        _haal_weg(database, id_, verklaring)
    _ruim_op(database)
    return verklaring


def verwijder_kopie(
    database: Database, moment: datetime, door: str, grond: Grond, dossier_id: str
) -> Vernietiging:
    """Remove a dossier here that stays elsewhere and may come back; tell nobody."""
    verklaring = _verklaar_dossiers(database, moment, door, grond, [dossier_id])
    _haal_weg(database, dossier_id, verklaring)
    _ruim_op(database)
    return verklaring


def _verklaar_dossiers(
    database: Database, moment: datetime, door: str, grond: Grond, ids: Sequence[str]
) -> Vernietiging:
    aantallen = {tabel: sum(_tel(database, tabel, id_) for id_ in ids) for tabel in _TABELLEN}
    telling = Telling(
        len(ids), aantallen["persoon"], aantallen["gebeurtenis"], aantallen["stuk"], aantallen["taak"]
    )
    return _verklaar(database, moment, door, grond, telling, ids)


def _haal_weg(database: Database, dossier_id: str, verklaring: Vernietiging) -> None:
    _sta_toe(database, dossier_id, "alles", verklaring)
    for tabel in _TABELLEN:
        database.execute(f"DELETE FROM {tabel} WHERE dossier = ?", [dossier_id])
    database.execute("DELETE FROM dossier WHERE id = ?", [dossier_id])


def vernietig_notities(database: Database, moment: datetime, door: str, dossier_id: str) -> Vernietiging:
    """Destroy every note that was ever written in a dossier, in the open transaction."""
    vraag = f"SELECT count(*) FROM gebeurtenis WHERE {_NOTITIE}"
    aantal = int(database.execute(vraag, [dossier_id]).fetchone()[0])
    telling = Telling(0, 0, aantal, 0, 0)
    verklaring = _verklaar(database, moment, door, NOTITIES, telling, [dossier_id])
    _sta_toe(database, dossier_id, "notities", verklaring)
    database.execute(f"DELETE FROM gebeurtenis WHERE {_NOTITIE}", [dossier_id])
    _ruim_op(database)
    return verklaring


def schoon_op(
    database: Database,
    moment: datetime,
    door: str,
    dossier_id: str,
    zonder: Mapping[int, Mapping[str, Any]],
) -> Vernietiging:
    """Let events, by number, hold this and no longer what they held, in the open transaction."""
    telling = Telling(0, 0, len(zonder), 0, 0)
    verklaring = _verklaar(database, moment, door, VERTROKKEN, telling, [dossier_id])
    _sta_toe(database, dossier_id, "vertrokken", verklaring)
    for nr, inhoud in zonder.items():
        database.execute(
            "UPDATE gebeurtenis SET inhoud = ? WHERE nr = ? AND dossier = ?",
            [als_json(inhoud), nr, dossier_id],
        )
    database.execute("DELETE FROM bsn_spoor WHERE dossier = ?", [dossier_id])
    database.execute(
        "INSERT INTO bsn_spoor (bsn, dossier) "
        "SELECT DISTINCT bsn, dossier FROM bsn_in_gebeurtenis WHERE dossier = ?",
        [dossier_id],
    )
    _ruim_op(database)
    return verklaring


def verklaringen(database: Database) -> list[Vernietiging]:
    """Return all certificates, the oldest first."""
    return [_gelezen(rij) for rij in database.query("SELECT * FROM vernietiging ORDER BY nr")]


def _tel(database: Database, tabel: str, dossier_id: str) -> int:
    vraag = f"SELECT count(*) FROM {tabel} WHERE dossier = ?"
    return int(database.execute(vraag, [dossier_id]).fetchone()[0])


def _verklaar(
    database: Database, moment: datetime, door: str, grond: Grond, telling: Telling, ids: Sequence[str]
) -> Vernietiging:
    laatste = database.execute("SELECT hash FROM vernietiging ORDER BY nr DESC LIMIT 1").fetchone()
    # As it will be read back: the hash covers the moment as text.
    tijdstip = datetime.fromisoformat(als_tijd(moment))
    inhoud = (
        uuid7(moment),
        tijdstip,
        door,
        grond,
        telling,
        hash_van(ids),
        laatste[0] if laatste else EERSTE,
    )
    pakket = _pakket_van(database, ids)
    verklaring = Vernietiging(0, *inhoud, hash=bereken(*inhoud, pakket), pakket=pakket)
    rij = {
        **asdict(grond), **asdict(telling), "id": verklaring.id, "tijdstip": als_tijd(moment), "door": door,
        "pakket": pakket, "welke": verklaring.welke, "vorige": verklaring.vorige, "hash": verklaring.hash,
    }  # fmt: skip
    database.table("vernietiging").insert(rij)
    return _gelezen(next(database.query("SELECT * FROM vernietiging WHERE id = ?", [verklaring.id])))


def _pakket_van(database: Database, ids: Sequence[str]) -> str:
    """Return the rule package of these dossiers, '' when they are of several."""
    vraag = "SELECT DISTINCT pakket FROM dossier WHERE id IN (SELECT value FROM json_each(?))"
    gevonden = [rij[0] for rij in database.execute(vraag, [als_json(list(ids))])]
    return gevonden[0] if len(gevonden) == 1 else ""


def _sta_toe(database: Database, dossier_id: str, deel: str, verklaring: Vernietiging) -> None:
    rij = {"dossier": dossier_id, "deel": deel, "vernietiging": verklaring.id}
    database.table("te_vernietigen").insert(rij)


def _ruim_op(database: Database) -> None:
    """Close the permission again, and take what was deleted out of the search index."""
    database.execute("DELETE FROM te_vernietigen")
    # FTS5 only marks a word as gone; it leaves the index when its parts are merged.
    database.execute("INSERT INTO persoon_naam (persoon_naam) VALUES ('optimize')")


def _gelezen(rij: Mapping[str, Any]) -> Vernietiging:
    delen = dict(rij)
    grond = Grond(**{naam: delen.pop(naam) for naam in Grond.__dataclass_fields__})
    telling = Telling(**{naam: delen.pop(naam) for naam in Telling.__dataclass_fields__})
    tijdstip = datetime.fromisoformat(delen.pop("tijdstip"))
    return Vernietiging(**delen, tijdstip=tijdstip, grond=grond, telling=telling)
