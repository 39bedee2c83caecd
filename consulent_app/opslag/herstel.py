"""Put a reservekopie back. What stood there is set aside, never thrown away.

The new files are made ready in a folder of their own; once that folder has its name, the exchange is
certain: a program that dies half-way finishes it at the next start.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app import paden
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.opslag import afscherming, kopievorm, logboekkop, migraties, sleutelbestand, sleutelbos
from consulent_app.opslag.grendel import Grendel
from consulent_app.opslag.reservekopie import geopend
from consulent_app.opslag.sleutelbestand import fsync_map
from consulent_app.opslag.storing import BESCHADIGD, LEEG, vertaald
from consulent_app.opslag.verbinding import BESTANDSNAAM, Verbindingen

if TYPE_CHECKING:
    from sqlite_utils import Database

SLEUTELS, LOGKOP = sleutelbos.BESTANDSNAAM, logboekkop.BESTANDSNAAM
BEZIG, KLAAR = "herstel.bezig", "herstel.klaar"
TERZIJDE = "terzijde-"

NIEUWER = (
    "In deze map staat werk van {laatst} dat niet in de reservekopie van {gemaakt} zit. "
    "Er is niets veranderd."
)
ANDER = (
    "De dossiers die nu in deze map staan gaan met deze naam en dit wachtwoord niet open: het kunnen "
    "andere zijn, of het wachtwoord is sindsdien gewijzigd. "
    "Er is niets veranderd."
)
#: What only a copy mends.
HERSTELBAAR = frozenset({BESCHADIGD, LEEG, sleutelbestand.ONTBREEKT, sleutelbestand.BESCHADIGD})


class WerkRaaktOpzij(InvoerFout):
    """Other work stands where the copy would come; with `vervang` it is set aside."""


@dataclass(frozen=True, slots=True)
class Herstel:
    """What was put back: of which moment, how many dossiers, and where what stood there is now."""

    gemaakt: datetime
    dossiers: int
    terzijde: Path | None


def zet_terug(kopie: Path, map_: Path, wie: tuple[str, str], moment: datetime, *, vervang: bool) -> Herstel:
    """Put a copy in the place of the data in this folder; `wie` is a name and password of then.

    Accounts, passwords and recovery key are those of the copy again. Raises InvoerFout for a file that
    is no whole copy, or a wrong name or password, WerkRaaktOpzij for data
    that are newer or other than the copy, unless `vervang`; OmgevingsFout when the data are in use,
    the copy is of a newer program or the disk refuses.
    """
    afscherming.scherm_af()
    with vertaald():
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    grendel = Grendel(map_)
    try:
        with vertaald():
            maak_af(map_)
            return _wissel(kopie, map_, wie, moment, vervang=vervang)
    finally:
        grendel.los()


def _wissel(kopie: Path, map_: Path, wie: tuple[str, str], moment: datetime, *, vervang: bool) -> Herstel:
    bezig, terzijde = map_ / BEZIG, _vrije_naam(map_, moment)
    shutil.rmtree(bezig, ignore_errors=True)
    bezig.mkdir()
    try:
        kop = kopievorm.pak_uit(kopie, kopievorm.delen_in(bezig))
        if kop.schema not in migraties.namen(paden.migraties()):
            raise OmgevingsFout(migraties.TE_NIEUW)
        with geopend(bezig, *wie) as nieuw:
            dossiers = _keur(nieuw)
            if not vervang:
                _keur_niet_nieuwer(map_, wie, nieuw, kop.gemaakt)
    except BaseException:
        shutil.rmtree(bezig, ignore_errors=True)
        raise
    # Which folder what stood there goes to is kept with it: finishing later may be on another day.
    (bezig / TERZIJDE).write_text(terzijde.name, encoding="utf-8")
    fsync_map(bezig)
    bezig.rename(map_ / KLAAR)
    fsync_map(map_)
    maak_af(map_)
    return Herstel(kop.gemaakt, dossiers, terzijde if terzijde.exists() else None)


def maak_af(map_: Path) -> None:
    """Finish an exchange that was certain; without one nothing happens. Raises OSError."""
    klaar = map_ / KLAAR
    if not klaar.is_dir():
        return
    # As long as the new one waits, what is in its place is the former. A copy may have no head of the
    # log: the former one goes aside with the database that it tells of.
    for naam, opzij in ((BESTANDSNAAM, (BESTANDSNAAM, LOGKOP)), (LOGKOP, ()), (SLEUTELS, (SLEUTELS,))):
        if (klaar / naam).exists():
            _zet_terzijde(sorted(pad for deel in opzij for pad in map_.glob(deel + "*")), klaar)
            (klaar / naam).rename(map_ / naam)
    fsync_map(map_)
    shutil.rmtree(klaar)


def _zet_terzijde(bestanden: list[Path], klaar: Path) -> None:
    terzijde = klaar.parent / (klaar / TERZIJDE).read_text(encoding="utf-8")
    for bestand in bestanden:
        terzijde.mkdir(exist_ok=True)
        bestand.rename(terzijde / bestand.name)


def kopieer_terzijde(map_: Path, moment: datetime) -> Path:
    """Keep the database as it is beside itself, before SQLite changes it; raises OSError."""
    terzijde = _vrije_naam(map_, moment)
    terzijde.mkdir()
    for bestand in [*map_.glob(BESTANDSNAAM + "*"), *map_.glob(LOGKOP), map_ / SLEUTELS]:
        shutil.copy2(bestand, terzijde / bestand.name)
    return terzijde


def _vrije_naam(map_: Path, moment: datetime) -> Path:
    naam = f"{TERZIJDE}{moment.astimezone():%Y-%m-%d-%H%M%S}"
    vrij = (map_ / (naam + rest) for rest in ("", *(f"-{nummer}" for nummer in range(2, 1000))))
    return next(pad for pad in vrij if not pad.exists())


def _keur(nieuw: Verbindingen) -> int:
    """Check every page and the form of the tables; return how many dossiers there are."""
    nieuw.controleer()
    with nieuw.lezen() as database:
        migraties.keur_gevuld(database, paden.migraties())
        migraties.keur_bekend(database, paden.migraties())
        return int(database.execute("SELECT count(*) FROM dossier").fetchone()[0])


def _keur_niet_nieuwer(map_: Path, wie: tuple[str, str], nieuw: Verbindingen, gemaakt: datetime) -> None:
    """Refuse when the present data hold something that the copy lacks; damaged data are no reason."""
    if not (map_ / BESTANDSNAAM).exists() and not (map_ / SLEUTELS).exists():
        return
    try:
        with geopend(map_, *wie) as nu:
            laatst = _mist(nu, nieuw)
    except InvoerFout as fout:
        raise WerkRaaktOpzij(ANDER) from fout
    except OmgevingsFout as fout:
        if str(fout) not in HERSTELBAAR:
            raise
        return
    if laatst is not None:
        raise WerkRaaktOpzij(NIEUWER.format(laatst=in_woorden(laatst), gemaakt=in_woorden(gemaakt)))


def _mist(nu: Verbindingen, nieuw: Verbindingen) -> datetime | None:
    """Return when the present data were last changed, when that is not in the copy.

    By the numbers that were given out and by the last event itself, never by a clock.
    """
    with nu.lezen() as huidig, nieuw.lezen() as kopie:
        migraties.keur_gevuld(huidig, paden.migraties())
        laatste = huidig.execute("SELECT id, tijdstip FROM gebeurtenis ORDER BY nr DESC LIMIT 1").fetchone()
        if laatste is None:
            return None
        bekend = kopie.execute("SELECT 1 FROM gebeurtenis WHERE id = ?", [laatste[0]]).fetchone()
        gegeven, toen = _uitgegeven(huidig), _uitgegeven(kopie)
    verder = any(nummer > toen.get(tabel, 0) for tabel, nummer in gegeven.items())
    return datetime.fromisoformat(laatste[1]) if verder or not bekend else None


def _uitgegeven(database: Database) -> dict[str, int]:
    """Return the last number of each table that never gives one out twice."""
    return dict(database.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def in_woorden(moment: datetime) -> str:
    """Return a moment as a person says it: 20 november 2026 om 18:03."""
    hier = moment.astimezone()
    return f"{datum_leesbaar(hier.date())} om {hier:%H:%M}"
