"""A letter to a made-up household with the settings of now, to look at the letter head."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from consulent_app.acties.brieven import Opdracht, handel_opdracht
from consulent_app.acties.oefenen import dag_van, huishoudens
from consulent_app.acties.rollen import CONSULENT, RAADSMAN
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.aanleiding import UITSTEL, Aanleiding
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_document

VAN_GEMEENTE, VAN_HULP, OVERZICHT = "beschikking", "voorstel", "overzicht-nl"
SOORTEN = {VAN_GEMEENTE: "Brief van de gemeente", VAN_HULP: "Voorstel van MET", OVERZICHT: "Overzicht"}
#: Stands on every page, and as the reference.
MERK, REDEN = "VOORBEELD", "Dit is een voorbeeld"
GEEN_GEZIN = "Met deze regels is er geen voorbeeldgezin dat zo'n brief krijgt."


def voorbeeldbrief(pakket: str, soort: str, eigen: Inrichting, toetser: Toetser, vandaag: date) -> bytes:
    """Return one of SOORTEN as a PDF that says on every page that it is no decision.

    Where rules decide nothing without an application, the letter of the gemeente is one about that.
    Raises InvoerFout naming each setting that it still misses.
    """
    from consulent_app.documenten.schrijf import maak_documenten

    dag, regels = dag_van(toetser.pakket(pakket), vandaag), toetser.pakket(pakket).regelingen
    for zaak in _zaken(pakket, RAADSMAN if soort == VAN_HULP else CONSULENT, dag, eigen, toetser):
        if brief := _welke(soort, zaak):
            return maak_documenten(zaak, regels, [brief])[f"{brief}.pdf"]
    raise InvoerFout(GEEN_GEZIN)


def _welke(soort: str, zaak: Afhandeling) -> str:
    """Return the print that this household gets of this kind, '' when there is none."""
    if soort == OVERZICHT or zaak.valt_te_beslissen:
        return soort
    bij_ons = any(aanvraag.bij_de_gemeente for aanvraag in zaak.aanvragen)
    return UITSTEL if soort == VAN_GEMEENTE and bij_ons else ""


def _zaken(pakket: str, rol: str, dag: date, eigen: Inrichting, toetser: Toetser) -> Iterator[Afhandeling]:
    """Yield what follows for each made-up household that can be judged on this day."""
    aanleiding = Aanleiding(dag, nieuwe_dag=dag + timedelta(weeks=13), reden=REDEN)
    opdracht = Opdracht(dag, MERK, rol=rol, eigen=eigen, aanleiding=aanleiding)
    for huishouden in huishoudens():
        document = huishouden["document"] | {"pakket": pakket, "peildatum": dag.isoformat()}
        # Of another day somebody may not have been born.
        with suppress(InvoerFout):
            _, zaak = handel_opdracht(lees_document(document), toetser, opdracht)
            yield replace(zaak, merk=zaak.merk or MERK)
