"""The print for a resident who asks what is kept of them: every dossier, and who looked at it (AVG 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.documenten.bouwstenen import kop_boven_tabel, tabel
from consulent_app.documenten.briefpapier import Briefhoofd, druk
from consulent_app.documenten.brieftekst import par, regel, tussenkop
from consulent_app.documenten.huisstijl import in_huisstijl
from consulent_app.documenten.papier import logo, logo_hoog
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakket import Pakket


@dataclass(frozen=True)
class Lijst:
    """One table: the key of its heading, the columns with their breadth in millimetres, the rows."""

    kop: str
    kolommen: Sequence[tuple[str, float]]
    rijen: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Inzagedossier:
    """What is printed of one dossier; `plaats` is the sentence about the resident in it, '' for none."""

    kenmerk: str
    rol: str
    plaats: str
    anderen: str
    een_ander: bool
    lijsten: Sequence[Lijst]


def inzage(
    wie: str, dossiers: Sequence[Inzagedossier], pakket: Pakket, inst: Instellingen, datum: date
) -> bytes:
    """Return the PDF, in the house style of a package and with its mark."""
    with in_huisstijl(pakket.id):
        verhaal = [
            par("inzage.kern", "kern", wie=wie),
            par("inzage.waarvoor"),
            par("inzage.elders"),
            par("inzage.rechten"),
            *(deel for dossier in dossiers for deel in _dossier(dossier)),
        ]
        return druk(_hoofd(pakket, inst, datum), verhaal)


def _hoofd(pakket: Pakket, inst: Instellingen, datum: date) -> Briefhoofd:
    onderwerp = regel("inzage.onderwerp")
    return Briefhoofd(
        titel=onderwerp,
        afzender=pakket.naam,
        adres=(),
        retouradres="",
        verwijzing=(("Datum", datum_leesbaar(datum)), ("Onderwerp", onderwerp)),
        voet=(),
        datum=datum,
        watermerk=pakket.merk,
        logo=logo(inst),
        logo_hoog=logo_hoog(inst),
    )


def _dossier(dossier: Inzagedossier) -> list[Any]:
    delen = [tussenkop("inzage.kop_dossier", kenmerk=dossier.kenmerk)]
    if dossier.plaats:
        delen.append(par(dossier.plaats, rol=dossier.rol))
    if dossier.anderen:
        hoeveel = "staat" if dossier.een_ander else "staan"
        delen.append(par("inzage.anderen", wie=dossier.anderen, hoeveel=hoeveel))
    return [*delen, *(deel for lijst in dossier.lijsten for deel in _lijst(lijst))]


def _lijst(lijst: Lijst) -> list[Any]:
    if not lijst.rijen:
        return [tussenkop(lijst.kop, 3), par("inzage.leeg")]
    koppen = [naam for naam, _ in lijst.kolommen]
    breedtes = [breed for _, breed in lijst.kolommen]
    boven = kop_boven_tabel(regel(lijst.kop), 3)
    return [*boven, tabel(koppen, lijst.rijen, breedtes, bedrag_laatst=False)]
