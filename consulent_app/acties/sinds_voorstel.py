"""What changed since a proposal was made: the rules, the amounts, the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from consulent_app.acties.celwoorden import Celwoorden
from consulent_app.delen.cellen import AFWEZIG, PLAATS, cellen_van, verschil
from consulent_app.documenten.schrijf import VOORSTEL
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.schrijven import als_document, zonder_naam_en_adres

if TYPE_CHECKING:
    from consulent_app.acties.deelplek import Wachtendvoorstel
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.regels.pakket import Pakket
    from consulent_app.regels.uitkomst import Oordeel

NIETS = "Er is sindsdien niets veranderd: de regels, de bedragen en de antwoorden zijn hetzelfde."
GEEN_ANTWOORDEN = "Welke antwoorden er toen stonden, is van dit voorstel niet bewaard."
#: As the outcome beside the form says it.
STATUSSEN = {
    "recht": "recht",
    "geen_recht": "geen recht",
    "onbekend": "nog een antwoord nodig",
    "beoordeling": "medewerker weegt af",
    "niet_van_toepassing": "niet van toepassing",
}


@dataclass(frozen=True, slots=True)
class Sindsvoorstel:
    """A heading and the sentences under it; `anders` says whether anything changed."""

    kop: str
    regels: tuple[str, ...]
    anders: bool


def sinds_voorstel(
    voorstel: Wachtendvoorstel, document: Mapping[str, Any], toetser: Toetser
) -> Sindsvoorstel:
    """Compare a proposal that waits with what the rules say of the answers now."""
    wie = f" van {voorstel.door}" if voorstel.door else ""
    kop = f"Sinds het voorstel{wie} van {datum_leesbaar(voorstel.op)}"
    was = _toen(voorstel)
    if was is None:
        return Sindsvoorstel(kop, (GEEN_ANTWOORDEN,), anders=True)
    try:
        nu = toetser.toets(document)
    except InvoerFout as fout:
        return Sindsvoorstel(kop, (str(fout),), anders=True)
    regels = tuple(veranderd(was, nu, document, toetser.pakket(document["pakket"])))
    return Sindsvoorstel(kop, regels or (NIETS,), anders=bool(regels))


def veranderd(
    was: Mapping[str, Any], nu: Oordeel, document: Mapping[str, Any], pakket: Pakket
) -> list[str]:
    """Return what is otherwise now, a sentence each; `was` is what a print carries of its decision."""
    woorden = Celwoorden(document, pakket)
    antwoorden = [GEEN_ANTWOORDEN]
    if "intake" in was:
        antwoorden = list(_antwoorden(was["intake"], document, woorden))
    # What changed comes before what follows from it.
    return [*_regels(was["pakket"], nu.pakket), *antwoorden, *_uitkomsten(was, nu, document, pakket)]


def _toen(voorstel: Wachtendvoorstel) -> Mapping[str, Any] | None:
    """Return what the proposal rested on; without a letter only the outcome of then."""
    from consulent_app.documenten.herleiding import lees_herleiding

    brief = next((stuk for stuk in reversed(voorstel.stukken) if stuk.soort == VOORSTEL), None)
    if brief is not None:
        try:
            return lees_herleiding(brief.pdf)
        except InvoerFout:
            return brief.uitkomst
    return voorstel.stukken[-1].uitkomst if voorstel.stukken else None


def _regels(was: Mapping[str, str], nu: Mapping[str, str]) -> Iterator[str]:
    if was["id"] != nu["id"]:
        yield f"Er gelden andere regels: toen {was['id']}, nu {nu['id']}."
    elif was["versie"] != nu["versie"]:
        yield f"De regels zijn vernieuwd: toen versie {was['versie']}, nu versie {nu['versie']}."
    elif was["sha256"] != nu["sha256"]:
        yield f"De regels zijn gewijzigd; de versie heet nog steeds {nu['versie']}."


def _uitkomsten(
    was: Mapping[str, Any], nu: Oordeel, document: Mapping[str, Any], pakket: Pakket
) -> Iterator[str]:
    alle = (*was["uitkomsten"], *was.get("overige_uitkomsten", ()))
    toen = {(u["regeling"], u["persoon"]): (u["status"], u["bedrag"]) for u in alle}
    nu_ = {
        (u.regeling, u.persoon): (u.status.value, u.bedrag.als_tekst() if u.bedrag else None)
        for u in nu.uitkomsten
    }
    wie = {str(p["id"]): p.get("voornaam") or p["rol"] for p in document.get("personen", ())}
    for regeling, persoon in dict.fromkeys((*toen, *nu_)):
        deel = (regeling, persoon)
        if toen.get(deel) != nu_.get(deel):
            naam = pakket.regelingen[regeling].naam if regeling in pakket.regelingen else regeling
            voor = f" voor {wie.get(persoon, persoon)}" if persoon else ""
            yield f"{naam}{voor}: toen {_stand(toen.get(deel))}, nu {_stand(nu_.get(deel))}."


def _stand(stand: tuple[str, str | None] | None) -> str:
    if stand is None:
        return "niet aan de orde"
    status, bedrag = stand
    woord = STATUSSEN.get(status, status.replace("_", " "))
    return f"{woord}, {Geld.uit_tekst(bedrag).leesbaar()}" if bedrag else woord


def _antwoorden(was: Mapping[str, Any], document: Mapping[str, Any], woorden: Celwoorden) -> Iterator[str]:
    """Give each answer that changed; names and addresses are not in a letter, and so not compared."""
    nu, toen = als_document(zonder_naam_en_adres(lees_document(document))), als_document(lees_document(was))
    erbij, weg = _ids(nu) - _ids(toen), _ids(toen) - _ids(nu)
    yield from (f"{woorden.wie(wie)} staat er nu bij." for wie in sorted(erbij))
    yield from (f"{_rol(toen, wie)} staat er niet meer bij." for wie in sorted(weg))
    voor, na = cellen_van({"document": toen}), cellen_van({"document": nu})
    anderen = tuple(f"/document/personen/{wie}/" for wie in erbij | weg)
    for pad in verschil(voor, na):
        if not pad.endswith(f"/{PLAATS}") and not pad.startswith(anderen):
            oud, nieuw = (woorden.waarde(pad, cellen.get(pad, AFWEZIG)) for cellen in (voor, na))
            yield f"{woorden.vraag(pad)} Toen: {oud}, nu: {nieuw}."


def _ids(document: Mapping[str, Any]) -> set[str]:
    return {str(persoon["id"]) for persoon in document["personen"]}


def _rol(document: Mapping[str, Any], wie: str) -> str:
    """Return how to call somebody of whom a letter has no name."""
    rol = next(str(persoon["rol"]) for persoon in document["personen"] if str(persoon["id"]) == wie)
    return f"Een {rol}"
