"""A workplace that goes on under another name: its account was lost, blocked or that of another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consulent_app.delen.deling import EERSTE, OPGESCHOOND, VERNIETIGD, Deling
from consulent_app.fouten import InvoerFout
from consulent_app.opslag import delingrijen, eigen, enveloppe, vastleggen
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.eigen import Eigen, Werkplekregel
from consulent_app.opslag.rijen import als_json
from consulent_app.opslag.versleuteling import publiek_bij

if TYPE_CHECKING:
    from sqlite_utils import Database

EERDER_GEBRUIKT = (
    "Deze uitnodiging is hier eerder gebruikt, en daarna een andere. Vraag de beheerder van de server om "
    "een nieuwe."
)


@dataclass(frozen=True, slots=True)
class Vorig:
    """A name that this workplace had; `vergeleken` when is known what it had counted under it."""

    apparaat: str
    vergeleken: bool


def koppel_opnieuw(database: Database, apparaat: str, nummer: int, naam: str, door: str) -> None:
    """Go on under another name, in the open transaction; the keys stay, and so does all that is here.

    Its count begins again. What was told under the old name waits to be told under the new one: whether
    the server has it, this store cannot know. Raises InvoerFout for a name that it had before.
    """
    oud, verteld = eigen.lees(database), delingrijen.te_sturen(database, -1)
    assert oud is not None
    if apparaat in {vorig.apparaat for vorig in vorige(database)}:
        raise InvoerFout(EERDER_GEBRUIKT)
    rij = {"apparaat": oud.apparaat, "nummer": oud.nummer}
    database.table("vorig_apparaat").insert(rij)
    vertel_opnieuw(database)
    _neem_terug(database, verteld)
    wie = [apparaat, nummer, naam, EERSTE, door]
    database.execute("UPDATE eigen SET apparaat = ?, nummer = ?, naam = ?, nr = 0, hash = ?, door = ?", wie)
    _hernoem(database, oud, Werkplekregel(
        apparaat, nummer, naam, oud.organisatie, publiek_bij(oud.prive), toegelaten=False
    ))  # fmt: skip
    _vertel_wat_weg_moet(database, verteld)


def vorige(database: Database) -> list[Vorig]:
    """Return the names that this workplace had."""
    vraag = "SELECT apparaat, feit IS NOT NULL FROM vorig_apparaat ORDER BY apparaat"
    return [Vorig(apparaat, bool(vergeleken)) for apparaat, vergeleken in database.execute(vraag)]


def vergeet_vorige_server(database: Database, werkplekken: Iterable[str]) -> None:
    """Look anew at what was counted: it is another server, and it knows these workplaces.

    Who counted under a name that it does not know, counts again under another.
    """
    database.execute("UPDATE vorig_apparaat SET feit = NULL, stap = NULL")
    onbekend, bekend = "apparaat NOT IN (SELECT value FROM json_each(?))", [als_json(list(werkplekken))]
    for tabel in ("telfeit_elders", "telreden_elders", "telstap_elders"):
        database.execute(f"DELETE FROM {tabel} WHERE {onbekend}", bekend)
    # Who works by files alone never told there until when it counted.
    database.execute(f"UPDATE werkplek SET actief = 0 WHERE geteld_tot <> '' AND {onbekend}", bekend)


def vertel_opnieuw(database: Database) -> None:
    """Let all that was told under an earlier name be told at the next exchange, as if nobody knew it."""
    database.execute(
        "UPDATE celversie SET voor = '[]' WHERE NOT vervangen AND EXISTS ("
        "SELECT 1 FROM vorig_apparaat AS v WHERE versie LIKE '%-' || v.apparaat)"
    )
    van_hier = "SELECT dossier FROM deling JOIN vorig_apparaat USING (apparaat)"
    database.execute(f"DELETE FROM stuk_gedeeld WHERE dossier IN ({van_hier} WHERE soort = 'stuk')")
    for (dossier_id,) in database.execute(f"SELECT id FROM dossier WHERE id IN ({van_hier})").fetchall():
        vastleggen.laat_wachten(database, dossier_id)


def vergeet_sleutel(database: Database, organisatie: str) -> None:
    """Let go of the key of another organisation: what it was told with that, it was not told."""
    for tabel in ("celversie", "stuk_gedeeld"):
        database.execute(
            f"UPDATE {tabel} SET voor = (SELECT json_group_array(value) FROM json_each(voor) "
            "WHERE value <> ?) WHERE EXISTS (SELECT 1 FROM json_each(voor) WHERE value = ?)",
            [organisatie, organisatie],
        )
    database.execute("DELETE FROM organisatiesleutel WHERE organisatie = ?", [organisatie])


def oude_beurten(database: Database) -> list[Beurt]:
    """Return the turns in dossiers of the own organisation that lie with an earlier name of here."""
    vraag = (
        "SELECT b.dossier, b.ronde, b.apparaat FROM beurt AS b JOIN vorig_apparaat USING (apparaat) "
        "JOIN dossier AS d ON d.id = b.dossier JOIN eigen AS e ON e.organisatie = d.organisatie "
        "WHERE b.ronde = (SELECT max(ronde) FROM beurt WHERE dossier = b.dossier) ORDER BY b.dossier"
    )
    return [Beurt(*rij) for rij in database.execute(vraag)]


def _neem_terug(database: Database, verteld: list[Deling]) -> None:
    """Let what never left be as if it was not told: another computer may have told under its numbers."""
    for deling in verteld:
        delingrijen.haal_weg(database, deling.id)
    if verteld:
        eerste = verteld[0]
        database.execute(
            "UPDATE keten SET nr = ?, hash = ? WHERE apparaat = ?",
            [eerste.nr - 1, eerste.vorige, eerste.apparaat],
        )


def _hernoem(database: Database, oud: Eigen, nieuw: Werkplekregel) -> None:
    """Let the others be known as they were; turns that nobody else heard of go along."""
    # Who was never let in may have come with the invitation of another: the server says who that is.
    database.execute("DELETE FROM werkplek WHERE apparaat = ? AND NOT toegelaten", [oud.apparaat])
    database.execute("UPDATE werkplek SET actief = 0 WHERE apparaat = ?", [oud.apparaat])
    eigen.ken(database, nieuw)
    anders = [nieuw.apparaat, oud.apparaat]
    database.execute("UPDATE beurt SET apparaat = ? WHERE apparaat = ? AND NOT bij_centrale", anders)
    database.execute("UPDATE OR IGNORE beurtvraag SET apparaat = ? WHERE apparaat = ?", anders)


def _vertel_wat_weg_moet(database: Database, verteld: list[Deling]) -> None:
    """Tell what was removed on request or destroyed, as that shows in nothing else any more."""
    sleutels, hier = eigen.sleutels(database), eigen.lees(database)
    assert hier is not None
    for deling in verteld:
        if deling.soort in (OPGESCHOOND, VERNIETIGD):
            inhoud = enveloppe.open_(deling, sleutels, hier.organisatie)
            if inhoud is not None:
                aanleiding = vastleggen.Aanleiding(deling.dossier, deling.hlc, "", "")
                vastleggen.sluit(database, aanleiding, deling.soort, inhoud, deling.zegels)
