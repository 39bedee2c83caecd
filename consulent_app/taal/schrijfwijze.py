"""Amounts, dates and names as a language writes them, and whole inside text of the other direction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from consulent_app.huishouden.geld import Geld
from consulent_app.taal.talen import Taal

_FSI, _PDI = "\u2068", "\u2069"
_ISOLATEN = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def isoleer(tekst: str) -> str:
    """Keep a value in its own reading order: bare, 12-02-2026 turns round in Arabic."""
    return f"{_FSI}{tekst}{_PDI}"


def zonder_isolaten(tekst: str) -> str:
    """Return the text without its invisible marks, for a voice."""
    return tekst.translate(_ISOLATEN)


def met_hoofdletter(tekst: str) -> str:
    """Return a sentence with a capital, also where it begins with a value."""
    begin = len(tekst) - len(tekst.lstrip(_FSI))
    return f"{tekst[:begin]}{tekst[begin : begin + 1].upper()}{tekst[begin + 1 :]}"


def bedrag(geld: Geld, taal: Taal) -> str:
    """Return an amount in euros, in the digits of the letters that the resident takes home."""
    from babel.numbers import format_currency

    geschreven = format_currency(Decimal(geld.centen) / 100, "EUR", locale=taal.locale)
    # CLDR writes EUR in some languages; on every Dutch letter it is the sign.
    return geschreven.replace("EUR", "€")


def datum(dag: date, taal: Taal) -> str:
    """Return a date in words."""
    from babel.dates import format_date

    return format_date(dag, "long", locale=taal.locale)


def opsomming(delen: Sequence[str], taal: Taal) -> str:
    """Return `a, b and c`, each part in its own reading order."""
    from babel.lists import format_list

    return format_list([isoleer(deel) for deel in delen], locale=taal.locale)
