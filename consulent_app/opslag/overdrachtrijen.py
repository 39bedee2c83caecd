"""What goes from store to store by files: what another one lacks, what it said, who asked for what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from consulent_app.delen.deling import Deling
from consulent_app.delen.heeft import Heeft, als_document, in_reeksen, ontbreekt, uit_document
from consulent_app.opslag import delingrijen, eigen
from consulent_app.opslag.rijen import als_json, als_tijd

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Aanmelding:
    """This workplace, as it asked to be let in, with its own key."""

    apparaat: str
    naam: str
    organisatie: str
    prive: bytes


@dataclass(frozen=True, slots=True)
class Daar:
    """What another workplace had when it made the last file that was read here."""

    gemaakt: datetime
    heeft: Heeft


def heeft(database: Database) -> Heeft:
    """Return what this store has; of what is sealed for its organisation also the contents.

    What was emptied, because it was destroyed or removed on request, has no seals and is not missed.
    """
    hier = eigen.lees(database)
    assert hier is not None
    vraag = (
        "SELECT apparaat, nr FROM deling WHERE length(inhoud) = 0 "
        "AND json_extract(zegels, '$.' || ?) IS NOT NULL ORDER BY apparaat, nr"
    )
    leeg = groupby(database.execute(vraag, [hier.organisatie]).fetchall(), key=lambda rij: str(rij[0]))
    mist = {apparaat: in_reeksen(nr for _, nr in rijen) for apparaat, rijen in leeg}
    return Heeft(delingrijen.heeft(database), mist)


def voor(database: Database, daar: Heeft, organisatie: str) -> Iterator[Deling]:
    """Give what somebody lacks, one by one: without contents what is not for that organisation.

    So its chains stay whole. The seals go along: by those it sees that it misses nothing.
    """
    vraag = "SELECT volgnr, apparaat, nr FROM deling ORDER BY volgnr"
    nodig = [
        (volgnr, nr > daar.tot.get(apparaat, 0))
        for volgnr, apparaat, nr in database.execute(vraag)
        if ontbreekt(daar, apparaat, nr)
    ]
    for volgnr, is_nieuw in nodig:
        deling = delingrijen.met_volgnr(database, volgnr)
        if organisatie not in deling.zegels:
            deling = replace(deling, inhoud=b"")
        if is_nieuw or deling.inhoud:
            yield deling


def tel_voor(database: Database, daar: Heeft) -> int:
    """Return how many delingen somebody lacks."""
    rijen = database.execute("SELECT apparaat, nr FROM deling")
    return sum(ontbreekt(daar, apparaat, nr) for apparaat, nr in rijen)


def daar(database: Database) -> dict[str, Daar]:
    """Return what the other workplaces said that they have, by apparaat."""
    return {
        apparaat: Daar(datetime.fromisoformat(gemaakt), uit_document(json.loads(heeft)))
        for apparaat, gemaakt, heeft in database.execute("SELECT apparaat, gemaakt, heeft FROM overdracht")
    }


def zet_daar(database: Database, apparaat: str, stand: Daar) -> None:
    """Keep what a workplace said last."""
    database.execute(
        "INSERT INTO overdracht (apparaat, gemaakt, heeft) VALUES (?, ?, ?) "
        "ON CONFLICT (apparaat) DO UPDATE SET gemaakt = excluded.gemaakt, heeft = excluded.heeft",
        [apparaat, als_tijd(stand.gemaakt), als_json(als_document(stand.heeft))],
    )


def zonder_vergeten(database: Database, apparaat: str, hash_: str, heeft: Heeft) -> Heeft:
    """Return what a workplace has when it may have forgotten work of its own: then none of that.

    So it is when its last deling is not the one that is last of it here: a copy of before was put back.
    """
    nr = heeft.tot.get(apparaat, 0)
    vraag = "SELECT max(nr), max(iif(nr = ?, hash, '')) FROM deling WHERE apparaat = ?"
    laatste, bekend = database.execute(vraag, [nr, apparaat]).fetchone()
    if (laatste or 0) <= nr and bekend in (None, "", hash_):
        return heeft
    return Heeft({**heeft.tot, apparaat: 0}, heeft.mist)


def gevraagd(database: Database, apparaat: str) -> list[str]:
    """Return the dossiers for which a workplace asks the turn."""
    vraag = "SELECT dossier FROM beurtvraag WHERE apparaat = ? ORDER BY dossier"
    return [rij[0] for rij in database.execute(vraag, [apparaat])]


def vraag(database: Database, dossier_id: str) -> None:
    """Let the next files ask for the turn on a dossier."""
    database.execute(
        "INSERT INTO beurtvraag (dossier, apparaat) SELECT ?, apparaat FROM eigen WHERE true "
        "ON CONFLICT DO NOTHING",
        [dossier_id],
    )


def zet_gevraagd(database: Database, apparaat: str, dossiers: Iterable[str]) -> None:
    """Put down what a workplace asks for now, and no more what it asked before."""
    database.execute("DELETE FROM beurtvraag WHERE apparaat = ?", [apparaat])
    database.conn.executemany(
        "INSERT INTO beurtvraag (dossier, apparaat) SELECT ?, ? "
        "WHERE NOT EXISTS (SELECT 1 FROM weg WHERE dossier = ?)",
        [(dossier, apparaat, dossier) for dossier in sorted(set(dossiers))],
    )


def vergeet_gekregen(database: Database) -> None:
    """Ask no more for the turns that are here now."""
    database.execute(
        "DELETE FROM beurtvraag WHERE apparaat = (SELECT apparaat FROM eigen) AND dossier IN ("
        "SELECT b.dossier FROM beurt AS b JOIN eigen AS e ON e.apparaat = b.apparaat "
        "WHERE b.ronde = (SELECT max(ronde) FROM beurt WHERE dossier = b.dossier))"
    )


def aanmelding(database: Database) -> Aanmelding | None:
    """Return how this workplace asked to be let in, None when it did not."""
    rij = database.execute("SELECT apparaat, naam, organisatie, prive FROM aanmelding").fetchone()
    return Aanmelding(*rij) if rij else None


def meld_aan(database: Database, nieuw: Aanmelding) -> None:
    """Keep how this workplace asks to be let in; the last time counts."""
    database.execute(
        "INSERT OR REPLACE INTO aanmelding (een, apparaat, naam, organisatie, prive) "
        "VALUES (1, ?, ?, ?, ?)",
        [nieuw.apparaat, nieuw.naam, nieuw.organisatie, nieuw.prive],
    )


def vergeet_aanmelding(database: Database) -> None:
    """Let go of it: this workplace is in."""
    database.execute("DELETE FROM aanmelding")
