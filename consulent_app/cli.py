"""The command line: arguments in, JSON and files out. Without arguments the desktop app opens."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app import cli_overdracht, cli_uitwisselen
from consulent_app.cli_bestand import ambtshalve_argumenten, vergelijk_argumenten
from consulent_app.cli_bewaren import bewaar_argumenten
from consulent_app.cli_centraal import (
    opnieuw_argumenten,
    opzet_argumenten,
    teamleider_argumenten,
    werkplek_argumenten,
)
from consulent_app.cli_dossiers import inzage_argumenten, kopieblad_argumenten, log_argumenten
from consulent_app.cli_oefenen import oefen_argumenten
from consulent_app.cli_probleem import probleem_argumenten
from consulent_app.cli_regelpakket import (
    inpak_argumenten,
    installatie_argumenten,
    intrek_argumenten,
    lijst_argumenten,
    maak_argumenten,
    sleutellijst_argumenten,
    vertrouw_argumenten,
    vrijgave_argumenten,
)
from consulent_app.cli_regels import (
    controleer_argumenten,
    effect_argumenten,
    register_argumenten,
    sql_argumenten,
    vragenlijst_argumenten,
)
from consulent_app.cli_reservekopie import herstel_argumenten, reservekopie_argumenten
from consulent_app.cli_schuldhulp import ddas_argumenten
from consulent_app.cli_weektelling import weektelling_argumenten
from consulent_app.diagnose import log
from consulent_app.diagnose.woorden import Woord
from consulent_app.fouten import ConsulentFout, InvoerFout, OmgevingsFout
from consulent_app.ontleder import GOED, VERKEERD_GEBRUIK, Ontleder, lees_dag, vandaag
from consulent_app.paden import SAMENWERKBESTAND, toestandsmap
from consulent_app.uitgave import uitgave

if TYPE_CHECKING:
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.besluiten.aanleiding import Aanleiding
    from consulent_app.huishouden.model import Intake

EIGEN_FOUT = 1
OPDRACHT = Woord("opdrachtregel")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 wrong input or use, 1 our own fault."""
    argumenten = list(sys.argv[1:] if argv is None else argv)
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):
            stroom.reconfigure(encoding="utf-8")
    try:
        if (
            not argumenten
            or argumenten[0] in ("--rookproef", "--map")
            or argumenten == ["oefenen", "--open"]
            or _is_aangereikt(argumenten)
        ):
            return _open_app(argumenten)
        keuze = _ontleder().parse_args(argumenten)
        doe: Callable[[argparse.Namespace], int] = keuze.doe
        return doe(keuze)
    except ConsulentFout as fout:
        print(fout, file=sys.stderr)
        return VERKEERD_GEBRUIK
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOED
    except Exception as fout:  # noqa: BLE001 - a traceback never reaches a consulent
        log.begin(toestandsmap())
        log.meld_fout(OPDRACHT, fout)
        plek = fout.__traceback__
        while plek and plek.tb_next:
            plek = plek.tb_next
        waar = f"{Path(plek.tb_frame.f_code.co_filename).name}:{plek.tb_lineno}" if plek else "?"
        print(
            f"Er ging iets mis in het programma zelf ({type(fout).__name__}, {waar}); meld dit.",
            file=sys.stderr,
        )
        return EIGEN_FOUT


def _is_aangereikt(argumenten: Sequence[str]) -> bool:
    """Say whether this is a file of another workplace alone, as after a double click on it."""
    return len(argumenten) == 1 and argumenten[0].lower().endswith(SAMENWERKBESTAND)


def _open_app(argumenten: Sequence[str]) -> int:
    """Open the desktop app; Qt itself would abort without a word to a consulent."""
    schermen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(naam) for naam in schermen):
        raise InvoerFout("Er is geen scherm; start op een bureaublad, of zie 'consulent --help'.")
    try:
        from consulent_app.ui.app import start
    except ImportError as fout:
        raise OmgevingsFout(
            f"Een onderdeel voor het scherm ontbreekt ({fout.name or fout}); doe 'dev.py opzetten'."
        ) from fout
    return start(argumenten)


