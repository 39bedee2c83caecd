"""The strict check of a hand-over: what the published schema lets through is refused here, by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from consulent_app.uitwisseling.ddas.vorm import DOCUMENT, TRAJECT, Lijst, Object, Vorm

#: Within one object of a trajectory, what cannot be before what.
_NA = (
    ("startdatum", "einddatum"),
    ("startdatum", "beschikkingsdatum"),
    ("datumAanvraag", "datumGoedkeuring"),
    ("datum", "toegekend"),
    ("datum", "afgewezen"),
    ("datum", "ingetrokken"),
)
#: Of the whole of a trajectory: each of these days comes after all that stand above it.
_VERLOOP = (
    ("aanmelding", "startdatum"),
    ("intake", "startdatum"),
    ("intake", "beschikkingsdatum"),
    ("planVanAanpak", "datumAfronding"),
    ("uitstroom", "datum"),
)
#: A decision and a plan both follow the talk; which of them is first differs.
_LOS = {("intake", "beschikkingsdatum"), ("planVanAanpak", "datumAfronding")}


def fouten(document: Any) -> list[str]:
    """Return all that is wrong with a whole document, each with its place; an empty list when good."""
    vorm = list(_vorm(document, DOCUMENT, ""))
    # What the days and names mean is only looked at when they can be read.
    return vorm or [*_periode(document), *_trajecten(document)]


def fouten_in_traject(traject: Any) -> list[str]:
    """Return all that is wrong with one trajectory."""
    return list(_vorm(traject, TRAJECT, "")) or list(_samenhang(traject, ""))


# --- names and values --------------------------------------------------------------------------------


def _vorm(waarde: Any, vorm: Vorm, plek: str) -> Iterator[str]:
    if isinstance(vorm, Object):
        yield from _object(waarde, vorm, plek)
    elif isinstance(vorm, Lijst):
        yield from _lijst(waarde, vorm, plek)
    elif (fout := vorm(waarde)) is not None:
        # Without the value: this is read by others than who may see the dossier.
        yield f"{plek} {fout}."


def _object(waarde: Any, vorm: Object, plek: str) -> Iterator[str]:
    if not isinstance(waarde, Mapping):
        yield f"{plek or 'het document'} is geen object."
        return
    for naam in sorted(vorm.nodig - waarde.keys()):
        yield f"{_bij(plek, naam)} ontbreekt."
    for naam, deel in waarde.items():
        if naam in vorm.velden:
            yield from _vorm(deel, vorm.velden[naam], _bij(plek, naam))
        else:
            yield f"{_bij(plek, str(naam))} bestaat niet{_lijkt_op(str(naam), vorm)}."


def _lijkt_op(naam: str, vorm: Object) -> str:
    """Say which name was meant: mostly only a capital differs."""
    klein = {bestaand.lower(): bestaand for bestaand in vorm.velden}
    gevonden = difflib.get_close_matches(naam.lower(), klein, n=1)
    return f"; bedoeld is {klein[gevonden[0]]}" if gevonden else ""


def _lijst(waarde: Any, vorm: Lijst, plek: str) -> Iterator[str]:
    if not isinstance(waarde, list):
        yield f"{plek} is geen lijst."
        return
    if len(waarde) < vorm.minstens or (vorm.hoogstens is not None and len(waarde) > vorm.hoogstens):
        tot = f" en hoogstens {vorm.hoogstens}" if vorm.hoogstens is not None else ""
        yield f"{plek} heeft er {len(waarde)}, en er horen er minstens {vorm.minstens}{tot} te zijn."
    for nummer, deel in enumerate(waarde, 1):
        yield from _vorm(deel, vorm.vorm, f"{plek}[{nummer}]")


def _bij(plek: str, naam: str) -> str:
    return f"{plek}.{naam}" if plek else naam


# --- what belongs together ---------------------------------------------------------------------------


def _periode(document: Mapping[str, Any]) -> Iterator[str]:
    if document["einddatumLevering"] < document["startdatumLevering"]:
        yield "einddatumLevering ligt voor startdatumLevering."


def _trajecten(document: Mapping[str, Any]) -> Iterator[str]:
    for nummer, levering in enumerate(document["leveringen"], 1):
        for welk, traject in enumerate(levering["schuldhulptrajecten"], 1):
            yield from _samenhang(traject, f"leveringen[{nummer}].schuldhulptrajecten[{welk}]")


def _samenhang(traject: Mapping[str, Any], plek: str) -> Iterator[str]:
    for zin in (*_einddagen(traject), *_dwangakkoord(traject), *_toekenning(traject), *_namen(traject)):
        yield _bij(plek, zin)
    for zin in (*_volgorde(traject, ""), *_verloop(traject)):
        yield _bij(plek, zin)


def _einddagen(traject: Mapping[str, Any]) -> Iterator[str]:
    """A trajectory ends on one day: its own, that of leaving, and that of the letter about it."""
    uitstroom = traject.get("uitstroom", {})
    dagen = {
        "einddatum": traject.get("einddatum"),
        "uitstroom.datum": uitstroom.get("datum"),
        "uitstroom.datumBeeindigingsbeschikking": uitstroom.get("datumBeeindigingsbeschikking"),
    }
    bekend = {naam: waarde for naam, waarde in dagen.items() if waarde is not None}
    if len(set(bekend.values())) > 1:
        yield f"{', '.join(bekend)} horen dezelfde dag te zijn."
    if (dagen["einddatum"] is None) != (dagen["uitstroom.datum"] is None):
        yield "einddatum en uitstroom.datum horen er allebei te zijn, of geen van beide."


def _dwangakkoord(traject: Mapping[str, Any]) -> Iterator[str]:
    regeling = traject.get("schuldregeling", {})
    if regeling.get("dwangakkoord") and "toegekend" not in regeling:
        yield "schuldregeling.dwangakkoord is true, maar schuldregeling.toegekend ontbreekt."


def _toekenning(traject: Mapping[str, Any]) -> Iterator[str]:
    toegekend = traject.get("schuldregeling", {}).get("toegekend")
    if "toekenningsdatum" in traject and traject["toekenningsdatum"] != toegekend:
        yield "toekenningsdatum hoort dezelfde dag te zijn als schuldregeling.toegekend."


def _namen(traject: Mapping[str, Any]) -> Iterator[str]:
    for nummer, schuld in enumerate(traject.get("schulden", ()), 1):
        eiser = schuld.get("schuldeiser", {})
        if eiser.get("naam") != eiser.get("Naam"):
            yield f"schulden[{nummer}].schuldeiser: naam en Naam horen gelijk te zijn."
    nummers = [client["Burgerservicenummer"] for client in traject["client"]]
    if len(set(nummers)) < len(nummers):
        yield "client: twee keer hetzelfde Burgerservicenummer."


def _volgorde(deel: Any, plek: str) -> Iterator[str]:
    """Look into every object for a pair of days in the wrong order."""
    if isinstance(deel, Mapping):
        for eerst, daarna in _NA:
            if eerst in deel and daarna in deel and deel[daarna] < deel[eerst]:
                yield f"{_bij(plek, daarna)} ligt voor {eerst}."
        for naam, inhoud in deel.items():
            yield from _volgorde(inhoud, _bij(plek, naam))
    elif isinstance(deel, list):
        for nummer, inhoud in enumerate(deel, 1):
            yield from _volgorde(inhoud, f"{plek}[{nummer}]")


def _verloop(traject: Mapping[str, Any]) -> Iterator[str]:
    bekend = [(plek, traject[plek[0]][plek[1]]) for plek in _VERLOOP if plek[1] in traject.get(plek[0], {})]
    for nummer, (eerst, dag_eerst) in enumerate(bekend):
        for daarna, dag_daarna in bekend[nummer + 1 :]:
            if dag_daarna < dag_eerst and not {eerst, daarna} <= _LOS:
                yield f"{'.'.join(daarna)} ligt voor {'.'.join(eerst)}."
    begin = traject["startdatum"]
    for plek, wanneer in bekend:
        # Somebody may come with a question before the trajectory itself begins.
        if plek != _VERLOOP[0] and wanneer < begin:
            yield f"{'.'.join(plek)} ligt voor startdatum."
    for nummer, client in enumerate(traject["client"], 1):
        if client.get("Geboortedatum", begin) > begin:
            yield f"client[{nummer}].Geboortedatum ligt na startdatum."
