"""The whole overview as text for the resident's screen: what is taken home on paper, to read or to hear."""

from __future__ import annotations

from dataclasses import dataclass

from consulent_app.acties.bewonersscherm import slotzin
from consulent_app.acties.brieven import Opdracht, handel_opdracht
from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.model import Intake
from consulent_app.taal.catalogus import Tekst, catalogus
from consulent_app.taal.spreker import Stuk
from consulent_app.taal.talen import BRONTAAL, TALEN


@dataclass(frozen=True)
class Overzichtblok:
    """One heading with its sentences; `pictogram` is that of the print."""

    pictogram: str
    kop: Tekst
    regels: tuple[Tekst, ...]


@dataclass(frozen=True)
class Overzichtbeeld:
    """The overview, with names. `slot` is None once the gemeente has decided."""

    kop: Tekst
    blokken: tuple[Overzichtblok, ...]
    slot: Tekst | None


def overzichtbeeld(
    intake: Intake, toetser: Toetser, opdracht: Opdracht, code: str, besloten: bool
) -> Overzichtbeeld:
    """Return the overview that these letters go with; raises InvoerFout where they cannot be made."""
    from consulent_app.documenten.overzicht import leesblokken

    _, zaak = handel_opdracht(intake, toetser, opdracht)
    titel, blokken = leesblokken(zaak, code)
    return Overzichtbeeld(
        _als_tekst(titel),
        tuple(
            Overzichtblok(blok.pictogram, _als_tekst(blok.kop), tuple(map(_als_tekst, blok.regels)))
            for blok in blokken
        ),
        None if besloten else slotzin(catalogus(code)),
    )


def _als_tekst(stuk: Stuk) -> Tekst:
    """Return the text with the language that it is in; Dutch when a part of it has no translation."""
    vertaald = next((deel.taal for deel in stuk.delen if deel.taal != BRONTAAL), BRONTAAL)
    onvertaald = any(deel.onvertaald for deel in stuk.delen)
    return Tekst(stuk.tekst, TALEN[BRONTAAL if onvertaald else vertaald])
