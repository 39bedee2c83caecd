"""Give a resident all that is kept of them, and who looked at it or changed it (AVG 15)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.inzage_anderen import Filter, met_nummer
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.opslag.waarden import Logregel, Volledig

if TYPE_CHECKING:
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.acties.werkplek import Werkplek

SCHEMA = "inzage/1"
PDF, JSON = "inzage.pdf", "inzage.json"
NIETS = "Er is geen dossier met kenmerk {kenmerk}. Kijk het na, of zoek met het BSN."
NIEMAND = (
    "In geen dossier staat of stond iemand met dit BSN. Wie alleen in een notitie wordt genoemd, is zo "
    "niet te vinden. Kijk het nummer na, of zoek met het kenmerk van een dossier."
)
#: What MET keeps is not the gemeente's to show, nor whether there is anything: it is said of everybody.
ELDERS = "Dit is wat de gemeente bewaart. Wat MET bewaart, is te vragen bij MET."
GEEN_BSN = "'{bsn}' is geen burgerservicenummer: kijk de negen cijfers na."
GEEN_AANVRAGER = "In dossier {kenmerk} staat nog niet wie de aanvrager is."

Gevonden = list[tuple[Volledig, Filter]]


def geef_inzage(
    werkplek: Werkplek, toetser: Toetser, bsn: str | None, kenmerk: str | None, vandaag: date, map_: Path
) -> list[Path]:
    """Write inzage.pdf and inzage.json of one person into a folder and return their paths.

    Raises InvoerFout when nothing is kept of this person, Geweigerd for who may not do this.
    """
    from consulent_app.acties.inzage_druk import als_pdf

    alles = verzamel(werkplek, bsn, kenmerk)
    inzage = als_document(alles, vandaag, bsn and _lees_bsn(bsn))
    inhoud = json.dumps(inzage, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return schrijf_alle(
        {PDF: als_pdf(inzage, toetser, werkplek.inrichting.haal, vandaag), JSON: inhoud}, map_
    )


def verzamel(werkplek: Werkplek, bsn: str | None, kenmerk: str | None) -> Gevonden:
    """Return every dossier in which the person stands or stood, with what of it is theirs."""
    if bsn is not None:
        return _met_bsn(werkplek, _lees_bsn(bsn))
    ids = werkplek.vind_voor_inzage(None, kenmerk)
    if not ids:
        raise InvoerFout(f"{NIETS.format(kenmerk=kenmerk)} {ELDERS}")
    eerste = werkplek.alles_over(ids[0])
    aanvrager = next((p for p in _personen(eerste) if p.get("rol") == "aanvrager"), None)
    if aanvrager is None:
        raise InvoerFout(GEEN_AANVRAGER.format(kenmerk=kenmerk))
    if aanvrager.get("bsn"):
        return _met_bsn(werkplek, aanvrager["bsn"])
    return [(eerste, Filter(eerste, lambda wie: wie["id"] == aanvrager["id"]))]


def _lees_bsn(getypt: str) -> str:
    bsn = "".join(teken for teken in getypt if teken not in " .-").zfill(9)
    if not bsn_klopt(bsn):
        raise InvoerFout(GEEN_BSN.format(bsn=getypt))
    return bsn


def _met_bsn(werkplek: Werkplek, bsn: str) -> Gevonden:
    alle = [werkplek.alles_over(dossier_id) for dossier_id in werkplek.vind_voor_inzage(bsn, None)]
    if not alle:
        raise InvoerFout(f"{NIEMAND} {ELDERS}")
    return [(volledig, Filter(volledig, lambda wie: wie.get("bsn") == bsn)) for volledig in alle]


def _personen(volledig: Volledig) -> list[dict[str, Any]]:
    return list(volledig.dossier.document.get("personen", ()))


# --- what is written ---------------------------------------------------------------------------------


def als_document(alles: Gevonden, vandaag: date, bsn: str | None) -> dict[str, Any]:
    """Return all of it as JSON; `bsn` is the number that was asked for, if one was."""
    wie = next((f.persoon for _, f in reversed(alles) if f.persoon), {"bsn": bsn})
    return {
        "schema": SCHEMA,
        "gemaakt_op": vandaag.isoformat(),
        "persoon": {veld: wie.get(veld) for veld in ("voornaam", "achternaam", "geboortedatum", "bsn")},
        "elders": ELDERS,
        "dossiers": [_dossier(volledig, filter_, bsn or "") for volledig, filter_ in alles],
    }


def _dossier(volledig: Volledig, filter_: Filter, bsn: str) -> dict[str, Any]:
    dossier = volledig.dossier
    return {
        "kenmerk": dossier.kenmerk,
        "status": dossier.status,
        "begonnen": _moment(dossier.aangemaakt),
        "gewijzigd": _moment(dossier.gewijzigd),
        "uw_rol": filter_.persoon.get("rol"),
        "u_staat_er_nog": filter_.staat_er,
        "anderen": dict(Counter(p.get("rol", "") for p in filter_.anderen)) if filter_.persoon else {},
        "pakket": dossier.document.get("pakket"),
        **filter_.nu(dossier.document),
        "behandeling": filter_.schoon(_behandeling(dossier.behandeling, filter_)),
        "brieven": [
            {"datum": s.datum.isoformat(), "soort": s.soort, "kenmerk": s.kenmerk}
            for s in (volledig.stukken if filter_.deelt_huishouden else ())
        ],
        "taken": _taken(volledig, filter_),
        "gebeurtenissen": _gebeurtenissen(volledig, filter_, bsn),
        "wie_keek_of_wijzigde": [_logregel(regel) for regel in volledig.log],
    }


def _behandeling(behandeling: Mapping[str, Any], filter_: Filter) -> Mapping[str, Any]:
    """Return what was done beside the answers; of a partner only the debt help in which they take part."""
    schuldhulp = behandeling.get("schuldhulp", {})
    if filter_.is_aanvrager:
        return behandeling
    return {"schuldhulp": schuldhulp} if filter_.deelt_huishouden and schuldhulp.get("met_partner") else {}


def _taken(volledig: Volledig, filter_: Filter) -> list[dict[str, Any]]:
    return [
        {
            "wat": filter_.schoon(taak.wat),
            "uiterlijk": taak.uiterlijk and taak.uiterlijk.isoformat(),
            "klaar": taak.klaar_op and _moment(taak.klaar_op),
        }
        for taak in (volledig.taken if filter_.is_aanvrager else ())
    ]


def _gebeurtenissen(volledig: Volledig, filter_: Filter, bsn: str) -> list[dict[str, Any]]:
    alle = volledig.gebeurtenissen
    gevonden = filter_.gebeurtenissen(alle) if filter_.persoon else met_nummer(alle, bsn)
    return [{"tijdstip": _moment(g.tijdstip), "soort": g.soort, "inhoud": inhoud} for g, inhoud in gevonden]


def _logregel(regel: Logregel) -> dict[str, Any]:
    h = regel.handeling
    return {
        "tijdstip": _moment(regel.tijdstip), "wie": h.actor, "rol": h.rol, "wat": h.actie,
        "resultaat": h.resultaat, "waarom": h.reden,
    }  # fmt: skip


def _moment(moment: datetime) -> str:
    return moment.astimezone().isoformat(timespec="seconds")
