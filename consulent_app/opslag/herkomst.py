"""What may be taken from whom: roles hold inside a program, and another organisation has its own.

What an honest workplace tells passes unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import MET
from consulent_app.delen.deling import Deling
from consulent_app.delen.versies import TOESTEMMING, Koppen, Versie, gekozen
from consulent_app.opslag import celrijen

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Letters with which only the gemeente speaks.
VAN_DE_GEMEENTE = frozenset({"beschikking", "aanvulling", "uitstel", "intrekking"})
STATUS = "/dossier/status"
#: What a dossier is known by: of the other organisation only as long as it is not known here.
KENMERKEN = ("/dossier/kenmerk", "/dossier/organisatie", "/dossier/aangemaakt", "/telling/")


@dataclass(frozen=True, slots=True)
class _Hier:
    """What is known here of one dossier, before something is taken in.

    The name of each version of an own workplace ends with one of `achter`.
    """

    organisatie: str
    eigenaar: str | None
    koppen: Koppen
    achter: tuple[str, ...]


def aanneembaar(
    database: Database, organisatie: str, deling: Deling, versies: Iterable[Versie]
) -> list[Versie]:
    """Return the versions of a deling that this organisation takes from who told it.

    None is newer than the deling itself, and none replaces what is newer than itself. Of the other
    organisation none is of a workplace of the own one, decides, says yes to sharing what is not its own, or
    changes what a dossier is known by.
    """
    oud = [_zonder_nieuwere(versie) for versie in versies if _hlc(versie) <= deling.hlc]
    if deling.organisatie == organisatie:
        return oud
    hier = _lees(database, organisatie, deling)
    return [versie for versie in oud if _mag(hier, deling, versie)]


def geweigerd_ja(versies: Iterable[Versie], genomen: Iterable[Versie]) -> int:
    """Return the moment of a yes to sharing that was not taken from who told it, 0 without one.

    The server goes by the latest word: it has to hear that the no still holds.
    """
    wel = {(versie.pad, versie.versie) for versie in genomen}
    return max(
        (
            _hlc(v)
            for v in versies
            if v.pad == TOESTEMMING and v.waarde is True and (v.pad, v.versie) not in wel
        ),
        default=0,
    )


def mag_stuk(deling: Deling, soort: str) -> bool:
    """Say whether who told of a print may have made it: MET decides nothing."""
    return deling.organisatie != MET or soort not in VAN_DE_GEMEENTE


def _zonder_nieuwere(versie: Versie) -> Versie:
    basis = frozenset(naam for naam in versie.basis if naam < versie.versie)
    return versie if basis == versie.basis else replace(versie, basis=basis)


def _hlc(versie: Versie) -> int:
    return int(versie.versie.partition("-")[0], 16)


def _lees(database: Database, organisatie: str, deling: Deling) -> _Hier:
    rij = database.execute("SELECT organisatie FROM dossier WHERE id = ?", [deling.dossier]).fetchone()
    vraag = "SELECT '-' || apparaat FROM werkplek WHERE organisatie = ?"
    achter = tuple(naam for (naam,) in database.execute(vraag, [organisatie]))
    koppen = celrijen.lees_koppen(database, deling.dossier)
    return _Hier(organisatie, rij[0] if rij else None, koppen, achter)


def _mag(hier: _Hier, deling: Deling, versie: Versie) -> bool:
    koppen = hier.koppen.get(versie.pad, ())
    if any(kop.versie == versie.versie for kop in koppen):
        return True
    if versie.versie.endswith(hier.achter):
        return False
    if versie.pad.startswith(KENMERKEN):
        return not koppen
    if versie.pad == STATUS and deling.organisatie == MET:
        return not koppen and versie.waarde == "intake"
    if versie.pad == TOESTEMMING and versie.waarde is True and hier.eigenaar == hier.organisatie:
        return not koppen or gekozen(TOESTEMMING, hier.koppen).waarde is True
    return True
