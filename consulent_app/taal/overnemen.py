"""Take over what a translator gives back; all of it, or nothing when one text does not fit."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.taal.catalogus import gegeven, vormen
from consulent_app.taal.po import lees_po
from consulent_app.taal.staat import ids, is_oordeel, keur_goed, nederlands, toelichting, wis_oordelen
from consulent_app.taal.talen import BRONTAAL, TALEN

if TYPE_CHECKING:
    from babel.messages import Catalog
    from babel.messages.catalog import Message

#: No language counts otherwise after so many.
AANTALLEN = range(1000)
#: Forty times the largest of ours.
GROOTSTE_BESTAND = 5_000_000


@dataclass(frozen=True)
class Overgenomen:
    """How many translations became other ones, and how many were approved."""

    gewijzigd: int
    goedgekeurd: int


def lees_vertaald(pad: Path) -> tuple[str, Catalog]:
    """Return the language and the texts of a translator's file; raises InvoerFout when that is not one."""
    from babel.messages.pofile import PoFileError

    try:
        if pad.stat().st_size > GROOTSTE_BESTAND:
            raise InvoerFout(f"{pad.name} is te groot voor een vertaling; kies een ander bestand.")
        with pad.open("rb") as bron:
            gelezen = lees_po(bron)
    except OSError as fout:
        raise InvoerFout(f"Het bestand {pad.name} kan niet worden gelezen; klopt de naam?") from fout
    # What a damaged file makes of Babel: its own error, or that of a number, an encoding or a quote.
    except (PoFileError, ValueError, LookupError) as fout:
        raise InvoerFout(
            f"{pad.name} is geen heel .po-bestand, of heeft te veel vormen van het meervoud."
        ) from fout
    taal = (gelezen.locale_identifier or "").split("_")[0]
    if taal not in TALEN or taal == BRONTAAL:
        raise InvoerFout(
            f"{pad.name}: de taal '{taal}' vertalen wij niet; kijk naar 'Language:' in de kop."
        )
    return taal, gelezen


def neem_over(onze: Catalog, hunne: Catalog, door: str, op: date) -> Overgenomen:
    """Put the finished translations into our catalogue, approved when `door` says by whom."""
    if not _telt_gelijk(onze, hunne):
        raise InvoerFout(
            "De regel 'Plural-Forms' in de kop is niet die van ons; laat de kop zoals hij was."
        )
    paren = [(onze.get(hun.id, hun.context), hun) for hun in _af(hunne)]
    if fouten := [fout for ons, hun in paren if (fout := _fout(ons, hun))]:
        rest = f" (en nog {len(fouten) - 1} andere)" if len(fouten) > 1 else ""
        raise InvoerFout(f"{fouten[0]}{rest}")
    gewijzigd = 0
    for ons, hun in paren:
        assert ons is not None  # else there was a fault
        gewijzigd += _zet(ons, hun)
        if door:
            keur_goed(ons, door, op)
    return Overgenomen(gewijzigd, len(paren) if door else 0)


def _af(hunne: Catalog) -> Iterator[Message]:
    """Return what a translator finished: not empty and not marked as doubtful."""
    return (hun for hun in hunne if hun.id and any(gegeven(hun)) and not hun.fuzzy)


def _telt_gelijk(onze: Catalog, hunne: Catalog) -> bool:
    """Say whether both choose the same plural form of every number; tools write that rule differently."""
    try:
        wij, zij = gettext.c2py(onze.plural_expr), gettext.c2py(hunne.plural_expr)
    except ValueError:
        return False
    return onze.num_plurals == hunne.num_plurals and all(wij(n) == zij(n) for n in AANTALLEN)


def _fout(ons: Message | None, hun: Message) -> str:
    """Return what is wrong with one text, '' when it can be taken over."""
    tekst = ids(hun)[0]
    if ons is None or ids(ons) != ids(hun) or toelichting(ons) != toelichting(hun):
        return f"'{tekst}' is geen tekst van nu; maak met --uit een nieuw bestand."
    if not vormen(hun):
        return f"Bij '{tekst}' is niet elke vorm van het meervoud vertaald."
    bron = nederlands(ons)[-1]
    if any(gaten(vorm) != gaten(bron) for vorm in vormen(hun)):
        namen = ", ".join(f"{{{naam}}}" for naam in sorted(gaten(bron) or ())) or "geen"
        return f"Bij '{tekst}' kloppen de invulplekken tussen accolades niet; het moeten er zijn: {namen}."
    return ""


def gaten(tekst: str) -> frozenset[str] | None:
    """Return the slots that are filled in later, None when a brace has no other half."""
    try:
        delen = list(Formatter().parse(tekst))
    except ValueError:
        return None
    return frozenset(
        f"{naam}{'!' + soort if soort else ''}{':' + vorm if vorm else ''}"
        for _, naam, vorm, soort in delen
        if naam is not None
    )


def _zet(ons: Message, hun: Message) -> bool:
    """Put one translation in its place; say whether it is another one than was there."""
    anders = gegeven(ons) != gegeven(hun)
    if anders:
        wis_oordelen(ons)
    ons.string, ons.previous_id = hun.string, []
    ons.flags.discard("fuzzy")
    eigen = [regel for regel in hun.user_comments if not is_oordeel(regel)]
    ons.user_comments = list(dict.fromkeys([*eigen, *ons.user_comments]))
    return anders
