"""The command line: arguments in, JSON and files out. Without arguments the desktop app opens."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from consulent_app import __version__
from consulent_app.fouten import ConsulentFout, InvoerFout, OmgevingsFout

if TYPE_CHECKING:
    from consulent_app.acties.briefdagboek import Briefopdracht
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.huishouden.model import Intake

GOED, EIGEN_FOUT, VERKEERD_GEBRUIK = 0, 1, 2
CONCEPTEN = (
    "Dit zijn concepten. Heeft een medewerker de werklijst bekeken en besloten? Druk ze dan met "
    "--besloten-door NAAM in een andere map."
)
VERDWENEN = (
    "Niet meer in de map: {aantal} van de eerder gedrukte brieven (de eerste is {eerste}). Ze zijn niet "
    "opnieuw gedrukt; zet ze terug uit een reservekopie."
)
BEWIND_ONBEKEND = (
    "Bij {aantal} brieven is niet bekend of er een bewindvoerder is; zet de kolom bewindvoerder in "
    "huishoudens, of ga dat na voor u ze verstuurt."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 wrong input or use, 1 our own fault."""
    argumenten = list(sys.argv[1:] if argv is None else argv)
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):
            stroom.reconfigure(encoding="utf-8")
    try:
        if not argumenten or argumenten[0] in ("--rookproef", "--map"):
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
        plek = fout.__traceback__
        while plek and plek.tb_next:
            plek = plek.tb_next
        waar = f"{Path(plek.tb_frame.f_code.co_filename).name}:{plek.tb_lineno}" if plek else "?"
        print(
            f"Er ging iets mis in het programma zelf ({type(fout).__name__}, {waar}); meld dit.",
            file=sys.stderr,
        )
        return EIGEN_FOUT


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


class _Ontleder(argparse.ArgumentParser):
    """Tells wrong use in one Dutch sentence."""

    def error(self, message: str) -> NoReturn:
        raise InvoerFout(f"Dit commando klopt niet; kijk met '{self.prog} --help' hoe het moet.")


def _ontleder() -> argparse.ArgumentParser:
    top = _Ontleder(
        prog="consulent", description="Minimaregelingen toetsen en brieven maken.", add_help=False
    )
    _hulp(top)
    top.add_argument("--versie", action="version", version=__version__, help="toon de versie")
    delen = top.add_subparsers(title="commando's", required=True, metavar="COMMANDO")
    _toets_argumenten(_nieuw(delen, "toets", "toets een intake aan alle regelingen"))
    _brieven_argumenten(_nieuw(delen, "brieven", "maak de brieven van een intake"))
    _lijn_argumenten(_nieuw(delen, "inkomenslijn", "wat een huishouden overhoudt als het meer verdient"))
    _ambtshalve_argumenten(_nieuw(delen, "ambtshalve", "toets een heel bestand met huishoudens"))
    regels = _nieuw(delen, "regels", "regelpakketten").add_subparsers(
        title="commando's", required=True, metavar="COMMANDO"
    )
    controleer = _nieuw(regels, "controleer", "controleer een regelpakket")
    controleer.add_argument("waar", nargs="?", metavar="MAP", help="map of naam van een pakket")
    controleer.add_argument("--open", action="store_true", help="toon wat de gemeente nog moet aanleveren")
    controleer.set_defaults(doe=_controleer)
    vergelijk = _nieuw(regels, "vergelijk", "wat een nieuwe versie van een pakket verandert")
    vergelijk.add_argument("oud", metavar="OUD", help="map of naam van het pakket zoals het was")
    vergelijk.add_argument("nieuw", metavar="NIEUW", help="map of naam van het nieuwe pakket")
    vergelijk.add_argument(
        "--bestand", type=Path, metavar="MAP", help="wat het voor deze huishoudens betekent"
    )
    vergelijk.add_argument(
        "--uit", type=Path, metavar="BESTAND.xlsx", help="zet de gevolgen in een werkboek"
    )
    vergelijk.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="peildatum (anders vandaag)")
    vergelijk.set_defaults(doe=_vergelijk)
    effecten = _nieuw(regels, "inkomenseffecten", "wat de gemeente per maand toevoegt, per huishouden")
    effecten.add_argument("pakket", metavar="PAKKET")
    effecten.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="peildatum (anders vandaag)")
    effecten.set_defaults(doe=_inkomenseffecten)
    sql = _nieuw(regels, "sql", "een pakket als SQL, om te draaien waar de gegevens al staan")
    sql.add_argument("pakket", metavar="PAKKET")
    sql.add_argument("--dialect", choices=("duckdb", "postgresql"), default="postgresql")
    sql.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="peildatum (anders vandaag)")
    sql.set_defaults(doe=_sql)
    lijst = _nieuw(regels, "vragenlijst", "alle vragen van een pakket, als JSON")
    lijst.add_argument("pakket", metavar="PAKKET")
    lijst.set_defaults(doe=_vragenlijst)
    return top


