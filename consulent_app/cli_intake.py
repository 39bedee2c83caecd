"""The commands about one intake: judge it, print its letters, draw its income line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder, lees_dag, vandaag

if TYPE_CHECKING:
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.besluiten.aanleiding import Aanleiding
    from consulent_app.huishouden.model import Intake


def _intake_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument("intake", type=Path, metavar="INTAKE.json", help="de intake")
    _keuze_argumenten(ontleder)


def _keuze_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument("--pakket", metavar="ID", help="ander regelpakket dan in de intake")
    ontleder.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="andere peildatum")


def toets_argumenten(ontleder: Ontleder) -> None:
    """Say what `toets` takes."""
    _intake_argumenten(ontleder)
    ontleder.set_defaults(doe=_toets)


def lijn_argumenten(ontleder: Ontleder) -> None:
    """Say what `inkomenslijn` takes."""
    _intake_argumenten(ontleder)
    ontleder.add_argument("--stap", default="1", metavar="PROCENT", help="stap, in procent van de norm")
    ontleder.set_defaults(doe=_inkomenslijn)


def brieven_argumenten(ontleder: Ontleder) -> None:
    """Say what `brieven` takes."""
    ontleder.add_argument("intake", type=Path, nargs="?", metavar="INTAKE.json", help="de intake")
    _keuze_argumenten(ontleder)
    ontleder.add_argument("--map", type=Path, metavar="MAP", help="waar de PDF's komen")
    ontleder.add_argument(
        "--controleer", type=Path, metavar="BRIEF.pdf", help="toets het besluit in een brief opnieuw"
    )
    ontleder.add_argument("--talen", default="nl", metavar="nl,...", help="talen van het overzicht")
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND.toml", help="wie ondertekent, adressen"
    )
    ontleder.add_argument("--rol", choices=("consulent", "raadsman"), default="consulent")
    ontleder.add_argument("--datum", metavar="JJJJ-MM-DD", help="dagtekening (anders vandaag)")
    ontleder.add_argument("--kenmerk", metavar="TEKST", help="ons kenmerk op de brieven")
    over = ontleder.add_argument_group("een brief over een aanvraag")
    over.add_argument("--brief", choices=("aanvulling", "uitstel", "intrekking"), help="druk alleen deze")
    over.add_argument("--aanvraag-van", metavar="JJJJ-MM-DD", help="dag waarop de aanvraag kwam")
    over.add_argument("--nieuwe-dag", metavar="JJJJ-MM-DD", help="uitstel: wanneer u uiterlijk beslist")
    over.add_argument("--reden", default="", metavar="TEKST", help="uitstel: waarom het langer duurt")
    over.add_argument("--gezegd-op", metavar="JJJJ-MM-DD", help="intrekking: wanneer de inwoner dat zei")
    over.add_argument("--manier", default="balie", choices=("balie", "telefoon", "huisbezoek"))
    ontleder.set_defaults(doe=_brieven)


def _toets(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.toetsen import met_keuze, toetser_hier
    from consulent_app.huishouden.lezen import lees_bestand

    intake = met_keuze(lees_bestand(keuze.intake), keuze.pakket, lees_dag(keuze.peildatum, "--peildatum"))
    toetser = toetser_hier()
    oordeel = toetser.toets_intake(intake)
    _meld_vreemd(intake, toetser)
    print(json.dumps(oordeel.als_json(), ensure_ascii=False, indent=1))
    return GOED


def _meld_vreemd(intake: Intake, toetser: Toetser) -> None:
    """Tell of earlier awards that the rules do not know: what was misspelt would be granted again."""
    from consulent_app.acties.toetsen import vreemde_toekenningen

    for melding in vreemde_toekenningen(intake, toetser.pakket(intake.pakket)):
        print(melding, file=sys.stderr)


def _inkomenslijn(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.inkomenslijn import inkomenslijn, lees_stap
    from consulent_app.acties.toetsen import met_keuze, toetser_hier
    from consulent_app.huishouden.lezen import lees_bestand

    intake = met_keuze(lees_bestand(keuze.intake), keuze.pakket, lees_dag(keuze.peildatum, "--peildatum"))
    lijn = inkomenslijn(intake, toetser_hier(), lees_stap(keuze.stap))
    print(json.dumps(lijn.als_json(), ensure_ascii=False, indent=1))
    return GOED


def _hertoets(brief: Path) -> int:
    from consulent_app.acties.herleiding import hertoets
    from consulent_app.acties.toetsen import toetser_hier

    print(hertoets(brief, toetser_hier()).als_tekst())
    return GOED


def _brieven(keuze: argparse.Namespace) -> int:
    if keuze.controleer is not None:
        return _hertoets(keuze.controleer)
    if keuze.intake is None or keuze.map is None:
        raise InvoerFout("Dit commando klopt niet: geef een intake, en met --map waar de brieven komen.")
    from consulent_app.acties.bestanden import schrijf_alle
    from consulent_app.acties.brieven import Opdracht, keur_talen, maak_brieven, meldingen
    from consulent_app.acties.inrichtingen import lees
    from consulent_app.acties.toetsen import met_keuze, toetser_hier
    from consulent_app.huishouden.lezen import lees_bestand

    talen = keur_talen(keuze.talen)
    datum = lees_dag(keuze.datum, "--datum")
    intake = met_keuze(lees_bestand(keuze.intake), keuze.pakket, lees_dag(keuze.peildatum, "--peildatum"))
    eigen = lees(keuze.instellingen) if keuze.instellingen else None
    opdracht = Opdracht(
        datum=datum or vandaag(),
        kenmerk=keuze.kenmerk or intake.intake_id or "",
        rol=keuze.rol,
        eigen=eigen,
        talen=talen,
        bekeken=False,
        soorten=(keuze.brief,) if keuze.brief else None,
        aanleiding=_aanleiding(keuze) if keuze.brief else None,
    )
    toetser = toetser_hier()
    if eigen is not None:
        toetser.neem_kaart(lambda _: eigen.kaart)
    brieven = maak_brieven(intake, toetser, opdracht)
    _meld_vreemd(intake, toetser)
    for melding in meldingen(brieven.afhandeling, keuze.brief):
        print(melding, file=sys.stderr)
    for pad in schrijf_alle(brieven.documenten, keuze.map):
        print(pad)
    return GOED


def _aanleiding(keuze: argparse.Namespace) -> Aanleiding | None:
    from consulent_app.besluiten.aanleiding import Aanleiding

    van = lees_dag(keuze.aanvraag_van, "--aanvraag-van")
    if van is None:
        return None
    nieuw, gezegd = lees_dag(keuze.nieuwe_dag, "--nieuwe-dag"), lees_dag(keuze.gezegd_op, "--gezegd-op")
    return Aanleiding(van, nieuw, keuze.reden, gezegd, keuze.manier)
