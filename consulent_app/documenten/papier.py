"""The letterhead of one dossier: who sends, to whom, under which reference, with which watermark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.delen import GEMEENTE, MET
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.documenten import woorden
from consulent_app.documenten.briefpapier import ONDERWERP, Briefhoofd
from consulent_app.documenten.brieftekst import par
from consulent_app.documenten.huisstijl import huisstijl
from consulent_app.huishouden.datums import datum_leesbaar


def brief_aan_bewoner(
    zaak: Afhandeling, onderwerp: str, bijlagen: Sequence[str], *, voorstel: bool = False
) -> Briefhoofd:
    """Return the head of a letter in a window envelope; a proposal comes from who helps."""
    inst = zaak.instellingen
    return Briefhoofd(
        titel=f"{onderwerp} – {zaak.kenmerk}",
        afzender=inst.tekst("hulp.naam" if voorstel else "organisatie.naam"),
        adres=woorden.adresregels(zaak),
        retouradres="" if voorstel else inst.tekst("organisatie.retouradres"),
        verwijzing=_verwijzing(zaak, onderwerp, bijlagen, voorstel=voorstel),
        voet=_voet_hulp(zaak) if voorstel else huisstijl().voetregels(inst),
        logo=inst.logos.get(MET) if voorstel else logo(inst),
        logo_hoog=logo_hoog(inst),
        datum=zaak.datum,
        watermerk=watermerk(zaak, voorstel=voorstel),
        venster_links=inst.getal("brief.venster_links_mm", huisstijl().venster_links),
        venster_boven=inst.getal("brief.venster_boven_mm", huisstijl().venster_boven),
    )


def formulier(zaak: Afhandeling, onderwerp: str) -> Briefhoofd:
    """Return the head of a form, which is not sent in an envelope."""
    return Briefhoofd(
        titel=f"{onderwerp} – {zaak.kenmerk}",
        afzender=zaak.instellingen.tekst("organisatie.naam"),
        adres=(),
        retouradres="",
        verwijzing=_verwijzing(zaak, "", ()),
        voet=huisstijl().voetregels(zaak.instellingen),
        logo=logo(zaak.instellingen),
        logo_hoog=logo_hoog(zaak.instellingen),
        datum=zaak.datum,
        watermerk=watermerk(zaak),
    )


def logo(inst: Instellingen) -> bytes | None:
    """Return the logo of the gemeente: its own, or that of the house style; None without any."""
    return inst.logos.get(GEMEENTE) or huisstijl().logo


def logo_hoog(inst: Instellingen) -> float:
    """Return how high a logo stands on a letter, in millimetres."""
    return inst.getal("brief.logo_hoogte_mm", 0) or huisstijl().logo_hoog


def aan_wie(zaak: Afhandeling) -> list[Any]:
    """Say of whom the letter is, when it goes to somebody else."""
    ander = zaak.vertegenwoordiger
    if ander is None:
        return []
    wie = woorden.opsommen(woorden.namen(zaak.intake)) or "een inwoner"
    return [par("wie.vertegenwoordiger", wie=wie, rol=ander.rol)]


def watermerk(zaak: Afhandeling, *, voorstel: bool = False) -> str:
    """Return the word that lies over every page, or an empty text for a real decision."""
    soort = "VOORSTEL" if voorstel else "CONCEPT" if zaak.concept else ""
    return " ".join(deel for deel in (soort, zaak.merk) if deel)


def _verwijzing(
    zaak: Afhandeling, onderwerp: str, bijlagen: Sequence[str], *, voorstel: bool = False
) -> tuple[tuple[str, str], ...]:
    paren = (
        ("Datum", datum_leesbaar(zaak.datum)),
        ("Ons kenmerk", zaak.kenmerk),
        (ONDERWERP, onderwerp),
        ("Voor informatie", "" if voorstel else zaak.instellingen.tekst("brief.voor_informatie")),
        ("Bijlagen", woorden.opsommen(bijlagen)),
    )
    return tuple((label, waarde) for label, waarde in paren if waarde)


def _voet_hulp(zaak: Afhandeling) -> tuple[str, ...]:
    inst = zaak.instellingen
    waar = (("Bezoek: ", inst.tekst("hulp.adres")), ("Open: ", inst.tekst("hulp.openingstijden")))
    bereik = (("Telefoon ", inst.tekst("hulp.telefoon")), ("", inst.tekst("hulp.email")))
    return tuple(regel for paren in (waar, bereik) if (regel := _regel(paren)))


def _regel(delen: Sequence[tuple[str, str]]) -> str:
    return "  ·  ".join(f"{voor}{waarde}" for voor, waarde in delen if waarde)
