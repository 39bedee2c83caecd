"""What is kept of somebody, in the words of the print: a label and a value, a day and what happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.documenten.inzage import Inzagedossier, Lijst, inzage
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.regels.velden import Veld

if TYPE_CHECKING:
    from consulent_app.acties.toetsen import Toetser

Velden = Mapping[str, Veld]
PAREN = (("Wat", 65.0), ("Wat wij bewaren", 78.0))
BRIEVEN = (("Datum", 38.0), ("Brief", 60.0), ("Kenmerk", 45.0))
TAKEN = (("Wat", 67.0), ("Uiterlijk", 38.0), ("Klaar op", 38.0))
GEBEURD = (("Wanneer", 38.0), ("Wat", 105.0))
WIE = (("Dag", 38.0), ("Wie", 45.0), ("Wat", 47.0), ("Keer", 13.0))
#: What no resident knows their dossier by.
NIET_GEDRUKT = ("schema", "id", "intake_id")


def als_pdf(
    document: Mapping[str, Any], toetser: Toetser, eigen: Callable[[str], Inrichting], vandaag: date
) -> bytes:
    """Return the print of what `inzage.als_document` gave, in the style of the last dossier's package."""
    wie, laatste = document["persoon"], document["dossiers"][-1]["pakket"]
    heet = " ".join(deel for deel in (wie["voornaam"], wie["achternaam"]) if deel) or "u"
    naam = wie["voornaam"] or "u"
    dossiers = [_dossier(d, toetser.pakket(d["pakket"]).velden_op_pad, naam) for d in document["dossiers"]]
    instellingen = lees_instellingen(toetser.pakketmap(laatste), eigen(laatste))
    return inzage(heet, dossiers, toetser.pakket(laatste), instellingen, vandaag)


def _dossier(d: Mapping[str, Any], velden: Velden, naam: str) -> Inzagedossier:
    deelt = d["u_staat_er_nog"] and d["uw_rol"] in ("aanvrager", "partner")
    lijsten = [Lijst("inzage.kop_uw", PAREN, _paren(d["uw_gegevens"], "personen.*.", velden, naam))]
    if deelt:
        lijsten += [
            Lijst("inzage.kop_huishouden", PAREN, _paren(d["huishouden"], "", velden, naam)),
            Lijst("inzage.kop_brieven", BRIEVEN, [_brief(brief) for brief in d["brieven"]]),
        ]
    if deelt and (d["uw_rol"] == "aanvrager" or d["behandeling"]):
        lijsten.append(Lijst("inzage.kop_behandeling", PAREN, _paren(d["behandeling"], "", {}, naam)))
    if deelt and d["uw_rol"] == "aanvrager":
        lijsten.append(Lijst("inzage.kop_taken", TAKEN, [_taak(taak) for taak in d["taken"]]))
    gebeurd = [_gebeurtenis(g, velden, naam) for g in d["gebeurtenissen"]]
    lijsten += [
        Lijst("inzage.kop_gebeurtenissen", GEBEURD, gebeurd),
        Lijst("inzage.kop_wie", WIE, _wie(d["wie_keek_of_wijzigde"])),
    ]
    anderen, aantal = d["anderen"], sum(d["anderen"].values())
    genoemd = ", ".join(f"{keer} keer {rol}" if keer > 1 else f"een {rol}" for rol, keer in anderen.items())
    return Inzagedossier(d["kenmerk"], d["uw_rol"] or "", _plaats(d, deelt), genoemd, aantal == 1, lijsten)


def _plaats(d: Mapping[str, Any], deelt: bool) -> str:
    """Return which sentence says what the resident is in a dossier; '' for the household itself."""
    if not d["u_staat_er_nog"]:
        return "inzage.vertrokken" if d["uw_gegevens"] else "inzage.nummer"
    return "" if deelt else "inzage.kind"


# --- labels and values -------------------------------------------------------------------------------


def _paren(waarden: Mapping[str, Any], begin: str, velden: Velden, naam: str) -> list[tuple[str, str]]:
    return [
        (_label(pad, velden, naam), _leesbaar(waarde, velden.get(_patroon(pad))))
        for pad, waarde in _bladen(waarden, begin)
    ]


