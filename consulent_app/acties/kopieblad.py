"""Make the copy sheet of a dossier: from what is decided now, or from the letters that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.brieven import Brieven
from consulent_app.acties.herleiding import gegevens
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.termijnen import beroep_tot, bezwaar_tot
from consulent_app.documenten import woorden
from consulent_app.documenten.kopieblad import Kopieblad, Registerbesluit, kopieblad
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.regels.regeling import Regeling

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.waarden import Stuk

BESTAND = "kopieblad.pdf"
BESCHIKKING = "beschikking"
NIETS_BESLOTEN = "{kenmerk}: hierin is nog niets besloten, dus er valt niets over te nemen."
GEEN_DOSSIER = "Er is geen dossier met het kenmerk {kenmerk}. Kijk het na."


@dataclass(frozen=True)
class _Brief:
    """What one letter decided: the lines of its derivation, and of whom they are."""

    kenmerk: str
    datum: date
    besluiten: Sequence[Mapping[str, Any]]
    intake: Intake


def blad_van_nu(brieven: Brieven, toetser: Toetser) -> dict[str, bytes]:
    """Return the sheet of the decisions that are about to be sent, by its file name.

    Raises InvoerFout when nothing is decided.
    """
    zaak = brieven.afhandeling
    brief = _Brief(zaak.kenmerk, zaak.datum, gegevens(zaak, brieven.oordeel)["besluiten"], zaak.intake)
    return _blad([brief], zaak.intake, zaak.kenmerk, zaak.instellingen, toetser, zaak.datum)


def schrijf_blad(
    werkplek: Werkplek, kenmerk: str, toetser: Toetser, eigen: Callable[[str], Inrichting], vandaag: date,
    map_: Path,
) -> list[Path]:  # fmt: skip
    """Write the sheet of every decision in the letters that a dossier keeps, and return its path.

    `eigen` gives the gemeente's own settings of a package. Raises InvoerFout when there is no such
    dossier, or nothing was decided in it.
    """
    dossier_id = next((r.id for r in werkplek.zoek(kenmerk) if r.kenmerk == kenmerk), None)
    if dossier_id is None:
        raise InvoerFout(GEEN_DOSSIER.format(kenmerk=kenmerk))
    intake = lees_document(werkplek.haal(dossier_id).document)
    brieven = [_uit_brief(s, intake) for s in werkplek.stukken(dossier_id) if s.soort == BESCHIKKING]
    instellingen = lees_instellingen(toetser.pakketmap(intake.pakket), eigen(intake.pakket))
    blad = _blad(brieven, intake, kenmerk, instellingen, toetser, vandaag)
    return werkplek.schrijf_uit(dossier_id, blad, map_)


def _uit_brief(stuk: Stuk, nu: Intake) -> _Brief:
    """Read what a letter decided, with the names of now for who is still the same person."""
    from consulent_app.documenten.herleiding import lees_herleiding

    was = lees_herleiding(stuk.pdf)
    toen = lees_document(was["intake"])
    besluiten = [{**besluit, "naam": _naam(besluit["persoon"], toen, nu)} for besluit in was["besluiten"]]
    return _Brief(was["kenmerk"], date.fromisoformat(was["datum"]), besluiten, toen)


def _naam(persoon: str | None, toen: Intake, nu: Intake) -> str:
    if persoon is None:
        return ""
    was = toen.persoon(persoon)
    zelfde = [p for p in nu.personen if (p.id, p.geboortedatum) == (was.id, was.geboortedatum)]
    return _wie(zelfde[0] if zelfde else was)


def _wie(persoon: Persoon | None) -> str:
    """Return for whom, as colleagues call somebody."""
    if persoon is None:
        return "huishouden"
    geboren = f", geboren {woorden.geboren(persoon.geboortedatum)}" if persoon.geboortedatum else ""
    return persoon.voornaam or f"{persoon.rol}{geboren}"


# --- the sheet ---------------------------------------------------------------------------------------


def _blad(
    brieven: Sequence[_Brief], intake: Intake, kenmerk: str, instellingen: Instellingen, toetser: Toetser,
    datum: date,
) -> dict[str, bytes]:  # fmt: skip
    pakket, orgaan = toetser.pakket(intake.pakket), instellingen.tekst("organisatie.bestuursorgaan")
    besluiten = [r for brief in brieven for r in _regels(brief, pakket.regelingen, orgaan)]
    if not besluiten:
        raise InvoerFout(NIETS_BESLOTEN.format(kenmerk=kenmerk))
    rsin, naam = instellingen.tekst("organisatie.rsin"), instellingen.tekst("organisatie.naam")
    blad = Kopieblad(
        zaak=kenmerk,
        organisatie=f"{rsin} ({naam})" if rsin else naam,
        inwoner=_inwoner(intake.aanvrager),
        afzender=naam,
        datum=datum,
        merk=pakket.merk,
        besluiten=besluiten,
    )
    return {BESTAND: kopieblad(blad, pakket.id)}


def _inwoner(aanvrager: Persoon) -> str:
    naam = aanvrager.naam if aanvrager.voornaam or aanvrager.achternaam else ""
    return ", ".join(deel for deel in (naam, f"BSN {aanvrager.bsn}" if aanvrager.bsn else "") if deel)


def _regels(
    brief: _Brief, regelingen: Mapping[str, Regeling], bestuursorgaan: str
) -> Iterator[Registerbesluit]:
    for nummer, besluit in enumerate(brief.besluiten, 1):
        regeling, toegekend = regelingen[besluit["regeling"]], besluit["besluit"] == "toegekend"
        tot = beroep_tot if regeling.rechtsmiddel == "beroep" else bezwaar_tot
        yield Registerbesluit(
            # The same from the screen, before the letter is kept, as from the letter itself.
            identificatie=f"{brief.kenmerk}/{brief.datum:%y%m%d}-{nummer}",
            besluittype=f"{regeling.naam}: {besluit['besluit']}",
            datum=brief.datum,
            toelichting=_toelichting(besluit, brief.intake),
            bestuursorgaan=bestuursorgaan,
            # A refusal works from the day on which it is sent (Awb 3:40).
            ingangsdatum=date.fromisoformat(besluit["ingang"]) if toegekend else brief.datum,
            vervaldatum=None,
            vervalreden="",
            publicatiedatum=None,
            verzenddatum=brief.datum,
            uiterlijke_reactiedatum=tot(brief.datum),
        )


def _toelichting(besluit: Mapping[str, Any], intake: Intake) -> str:
    persoon = besluit["persoon"]
    wie = besluit.get("naam") or _wie(intake.persoon(persoon) if persoon else None)
    if besluit["besluit"] != "toegekend":
        return woorden.met_hoofdletter(wie)
    bedrag = Geld.uit_tekst(besluit["bedrag"]) if besluit["bedrag"] else None
    wat = woorden.bedrag_met_periode(bedrag, besluit["periode"])
    return f"{woorden.met_hoofdletter(wie)}: {wat}{', met maatwerk' if besluit['maatwerk'] else ''}"
