"""Make an encrypted copy of all data in one file, while others work on, and check what was written."""

from __future__ import annotations

import errno
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from consulent_app import paden
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import (
    afscherming,
    grendel,
    kopievorm,
    logboekkop,
    migraties,
    sleutelbestand,
    sleutelbos,
    storing,
    toegang,
)
from consulent_app.opslag.grendel import Grendel
from consulent_app.opslag.kopievorm import Kop
from consulent_app.opslag.verbinding import BESTANDSNAAM, Verbindingen, keur_grootte

WERKPLAATS = ".kopie-"
#: A folder of a copy has its lock within this time after it was made.
ZONDER_GRENDEL_SECONDEN = 60

MISLUKT = "De reservekopie kon niet worden gemaakt: {reden}. Uw dossiers zijn niet veranderd. {raad}"
NIET_OVERSCHRIJVEN = "{naam} bestaat al en is geen reservekopie. Kies een andere naam."
_RUIMTE = ("er is te weinig ruimte op de schijf", "Maak ruimte vrij en probeer het opnieuw.")
_RECHTEN = ("in die map mag u niet schrijven", "Kies een andere map.")
_WEG = ("die map is er niet", "Sluit de schijf aan of kies een andere map.")
_FOUT = ("de schijf geeft een fout", "Kies een andere map.")
_ANDERS = ("wat is teruggelezen klopt niet", "De schijf is niet te vertrouwen: kies een andere.")
_BIJ_FOUT = {
    errno.ENOSPC: _RUIMTE,
    errno.EDQUOT: _RUIMTE,
    errno.EFBIG: _RUIMTE,
    errno.EROFS: _RECHTEN,
    errno.EACCES: _RECHTEN,
    errno.EPERM: _RECHTEN,
    errno.ENOENT: _WEG,
    errno.ENOTDIR: _WEG,
}
# While it is made a copy passes through the folder with data: the same words mean something else here.
_BIJ_ZIN = {
    storing.VOL: _RUIMTE,
    storing.SCHIJF: _RUIMTE,
    storing.ALLEEN_LEZEN: _RECHTEN,
    storing.GEEN_MAP: _WEG,
}


@contextmanager
def geopend(map_: Path, naam: str, wachtwoord: str) -> Iterator[Verbindingen]:
    """Give the data of a folder, also while another program works with them.

    Raises InvoerFout when name or password is wrong, OmgevingsFout when the data are damaged or missing.
    """
    afscherming.scherm_af()
    bos = sleutelbestand.lees(map_)
    with storing.vertaald():
        keur_grootte(map_ / BESTANDSNAAM)
    verbindingen = Verbindingen(map_ / BESTANDSNAAM, toegang.sleutel_van(map_, bos, naam, wachtwoord))
    try:
        yield verbindingen
    finally:
        verbindingen.sluit()


def maak(verbindingen: Verbindingen, map_: Path, doel: Path, moment: datetime) -> Kop:
    """Write all data of this moment to one file, read it back and check every page of it.

    The file gets its name when it is right. Raises InvoerFout when another file has that name,
    OmgevingsFout when the disk refuses or the data themselves are damaged.
    """
    los = doel.with_name(doel.name + ".nieuw")
    with vertaald():
        if doel.exists() and not kopievorm.is_kopie(doel):
            raise InvoerFout(NIET_OVERSCHRIJVEN.format(naam=doel.name))
        try:
            with _werkplaats(map_) as hier:
                logboekkop.leg_vast(verbindingen)
                kop = _schrijf(verbindingen, map_, los, moment, hier)
                _lees_na(verbindingen, los, hier)
            los.replace(doel)
        finally:
            los.unlink(missing_ok=True)
        sleutelbestand.fsync_map(doel.parent)
    return kop


def _schrijf(verbindingen: Verbindingen, map_: Path, los: Path, moment: datetime, hier: Path) -> Kop:
    database = hier / BESTANDSNAAM
    bos, logkop = _kopieer(verbindingen, map_, database)
    with verbindingen.lezen() as open_database:
        schema = migraties.laatste(open_database, paden.migraties())
    bos_id = sleutelbestand.lees(map_).id
    kop = Kop(moment, bos_id, schema, len(bos), len(logkop), database.stat().st_size)
    kopievorm.schrijf(los, kop, bos, logkop, database)
    database.unlink()
    return kop


def _kopieer(verbindingen: Verbindingen, map_: Path, database: Path) -> tuple[bytes, bytes]:
    """Copy the database; return the key file that goes with it and how far the log was, b'' for unknown."""
    sleutels, logkop = map_ / sleutelbos.BESTANDSNAAM, map_ / logboekkop.BESTANDSNAAM
    while True:
        bos = sleutels.read_bytes()
        # Before the database: a log that went on since then still fits.
        tot_hier = logkop.read_bytes() if logkop.exists() else b""
        verbindingen.kopieer(database)
        # Somebody may have got another key meanwhile: a copy and a key of two moments open nothing.
        if sleutels.read_bytes() == bos:
            return bos, tot_hier
        database.unlink()


def _lees_na(verbindingen: Verbindingen, los: Path, hier: Path) -> None:
    """Take the copy apart again and check it, as on the day on which it is needed."""
    try:
        kopievorm.pak_uit(los, kopievorm.delen_in(hier))
        sleutelbestand.lees(hier)
        verbindingen.keur(hier / BESTANDSNAAM)
    except (InvoerFout, OmgevingsFout) as fout:
        if isinstance(fout, InvoerFout) or str(fout) in (storing.BESCHADIGD, sleutelbestand.BESCHADIGD):
            raise OmgevingsFout(_zin(_ANDERS)) from fout
        raise


@contextmanager
def _werkplaats(map_: Path) -> Iterator[Path]:
    """Give a folder beside the data, with a lock that says that somebody is at work in it."""
    ruim_op(map_)
    with tempfile.TemporaryDirectory(prefix=WERKPLAATS, dir=map_) as hier:
        bezet = Grendel(Path(hier))
        try:
            yield Path(hier)
        finally:
            bezet.los()


def ruim_op(map_: Path) -> None:
    """Remove what a program left when it died while it made a copy: it holds all dossiers of then."""
    for rest in map_.glob(WERKPLAATS + "*"):
        if not _wordt_gewerkt(rest):
            # Another program may remove the same at this moment.
            shutil.rmtree(rest, ignore_errors=True)


def _wordt_gewerkt(rest: Path) -> bool:
    try:
        if not (rest / grendel.BESTANDSNAAM).exists():
            return time.time() - rest.stat().st_mtime < ZONDER_GRENDEL_SECONDEN
        Grendel(rest).los()
    except (OSError, OmgevingsFout):
        return True
    return False


@contextmanager
def vertaald() -> Iterator[None]:
    """Say of what goes wrong with the disk that it is the copy that was not made."""
    try:
        yield
    except OSError as fout:
        raise OmgevingsFout(_zin(_BIJ_FOUT.get(fout.errno or 0, _FOUT))) from fout
    except OmgevingsFout as fout:
        if str(fout) in _BIJ_ZIN:
            raise OmgevingsFout(_zin(_BIJ_ZIN[str(fout)])) from fout
        raise


def _zin(reden_en_raad: tuple[str, str]) -> str:
    reden, raad = reden_en_raad
    return MISLUKT.format(reden=reden, raad=raad)