def _ontleder() -> argparse.ArgumentParser:
    top = Ontleder(
        prog="consulent", description="Minimaregelingen toetsen en brieven maken.", add_help=False
    )
    _hulp(top)
    top.add_argument(
        "--versie", "--version", action="version", version=uitgave(), help="toon de versie en haar datum"
    )
    delen = top.add_subparsers(title="commando's", required=True, metavar="COMMANDO")
    _toets_argumenten(_nieuw(delen, "toets", "toets een intake aan alle regelingen"))
    _brieven_argumenten(_nieuw(delen, "brieven", "maak de brieven van een intake"))
    _lijn_argumenten(_nieuw(delen, "inkomenslijn", "wat een huishouden overhoudt als het meer verdient"))
    ambtshalve_argumenten(_nieuw(delen, "ambtshalve", "toets een heel bestand met huishoudens"))
    weektelling_argumenten(_nieuw(delen, "weektelling", "tel wat er is besloten, per week en regeling"))
    bewaar_argumenten(_nieuw(delen, "bewaren", "welke dossiers weg moeten, en vernietig ze"))
    _vertalingen_argumenten(_nieuw(delen, "vertalingen", "wat op een vertaler wacht, en heen en terug"))
    _leesbaarheid_argumenten(
        _nieuw(delen, "leesbaarheid", "hoe eenvoudig het Nederlands is van de regels en de brieven")
    )
    inzage_argumenten(_nieuw(delen, "inzage", "alles wat over één persoon is bewaard, en wie ernaar keek"))
    kopieblad_argumenten(
        _nieuw(delen, "kopieblad", "de besluiten van een dossier, om over te typen in het register")
    )
    ddas_argumenten(
        _nieuw(delen, "ddas", "draag schuldhulp over aan de eigen schuldhulpverlening (niet aan het CBS)")
    )
    log = _nieuw(delen, "log", "wie wat deed met welk dossier").add_subparsers(
        title="commando's", required=True, metavar="COMMANDO"
    )
    log_argumenten(_nieuw(log, "controleer", "kijk of er niets uit het logboek is weggehaald of veranderd"))
    reservekopie_argumenten(_nieuw(delen, "reservekopie", "een versleutelde kopie van alle dossiers"))
    herstel_argumenten(_nieuw(delen, "herstel", "zet een reservekopie terug"))
    oefen_argumenten(
        _nieuw(delen, "oefenen", "oefen met verzonnen inwoners; uw eigen dossiers blijven dicht")
    )
    probleem_argumenten(
        _nieuw(delen, "probleem", "wat er meegaat als u een probleem meldt; verstuurt niets")
    )
    centraal = _nieuw(delen, "centraal", "de server waarop werkplekken samenwerken").add_subparsers(
        title="commando's", required=True, metavar="COMMANDO"
    )
    opzet_argumenten(_nieuw(centraal, "opzetten", "maak een lege PostgreSQL klaar, of werk hem bij"))
    werkplek_argumenten(_nieuw(centraal, "werkplek", "nodig een werkplek uit, of houd er een buiten"))
    teamleider_argumenten(_nieuw(centraal, "teamleider", "nodig een teamleider uit, voor tellingen alleen"))
    opnieuw_argumenten(
        _nieuw(centraal, "organisatie-opnieuw", "begin een organisatie opnieuw die haar sleutel kwijt is")
    )
    _samenwerken(delen)
    cli_uitwisselen.wissel_uit_argumenten(
        _nieuw(delen, "synchroniseer", "wissel uit met de server, als 'samenwerken wissel-uit'")
    )
    pakketten = _nieuw(delen, "regels", "regelpakketten: welke er zijn, en wat ermee kan")
    lijst_argumenten(pakketten)
    regels = pakketten.add_subparsers(title="commando's", metavar="COMMANDO")
    inpak_argumenten(_nieuw(regels, "inpakken", "maak van een pakket één getekend bestand"))
    vrijgave_argumenten(_nieuw(regels, "vrijgeven", "kijk een ingepakt pakket na, en teken als tweede"))
    installatie_argumenten(_nieuw(regels, "installeer", "neem een vrijgegeven pakket in gebruik"))
    sleutel = _nieuw(regels, "sleutel", "waarmee pakketten worden getekend").add_subparsers(
        title="commando's", required=True, metavar="COMMANDO"
    )
    maak_argumenten(_nieuw(sleutel, "maken", "maak een eigen sleutel"))
    vertrouw_argumenten(_nieuw(sleutel, "vertrouw", "laat de sleutel van iemand hier tellen"))
    intrek_argumenten(_nieuw(sleutel, "intrekken", "laat een sleutel hier niet meer tellen"))
    sleutellijst_argumenten(_nieuw(sleutel, "lijst", "welke sleutels hier tellen"))
    controleer_argumenten(_nieuw(regels, "controleer", "controleer een regelpakket"))
    vergelijk_argumenten(_nieuw(regels, "vergelijk", "wat een nieuwe versie van een pakket verandert"))
    effect_argumenten(
        _nieuw(regels, "inkomenseffecten", "wat de gemeente per maand toevoegt, per huishouden")
    )
    sql_argumenten(_nieuw(regels, "sql", "een pakket als SQL, om te draaien waar de gegevens al staan"))
    register_argumenten(_nieuw(regels, "register", "de vermelding in het Algoritmeregister"))
    vragenlijst_argumenten(_nieuw(regels, "vragenlijst", "alle vragen van een pakket, als JSON"))
    return top


