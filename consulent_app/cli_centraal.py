"""The commands with which an administrator prepares the central server and lets workplaces in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.cli_werkplek import lees_regel
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder

if TYPE_CHECKING:
    from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
    from consulent_app.uitwisseling.centraal.verbinding import Server

GEEN_WACHTWOORD = (
    "Er is geen wachtwoord van de beheerder van PostgreSQL gegeven; typ het, of geef het op stdin."
)
GEEN_CERTIFICAAT = "{naam} is geen certificaat in PEM-vorm, of kan niet worden gelezen."
GEEN_UITNODIGING = (
    "Zeg met --uitnodiging BESTAND waar de uitnodiging komt, of met --blokkeer NUMMER wie eruit gaat."
)
GEEN_WIE = "Zeg van welke organisatie het account is en hoe het heet, zoals: met 'Laptop 3'."
OPGEZET = "De centrale server is bijgewerkt: {wat}."
WAS_AL = "De centrale server was al bij; er is niets veranderd."
TERUGGEZET = "Alle werkplekken halen en sturen de volgende keer alles opnieuw."
GEBLOKKEERD = "{naam} komt er niet meer in. Wat er al gestuurd is, blijft staan."
OPNIEUW_WAARSCHUWING = (
    "U laat {organisatie} opnieuw beginnen. Wat aan deze organisatie is verteld met de sleutel die kwijt "
    "is, blijft op de server voorgoed onleesbaar. Is er nog een reservekopie van een van haar werkplekken, "
    "zet die dan liever terug. Typ de naam van de organisatie om door te gaan:"
)
NIET_BEVESTIGD = "De naam van de organisatie is niet getypt; er is niets veranderd."
OPNIEUW_BEGONNEN = (
    "De volgende werkplek van {organisatie} die uitwisselt, maakt een nieuwe sleutel. Draai daarna op haar "
    "'consulent samenwerken kennismaking', en op elke werkplek van de andere organisatie 'consulent "
    "samenwerken maak-kennis --vervang': tot dan leest {organisatie} niets van de ander."
)
CODE = (
    "{naam}: {bestand}\n  code: {code}\n"
    "  Lees de code voor; stuur hem niet mee met het bestand en schrijf hem er niet bij."
)


def opzet_argumenten(ontleder: Ontleder) -> None:
    """Say what `centraal opzetten` takes."""
    _server_argumenten(ontleder)
    ontleder.add_argument(
        "--gemeente", action="append", default=[], metavar="NAAM", help="eerste werkplekken"
    )
    ontleder.add_argument(
        "--met", action="append", default=[], metavar="NAAM", help="eerste laptop van MET"
    )
    ontleder.add_argument("--map", type=Path, metavar="MAP", help="waar hun uitnodigingen komen")
    ontleder.add_argument(
        "--teruggezet", action="store_true", help="er is een kopie van de database teruggezet"
    )
    ontleder.set_defaults(doe=_opzetten)


def werkplek_argumenten(ontleder: Ontleder) -> None:
    """Say what `centraal werkplek` takes."""
    _account_argumenten(ontleder, "van de plek, niet van een mens")
    ontleder.add_argument(
        "--blokkeer", type=int, metavar="NUMMER", help="houd een verloren werkplek buiten"
    )
    ontleder.set_defaults(doe=_werkplek)


def teamleider_argumenten(ontleder: Ontleder) -> None:
    """Say what `centraal teamleider` takes."""
    _account_argumenten(ontleder, "van de teamleider")
    ontleder.set_defaults(doe=_teamleider)


def opnieuw_argumenten(ontleder: Ontleder) -> None:
    """Say what `centraal organisatie-opnieuw` takes."""
    ontleder.add_argument("organisatie", choices=("gemeente", "met"), metavar="gemeente|met")
    _server_argumenten(ontleder)
    ontleder.set_defaults(doe=_organisatie_opnieuw)


def _account_argumenten(ontleder: Ontleder, van_wie: str) -> None:
    ontleder.add_argument("organisatie", nargs="?", choices=("gemeente", "met"), metavar="gemeente|met")
    ontleder.add_argument("naam", nargs="?", metavar="NAAM", help=van_wie)
    ontleder.add_argument("--uitnodiging", type=Path, metavar="BESTAND", help="waar de uitnodiging komt")
    _server_argumenten(ontleder)


def _server_argumenten(ontleder: Ontleder) -> None:
    groep = ontleder.add_argument_group("de server")
    groep.add_argument("--server", required=True, metavar="ADRES", help="zoals de werkplekken hem kennen")
    groep.add_argument("--poort", type=int, default=5432, metavar="POORT")
    groep.add_argument("--database", default="consulent", metavar="NAAM")
    groep.add_argument("--beheerder", default="postgres", metavar="ROL", help="wie rollen mag maken")
    groep.add_argument("--ca", type=Path, metavar="CA.pem", help="wie voor het certificaat instaat")
    groep.add_argument(
        "--wachtwoord-stdin", action="store_true", help="lees het wachtwoord van de eerste regel van stdin"
    )


def _opzetten(keuze: argparse.Namespace) -> int:
    from consulent_app.uitwisseling.centraal import opzetten
    from consulent_app.uitwisseling.centraal.uitnodiging import keur_map

    plekken = [("gemeente", naam) for naam in keuze.gemeente] + [("met", naam) for naam in keuze.met]
    if plekken and keuze.map is None:
        raise InvoerFout("Zeg met --map waar de uitnodigingen komen.")
    if plekken:
        # Before anything is made at the server: an account without its file serves nobody.
        keur_map(keuze.map)
    beheer = _beheer(keuze)
    gedaan = opzetten.zet_op(beheer)
    print(OPGEZET.format(wat=", ".join(gedaan)) if gedaan else WAS_AL)
    if keuze.teruggezet:
        opzetten.meld_teruggezet(beheer)
        print(TERUGGEZET)
    if plekken:
        _nodig_eersten_uit(beheer, plekken, keuze.map)
    return GOED


def _nodig_eersten_uit(beheer: Server, plekken: Sequence[tuple[str, str]], map_: Path) -> None:
    from consulent_app.uitwisseling.centraal import opzetten
    from consulent_app.uitwisseling.centraal.uitnodiging import keur_plek

    eerste = opzetten.keur_werkplekken(beheer, plekken)
    for nummer in range(eerste, eerste + len(plekken)):
        keur_plek(_eerste_uitnodiging(map_, nummer))
    for organisatie, naam in plekken:
        uitnodiging = opzetten.maak_werkplek(beheer, organisatie, naam)
        _nodig_uit(_eerste_uitnodiging(map_, uitnodiging.nummer), uitnodiging)


def _eerste_uitnodiging(map_: Path, nummer: int) -> Path:
    return map_ / f"werkplek-{nummer}.uitnodiging"


def _werkplek(keuze: argparse.Namespace) -> int:
    from consulent_app.uitwisseling.centraal import opzetten

    if keuze.blokkeer is not None:
        print(GEBLOKKEERD.format(naam=opzetten.blokkeer_werkplek(_beheer(keuze), keuze.blokkeer)))
        return GOED
    _keur_account(keuze)
    beheer = _beheer(keuze)
    opzetten.keur_werkplekken(beheer, [(keuze.organisatie, keuze.naam)])
    _nodig_uit(keuze.uitnodiging, opzetten.maak_werkplek(beheer, keuze.organisatie, keuze.naam))
    return GOED


def _teamleider(keuze: argparse.Namespace) -> int:
    from consulent_app.uitwisseling.centraal import opzetten

    _keur_account(keuze)
    _nodig_uit(keuze.uitnodiging, opzetten.maak_teamleider(_beheer(keuze), keuze.organisatie, keuze.naam))
    return GOED


def _organisatie_opnieuw(keuze: argparse.Namespace) -> int:
    from consulent_app.uitwisseling.centraal import opzetten

    beheer = _beheer(keuze)
    print(OPNIEUW_WAARSCHUWING.format(organisatie=keuze.organisatie), flush=True)
    if sys.stdin.readline().strip() != keuze.organisatie:
        raise InvoerFout(NIET_BEVESTIGD)
    opzetten.begin_organisatie_opnieuw(beheer, keuze.organisatie)
    print(OPNIEUW_BEGONNEN.format(organisatie=keuze.organisatie))
    return GOED


def _keur_account(keuze: argparse.Namespace) -> None:
    if keuze.uitnodiging is None:
        raise InvoerFout(GEEN_UITNODIGING)
    if not keuze.naam:
        raise InvoerFout(GEEN_WIE)
    # Before anything is made at the server, as above.
    from consulent_app.uitwisseling.centraal.uitnodiging import keur_plek

    keur_plek(keuze.uitnodiging)


def _nodig_uit(bestand: Path, uitnodiging: Uitnodiging) -> None:
    from consulent_app.uitwisseling.centraal.uitnodiging import schrijf_uitnodiging

    code = schrijf_uitnodiging(bestand, uitnodiging)
    print(CODE.format(naam=uitnodiging.naam, bestand=bestand, code=code))


def _beheer(keuze: argparse.Namespace) -> Server:
    from consulent_app.uitwisseling.centraal.verbinding import Server

    ca = _lees_ca(keuze.ca) if keuze.ca else ""
    wachtwoord = lees_regel(
        f"Wachtwoord van {keuze.beheerder}: ", GEEN_WACHTWOORD, uit_stdin=keuze.wachtwoord_stdin
    )
    return Server(keuze.server, keuze.poort, keuze.database, keuze.beheerder, wachtwoord, ca)


def _lees_ca(bestand: Path) -> str:
    try:
        tekst = bestand.read_text(encoding="ascii")
    except (OSError, ValueError) as fout:
        raise InvoerFout(GEEN_CERTIFICAAT.format(naam=bestand.name)) from fout
    if "-----BEGIN CERTIFICATE-----" not in tekst:
        raise InvoerFout(GEEN_CERTIFICAAT.format(naam=bestand.name))
    return tekst
