"""The work list of a file as a person reads it: a name, what is granted, what it comes to."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from consulent_app.acties.ambtshalve import WERKLIJST, open_bank, werkmap_in
from consulent_app.acties.briefdagboek import BRIEVEN, Briefopdracht, lees_dagboek
from consulent_app.fouten import OmgevingsFout
from consulent_app.huishouden.geld import Geld
from consulent_app.regels.pakket import Pakket
from consulent_app.uitwisseling.bestand.bronnen import vind_bronnen
from consulent_app.uitwisseling.bestand.intakes import namen_van_aanvragers


@dataclass(frozen=True, slots=True)
class Werkregel:
    """One household to which something can be granted; `gedrukt` says that its letter is there."""

    huishouden_id: str
    naam: str
    wat: str
    aantal: int
    per_jaar: Geld
    vragen: int
    gedrukt: bool


@dataclass(frozen=True)
class Werklijst:
    """Who can be granted something, and how many others are one answer away from it."""

    regels: tuple[Werkregel, ...]
    een_vraag: int


def lees_werklijst(opdracht: Briefopdracht) -> Werklijst:
    """Return the work list that a run left in `map`, with names from the files, in its own order.

    Raises InvoerFout when the files cannot be used, OmgevingsFout when the list cannot be read.
    """
    with werkmap_in(opdracht.map) as werkmap, open_bank(werkmap) as bank:
        namen = namen_van_aanvragers(vind_bronnen(opdracht.bron, bank), bank)
    gedrukt = {regel.huishouden_id for regel in lees_dagboek(opdracht.map / BRIEVEN)}
    regels, een_vraag = [], 0
    for rij in _rijen(opdracht.map / WERKLIJST):
        id_ = rij["huishouden_id"]
        if not rij["toe_te_kennen"]:
            een_vraag += rij["vragen"] == "1"
            continue
        regels.append(
            Werkregel(
                id_,
                namen.get(id_, ""),
                _wat(rij["toe_te_kennen"], opdracht.pakket),
                int(rij["aantal"]),
                Geld.uit_tekst(rij["euro_per_jaar"]),
                int(rij["vragen"]),
                id_ in gedrukt,
            )
        )
    return Werklijst(tuple(regels), een_vraag)


def _rijen(plek: Path) -> Iterator[Mapping[str, str]]:
    try:
        with plek.open(encoding="utf-8", newline="") as bestand:
            yield from csv.DictReader(bestand)
    except OSError as fout:
        raise OmgevingsFout(f"{plek.name} is niet te lezen; toets het bestand opnieuw.") from fout


def _wat(delen: str, pakket: Pakket) -> str:
    """Return `kindpakket_fiets (k1), kindpakket_fiets (k2)` as `Kindpakket: fiets (2 keer)`."""
    keren = Counter(deel.partition(" ")[0] for deel in delen.split(", "))
    return ", ".join(
        pakket.regelingen[id_].naam + (f" ({keer} keer)" if keer > 1 else "") for id_, keer in keren.items()
    )
