"""Words that the resident's screen and the prints share: how often, and who."""

from __future__ import annotations

from consulent_app.taal.catalogus import bron

PERIODEN = {
    "eenmalig": bron("{bedrag}, één keer"),
    "maand": bron("{bedrag} per maand"),
    "kwartaal": bron("{bedrag} per kwartaal"),
    "schooljaar": bron("{bedrag} per schooljaar"),
    "jaar": bron("{bedrag} per jaar"),
}
ROLLEN = {
    "aanvrager": bron("u"),
    "partner": bron("uw partner"),
    "kind": bron("uw kind"),
    "medebewoner": bron("uw medebewoner"),
}
