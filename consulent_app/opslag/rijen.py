"""Values to rows and back, and the small writes that every change of a dossier shares."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.delen import GEMEENTE, mag_delen
from consulent_app.besluiten.merktekens import merken
from consulent_app.fouten import InvoerFout
from consulent_app.opslag import beurten, eigen, telrijen, toestemmingrijen, zoeken
from consulent_app.opslag.uuid7 import uuid7
from consulent_app.opslag.waarden import STATUSSEN, Dossier, Dossierregel, Gebeurtenis, Stuk
from consulent_app.opslag.zicht import KOLOM
from consulent_app.opslag.zoeken import personen_van, werk_bij

if TYPE_CHECKING:
    from sqlite_utils import Database

GEEN_DOSSIER = "Dit dossier is er niet meer. Zoek het opnieuw op."


def als_tijd(moment: datetime) -> str:
    """Return the moment in UTC as text of one length, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def als_json(inhoud: Any) -> str:
    """Return JSON in ASCII: it then holds any text that Python can, also what UTF-8 cannot."""
    return json.dumps(inhoud, separators=(",", ":"), allow_nan=False)


def uit_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a dossier that follow from its document."""
    personen = personen_van(document)
    return {
        "naam": personen[0].naam if personen else "",
        "geboortedatum": personen[0].geboortedatum if personen else None,
        "pakket": document.get("pakket") or "",
        "gedeeld": int(mag_delen(document).mag),
        "document": als_json(document),
    }


def volgend_kenmerk(database: Database, jaar: int) -> str:
    """Take the next case number of the year, such as `Z/2026/000001`.

    Workplaces that share each count for themselves: the sixth of the second is `Z/2026/02-000006`.
    """
    volgend = database.execute(
        "INSERT INTO teller (jaar, laatste) VALUES (?, 1) "
        "ON CONFLICT (jaar) DO UPDATE SET laatste = laatste + 1 RETURNING laatste",
        [jaar],
    )
    hier = eigen.lees(database)
    return f"Z/{jaar}/{f'{hier.nummer:02d}-' if hier else ''}{volgend.fetchone()[0]:06d}"


def volgend_stukkenmerk(database: Database, dossier_id: str) -> str:
    """Return the next number under the dossier's own, such as `Z/2026/000001-2`.

    With the number of this workplace behind it when others may be numbering too.
    """
    vraag = (
        "SELECT kenmerk || '-' || (1 + (SELECT count(*) FROM stuk WHERE dossier = dossier.id)) "
        "FROM dossier WHERE id = ?"
    )
    volgend, hier = str(database.execute(vraag, [dossier_id]).fetchone()[0]), eigen.lees(database)
    return f"{volgend}/{hier.nummer}" if hier else volgend


def wijzig(database: Database, dossier_id: str, moment: datetime, velden: dict[str, Any]) -> None:
    """Set columns of a dossier and when it changed; raises InvoerFout when it is not there."""
    alles = velden | {"gewijzigd": als_tijd(moment)}
    zet = ", ".join(f"{naam} = ?" for naam in alles)
    cursor = database.execute(f"UPDATE dossier SET {zet} WHERE id = ?", [*alles.values(), dossier_id])
    if cursor.rowcount != 1:
        raise InvoerFout(GEEN_DOSSIER)


def wijzig_document(
    database: Database, dossier_id: str, moment: datetime, document: Mapping[str, Any]
) -> None:
    """Set the document, and all that is searched by; raises InvoerFout when it is not there."""
    velden = uit_document(document)
    # The document of who is shut out need not hold the no.
    gedeeld = velden["gedeeld"] and not toestemmingrijen.staat_een_nee(database, dossier_id)
    wijzig(database, dossier_id, moment, {**velden, "gedeeld": int(gedeeld)})
    werk_bij(database, dossier_id, personen_van(document))


def voeg_gebeurtenis_toe(
    database: Database, dossier_id: str, moment: datetime, soort: str, inhoud: Mapping[str, Any]
) -> None:
    """Add an event to the log of a dossier."""
    voeg_gebeurtenissen_toe(database, dossier_id, [(moment, soort, inhoud)])


def voeg_gebeurtenissen_toe(
    database: Database, dossier_id: str, wat: Iterable[tuple[datetime, str, Mapping[str, Any]]]
) -> None:
    """Add events to the log of a dossier, each with its moment and kind, in one statement for all."""
    database.conn.executemany(
        "INSERT INTO gebeurtenis (id, dossier, tijdstip, soort, inhoud) VALUES (?, ?, ?, ?, ?)",
        [
            (uuid7(moment), dossier_id, als_tijd(moment), soort, als_json(inhoud))
            for moment, soort, inhoud in wat
        ],
    )


def voeg_stuk_toe(
    database: Database,
    dossier_id: str,
    moment: datetime,
    stuk: Mapping[str, str],
    uitkomst: Mapping[str, Any],
    pdf: bytes,
) -> None:
    """Add a printed document; `stuk` holds the columns that the log also gets."""
    vast = {"dossier": dossier_id, "vastgelegd": als_tijd(moment)}
    database.table("stuk").insert({**stuk, **vast, "uitkomst": als_json(uitkomst), "pdf": pdf})


def voeg_dossier_toe(
    database: Database,
    moment: datetime,
    kenmerk: str,
    document: Mapping[str, Any],
    organisatie: str = GEMEENTE,
) -> str:
    """Add a dossier of an organisation that begins with this document and return its id."""
    dossier_id, tijd = uuid7(moment), als_tijd(moment)
    vast = {"id": dossier_id, "kenmerk": kenmerk, "status": STATUSSEN[0], "organisatie": organisatie}
    momenten = {"aangemaakt": tijd, "gewijzigd": tijd}
    database.table("dossier").insert(vast | momenten | uit_document(document))
    werk_bij(database, dossier_id, personen_van(document))
    telrijen.begin(database, dossier_id, moment)
    beurten.begin(database, dossier_id)
    return dossier_id


def ids_met_bsn(database: Database, bsn: str) -> list[str]:
    """Return the dossiers in which this BSN stands or ever stood, the oldest first."""
    vraag = (
        "SELECT id FROM dossier WHERE id IN (SELECT dossier FROM persoon WHERE bsn = ? "
        "UNION SELECT dossier FROM bsn_spoor WHERE bsn = ?) ORDER BY aangemaakt, rowid"
    )
    return [rij[0] for rij in database.execute(vraag, [bsn, bsn])]


def id_met_kenmerk(database: Database, kenmerk: str) -> str | None:
    """Return the dossier with this reference, None when there is none."""
    rij = database.execute("SELECT id FROM dossier WHERE kenmerk = ?", [kenmerk]).fetchone()
    return rij[0] if rij else None


def bestaat(database: Database, dossier_id: str) -> bool:
    """Say whether there is a dossier with this id."""
    return bool(database.execute("SELECT 1 FROM dossier WHERE id = ?", [dossier_id]).fetchone())


def haal_dossier(database: Database, dossier_id: str) -> Dossier:
    """Return a dossier; raises InvoerFout when there is none with this id."""
    vraag = (
        "SELECT id, kenmerk, document, behandeling, status, aangemaakt, gewijzigd, "
        "(SELECT json_object('peildatum', uitkomst -> '$.peildatum', 'pakket', uitkomst -> '$.pakket') "
        "FROM stuk WHERE dossier = dossier.id AND dossier.status <> 'intake' "
        "AND uitkomst ->> '$.pakket.sha256' IS NOT NULL ORDER BY nr DESC LIMIT 1) AS getoetst "
        "FROM dossier WHERE id = ?"
    )
    for rij in database.query(vraag, [dossier_id]):
        return Dossier(**gelezen(rij))
    raise InvoerFout(GEEN_DOSSIER)


def met_schuldhulp(database: Database, voor: str) -> list[Dossier]:
    """Return what may be seen of the dossiers with debt help, in the order of their reference."""
    vraag = (
        "SELECT id, kenmerk, document, behandeling, status, aangemaakt, gewijzigd FROM dossier "
        f"WHERE behandeling ->> '$.schuldhulp.aangemeld' IS NOT NULL AND {KOLOM[voor]} ORDER BY kenmerk"
    )
    return [Dossier(**gelezen(rij)) for rij in database.query(vraag)]


def haal_stukken(database: Database, dossier_id: str) -> list[Stuk]:
    """Return the printed documents of a dossier, the oldest first."""
    vraag = (
        "SELECT id, dossier AS dossier_id, kenmerk, soort, datum, vastgelegd, bestandsnaam, "
        "uitkomst, pdf FROM stuk WHERE dossier = ? ORDER BY nr"
    )
    return [Stuk(**gelezen(rij)) for rij in database.query(vraag, [dossier_id])]


def haal_gebeurtenissen(database: Database, dossier_id: str) -> list[Gebeurtenis]:
    """Return the events of a dossier in the order in which they happened."""
    vraag = "SELECT nr, id, tijdstip, soort, inhoud FROM gebeurtenis WHERE dossier = ? ORDER BY nr"
    return [Gebeurtenis(**gelezen(rij)) for rij in database.query(vraag, [dossier_id])]


def zoek_regels(database: Database, tekst: str, hoogstens: int, voor: str) -> list[Dossierregel]:
    """Return the lines of the search list that `zoeken.zoek` finds."""
    return _dossierregels(database, zoeken.zoek(database, tekst, hoogstens, voor))


def regels_met_status(database: Database, status: str, hoogstens: int, voor: str) -> list[Dossierregel]:
    """Return the dossiers with a status on which no proposal waits, the last changed first."""
    return _dossierregels(database, zoeken.met_status(database, status, hoogstens, voor))


def voorstellen(database: Database, hoogstens: int, voor: str) -> list[Dossierregel]:
    """Return the dossiers of which a proposal waits for a decision, the last changed first."""
    return _dossierregels(database, zoeken.voorstellen(database, hoogstens, voor))


def besloten_voorstellen(
    database: Database, sinds: datetime, hoogstens: int, voor: str
) -> list[Dossierregel]:
    """Return the dossiers of which a proposal was decided on, changed after a moment, the last first."""
    return _dossierregels(database, zoeken.besloten_voorstellen(database, als_tijd(sinds), hoogstens, voor))


def _dossierregels(database: Database, gevonden: list[dict[str, Any]]) -> list[Dossierregel]:
    ids = [rij["id"] for rij in gevonden]
    merken, wie = merken_van(database, ids), toegewezen(database, ids)
    return [
        Dossierregel(**gelezen(rij), merken=merken[rij["id"]], toegewezen=wie[rij["id"]])
        for rij in gevonden
    ]


def toegewezen(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Return who takes each of these dossiers on, '' for nobody."""
    vraag = "SELECT id, toegewezen FROM dossier WHERE id IN (SELECT value FROM json_each(?))"
    return dict(database.execute(vraag, [als_json(list(ids))]).fetchall())


