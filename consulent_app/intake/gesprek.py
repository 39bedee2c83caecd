"""The conversation as a state: one intake document, its answers, and undo. No screen, no disk."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import Geboortedatum, leeftijd_op
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.intake.perioden import Periodegeheugen
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.velden import Veld

#: Answers that follow from another: who rents has no surplus value in the own home, who owns no rent.
#: They go away with the answer from which they follow.
GEVOLGEN: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("huishouden.woonvorm", woonvorm): (("huishouden.overwaarde_woning", "0.00"),)
    for woonvorm in ("huur", "kamer", "inwonend", "geen_woning")
} | {("huishouden.woonvorm", "koop"): (("huishouden.kale_huur", "0.00"),)}

#: From this age on a child at home is asked for an income of its own.
VOLWASSEN = 18


@dataclass(frozen=True)
class Vraagplek:
    """One question of the form: its path, its field, and the person it is about."""

    pad: str
    veld: Veld
    persoon: str | None
    vraag: str


class Gesprek:
    """Holds the document of one intake. Every change can be taken back, in order."""

    def __init__(
        self,
        document: dict[str, Any],
        keur: Callable[[Intake], object] | None = None,
        werkplek: int | None = None,
    ) -> None:
        """Go on with a document. `keur` raises InvoerFout for an intake that cannot be judged.

        `werkplek` is the number of one of several workplaces: no id is ever given to two persons.
        """
        self.document = document
        self._werkplek = werkplek
        self._keur = keur
        self.getypt = Periodegeheugen()
        self._terug: list[tuple[str, dict[str, Any]]] = []
        self._vooruit: list[tuple[str, dict[str, Any]]] = []

    @classmethod
    def nieuw(cls, pakket: str, peildatum: date) -> Gesprek:
        """Return an intake of which only the applicant's existence is known."""
        return cls(
            {
                "schema": "intake/1",
                "peildatum": peildatum.isoformat(),
                "pakket": pakket,
                "personen": [{"id": "p1", "rol": "aanvrager"}],
            }
        )

    @property
    def pakket(self) -> str:
        """Return the id of the rule package."""
        return str(self.document["pakket"])

    @property
    def personen(self) -> list[dict[str, Any]]:
        """Return the persons of the document, in order."""
        return list(self.document["personen"])

    @property
    def personen_en_rollen(self) -> list[tuple[str, str]]:
        """Return who there is: the questions are other ones when this changes."""
        return [(persoon["id"], persoon["rol"]) for persoon in self.personen]

    def intake(self) -> Intake:
        """Return the answers as values."""
        return lees_document(self.document)

    def waarde(self, pad: str) -> Any:
        """Return the answer at a path, None when it is not known."""
        return _haal(self.document, pad)

    def antwoord(self, pad: str, waarde: Any) -> bool:
        """Give an answer (None: not known yet) and say whether anything changed.

        Raises InvoerFout, and changes nothing, when the answer cannot be.
        """
        if self.waarde(pad) == waarde and type(self.waarde(pad)) is type(waarde):
            return False
        nieuw = copy.deepcopy(self.document)
        for gevolg, inhoud in _gevolgen(pad, self.waarde(pad)):
            if _haal(nieuw, gevolg) == inhoud:
                zet(nieuw, gevolg, None)
        zet(nieuw, pad, copy.deepcopy(waarde))
        for gevolg, inhoud in _gevolgen(pad, waarde):
            if _haal(nieuw, gevolg) is None:
                zet(nieuw, gevolg, inhoud)
        return self._neem(pad, nieuw)

    def _neem(self, pad: str, nieuw: dict[str, Any]) -> bool:
        intake = lees_document(nieuw)
        if self._keur is not None:
            self._keur(intake)
        self._terug.append((pad, self.document))
        self._vooruit.clear()
        self.document = nieuw
        return True

    def voeg_persoon_toe(self, rol: str) -> str:
        """Add a person and return its id; raises InvoerFout for a second partner."""
        letter = {"partner": "p", "kind": "k", "medebewoner": "m"}[rol]
        # Never one of before again: elsewhere somebody may be answering about who had it.
        eind = f"-{self._werkplek}{secrets.token_hex(2)}" if self._werkplek else ""
        bezet = {p["id"] for p in self.personen}
        nieuw_id = next(id_ for n in range(1, 1000) if (id_ := f"{letter}{n}{eind}") not in bezet)
        self.antwoord("personen", [*self.personen, {"id": nieuw_id, "rol": rol}])
        return nieuw_id

    def verwijder_persoon(self, persoon: str) -> None:
        """Take a person away, with the costs and awards that are theirs alone."""
        nieuw = copy.deepcopy(self.document)
        nieuw["personen"] = [p for p in nieuw["personen"] if p["id"] != persoon]
        for lijst in ("kosten", "eerder_toegekend"):
            if nieuw.get(lijst) is not None:
                nieuw[lijst] = [post for post in nieuw[lijst] if post.get("persoon") != persoon]
        self._neem("personen", nieuw)

    def vervang(self, document: dict[str, Any]) -> None:
        """Go on with what the document became elsewhere; what was done before is not taken back."""
        self.document = document
        self._terug.clear()
        self._vooruit.clear()

    def ongedaan(self) -> str | None:
        """Take back the last change and return its path, None when there is nothing to take back."""
        return self._wissel(self._terug, self._vooruit)

    def opnieuw(self) -> str | None:
        """Do again what was taken back last and return its path, None when there is nothing."""
        return self._wissel(self._vooruit, self._terug)

    def _wissel(
        self, van: list[tuple[str, dict[str, Any]]], naar: list[tuple[str, dict[str, Any]]]
    ) -> str | None:
        if not van:
            return None
        pad, document = van.pop()
        naar.append((pad, self.document))
        self.document = document
        return pad

    def vragen(self, sectie: str, pakket: Pakket) -> Iterator[Vraagplek]:
        """Return the questions of a section that make sense for this household, in order."""
        velden = [v for v in pakket.velden.values() if v.sectie == sectie and v.naam != "rol"]
        for veld in velden:
            if veld.niveau == "huishouden" and self._hoort(veld):
                yield Vraagplek(veld.pad, veld, None, veld.vraag)
        for persoon in self.personen:
            for veld in velden:
                rollen = veld.rollen or (persoon["rol"],)
                if veld.niveau == "persoon" and persoon["rol"] in rollen and self._past(veld, persoon):
                    pad = veld.pad.replace("*", persoon["id"])
                    vraag = veld.vraag.replace("{naam}", noem(persoon))
                    yield Vraagplek(pad, veld, persoon["id"], vraag)

    def vraagplek(self, pad: str, pakket: Pakket) -> Vraagplek | None:
        """Return the question of this path, None when it is not asked of this household."""
        alle = (plek for sectie in pakket.secties for plek in self.vragen(sectie.id, pakket))
        return next((plek for plek in alle if plek.pad == pad), None)

    def stand(self, vragen: Sequence[Vraagplek]) -> tuple[int, int]:
        """Return how many of these questions are answered, and how many there are."""
        return sum(self.waarde(plek.pad) is not None for plek in vragen), len(vragen)

    def _hoort(self, veld: Veld) -> bool:
        woonvorm = self.waarde("huishouden.woonvorm")
        if veld.naam in ("kale_huur", "servicekosten"):
            return woonvorm not in ("koop", "geen_woning")
        if veld.naam in ("overwaarde_woning", "hypotheekrente"):
            return woonvorm in (None, "koop")
        return True

    def _past(self, veld: Veld, persoon: dict[str, Any]) -> bool:
        if veld.naam in ("medische_beperking_bij_studie", "wajong"):
            return persoon.get("studiefinanciering") is not False
        if veld.naam == "toetsingsinkomen" and persoon["rol"] == "kind":
            return self._kan_volwassen_zijn(persoon)
        if veld.naam == "commerciele_huur_of_bbl":
            return self._kan_volwassen_zijn(persoon)
        return True

    def _kan_volwassen_zijn(self, persoon: dict[str, Any]) -> bool:
        geboren = persoon.get("geboortedatum")
        if geboren is None:
            return True
        peildatum = date.fromisoformat(self.document["peildatum"])
        return leeftijd_op(Geboortedatum.uit_tekst(geboren).vroegst, peildatum) >= VOLWASSEN


