"""What an expression may name, and the fault when it names something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consulent_app.regels.typen import Type
from consulent_app.regels.velden import Veld


class Taalfout(Exception):
    """An expression that the language does not allow; `hint` says how to mend it."""

    def __init__(self, wat: str, hint: str) -> None:
        super().__init__(wat)
        self.wat, self.hint = wat, hint


@dataclass(frozen=True)
class ParamType:
    """The type of a parameter, and of its thresholds when it has bands."""

    type: Type
    banden: Type | None


@dataclass(frozen=True)
class Omgeving:
    """What an expression may name. `afgeleid` gives the type and level of a derived figure."""

    velden: Mapping[str, Veld]
    parameters: Mapping[str, ParamType]
    afgeleid: Callable[[str], tuple[Type, str] | None]
    afgeleide_namen: frozenset[str]
    persoon: bool
    lijst: str | None = None

    def in_persoon(self) -> Omgeving:
        """Return the same names with a person in hand."""
        return Omgeving(self.velden, self.parameters, self.afgeleid, self.afgeleide_namen, True, None)

    def in_lijst(self, lijst: str) -> Omgeving:
        """Return the same names with an element of a list in hand."""
        return Omgeving(
            self.velden, self.parameters, self.afgeleid, self.afgeleide_namen, self.persoon, lijst
        )
