"""Which dossiers an organisation may see: its own, and those of the other with a yes of the resident."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import GEMEENTE, MET, NEE, mag_delen
from consulent_app.fouten import Geweigerd

if TYPE_CHECKING:
    from sqlite_utils import Database

#: The column of `dossier` that says it, kept beside the document: db/lokaal/0007_organisatie.sql.
KOLOM = {GEMEENTE: "voor_gemeente", MET: "voor_met"}


def ziet(voor: str, id_: str) -> str:
    """Return the condition that an organisation may see the dossier with the id in this column.

    It is answered by an index alone: in a row the column stands behind the whole document.
    """
    return (
        f"EXISTS (SELECT 1 FROM dossier AS zicht INDEXED BY dossier_id_{KOLOM[voor]} "
        f"WHERE zicht.id = {id_} AND zicht.{KOLOM[voor]})"
    )


def zichtbaar(database: Database, ids: Iterable[str], voor: str) -> list[str]:
    """Return those of these dossiers that an organisation may see, in the same order."""
    vraag = f"SELECT value FROM json_each(?) WHERE {ziet(voor, 'value')} ORDER BY key"
    return [rij[0] for rij in database.execute(vraag, [json.dumps(list(ids))])]


def keur(database: Database, ids: Sequence[str], voor: str) -> None:
    """Raise Geweigerd when one of these dossiers is of the other organisation, without a yes.

    What is not there is not refused: whoever asks for it is told so by what is asked.
    """
    vraag = (
        "SELECT document FROM dossier WHERE id IN (SELECT value FROM json_each(?)) "
        f"AND NOT {KOLOM[voor]} LIMIT 1"
    )
    for (document,) in database.execute(vraag, [json.dumps(list(ids))]):
        besluit = mag_delen(json.loads(document))
        # A no that was heard is not in the document of who may not see it.
        raise Geweigerd((NEE if besluit.mag else besluit).reden)
