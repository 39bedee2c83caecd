"""The versions of the cells of a dossier, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from consulent_app.delen.cellen import AFWEZIG
from consulent_app.delen.versies import Koppen, Versie, koppen
from consulent_app.opslag.rijen import als_json

if TYPE_CHECKING:
    from sqlite_utils import Database


def voeg_toe(database: Database, dossier_id: str, versies: Iterable[Versie], voor: Iterable[str]) -> None:
    """Add versions that these organisations were told, and let go of what they replace.

    In any order, and as often as they come.

    A version that was replaced before it came itself stays replaced: its name was put down already.
    """
    versies = list(versies)
    for versie in versies:
        er = versie.waarde is not AFWEZIG
        waarde = als_json(versie.waarde) if er else None
        basis = als_json(sorted(versie.basis))
        database.execute(
            "INSERT INTO celversie (dossier, pad, versie, er, waarde, basis, door, tijdstip, vervangen) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
            [dossier_id, versie.pad, versie.versie, er, waarde, basis, versie.door, versie.tijdstip],
        )
        for oud in sorted(versie.basis):
            database.execute(
                "INSERT INTO celversie (dossier, pad, versie, er, vervangen) VALUES (?, ?, ?, 0, 1) "
                "ON CONFLICT DO UPDATE SET er = 0, waarde = NULL, door = '', tijdstip = '', vervangen = 1 "
                "WHERE NOT vervangen",
                [dossier_id, versie.pad, oud],
            )
    verteld(database, dossier_id, versies, voor)


def verteld(database: Database, dossier_id: str, versies: Iterable[Versie], voor: Iterable[str]) -> None:
    """Put down that these organisations were told these versions too."""
    wie = als_json(sorted(voor))
    database.conn.executemany(
        "UPDATE celversie SET voor = (SELECT json_group_array(DISTINCT value) FROM ("
        "SELECT value FROM json_each(voor) UNION SELECT value FROM json_each(?))) "
        "WHERE dossier = ? AND pad = ? AND versie = ?",
        [(wie, dossier_id, versie.pad, versie.versie) for versie in versies],
    )


def lees_koppen(database: Database, dossier_id: str) -> Koppen:
    """Return per cell the versions that nothing replaced."""
    vraag = (
        "SELECT pad, versie, er, waarde, basis, door, tijdstip FROM celversie "
        "WHERE dossier = ? AND NOT vervangen"
    )
    return koppen(
        Versie(
            pad,
            versie,
            json.loads(waarde) if er else AFWEZIG,
            frozenset(json.loads(basis)),
            door,
            tijdstip,
        )
        for pad, versie, er, waarde, basis, door, tijdstip in database.execute(vraag, [dossier_id])
    )


def wie_weten(database: Database, dossier_id: str) -> dict[tuple[str, str], frozenset[str]]:
    """Return who was told, per path and name of the versions that nothing replaced."""
    vraag = "SELECT pad, versie, voor FROM celversie WHERE dossier = ? AND NOT vervangen"
    return {
        (pad, versie): frozenset(json.loads(voor))
        for pad, versie, voor in database.execute(vraag, [dossier_id])
    }
