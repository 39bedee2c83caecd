"""The commands about what is kept of people: check the log, inzage, and the copy sheet of a dossier."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from consulent_app.cli_werkplek import (
    eigen_instellingen,
    lees_regel,
    open_werkplek,
    werkplek_argumenten,
)
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, VERKEERD_GEBRUIK, Ontleder, vandaag
from consulent_app.paden import gegevensmap

GEVRAAGD = ""
NIET_ERBIJ = "--uit: kies een map buiten die met de dossiers; wat u meegeeft is niet versleuteld."
GEEN_BSN = "Er is geen BSN gegeven; typ het, of geef het op de regel na het wachtwoord."


def log_argumenten(ontleder: Ontleder) -> None:
    """Say what `log controleer` takes."""
    werkplek_argumenten(ontleder)
    ontleder.add_argument(
        "--aanvaard",
        metavar="REDEN",
        default="",
        help="ga verder met een logboek dat niet klopt; de reden blijft in het logboek staan",
    )
    ontleder.set_defaults(doe=_controleer)


def inzage_argumenten(ontleder: Ontleder) -> None:
    """Say what `inzage` takes."""
    wie = ontleder.add_mutually_exclusive_group(required=True)
    wie.add_argument(
        "--bsn",
        metavar="BSN",
        nargs="?",
        const=GEVRAAGD,
        help="van wie; laat het nummer weg en typ het pas als erom wordt gevraagd: dan blijft het nergens",
    )
    wie.add_argument("--kenmerk", metavar="KENMERK", help="van wie: de aanvrager van dit dossier")
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar PDF en JSON komen")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_inzage)


def kopieblad_argumenten(ontleder: Ontleder) -> None:
    """Say what `kopieblad` takes."""
    ontleder.add_argument("--kenmerk", required=True, metavar="KENMERK", help="van welk dossier")
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar de PDF komt")
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND.toml", help="wie besluit, als dat elders staat"
    )
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_kopieblad)


def _controleer(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.logboek import WAT_NU, aanvaardingen, bevindingen, omvang

    with open_werkplek(keuze) as werkplek:
        if keuze.aanvaard:
            werkplek.aanvaard_logboek(keuze.aanvaard)
        keten, stand = werkplek.controleer_logboek()
    gevonden = bevindingen(keten, stand)
    print(f"{omvang(keten)}: {'het klopt niet.' if gevonden else 'het klopt.'}")
    for zin in [*aanvaardingen(keten), *gevonden, *([WAT_NU] if gevonden else [])]:
        print(zin)
    return VERKEERD_GEBRUIK if gevonden else GOED


def _inzage(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.inzage import geef_inzage
    from consulent_app.acties.toetsen import Toetser

    if keuze.uit.resolve().is_relative_to((keuze.map or gegevensmap()).resolve()):
        raise InvoerFout(
            "--uit: kies een map buiten die met de dossiers; wat u meegeeft is niet versleuteld."
        )
    with open_werkplek(keuze) as werkplek:
        bsn = lees_regel("BSN: ", GEEN_BSN) if keuze.bsn == GEVRAAGD else keuze.bsn
        for pad in geef_inzage(
            werkplek, Toetser(werkplek.regels.pakketten()), bsn, keuze.kenmerk, vandaag(), keuze.uit
        ):
            print(pad)
    return GOED


def _kopieblad(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.kopieblad import schrijf_blad
    from consulent_app.acties.toetsen import Toetser

    with open_werkplek(keuze) as werkplek:
        toetser = Toetser(werkplek.regels.pakketten())
        eigen = partial(eigen_instellingen, keuze, werkplek)
        for pad in schrijf_blad(werkplek, keuze.kenmerk, toetser, eigen, vandaag(), keuze.uit):
            print(pad)
    return GOED