def merken_van(database: Database, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the marks of each of these dossiers; asked of what was found, not of all that is searched."""
    vraag = (
        "SELECT id, document ->> '$.geldzorgen.bewindvoerder', behandeling ->> '$.vertegenwoordiger.rol', "
        "coalesce(behandeling -> '$.merken', '[]') FROM dossier "
        "WHERE id IN (SELECT value FROM json_each(?))"
    )
    return {
        id_: merken(json.loads(gezet), None if bewind is None else bool(bewind), rol)
        for id_, bewind, rol, gezet in database.execute(vraag, [als_json(sorted(set(ids)))])
    }


def laatst_gewijzigd(database: Database, voor: str) -> str | None:
    """Return the id of the dossier of the last event; None when it is closed, or not to be seen."""
    vraag = (
        f"SELECT id FROM dossier WHERE status <> 'afgesloten' AND {KOLOM[voor]} "
        "AND id = (SELECT dossier FROM gebeurtenis ORDER BY nr DESC LIMIT 1)"
    )
    rij = database.execute(vraag).fetchone()
    return rij[0] if rij else None


def laatste_moment(database: Database) -> datetime | None:
    """Return when the last change of a dossier was, by the clock of then."""
    laatst = database.execute("SELECT max(gewijzigd) FROM dossier").fetchone()[0]
    return datetime.fromisoformat(laatst) if laatst else None


_LEZERS: dict[str, Callable[[Any], Any]] = {
    "aangemaakt": datetime.fromisoformat,
    "gewijzigd": datetime.fromisoformat,
    "tijdstip": datetime.fromisoformat,
    "vastgelegd": datetime.fromisoformat,
    "klaar_op": lambda moment: datetime.fromisoformat(moment) if moment else None,
    "datum": date.fromisoformat,
    "uiterlijk": lambda dag: date.fromisoformat(dag) if dag else None,
    "document": json.loads,
    "behandeling": json.loads,
    "inhoud": json.loads,
    "uitkomst": json.loads,
    "getoetst": lambda inhoud: json.loads(inhoud) if inhoud else None,
}


def gelezen(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns as values; a column means the same in every table."""
    return {naam: _LEZERS.get(naam, _zo)(waarde) for naam, waarde in rij.items()}


def _zo(waarde: Any) -> Any:
    return waarde
