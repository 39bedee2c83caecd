"""The commands about a file of households: judge it, print its letters, compare two packages on it."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, VERKEERD_GEBRUIK, Ontleder, lees_dag, vandaag

if TYPE_CHECKING:
    from consulent_app.acties.briefdagboek import Briefopdracht

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


def ambtshalve_argumenten(ontleder: Ontleder) -> None:
    """Say what `ambtshalve` takes."""
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


def vergelijk_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels vergelijk` takes."""
    ontleder.add_argument("oud", metavar="OUD", help="map of naam van het pakket zoals het was")
    ontleder.add_argument("nieuw", metavar="NIEUW", help="map of naam van het nieuwe pakket")
    ontleder.add_argument(
        "--bestand", type=Path, metavar="MAP", help="wat het voor deze huishoudens betekent"
    )
    ontleder.add_argument(
        "--uit", type=Path, metavar="BESTAND.xlsx", help="zet de gevolgen in een werkboek"
    )
    ontleder.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="peildatum (anders vandaag)")
    ontleder.set_defaults(doe=_vergelijk)


def _ambtshalve(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.ambtshalve import toets_bestand
    from consulent_app.acties.briefdagboek import Briefopdracht, controleer_zonder_drukken
    from consulent_app.acties.briefreeks import controleer
    from consulent_app.acties.inrichtingen import lees
    from consulent_app.acties.toetsen import toetser_hier

    if (keuze.datum or keuze.instellingen or keuze.besloten_door) and not keuze.brieven:
        raise InvoerFout(
            "--datum, --instellingen en --besloten-door horen bij --brieven; geef ook --brieven."
        )
    peildatum = lees_dag(keuze.peildatum, "--peildatum") or vandaag()
    datum = lees_dag(keuze.datum, "--datum") or vandaag()
    toetser = toetser_hier()
    pakket = toetser.pakket(keuze.pakket)
    opdracht = Briefopdracht(
        keuze.bron, keuze.map, pakket, peildatum, datum, toetser.kast,
        lees(keuze.instellingen) if keuze.instellingen else None,
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
            f"{uitslag.huishoudens} huishoudens getoetst, {_regels(uitslag.fouten)} met een fout.",
            file=sys.stderr,
        )
        for melding in (*uitslag.niet_gelezen, uitslag.waarom_leeg):
            if melding:
                print(melding, file=sys.stderr)
        return _druk_reeks(opdracht, gestopt) if keuze.brieven else GOED


def _regels(aantal: int) -> str:
    return "1 regel" if aantal == 1 else f"{aantal} regels"


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


def _vergelijk(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.regels import vergelijk
    from consulent_app.acties.toetsen import toetser_hier

    if (keuze.uit or keuze.peildatum) and keuze.bestand is None:
        raise InvoerFout("--uit en --peildatum horen bij --bestand; geef ook de map met huishoudens.")
    if keuze.uit and keuze.uit.suffix.lower() != ".xlsx":
        raise InvoerFout(f"--uit: {keuze.uit.name} is geen werkboek; geef een naam die eindigt op .xlsx.")
    verschil = vergelijk(keuze.oud, keuze.nieuw, toetser_hier()).als_tekst()
    gevolgen = _gevolgen(keuze, verschil) if keuze.bestand is not None else ""
    print(f"{verschil}{gevolgen}")
    return GOED


def _gevolgen(keuze: argparse.Namespace, woorden: str) -> str:
    """Return what a file of households gains and loses, and write the workbook where one is asked for."""
    from consulent_app.acties.regels import lees_een
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.acties.vergelijking import schrijf_vergelijking, vergelijk_bestand

    toetser = toetser_hier()
    oud, nieuw = lees_een(keuze.oud, toetser), lees_een(keuze.nieuw, toetser)
    peildatum = lees_dag(keuze.peildatum, "--peildatum") or vandaag()
    with _ruimte(keuze.uit) as map_:
        gevolgen = vergelijk_bestand(keuze.bestand, oud, nieuw, peildatum, map_)
    for melding in gevolgen.niet_gelezen:
        print(melding, file=sys.stderr)
    if gevolgen.fouten:
        print(f"Wat niet meetelt door een fout: {_regels(gevolgen.fouten)}.", file=sys.stderr)
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
