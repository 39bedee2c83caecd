"""The commands to work together without a server: hand-over files, and letting workplaces in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.overdrachtbeeld import DOSSIER, WIJZIGING, zoveel
from consulent_app.cli_werkplek import open_werkplek, werkplek_argumenten
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder

if TYPE_CHECKING:
    from consulent_app.acties.overdracht import Ontvanger, Ontvangst
    from consulent_app.acties.toetreden import Kaart
    from consulent_app.acties.werkplek import Werkplek

ORGANISATIES = ("gemeente", "met")
KIES = "Zeg met --naar voor wie het is: {wie}."
LEES_VOOR = "Controlegetal: {getal}. Lees dit voor aan wie het bestand leest; stuur het niet mee."
BEGONNEN = (
    "Deze werkplek is nu werkplek {nummer:02d}. Laat andere werkplekken zich aanmelden en laat ze toe."
)
BINNEN = "Deze werkplek is binnen, als werkplek {nummer:02d}."
KENNIS = "De kennismaking is gelukt: {wie}. Laat de andere kant hetzelfde doen met een bestand van hier."


def maak_argumenten(ontleder: Ontleder) -> None:
    """Say what `overdracht maak` takes."""
    ontleder.add_argument(
        "--naar", metavar="NUMMER", default="", help="nummer, of gemeente of met voor alle"
    )
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar het bestand komt")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_maak)


def lees_argumenten(ontleder: Ontleder) -> None:
    """Say what `overdracht lees` takes."""
    ontleder.add_argument("bestand", type=Path, nargs="+", metavar="BESTAND", help="van andere werkplekken")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_lees)


def begin_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken begin` takes."""
    _plek_argumenten(ontleder)
    ontleder.add_argument(
        "--nummer",
        type=int,
        required=True,
        metavar="NUMMER",
        help="gemeente oneven, MET even, zoals 1 of 2",
    )
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_begin)


def meld_aan_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken meld-aan` takes."""
    _plek_argumenten(ontleder)
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar de aanmelding komt")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_meld_aan)


def laat_toe_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken laat-toe` takes."""
    _kaart_argumenten(ontleder, "de aanmelding van een andere werkplek")
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar de toelating komt")
    ontleder.set_defaults(doe=_laat_toe)


def kom_binnen_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken kom-binnen` takes."""
    _kaart_argumenten(ontleder, "de toelating van deze werkplek")
    ontleder.set_defaults(doe=_kom_binnen)


def kennismaking_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken kennismaking` takes."""
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar het bestand komt")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_kennismaking)


def maak_kennis_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken maak-kennis` takes."""
    _kaart_argumenten(ontleder, "de kennismaking van de andere organisatie")
    ontleder.add_argument(
        "--vervang", action="store_true", help="zij begon opnieuw en heeft een andere sleutel dan bekend is"
    )
    ontleder.set_defaults(doe=_maak_kennis)


def _plek_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument("--plek", required=True, metavar="NAAM", help="naam van de werkplek, niet van u")
    ontleder.add_argument("--organisatie", required=True, choices=ORGANISATIES)


def _kaart_argumenten(ontleder: Ontleder, wat: str) -> None:
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help=wat)
    ontleder.add_argument(
        "--controlegetal", required=True, metavar="GETAL", help="zoals het u is voorgelezen"
    )
    werkplek_argumenten(ontleder)


def _maak(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        gemaakt = werkplek.overdracht.maak(_ontvanger(werkplek, keuze.naar), keuze.uit)
    print(f"{gemaakt.pad}: {zoveel(gemaakt.delingen, WIJZIGING)} voor {gemaakt.naar.naam}")
    if gemaakt.beurten:
        print(f"{gemaakt.naar.naam} beslist nu over {zoveel(len(gemaakt.beurten), DOSSIER)}.")
    return GOED


def _ontvanger(werkplek: Werkplek, naar: str) -> Ontvanger:
    kan = werkplek.overdracht.ontvangers()
    per_naam = {str(wie.nummer) if wie.werkplek else wie.organisatie: wie for wie in kan}
    gevonden = per_naam.get(naar.lstrip("0"))
    if gevonden is None:
        wie = ", ".join(f"{naam} ({wie.naam})" for naam, wie in per_naam.items())
        raise InvoerFout(KIES.format(wie=wie or "er is nog geen andere werkplek bekend"))
    return gevonden


def _lees(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        for bestand in keuze.bestand:
            for regel in _in_woorden(werkplek.overdracht.lees(bestand)):
                print(regel)
    return GOED


def _in_woorden(kwam: Ontvangst) -> list[str]:
    wat, waarin = zoveel(kwam.ontvangen, WIJZIGING), zoveel(len(kwam.bijgewerkt), DOSSIER)
    regels = [f"Van {kwam.van}: {wat}, {waarin} bijgewerkt."]
    if kwam.voorstellen:
        regels.append(f"Nieuwe voorstellen: {len(kwam.voorstellen)}.")
    if kwam.botsingen:
        regels.append(f"Er moet gekozen worden in {zoveel(len(kwam.botsingen), DOSSIER)}.")
    return regels + [f"Klopt niet: {afwijking}" for afwijking in kwam.afwijkingen]


def _begin(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        werkplek.overdracht.begin(keuze.plek, keuze.organisatie, keuze.nummer)
    print(BEGONNEN.format(nummer=keuze.nummer))
    return GOED


def _meld_aan(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        _toon(werkplek.overdracht.meld_aan(keuze.plek, keuze.organisatie, keuze.uit))
    return GOED


def _laat_toe(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        _toon(werkplek.overdracht.laat_toe(keuze.bestand, keuze.controlegetal, keuze.uit))
    return GOED


def _kom_binnen(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        print(BINNEN.format(nummer=werkplek.overdracht.kom_binnen(keuze.bestand, keuze.controlegetal)))
    return GOED


def _kennismaking(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        _toon(werkplek.overdracht.maak_kennismaking(keuze.uit))
    return GOED


def _maak_kennis(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        wie = werkplek.overdracht.maak_kennis(keuze.bestand, keuze.controlegetal, vervang=keuze.vervang)
        print(KENNIS.format(wie=wie))
    return GOED


def _toon(kaart: Kaart) -> None:
    print(kaart.pad)
    print(LEES_VOOR.format(getal=kaart.controlegetal))
