"""The names, the kinds of value and the lists of DDAS 1.0, as far as a hand-over has to do with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from consulent_app.besluiten.schuldhulp import BESCHIKKINGEN, UITSTROOMREDENEN
from consulent_app.huishouden.bsn import bsn_klopt

#: Says what is wrong with a value, in words that follow its name; None when nothing is.
Keur = Callable[[Any], str | None]


@dataclass(frozen=True)
class Object:
    """Names with what each holds; no other name is known. `nodig` are those that must be there."""

    velden: Mapping[str, Vorm]
    nodig: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Lijst:
    """So many times the same form."""

    vorm: Vorm
    minstens: int = 0
    hoogstens: int | None = None


Vorm = Object | Lijst | Keur

_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_POSTCODE = re.compile(r"[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}")


def dag(waarde: Any) -> str | None:
    """Say what is wrong with a day."""
    if isinstance(waarde, str) and _DAG.fullmatch(waarde) and _leest(date.fromisoformat, waarde):
        return None
    return "is geen dag die bestaat, geschreven als 2026-11-30"


def moment(waarde: Any) -> str | None:
    """Say what is wrong with a moment, which is in UTC."""
    if isinstance(waarde, str) and _MOMENT.fullmatch(waarde) and _leest(datetime.fromisoformat, waarde):
        return None
    return "is geen moment in UTC, geschreven als 2026-12-01T09:00:00Z"


def _leest(lees: Callable[[str], Any], waarde: str) -> bool:
    try:
        lees(waarde)
    except ValueError:
        return False
    return True


def euro(waarde: Any) -> str | None:
    """Say what is wrong with an amount in whole euros."""
    heel = isinstance(waarde, int) and not isinstance(waarde, bool) and waarde >= 0
    return None if heel else "is geen bedrag in hele euro's"


def ja_nee(waarde: Any) -> str | None:
    """Say what is wrong with a yes or no."""
    return None if isinstance(waarde, bool) else "is geen true of false"


def geteld(waarde: Any) -> str | None:
    """Say what is wrong with a count."""
    goed = isinstance(waarde, int) and not isinstance(waarde, bool) and waarde >= 1
    return None if goed else "is geen heel getal van 1 of meer"


def bsn(waarde: Any) -> str | None:
    """Say what is wrong with a burgerservicenummer."""
    goed = isinstance(waarde, str) and bsn_klopt(waarde)
    return None if goed else "is geen burgerservicenummer: de elfproef klopt niet"


def tekst(waarde: Any) -> str | None:
    """Say what is wrong with a text."""
    return None if isinstance(waarde, str) and waarde.strip() else "is leeg, of geen tekst"


def vorm_van(patroon: str, uitleg: str) -> Keur:
    """Return the check of a text with a fixed form."""
    vast = re.compile(patroon)

    def keur(waarde: Any) -> str | None:
        return None if isinstance(waarde, str) and vast.fullmatch(waarde) else uitleg

    return keur


def een_van(*woorden: str) -> Keur:
    """Return the check of a word from a list, to the letter."""

    def keur(waarde: Any) -> str | None:
        return None if waarde in woorden else f"staat niet in de lijst: {', '.join(woorden)}"

    return keur


POSTCODE = vorm_van(_POSTCODE.pattern, "is geen postcode, geschreven als 1964EZ")
GEMEENTECODE = vorm_van(r"GM[0-9]{4}", "is geen gemeentecode, geschreven als GM0396")
EMAIL = vorm_van(r"[^@\s]+@[^@\s]+\.[^@\s.]+", "is geen e-mailadres")
PERIODE = Object({"startdatum": dag, "einddatum": dag})

CLIENT = Object(
    {
        "Burgerservicenummer": bsn,
        "Geboortedatum": dag,
        "Geslachtsaanduiding": een_van("Man", "Vrouw", "Onbekend", "Leeg"),
        "Postcode": POSTCODE,
        "Huisnummer": vorm_van(r"[1-9][0-9]{0,4}", "is geen huisnummer, geschreven als tekst"),
        "Huisnummertoevoeging": tekst,
    },
    frozenset({"Burgerservicenummer"}),
)
SCHULD = Object(
    {
        "bedrag": euro,
        "peildatum": dag,
        "schuldsoort": een_van("Zorg", "Publiek", "Nuts", "Overig"),
        "zakelijkeSchuld": ja_nee,
        "schuldeiser": Object(
            {
                "naam": tekst,
                "Naam": tekst,
                "kvknummer": vorm_van(r"[0-9]{8}", "is geen KvK-nummer van acht cijfers"),
                "postcode": POSTCODE,
                "privepersoon": ja_nee,
            }
        ),
    }
)
TRAJECT = Object(
    {
        "startdatum": dag,
        "einddatum": dag,
        "omschrijving": tekst,
        "toekenningsdatum": dag,
        "totaalSchuldbedragBijAanvangSchuld": euro,
        "gemeentecode": GEMEENTECODE,
        "aanmelding": Object({**PERIODE.velden, "crisisinterventie": ja_nee}),
        "informatieEnAdvies": PERIODE,
        "intake": Object(
            {
                **PERIODE.velden,
                "beschikkingsdatum": dag,
                "beschikkingssoort": een_van(*sorted(BESCHIKKINGEN)),
            }
        ),
        "planVanAanpak": Object({"datumAfronding": dag}),
        "client": Lijst(CLIENT, 1, 2),
        "schulden": Lijst(SCHULD),
        "crisisinterventies": Lijst(PERIODE),
        "begeleiding": Lijst(
            Object(
                {
                    **PERIODE.velden,
                    "soort": een_van(
                        "Budgetcoaching", "Budgetbeheer", "Beschermingsbewind",
                        "Lange Termijn Begeleiding (DFD)", "Budgetbegeleiding",
                    ),
                }
            )
        ),
        "stabilisatie": PERIODE,
        "schuldregeling": Object(
            {
                "datum": dag,
                "toegekend": dag,
                "afgewezen": dag,
                "ingetrokken": dag,
                "dwangakkoord": ja_nee,
                "datumVerzoekDwangakkoord": dag,
            }
        ),
        "oplossing": Object(
            {
                **PERIODE.velden,
                "soort": een_van(
                    "Betalingsregeling", "Herfinanciering", "Saneringskrediet", "Schuldbemiddeling",
                    "0%-aanbod",
                ),
                "vtlb": euro,
            }
        ),
        "moratoria": Lijst(
            Object({**PERIODE.velden, "datumAanvraag": dag, "datumGoedkeuring": dag})
        ),
        "voorlopigeVoorzieningen": Lijst(PERIODE),
        "nazorg": PERIODE,
        "uitstroom": Object(
            {
                "datum": dag,
                "datumBeeindigingsbeschikking": dag,
                "omschrijving": tekst,
                "reden": een_van(*sorted(UITSTROOMREDENEN)),
            }
        ),
    },
    frozenset({"gemeentecode", "startdatum", "client"}),
)  # fmt: skip
ORGANISATIE = Object(
    {
        "(Statutaire) Naam": tekst,
        "KvK-nummer": vorm_van(r"[0-9]{8}", "is geen KvK-nummer van acht cijfers"),
        "postcode": POSTCODE,
        "gemeentecode": GEMEENTECODE,
        "contactpersonen": Lijst(
            Object(
                {"naam": tekst, "functietitel": tekst, "email": EMAIL, "telefoonnummer": tekst},
                frozenset({"naam", "email"}),
            ),
            1,
        ),
    },
    frozenset({"(Statutaire) Naam", "gemeentecode", "contactpersonen"}),
)
LEVERING = Object(
    {
        "teller": geteld,
        "aanleverende_organisatie": ORGANISATIE,
        "schuldhulptrajecten": Lijst(TRAJECT),
    },
    frozenset({"teller", "aanleverende_organisatie", "schuldhulptrajecten"}),
)
DOCUMENT = Object(
    {
        "startdatumLevering": dag,
        "einddatumLevering": dag,
        "aanleverdatumEnTijd": moment,
        "codeGegevensleverancier": tekst,
        "leveringen": Lijst(LEVERING, 1),
    },
    frozenset(
        {
            "startdatumLevering", "einddatumLevering", "aanleverdatumEnTijd",
            "codeGegevensleverancier", "leveringen",
        }
    ),
)  # fmt: skip
