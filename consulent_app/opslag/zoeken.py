"""Find a dossier by what somebody types: part of a name, a birth date, a BSN or a case number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from consulent_app.opslag.zicht import KOLOM, ziet

if TYPE_CHECKING:
    from sqlite_utils import Database


class Zoekpersoon(NamedTuple):
    """What is searched of one person; `geboortedatum` is ISO, as short as what is known."""

    naam: str
    geboortedatum: str | None
    bsn: str | None


_REGELS = "SELECT id, kenmerk, naam, geboortedatum, status, gewijzigd FROM dossier"
# At one moment of a coarse clock the later row comes first.
_VOLGORDE = "ORDER BY gewijzigd DESC, rowid DESC LIMIT ?"

# Each gives ids, so that the index that finds a dossier by its id also says who may see it.
_NAAM = (
    "SELECT dossier FROM persoon WHERE nr IN (SELECT rowid FROM persoon_naam WHERE persoon_naam MATCH ?)"
)
VEEL = 700
_BSN = "SELECT dossier FROM persoon WHERE bsn = ?"
_GEBOREN = "SELECT dossier FROM persoon WHERE geboortedatum GLOB ?"
_KENMERK = "SELECT id FROM dossier WHERE kenmerk GLOB ?"
#: Of a name that many have, the dossiers in turn, the last changed first: some hundreds are enough.
_NIEUWSTE = (
    "WITH namen (nr) AS MATERIALIZED (SELECT rowid FROM persoon_naam WHERE persoon_naam MATCH ?) "
    f"{_REGELS} INDEXED BY dossier_{{zicht}} WHERE {{zicht}} AND EXISTS (SELECT 1 FROM persoon "
    "JOIN namen ON namen.nr = persoon.nr WHERE persoon.dossier = dossier.id)"
)

# What a typed word can be: its form, the condition and how its parts become the value sought.
_VORMEN = (
    (r"(\d{8,9})", _BSN, "{0:0>9}"),
    (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", _GEBOREN, "{2}-{1:0>2}-{0:0>2}"),
    (r"(\d{2})(\d{2})(\d{4})", _GEBOREN, "{2}-{1}-{0}"),
    (r"(\d{4}-\d{2}-\d{2})", _GEBOREN, "{0}"),
    (r"(\d{4}-\d{2})", _GEBOREN, "{0}*"),
    (r"(\d{1,2})[-/.](\d{4})", _GEBOREN, "{1}-{0:0>2}*"),
    (r"(\d{4})", _GEBOREN, "{0}*"),
    (r"z?[-/]?(\d{4})[-/](\d{1,9})(?:-\d+)?", _KENMERK, "Z/{0}/{1:0>6}"),
    (r"(\d{1,6})", _KENMERK, "Z/????/{0:0>6}"),
    (r"amb-(\d{8})-([0-9a-f]{4})-(\d{6})(?:-\d+)?", _KENMERK, "AMB-{0}-{1}-{2}"),
)


def personen_van(document: Mapping[str, Any]) -> list[Zoekpersoon]:
    """Return the persons of an intake document, the applicant first; [] when it has none yet."""
    personen = sorted(document.get("personen") or (), key=lambda persoon: persoon.get("rol") != "aanvrager")
    return [
        Zoekpersoon(_naam(persoon), persoon.get("geboortedatum"), persoon.get("bsn"))
        for persoon in personen
    ]


def _naam(persoon: Mapping[str, Any]) -> str:
    delen = (persoon.get("voornaam"), persoon.get("achternaam"))
    return _schoon(" ".join(deel for deel in delen if deel))


def _schoon(tekst: str) -> str:
    """Return the text with accents in one form and without what SQLite cannot hold."""
    heel = unicodedata.normalize("NFC", tekst.replace("\0", " "))
    return heel.encode("utf-8", "replace").decode("utf-8")


def werk_bij(database: Database, dossier_id: str, personen: list[Zoekpersoon]) -> None:
    """Make the searched persons of a dossier equal to `personen`, in the open transaction."""
    nu = database.execute(
        "SELECT naam, geboortedatum, bsn FROM persoon WHERE dossier = ? ORDER BY nr", [dossier_id]
    )
    # Most answers are not about a name: then nothing needs to be written.
    if [tuple(rij) for rij in nu] == personen:
        return
    database.execute("DELETE FROM persoon WHERE dossier = ?", [dossier_id])
    for persoon in personen:
        database.table("persoon").insert({"dossier": dossier_id, **persoon._asdict()})


def zoek(database: Database, tekst: str, hoogstens: int, voor: str) -> list[dict[str, Any]]:
    """Return the lines that hold every typed word, the last changed first; without words all.

    Only of what this organisation may see: what it may not is as if it were not there.
    """
    voorwaarden, waarden = _voorwaarden(_schoon(tekst))
    if voorwaarden == [_NAAM] and _komt_veel_voor(database, waarden[0]):
        nieuwste = _NIEUWSTE.format(zicht=KOLOM[voor])
        return list(database.query(f"{nieuwste} {_VOLGORDE}", [*waarden, hoogstens]))
    if not voorwaarden:
        return list(database.query(f"{_REGELS} WHERE {KOLOM[voor]} {_VOLGORDE}", [hoogstens]))
    waar = " AND ".join([KOLOM[voor], *(f"id IN ({ids})" for ids in voorwaarden)])
    vraag = f"{_REGELS} INDEXED BY dossier_id_{KOLOM[voor]} WHERE {waar} {_VOLGORDE}"
    return list(database.query(vraag, [*waarden, hoogstens]))


def _komt_veel_voor(database: Database, naam: str) -> bool:
    """Say whether so many have this name that reading the newest dossiers finds enough of them sooner."""
    telling = "SELECT count(*) FROM (SELECT 1 FROM persoon_naam WHERE persoon_naam MATCH ? LIMIT ?)"
    return bool(database.execute(telling, [naam, VEEL]).fetchone()[0] == VEEL)


def met_status(database: Database, status: str, hoogstens: int, voor: str) -> list[dict[str, Any]]:
    """Return the lines with a status on which no proposal waits, the last changed first."""
    waar = f"status = ? AND voorstel_op IS NULL AND {KOLOM[voor]}"
    return list(database.query(f"{_REGELS} WHERE {waar} {_VOLGORDE}", [status, hoogstens]))


def voorstellen(database: Database, hoogstens: int, voor: str) -> list[dict[str, Any]]:
    """Return the lines of which a proposal waits for a decision, the last changed first."""
    waar = f"voorstel_op IS NOT NULL AND {ziet(voor, 'dossier.id')}"
    return list(database.query(f"{_REGELS} WHERE {waar} {_VOLGORDE}", [hoogstens]))


def besloten_voorstellen(database: Database, sinds: str, hoogstens: int, voor: str) -> list[dict[str, Any]]:
    """Return the lines of which a proposal was decided on, changed after a moment, the last first."""
    waar = (
        f"status = 'besloten' AND gewijzigd > ? AND {KOLOM[voor]} AND EXISTS "
        "(SELECT 1 FROM gebeurtenis AS g WHERE g.dossier = dossier.id AND g.soort = 'voorstel')"
    )
    return list(database.query(f"{_REGELS} WHERE {waar} {_VOLGORDE}", [sinds, hoogstens]))


def _voorwaarden(tekst: str) -> tuple[list[str], list[str]]:
    aaneen = re.sub(r"[\s.]", "", tekst)
    # A BSN is often written in groups: 1112.22.333.
    woorden = [aaneen] if re.fullmatch(r"[0-9]{9}", aaneen) else tekst.split()
    voorwaarden: list[str] = []
    waarden: list[str] = []
    namen = []
    for woord in woorden:
        mogelijk = _getypt(woord)
        if mogelijk:
            voorwaarden.append(" UNION ALL ".join(voorwaarde for voorwaarde, _ in mogelijk))
            waarden += [waarde for _, waarde in mogelijk]
        else:
            namen.append('"' + woord.replace('"', '""') + '"*')
    if namen:
        voorwaarden.append(_NAAM)
        waarden.append(" ".join(namen))
    return voorwaarden, waarden


def _getypt(woord: str) -> list[tuple[str, str]]:
    """Return the conditions that a word with digits can stand for; [] when it is part of a name."""
    gevonden = []
    for vorm, voorwaarde, opmaak in _VORMEN:
        if deel := re.fullmatch(vorm, woord, re.IGNORECASE | re.ASCII):
            gevonden.append((voorwaarde, opmaak.format(*deel.groups()).upper()))
    return gevonden
