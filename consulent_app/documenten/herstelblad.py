"""The paper with the recovery key: what it opens, how to type it over, and where to keep it."""

from __future__ import annotations

from datetime import date

from consulent_app.documenten.bouwstenen import punten, tabel, vergeet
from consulent_app.documenten.briefpapier import ONDERWERP, Briefhoofd, druk
from consulent_app.documenten.brieftekst import opgemaakt, par, regel, tussenkop, tussenkop_boven_tabel
from consulent_app.huishouden.datums import datum_leesbaar

#: Millimetres: the number of a group, and its signs.
BREEDTES = (25, 60)


def herstelblad(sleuteltekst: str, beheerder: str, datum: date) -> bytes:
    """Return the paper as a PDF; nothing of it is remembered."""
    groepen = [(str(nummer), groep) for nummer, groep in enumerate(sleuteltekst.split("-"), start=1)]
    verhaal = [
        par("herstelblad.kern", "kern"),
        par("herstelblad.waarvoor"),
        *tussenkop_boven_tabel("herstelblad.kop_sleutel"),
        tabel(("Groepje", "Tekens"), groepen, BREEDTES, bedrag_laatst=False),
        par("herstelblad.tekens"),
        tussenkop("herstelblad.kop_regels"),
        *punten([opgemaakt(f"herstelblad.{deel}") for deel in ("kluis", "niet", "weg")]),
    ]
    try:
        return druk(_hoofd(beheerder, datum), verhaal)
    finally:
        vergeet()


def _hoofd(beheerder: str, datum: date) -> Briefhoofd:
    onderwerp = regel("herstelblad.titel")
    return Briefhoofd(
        titel=onderwerp,
        afzender="Consulent",
        adres=(),
        retouradres="",
        verwijzing=(
            ("Datum", datum_leesbaar(datum)),
            (ONDERWERP, onderwerp),
            ("Beheerder", beheerder),
        ),
        voet=(),
        datum=datum,
    )
