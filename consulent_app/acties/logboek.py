"""The log as a beheerder reads it: who did what and when, without what was in a dossier."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.opslag.waarden import Logregel

if TYPE_CHECKING:
    from consulent_app.opslag.logboekkop import Stand
    from consulent_app.opslag.logcontrole import Aanvaarding, Keten

#: On the screen; the file holds them all.
HOOGSTENS = 1000
LOGBOEK_CSV = "logboek.csv"
KOPPEN = ("nr", "tijdstip", "wie", "rol", "wat", "waarover", "resultaat", "reden", "oorsprong")

BREUK = "Vanaf regel {nr} klopt het logboek niet: daar is een regel gewijzigd, weggehaald of toegevoegd."
BREUKEN = (
    "Op {aantal} plaatsen klopt het logboek niet, bij regel {nrs}: daar zijn regels gewijzigd, weggehaald "
    "of toegevoegd."
)
GENOEMD = 10
ONBEWAAKT = (
    "De database weigert niet meer alle wijzigingen: {namen} ontbreekt of is vervangen. Wat sindsdien is "
    "gewijzigd of verwijderd, hoeft daarom nergens te staan."
)
WAT_NU = (
    "Zoek eerst uit wat er gebeurde, met een reservekopie van voor die tijd. Aanvaard daarna het logboek "
    "zoals het nu is, met de reden; wat er dan nog aan verandert, wordt weer gezien."
)
AANVAARD = "Aanvaard tot en met regel {tot}, door {door} op {dag:%d-%m-%Y %H:%M}: {reden}"
WAAROM = "Schrijf erbij waarom u het logboek aanvaardt zoals het nu is."
NIETS_TE_AANVAARDEN = "Het logboek klopt; er is niets te aanvaarden."
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
    gevonden = [_breuken(keten.breuken)] if keten.breuken else []
    if keten.onbewaakt:
        gevonden.append(ONBEWAAKT.format(namen=", ".join(keten.onbewaakt)))
    return gevonden + ([STANDEN[stand.value]] if stand.value in STANDEN else [])


def _breuken(nrs: Sequence[int]) -> str:
    if len(nrs) == 1:
        return BREUK.format(nr=nrs[0])
    genoemd = ", ".join(str(nr) for nr in nrs[:GENOEMD])
    rest = f" en nog {len(nrs) - GENOEMD}" if len(nrs) > GENOEMD else ""
    return BREUKEN.format(aantal=len(nrs), nrs=genoemd + rest)


def aanvaardingen(keten: Keten) -> list[str]:
    """Return what was accepted before, by whom and why, a sentence each."""
    return [_aanvaarding(deel) for deel in keten.aanvaard]


def _aanvaarding(deel: Aanvaarding) -> str:
    dag = deel.tijdstip.astimezone()
    return AANVAARD.format(tot=deel.tot, door=deel.door, dag=dag, reden=deel.reden)


def keur_aanvaarding(waarom: str, keten: Keten, stand: Stand) -> None:
    """Raise InvoerFout without a reason, or when there is nothing to accept."""
    if not waarom.strip():
        raise InvoerFout(WAAROM)
    if not bevindingen(keten, stand):
        raise InvoerFout(NIETS_TE_AANVAARDEN)


def omvang(keten: Keten) -> str:
    """Return how many lines the log has, and since when."""
    if keten.vanaf is None:
        return "0 regels"
    regels = "1 regel" if keten.aantal == 1 else f"{keten.aantal} regels"
    return f"{regels}, vanaf {keten.vanaf.astimezone():%d-%m-%Y %H:%M}"
