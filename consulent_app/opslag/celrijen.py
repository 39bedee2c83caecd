"""The versions of the cells of a dossier, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from consulent_app.delen.cellen import AFWEZIG
from consulent_app.delen.versies import Koppen, Versie, koppen
from consulent_app.opslag.rijen import als_json

if TYPE_CHECKING:
    from sqlite_utils import Database


_SAMEN = (
    "(SELECT json_group_array(DISTINCT value) FROM ("
    "SELECT value FROM json_each(celversie.voor) UNION SELECT value FROM json_each({})))"
)
_ERBIJ = (
    "INSERT INTO celversie (dossier, pad, versie, er, waarde, basis, door, tijdstip, voor, vervangen) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET "
    f"voor = {_SAMEN.format('excluded.voor')} WHERE voor <> excluded.voor"
)
_VERVANGEN = (
    "INSERT INTO celversie (dossier, pad, versie, er, vervangen) VALUES (?, ?, ?, 0, 1) "
    "ON CONFLICT DO UPDATE SET er = 0, waarde = NULL, door = '', tijdstip = '', vervangen = 1 "
    "WHERE NOT vervangen"
)


def voeg_toe(database: Database, dossier_id: str, versies: Iterable[Versie], voor: Iterable[str]) -> None:
    """Add versions that these organisations were told, and let go of what they replace.

    In any order, and as often as they come.

    A version that was replaced before it came itself stays replaced: its name was put down already.
    """
    versies, wie = list(versies), als_json(sorted(voor))
    database.conn.executemany(_ERBIJ, [(dossier_id, *_rij(versie), wie) for versie in versies])
    oude = [(dossier_id, versie.pad, oud) for versie in versies for oud in sorted(versie.basis)]
    database.conn.executemany(_VERVANGEN, oude)


def _rij(versie: Versie) -> tuple[object, ...]:
    er = versie.waarde is not AFWEZIG
    waarde, basis = als_json(versie.waarde) if er else None, als_json(sorted(versie.basis))
    return versie.pad, versie.versie, er, waarde, basis, versie.door, versie.tijdstip


def verteld(database: Database, dossier_id: str, versies: Iterable[Versie], voor: Iterable[str]) -> None:
    """Put down that these organisations were told these versions too."""
    wie = als_json(sorted(voor))
    database.conn.executemany(
        f"UPDATE celversie SET voor = {_SAMEN.format('?')} WHERE dossier = ? AND pad = ? AND versie = ?",
        [(wie, dossier_id, versie.pad, versie.versie) for versie in versies],
    )


def lees_koppen(database: Database, dossier_id: str) -> Koppen:
    """Return per cell the versions that nothing replaced."""
    vraag = (
        "SELECT pad, versie, er, coalesce(waarde, 'null'), basis, door, tijdstip FROM celversie "
        "WHERE dossier = ? AND NOT vervangen"
    )
    rijen = database.execute(vraag, [dossier_id]).fetchall()
    # Read as one text: one by one takes five times as long.
    waarden = json.loads(f"[{','.join(rij[3] for rij in rijen)}]")
    return koppen(
        Versie(pad, versie, waarde if er else AFWEZIG, _namen(basis), door, tijdstip)
        for (pad, versie, er, _, basis, door, tijdstip), waarde in zip(rijen, waarden, strict=True)
    )


def wie_weten(database: Database, dossier_id: str) -> dict[tuple[str, str], frozenset[str]]:
    """Return who was told, per path and name of the versions that nothing replaced."""
    vraag = "SELECT pad, versie, voor FROM celversie WHERE dossier = ? AND NOT vervangen"
    return {(pad, versie): _namen(voor) for pad, versie, voor in database.execute(vraag, [dossier_id])}


@lru_cache(maxsize=1024)
def _namen(lijst: str) -> frozenset[str]:
    """Read a list of names; of a dossier most are the same."""
    return frozenset(json.loads(lijst))
