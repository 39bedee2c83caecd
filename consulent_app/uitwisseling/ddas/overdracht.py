"""From dossiers to a hand-over in the form of DDAS 1.0: what is not known is left out, never made up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from consulent_app import __version__
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.delen import mag_delen
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.merktekens import GEHEIMHOUDING
from consulent_app.besluiten.schuldhulp import Schuldhulp, bezwaren
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.opslag.waarden import Dossier
from consulent_app.uitwisseling.ddas.keuring import fouten, fouten_in_traject

SOORT = "ddas"
GEEN_LEVERING = (
    "Dit is een overdracht aan de eigen schuldhulpverlening, geen levering aan het CBS: die komt uit het "
    "systeem van de schuldhulpverlening."
)
GEEN_BSN = "Het BSN van de {rol} ontbreekt."
GEEN_PARTNER = "De partner doet mee, maar staat niet in het dossier."
ZONDER_ADRES = "Het adres is geheim en staat niet in het bestand."


@dataclass(frozen=True)
class Periode:
    """The days that a hand-over is about; raises InvoerFout when they are the wrong way round."""

    van: date
    tot: date

    def __post_init__(self) -> None:
        if self.tot < self.van:
            raise InvoerFout(
                f"De periode klopt niet: {datum_leesbaar(self.tot)} ligt voor {datum_leesbaar(self.van)}."
            )

    def raakt(self, schuldhulp: Schuldhulp) -> bool:
        """Say whether debt help ran on one of these days."""
        begin, einde = schuldhulp.aangemeld, schuldhulp.uitgestroomd
        return begin is not None and begin <= self.tot and (einde is None or einde >= self.van)


@dataclass(frozen=True)
class Overdracht:
    """The document; the ids of what is in it; by reference, what is not and why, and what was held back."""

    document: dict[str, Any]
    dossiers: tuple[str, ...]
    niet: tuple[tuple[str, str], ...]
    zonder: tuple[tuple[str, str], ...]

    def als_json(self) -> bytes:
        """Return the document as it is written."""
        return json.dumps(self.document, ensure_ascii=False, indent=1).encode() + b"\n"

    def verslag(self) -> str:
        """Return what was handed over and what was not, in plain Dutch."""
        aantal = len(self.dossiers)
        regels = [GEEN_LEVERING, f"In het bestand: {aantal} {'traject' if aantal == 1 else 'trajecten'}."]
        regels += [f"{kenmerk}: {reden}" for kenmerk, reden in self.zonder]
        regels += [f"Niet overgedragen: {len(self.niet)}."] if self.niet else []
        regels += [f"{kenmerk}: {reden}" for kenmerk, reden in self.niet]
        return "\n".join(regels)


def maak_overdracht(
    dossiers: Iterable[Dossier], instellingen: Instellingen, periode: Periode, nu: datetime
) -> Overdracht:
    """Return the hand-over of the debt help that ran in a period, as it is known now.

    Raises InvoerFout when the gemeente has not said who it is.
    """
    instellingen.eis(SOORT)
    vandaag, gemeente = nu.astimezone().date(), instellingen.tekst("ddas.gemeentecode")
    trajecten, ids, niet, zonder = [], [], [], []
    for dossier in dossiers:
        behandeling = Behandeling.uit_document(dossier.behandeling)
        if not periode.raakt(behandeling.schuldhulp):
            continue
        traject, redenen = _gekeurd(dossier, behandeling, gemeente, vandaag)
        if redenen:
            niet.append((dossier.kenmerk, " ".join(redenen)))
            continue
        trajecten.append(traject)
        ids.append(dossier.id)
        if GEHEIMHOUDING in behandeling.merken:
            zonder.append((dossier.kenmerk, ZONDER_ADRES))
    document = _document(trajecten, instellingen, periode, nu)
    if kapot := fouten(document):
        raise InvoerFout(f"ddas: het bestand is niet gemaakt. {' '.join(kapot)}")
    return Overdracht(document, tuple(ids), tuple(niet), tuple(zonder))


def _document(
    trajecten: list[dict[str, Any]], instellingen: Instellingen, periode: Periode, nu: datetime
) -> dict[str, Any]:
    levering = {
        "teller": 1,
        "aanleverende_organisatie": _organisatie(instellingen),
        "schuldhulptrajecten": trajecten,
    }
    return {
        "startdatumLevering": periode.van.isoformat(),
        "einddatumLevering": periode.tot.isoformat(),
        "aanleverdatumEnTijd": f"{nu.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "codeGegevensleverancier": f"Consulent {__version__}",
        "leveringen": [levering],
    }


def _organisatie(instellingen: Instellingen) -> dict[str, Any]:
    contact = {
        "naam": instellingen.tekst("ddas.contact_naam"),
        "functietitel": instellingen.tekst("ddas.contact_functie"),
        "email": instellingen.tekst("ddas.contact_email"),
        "telefoonnummer": instellingen.tekst("ddas.contact_telefoon"),
    }
    return {
        "(Statutaire) Naam": instellingen.tekst("organisatie.naam"),
        "gemeentecode": instellingen.tekst("ddas.gemeentecode"),
        "contactpersonen": [_zonder_leegte(contact)],
    }


# --- one dossier -------------------------------------------------------------------------------------


def _gekeurd(
    dossier: Dossier, behandeling: Behandeling, gemeente: str, vandaag: date
) -> tuple[dict[str, Any], list[str]]:
    """Return the trajectory of a dossier, and why it cannot be handed over."""
    besluit = mag_delen(dossier.document)
    if not besluit.mag:
        return {}, [besluit.reden]
    try:
        intake = lees_document(dossier.document)
    except InvoerFout as fout:
        return {}, [str(fout)]
    redenen = [*_mist(intake, behandeling.schuldhulp), *bezwaren(behandeling.schuldhulp, vandaag)]
    if redenen:
        return {}, redenen
    traject = _traject(intake, behandeling, gemeente)
    return traject, fouten_in_traject(traject)


def _mist(intake: Intake, schuldhulp: Schuldhulp) -> Iterator[str]:
    if schuldhulp.met_partner and intake.partner is None:
        yield GEEN_PARTNER
    for persoon in _clienten(intake, schuldhulp):
        if not persoon.bsn:
            yield GEEN_BSN.format(rol=persoon.rol)


def _clienten(intake: Intake, schuldhulp: Schuldhulp) -> list[Persoon]:
    partner = intake.partner if schuldhulp.met_partner else None
    return [intake.aanvrager, *([partner] if partner else [])]


def _traject(intake: Intake, behandeling: Behandeling, gemeente: str) -> dict[str, Any]:
    s, schuld = behandeling.schuldhulp, intake.geldzorgen.totale_schuld
    adres = {} if GEHEIMHOUDING in behandeling.merken else _adres(intake)
    crisis = None if s.crisis is None else bool(s.crisis)
    return _zonder_leegte(
        {
            "startdatum": _dag(s.aangemeld),
            "einddatum": _dag(s.uitgestroomd),
            "totaalSchuldbedragBijAanvangSchuld": None if schuld is None else (schuld.centen + 50) // 100,
            "gemeentecode": gemeente,
            "aanmelding": {"startdatum": _dag(s.aangemeld), "crisisinterventie": crisis},
            "intake": {
                "startdatum": _dag(s.gesprek),
                "beschikkingsdatum": _dag(s.besloten),
                "beschikkingssoort": s.besluit,
            },
            "planVanAanpak": {"datumAfronding": _dag(s.plan)},
            "client": [_client(persoon) | adres for persoon in _clienten(intake, s)],
            "uitstroom": {"datum": _dag(s.uitgestroomd), "reden": s.reden},
        }
    )


def _client(persoon: Persoon) -> dict[str, Any]:
    """Return who it is about. DDAS knows no half birth date; man or woman is nowhere asked."""
    geboren = persoon.geboortedatum
    heel = geboren.als_tekst() if geboren is not None and geboren.volledig else None
    return _zonder_leegte({"Burgerservicenummer": persoon.bsn, "Geboortedatum": heel})


def _adres(intake: Intake) -> dict[str, Any]:
    huis = intake.huishouden
    nummer = None if huis.huisnummer is None else str(huis.huisnummer)
    return _zonder_leegte(
        {"Postcode": huis.postcode, "Huisnummer": nummer, "Huisnummertoevoeging": huis.toevoeging}
    )


def _dag(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


def _zonder_leegte(deel: dict[str, Any]) -> dict[str, Any]:
    """Return an object without what is not known, at any depth."""
    schoon = {
        naam: _zonder_leegte(inhoud) if isinstance(inhoud, dict) else inhoud
        for naam, inhoud in deel.items()
    }
    return {naam: inhoud for naam, inhoud in schoon.items() if inhoud not in (None, "", {})}
