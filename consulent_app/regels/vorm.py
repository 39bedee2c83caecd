"""The form of the TOML tables of a rule package: which keys there are, of which kind, and which must."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.regels.typen import PROCENT_SCHAAL, Type


@dataclass(frozen=True)
class Tabelvorm:
    """Required and optional keys of a table, each with the kind of its value."""

    verplicht: Mapping[str, type | tuple[type, ...]]
    mag: Mapping[str, type | tuple[type, ...]]


PAKKET = Tabelvorm(
    {"id": str, "naam": str, "versie": str, "geldig_vanaf": date, "geldig_tot": date},
    {"gemeente": str, "ouder": str, "merk": str, "gecontroleerd_door": str, "toelichting": str},
)
SECTIE = Tabelvorm({"id": str, "naam": str}, {})
PARAMETER = Tabelvorm(
    {"naam": str, "type": str, "omschrijving": str, "waarden": list},
    {"vraag": str, "banden": str, "vervangt": bool},
)
DATERING = Tabelvorm(
    {"vanaf": date}, {"waarde": object, "bron": str, "zekerheid": str, "nog_invullen": bool}
)
AFGELEID = Tabelvorm(
    {"naam": str, "niveau": str, "omschrijving": str, "artikel": str, "formule": str},
    {"vervangt": bool},
)
REGELING = Tabelvorm(
    {"id": str, "naam": str, "per": str, "door": str, "wijze": str, "artikel": str, "wat": str},
    {
        "beleidsregel": str,
        "waar": str,
        "alternatief": str,
        "terugbetalen": str,
        "rechtsmiddel": str,
        "kostensoorten": list,
        "gedeeld": list,
        "periode": str,
        "bedrag": str,
        "ambtshalve": str,
        "van_toepassing": str,
        "terugwerkend": str,
        "terugwerkend_artikel": str,
    },
)
VOORWAARDE = Tabelvorm(
    {"id": str, "artikel": str, "als": str, "ja": str, "nee": str},
    {"onbekend": str, "bewijs": str, "bewijs_bekend": str, "doelgroep": bool},
)
WEGING = Tabelvorm({"id": str, "artikel": str, "tekst": str}, {"wanneer": str})
OPEN_VRAAG = Tabelvorm({"vraag": str}, {})
VERWIJZING = Tabelvorm(
    {"id": str, "naar": str, "artikel": str, "reden": str, "als": str},
    {"spoed": bool, "werkdagen": int, "weken": int},
)
HELE_GETALLEN = ("aantal", "jaren", "maanden", "getal")
KEUZES = {
    "per": ("huishouden", "volwassene", "kind", "persoon"),
    "door": ("gemeente", "anderen", "rijk"),
    "wijze": ("aanvraag", "verwijzing"),
    "periode": ("eenmalig", "maand", "kwartaal", "schooljaar", "jaar"),
    "niveau": ("huishouden", "persoon"),
    "rechtsmiddel": ("bezwaar", "beroep", "geen"),
}


def fouten_in_vorm(tabel: Mapping[str, Any], vorm: Tabelvorm) -> list[tuple[str, str, str]]:
    """Return (key, what is wrong, hint) for each fault in the form of a table."""
    fouten = []
    soorten = {**vorm.verplicht, **vorm.mag}
    for sleutel in vorm.verplicht:
        if sleutel not in tabel:
            fouten.append(("", f"'{sleutel}' ontbreekt", f"voeg {sleutel} = ... toe"))
    for sleutel, waarde in tabel.items():
        if sleutel not in soorten:
            lijkt = difflib.get_close_matches(sleutel, soorten, n=1)
            hint = f"bedoelt u '{lijkt[0]}'?" if lijkt else f"kies uit {', '.join(soorten)}"
            fouten.append((sleutel, f"'{sleutel}' bestaat niet", hint))
        elif not isinstance(waarde, soorten[sleutel]):
            fouten.append((sleutel, f"'{sleutel}' heeft de verkeerde soort waarde", "kijk de vorm na"))
        elif sleutel in KEUZES and waarde not in KEUZES[sleutel]:
            hint = f"kies uit {', '.join(KEUZES[sleutel])}"
            fouten.append((sleutel, f"'{waarde}' kan niet bij '{sleutel}'", hint))
    return fouten


def lees_waarde(ruw: Any, type_: Type) -> Any:
    """Return a parameter value in stored units; raises ValueError when it is of another kind."""
    if type_.soort == "geld" and isinstance(ruw, str):
        euro, punt, centen = ruw.partition(".")
        if euro.isdigit() and punt and len(centen) == 2 and centen.isdigit():
            return int(euro) * 100 + int(centen)
    elif type_.soort == "ja_nee" and isinstance(ruw, bool):
        return int(ruw)
    elif type_.soort == "procent" and isinstance(ruw, str):
        heel, _, deel = ruw.partition(".")
        if heel.isdigit() and len(deel) <= 3 and (deel or "0").isdigit():
            return int(heel) * (PROCENT_SCHAAL // 100) + int(deel.ljust(3, "0"))
    elif type_.soort == "datum" and isinstance(ruw, date):
        return ruw.toordinal()
    elif type_.soort in HELE_GETALLEN and isinstance(ruw, int) and not isinstance(ruw, bool):
        return ruw
    raise ValueError(ruw)


def schrijf_waarde(waarde: Any, type_: Type) -> Any:
    """Return stored units as they stand in a package: `lees_waarde` reads them back."""
    if type_.soort == "geld":
        return f"{waarde // 100}.{waarde % 100:02d}"
    if type_.soort == "procent":
        heel, deel = divmod(waarde, PROCENT_SCHAAL // 100)
        return f"{heel}.{deel:03d}".rstrip("0").rstrip(".")
    if type_.soort == "datum":
        return date.fromordinal(waarde)
    return bool(waarde) if type_.soort == "ja_nee" else waarde
