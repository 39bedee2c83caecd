"""All dossiers in one file, and back: on the command line and on the screen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.logboek import na_pogingen
from consulent_app.acties.rollen import INRICHTING
from consulent_app.acties.werkwoord import oorsprong
from consulent_app.fouten import ConsulentFout, Geweigerd
from consulent_app.opslag.waarden import GELUKT, GEWEIGERD, Handeling

if TYPE_CHECKING:
    from consulent_app.opslag.kopiemap import Kopie
    from consulent_app.opslag.verbinding import Verbindingen

TERUGZETTEN = "reservekopie terugzetten"


@dataclass(frozen=True)
class Stand:
    """How the copies of a workplace are doing: the newest first, and what is wrong with their place."""

    map: Path
    kopieen: tuple[Kopie, ...]
    waarschuwing: str


def stand(map_: Path) -> Stand:
    """Return which copies there are, and where."""
    from consulent_app.opslag import kopiemap

    er_zijn = tuple(reversed(kopiemap.kopieen(map_)))
    return Stand(kopiemap.kopiemap(map_), er_zijn, kopiemap.waarschuwing(map_))


def in_woorden(moment: datetime) -> str:
    """Return a moment as a person says it: 20 november 2026 om 18:03."""
    from consulent_app.opslag import herstel

    return herstel.in_woorden(moment)


def maak(map_: Path, bestand: Path, wie: tuple[str, str], moment: datetime) -> str:
    """Write a copy, also while the program is open elsewhere; return one line about it.

    Raises InvoerFout when name or password is wrong or the name is taken by something else,
    OmgevingsFout when the disk refuses or the data are damaged.
    """
    from consulent_app.opslag import pogingen, reservekopie

    pogingen.begin(map_)
    with reservekopie.geopend(map_, *wie) as verbindingen:
        verkeerd = pogingen.gelukt(map_)
        kop = reservekopie.maak(verbindingen, map_, bestand, moment)
        # Not the name of the file: somebody can give it that of a resident.
        _meld(verbindingen, wie[0], moment, "reservekopie maken", na_pogingen(verkeerd))
    megabyte = f"{bestand.stat().st_size / 1_000_000:.1f}".replace(".", ",")
    return f"Reservekopie van {in_woorden(kop.gemaakt)}, nagelezen: {bestand} ({megabyte} MB)"


def zet_terug(bestand: Path, map_: Path, wie: tuple[str, str], moment: datetime, *, vervang: bool) -> str:
    """Put a copy back and return one line about it; raises the same as `herstel.zet_terug`."""
    from consulent_app.opslag import herstel, oefenmerk, reservekopie

    oefenmerk.keur_echt(map_)
    try:
        gedaan = herstel.zet_terug(bestand, map_, wie, moment, vervang=vervang)
    except Geweigerd:
        _meld_geweigerd(map_, wie, moment)
        raise
    with reservekopie.geopend(map_, *wie) as verbindingen:
        van = f"van {in_woorden(gedaan.gemaakt)} {na_pogingen(gedaan.verkeerd)}".strip()
        _meld(verbindingen, wie[0], moment, TERUGZETTEN, van)
    aantal = "1 dossier" if gedaan.dossiers == 1 else f"{gedaan.dossiers} dossiers"
    apart = f" Wat er stond is bewaard in {gedaan.terzijde}." if gedaan.terzijde else ""
    return (
        f"Teruggezet: de reservekopie van {in_woorden(gedaan.gemaakt)}, met {aantal}. "
        f"De accounts van toen gelden weer: open het programma met de naam en het wachtwoord van toen, en "
        f"laat de beheerder nakijken wie erbij mag.{apart}"
    )


def _meld_geweigerd(map_: Path, wie: tuple[str, str], moment: datetime) -> None:
    """Write down that somebody who may work here may not do this; of others only the tries are known."""
    from consulent_app.opslag import pogingen, reservekopie

    with suppress(ConsulentFout), reservekopie.geopend(map_, *wie) as verbindingen:
        verkeerd = pogingen.gelukt(map_)
        _meld(verbindingen, wie[0], moment, TERUGZETTEN, na_pogingen(verkeerd), GEWEIGERD)


def _meld(
    verbindingen: Verbindingen, naam: str, moment: datetime, actie: str, waarover: str,
    resultaat: str = GELUKT,
) -> None:  # fmt: skip
    """Write what was done in the log; data of before the log, or of before the accounts, have no place."""
    from consulent_app.opslag import logboek, logboekkop, sleutelbestand, sleutelbos

    bos = sleutelbestand.lees(verbindingen.map)
    if not isinstance(bos, sleutelbos.Sleutelbos):
        return
    wie = sleutelbos.neem(bos, naam)
    with verbindingen.schrijven() as database:
        if logboek.bestaat(database):
            regel = Handeling(wie.naam, wie.rol, actie, waarover, resultaat, oorsprong(), INRICHTING)
            logboek.schrijf(database, moment, regel)
    logboekkop.leg_vast(verbindingen)


def raakt_werk_opzij(fout: Exception) -> bool:
    """Say whether a copy was refused because of other work, which `vervang` would set aside."""
    from consulent_app.opslag.herstel import WerkRaaktOpzij

    return isinstance(fout, WerkRaaktOpzij)
