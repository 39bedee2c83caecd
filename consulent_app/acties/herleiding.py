"""What a letter carries so that its decision can be judged again, and judging it again from the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from consulent_app import __version__
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.behandeling import Deel
from consulent_app.besluiten.besluit import Afgewezen, Afhandeling, Toegekend
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.schrijven import als_document, zonder_naam_en_adres
from consulent_app.regels.uitkomst import Oordeel, Uitkomst

SCHEMA = "herleiding/1"
GROOTSTE_BRIEF = 20_000_000


def gegevens(zaak: Afhandeling, oordeel: Oordeel) -> dict[str, Any]:
    """Return the answers, the rules and the outcome behind a decision, without name and address."""
    beslist = {deel.deel for deel in (*zaak.toekenningen, *zaak.afwijzingen)}
    van = {_deel(uitkomst): uitkomst for uitkomst in oordeel.uitkomsten}
    return {
        "schema": SCHEMA,
        "programma": f"consulent {__version__}",
        "kenmerk": zaak.kenmerk,
        "datum": zaak.datum.isoformat(),
        "rol": zaak.rol,
        "pakket": dict(oordeel.pakket),
        "besluiten": [*map(_toekenning, zaak.toekenningen), *map(_afwijzing, zaak.afwijzingen)],
        "uitkomsten": [uitkomst.als_json() for deel, uitkomst in van.items() if deel in beslist],
        "overige_uitkomsten": [_kort(uitkomst) for deel, uitkomst in van.items() if deel not in beslist],
        "intake": als_document(zonder_naam_en_adres(zaak.intake)),
    }


def _deel(uitkomst: Uitkomst) -> Deel:
    return uitkomst.regeling, uitkomst.persoon


def _toekenning(t: Toegekend) -> dict[str, Any]:
    return {
        **dict(zip(("regeling", "persoon"), t.deel, strict=True)),
        "besluit": "toegekend",
        "bedrag": t.bedrag.als_tekst() if t.bedrag else None,
        "periode": t.periode,
        "ingang": t.ingang.dag.isoformat(),
        "maatwerk": bool(t.maatwerk),
    }


def _afwijzing(a: Afgewezen) -> dict[str, Any]:
    return {**dict(zip(("regeling", "persoon"), a.deel, strict=True)), "besluit": "afgewezen"}


def _kort(uitkomst: Uitkomst) -> dict[str, Any]:
    return {
        "regeling": uitkomst.regeling,
        "persoon": uitkomst.persoon,
        "status": uitkomst.status.value,
        "bedrag": uitkomst.bedrag.als_tekst() if uitkomst.bedrag else None,
    }


# --- judging again -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hertoets:
    """What comes out when the decision of a letter is judged again; sentences in Dutch."""

    over: str
    regels: str
    verschillen: tuple[str, ...]

    def als_tekst(self) -> str:
        """Return the report, with the conclusion at its end."""
        slot = "Er komt iets anders uit." if self.verschillen else "Er komt hetzelfde uit."
        return "\n".join([self.over, self.regels, *self.verschillen, slot])


def hertoets(pad: Path, toetser: Toetser) -> Hertoets:
    """Judge the decision in a letter again; raises InvoerFout when the file carries none."""
    from consulent_app.documenten.herleiding import lees_herleiding

    try:
        if pad.stat().st_size > GROOTSTE_BRIEF:
            raise InvoerFout(f"{pad.name} is te groot voor een brief; kies een ander bestand.")
        pdf = pad.read_bytes()
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen: controleer of het bestand er is.") from fout
    was = lees_herleiding(pdf)
    if was.get("schema") != SCHEMA:
        raise InvoerFout(f"{pad.name}: deze herleiding is van een andere versie; gebruik dat programma.")
    intake = lees_document(was.get("intake"))
    toen = toetser.van_toen(was.get("pakket"))
    oordeel = (toen or toetser).toets_intake(intake)
    try:
        return _vergelijk(was, pdf, oordeel)
    except (LookupError, TypeError, ValueError, AttributeError) as fout:
        raise InvoerFout(
            f"{pad.name}: de herleiding is niet heel. Neem het bestand zoals het is gedrukt."
        ) from fout


def _vergelijk(was: Mapping[str, Any], pdf: bytes, oordeel: Oordeel) -> Hertoets:
    dag = datum_leesbaar(date.fromisoformat(was["datum"]))
    return Hertoets(
        f"Brief {was['kenmerk']} van {dag}: {len(was['besluiten'])} besluiten, {_regels(was['pakket'])}.",
        _zelfde_regels(was["pakket"], oordeel.pakket),
        (*_verschillen(was, oordeel), *_niet_in_de_brief(was, pdf)),
    )


def _regels(pakket: Mapping[str, str]) -> str:
    return f"regels {pakket['id']} versie {pakket['versie']}"


def _zelfde_regels(was: Mapping[str, str], nu: Mapping[str, str]) -> str:
    if was["sha256"] == nu["sha256"]:
        return "De regels zijn nog precies dezelfde (het controlegetal klopt)."
    return f"De regels zijn sindsdien veranderd: getoetst met {_regels(nu)}."


def _verschillen(was: Mapping[str, Any], nu: Oordeel) -> list[str]:
    uitkomsten = {_deel(uitkomst): _kort(uitkomst) for uitkomst in nu.uitkomsten}
    regels = []
    for oud in (*was["uitkomsten"], *was["overige_uitkomsten"]):
        nieuw = uitkomsten.pop((oud["regeling"], oud["persoon"]), None)
        toen = {naam: oud[naam] for naam in ("regeling", "persoon", "status", "bedrag")}
        if nieuw != toen:
            regels.append(f"- {_naam(toen)}: toen {_stand(toen)}, nu {_stand(nieuw)}.")
    return regels + [f"- {_naam(n)}: toen er niet, nu {_stand(n)}." for n in uitkomsten.values()]


def _naam(uitkomst: Mapping[str, Any]) -> str:
    wie = f" ({uitkomst['persoon']})" if uitkomst["persoon"] else ""
    return f"{uitkomst['regeling']}{wie}"


def _stand(uitkomst: Mapping[str, Any] | None) -> str:
    if uitkomst is None:
        return "er niet"
    bedrag = f", {Geld.uit_tekst(uitkomst['bedrag']).leesbaar()}" if uitkomst["bedrag"] else ""
    return f"{uitkomst['status'].replace('_', ' ')}{bedrag}"


def _niet_in_de_brief(was: Mapping[str, Any], pdf: bytes) -> list[str]:
    """Return the amounts that were decided and that the letter does not name: its text was altered."""
    brief = _tekst(pdf)
    bedragen = dict.fromkeys(b["bedrag"] for b in was["besluiten"] if b.get("bedrag"))
    return [
        f"- De tekst van de brief noemt {Geld.uit_tekst(bedrag).leesbaar()} niet: zij is veranderd."
        for bedrag in bedragen
        if _kaal(Geld.uit_tekst(bedrag).leesbaar()) not in brief
    ]


def _tekst(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return _kaal("".join(blad.get_textpage().get_text_range() for blad in document))


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())
