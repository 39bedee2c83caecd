"""A process of its own that makes or reads hand-over files; the tests kill it."""

from __future__ import annotations

import sys
from pathlib import Path

from consulent_app.acties import overdracht
from consulent_app.opslag.dossierkast import Dossierkast
from tests.uitwisseling.overdracht.plekken import WACHTWOORD, nu


def main() -> None:
    werk, map_, naam, waar, *nummer = sys.argv[1:]
    with Dossierkast.open(Path(map_), naam, WACHTWOORD) as kast:
        print("open", flush=True)
        if werk == "maak":
            naar = {wie.nummer: wie for wie in overdracht.ontvangers(kast)}[int(nummer[0])]
            overdracht.maak(kast, naar, Path(waar), nu())
        else:
            overdracht.lees(kast, Path(waar))
        print("klaar", flush=True)


main()
