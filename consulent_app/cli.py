"""The command line: arguments in, JSON and files out. Without arguments the desktop app opens."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

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
from consulent_app.cli_intake import brieven_argumenten, lijn_argumenten, toets_argumenten
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
from consulent_app.cli_taal import leesbaarheid_argumenten, vertalingen_argumenten
from consulent_app.cli_weektelling import weektelling_argumenten
from consulent_app.diagnose import log
from consulent_app.diagnose.woorden import Woord
from consulent_app.fouten import ConsulentFout, InvoerFout, OmgevingsFout
from consulent_app.ontleder import GOED, VERKEERD_GEBRUIK, Ontleder
from consulent_app.paden import SAMENWERKBESTAND, toestandsmap
from consulent_app.uitgave import uitgave

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
    toets_argumenten(_nieuw(delen, "toets", "toets een intake aan alle regelingen"))
    brieven_argumenten(_nieuw(delen, "brieven", "maak de brieven van een intake"))
    lijn_argumenten(_nieuw(delen, "inkomenslijn", "wat een huishouden overhoudt als het meer verdient"))
    ambtshalve_argumenten(_nieuw(delen, "ambtshalve", "toets een heel bestand met huishoudens"))
    weektelling_argumenten(_nieuw(delen, "weektelling", "tel wat er is besloten, per week en regeling"))
    bewaar_argumenten(_nieuw(delen, "bewaren", "welke dossiers weg moeten, en vernietig ze"))
    vertalingen_argumenten(_nieuw(delen, "vertalingen", "wat op een vertaler wacht, en heen en terug"))
    leesbaarheid_argumenten(
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


if __name__ == "__main__":
    raise SystemExit(main())
