"""A verb of the workplace: who may do it, under which name it stands in the log, and why."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from consulent_app import __version__
from consulent_app.acties.rollen import organisatie_van
from consulent_app.fouten import Geweigerd, OmgevingsFout
from consulent_app.opslag.waarden import GELUKT, GEWEIGERD, MISLUKT, Handeling, Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

P = ParamSpec("P")
R = TypeVar("R")
#: What a verb was about, from its arguments and, once it is done, what it gave; of more, a line each.
Over = Callable[[Sequence[Any], Any], str | tuple[str, ...]]
Waarom = Callable[[Any], str]
#: What may still refuse a verb before its line is written, from its arguments.
Keur = Callable[[Any, Sequence[Any]], None]

GEDAAN = (
    "Dit is wel gedaan: {actie}. Alleen de regel in het logboek kon er niet bij: de schijf is vol of geeft "
    "een fout. Maak ruimte vrij, open het programma opnieuw en kijk na wat er nu staat."
)
MAG_NIET = "Dit mag u niet met de rol {rol}: {actie}. Vraag het aan een {wie}."


@dataclass(frozen=True, slots=True)
class Werkwoord:
    """What is declared beside a verb."""

    actie: str
    rollen: tuple[str, ...]
    over: Over
    waarom: Waarom

    def weiger(self, rol: str) -> Geweigerd:
        """Return the refusal in words."""
        return Geweigerd(MAG_NIET.format(rol=rol, actie=self.actie, wie=" of ".join(self.rollen)))


class Plek(Protocol):
    """A store with somebody before it."""

    _kast: Dossierkast
    medewerker: Medewerker


W = TypeVar("W", bound=Plek)


def het_eerste(argumenten: Sequence[Any], _: Any) -> str:
    """Return the first argument: mostly the id of a dossier."""
    return str(argumenten[0])


def elk_dossier(argumenten: Sequence[Any], _: Any) -> tuple[str, ...]:
    """Return each id in the first argument."""
    return tuple(argumenten[0])


#: Of what a verb with one of these is about it is looked at first whose it is.
NOEMT_DOSSIERS: tuple[Over, ...] = (het_eerste, elk_dossier)


def niets(_: Sequence[Any], __: Any) -> str:
    """Return nothing: the verb is about no dossier."""
    return ""


def weigert_niets(_: Any, __: Sequence[Any]) -> None:
    """Let everybody with the role go on."""


def werkwoord(
    actie: str, rollen: tuple[str, ...], reden: str | Waarom, over: Over = het_eerste, *, los: bool = False,
    eerst: Keur | None = None,
) -> Callable[[Callable[Concatenate[W, P], R]], Callable[Concatenate[W, P], R]]:  # fmt: skip
    """Let these roles do it, in one transaction with its line in the log.

    Who may not gets Geweigerd, for the role or for whose dossier it is; that, and what failed, is logged in
    a transaction of its own. `los` is for what no transaction can hold, and what is about no dossier: its
    line then comes right after it. `eerst` is for what leaves the store: once it let this through the line
    is written, and only then is it done.
    """
    woord = Werkwoord(actie, rollen, over, reden if callable(reden) else lambda _: reden)

    def maak(doe: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
        @wraps(doe)
        def met_log(plek: W, /, *args: P.args, **kwargs: P.kwargs) -> R:
            alle = [*args, *kwargs.values()]
            try:
                if plek.medewerker.rol not in woord.rollen:
                    raise woord.weiger(plek.medewerker.rol)
                if eerst is not None:
                    _keur_dossiers(plek, woord, alle)
                    eerst(plek, alle)
                    _log(plek, woord, alle, None, GELUKT)
                    return doe(plek, *args, **kwargs)
                with nullcontext() if los else plek._kast.samen():
                    if not los:
                        _keur_dossiers(plek, woord, alle)
                    uitkomst = doe(plek, *args, **kwargs)
                    if not los:
                        _log(plek, woord, alle, uitkomst, GELUKT)
            except Geweigerd:
                _log_ernaast(plek, woord, alle, GEWEIGERD)
                raise
            except Exception:
                _log_ernaast(plek, woord, alle, MISLUKT)
                raise
            if los:
                _log_gedaan(plek, woord, alle, uitkomst)
            return uitkomst

        met_log.werkwoord = woord  # type: ignore[attr-defined]
        return met_log

    return maak


def _keur_dossiers(plek: Plek, woord: Werkwoord, alle: Sequence[Any]) -> None:
    if woord.over in NOEMT_DOSSIERS:
        keur_zicht(plek, _objecten(woord.over(alle, None)))


def keur_zicht(plek: Plek, ids: Sequence[str]) -> None:
    """Raise Geweigerd when one of these dossiers is not for the organisation of who asks."""
    plek._kast.keur_zicht(ids, organisatie_van(plek.medewerker.rol))


def _objecten(over: str | tuple[str, ...]) -> tuple[str, ...]:
    return (over,) if isinstance(over, str) else over


def _log(plek: Plek, woord: Werkwoord, alle: Sequence[Any], uitkomst: Any, resultaat: str) -> None:
    wie, over, waarom = plek.medewerker, woord.over(alle, uitkomst), woord.waarom(uitkomst)
    for object_ in _objecten(over):
        plek._kast.log(Handeling(wie.naam, wie.rol, woord.actie, object_, resultaat, oorsprong(), waarom))


def _log_gedaan(plek: Plek, woord: Werkwoord, alle: Sequence[Any], uitkomst: Any) -> None:
    try:
        _log(plek, woord, alle, uitkomst, GELUKT)
    except OmgevingsFout as fout:
        raise OmgevingsFout(GEDAAN.format(actie=woord.actie)) from fout


def _log_ernaast(plek: Plek, woord: Werkwoord, alle: Sequence[Any], resultaat: str) -> None:
    # On a full disk the verb failed for that very reason, which is the sentence to show.
    with suppress(OmgevingsFout):
        _log(plek, woord, alle, None, resultaat)


@cache
def oorsprong() -> str:
    """Return the name of this computer, and this program with its version."""
    return f"{platform.node()}, consulent {__version__}"
