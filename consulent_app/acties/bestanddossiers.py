"""Keep what was printed from a file as dossiers: the answers, the letter and the trace it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.ambtshalve import Voortgang, open_bank, werkmap_in
from consulent_app.acties.briefdagboek import (
    BRIEVEN,
    Briefopdracht,
    Dagboekregel,
    controleer_map,
    lees_dagboek,
)
from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.telfeiten import Telling, telling
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Oordeel
from consulent_app.uitwisseling.bestand.bronnen import vind_bronnen
from consulent_app.uitwisseling.bestand.intakes import Intakes

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek


def bewaar_dossiers(
    opdracht: Briefopdracht,
    kast: Werkplek,
    voortgang: Voortgang = lambda deel, wat: None,
    gestopt: Callable[[], bool] = lambda: False,
) -> int:
    """Keep every printed letter as a dossier, and return how many are new; twice is not double.

    Raises InvoerFout when the files are no longer those that were printed from or a letter is gone,
    OmgevingsFout when the disk refuses.
    """
    controleer_map(opdracht)
    map_ = opdracht.map / BRIEVEN
    regels = {regel.huishouden_id: regel for regel in lees_dagboek(map_)}
    nieuw = 0
    with werkmap_in(opdracht.map) as werkmap, open_bank(werkmap) as bank:
        bronnen = vind_bronnen(opdracht.bron, bank)
        lezer = Intakes(bank, bronnen, opdracht.pakket, opdracht.peildatum)
        for nummer, document in enumerate(lezer.lees(regels), 1):
            if gestopt():
                break
            regel = regels[document["intake_id"]]
            intake = lees_document(document)
            oordeel = toets(intake, opdracht.pakket)
            pdf = _brief(map_, regel)
            naam = Path(regel.bestand).name
            nieuw += kast.neem_over(
                regel.kenmerk, document, naam, pdf, oordeel.als_json(), regel.datum,
                _telling(intake, oordeel, opdracht, regel),
            )  # fmt: skip
            voortgang(nummer / len(regels), f"{nummer} van {len(regels)} dossiers")
    return nieuw


def _telling(intake: Intake, oordeel: Oordeel, opdracht: Briefopdracht, regel: Dagboekregel) -> Telling:
    """Return what counts of a letter that `briefwerker` printed: nothing was refused unasked."""
    regelingen = opdracht.pakket.regelingen
    zaak = handel_af(
        intake, oordeel, regelingen, Instellingen({}), regel.datum, regel.kenmerk, ongevraagd=True
    )
    # The letter of a file refers nobody: that stands in the overview.
    return telling(replace(zaak, verwijzingen=()), oordeel, regelingen)


def _brief(map_: Path, regel: Dagboekregel) -> bytes:
    try:
        return (map_ / regel.bestand).read_bytes()
    except OSError as fout:
        raise InvoerFout(
            f"De brief {regel.bestand} is er niet meer; zet hem terug in de map {map_.name}."
        ) from fout
