"""A process of its own that works with a cupboard; the tests kill it, or take its disk away."""

from __future__ import annotations

import sys
import threading
from datetime import date
from pathlib import Path

from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import ConsulentFout
from consulent_app.opslag import sleutelbestand
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.toegang import sleutel_van
from consulent_app.opslag.verbinding import open_database
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker, Nieuwstuk
from tests.telling import TELLING


def zeg(*woorden: object) -> None:
    print(*woorden, flush=True)


def antwoord(kast: Dossierkast, nummer: int, ballast: str = "") -> None:
    """Save answer `nummer` and tell so, after it is saved."""
    dossier = kast.laatste_open()
    assert dossier is not None
    document = kast.haal(dossier).document
    document["huishouden"] = {"spaargeld": str(nummer), "straat": ballast}
    werkplek = Werkplek(kast, Medewerker("Bea", "consulent"))
    werkplek.bewaar_antwoord(dossier, "huishouden.spaargeld", str(nummer), document)
    zeg(nummer)


def schrijf(kast: Dossierkast, eerste: str) -> None:
    nummer = int(eerste)
    while True:
        antwoord(kast, nummer)
        nummer += 1


def besluit(kast: Dossierkast) -> None:
    """Begin dossiers and decide in each, and tell so after it is saved."""
    werkplek, nummer = Werkplek(kast, Medewerker("Bea", "consulent")), 0
    stukken = [
        Nieuwstuk(soort, f"{soort}.pdf", bytes(20_000), {}, date(2026, 11, 18))
        for soort in ("beschikking", "overzicht-nl")
    ]
    while True:
        werkplek.besluit(werkplek.nieuw({"pakket": "oefenstad"}).id, stukken, [("Betalen", None)], TELLING)
        nummer += 1
        zeg(nummer)


def houd_open(kast: Dossierkast) -> None:
    zeg("open")
    sys.stdin.read()


def vernieuw_sleutel(kast: Dossierkast, eerste: str) -> None:
    """Change the key over and over, while another thread saves answers."""
    threading.Thread(target=schrijf, args=(kast, eerste), daemon=True).start()
    while True:
        kast.accounts.vernieuw_sleutel()
        print("vernieuwd", file=sys.stderr, flush=True)


def schrijf_tot_vol(kast: Dossierkast, ruimte: str) -> None:
    """Save until the disk gives no more than `ruimte` bytes per file, then make room and go on."""
    import resource

    nummer = 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(ruimte), resource.RLIM_INFINITY))
    try:
        while True:
            antwoord(kast, nummer, ballast="x" * 20_000)
            nummer += 1
    except ConsulentFout as fout:
        zeg(type(fout).__name__, fout)
    zeg("gelezen", kast.haal(kast.laatste_open() or "").document["huishouden"]["spaargeld"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    antwoord(kast, nummer)


def maak_zonder_ruimte(map_: Path, wachtwoord: str, ruimte: str) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(ruimte), resource.RLIM_INFINITY))
    Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=Argon2(1, 8, 1))


WERK = {
    "besluit": besluit,
    "schrijf": schrijf,
    "houd_open": houd_open,
    "schrijf_tot_vol": schrijf_tot_vol,
    "vernieuw_sleutel": vernieuw_sleutel,
}


def houd_slot(map_: Path, wachtwoord: str) -> None:
    """Keep the database to itself, as a program beside ours could, until somebody says stop."""
    sleutel = sleutel_van(map_, sleutelbestand.lees(map_), "Sanne", wachtwoord)
    database = open_database(map_ / "consulent.db", sleutel)
    database.execute("BEGIN EXCLUSIVE")
    zeg("dicht")
    sys.stdin.readline()
    database.rollback()
    database.close()
    zeg("los")


def main() -> None:
    werk, map_, wachtwoord, *rest = sys.argv[1:]
    try:
        if werk == "maak_zonder_ruimte":
            maak_zonder_ruimte(Path(map_), wachtwoord, *rest)
        elif werk == "houd_slot":
            houd_slot(Path(map_), wachtwoord)
        else:
            naam = "Beheer" if werk == "vernieuw_sleutel" else "Sanne"
            kast = Dossierkast.open(Path(map_), naam, wachtwoord)
            WERK[werk](kast, *rest)
    except ConsulentFout as fout:
        zeg(type(fout).__name__, fout)
        raise SystemExit(2) from None


main()