def _hulp(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("--help", "-h", action="help", help="toon deze uitleg")


def _nieuw(delen: argparse._SubParsersAction[_Ontleder], naam: str, uitleg: str) -> _Ontleder:
    ontleder = delen.add_parser(naam, help=uitleg, description=uitleg, add_help=False)
    _hulp(ontleder)
    return ontleder


def _intake_argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("intake", type=Path, metavar="INTAKE.json", help="de intake")
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
    _intake_argumenten(ontleder)
    ontleder.add_argument("--map", type=Path, required=True, metavar="MAP", help="waar de PDF's komen")
    ontleder.add_argument("--talen", default="nl", metavar="nl,...", help="talen van het overzicht")
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND.toml", help="wie ondertekent, adressen"
    )
    ontleder.add_argument("--rol", choices=("consulent", "raadsman"), default="consulent")
    ontleder.add_argument("--datum", metavar="JJJJ-MM-DD", help="dagtekening (anders vandaag)")
    ontleder.add_argument("--kenmerk", metavar="TEKST", help="ons kenmerk op de brieven")
    ontleder.set_defaults(doe=_brieven)


def _ambtshalve_argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument(
        "bron", type=Path, metavar="MAP_IN", help="map met huishoudens, personen, inkomens"
    )
    ontleder.add_argument("--map", type=Path, required=True, metavar="MAP_UIT", help="waar alles komt")
    ontleder.add_argument("--pakket", metavar="ID", default="heemskerk", help="regelpakket")
    ontleder.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="peildatum (anders vandaag)")
    ontleder.add_argument(
        "--landelijk", action="store_true", help="ook toeslagen, kinderbijslag, bijstand en AIO (langzamer)"
    )
    ontleder.add_argument(
        "--brieven",
        action="store_true",
        help="druk een beschikking voor wie iets krijgt, in MAP_UIT/brieven",
    )
    ontleder.add_argument(
        "--besloten-door",
        metavar="NAAM",
        default="",
        help="wie de werklijst bekeek en besloot; anders concept",
    )
    ontleder.add_argument("--datum", metavar="JJJJ-MM-DD", help="dagtekening (anders vandaag)")
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND.toml", help="wie ondertekent, adressen"
    )
    ontleder.set_defaults(doe=_ambtshalve)


def vandaag() -> date:
    """Return today's date at the desk."""
    return datetime.now().astimezone().date()


def _dag(tekst: str | None, vlag: str) -> date | None:
    if tekst is None:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise InvoerFout(f"{vlag}: '{tekst}' is geen datum; schrijf hem als 2026-11-18.") from None


