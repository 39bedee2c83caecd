"""Bring the translations up to date with the Dutch texts of now: `python3 dev.py talen`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.toetsen import Toetser
from consulent_app.regels.pakket import Pakket
from consulent_app.taal.bijwerken import werk_bij
from consulent_app.taal.bronteksten import Brontekst, aan_u, sjabloon, uit_code, uit_pakket, uit_prints
from consulent_app.taal.catalogus import bestand, lees, vormen
from consulent_app.taal.talen import BRONTAAL, TALEN

if TYPE_CHECKING:
    from babel.messages import Catalog

VERTALINGEN = tuple(code for code in TALEN if code != BRONTAAL)


def bronnen(toetser: Toetser) -> Catalog:
    """Return every Dutch text that a resident can get to see, of all packages and of the code."""
    pakketten = [toetser.pakket(naam) for naam in toetser.kast.namen()]
    return sjabloon(
        [
            *uit_code(Path(__file__).resolve().parent.parent),
            *uit_prints(),
            *(tekst for pakket in pakketten for tekst in uit_pakket(pakket)),
            *_redenen(toetser, pakketten),
            *aan_u(),
        ]
    )


def _redenen(toetser: Toetser, pakketten: Iterable[Pakket]) -> Iterator[Brontekst]:
    """Yield why somebody is referred, from the areas of life."""
    for pakket in pakketten:
        for gebied in toetser.wegwijzer(pakket.id).leefgebieden:
            for signaal in gebied.signalen:
                yield Brontekst(signaal.reden, f"signaal:{signaal.id}")


def ontbreekt(code: str, van_nu: Catalog) -> list[str]:
    """Return the Dutch texts that this language does not have yet."""
    vertaald = lees(code)
    return [
        str(bericht.id)
        for bericht in van_nu
        if bericht.id and not ((er := vertaald.get(bericht.id, bericht.context)) is not None and vormen(er))
    ]


def werk_alle_bij() -> int:
    """Write the .po of every language anew and say what is still to be translated."""
    van_nu = bronnen(Toetser())
    for code in VERTALINGEN:
        po = bestand(code)
        schrijf_alle({po.name: werk_bij(code, van_nu)}, po.parent)
        print(f"{TALEN[code].naam}: {len(ontbreekt(code, van_nu))} nog te vertalen")
    return 0


if __name__ == "__main__":
    sys.exit(werk_alle_bij())
