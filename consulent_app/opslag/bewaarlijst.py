"""What of every dossier decides how long it is kept, and the list of those that must go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.bewaartermijnen import TRAJECTEN, Bewaring, Stand, begonnen_voor, bewaring
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.rijen import GEEN_DOSSIER

if TYPE_CHECKING:
    from sqlite_utils import Database

#: The periods of what a decision can have granted: by the rules, or otherwise (maatwerk). What the
#: consulent held back counts too, so that nothing goes too early.
_PERIODEN = """
    SELECT json_group_array(DISTINCT coalesce(u.value ->> '$.periode', ''))
    FROM stuk, json_each(stuk.uitkomst, '$.uitkomsten') AS u
    WHERE stuk.dossier = d.id AND stuk.soort = 'beschikking' AND (
        (u.value ->> '$.status' = 'recht' AND u.value ->> '$.wijze' = 'ambtshalve')
        OR u.value ->> '$.regeling' IN (
            SELECT m.value ->> '$.regeling' FROM json_each(d.behandeling, '$.maatwerk') AS m
        )
    )
"""
_STAND = f"""
    SELECT d.id, d.kenmerk, d.naam, d.gewijzigd, d.voorstel_op IS NOT NULL AS voorstel,
        d.behandeling ->> '$.getekend_op' IS NOT NULL AS ondertekend,
        d.document ->> '$.geldzorgen.schuldhulptraject' AS traject,
        (SELECT max(datum) FROM stuk WHERE dossier = d.id AND soort = 'beschikking') AS besloten_op,
        ({_PERIODEN}) AS perioden,
        (SELECT max(tijdstip) FROM gebeurtenis WHERE dossier = d.id AND soort = 'status'
            AND inhoud ->> '$.status' = 'afgesloten') AS afgesloten
    FROM dossier AS d
"""
#: A sieve, so that not every decision has to be read: one that is too young for the shortest term of a
#: decision, or was worked on too lately for one without.
_OUD = """
    WHERE CASE WHEN EXISTS (SELECT 1 FROM stuk WHERE dossier = d.id AND soort = 'beschikking')
        THEN NOT EXISTS (
            SELECT 1 FROM stuk WHERE dossier = d.id AND soort = 'beschikking' AND datum > ?
        )
        ELSE d.gewijzigd < ? END
"""


@dataclass(frozen=True, slots=True)
class Bewaarregel:
    """One dossier with until when it is kept."""

    id: str
    kenmerk: str
    naam: str
    bewaring: Bewaring


def bewaring_van(database: Database, dossier_id: str) -> Bewaarregel:
    """Return until when one dossier is kept; raises InvoerFout when there is none with this id."""
    for rij in database.query(f"{_STAND} WHERE d.id = ?", [dossier_id]):
        return _regel(rij)
    raise InvoerFout(GEEN_DOSSIER)


def aan_de_beurt(database: Database, vandaag: date) -> list[Bewaarregel]:
    """Return the dossiers that must go, or must within a month; the longest overdue first."""
    besloten = max(begonnen_voor(soort, vandaag) for soort in ("verstrekt", "geweigerd"))
    # A day more: the store writes UTC, a term counts days on the desk's own calendar.
    gewijzigd = begonnen_voor("afgebroken", vandaag) + timedelta(days=2)
    regels = map(_regel, database.query(_STAND + _OUD, [besloten.isoformat(), gewijzigd.isoformat()]))
    nu = [regel for regel in regels if regel.bewaring.verlopen(vandaag) or regel.bewaring.bijna(vandaag)]
    return sorted(nu, key=lambda regel: (regel.bewaring.einde or date.max, regel.kenmerk))


def kies(regels: Sequence[Bewaarregel], kenmerken: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the dossiers with these references; raises InvoerFout for one that is not listed."""
    per = {regel.kenmerk: regel.id for regel in regels}
    for kenmerk in kenmerken:
        if kenmerk not in per:
            raise InvoerFout(f"{kenmerk} staat niet op de lijst; er is niets vernietigd.")
        yield per[kenmerk]


def _regel(rij: Mapping[str, Any]) -> Bewaarregel:
    besloten = rij["besloten_op"]
    perioden = tuple(periode or None for periode in json.loads(rij["perioden"]))
    stand = Stand(
        laatst=_dag(rij["gewijzigd"]),
        besloten_op=date.fromisoformat(besloten) if besloten else None,
        perioden=perioden or None,
        afgesloten_op=_dag(rij["afgesloten"]) if rij["afgesloten"] else None,
        voorstel=bool(rij["voorstel"]),
        ondertekend=bool(rij["ondertekend"]),
        schuldhulp=rij["traject"] in TRAJECTEN,
    )
    return Bewaarregel(rij["id"], rij["kenmerk"], rij["naam"], bewaring(stand))


def _dag(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone().date()