def noem(persoon: dict[str, Any]) -> str:
    """Return how a question names a person: the first name, else the role."""
    rol = {"aanvrager": "de aanvrager", "partner": "de partner", "kind": f"kind {persoon['id']}"}
    return str(persoon.get("voornaam") or rol.get(persoon["rol"], f"medebewoner {persoon['id']}"))


def kort(persoon: Persoon) -> str:
    """Return the first name; without one, the role and the year of birth, to tell children apart."""
    if persoon.voornaam:
        return persoon.voornaam
    return f"{persoon.rol} ({persoon.geboortedatum.jaar})" if persoon.geboortedatum else persoon.rol


def _gevolgen(pad: str, waarde: Any) -> tuple[tuple[str, str], ...]:
    return GEVOLGEN.get((pad, waarde), ()) if isinstance(waarde, str) else ()


def _haal(document: dict[str, Any], pad: str) -> Any:
    doel: Any = document
    for deel in pad.split("."):
        doel = _stap(doel, deel)
        if doel is None:
            return None
    return doel


def _stap(doel: Any, deel: str) -> Any:
    if isinstance(doel, list):
        if doel and isinstance(doel[0], dict) and "rol" in doel[0]:
            return next((p for p in doel if p["id"] == deel), None)
        return doel[int(deel)] if deel.isdecimal() and int(deel) < len(doel) else None
    return doel.get(deel) if isinstance(doel, dict) else None


def zet(document: dict[str, Any], pad: str, waarde: Any) -> None:
    """Put an answer at a path of a document; None takes it away. Changes the document itself."""
    *weg, sleutel = pad.split(".")
    doel: Any = document
    for deel in weg:
        volgend = _stap(doel, deel)
        if volgend is None:
            volgend = doel[deel] = {}
        doel = volgend
    if waarde is None:
        doel.pop(sleutel, None)
        if "soort" in doel and sleutel == "netto_per_maand":
            doel[sleutel] = None
    else:
        doel[sleutel] = waarde
