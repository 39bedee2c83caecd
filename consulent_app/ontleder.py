"""Reads the arguments of the command line, and tells wrong use in one Dutch sentence."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from typing import NoReturn

from consulent_app.fouten import InvoerFout

GOED, VERKEERD_GEBRUIK = 0, 2
#: What argparse says, and what that is in Dutch.
ZINNEN = (
    (r"the following arguments are required: (?P<wat>.+)", "er ontbreekt {wat}"),
    (r"unrecognized arguments: (?P<wat>.+)", "{wat} hoort er niet bij"),
    (
        r"argument (?P<naam>[^:]+): invalid choice: (?P<wat>.+?) \(choose from (?P<keuzes>.+)\)",
        "{wat} kan niet bij {naam}; kies uit {keuzes}",
    ),
    (r"argument (?P<naam>[^:]+): not allowed with argument (?P<wat>.+)", "{naam} kan niet samen met {wat}"),
    (r"argument (?P<naam>[^:]+): expected .+", "na {naam} ontbreekt de waarde"),
    (r"argument (?P<naam>[^:]+): ignored explicit argument (?P<wat>.+)", "na {naam} hoort geen waarde"),
    (
        r"ambiguous option: (?P<wat>\S+) could match (?P<keuzes>.+)",
        "{wat} is niet duidelijk; bedoelt u {keuzes}?",
    ),
)


class Ontleder(argparse.ArgumentParser):
    """Says what is wrong and where the explanation stands."""

    def error(self, message: str) -> NoReturn:
        wat = _in_het_nederlands(message)
        raise InvoerFout(f"Dit commando klopt niet{wat}; kijk met '{self.prog} --help' hoe het moet.")


def _in_het_nederlands(bericht: str) -> str:
    for patroon, zin in ZINNEN:
        if gevonden := re.fullmatch(patroon, bericht):
            delen = gevonden.groupdict()
            if "keuzes" in delen:
                delen["keuzes"] = delen["keuzes"].replace("'", "")
            return f": {zin.format(**delen)}"
    return ""


def vandaag() -> date:
    """Return today's date at the desk."""
    return datetime.now().astimezone().date()


def lees_dag(tekst: str | None, vlag: str) -> date | None:
    """Return a date as typed after a flag, None without one; raises InvoerFout."""
    if tekst is None:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise InvoerFout(f"{vlag}: '{tekst}' is geen datum; schrijf hem als 2026-11-18.") from None
