"""The folder with data: key file, encrypted database and lock, opened and closed together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from consulent_app import paden
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import herstel, kopiemap, migraties, sleutelbos, wal
from consulent_app.opslag.grendel import Grendel
from consulent_app.opslag.sleutelbos import Argon2
from consulent_app.opslag.storing import vertaald
from consulent_app.opslag.verbinding import BESTANDSNAAM, Verbindingen, keur_grootte, open_database

IN_AANMAAK = BESTANDSNAAM + ".nieuw"

GEEN_GEGEVENS = "In deze map staan nog geen gegevens. Kies een andere map of begin een nieuwe."
AL_GEGEVENS = "In deze map staan al gegevens. Kies een lege map of open deze met uw wachtwoord."

# Half a second. Of more every page is checked with the copy of the day, when nobody waits for it.
METEEN_NAGEKEKEN = 250_000_000
LAATSTE_STUK = (
    "Een deel van wat het laatst is ingevuld is onleesbaar: de schijf is niet in orde. Wat daarvoor kwam "
    "is er. De bestanden zoals ze waren staan in {terzijde}. Open opnieuw, en kijk na wat u het laatst "
    "invulde."
)


def bestaat(map_: Path) -> bool:
    """Say whether the folder holds data, also when a part of it is missing."""
    delen = (sleutelbos.BESTANDSNAAM, BESTANDSNAAM, herstel.KLAAR)
    return any((map_ / naam).exists() for naam in delen)


@dataclass(frozen=True, slots=True)
class Gegevensmap:
    """One open folder; no other program can open it until `sluit()`."""

    map: Path
    verbindingen: Verbindingen
    grendel: Grendel

    @classmethod
    def begin(cls, map_: Path, wachtwoord: str, argon2: Argon2) -> Self:
        """Make the folder and its files; raises the same as `Dossierkast.maak`."""
        sleutelbos.keur_wachtwoord(wachtwoord)
        with vertaald():
            map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        grendel = Grendel(map_)
        try:
            if bestaat(map_):
                raise InvoerFout(AL_GEGEVENS)
            return cls(map_, _maak(map_, wachtwoord, argon2), grendel)
        except BaseException:
            grendel.los()
            raise

    @classmethod
    def open(cls, map_: Path, wachtwoord: str) -> Self:
        """Open the folder; raises the same as `Dossierkast.open`."""
        if not bestaat(map_):
            raise InvoerFout(GEEN_GEGEVENS)
        grendel = Grendel(map_)
        try:
            with vertaald():
                herstel.maak_af(map_)
            bos = sleutelbos.lees(map_ / sleutelbos.BESTANDSNAAM)
            return cls(map_, _verbind(map_, sleutelbos.pak_uit(bos, wachtwoord)), grendel)
        except OmgevingsFout as fout:
            grendel.los()
            raise OmgevingsFout(_met_uitweg(str(fout), map_)) from fout
        except BaseException:
            grendel.los()
            raise

    def sluit(self) -> None:
        """Close the database, wipe the key and give the lock back; twice does nothing."""
        self.verbindingen.sluit()
        self.grendel.los()


def _maak(map_: Path, wachtwoord: str, argon2: Argon2) -> Verbindingen:
    sleutel = sleutelbos.nieuwe_sleutel()
    _maak_database(map_ / IN_AANMAAK, sleutel)
    # The key file comes before the database has its name: a crash between the two leaves
    # something that `open` can finish, and never a database that nobody has the key of.
    bos = sleutelbos.verpak(sleutel, wachtwoord, argon2)
    sleutelbos.schrijf(map_ / sleutelbos.BESTANDSNAAM, bos)
    return _verbind(map_, sleutel)


def _maak_database(pad: Path, sleutel: bytearray) -> None:
    """Make a filled, closed database; what a crashed attempt left there is removed."""
    with vertaald():
        for rest in pad.parent.glob(pad.name + "*"):
            rest.unlink()
    database = open_database(pad, sleutel)
    try:
        with vertaald():
            migraties.migreer(database, paden.migraties())
    finally:
        database.close()


def _verbind(map_: Path, sleutel: bytearray) -> Verbindingen:
    """Return the checked and migrated database; raises OmgevingsFout when it is not sound."""
    pad = map_ / BESTANDSNAAM
    with vertaald():
        _maak_af(pad)
        keur_grootte(pad)
        terzijde = None if wal.is_heel(pad) else herstel.kopieer_terzijde(map_, datetime.now(UTC))
    verbindingen = Verbindingen(pad, sleutel)
    try:
        if terzijde is not None or pad.stat().st_size <= METEEN_NAGEKEKEN:
            verbindingen.controleer()
        if terzijde is not None:
            raise OmgevingsFout(LAATSTE_STUK.format(terzijde=terzijde))
        with verbindingen.lezen() as database:
            migraties.keur_gevuld(database, paden.migraties())
            migraties.keur_bekend(database, paden.migraties())
            if migraties.moet_nog(database, paden.migraties()):
                kopiemap.maak_zeker(verbindingen, map_, datetime.now(UTC))
                migraties.migreer(database, paden.migraties())
    except BaseException:
        verbindingen.sluit()
        raise
    return verbindingen


def _met_uitweg(zin: str, map_: Path) -> str:
    """Return what is wrong, and where only a copy helps, which one that is."""
    er_zijn = kopiemap.kopieen(map_) if zin in herstel.HERSTELBAAR else []
    if not er_zijn:
        return zin
    kopie = er_zijn[-1]
    return f"{zin} De laatste is van {herstel.in_woorden(kopie.gemaakt)}: {kopie.pad}"


def _maak_af(pad: Path) -> None:
    in_aanmaak = pad.with_name(IN_AANMAAK)
    if in_aanmaak.exists() and not pad.exists():
        in_aanmaak.rename(pad)
        sleutelbos.fsync_map(pad.parent)
