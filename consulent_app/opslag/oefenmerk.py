"""The file that says of a folder that is practised in it: no real dossier is ever opened there."""

from __future__ import annotations

from pathlib import Path

from consulent_app.fouten import InvoerFout

BESTANDSNAAM = "oefening.json"
#: What the packages to practise with print on every page.
MERK = "OEFENING"
HIER_OEFENT_MEN = "In deze map wordt geoefend. Kies een andere map, of start met 'consulent oefenen'."


def is_oefenmap(map_: Path) -> bool:
    """Say whether this folder is one to practise in."""
    return (map_ / BESTANDSNAAM).is_file()


def keur_echt(map_: Path) -> None:
    """Raise InvoerFout for a folder to practise in: what is real may not come there."""
    if is_oefenmap(map_):
        raise InvoerFout(HIER_OEFENT_MEN)
