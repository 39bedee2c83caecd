"""What of every dossier decides how long it is kept, and the list of those that must go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.bewaartermijnen import (
    TRAJECTEN,
    Bewaring,
    Stand,
    begonnen_voor,
    bewaring,
    termijnen,
)
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.rijen import GEEN_DOSSIER, als_tijd, merken_van
from consulent_app.opslag.zicht import KOLOM, ziet

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Kinds of dossier in which nobody decided anything and nobody has to.
MAG_WEG = ("afgebroken", "voorstel")
_STAND = """
    SELECT d.id, d.kenmerk, d.naam, d.gewijzigd, d.voorstel_op IS NOT NULL AS voorstel,
        d.behandeling ->> '$.getekend_op' IS NOT NULL AS ondertekend,
        d.document ->> '$.geldzorgen.schuldhulptraject' AS traject,
        d.behandeling ->> '$.schuldhulp.aangemeld' IS NOT NULL AS aangemeld,
        (SELECT max(datum) FROM bewaargrond WHERE dossier = d.id) AS besloten_op,
        (SELECT json_group_array(json(perioden)) FROM bewaargrond WHERE dossier = d.id) AS perioden,
        CASE d.status WHEN 'afgesloten' THEN (
            SELECT max(tijdstip) FROM gebeurtenis WHERE dossier = d.id AND soort = 'status'
        ) END AS afgesloten
    FROM dossier AS d
"""
#: A sieve, so that not every dossier has to be read: decided longer ago than the shortest term of a
#: decision, or without a decision and not worked on lately.
_OUD = """
    WHERE (d.id IN (SELECT dossier FROM bewaargrond GROUP BY dossier HAVING max(datum) <= ?)
        OR (d.gewijzigd < ? AND NOT EXISTS (SELECT 1 FROM bewaargrond WHERE dossier = d.id)))
"""


_TE_OUD = """
    SELECT count(*) FROM dossier AS d
    WHERE d.status = 'intake' AND d.gewijzigd < ? AND d.voorstel_op IS NULL
        AND d.behandeling ->> '$.getekend_op' IS NULL
        AND d.behandeling ->> '$.schuldhulp.aangemeld' IS NULL
        AND coalesce(d.document ->> '$.geldzorgen.schuldhulptraject', '') NOT IN (?, ?)
        AND NOT EXISTS (SELECT 1 FROM bewaargrond WHERE dossier = d.id)
"""


@dataclass(frozen=True, slots=True)
class Bewaarregel:
    """One dossier with until when it is kept, and on the list its marks."""

    id: str
    kenmerk: str
    naam: str
    bewaring: Bewaring
    merken: tuple[str, ...] = ()


def bewaring_van(database: Database, dossier_id: str) -> Bewaarregel:
    """Return until when one dossier is kept; raises InvoerFout when there is none with this id."""
    for rij in database.query(f"{_STAND} WHERE d.id = ?", [dossier_id]):
        return _regel(rij)
    raise InvoerFout(GEEN_DOSSIER)


def aan_de_beurt(database: Database, vandaag: date, voor: str) -> list[Bewaarregel]:
    """Return what may be seen of the dossiers that must go, or must within a month; the oldest first."""
    besloten = max(begonnen_voor(soort, vandaag) for soort in ("verstrekt", "geweigerd"))
    # A day more: the store writes UTC, a term counts days on the desk's own calendar.
    gewijzigd = begonnen_voor("afgebroken", vandaag) + timedelta(days=2)
    vraag = f"{_STAND}{_OUD} AND {ziet(voor, 'd.id')}"
    regels = map(_regel, database.query(vraag, [besloten.isoformat(), gewijzigd.isoformat()]))
    nu = [regel for regel in regels if regel.bewaring.verlopen(vandaag) or regel.bewaring.bijna(vandaag)]
    merken = merken_van(database, (regel.id for regel in nu))
    gemerkt = [replace(regel, merken=merken[regel.id]) for regel in nu]
    return sorted(gemerkt, key=lambda regel: (regel.bewaring.einde or date.max, regel.kenmerk))


def aantal_te_oud(database: Database, vandaag: date, voor: str) -> int:
    """Return how many conversations were broken off too long ago: counted, not read one by one."""
    waarde = termijnen()["afgebroken"].op(vandaag)
    assert waarde is not None  # it began in 2020
    na = datetime.combine(waarde.begin_voor(vandaag) + timedelta(days=1), time()).astimezone()
    vraag = f"{_TE_OUD} AND d.{KOLOM[voor]}"
    return int(database.execute(vraag, [als_tijd(na), *TRAJECTEN]).fetchone()[0])


def _regel(rij: Mapping[str, Any]) -> Bewaarregel:
    besloten = rij["besloten_op"]
    perioden = tuple(periode for besluit in json.loads(rij["perioden"]) for periode in besluit)
    stand = Stand(
        laatst=_dag(rij["gewijzigd"]),
        besloten_op=date.fromisoformat(besloten) if besloten else None,
        perioden=perioden or None,
        afgesloten_op=_dag(rij["afgesloten"]) if rij["afgesloten"] else None,
        voorstel=bool(rij["voorstel"]),
        ondertekend=bool(rij["ondertekend"]),
        schuldhulp=rij["traject"] in TRAJECTEN or bool(rij["aangemeld"]),
    )
    return Bewaarregel(rij["id"], rij["kenmerk"], rij["naam"], bewaring(stand))


def _dag(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone().date()
