"""Which workplace this is among those that share dossiers, and the keys that it has."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from consulent_app.delen import klok
from consulent_app.delen.deling import EERSTE
from consulent_app.opslag.versleuteling import nieuwe_sleutel, publiek_bij
from consulent_app.opslag.zicht import KOLOM

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Eigen:
    """This workplace: `nummer` stands in the references that it gives out, `prive` is its own key."""

    apparaat: str
    nummer: int
    naam: str
    organisatie: str
    prive: bytes
    nr: int
    hash: str
    hlc: int
    door: str


@dataclass(frozen=True, slots=True)
class Werkplekregel:
    """A workplace that is known here, with its public key; who is not let in reads nothing.

    All that it counted before `geteld_tot` is known at the server; `actief` until it was blocked there.
    """

    apparaat: str
    nummer: int
    naam: str
    organisatie: str
    publiek: bytes
    toegelaten: bool
    actief: bool = True
    geteld_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Organisatiesleutel:
    """The keys of an organisation; the private half of the own one only."""

    organisatie: str
    publiek: bytes
    prive: bytes | None


def nieuw_apparaat() -> str:
    """Return a random id for a workplace."""
    return secrets.token_hex(16)


def lees(database: Database) -> Eigen | None:
    """Return this workplace, None when it works alone."""
    vraag = "SELECT apparaat, nummer, naam, organisatie, prive, nr, hash, hlc, door FROM eigen"
    rij = database.execute(vraag).fetchone()
    return Eigen(*rij) if rij else None


def begin(
    database: Database, apparaat: str, nummer: int, naam: str, organisatie: str, door: str,
    prive: bytes | None = None,
) -> None:  # fmt: skip
    """Make this workplace one of several, in the open transaction: what is there waits to be told.

    `prive` is its own key when the others know the public half of that already.
    """
    prive = prive or bytes(nieuwe_sleutel())
    rij = {"een": 1, "apparaat": apparaat, "nummer": nummer, "naam": naam, "organisatie": organisatie}
    database.table("eigen").insert({**rij, "prive": prive, "hash": EERSTE, "door": door})
    ken(database, Werkplekregel(apparaat, nummer, naam, organisatie, publiek_bij(prive), toegelaten=False))
    database.execute(
        "UPDATE eigen SET hlc = (SELECT coalesce(max("
        "CAST(unixepoch(gewijzigd, 'subsec') * 1000 AS INTEGER)), 0) << 16 FROM dossier)"
    )
    database.execute(
        "INSERT INTO te_delen (dossier, hlc, door, tijdstip) "
        "SELECT id, (SELECT hlc FROM eigen) + row_number() OVER (ORDER BY gewijzigd), ?, gewijzigd "
        "FROM dossier",
        [door],
    )
    database.execute("UPDATE eigen SET hlc = max(hlc, (SELECT coalesce(max(hlc), 0) FROM te_delen))")
    database.execute(
        "INSERT INTO beurt (dossier, ronde, apparaat) SELECT id, 1, ? FROM dossier", [apparaat]
    )


def ken(database: Database, regel: Werkplekregel) -> None:
    """Put down what is known of a workplace; who was let in stays let in."""
    geteld = regel.geteld_tot.isoformat() if regel.geteld_tot else ""
    database.execute(
        "INSERT INTO werkplek "
        "(apparaat, nummer, naam, organisatie, publiek, toegelaten, actief, geteld_tot) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (apparaat) DO UPDATE SET naam = excluded.naam, "
        "toegelaten = max(toegelaten, excluded.toegelaten), actief = excluded.actief, "
        "geteld_tot = max(geteld_tot, excluded.geteld_tot)",
        [
            regel.apparaat, regel.nummer, regel.naam, regel.organisatie, regel.publiek, regel.toegelaten,
            regel.actief, geteld,
        ],
    )  # fmt: skip


def laat_toe(database: Database, apparaat: str) -> None:
    """Put down that a workplace has the key of its organisation, or gets it."""
    database.execute("UPDATE werkplek SET toegelaten = 1 WHERE apparaat = ?", [apparaat])


def werkplekken(database: Database) -> list[Werkplekregel]:
    """Return the workplaces that are known, this one too, by number."""
    vraag = (
        "SELECT apparaat, nummer, naam, organisatie, publiek, toegelaten, actief, geteld_tot FROM werkplek "
        "ORDER BY nummer, apparaat"
    )
    return [_werkplekregel(*rij) for rij in database.execute(vraag)]


def _werkplekregel(
    apparaat: str, nummer: int, naam: str, organisatie: str, publiek: bytes, toegelaten: int, actief: int,
    geteld: str,
) -> Werkplekregel:  # fmt: skip
    geteld_tot = date.fromisoformat(geteld) if geteld else None
    mee = bool(toegelaten), bool(actief)
    return Werkplekregel(apparaat, nummer, naam, organisatie, publiek, *mee, geteld_tot)


def naam_van(database: Database, apparaat: str) -> str:
    """Return the name of a workplace, '' when it is not known."""
    rij = database.execute("SELECT naam FROM werkplek WHERE apparaat = ?", [apparaat]).fetchone()
    return rij[0] if rij else ""


def zet_sleutel(database: Database, sleutel: Organisatiesleutel) -> None:
    """Keep the keys of an organisation; a public half that is known already is never replaced.

    What came in before a key did is tried again with it.
    """
    bekend = sleutels(database)
    if sleutel.organisatie not in bekend:
        _wacht_op(database, sleutel.organisatie)
    database.execute(
        "INSERT INTO organisatiesleutel (organisatie, publiek, prive) VALUES (?, ?, ?) "
        "ON CONFLICT (organisatie) DO UPDATE SET prive = excluded.prive "
        "WHERE publiek = excluded.publiek AND prive IS NULL",
        [sleutel.organisatie, sleutel.publiek, sleutel.prive],
    )
    database.execute("DELETE FROM gehoorde_sleutel WHERE organisatie = ?", [sleutel.organisatie])
    if sleutels(database) != bekend:
        _lees_opnieuw(database)


def probeer_weer(database: Database, versie: str) -> None:
    """Let what could not be read be tried again, once with each version of the program."""
    anders = database.execute("UPDATE eigen SET gelezen_met = ? WHERE gelezen_met <> ?", [versie, versie])
    if anders.rowcount:
        _lees_opnieuw(database)


def _lees_opnieuw(database: Database) -> None:
    """Let what is for the own organisation and could not be read wait again."""
    database.execute(
        "UPDATE deling SET stand = 0 WHERE stand = 2 AND EXISTS (SELECT 1 FROM json_each(zegels) "
        "WHERE key = (SELECT organisatie FROM eigen))"
    )


def hoor_sleutel(database: Database, organisatie: str, publiek: bytes) -> None:
    """Keep which key the server gives for another organisation, until somebody compared its number."""
    database.execute("INSERT OR REPLACE INTO gehoorde_sleutel VALUES (?, ?)", [organisatie, publiek])


def gehoord(database: Database) -> dict[str, bytes]:
    """Return the keys of other organisations that somebody still has to compare."""
    return dict(database.execute("SELECT organisatie, publiek FROM gehoorde_sleutel").fetchall())


def _wacht_op(database: Database, organisatie: str) -> None:
    """Let all that an organisation may see be told again: until now nothing could be sealed for it."""
    database.execute(
        "INSERT INTO te_delen (dossier, hlc, door, tijdstip) SELECT id, "
        "(SELECT hlc FROM eigen) + row_number() OVER (ORDER BY gewijzigd), (SELECT door FROM eigen), "
        f"gewijzigd FROM dossier WHERE {KOLOM[organisatie]} ON CONFLICT DO NOTHING"
    )
    database.execute("UPDATE eigen SET hlc = max(hlc, (SELECT coalesce(max(hlc), 0) FROM te_delen))")


def sleutels(database: Database) -> Mapping[str, Organisatiesleutel]:
    """Return the keys that are known, by organisation."""
    vraag = "SELECT organisatie, publiek, prive FROM organisatiesleutel"
    return {rij[0]: Organisatiesleutel(*rij) for rij in database.execute(vraag)}


def zet_wie(database: Database, naam: str) -> None:
    """Put down who works here: under that name a change is told."""
    database.execute("UPDATE eigen SET door = ? WHERE door <> ?", [naam, naam])


def zie_klok(database: Database, hlc: int) -> None:
    """Let the clock of this workplace go past what it has seen."""
    database.execute("UPDATE eigen SET hlc = max(hlc, ?)", [hlc])


def tik(database: Database, nu: datetime) -> int:
    """Move the clock of this workplace on and return it."""
    laatste = database.execute("SELECT hlc FROM eigen").fetchone()[0]
    hlc = klok.tik(laatste, nu)
    zie_klok(database, hlc)
    return hlc
