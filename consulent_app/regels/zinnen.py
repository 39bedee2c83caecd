"""Values and sentences in plain Dutch: slots filled with the figures of this case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake
from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Zin
from consulent_app.regels.typen import PROCENT_SCHAAL, Type
from consulent_app.regels.waarde import Waarde, bekend
from consulent_app.regels.zaak import Zaak, oneindig

NIET_BEKEND = "nog niet bekend"


def leesbaar(waarde: Waarde, type_: Type) -> str:
    """Return a value as people read it; an interval as 'ten minste' or 'tussen', never as € 0,00."""
    laag, hoog, _ = waarde
    if bekend(waarde):
        return _een(laag, type_)
    if not type_.telbaar or laag is None or (oneindig(laag) and oneindig(hoog)):
        return NIET_BEKEND
    if oneindig(hoog):
        return f"ten minste {_een(laag, type_)}" if laag > 0 else NIET_BEKEND
    if oneindig(laag) or (laag <= 0 and type_.soort != "datum"):
        return f"hoogstens {_een(hoog, type_)}"
    return f"tussen {_een(laag, type_)} en {_een(hoog, type_)}"


def _een(waarde: Any, type_: Type) -> str:
    if type_.soort == "geld":
        return Geld(_half(waarde, type_.schaal)).leesbaar()
    if type_.soort == "procent":
        heel, deel = divmod(waarde * 100, type_.schaal)
        return f"{heel}%" if not deel else f"{heel},{deel * 100 // type_.schaal:02d}%"
    if type_.soort == "datum":
        return datum_leesbaar(date.fromordinal(waarde))
    if type_.soort == "ja_nee":
        return "ja" if waarde else "nee"
    if isinstance(waarde, tuple):
        return ", ".join(str(deel).replace("_", " ") for deel in waarde) or "geen"
    return str(waarde).replace("_", " ")


def _half(waarde: int, schaal: int) -> int:
    return (2 * waarde + schaal) // (2 * schaal)


def als_gegeven(waarde: Waarde, type_: Type) -> Any:
    """Return a known value for JSON (money as text, dates as ISO), None when it is not known."""
    if not bekend(waarde):
        return None
    laag = waarde[0]
    if type_.soort == "geld":
        return Geld(_half(laag, type_.schaal)).als_tekst()
    if type_.soort == "datum":
        return date.fromordinal(laag).isoformat()
    if type_.soort == "ja_nee":
        return bool(laag)
    if type_.soort == "procent":
        return f"{laag * 100 / PROCENT_SCHAAL:g}"
    return list(laag) if isinstance(laag, tuple) else laag


def maak_zin(zin: Zin, pakket: Pakket, zaak: Zaak) -> str:
    """Return the sentence with its slots filled for the household and person in hand."""
    delen = [
        deel if isinstance(deel, str) else leesbaar(pakket.rekenaar(deel)(zaak), deel.type)
        for deel in zin.delen
    ]
    tekst = "".join(delen)
    return tekst[:1].upper() + tekst[1:]


def naam_van(knoop: Knoop) -> str:
    """Return the name by which the trace knows a leaf of an expression."""
    if isinstance(knoop, boom.VeldRef | boom.AfgeleidRef | boom.Param | boom.Band):
        return knoop.naam
    raise TypeError(knoop)


def waarden_van(knoop: Knoop, pakket: Pakket, zaak: Zaak) -> dict[str, str]:
    """Return the named values that an expression used, as people read them."""
    return {
        naam_van(blad): leesbaar(pakket.rekenaar(blad)(zaak), blad.type) for blad in pakket.bladeren(knoop)
    }


def kort(pad: str, pakket: Pakket, intake: Intake) -> str:
    """Return a short name for a missing answer: `spaargeld`, `inkomens van Ria`."""
    delen = pad.split(".")
    if delen[0] in ("kosten", "eerder_toegekend"):
        return pakket.velden_op_pad[delen[0]].kort
    if delen[0] != "personen":
        return pakket.velden_op_pad[pad].kort
    persoon = intake.persoon(delen[1])
    naam = persoon.voornaam or persoon.rol
    woord = pakket.velden_op_pad[".".join(["personen", "*", *_zonder_nummer(delen[2:])])].kort
    return woord.replace("{naam}", naam) if "{naam}" in woord else f"{woord} van {naam}"


def _zonder_nummer(delen: list[str]) -> list[str]:
    return ["*" if deel.isdigit() else deel for deel in delen]


def nog_niet_bekend(mist: Iterable[str], pakket: Pakket, intake: Intake) -> str:
    """Return the sentence for a condition that hangs on unknown answers or figures."""
    antwoorden = sorted({kort(pad, pakket, intake) for pad in mist if not pad.startswith("@")})
    figuren = sorted({pakket.parameters[pad[1:]].omschrijving for pad in mist if pad.startswith("@")})
    if antwoorden:
        return f"Dit weten wij nog niet. Wij missen: {', '.join(antwoorden)}."
    return f"Nog vast te stellen: {', '.join(figuren)}."
