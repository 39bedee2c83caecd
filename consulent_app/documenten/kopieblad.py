"""The copy sheet: every decision of a dossier in a row, its fields in the order of the register."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from consulent_app.documenten import stijl
from consulent_app.documenten.bouwstenen import MM, alinea, kleur, kop, tabel, tekst, vet
from consulent_app.documenten.briefpapier import KOP, VOET
from consulent_app.documenten.huisstijl import in_huisstijl
from consulent_app.documenten.lettertypen import drukbaar, registreer

BREED, HOOG, RAND = 297, 210, 9
#: What the register gets in this field: nothing.
LEEG = "leeg"
#: A long name that the row above has too: what is written out again and again takes a second page.
IDEM = "idem"
UITLEG = (
    "Neem elke rij over, van links naar rechts. Waar 'leeg' staat, vult u niets in. Bij 'idem' is het "
    "hetzelfde als erboven. Dit blad is om over te typen. Het is geen besluit."
)


@dataclass(frozen=True)
class Registerbesluit:
    """One decision: the eleven fields of the besluiten-API, in its order; None stays empty."""

    identificatie: str
    besluittype: str
    datum: date
    toelichting: str
    bestuursorgaan: str
    ingangsdatum: date | None
    vervaldatum: date | None
    vervalreden: str
    publicatiedatum: date | None
    verzenddatum: date
    uiterlijke_reactiedatum: date


#: The head of each column and its breadth in millimetres.
KOLOMMEN = (
    ("Identificatie", 45), ("Besluittype", 36), ("Datum", 22), ("Toelichting", 29), ("Bestuursorgaan", 30),
    ("Datum ingang", 22), ("Datum verval", 15), ("Reden verval", 15), ("Datum publicatie", 21),
    ("Datum verzending", 22), ("Uiterlijke reactie", 22),
)  # fmt: skip


@dataclass(frozen=True)
class Kopieblad:
    """What holds for the whole dossier, and its decisions."""

    zaak: str
    organisatie: str
    inwoner: str
    afzender: str
    datum: date
    merk: str
    besluiten: Sequence[Registerbesluit]


def kopieblad(blad: Kopieblad, pakket: str) -> bytes:
    """Return the sheet as a PDF, in the house style of a package; the same input gives the same bytes."""
    from reportlab.platypus import BaseDocTemplate, PageTemplate

    from consulent_app.documenten.alineas import Kader
    from consulent_app.documenten.archief import Kenmerken
    from consulent_app.documenten.tagdoek import Tagdoek

    registreer()
    uit = io.BytesIO()
    document = BaseDocTemplate(
        uit, pagesize=(BREED * MM, HOOG * MM), initialFontName=stijl.GEWOON, invariant=1
    )
    plek = (RAND * MM, 16 * MM, (BREED - 2 * RAND) * MM, (HOOG - 30) * MM)
    kader = Kader(*plek, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates([PageTemplate("blad", [kader], onPage=partial(_merk, blad))])
    titel = f"Kopieblad van zaak {blad.zaak}"
    kenmerken = Kenmerken(drukbaar(titel), drukbaar(blad.afzender), blad.datum)
    with in_huisstijl(pakket):
        document.build(_verhaal(blad, titel), canvasmaker=partial(Tagdoek, kenmerken=kenmerken, voet=_voet))
    return uit.getvalue()


def _verhaal(blad: Kopieblad, titel: str) -> list[Any]:
    paren = (("Verantwoordelijke organisatie", blad.organisatie), ("Inwoner", blad.inwoner))
    return [
        kop(titel, 1),
        *(alinea(f"{vet(naam)}: {tekst(waarde)}") for naam, waarde in paren if waarde),
        alinea(tekst(UITLEG), "klein"),
        tabel(
            [naam for naam, _ in KOLOMMEN],
            _rijen(blad.besluiten),
            [breed for _, breed in KOLOMMEN],
            bedrag_laatst=False,
        ),
    ]


def _rijen(besluiten: Sequence[Registerbesluit]) -> list[list[str]]:
    rijen: list[list[str]] = []
    vorige: str | None = None
    for besluit in besluiten:
        velden = {naam: _cel(getattr(besluit, naam)) for naam in Registerbesluit.__dataclass_fields__}
        if besluit.bestuursorgaan == vorige:
            velden["bestuursorgaan"] = IDEM
        vorige = besluit.bestuursorgaan
        rijen.append(list(velden.values()))
    return rijen


def _cel(waarde: str | date | None) -> str:
    return f"{waarde:%d-%m-%Y}" if isinstance(waarde, date) else waarde or LEEG


def _merk(blad: Kopieblad, doek: Any, _: Any) -> None:
    """Draw the mark of an example package on top, so that nobody types over what was made up."""
    if not blad.merk:
        return
    with doek.versiering(KOP):
        plek, zacht = ((BREED - RAND) * MM, (HOOG - 10) * MM), kleur(stijl.INKT_ZACHT)
        doek.regel(*plek, drukbaar(blad.merk), stijl.VET, 10, zacht, links=1)


def _voet(doek: Any, aantal: int) -> None:
    inhoud, zacht = f"Pagina {doek.getPageNumber()} van {aantal}", kleur(stijl.INKT_ZACHT)
    with doek.versiering(VOET):
        doek.regel((BREED - RAND) * MM, 9 * MM, inhoud, stijl.GEWOON, stijl.KLEIN, zacht, links=1)
