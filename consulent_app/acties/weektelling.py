"""Count a period from the store and write it as a file: the ending chooses the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.tellen import Teltabellen, teltabellen
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.tellingen.achterstand import NIEMAND, Achterstand
from consulent_app.tellingen.csvbestand import als_csv
from consulent_app.tellingen.doelen import lees_monitor
from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.lopend import lopende_weken
from consulent_app.tellingen.tabellen import tel
from consulent_app.tellingen.vergaderblad import als_pdf
from consulent_app.tellingen.verslag import Verslag, maak_verslag
from consulent_app.tellingen.weken import Week, Weekmaand
from consulent_app.tellingen.werkboek import als_xlsx

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

VORMEN: Mapping[str, Callable[[Verslag], bytes]] = {".xlsx": als_xlsx, ".csv": als_csv, ".pdf": als_pdf}


def maak_vorm(verslag: Verslag, vorm: str) -> bytes:
    """Return a count in the form of an ending."""
    return VORMEN[vorm](verslag)


def keur_vorm(uit: Path) -> None:
    """Raise InvoerFout when the ending of the file is none that can be made, or it is a folder."""
    if uit.suffix.lower() not in VORMEN:
        raise InvoerFout(f"--uit: '{uit.name}' heeft een onbekend einde; kies uit {', '.join(VORMEN)}.")
    if uit.is_dir():
        raise InvoerFout(f"--uit: '{uit.name}' is een map; noem een bestand.")


#: Where the own settings for a package are, None when there are none.
Eigen = Callable[[str], Inrichting | None]


def maak_telling(werkplek: Werkplek, van: Week, tot: Week, vandaag: date, eigen: Eigen) -> Verslag:
    """Return the tables of a period; raises InvoerFout without data, Geweigerd for who may not count.

    All that was before is read too: what is told of a month hangs on the months before it, and never on
    the period that is asked for.
    """
    eind = Weekmaand.met(tot).laatste.zondag
    achter = werkplek.delen.achterstand(vandaag)
    return maak_verslag_van(teltabellen(werkplek, date.min, eind), van, tot, vandaag, eigen, achter)


def maak_verslag_van(
    tabellen: Teltabellen,
    van: Week,
    tot: Week,
    vandaag: date,
    eigen: Eigen,
    achter: Achterstand = NIEMAND,
) -> Verslag:
    """Return the tables of a period from all facts until then, with the settings of the gemeente."""
    pakketten = tabellen.feiten["pakket"]
    pakket = str(pakketten.iloc[-1]).partition(" ")[0] if len(pakketten) else ""
    instellingen, toetser = lees_monitor(pakket), Toetser()
    if pakket:
        per = lees_instellingen(toetser.pakketmap(pakket), eigen(pakket)).tekst("tellen.toekenning_per")
        instellingen = replace(instellingen, per=per or instellingen.per)
    bron = Telfeiten(
        tabellen.feiten, tabellen.redenen, tabellen.stappen, instellingen.wijken, instellingen.per
    )
    naam, telling = dict(toetser.pakketten()).get(pakket, ""), tel(bron, van, tot, achter.teldag(vandaag))
    loopt = Weekmaand.met(Week.van(vandaag)) in telling.lopend
    lopend = lopende_weken(bron, vandaag) if loopt else None
    regelingen = toetser.pakket(pakket).regelingen if naam else {}
    elders = frozenset(regeling for regeling, r in regelingen.items() if r.door != "gemeente")
    return maak_verslag(telling, instellingen, vandaag, naam, lopend, elders, achter)


def keur_telling(verslag: Verslag) -> None:
    """Raise InvoerFout as long as nothing can be told of the period: there is nothing to give out."""
    if not verslag.telling.maanden:
        raise InvoerFout(verslag.nog_niet())


def bewaar(werkplek: Werkplek, weken: tuple[Week, Week], uit: Path, maak: Callable[[str], bytes]) -> Path:
    """Write a count into a file, after its line in the log; `maak` gives it in the form of an ending.

    Raises InvoerFout for another ending, Geweigerd, and OmgevingsFout when the file is open elsewhere.
    """
    keur_vorm(uit)
    werkplek.meld_telling(f"{weken[0]} t/m {weken[1]}", uit.suffix[1:])
    try:
        return schrijf_alle({uit.name: maak(uit.suffix.lower())}, uit.parent)[0]
    except OmgevingsFout as fout:
        if isinstance(fout.__cause__, PermissionError):
            raise OmgevingsFout(
                f"{uit.name} is open in een ander programma, of mag niet worden overschreven; sluit het "
                "bestand of kies een andere naam."
            ) from fout
        raise
