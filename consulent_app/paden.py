"""Where the program's own data lives: beside the package, or inside the frozen program."""

import os
import sys
from pathlib import Path

#: How the files end that workplaces bring each other.
SAMENWERKBESTAND = ".consulent"


def wortel() -> Path:
    """Return the folder that holds `resources/` and `db/`."""
    bevroren = getattr(sys, "_MEIPASS", None)
    return Path(bevroren) if bevroren else Path(__file__).resolve().parent.parent


def is_geinstalleerd() -> bool:
    """Say whether this is the built program, whose own files the next version replaces."""
    return hasattr(sys, "_MEIPASS")


def resources() -> Path:
    """Return the folder with rule packages, texts, fonts and examples."""
    return wortel() / "resources"


def migraties() -> Path:
    """Return the folder with the numbered SQL migrations of the local store."""
    return wortel() / "db" / "lokaal"


def centrale_migraties() -> Path:
    """Return the folder with the numbered SQL migrations of the central server."""
    return wortel() / "db" / "centraal"


def gegevensmap() -> Path:
    """Return where the dossiers of this user are: what CONSULENT_MAP says, else where Qt would say."""
    if gezet := os.environ.get("CONSULENT_MAP"):
        return Path(gezet)
    if sys.platform == "win32":
        boven = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        boven = Path.home() / "Library" / "Application Support"
    else:
        boven = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return boven / "consulent"


def oefenmap() -> Path:
    """Return where is practised: beside the dossiers, never among them."""
    echt = gegevensmap()
    return echt.with_name(f"{echt.name}-oefenen")


def toestandsmap() -> Path:
    """Return where the program keeps what happened to itself; nothing about anybody."""
    if sys.platform == "win32":
        boven = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        boven = Path.home() / "Library" / "Logs"
    else:
        boven = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return boven / "consulent"
