"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from consulent_app.fouten import OmgevingsFout


def schrijf_alle(bestanden: Mapping[str, bytes], map_: Path) -> list[Path]:
    """Write all files into a folder (made when needed) and return their paths.

    Everything is first written beside its place, so that a full disk leaves nothing half-written.
    Raises OmgevingsFout when the folder cannot be written.
    """
    tijdelijk: list[tuple[Path, Path]] = []
    try:
        map_.mkdir(parents=True, exist_ok=True)
        for naam, inhoud in bestanden.items():
            tijdelijk.append((_schrijf_ernaast(map_, inhoud), map_ / naam))
        for los, vast in tijdelijk:
            los.replace(vast)
    except OSError as fout:
        for los, _ in tijdelijk:
            los.unlink(missing_ok=True)
        raise OmgevingsFout(
            f"In de map {map_.name} kan niet worden geschreven; controleer ruimte en rechten."
        ) from fout
    return [vast for _, vast in tijdelijk]


def keur_map(map_: Path) -> None:
    """Raise OmgevingsFout when nothing can be written in a folder, which is made when needed."""
    (proef,) = schrijf_alle({".proef": b""}, map_)
    proef.unlink()


def _schrijf_ernaast(map_: Path, inhoud: bytes) -> Path:
    nummer, naam = tempfile.mkstemp(dir=map_, prefix=".bezig-")
    try:
        with os.fdopen(nummer, "wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
    except OSError:
        Path(naam).unlink(missing_ok=True)
        raise
    return Path(naam)