def _bladen(waarden: Mapping[str, Any], begin: str) -> Iterator[tuple[str, Any]]:
    """Give every answer with its path; items of a list get their number."""
    for sleutel, waarde in waarden.items():
        if sleutel in NIET_GEDRUKT:
            continue
        pad = f"{begin}{sleutel}"
        if isinstance(waarde, Mapping):
            yield from _bladen(waarde, f"{pad}.")
        elif isinstance(waarde, list) and any(isinstance(deel, Mapping) for deel in waarde):
            for nummer, deel in enumerate(waarde, 1):
                yield from _bladen(deel if isinstance(deel, Mapping) else {"": deel}, f"{pad}.{nummer}.")
        else:
            yield pad, waarde


def _patroon(pad: str) -> str:
    """Return the path as the catalogue of fields writes it: `personen.p1.inkomens.2.soort` with stars."""
    return re.sub(r"\.\d+\.", ".*.", re.sub(r"^personen\.[^.]+\.", "personen.*.", pad))


def _label(pad: str, velden: Velden, naam: str) -> str:
    veld, nummer = velden.get(_patroon(pad)), re.search(r"\.(\d+)\.", pad)
    if veld is None:
        woorden = re.sub(r"^(personen\.[^.]+|huishouden|waarde)\.", "", pad).strip(".").replace("_", " ")
        return " · ".join(woorden.split("."))
    woord = veld.kort.format(naam=naam)
    return f"{woord} ({nummer[1]})" if nummer else woord


def _leesbaar(waarde: Any, veld: Veld | None) -> str:
    if waarde is None or waarde == "":
        return "niet bekend"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return ", ".join(_leesbaar(deel, veld) for deel in waarde) or "geen"
    tekst = str(waarde)
    if veld is not None and veld.soort == "geld":
        return Geld.uit_tekst(tekst).leesbaar()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst):
        return datum_leesbaar(date.fromisoformat(tekst))
    return veld.opties.get(tekst, tekst) if veld is not None else tekst


# --- what happened -----------------------------------------------------------------------------------


def _brief(brief: Mapping[str, Any]) -> tuple[str, str, str]:
    soort = brief["soort"].replace("-", " ").capitalize()
    return _leesbaar(brief["datum"], None), soort, brief["kenmerk"]


def _taak(taak: Mapping[str, Any]) -> tuple[str, str, str]:
    klaar = taak["klaar"]
    uiterlijk = _leesbaar(taak["uiterlijk"], None) if taak["uiterlijk"] else ""
    return taak["wat"], uiterlijk, _leesbaar(klaar[:10], None) if klaar else "nog niet"


def _gebeurtenis(g: Mapping[str, Any], velden: Velden, naam: str) -> tuple[str, str]:
    moment = f"{datetime.fromisoformat(g['tijdstip']):%d-%m-%Y %H:%M}"
    return moment, _wat_gebeurde(g["soort"], g["inhoud"], velden, naam)


def _wat_gebeurde(soort: str, inhoud: Mapping[str, Any], velden: Velden, naam: str) -> str:
    if soort == "antwoord" and "waarde" in inhoud:
        (gegeven,) = _paren({inhoud["pad"]: _plat(inhoud["waarde"])}, "", velden, naam)
        return ": ".join(gegeven)
    if list(inhoud) == ["pad"]:
        return str(inhoud["pad"])
    if soort == "nieuw":
        return "dossier begonnen"
    delen = [f"{label} {waarde}" for label, waarde in _paren(inhoud, "", {}, naam)]
    return f"{soort.replace('_', ' ')}: {', '.join(delen)}"


def _plat(waarde: Any) -> Any:
    """Return an answer that has parts as one text."""
    if isinstance(waarde, Mapping):
        return ", ".join(
            f"{naam.replace('_', ' ')} {_leesbaar(deel, None)}" for naam, deel in waarde.items()
        )
    return [_plat(deel) for deel in waarde] if isinstance(waarde, list) else waarde


def _wie(regels: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Return who did what on which day and how often: nobody reads two hundred lines of one talk."""
    keren = Counter((r["tijdstip"][:10], f"{r['wie']} ({r['rol']})", _gedaan(r)) for r in regels)
    return [(_leesbaar(dag, None), wie, wat, str(keer)) for (dag, wie, wat), keer in keren.items()]


def _gedaan(regel: Mapping[str, Any]) -> str:
    return regel["wat"] if regel["resultaat"] == "gelukt" else f"{regel['wat']} ({regel['resultaat']})"
