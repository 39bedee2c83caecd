"""The commands about words: what waits for a translator, and how plain the Dutch is."""

from __future__ import annotations

import argparse
from pathlib import Path

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder, vandaag


def vertalingen_argumenten(ontleder: Ontleder) -> None:
    """Say what `vertalingen` takes."""
    ontleder.add_argument("taal", nargs="?", metavar="TAAL", help="code van een taal, zoals ti")
    wat = ontleder.add_mutually_exclusive_group()
    wat.add_argument("--uit", type=Path, metavar="MAP", help="maak bestanden voor vertalers")
    wat.add_argument("--in", type=Path, metavar="BESTAND.po", dest="in_", help="neem een vertaling over")
    wat.add_argument("--blind", type=Path, metavar="BESTAND.json", help="vertalingen zonder Nederlands")
    wat.add_argument("--terug", type=Path, metavar="BESTAND.json", help="bewaar terugvertalingen")
    ontleder.add_argument(
        "--goedgekeurd-door", metavar="NAAM", default="", help="wie elke tekst in BESTAND.po goed vond"
    )
    ontleder.set_defaults(doe=_vertalingen)


def leesbaarheid_argumenten(ontleder: Ontleder) -> None:
    """Say what `leesbaarheid` takes."""
    ontleder.add_argument(
        "intakes", type=Path, nargs="*", metavar="INTAKE.json",
        help="de brieven hiervan (anders alle pakketten en de voorbeelden)",
    )  # fmt: skip
    ontleder.add_argument("--zinnen", action="store_true", help="toon elke zin die beter kan")
    ontleder.set_defaults(doe=_leesbaarheid)


def _leesbaarheid(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import leesbaarheid
    from consulent_app.acties.toetsen import toetser_hier

    toetser = toetser_hier()
    paden = keuze.intakes
    verslagen = leesbaarheid.intakes(paden, toetser) if paden else leesbaarheid.alles(toetser)
    print(leesbaarheid.als_tabel(verslagen, met_zinnen=keuze.zinnen))
    return GOED


def _vertalingen(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import vertalingen

    if keuze.goedgekeurd_door and keuze.in_ is None:
        raise InvoerFout("--goedgekeurd-door hoort bij --in; geef ook het bestand van de vertaler.")
    if keuze.taal is not None:
        vertalingen.keur_taal(keuze.taal)
    elif keuze.blind or keuze.terug:
        raise InvoerFout("--blind en --terug gaan over één taal; geef ook de code, zoals ti.")
    if keuze.uit:
        print(*vertalingen.schrijf_uit(keuze.uit, keuze.taal), sep="\n")
    elif keuze.in_:
        print(vertalingen.lees_in(keuze.in_, keuze.taal, keuze.goedgekeurd_door, vandaag()))
    elif keuze.blind:
        print(vertalingen.schrijf_blind(keuze.taal, keuze.blind))
    elif keuze.terug:
        print(vertalingen.neem_terug(keuze.taal, keuze.terug))
    else:
        print(vertalingen.lijst(keuze.taal) if keuze.taal else vertalingen.tabel())
    return GOED
