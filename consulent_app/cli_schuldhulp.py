"""The command about debt help: hand it over to the debt counsellors, in the form of DDAS 1.0."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from consulent_app.cli_werkplek import eigen_instellingen, open_werkplek, werkplek_argumenten
from consulent_app.ontleder import GOED, Ontleder, lees_dag


def ddas_argumenten(ontleder: Ontleder) -> None:
    """Say what `ddas` takes."""
    for vlag, wat in (("--van", "eerste"), ("--tot", "laatste")):
        ontleder.add_argument(vlag, required=True, metavar="JJJJ-MM-DD", help=f"{wat} dag van de periode")
    ontleder.add_argument("--uit", type=Path, required=True, metavar="BESTAND.json", help="waar het komt")
    ontleder.add_argument("--pakket", metavar="ID", default="heemskerk", help="dossiers van dit pakket")
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND.toml", help="wie overdraagt, als dat elders staat"
    )
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_ddas)


def _ddas(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.schuldhulpplek import Overdrachtsopdracht
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.besluiten.instellingen import lees_instellingen

    toetser = toetser_hier(keuze.map)
    pakket = toetser.pakket(keuze.pakket).id
    van, tot = _dag(keuze.van, "--van"), _dag(keuze.tot, "--tot")
    with open_werkplek(keuze) as werkplek:
        eigen = eigen_instellingen(keuze, werkplek, pakket)
        instellingen = lees_instellingen(toetser.pakketmap(pakket), eigen)
        opdracht = Overdrachtsopdracht(van, tot, pakket, instellingen, keuze.uit)
        gemaakt = werkplek.schuldhulp.draag_over(opdracht, datetime.now(UTC))
    print(gemaakt.verslag())
    for pad in (opdracht.doel, opdracht.verslag):
        print(pad)
    return GOED


def _dag(tekst: str, vlag: str) -> date:
    dag = lees_dag(tekst, vlag)
    assert dag is not None  # both flags are required
    return dag
