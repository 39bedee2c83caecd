"""Debt help of one household: from the day of the question until it ends, and the terms of the Wgs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.werkdagen import plus_werkdagen

#: A threatening situation in the words of art. 4 lid 2 Wgs.
CRISIS_WET = (
    "gedwongen woningontruiming",
    "beëindiging van gas, water, elektriciteit of stadsverwarming",
    "opzegging of ontbinding van de zorgverzekering",
)
#: The lists of DDAS, literally; what people read stands beside each.
BESCHIKKINGEN = {
    "Toelatingsbeschikking": "toegelaten tot schuldhulp",
    "Afwijzingsbeschikking": "afgewezen",
}
UITSTROOMREDENEN = {
    "Afgerond": "traject doorlopen en afgerond",
    "Zelf": "heeft de schulden zelf geregeld",
    "Ingetrokken": "trekt de aanvraag in",
    "Nietverschenen": "is niet verschenen",
    "Voldoet niet": "voldoet niet aan de verplichtingen",
    "Niet passend": "deze hulp past niet (meer)",
    "Verhuisd": "verhuisd naar een andere gemeente",
    "Overleden": "overleden",
    "Overig": "iets anders",
}
CONTACTSOORTEN = {
    "Telefoon": "telefoon",
    "Brief": "brief",
    "Mail": "e-mail",
    "SMS/Whatsapp": "sms of WhatsApp",
    "Huisbezoek": "huisbezoek",
    "Kaartje": "kaartje in de bus",
    "Administratief": "alleen op papier afgehandeld",
    "Overige": "op een andere manier",
}
DAGDELEN = {
    "Ochtend": "ochtend (tot 12.00 uur)",
    "Middag": "middag (12.00 tot 18.00 uur)",
    "Avond": "avond (vanaf 18.00 uur)",
}
EERSTE_GESPREK = timedelta(weeks=4)
WERKDAGEN_CRISIS = 3
#: The longest that a verordening can make it, from the first talk on (Wgs 4a lid 3).
BESLUIT_NA_GESPREK = timedelta(weeks=8)
#: Each day of the trace in the order in which things happen, with its name.
DAGEN = {
    "aangemeld": "de aanmelding",
    "gesprek": "het eerste gesprek",
    "doorverwezen": "de doorverwijzing",
    "besloten": "het besluit",
    "plan": "het plan van aanpak",
    "uitgestroomd": "de uitstroom",
}
#: What cannot be before what; a referral may come before the talk or after it.
_NA = (
    *(("aangemeld", later) for later in tuple(DAGEN)[1:]),
    ("gesprek", "besloten"),
    ("gesprek", "plan"),
    *((eerder, "uitgestroomd") for eerder in tuple(DAGEN)[1:-1]),
)


@dataclass(frozen=True)
class Contactpoging:
    """One attempt to reach somebody; `bereikt` is None when nobody noted whether it worked."""

    op: date
    soort: str
    dagdeel: str | None = None
    bereikt: bool | None = None


@dataclass(frozen=True)
class Schuldhulp:
    """What is known of it; None or an empty text is not known (yet).

    `crisis` holds the threatening situations, in words: () is no crisis. `met_partner` says that the
    partner takes part. `besluit` and `reden` are words of the DDAS lists.
    """

    aangemeld: date | None = None
    met_partner: bool | None = None
    crisis: tuple[str, ...] | None = None
    gesprek: date | None = None
    doorverwezen: date | None = None
    doorverwezen_naar: str = ""
    besloten: date | None = None
    besluit: str = ""
    plan: date | None = None
    uitgestroomd: date | None = None
    reden: str = ""
    contactpogingen: tuple[Contactpoging, ...] = ()

    def als_document(self) -> dict[str, Any]:
        """Return it as JSON, without what is not known."""
        alles: dict[str, Any] = {
            **{naam: dag and dag.isoformat() for naam, dag in dagen(self)},
            "met_partner": self.met_partner,
            "crisis": None if self.crisis is None else list(self.crisis),
            "doorverwezen_naar": self.doorverwezen_naar or None,
            "besluit": self.besluit or None,
            "reden": self.reden or None,
            "contactpogingen": [_poging_als_document(p) for p in self.contactpogingen] or None,
        }
        return {naam: waarde for naam, waarde in alles.items() if waarde is not None}

    @classmethod
    def uit_document(cls, document: Mapping[str, Any]) -> Schuldhulp:
        """Read what `als_document` made; an empty document is a household without debt help."""
        crisis = document.get("crisis")
        return cls(
            **{naam: date.fromisoformat(document[naam]) for naam in DAGEN if naam in document},
            met_partner=document.get("met_partner"),
            crisis=None if crisis is None else tuple(crisis),
            doorverwezen_naar=document.get("doorverwezen_naar", ""),
            besluit=document.get("besluit", ""),
            reden=document.get("reden", ""),
            contactpogingen=tuple(_poging_uit_document(p) for p in document.get("contactpogingen", ())),
        )


GEEN_SCHULDHULP = Schuldhulp()


def crisissoorten(erbij: str) -> tuple[str, ...]:
    """Return what a crisis is: by law, and what the gemeente adds, with a semicolon between."""
    eigen = (deel.strip() for deel in erbij.split(";"))
    return tuple(dict.fromkeys((*CRISIS_WET, *(deel for deel in eigen if deel))))


def dagen(schuldhulp: Schuldhulp) -> Iterator[tuple[str, date | None]]:
    """Give each day of the trace by its name, known or not."""
    for naam in DAGEN:
        yield naam, getattr(schuldhulp, naam)


def keur(schuldhulp: Schuldhulp, vandaag: date) -> None:
    """Raise InvoerFout for a day that is still to come, or that lies before what must come first."""
    for fout in bezwaren(schuldhulp, vandaag):
        raise InvoerFout(fout)


def bezwaren(schuldhulp: Schuldhulp, vandaag: date) -> Iterator[str]:
    """Give a sentence for each day that cannot be."""
    bekend = {naam: dag for naam, dag in dagen(schuldhulp) if dag is not None}
    for naam, dag in bekend.items():
        if dag > vandaag:
            yield f"{_dag_van(naam, dag)} is nog niet geweest."
    for poging in schuldhulp.contactpogingen:
        if poging.op > vandaag:
            yield f"De contactpoging van {datum_leesbaar(poging.op)} is nog niet geweest."
    for eerst, daarna in _NA:
        if eerst in bekend and daarna in bekend and bekend[daarna] < bekend[eerst]:
            yield f"{_dag_van(daarna, bekend[daarna])} ligt voor {DAGEN[eerst]}."


def _dag_van(naam: str, dag: date) -> str:
    return f"De dag van {DAGEN[naam]} ({datum_leesbaar(dag)})"


# --- the term for the first talk ---------------------------------------------------------------------


@dataclass(frozen=True)
class Wachttijd:
    """How long somebody waits, or waited, for the first talk: until `einde`, or still."""

    begin: date
    einde: date | None
    uiterlijk: date
    grond: str

    def te_laat(self, vandaag: date) -> bool:
        """Say whether the talk was later than the law wants, or is not there in time."""
        return (self.einde or vandaag) > self.uiterlijk

    def dagen(self, vandaag: date) -> int:
        """Return the calendar days of waiting, until the talk or today."""
        return ((self.einde or vandaag) - self.begin).days


def wachttijd(schuldhulp: Schuldhulp) -> Wachttijd | None:
    """Return the waiting for the first talk; None when nobody asked, or it ended without a talk."""
    begin, gesprek = schuldhulp.aangemeld, schuldhulp.gesprek
    if begin is None or (gesprek is None and schuldhulp.uitgestroomd is not None):
        return None
    return Wachttijd(begin, gesprek, gesprek_voor(begin, schuldhulp.crisis), grond_van(schuldhulp.crisis))


def gesprek_voor(aangemeld: date, crisis: tuple[str, ...] | None) -> date:
    """Return the last day for the first talk: four weeks, or three working days in a crisis (Wgs 4).

    Not moved on by a weekend: the term binds the gemeente, so the earlier day is the safe one.
    """
    return plus_werkdagen(aangemeld, WERKDAGEN_CRISIS) if crisis else aangemeld + EERSTE_GESPREK


def besluit_te_laat(schuldhulp: Schuldhulp) -> bool | None:
    """Say whether the decision came later than the law allows at the most; None without both days."""
    if schuldhulp.gesprek is None or schuldhulp.besloten is None:
        return None
    return schuldhulp.besloten > schuldhulp.gesprek + BESLUIT_NA_GESPREK


def grond_van(crisis: tuple[str, ...] | None) -> str:
    """Return what sets that term."""
    if not crisis:
        return "artikel 4, eerste lid, Wgs: vier weken"
    if set(crisis) & set(CRISIS_WET):
        return "artikel 4, tweede lid, Wgs: drie werkdagen"
    return "crisisprotocol van de gemeente: drie werkdagen"


def _poging_als_document(poging: Contactpoging) -> dict[str, Any]:
    delen = {
        "op": poging.op.isoformat(), "soort": poging.soort, "dagdeel": poging.dagdeel,
        "bereikt": poging.bereikt,
    }  # fmt: skip
    return {naam: deel for naam, deel in delen.items() if deel is not None}


def _poging_uit_document(document: Mapping[str, Any]) -> Contactpoging:
    op = date.fromisoformat(document["op"])
    return Contactpoging(op, document["soort"], document.get("dagdeel"), document.get("bereikt"))