def _samenwerken(delen: argparse._SubParsersAction[Ontleder]) -> None:
    overdracht = _nieuw(delen, "overdracht", "bestanden voor andere werkplekken, zonder server")
    doe = overdracht.add_subparsers(title="commando's", required=True, metavar="COMMANDO")
    cli_overdracht.maak_argumenten(_nieuw(doe, "maak", "schrijf wat een andere werkplek nog niet heeft"))
    cli_overdracht.lees_argumenten(_nieuw(doe, "lees", "neem over wat een andere werkplek schreef"))
    samen = _nieuw(delen, "samenwerken", "werkplekken bij elkaar brengen, met een server of zonder")
    doe = samen.add_subparsers(title="commando's", required=True, metavar="COMMANDO")
    cli_uitwisselen.koppel_argumenten(_nieuw(doe, "koppel", "koppel deze werkplek aan een server"))
    cli_uitwisselen.wissel_uit_argumenten(_nieuw(doe, "wissel-uit", "wissel uit met de server"))
    cli_uitwisselen.toelaten_argumenten(
        _nieuw(doe, "toelaten", "laat met een server een werkplek toe die wacht")
    )
    cli_uitwisselen.bevestig_argumenten(
        _nieuw(doe, "bevestig", "laat de sleutel van de andere organisatie tellen")
    )
    cli_overdracht.begin_argumenten(_nieuw(doe, "begin", "maak dit de eerste werkplek van een organisatie"))
    cli_overdracht.meld_aan_argumenten(
        _nieuw(doe, "meld-aan", "vraag zonder server, met een bestand, om toelating")
    )
    cli_overdracht.laat_toe_argumenten(
        _nieuw(doe, "laat-toe", "laat zonder server, met bestanden, een werkplek toe")
    )
    cli_overdracht.kom_binnen_argumenten(
        _nieuw(doe, "kom-binnen", "ga zonder server meedoen, met de toelating")
    )
    cli_overdracht.kennismaking_argumenten(
        _nieuw(doe, "kennismaking", "schrijf een kennismaking voor de andere organisatie")
    )
    cli_overdracht.maak_kennis_argumenten(_nieuw(doe, "maak-kennis", "leer de andere organisatie kennen"))


def _hulp(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("--help", "-h", action="help", help="toon deze uitleg")


def _nieuw(delen: argparse._SubParsersAction[Ontleder], naam: str, uitleg: str) -> Ontleder:
    ontleder = delen.add_parser(naam, help=uitleg, description=uitleg, add_help=False)
    _hulp(ontleder)
    return ontleder


def _intake_argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("intake", type=Path, metavar="INTAKE.json", help="de intake")
    _keuze_argumenten(ontleder)


def _keuze_argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("--pakket", metavar="ID", help="ander regelpakket dan in de intake")
    ontleder.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="andere peildatum")


def _toets_argumenten(ontleder: argparse.ArgumentParser) -> None:
    _intake_argumenten(ontleder)
    ontleder.set_defaults(doe=_toets)


def _lijn_argumenten(ontleder: argparse.ArgumentParser) -> None:
    _intake_argumenten(ontleder)
    ontleder.add_argument("--stap", default="1", metavar="PROCENT", help="stap, in procent van de norm")
    ontleder.set_defaults(doe=_inkomenslijn)


def _brieven_argumenten(ontleder: argparse.ArgumentParser) -> None:
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


def _vertalingen_argumenten(ontleder: argparse.ArgumentParser) -> None:
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


def _leesbaarheid_argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument(
        "intakes", type=Path, nargs="*", metavar="INTAKE.json",
        help="de brieven hiervan (anders alle pakketten en de voorbeelden)",
    )  # fmt: skip
    ontleder.add_argument("--zinnen", action="store_true", help="toon elke zin die beter kan")
    ontleder.set_defaults(doe=_leesbaarheid)


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


def _leesbaarheid(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import leesbaarheid
    from consulent_app.acties.toetsen import toetser_hier

    toetser = toetser_hier()
    paden = keuze.intakes
    verslagen = leesbaarheid.intakes(paden, toetser) if paden else leesbaarheid.alles(toetser)
    print(leesbaarheid.als_tabel(verslagen, met_zinnen=keuze.zinnen))
    return GOED


def _aanleiding(keuze: argparse.Namespace) -> Aanleiding | None:
    from consulent_app.besluiten.aanleiding import Aanleiding

    van = lees_dag(keuze.aanvraag_van, "--aanvraag-van")
    if van is None:
        return None
    nieuw, gezegd = lees_dag(keuze.nieuwe_dag, "--nieuwe-dag"), lees_dag(keuze.gezegd_op, "--gezegd-op")
    return Aanleiding(van, nieuw, keuze.reden, gezegd, keuze.manier)


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


if __name__ == "__main__":
    raise SystemExit(main())
