"""Do here what was done elsewhere: a dossier that was destroyed, or is shared no more, goes here too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import NAMEN
from consulent_app.besluiten.vernietiging import TERMIJN, Grond, Vernietiging
from consulent_app.delen.deling import CELLEN, VERNIETIGD, Deling
from consulent_app.delen.inhoud import Celinhoud, Einde, pak, uit
from consulent_app.delen.versies import TOESTEMMING, Versie
from consulent_app.fouten import InvoerFout
from consulent_app.opslag import (
    beurten,
    bewaarlijst,
    celrijen,
    delingrijen,
    eigen,
    enveloppe,
    intrekking,
    logboek,
    rijen,
    takenlijst,
    toestemmingrijen,
    vastleggen,
    vernietigen,
)
from consulent_app.opslag.bewaarlijst import MAG_WEG
from consulent_app.opslag.herkomst import VAN_DE_GEMEENTE
from consulent_app.opslag.intrekking import INGETROKKEN
from consulent_app.opslag.kloksprong import laatste_sprong
from consulent_app.opslag.vastleggen import Aanleiding
from consulent_app.opslag.waarden import Handeling
from consulent_app.taal.schrijfwijze import met_hoofdletter

if TYPE_CHECKING:
    from sqlite_utils import Database

    from consulent_app.opslag.eigen import Eigen

ELDERS = Grond(TERMIJN, "elders", "wat op een andere werkplek is vernietigd", "", "")
ANDERE_WERKPLEK = "een andere werkplek"
UITWISSELING = "uitwisseling"
#: A task, for whoever works on it here.
HIER_STAAT_NOG = "{wie} heeft dit dossier vernietigd; hier staat nog {wat}. Kijk na wat moet blijven."
_WAT = {
    "verstrekt": "een besluit",
    "geweigerd": "een besluit",
    "schuldhulp": "wat over schuldhulp gaat",
    "aanvraag": "een ondertekende aanvraag waarop nog niet is besloten",
}


def vernietig(database: Database, moment: datetime, dossier_id: str) -> bool:
    """Destroy a dossier, in the open transaction, because another workplace did, and say whether it went.

    What has to be kept here stays, with a task: who destroyed it may not have known of it.
    """
    einde = _einde(database, dossier_id)
    wat = _moet_blijven(database, moment, dossier_id)
    if wat:
        zin = HIER_STAAT_NOG.format(wie=_wie(database, dossier_id, einde), wat=wat)
        takenlijst.voeg_toe(database, dossier_id, moment, [(zin, None)])
        return False
    delingrijen.vergeet(database, dossier_id)
    if rijen.bestaat(database, dossier_id):
        grond = einde[1].grond if einde and einde[1].grond else ELDERS
        door = _door(database, einde)
        verklaring = vernietigen.vernietig(database, moment, door, grond, [dossier_id])
        _log(database, moment, door, dossier_id, verklaring)
    return True


def trek_in(database: Database, moment: datetime, dossier_id: str) -> None:
    """Remove the copy of a dossier of the other organisation, in the open transaction: a no stands.

    A turn that is here is set free. A later yes brings all again.
    """
    hier = eigen.lees(database)
    assert hier is not None
    vastleggen.leg_vast(database, dossier_id)
    woorden = celrijen.lees_koppen(database, dossier_id).get(TOESTEMMING, ())
    ander = toestemmingrijen.van_de_ander(database, dossier_id)
    beurten.geef(database, dossier_id, None)
    door = f"de inwoner, via {NAMEN[ander]}"
    verklaring = vernietigen.verwijder_kopie(database, moment, door, INGETROKKEN, dossier_id)
    intrekking.leeg(database, hier, dossier_id)
    _log(database, moment, door, dossier_id, verklaring)
    if any(woord.waarde is not True and toestemmingrijen.hier_gezegd(database, woord) for woord in woorden):
        _zeg_nee(database, hier, moment, dossier_id, ander, woorden)


def _zeg_nee(
    database: Database, hier: Eigen, moment: datetime, dossier_id: str, ander: str,
    woorden: Sequence[Versie],
) -> None:  # fmt: skip
    """Tell the no that was said here once more: what told it may not have gone yet, and is empty now."""
    aanleiding = Aanleiding(dossier_id, eigen.tik(database, moment), hier.door, rijen.als_tijd(moment))
    inhoud = pak(Celinhoud(tuple(woorden)))
    vastleggen.sluit(database, aanleiding, CELLEN, inhoud, [hier.organisatie, ander])


def _moet_blijven(database: Database, moment: datetime, dossier_id: str) -> str:
    """Say what of a dossier may not go here; '' when nothing is, or its term has passed here too."""
    if not rijen.bestaat(database, dossier_id):
        return ""
    bewaring = bewaarlijst.bewaring_van(database, dossier_id).bewaring
    if bewaring.verlopen(moment.astimezone().date()) and laatste_sprong(database, moment) is None:
        return ""
    if bewaring.soort not in MAG_WEG:
        return _WAT[bewaring.soort]
    soorten = database.execute("SELECT soort FROM stuk WHERE dossier = ?", [dossier_id])
    if VAN_DE_GEMEENTE.intersection(soort for (soort,) in soorten):
        return "een brief waarmee de gemeente besliste"
    hier, beurt = eigen.lees(database), beurten.haal(database, dossier_id)
    aan_de_beurt = hier is not None and beurt is not None and beurt.apparaat == hier.apparaat
    return "de beurt om te beslissen" if aan_de_beurt else ""


def _einde(database: Database, dossier_id: str) -> tuple[Deling, Einde] | None:
    """Return how another workplace told that it destroyed a dossier; None when only the server did."""
    hier = eigen.lees(database)
    for deling in delingrijen.van_soort(database, dossier_id, VERNIETIGD) if hier else ():
        assert hier is not None
        dicht = enveloppe.open_(deling, eigen.sleutels(database), hier.organisatie)
        try:
            inhoud = uit(VERNIETIGD, dicht) if dicht is not None else None
        except InvoerFout:
            continue
        if isinstance(inhoud, Einde) and deling.organisatie == hier.organisatie:
            return deling, inhoud
    return None


def _wie(database: Database, dossier_id: str, einde: tuple[Deling, Einde] | None) -> str:
    """Return which workplace destroyed it, as a sentence begins with it."""
    if einde:
        return eigen.naam_van(database, einde[0].apparaat) or met_hoofdletter(ANDERE_WERKPLEK)
    ander = toestemmingrijen.van_de_ander(database, dossier_id)
    return met_hoofdletter(NAMEN[ander] if ander else ANDERE_WERKPLEK)


def _door(database: Database, einde: tuple[Deling, Einde] | None) -> str:
    """Return who destroyed it, where, and under which certificate there."""
    if einde is None:
        return ANDERE_WERKPLEK
    deling, inhoud = einde
    plek = eigen.naam_van(database, deling.apparaat) or ANDERE_WERKPLEK
    waar = ", ".join(filter(None, (plek, inhoud.nummer and f"verklaring {inhoud.nummer}")))
    return f"{inhoud.door} ({waar})" if inhoud.door else waar


def _log(
    database: Database, moment: datetime, door: str, dossier_id: str, verklaring: Vernietiging
) -> None:
    regel = Handeling(
        door, "werkplek", "vernietigen", dossier_id, "gelukt", UITWISSELING, verklaring.nummer
    )
    logboek.schrijf(database, moment, regel)
