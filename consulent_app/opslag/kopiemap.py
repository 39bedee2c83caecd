"""Where the reservekopieën of a workplace are kept, which there are, and when it is time for one."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from consulent_app.fouten import ConsulentFout, InvoerFout, OmgevingsFout
from consulent_app.opslag import kopievorm, reservekopie, sleutelbestand
from consulent_app.opslag.storing import vertaald
from consulent_app.opslag.verbinding import Verbindingen

KEUZE = "reservekopieen.json"
STANDAARD = "reservekopieen"
BEWAARD = 14
ZELFDE_MAP = (
    "De reservekopieën staan op dezelfde plek als de dossiers: gaat deze schijf kapot, dan zijn ze ook "
    "weg. Kies een map op een andere schijf of op het netwerk."
)
GEEN_MAP = "De map {map} is er niet of u mag er niet schrijven. Kies een andere map."


@dataclass(frozen=True, slots=True)
class Kopie:
    """One copy in the folder; `nummer` is the order, as a clock can be set back."""

    pad: Path
    nummer: int
    gemaakt: datetime


def kopiemap(map_: Path) -> Path:
    """Return the chosen folder for the copies, or the one beside the data when nothing was chosen."""
    try:
        gekozen = json.loads((map_ / KEUZE).read_text(encoding="utf-8"))["map"]
        return Path(gekozen)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return map_ / STANDAARD


def kies(map_: Path, doel: Path) -> None:
    """Keep the copies in this folder from now on; raises InvoerFout when it cannot be written."""
    try:
        doel.mkdir(parents=True, exist_ok=True)
        proef = doel / ".schrijfproef"
        proef.write_bytes(b"")
        proef.unlink()
    except OSError as fout:
        raise InvoerFout(GEEN_MAP.format(map=doel)) from fout
    inhoud = json.dumps({"map": str(doel.absolute())}).encode()
    with vertaald():
        los = map_ / (KEUZE + ".nieuw")
        los.write_bytes(inhoud)
        los.replace(map_ / KEUZE)


def waarschuwing(map_: Path) -> str:
    """Return what is wrong with where the copies go, '' when nothing is."""
    binnen = kopiemap(map_).absolute().is_relative_to(map_.absolute())
    return ZELFDE_MAP if binnen else ""


def kopieen(map_: Path) -> list[Kopie]:
    """Return the copies of this workplace, the oldest first; those of others in that folder not.

    Reads only the first line of each; what cannot be read is not there.
    """
    gevonden = (_kopie(pad, nummer) for nummer, pad in _genummerd(map_))
    return [kopie for kopie in gevonden if kopie is not None]


def is_tijd(map_: Path, moment: datetime) -> bool:
    """Say whether the last copy is not of this day: older, or from before the clock was set back."""
    er_zijn = kopieen(map_)
    return not er_zijn or er_zijn[-1].gemaakt.astimezone().date() != moment.astimezone().date()


def maak(verbindingen: Verbindingen, map_: Path, moment: datetime) -> Kopie:
    """Add a copy to the folder and keep those of the last BEWAARD days; raises as `reservekopie.maak`."""
    return _maak_in(kopiemap(map_), verbindingen, map_, moment)


def maak_zeker(verbindingen: Verbindingen, map_: Path, moment: datetime) -> Kopie:
    """Add a copy, beside the data when the chosen folder is not there; raises OmgevingsFout."""
    try:
        return maak(verbindingen, map_, moment)
    except OmgevingsFout:
        if kopiemap(map_) == map_ / STANDAARD:
            raise
        return _maak_in(map_ / STANDAARD, verbindingen, map_, moment)


def _maak_in(waar: Path, verbindingen: Verbindingen, map_: Path, moment: datetime) -> Kopie:
    if waar == map_ / STANDAARD:
        # Only this one: a chosen folder that is gone may be a disk that is not plugged in.
        with vertaald():
            waar.mkdir(exist_ok=True)
    with reservekopie.vertaald():
        verbindingen.controleer()
    nummer = max((nummer for nummer, _ in _genummerd(map_, waar)), default=0) + 1
    pad = waar / f"{_voorvoegsel(map_)}{nummer:06d}-{moment.astimezone():%Y-%m-%d}.kopie"
    kop = reservekopie.maak(verbindingen, map_, pad, moment)
    for oud in _te_veel([pad for _, pad in _genummerd(map_, waar)]):
        # One that cannot be removed now will be the next time.
        with suppress(OSError):
            oud.unlink()
    return Kopie(pad, nummer, kop.gemaakt)


def _te_veel(paden: list[Path]) -> list[Path]:
    """Return what may go: all of the last day stay, and the last one of each of the days before it.

    Many on one day, as when the program cannot be brought up to date, so drive out none of another.
    """
    dagen = [list(deel) for _, deel in groupby(paden, key=lambda pad: pad.stem.split("-", 3)[-1])]
    blijven = [dag[-1] for dag in dagen[-BEWAARD:-1]] + dagen[-1]
    return [pad for pad in paden if pad not in blijven]


def _genummerd(map_: Path, waar: Path | None = None) -> list[tuple[int, Path]]:
    vorm = re.compile(re.escape(_voorvoegsel(map_)) + r"(?:[0-9a-f]{8}-)?(\d{6})-[-\d]+\.kopie")
    try:
        paden = list((waar or kopiemap(map_)).iterdir())
    except OSError:
        return []
    return sorted((int(deel[1]), pad) for pad in paden if (deel := vorm.fullmatch(pad.name)))


def _voorvoegsel(map_: Path) -> str:
    """Return how the copies of this workplace begin, of every workplace when its key file is gone."""
    try:
        return f"consulent-{sleutelbestand.lees(map_).id[:8]}-"
    except OmgevingsFout:
        return "consulent-"


def _kopie(pad: Path, nummer: int) -> Kopie | None:
    try:
        return Kopie(pad, nummer, kopievorm.lees_kop(pad).gemaakt)
    except ConsulentFout:
        return None
