"""Where the reservekopieën of a workplace are kept, which there are, and when it is time for one."""

from __future__ import annotations

import errno
import filecmp
import json
import os
import re
import shutil
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
BLIJVEN_STAAN = (
    "Niet alle reservekopieën konden mee. Wat in {map} staat, staat er nog: het programma probeert het bij "
    "elke reservekopie opnieuw. Tot dan verdwijnt het daar niet vanzelf na veertien dagen."
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
    return _keuze(map_)[0]


def _keuze(map_: Path) -> tuple[Path, list[Path]]:
    """Return the folder for the copies, and those in which copies of before may still stand."""
    try:
        gelezen = json.loads((map_ / KEUZE).read_text(encoding="utf-8"))
        gekozen, eerder = Path(gelezen["map"]), [Path(pad) for pad in gelezen.get("eerder", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return map_ / STANDAARD, []
    # Beside the data comes a copy before a migration, when the chosen folder is not there.
    return gekozen, [pad for pad in dict.fromkeys([*eerder, map_ / STANDAARD]) if pad != gekozen]


def kies(map_: Path, doel: Path) -> str:
    """Keep the copies in this folder from now on and move those of before there.

    Returns a sentence about what could not be moved, '' when nothing stays behind. Raises InvoerFout when
    the folder cannot be written.
    """
    doel = doel.absolute()
    vorige, eerder = _keuze(map_)
    _keur_map(doel)
    _leg_keuze_vast(map_, doel, [pad for pad in dict.fromkeys([*eerder, vorige.absolute()]) if pad != doel])
    return verhuis(map_)


def verhuis(map_: Path) -> str:
    """Move the copies that still stand in a folder of before; returns and raises as `kies`."""
    naar, eerder = _keuze(map_)
    blijft = [van for van in eerder if not _verhuis_uit(map_, van, naar)]
    if blijft != eerder:
        _leg_keuze_vast(map_, naar, blijft)
    return BLIJVEN_STAAN.format(map=" en ".join(map(str, blijft))) if blijft else ""


def _verhuis_uit(map_: Path, van: Path, naar: Path) -> bool:
    """Move all copies of this workplace; say whether none can be left, as on a disk that is not there."""
    laatste = max((nummer for nummer, _ in _genummerd(map_, naar)), default=0)
    try:
        for nummer, pad in _genummerd(map_, van):
            # Their order is in their number: those that come are the newest.
            laatste = max(nummer, laatste + 1)
            _verplaats(pad, naar / pad.name.replace(f"-{nummer:06d}-", f"-{laatste:06d}-", 1))
    except OSError:
        return False
    return van.is_dir() or van == map_ / STANDAARD


def _verplaats(pad: Path, doel: Path) -> None:
    """Move one file, also to another disk, where it has its name only when it is whole; raises OSError."""
    los = doel.with_name(doel.name + ".nieuw")
    try:
        shutil.copyfile(pad, los)
        with los.open("rb+") as geschreven:
            os.fsync(geschreven.fileno())
        if not filecmp.cmp(pad, los, shallow=False):
            raise OSError(errno.EIO, "anders teruggelezen")
        los.replace(doel)
    finally:
        los.unlink(missing_ok=True)
    sleutelbestand.fsync_map(doel.parent)
    pad.unlink()


def _keur_map(doel: Path) -> None:
    try:
        doel.mkdir(parents=True, exist_ok=True)
        proef = doel / ".schrijfproef"
        proef.write_bytes(b"")
        proef.unlink()
    except OSError as fout:
        raise InvoerFout(GEEN_MAP.format(map=doel)) from fout


def _leg_keuze_vast(map_: Path, doel: Path, eerder: list[Path]) -> None:
    inhoud = json.dumps({"map": str(doel), "eerder": [str(pad) for pad in eerder]}).encode()
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
    kopie = _maak_in(kopiemap(map_), verbindingen, map_, moment)
    # What cannot go now goes with the next one.
    with suppress(ConsulentFout):
        verhuis(map_)
    return kopie


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
