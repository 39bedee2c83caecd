"""A yes to sharing that became a no: what waits of it, and which copies have to go because of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from consulent_app.besluiten.vernietiging import VERZOEK, Grond, hash_van
from consulent_app.delen.deling import CELLEN, Deling
from consulent_app.delen.inhoud import Celinhoud, uit
from consulent_app.delen.versies import TOESTEMMING, Versie, gekozen, hlc_van, koppen
from consulent_app.fouten import InvoerFout
from consulent_app.opslag import celrijen, delingrijen, eigen, enveloppe, herkomst, rijen
from consulent_app.opslag.zicht import ziet

if TYPE_CHECKING:
    from sqlite_utils import Database

    from consulent_app.opslag.eigen import Eigen

INGETROKKEN = Grond(
    VERZOEK,
    "ingetrokken",
    "ingetrokken toestemming om te delen",
    "AVG artikel 7, derde lid, en artikel 17, eerste lid, onder b",
    "",
)


def nee_dat_wacht(database: Database, dossier_id: str) -> int | None:
    """Return the moment of the no that came in and is not in the dossier yet; None without one."""
    hier = eigen.lees(database)
    wachtend = delingrijen.te_verwerken(database, dossier_id) if hier else []
    if hier is None or not wachtend:
        return None
    woorden = [v for v in _versies(database, hier, wachtend) if v.pad == TOESTEMMING]
    if not woorden:
        return None
    samen = koppen([*celrijen.lees_koppen(database, dossier_id).get(TOESTEMMING, ()), *woorden])
    if gekozen(TOESTEMMING, samen).waarde is True:
        return None
    return max(hlc_van(kop.versie) for kop in samen[TOESTEMMING])


def leeg(database: Database, hier: Eigen, dossier_id: str) -> None:
    """Let nothing stay of what was told of a dossier, but for what says here that it is not shared.

    That has to be told still, and has nothing else in it.
    """
    verteld = delingrijen.van_soort(database, dossier_id, CELLEN, eigen=True)
    nee = [deling.id for deling in verteld if _is_alleen_woord(_cellen(database, hier, deling))]
    delingrijen.leeg_kopie(database, dossier_id, hier.organisatie, behalve=nee)


def _is_alleen_woord(versies: Sequence[Versie]) -> bool:
    return bool(versies) and all(versie.pad == TOESTEMMING for versie in versies)


def _versies(database: Database, hier: Eigen, delingen: list[Deling]) -> list[Versie]:
    versies: list[Versie] = []
    for deling in delingen:
        cellen = _cellen(database, hier, deling)
        versies += herkomst.aanneembaar(database, hier.organisatie, deling, cellen)
    return versies


def _cellen(database: Database, hier: Eigen, deling: Deling) -> Sequence[Versie]:
    """Return what a deling says of cells; nothing when it cannot be read."""
    dicht = enveloppe.open_(deling, eigen.sleutels(database), hier.organisatie)
    if deling.soort != CELLEN or dicht is None:
        return ()
    try:
        inhoud = uit(CELLEN, dicht)
    except InvoerFout:
        return ()
    return inhoud.versies if isinstance(inhoud, Celinhoud) else ()


def te_verwijderen(database: Database) -> list[str]:
    """Return the dossiers that came from the other organisation and that the own one may see no more.

    What was begun here stays, whose it is: there is no other copy of it.
    """
    hier = eigen.lees(database)
    if hier is None:
        return []
    vraag = (
        f"SELECT d.id FROM dossier AS d WHERE NOT {ziet(hier.organisatie, 'd.id')} AND ? <> "
        "(SELECT organisatie FROM deling WHERE dossier = d.id ORDER BY hlc, volgnr LIMIT 1)"
    )
    return [rij[0] for rij in database.execute(vraag, [hier.organisatie])]


def is_ingetrokken(database: Database, dossier_id: str) -> bool:
    """Say whether a copy of this dossier was removed here because of a no that still stands."""
    if rijen.bestaat(database, dossier_id):
        return False
    vraag = (
        "SELECT 1 FROM toestemming AS t WHERE dossier = ? AND NOT mag AND EXISTS ("
        "SELECT 1 FROM vernietiging WHERE soort = ? AND welke = ?)"
    )
    welke = hash_van([dossier_id])
    return bool(database.execute(vraag, [dossier_id, INGETROKKEN.soort, welke]).fetchone())
