"""The log as a beheerder reads it: who did what and when, without what was in a dossier."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from consulent_app.opslag.waarden import Logregel

if TYPE_CHECKING:
    from consulent_app.opslag.logboek import Keten
    from consulent_app.opslag.logboekkop import Stand

#: On the screen; the file holds them all.
HOOGSTENS = 1000
LOGBOEK_CSV = "logboek.csv"
KOPPEN = ("nr", "tijdstip", "wie", "rol", "wat", "waarover", "resultaat", "reden", "oorsprong")

BREUK = "Vanaf regel {nr} klopt het logboek niet: daar is een regel gewijzigd, weggehaald of toegevoegd."
STANDEN = {
    "past niet": "Het einde van het logboek past niet bij logboek.kop: er zijn regels weg, of er is een "
    "ouder gegevensbestand teruggezet.",
    "ontbreekt": "Het bestand logboek.kop ontbreekt. Of er aan het einde regels weg zijn is onbekend.",
    "vervalst": "Het bestand logboek.kop is beschadigd, vervalst of van andere gegevens.",
}


@dataclass(frozen=True)
class Logboekbeeld:
    """The lines that were asked for, the last first, and everybody who stands in the log."""

    regels: Sequence[Logregel]
    actoren: Sequence[str]


def na_pogingen(verkeerd: int) -> str:
    """Return how often a wrong name or password came before; '' for never."""
    return f"(na {verkeerd} keer een verkeerde naam of wachtwoord)" if verkeerd else ""


def met_kenmerk(regel: Logregel) -> Logregel:
    """Return the line with the reference of its dossier in the place of the id."""
    handeling = regel.handeling
    return replace(regel, handeling=replace(handeling, object=regel.kenmerk or handeling.object))


def cellen(regel: Logregel) -> tuple[str, ...]:
    """Return the line as KOPPEN names it, with the time at this desk."""
    h = regel.handeling
    moment = f"{regel.tijdstip.astimezone():%d-%m-%Y %H:%M:%S}"
    return (str(regel.nr), moment, h.actor, h.rol, h.actie, h.object, h.resultaat, h.reden, h.oorsprong)


def als_csv(regels: Iterable[Logregel]) -> bytes:
    """Return the lines as a spreadsheet program in the Netherlands reads them."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow(KOPPEN)
    schrijver.writerows([_onschuldig(cel) for cel in cellen(regel)] for regel in regels)
    return uit.getvalue().encode("utf-8-sig", "replace")


def _onschuldig(cel: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cel}" if cel.startswith(("=", "+", "-", "@", "\t", "\r")) else cel


def bevindingen(keten: Keten, stand: Stand) -> list[str]:
    """Return what is wrong with the log, a sentence each; [] when it is sound."""
    gevonden = [] if keten.eerste_fout is None else [BREUK.format(nr=keten.eerste_fout)]
    return gevonden + ([STANDEN[stand.value]] if stand.value in STANDEN else [])


def omvang(keten: Keten) -> str:
    """Return how many lines the log has, and since when."""
    if keten.vanaf is None:
        return "0 regels"
    regels = "1 regel" if keten.aantal == 1 else f"{keten.aantal} regels"
    return f"{regels}, vanaf {keten.vanaf.astimezone():%d-%m-%Y %H:%M}"
