"""Which edition of the program this is: its version, and for a built one the day of its last change."""

from __future__ import annotations

import json
from datetime import date

from consulent_app import __version__
from consulent_app.paden import wortel

#: Put there by the installer; a checkout does not have it.
BESTAND = "bouw.json"


def uitgave() -> str:
    """Return version, day and commit, as a person reads them out when something has to be looked into."""
    try:
        bouw = json.loads((wortel() / BESTAND).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return f"consulent {__version__}, uit de broncode"
    dag = date.fromisoformat(bouw["datum"])
    commit = f", {bouw['commit']}" if bouw["commit"] else ""
    return f"consulent {__version__} van {dag:%d-%m-%Y}{commit}"
