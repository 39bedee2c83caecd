"""The commands about a rule package as it is: check it, and show what it asks, adds and is as SQL."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from consulent_app.ontleder import GOED, VERKEERD_GEBRUIK, Ontleder, lees_dag, vandaag


def controleer_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels controleer` takes."""
    ontleder.add_argument("waar", nargs="?", metavar="MAP", help="map of naam van een pakket")
    ontleder.add_argument("--open", action="store_true", help="toon wat de gemeente nog moet aanleveren")
    ontleder.set_defaults(doe=_controleer)


def effect_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels inkomenseffecten` takes."""
    _pakket_op_een_dag(ontleder)
    ontleder.set_defaults(doe=_inkomenseffecten)


def sql_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels sql` takes."""
    _pakket_op_een_dag(ontleder)
    ontleder.add_argument("--dialect", choices=("duckdb", "postgresql"), default="postgresql")
    ontleder.set_defaults(doe=_sql)


def register_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels register` takes."""
    ontleder.add_argument("pakket", metavar="PAKKET")
    ontleder.add_argument("--vorm", choices=("md", "json", "csv"), default="md")
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND.toml", help="wie de gemeente is, als dat elders staat"
    )
    ontleder.set_defaults(doe=_register)


def vragenlijst_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels vragenlijst` takes."""
    ontleder.add_argument("pakket", metavar="PAKKET")
    ontleder.set_defaults(doe=_vragenlijst)


def _pakket_op_een_dag(ontleder: Ontleder) -> None:
    ontleder.add_argument("pakket", metavar="PAKKET")
    ontleder.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="peildatum (anders vandaag)")


def _controleer(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import leefgebieden
    from consulent_app.acties.regels import controleer, open_punten
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.besluiten.bewaartermijnen import open_vragen

    toetser = toetser_hier()
    fouten = controleer(keuze.waar, toetser)
    for fout in fouten:
        print(fout)
    if fouten:
        return VERKEERD_GEBRUIK
    if keuze.open:
        for naam in [keuze.waar] if keuze.waar else [naam for naam, _ in toetser.pakketten()]:
            pakket = toetser.pakket(naam)
            kaart = leefgebieden.open_punten(naam, toetser)
            for punt in [*open_punten(pakket, toetser.pakketmap(naam), vandaag()), *kaart]:
                print(f"{pakket.naam}: {punt}")
        for vraag in open_vragen():
            print(f"Bewaren: Vraag: {vraag}")
        return GOED
    print("in orde")
    return GOED


def _inkomenseffecten(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.inkomenseffecten import als_tabel
    from consulent_app.acties.toetsen import toetser_hier

    peildatum = lees_dag(keuze.peildatum, "--peildatum") or vandaag()
    print(als_tabel(toetser_hier().pakket(keuze.pakket), peildatum))
    return GOED


def _sql(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.regelsql import als_sql
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.regels.sql.dialect import DIALECTEN

    peildatum = lees_dag(keuze.peildatum, "--peildatum") or vandaag()
    print(als_sql(toetser_hier().pakket(keuze.pakket), peildatum, DIALECTEN[keuze.dialect]))
    return GOED


def _register(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.algoritmeregister import in_vorm, vermelding
    from consulent_app.acties.inrichtingen import lees
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.besluiten.instellingen import lees_instellingen

    toetser = toetser_hier()
    pakket = toetser.pakket(keuze.pakket)
    eigen = lees(keuze.instellingen) if keuze.instellingen else None
    velden = vermelding(pakket, lees_instellingen(toetser.pakketmap(pakket.id), eigen))
    print(in_vorm(keuze.vorm, velden, pakket), end="")
    return GOED


def _vragenlijst(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.regels import vragenlijst
    from consulent_app.acties.toetsen import toetser_hier

    print(json.dumps(vragenlijst(toetser_hier().pakket(keuze.pakket)), ensure_ascii=False, indent=1))
    return GOED