def _toets(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.toetsen import Toetser, met_keuze
    from consulent_app.huishouden.lezen import lees_bestand

    intake = met_keuze(lees_bestand(keuze.intake), keuze.pakket, _dag(keuze.peildatum, "--peildatum"))
    toetser = Toetser()
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
    from consulent_app.acties.toetsen import Toetser, met_keuze
    from consulent_app.huishouden.lezen import lees_bestand

    intake = met_keuze(lees_bestand(keuze.intake), keuze.pakket, _dag(keuze.peildatum, "--peildatum"))
    lijn = inkomenslijn(intake, Toetser(), lees_stap(keuze.stap))
    print(json.dumps(lijn.als_json(), ensure_ascii=False, indent=1))
    return GOED


def _brieven(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.bestanden import schrijf_alle
    from consulent_app.acties.brieven import Opdracht, keur_talen, maak_brieven
    from consulent_app.acties.toetsen import Toetser, met_keuze
    from consulent_app.huishouden.lezen import lees_bestand

    talen = keur_talen(keuze.talen)
    datum = _dag(keuze.datum, "--datum")
    intake = met_keuze(lees_bestand(keuze.intake), keuze.pakket, _dag(keuze.peildatum, "--peildatum"))
    opdracht = Opdracht(
        datum=datum or vandaag(),
        kenmerk=keuze.kenmerk or intake.intake_id or "",
        rol=keuze.rol,
        instellingen=keuze.instellingen,
        talen=talen,
    )
    toetser = Toetser()
    brieven = maak_brieven(intake, toetser, opdracht)
    _meld_vreemd(intake, toetser)
    if not brieven.afhandeling.valt_te_beslissen:
        print("Er valt nu niets te beslissen, dus er is geen beschikking gemaakt.", file=sys.stderr)
    for pad in schrijf_alle(brieven.documenten, keuze.map):
        print(pad)
    return GOED


def _ambtshalve(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.ambtshalve import toets_bestand
    from consulent_app.acties.briefdagboek import Briefopdracht, controleer_zonder_drukken
    from consulent_app.acties.briefreeks import controleer
    from consulent_app.acties.toetsen import Toetser

    if (keuze.datum or keuze.instellingen or keuze.besloten_door) and not keuze.brieven:
        raise InvoerFout(
            "--datum, --instellingen en --besloten-door horen bij --brieven; geef ook --brieven."
        )
    peildatum = _dag(keuze.peildatum, "--peildatum") or vandaag()
    datum = _dag(keuze.datum, "--datum") or vandaag()
    toetser = Toetser()
    pakket = toetser.pakket(keuze.pakket)
    opdracht = Briefopdracht(
        keuze.bron, keuze.map, pakket, peildatum, datum, toetser.map, keuze.instellingen,
        keuze.besloten_door.strip(),
    )  # fmt: skip
    if keuze.datum and datum < peildatum:
        raise InvoerFout(
            f"--datum: {datum} ligt voor de peildatum {peildatum}; kies een latere dagtekening."
        )
    (controleer if keuze.brieven else controleer_zonder_drukken)(opdracht)
    with _stopknop() as gestopt:
        uitslag = toets_bestand(
            keuze.bron, keuze.map, pakket, peildatum, _balk, gestopt, landelijk=keuze.landelijk
        )
        for pad in uitslag.bestanden:
            print(pad)
        print(
            f"{uitslag.huishoudens} huishoudens getoetst, {uitslag.fouten} regels met een fout.",
            file=sys.stderr,
        )
        for melding in (*uitslag.niet_gelezen, uitslag.waarom_leeg):
            if melding:
                print(melding, file=sys.stderr)
        return _druk_reeks(opdracht, gestopt) if keuze.brieven else GOED


def _druk_reeks(opdracht: Briefopdracht, gestopt: Callable[[], bool]) -> int:
    """Print the letters of the work list, and tell how far that came."""
    from consulent_app.acties.ambtshalve import WERKLIJST
    from consulent_app.acties.briefreeks import NIET_GEDRUKT, druk_reeks, te_drukken

    reeks = druk_reeks(opdracht, te_drukken(opdracht.map / WERKLIJST), _balk, gestopt)
    print(reeks.map)
    eerder = f", {reeks.al_gedrukt} waren er al" if reeks.al_gedrukt else ""
    niet = f", {reeks.niet_gedrukt} niet (zie {NIET_GEDRUKT})" if reeks.niet_gedrukt else ""
    print(f"{reeks.gedrukt} brieven gedrukt{eerder}{niet}.", file=sys.stderr)
    if reeks.verdwenen:
        print(VERDWENEN.format(aantal=len(reeks.verdwenen), eerste=reeks.verdwenen[0]), file=sys.stderr)
    if not opdracht.besloten_door:
        print(CONCEPTEN, file=sys.stderr)
    if reeks.bewind_onbekend:
        print(BEWIND_ONBEKEND.format(aantal=reeks.bewind_onbekend), file=sys.stderr)
    if reeks.gestopt:
        print("Het drukken is gestopt; hetzelfde commando gaat verder waar het was.", file=sys.stderr)
    return VERKEERD_GEBRUIK if reeks.gestopt else GOED


@contextmanager
def _stopknop() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C stop at a good moment; give what says whether it was pressed."""
    gedrukt: list[bool] = []
    vorige = signal.signal(signal.SIGINT, lambda *_: gedrukt.append(True))
    try:
        yield lambda: bool(gedrukt)
    finally:
        signal.signal(signal.SIGINT, vorige)


def _balk(hoever: float, wat: str) -> None:
    """Draw a progress bar on a terminal; elsewhere it would only be in the way."""
    if sys.stderr.isatty():
        vol = round(hoever * 30)
        print(f"\r[{'#' * vol}{'.' * (30 - vol)}] {hoever:4.0%} {wat:<40}", end="", file=sys.stderr)
        if hoever >= 1:
            print(file=sys.stderr)


def _controleer(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import leefgebieden
    from consulent_app.acties.regels import controleer, open_punten
    from consulent_app.acties.toetsen import Toetser

    toetser = Toetser()
    fouten = controleer(keuze.waar, toetser)
    for fout in fouten:
        print(fout)
    if fouten:
        return VERKEERD_GEBRUIK
    if keuze.open:
        for naam in [keuze.waar] if keuze.waar else [naam for naam, _ in toetser.pakketten()]:
            pakket = toetser.pakket(naam)
            kaart = leefgebieden.open_punten(naam, toetser)
            for punt in [*open_punten(pakket, toetser.map / naam, vandaag()), *kaart]:
                print(f"{pakket.naam}: {punt}")
        return GOED
    print("in orde")
    return GOED


def _vergelijk(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.regels import vergelijk
    from consulent_app.acties.toetsen import Toetser

    if (keuze.uit or keuze.peildatum) and keuze.bestand is None:
        raise InvoerFout("--uit en --peildatum horen bij --bestand; geef ook de map met huishoudens.")
    if keuze.uit and keuze.uit.suffix.lower() != ".xlsx":
        raise InvoerFout(f"--uit: {keuze.uit.name} is geen werkboek; geef een naam die eindigt op .xlsx.")
    verschil = vergelijk(keuze.oud, keuze.nieuw, Toetser()).als_tekst()
    gevolgen = _gevolgen(keuze, verschil) if keuze.bestand is not None else ""
    print(f"{verschil}{gevolgen}")
    return GOED


def _gevolgen(keuze: argparse.Namespace, woorden: str) -> str:
    """Return what a file of households gains and loses, and write the workbook where one is asked for."""
    from consulent_app.acties.regels import lees_een
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.acties.vergelijking import schrijf_vergelijking, vergelijk_bestand

    toetser = Toetser()
    oud, nieuw = lees_een(keuze.oud, toetser), lees_een(keuze.nieuw, toetser)
    peildatum = _dag(keuze.peildatum, "--peildatum") or vandaag()
    with _ruimte(keuze.uit) as map_:
        gevolgen = vergelijk_bestand(keuze.bestand, oud, nieuw, peildatum, map_)
    if gevolgen.fouten:
        print(f"{gevolgen.fouten} regels met een fout tellen niet mee.", file=sys.stderr)
    if keuze.uit:
        schrijf_vergelijking(gevolgen, woorden.splitlines(), keuze.uit)
    waar = f"\n{keuze.uit}" if keuze.uit else ""
    return f"\n\n{gevolgen.als_tekst()}{waar}"


@contextmanager
def _ruimte(uit: Path | None) -> Iterator[Path]:
    """Give a folder for what does not fit in memory: where the workbook goes, else one that is gone."""
    if uit is not None:
        yield uit.parent
        return
    with TemporaryDirectory() as map_:
        yield Path(map_)


def _inkomenseffecten(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.inkomenseffecten import als_tabel
    from consulent_app.acties.toetsen import Toetser

    peildatum = _dag(keuze.peildatum, "--peildatum") or vandaag()
    print(als_tabel(Toetser().pakket(keuze.pakket), peildatum))
    return GOED


def _sql(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.regelsql import als_sql
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.regels.sql.dialect import DIALECTEN

    peildatum = _dag(keuze.peildatum, "--peildatum") or vandaag()
    print(als_sql(Toetser().pakket(keuze.pakket), peildatum, DIALECTEN[keuze.dialect]))
    return GOED


def _vragenlijst(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.regels import vragenlijst
    from consulent_app.acties.toetsen import Toetser

    print(json.dumps(vragenlijst(Toetser().pakket(keuze.pakket)), ensure_ascii=False, indent=1))
    return GOED


if __name__ == "__main__":
    raise SystemExit(main())
