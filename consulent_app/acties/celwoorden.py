"""An answer of a dossier in words: its question as the form asks it, its value as the form shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from consulent_app.delen.cellen import AFWEZIG, PLAATS
from consulent_app.huishouden.geld import Geld
from consulent_app.intake.gesprek import noem
from consulent_app.intake.invoer import toon_datum

if TYPE_CHECKING:
    from consulent_app.regels.pakket import Pakket
    from consulent_app.regels.velden import Veld

ONBEKEND, WEG = "nog niet bekend", "niet ingevuld"
#: The parts of a behandeling, as the screens name them.
BEHANDELING = {
    "notities": "Notitie",
    "afwijsgesprek": "Gesprek over wat u afwijst",
    "maatwerk": "Maatwerk",
    "ingeleverd": "Ingeleverd bewijs",
    "al": "Krijgt dit al of vroeg het niet aan",
    "nazorg": "Nazorg",
    "getekend_op": "Aanvraag getekend op",
    "leefgebieden": "Leefgebieden",
    "vertegenwoordiger": "Brieven gaan naar",
    "merken": "Merken van het dossier",
    "schuldhulp": "Schuldhulp",
}
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEDRAG = re.compile(r"-?\d+\.\d{2}")


class Celwoorden:
    """Knows the questions of one household: its document as it is now, and its rule package."""

    def __init__(self, document: Mapping[str, Any], pakket: Pakket) -> None:
        self._personen = {str(persoon["id"]): dict(persoon) for persoon in document.get("personen", ())}
        self._pakket = pakket

    def vraag(self, pad: str, waarde: Any = AFWEZIG) -> str:
        """Return the question of a cell; a task is known by its `waarde`."""
        wortel, *stappen = _stappen(pad)
        if wortel == "taken":
            return f"Taak: {waarde.get('wat', '')}" if isinstance(waarde, Mapping) else "Taak"
        if wortel == "behandeling":
            naam, *rest = stappen
            return ": ".join((BEHANDELING.get(naam, _zin(naam)), *(self._deel(stap) for stap in rest)))
        if wortel == "document" and (veld := self._veld(stappen)) is not None:
            return veld.vraag.replace("{naam}", self._naam(stappen))
        naam = _zin(stappen[-1]) if stappen[-1] != PLAATS else "Volgorde"
        wie = self._naam(stappen)
        return f"{naam} van {wie}" if wie else naam

    def waarde(self, pad: str, waarde: Any) -> str:
        """Return what a cell says."""
        if waarde is AFWEZIG:
            return WEG
        wortel, *stappen = _stappen(pad)
        if wortel == "taken" and isinstance(waarde, Mapping):
            return _taak(waarde)
        return self._in_woorden(self._veld(stappen) if wortel == "document" else None, waarde)

    def _veld(self, stappen: Sequence[str]) -> Veld | None:
        if stappen and stappen[0] == "personen" and len(stappen) > 2:
            return self._pakket.velden_op_pad.get(".".join(("personen", "*", *stappen[2:])))
        return self._pakket.velden_op_pad.get(".".join(stappen))

    def _naam(self, stappen: Sequence[str]) -> str:
        if len(stappen) < 2 or stappen[0] != "personen":
            return ""
        persoon = self._personen.get(stappen[1])
        return noem(persoon) if persoon else "iemand die er niet meer in staat"

    def _deel(self, stap: str) -> str:
        """Return a step of the behandeling: a regeling with a person, a section, or a name of a field."""
        if stap.startswith("["):
            regeling, persoon = json.loads(stap)
            wie = f" voor {self.wie(persoon)}" if persoon else ""
            return f"{self._regeling(regeling)}{wie}"
        sectie = next((s.naam for s in self._pakket.secties if s.id == stap), None)
        return (sectie or stap.replace("_", " ")).lower()

    def _regeling(self, id_: str) -> str:
        return self._pakket.regelingen[id_].naam if id_ in self._pakket.regelingen else _zin(id_)

    def wie(self, persoon: str) -> str:
        """Return how a person is called."""
        return noem(self._personen[persoon]) if persoon in self._personen else persoon

    def _in_woorden(self, veld: Veld | None, waarde: Any) -> str:
        if waarde is None:
            return ONBEKEND
        if isinstance(waarde, bool):
            return "ja" if waarde else "nee"
        if isinstance(waarde, str):
            return self._tekst(veld, waarde)
        if isinstance(waarde, Mapping):
            return self._post(veld, waarde)
        if isinstance(waarde, Sequence):
            return "; ".join(self._in_woorden(veld, deel) for deel in waarde) or "geen"
        return str(waarde)

    def _tekst(self, veld: Veld | None, waarde: str) -> str:
        if veld is not None and waarde in veld.opties:
            return veld.opties[waarde]
        if veld is not None and veld.soort == "persoon":
            return self.wie(waarde)
        if veld is not None and veld.sleutel == "regeling":
            return self._regeling(waarde)
        soort = veld.soort if veld is not None else ""
        if soort == "geld" or (not soort and _BEDRAG.fullmatch(waarde)):
            return Geld.uit_tekst(waarde).leesbaar()
        if soort == "datum" or (not soort and _DATUM.fullmatch(waarde)):
            return toon_datum(waarde)
        return waarde or "leeg"

    def _post(self, veld: Veld | None, post: Mapping[str, Any]) -> str:
        """Return one line of a list, with the words that the form has for its fields."""
        delen = []
        for sleutel, waarde in post.items():
            deel = self._pakket.velden_op_pad.get(f"{veld.pad}.*.{sleutel}") if veld else None
            if waarde is not None:
                tekst = self._in_woorden(deel, waarde)
                delen.append(tekst if deel and deel.opties else f"{sleutel.replace('_', ' ')} {tekst}")
        return ", ".join(delen)


def _stappen(pad: str) -> list[str]:
    return [stap.replace("~1", "/").replace("~0", "~") for stap in pad.split("/")[1:]]


def _zin(naam: str) -> str:
    return f"{naam[:1].upper()}{naam[1:]}".replace("_", " ")


def _taak(taak: Mapping[str, Any]) -> str:
    if taak.get("klaar_op"):
        return f"gedaan op {toon_datum(str(taak['klaar_op'])[:10])}"
    uiterlijk = taak.get("uiterlijk")
    return f"nog te doen, uiterlijk {toon_datum(uiterlijk)}" if uiterlijk else "nog te doen"
