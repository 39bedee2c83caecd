"""What stands in a folder beside the copy that would come in its place: what of it the copy lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.opslag import logboek, nummers
from consulent_app.opslag.nummers import Nummers
from consulent_app.opslag.sleutelbos import Account, Sleutelbos, neem
from consulent_app.opslag.sleutelbos1 import Sleutelbos1

if TYPE_CHECKING:
    from sqlite_utils import Database

Bos = Sleutelbos | Sleutelbos1


@dataclass(frozen=True, slots=True)
class Heden:
    """Of the present: until when work and log lines go that the copy lacks, whose accounts differ."""

    werk: datetime | None
    log: datetime | None
    accounts: tuple[str, ...]
    herstelsleutel: bool
    nummers: Nummers


def is_beheerder(bos: Bos, naam: str) -> bool:
    """Say whether who opened these data runs them: until there is a beheerder everybody does."""
    if isinstance(bos, Sleutelbos1) or not any(a.rol == "beheerder" for a in bos.accounts):
        return True
    return neem(bos, naam).rol == "beheerder"


def vergelijk(huidig: Database, kopie: Database, nu: Bos, toen: Bos) -> Heden:
    """Return what the present data hold that the copy lacks."""
    return Heden(
        _werk(huidig, kopie),
        _log(huidig, kopie),
        _anders(_accounts(nu), _accounts(toen)),
        _papier(nu) != _papier(toen),
        nummers.lees(huidig),
    )


def _werk(huidig: Database, kopie: Database) -> datetime | None:
    """Return when the present data were last changed, when that is not in the copy.

    By the numbers that were given out and by the last event itself, never by a clock.
    """
    laatste = huidig.execute("SELECT id, tijdstip FROM gebeurtenis ORDER BY nr DESC LIMIT 1").fetchone()
    if laatste is None:
        return None
    bekend = kopie.execute("SELECT 1 FROM gebeurtenis WHERE id = ?", [laatste[0]]).fetchone()
    gegeven, toen = nummers.uitgegeven(huidig), nummers.uitgegeven(kopie)
    # Certificates stand in the log, and their number goes up by itself when a copy is put back.
    verder = any(gegeven.get(tabel, 0) > toen.get(tabel, 0) for tabel in ("gebeurtenis", "stuk"))
    return datetime.fromisoformat(laatste[1]) if verder or not bekend else None


def _log(huidig: Database, kopie: Database) -> datetime | None:
    if not logboek.bestaat(huidig):
        return None
    kop = logboek.kop(huidig)
    if kop == logboek.LEEG or (logboek.bestaat(kopie) and logboek.heeft(kopie, kop)):
        return None
    rij = huidig.execute("SELECT tijdstip FROM logboek WHERE nr = ?", [kop.nr]).fetchone()
    return datetime.fromisoformat(rij[0])


def _accounts(bos: Bos) -> dict[str, Account]:
    return {} if isinstance(bos, Sleutelbos1) else {account.naam: account for account in bos.accounts}


def _anders(nu: dict[str, Account], toen: dict[str, Account]) -> tuple[str, ...]:
    """Return whose way in would be another: what is sealed differs with each key, whether it is not."""
    namen = sorted({*nu, *toen})
    return tuple(naam for naam in namen if _kenmerken(nu.get(naam)) != _kenmerken(toen.get(naam)))


def _kenmerken(account: Account | None) -> object:
    return account and (account.rol, account.startwoord, account.prive, account.zegel is None)


def _papier(bos: Bos) -> bytes | None:
    return None if isinstance(bos, Sleutelbos1) or bos.herstel is None else bos.herstel.publiek
