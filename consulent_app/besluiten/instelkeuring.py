"""What a setting may be, looked at while it is typed: a check returns what is wrong, '' when it is good."""

from __future__ import annotations

import re
from collections.abc import Callable

from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.taal.talen import TALEN

Controle = Callable[[str], str]

#: What fits in the place that the prints have for it.
KORT, REGEL, ALINEA = 60, 200, 700
_TELEFOON = re.compile(r"\+?[0-9][0-9 ()-]{2,19}( \([^()]+\))?")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
_WEBADRES = re.compile(r"(https?://)?[^\s/@.]+(\.[^\s/@.]+)+(/\S*)?")
_POSTCODE = re.compile(r"\b[0-9]{4} ?[A-Z]{2} \S")
_GEMEENTECODE = re.compile(r"GM[0-9]{4}")


def tekst(hoogstens: int = REGEL) -> Controle:
    """Return the check of a text that may be so long."""

    def controle(waarde: str) -> str:
        if not waarde.isprintable():
            return "Hier staat een teken dat niet op een brief kan; typ de tekst opnieuw."
        return f"Dit is te lang: hoogstens {hoogstens} tekens." if len(waarde) > hoogstens else ""

    return controle


def _vorm(vorm: re.Pattern[str], zin: str, hoogstens: int = REGEL, *, ergens: bool = False) -> Controle:
    lengte = tekst(hoogstens)

    def controle(waarde: str) -> str:
        past = vorm.search(waarde) if ergens else vorm.fullmatch(waarde)
        return lengte(waarde) or ("" if past else zin)

    return controle


telefoon = _vorm(_TELEFOON, "Dit is geen telefoonnummer: schrijf cijfers met spaties, zoals 14 0251.", KORT)
email = _vorm(_EMAIL, "Dit is geen e-mailadres: schrijf het zoals post@gemeente.nl.")
webadres = _vorm(_WEBADRES, "Dit is geen webadres: schrijf het zoals gemeente.nl/privacy.")
gemeentecode = _vorm(_GEMEENTECODE, "Een gemeentecode is GM met vier cijfers, zoals GM0396.")
_MET_POSTCODE = "Zet er een postcode en een plaats in, zoals Postbus 1, 1960 AA Heemskerk."
adres = _vorm(_POSTCODE, _MET_POSTCODE, ergens=True)
#: It stands in small type above the window of an envelope, on one line.
retouradres = _vorm(_POSTCODE, _MET_POSTCODE, KORT, ergens=True)


def rsin(waarde: str) -> str:
    """Check the number by which the government knows an organisation; its 11-proef is that of a BSN."""
    return "" if bsn_klopt(waarde) else "Dit is geen RSIN: kijk de negen cijfers na."


def getal(laagste: int, hoogste: int) -> Controle:
    """Return the check of a whole number between these, both good."""

    def controle(waarde: str) -> str:
        goed = waarde.isascii() and waarde.isdecimal() and len(waarde) < 6
        if goed and laagste <= int(waarde) <= hoogste:
            return ""
        return f"Vul een heel getal in van {laagste} tot en met {hoogste}."

    return controle


def een_van(*woorden: str) -> Controle:
    """Return the check of a word out of a few."""

    def controle(waarde: str) -> str:
        return "" if waarde in woorden else f"Kies uit {', '.join(woorden)}."

    return controle


def talen(waarde: str) -> str:
    """Check a list of our languages by their codes, with commas in between."""
    for code in (deel.strip() for deel in waarde.split(",")):
        if code not in TALEN:
            return f"De taal '{code}' is er niet; kies uit {', '.join(TALEN)}."
    return ""
