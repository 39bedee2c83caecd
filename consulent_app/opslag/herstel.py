"""Put a reservekopie back. What stood there is set aside, never thrown away.

The new files are made ready in a folder of their own; once that folder has its name, the exchange is
certain: a program that dies half-way finishes it at the next start.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from consulent_app import paden
from consulent_app.fouten import EersteKeer, Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.opslag import (
    afscherming,
    heden,
    kopievorm,
    logboekkop,
    migraties,
    nummers,
    pogingen,
    sleutelbestand,
    sleutelbos,
)
from consulent_app.opslag.grendel import Grendel
from consulent_app.opslag.heden import Heden
from consulent_app.opslag.reservekopie import geopend
from consulent_app.opslag.sleutelbestand import fsync_map
from consulent_app.opslag.storing import BESCHADIGD, LEEG, vertaald
from consulent_app.opslag.verbinding import BESTANDSNAAM, Verbindingen

SLEUTELS, LOGKOP = sleutelbos.BESTANDSNAAM, logboekkop.BESTANDSNAAM
BEZIG, KLAAR = "herstel.bezig", "herstel.klaar"
TERZIJDE = "terzijde-"

NIEUWER = "In de reservekopie van {gemaakt} zit niet wat hier nu staat: {wat}. Er is niets veranderd."
ALLEEN_BEHEERDER = (
    "De dossiers die nu in deze map staan zijn heel. Daarover zet alleen een beheerder een reservekopie "
    "terug, met een naam en een wachtwoord van nu die ook toen golden. Er is niets veranderd. Laat de "
    "beheerder dit doen, of zet de reservekopie in een andere map, met consulent herstel en --map."
)
#: What only a copy mends.
HERSTELBAAR = frozenset(
    {BESCHADIGD, LEEG, sleutelbestand.ONTBREEKT, sleutelbestand.BESCHADIGD, sleutelbos.GEWIJZIGD}
)


class WerkRaaktOpzij(InvoerFout):
    """Other work stands where the copy would come; with `vervang` it is set aside."""


@dataclass(frozen=True, slots=True)
class Herstel:
    """What was put back: of which moment, how many dossiers, and where what stood there is now.

    `verkeerd` is how often a wrong name or password was typed before.
    """

    gemaakt: datetime
    dossiers: int
    terzijde: Path | None
    verkeerd: int


def zet_terug(kopie: Path, map_: Path, wie: tuple[str, str], moment: datetime, *, vervang: bool) -> Herstel:
    """Put a copy in the place of the data in this folder; `wie` is a name and password of then.

    Accounts, passwords and recovery key are those of the copy again. Over data that are sound it takes a
    name and password of now as well, of a beheerder: Geweigerd. Raises InvoerFout for a file that is no
    whole copy, a wrong name or password or too many of them, WerkRaaktOpzij for what the copy lacks, unless
    `vervang`; OmgevingsFout when the data are in use, the copy is of a newer program or the disk refuses.
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
        pogingen.begin(map_)
        with geopend(bezig, *wie) as nieuw:
            # Before the present is looked at: of two damaged ones it is the copy that may not be used.
            dossiers = _keur(nieuw)
            nu = _heden(map_, wie, nieuw)
            verkeerd = pogingen.gelukt(map_)
            if not vervang and nu is not None and (wat := _in_woorden(nu)):
                raise WerkRaaktOpzij(NIEUWER.format(gemaakt=in_woorden(kop.gemaakt), wat=wat))
            _nummer_verder(nieuw, nu, moment)
    except BaseException:
        shutil.rmtree(bezig, ignore_errors=True)
        raise
    # Which folder what stood there goes to is kept with it: finishing later may be on another day.
    (bezig / TERZIJDE).write_text(terzijde.name, encoding="utf-8")
    fsync_map(bezig)
    bezig.rename(map_ / KLAAR)
    fsync_map(map_)
    maak_af(map_)
    return Herstel(kop.gemaakt, dossiers, terzijde if terzijde.exists() else None, verkeerd)


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


def _heden(map_: Path, wie: tuple[str, str], nieuw: Verbindingen) -> Heden | None:
    """Return what stands in the folder beside the copy, None when that is nothing or is damaged.

    Raises Geweigerd when it is sound and this is no beheerder of it.
    """
    if not (map_ / BESTANDSNAAM).exists() and not (map_ / SLEUTELS).exists():
        return None
    try:
        with geopend(map_, *wie) as nu:
            nu.controleer()
            bos = sleutelbestand.lees(map_)
            if not heden.is_beheerder(bos, wie[0]):
                raise Geweigerd(ALLEEN_BEHEERDER)
            with nu.lezen() as huidig, nieuw.lezen() as kopie:
                migraties.keur_gevuld(huidig, paden.migraties())
                return heden.vergelijk(huidig, kopie, bos, sleutelbestand.lees(nieuw.map))
    except EersteKeer:
        raise
    except InvoerFout as fout:
        raise Geweigerd(ALLEEN_BEHEERDER) from fout
    except OmgevingsFout as fout:
        if str(fout) not in HERSTELBAAR:
            raise
        return None


def _in_woorden(nu: Heden) -> str:
    """Return what the copy lacks, '' when that is nothing."""
    delen = {
        "werk tot en met {}": nu.werk and in_woorden(nu.werk),
        "regels in het logboek tot en met {}": nu.log and in_woorden(nu.log),
        "andere accounts, rollen of wachtwoorden ({})": ", ".join(nu.accounts),
        "een andere herstelsleutel": nu.herstelsleutel,
    }
    return "; ".join(zin.format(wat) for zin, wat in delen.items() if wat)


def _nummer_verder(nieuw: Verbindingen, nu: Heden | None, moment: datetime) -> None:
    """Let no number that was given out since the copy come again."""
    with nieuw.schrijven() as database:
        verder = nu.nummers if nu is not None else nummers.sprong(database, moment.astimezone().year)
        nummers.ga_verder(database, verder)
    # Only the database itself gets a new place, and not what is still written beside it.
    nieuw.wis_sporen()


def in_woorden(moment: datetime) -> str:
    """Return a moment as a person says it: 20 november 2026 om 18:03."""
    hier = moment.astimezone()
    return f"{datum_leesbaar(hier.date())} om {hier:%H:%M}"
