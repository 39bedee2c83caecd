"""What waits for a translator, and the way to a translator and back: `consulent vertalingen`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.talen import VERTALINGEN
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.paden import is_geinstalleerd
from consulent_app.taal.catalogus import bestand, lees, vormen
from consulent_app.taal.overnemen import lees_vertaald, neem_over
from consulent_app.taal.po import schrijf_po
from consulent_app.taal.staat import (
    Staat,
    nederlands,
    staat_van,
    terugvertaling,
    vingerafdruk,
    zet_terug,
)
from consulent_app.taal.talen import TALEN

if TYPE_CHECKING:
    from babel.messages import Catalog
    from babel.messages.catalog import Message

VOLGORDE = tuple(Staat)
#: A longer name would not fit on the one line of an approval.
LANGSTE_NAAM = 50


def keur_taal(code: str) -> None:
    """Raise InvoerFout for what is not one of the languages that we translate into."""
    if code not in VERTALINGEN:
        raise InvoerFout(f"De taal '{code}' vertalen wij niet; kies uit {', '.join(sorted(VERTALINGEN))}.")


# --- what there is -------------------------------------------------------------------------------


def tabel() -> str:
    """Return a line for each language: its texts by state, and which native reader checked them all."""
    koppen = "".join(f"{staat:>17}" for staat in reversed(VOLGORDE))
    regels = [f"{'taal':<16}{koppen}  nagekeken"]
    for code in VERTALINGEN:
        taal = TALEN[code]
        telling = Counter(staat_van(bericht) for bericht in _teksten(lees(code)))
        getallen = "".join(f"{telling[staat]:>17}" for staat in reversed(VOLGORDE))
        wie = f"{taal.nagekeken.door}, {taal.nagekeken.op}" if taal.nagekeken else "nog niet"
        regels.append(f"{f'{code} {taal.naam}':<16}{getallen}  {wie}")
    return "\n".join(regels)


def lijst(code: str) -> str:
    """Return each text that is not approved, what was not translated first."""
    wacht = [b for b in _op_volgorde(lees(code)) if staat_van(b) is not Staat.GOEDGEKEURD]
    return "\n".join(regel for bericht in wacht for regel in _regels(bericht)) or "Alles is goedgekeurd."


def _regels(bericht: Message) -> Iterator[str]:
    plekken = " ".join(plek for plek, _ in bericht.locations)
    yield f"[{staat_van(bericht)}] {' | '.join(nederlands(bericht))}  ({plekken})"
    if bericht.previous_id:
        yield f"    was:   {' | '.join(bericht.previous_id)}"
    if terug := terugvertaling(bericht):
        yield f"    terug: {' | '.join(terug)}"


def _teksten(catalogus: Catalog) -> list[Message]:
    return [bericht for bericht in catalogus if bericht.id]


def _op_volgorde(catalogus: Catalog) -> list[Message]:
    return sorted(_teksten(catalogus), key=lambda bericht: VOLGORDE.index(staat_van(bericht)))


# --- to a translator and back --------------------------------------------------------------------


def schrijf_uit(map_: Path, code: str | None) -> list[Path]:
    """Write a file for the translator of one language, or of each; what waits comes first."""
    codes = VERTALINGEN if code is None else (code,)
    return schrijf_alle({f"consulent-{code}.po": _voor_vertaler(lees(code)) for code in codes}, map_)


def _voor_vertaler(catalogus: Catalog) -> bytes:
    volgorde = _op_volgorde(catalogus)
    for bericht in volgorde:
        catalogus.delete(bericht.id, bericht.context)
    for bericht in volgorde:
        catalogus[bericht.id] = bericht
    return schrijf_po(catalogus)


def lees_in(pad: Path, code: str | None, door: str, vandaag: date) -> str:
    """Take over a translator's file and say what that changed; `door` approves all that is in it."""
    naam = " ".join(door.split())
    if door and not 0 < len(naam) <= LANGSTE_NAAM:
        raise InvoerFout(f"--goedgekeurd-door: geef een naam van hoogstens {LANGSTE_NAAM} letters.")
    taal, hunne = lees_vertaald(pad)
    if code not in (None, taal):
        raise InvoerFout(f"{pad.name} is in het {TALEN[taal].naam}, niet in '{code}'.")
    onze = lees(taal)
    gedaan = neem_over(onze, hunne, naam, vandaag)
    _bewaar(taal, onze)
    return f"{TALEN[taal].naam}: nieuw of veranderd {gedaan.gewijzigd}, goedgekeurd {gedaan.goedgekeurd}."


def _bewaar(code: str, catalogus: Catalog) -> None:
    po = bestand(code)
    vast = f"De vertalingen in {po.parent} kunnen niet worden gewijzigd; doe dit in de broncode."
    if is_geinstalleerd():
        raise OmgevingsFout(vast)
    try:
        schrijf_alle({po.name: schrijf_po(catalogus)}, po.parent)
    except OmgevingsFout as fout:
        raise OmgevingsFout(vast) from fout


# --- back into Dutch -----------------------------------------------------------------------------


def schrijf_blind(code: str, pad: Path) -> Path:
    """Write the translations without a word of Dutch, under the number that `neem_terug` knows."""
    vertaald = {vingerafdruk(b): list(vormen(b)) for b in _teksten(lees(code)) if vormen(b)}
    inhoud = json.dumps(vertaald, ensure_ascii=False, indent=1).encode("utf-8")
    return schrijf_alle({pad.name: inhoud}, pad.parent)[0]


def neem_terug(code: str, pad: Path) -> str:
    """Keep the back-translations of a file beside the translations that they were made of."""
    terug, catalogus = _lees_terug(pad), lees(code)
    op_nummer = {vingerafdruk(b): b for b in _teksten(catalogus) if vormen(b)}
    for nummer, teksten in terug.items():
        bericht = op_nummer.get(nummer)
        if bericht is None:
            raise InvoerFout(f"{pad.name}: nummer {nummer} is geen vertaling van nu; begin bij --blind.")
        if len(teksten) != len(vormen(bericht)) or not all(tekst.strip() for tekst in teksten):
            aantal = len(vormen(bericht))
            raise InvoerFout(f"{pad.name}: bij nummer {nummer} hoort {aantal} keer een Nederlandse tekst.")
        zet_terug(bericht, teksten)
    _bewaar(code, catalogus)
    return f"{TALEN[code].naam}: terugvertalingen bewaard {len(terug)}."


def _lees_terug(pad: Path) -> dict[str, list[str]]:
    try:
        gelezen = json.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise InvoerFout(f"Het bestand {pad.name} kan niet worden gelezen; klopt de naam?") from fout
    except (ValueError, RecursionError) as fout:
        raise InvoerFout(f"{pad.name} is geen JSON; sla het opnieuw op.") from fout
    if not isinstance(gelezen, dict):
        raise InvoerFout(f"{pad.name}: er moet bij elk nummer een tekst staan.")
    lijsten = {nummer: [t] if isinstance(t, str) else t for nummer, t in gelezen.items()}
    for nummer, teksten in lijsten.items():
        if not isinstance(teksten, list) or not all(isinstance(tekst, str) for tekst in teksten):
            raise InvoerFout(f"{pad.name}: bij nummer {nummer} hoort een tekst, of een lijst van teksten.")
    return lijsten
