"""What a beheerder types for a figure, read for its kind; refused in one sentence while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.acties.bedragconcept import Bijwerking
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import NBSP
from consulent_app.intake.invoer import lees_aantal, lees_bedrag, lees_datum
from consulent_app.regels.pakket import Datering, Pakket, Parameter
from consulent_app.regels.typen import Type
from consulent_app.regels.verschil_cijfers import bedrag
from consulent_app.regels.vorm import lees_waarde

VOORBEELD = {
    "geld": "1.419,46", "procent": "110 of 110,5", "ja_nee": "ja of nee", "datum": "1-1-2027",
    "jaren": "18", "maanden": "12", "aantal": "4",
}  # fmt: skip
ZEKERHEID_IN_WOORDEN = {
    "gezien": "Gezien in de wet of het besluit zelf",
    "gezien_elders": "Gezien op een andere plek",
    "afgeleid": "Afgeleid uit iets anders",
    "te_bevestigen": "Moet nog worden bevestigd",
    "voorbeeld": "Voorbeeld, om te laten zien",
    "verzonnen": "Verzonnen, om te oefenen",
}
LANGSTE_BRON = 300
IN_CONCEPT = "In het concept, vanaf {dag}: {wat}. {bron}. Ingevoerd door {door}."
EERDER = "Vanaf {dag}: {wat}{zeker}. {bron}."

GEEN_WAARDE = "Typ de nieuwe waarde, zoals {voorbeeld}."
GEEN_VANAF = "Typ vanaf welke dag dit geldt, zoals 1-1-2027."
GEEN_BRON = "Schrijf waar dit staat, zoals 'Staatscourant 2026, 12345'."
LANGE_BRON = "De bron is te lang: houd het bij {meest} tekens."
GEEN_PROCENT = "'{tekst}' is geen percentage; typ het als 110 of 110,5."
GEEN_JA_NEE = "Typ ja of nee."
GEEN_BANDEN = (
    "Typ elke stap als grens: waarde, met ; ertussen en de laagste grens eerst, zoals {voorbeeld}."
)
TE_VROEG = "Deze regels beginnen op {begin}; kies een dag vanaf dan."
VER_WEG = "{dag} is meer dan vijf jaar vooruit; kijk het jaar na."
NIETS_ANDERS = "Dit staat er al zo, met dezelfde bron."


@dataclass(frozen=True)
class Getypt:
    """What stands in the fields of the form, as it was typed."""

    waarde: str
    vanaf: str
    bron: str
    zekerheid: str


def voorbeeld(parameter: Parameter) -> str:
    """Return how a value of this kind is typed."""
    deel = VOORBEELD[parameter.type.soort]
    if parameter.banden is None:
        return deel
    een, twee = ("1-1-1950", "1-1-1960") if parameter.banden.soort == "datum" else ("0", "18")
    deel = deel.split(" of ")[0]
    return f"{een}: {deel}; {twee}: {deel}"


def als_getypt(parameter: Parameter, datering: Datering | None) -> str:
    """Return a value as it is typed, to begin with what there is; nothing when there is none."""
    if datering is None or datering.waarde is None:
        return ""
    if parameter.banden is None:
        return _kaal(bedrag(parameter, datering))
    return "; ".join(
        f"{_deel(grens, parameter.banden)}: {_deel(waarde, parameter.type)}"
        for grens, waarde in datering.waarde
    )


def alle_waarden(parameter: Parameter, concept: Sequence[Bijwerking]) -> list[str]:
    """Return every value with its day and source: what was entered, then what stands, the last first."""
    ingevoerd = [
        IN_CONCEPT.format(
            dag=datum_leesbaar(b.vanaf), wat=bedrag(parameter, b.datering), bron=b.bron, door=b.door
        )
        for b in reversed(concept)
    ]
    return ingevoerd + [
        EERDER.format(
            dag=datum_leesbaar(d.vanaf),
            wat=bedrag(parameter, d),
            zeker=f" ({kort_zeker(d)})" if d.waarde is not None else "",
            bron=d.bron or "geen bron",
        )
        for d in reversed(parameter.dateringen)
    ]


def kort_zeker(datering: Datering) -> str:
    """Return how sure a value is, in a word or two."""
    return datering.zekerheid.replace("_", " ")


def getypte_dag(dag: date) -> str:
    """Return a day as it is typed."""
    return f"{dag.day}-{dag.month}-{dag.year}"


def _deel(waarde: int, type_: Type) -> str:
    if type_.soort == "datum":
        return getypte_dag(date.fromordinal(waarde))
    los = Parameter("", type_, None, "", "", (), "", "")
    return _kaal(bedrag(los, Datering(date.min, waarde, "", "")))


def _kaal(tekst: str) -> str:
    return tekst.replace(f"€{NBSP}", "").replace("%", "").replace(NBSP, " ")


def lees_getypt(
    getypt: Getypt, parameter: Parameter, pakket: Pakket, door: str, vandaag: date
) -> Bijwerking:
    """Return the new value; raises InvoerFout with the first thing that is not right yet."""
    waarde = _waarde(getypt.waarde.strip(), parameter)
    vanaf = _vanaf(getypt.vanaf.strip(), pakket, vandaag)
    bron = " ".join(getypt.bron.split())
    if not bron:
        raise InvoerFout(GEEN_BRON)
    if len(bron) > LANGSTE_BRON:
        raise InvoerFout(LANGE_BRON.format(meest=LANGSTE_BRON))
    nieuw = Bijwerking(parameter.naam, vanaf, waarde, bron, getypt.zekerheid, door)
    if nieuw.datering in parameter.dateringen:
        raise InvoerFout(NIETS_ANDERS)
    return nieuw


def _waarde(tekst: str, parameter: Parameter) -> Any:
    if not tekst:
        raise InvoerFout(GEEN_WAARDE.format(voorbeeld=voorbeeld(parameter)))
    if parameter.banden is None:
        return _lees(tekst, parameter.type)
    rijen = [_band(deel, parameter.banden, parameter) for deel in tekst.split(";") if deel.strip()]
    if [grens for grens, _ in rijen] != sorted({grens for grens, _ in rijen}):
        raise InvoerFout(GEEN_BANDEN.format(voorbeeld=voorbeeld(parameter)))
    return rijen


def _band(tekst: str, banden: Type, parameter: Parameter) -> tuple[int, int]:
    grens, scheiding, waarde = tekst.partition(":")
    if not scheiding:
        raise InvoerFout(GEEN_BANDEN.format(voorbeeld=voorbeeld(parameter)))
    return _lees(grens.strip(), banden), _lees(waarde.strip(), parameter.type)


def _lees(tekst: str, type_: Type) -> int:
    """Return a typed value in stored units; raises InvoerFout."""
    gelezen: int = lees_waarde(_ruw(tekst, type_), type_)
    return gelezen


def _ruw(tekst: str, type_: Type) -> Any:
    if type_.soort == "geld":
        return lees_bedrag(tekst)
    if type_.soort == "procent":
        heel, _, deel = tekst.rstrip("% ").replace(",", ".").partition(".")
        if not (heel.isdecimal() and len(heel) <= 4 and len(deel) <= 3 and (deel or "0").isdecimal()):
            raise InvoerFout(GEEN_PROCENT.format(tekst=tekst))
        return f"{heel}.{deel}" if deel else heel
    if type_.soort == "ja_nee":
        if tekst.casefold() not in ("ja", "nee"):
            raise InvoerFout(GEEN_JA_NEE)
        return tekst.casefold() == "ja"
    return date.fromisoformat(lees_datum(tekst)) if type_.soort == "datum" else lees_aantal(tekst)


def _vanaf(tekst: str, pakket: Pakket, vandaag: date) -> date:
    if not tekst:
        raise InvoerFout(GEEN_VANAF)
    dag = date.fromisoformat(lees_datum(tekst))
    if dag < pakket.geldig_vanaf:
        raise InvoerFout(TE_VROEG.format(begin=datum_leesbaar(pakket.geldig_vanaf)))
    if dag.year > vandaag.year + 5:
        raise InvoerFout(VER_WEG.format(dag=datum_leesbaar(dag)))
    return dag
