"""What is counted of a decision of before there were facts: its stored outcome read back and laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.telfeiten import Telling, telling
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel, Reden, Status, Uitkomst, Wijze


@dataclass(frozen=True)
class Naverteld:
    """A dossier as it is now, with the rules that ship now: those of then were not kept."""

    document: Mapping[str, Any]
    behandeling: Mapping[str, Any]
    pakket: Pakket | None


def navertel(zaak: Naverteld, datum: date, uitkomst: Mapping[str, Any], rol: str) -> Telling | None:
    """Return what is counted, None when the answers, the outcome or the rules cannot be read."""
    if zaak.pakket is None or "uitkomsten" not in uitkomst:
        return None
    regelingen = zaak.pakket.regelingen
    try:
        intake, oordeel = lees_document(zaak.document), _oordeel(uitkomst, regelingen)
        uit_bestand = intake.gesprek.plaats == "bestand"
        afhandeling = handel_af(
            intake, oordeel, regelingen, Instellingen({}), datum, "", rol=rol, ongevraagd=uit_bestand,
            behandeling=Behandeling.uit_document(zaak.behandeling),
        )  # fmt: skip
    except (InvoerFout, LookupError, ValueError):
        # Somebody taken out of the answers later, for example: of such a decision nothing is counted.
        return None
    return telling(afhandeling, oordeel, regelingen)


def _oordeel(uitkomst: Mapping[str, Any], regelingen: Mapping[str, Regeling]) -> Oordeel:
    """Return the outcome of then, with what the rules of now say of the conditions."""
    return Oordeel(
        intake_id=None,
        peildatum=date.fromisoformat(uitkomst["peildatum"]),
        pakket=uitkomst["pakket"],
        uitkomsten=tuple(
            _uitkomst(u, regelingen[u["regeling"]])
            for u in uitkomst["uitkomsten"]
            if u["regeling"] in regelingen
        ),
        volgende_vraag=None,
        # Which of them were given was not kept.
        verwijzingen=(),
        afgeleid=uitkomst["afgeleid"],
    )


def _uitkomst(u: Mapping[str, Any], regeling: Regeling) -> Uitkomst:
    return Uitkomst(
        regeling=u["regeling"],
        persoon=u["persoon"],
        status=Status(u["status"]),
        wijze=Wijze(u["wijze"]) if u["wijze"] else None,
        bedrag=Geld.uit_tekst(u["bedrag"]) if u["bedrag"] else None,
        periode=u["periode"],
        redenen=tuple(_reden(r, regeling) for r in u["redenen"]),
        ontbreekt=tuple(u["ontbreekt"]),
        bewijs=tuple(u["bewijs"]),
        nog_vast_te_stellen=tuple(u["nog_vast_te_stellen"]),
    )


def _reden(r: Mapping[str, Any], regeling: Regeling) -> Reden:
    wegingen = {weging.id for weging in regeling.wegingen}
    doelgroep = {voorwaarde.id for voorwaarde in regeling.voorwaarden if voorwaarde.doelgroep}
    wat = r["voorwaarde"]
    return Reden(
        wat, r["uitkomst"], r["artikel"], wat in wegingen, wat in doelgroep, r["adres"],
        lambda: str(r["tekst"]), lambda: dict(r["waarden"]),
    )  # fmt: skip
