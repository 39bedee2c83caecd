"""What people type, turned into the form of the intake; refused in plain Dutch when it is unclear."""

from __future__ import annotations

import re
from datetime import date

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.huishouden.datums import MAANDEN, Geboortedatum, datum_leesbaar
from consulent_app.huishouden.geld import NBSP, Geld

#: A year in two digits is refused: '26' can be 1926 as well as 2026.
VROEGST_JAAR = 1900

_DUIZENDEN = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")


def lees_bedrag(tekst: str) -> str:
    """Return `'1283.83'` for 1.283,83, 1283.83, 1283,8 or 1283; raises InvoerFout when unclear."""
    kaal = re.sub(rf"[€\s{NBSP}]", "", tekst)
    scheiding = "," if "," in kaal or _DUIZENDEN.fullmatch(kaal) else "."
    heel, _, deel = kaal.partition(scheiding)
    if scheiding == "," and _DUIZENDEN.fullmatch(heel):
        heel = heel.replace(".", "")
    if not re.fullmatch(r"[0-9]{1,9}", heel) or not re.fullmatch(r"[0-9]{0,2}", deel):
        raise InvoerFout(f"'{tekst}' is geen bedrag; typ het als 1.283,83 of 1283.")
    return f"{int(heel)}.{deel.ljust(2, '0')}"


def toon_bedrag(waarde: str) -> str:
    """Return an amount of the intake as people read it, without the euro sign."""
    return Geld.uit_tekst(waarde).leesbaar().removeprefix(f"€{NBSP}")


def lees_datum(tekst: str) -> str:
    """Return `'2026-11-18'` for 18-11-2026, 18 nov 2026 or 2026-11-18; raises InvoerFout."""
    delen = _delen(tekst)
    try:
        if len(delen) == 3:
            return date(*delen).isoformat()
    except ValueError:
        pass
    raise InvoerFout(f"'{tekst}' is geen datum; typ hem als 18-11-2026.")


def lees_geboortedatum(tekst: str) -> str:
    """Return a birth date, of which the day or the month may be missing (1985 or 04-1985)."""
    delen = _delen(tekst)
    try:
        if delen:
            return Geboortedatum.uit_tekst(
                "-".join([f"{delen[0]:04d}", *(f"{deel:02d}" for deel in delen[1:])])
            ).als_tekst()
    except ValueError:
        pass
    raise InvoerFout(f"'{tekst}' is geen geboortedatum; typ 12-04-1985, of alleen 1985.")


def _delen(tekst: str) -> list[int]:
    """Return [year, month, day] as far as given; an empty list when it cannot be read."""
    woorden = [w for w in re.split(r"[\s\-/.]+", tekst.strip().lower()) if w]
    getallen = [_maand(w) if w.isalpha() else int(w) if w.isdecimal() else None for w in woorden]
    if not 1 <= len(getallen) <= 3 or any(g is None for g in getallen):
        return []
    goed = [g for g in getallen if g is not None]
    jaar_eerst = goed if len(woorden[0]) == 4 else goed[::-1]
    return jaar_eerst if jaar_eerst[0] >= VROEGST_JAAR else []


def _maand(woord: str) -> int | None:
    passend = [n for n, naam in enumerate(MAANDEN, start=1) if naam.startswith(woord)]
    return passend[0] if len(woord) >= 3 and len(passend) == 1 else None


def toon_datum(waarde: str) -> str:
    """Return a date of the intake as people read it, as short as what is known."""
    datum = Geboortedatum.uit_tekst(waarde)
    if datum.volledig:
        return datum_leesbaar(datum.vroegst).replace(NBSP, " ")
    return f"{MAANDEN[datum.maand - 1]} {datum.jaar}" if datum.maand else str(datum.jaar)


def lees_bsn(tekst: str) -> str:
    """Return nine digits; spaces and dots may stand between them. Raises InvoerFout."""
    bsn = re.sub(r"[\s.\-]", "", tekst)
    if not re.fullmatch(r"[0-9]{9}", bsn):
        raise InvoerFout("Een BSN heeft negen cijfers: tel ze na of laat het leeg.")
    if not bsn_klopt(bsn):
        raise InvoerFout("Dit BSN bestaat niet: controleer de cijfers of laat het leeg.")
    return bsn


def lees_postcode(tekst: str) -> str:
    """Return `'1964EZ'` for 1964 ez; raises InvoerFout."""
    postcode = re.sub(r"\s", "", tekst).upper()
    if not re.fullmatch(r"[1-9][0-9]{3}[A-Z]{2}", postcode):
        raise InvoerFout(f"'{tekst}' is geen postcode; typ hem als 1964 EZ.")
    return postcode


def lees_aantal(tekst: str) -> int:
    """Return a whole number of 0 or more; raises InvoerFout."""
    if not re.fullmatch(r"[0-9]{1,6}", tekst.strip()):
        raise InvoerFout(f"'{tekst}' is geen heel getal; typ bijvoorbeeld 36.")
    return int(tekst)
