"""What a new version of a package changes: in words, and for the households of the examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.huishouden.model import Intake
from consulent_app.paden import resources
from consulent_app.regels import verschil
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Uitkomst

NIEUW_PAKKET = "{naam} {versie} is hier nieuw: er is geen eerdere versie om mee te vergelijken."
GEEN_VERSCHIL = "Bij de voorbeeldhuishoudens verandert geen uitkomst."


def gevolgen(oud: Pakket | None, nieuw: Pakket, vandaag: date) -> str:
    """Return all that changes, for who releases or installs a package."""
    if oud is None:
        return NIEUW_PAKKET.format(naam=nieuw.naam, versie=nieuw.versie)
    anders = list(_bij_voorbeelden(oud, nieuw, vandaag))
    kop = ["Bij de voorbeeldhuishoudens:", *anders] if anders else [GEEN_VERSCHIL]
    return "\n".join([verschil.vergelijk(oud, nieuw).als_tekst(), "", *kop])


def _bij_voorbeelden(oud: Pakket, nieuw: Pakket, vandaag: date) -> Iterator[str]:
    for pad in sorted((resources() / "voorbeelden").glob("*.json")):
        intake = replace(lees_bestand(pad), pakket=nieuw.id)
        for dag in _dagen(oud, nieuw, vandaag):
            waren, worden = _uitkomsten(intake, oud, dag), _uitkomsten(intake, nieuw, dag)
            for sleutel in dict.fromkeys([*worden, *waren]):
                was, wordt = _stand(waren.get(sleutel)), _stand(worden.get(sleutel))
                if was != wordt:
                    wie = f"{pad.stem}, {datum_leesbaar(dag)}"
                    yield f"- {wie}: {_naam(sleutel, nieuw, oud)}: was {was}, wordt {wordt}"


def _dagen(oud: Pakket, nieuw: Pakket, vandaag: date) -> list[date]:
    """Return today, and each later day on which a figure changes that the old package does not have."""
    begin = min(max(vandaag, nieuw.geldig_vanaf), nieuw.geldig_tot)
    later = {
        datering.vanaf
        for naam, parameter in nieuw.parameters.items()
        for datering in parameter.dateringen
        if naam not in oud.parameters or datering not in oud.parameters[naam].dateringen
    }
    return sorted({begin, *(dag for dag in later if begin < dag <= nieuw.geldig_tot)})


def _uitkomsten(intake: Intake, pakket: Pakket, dag: date) -> dict[tuple[str, str | None], Uitkomst]:
    try:
        oordeel = toets(replace(intake, peildatum=dag), pakket)
    except InvoerFout:
        # The package does not hold on that day.
        return {}
    return {(uitkomst.regeling, uitkomst.persoon): uitkomst for uitkomst in oordeel.uitkomsten}


def _naam(sleutel: tuple[str, str | None], *pakketten: Pakket) -> str:
    regeling, persoon = sleutel
    namen: Iterable[str] = (p.regelingen[regeling].naam for p in pakketten if regeling in p.regelingen)
    return f"{next(iter(namen))}{f' ({persoon})' if persoon else ''}"


def _stand(uitkomst: Uitkomst | None) -> str:
    if uitkomst is None:
        return "er niet"
    bedrag = f", {uitkomst.bedrag.leesbaar()}" if uitkomst.bedrag else ""
    return f"{uitkomst.status.value.replace('_', ' ')}{bedrag}"
