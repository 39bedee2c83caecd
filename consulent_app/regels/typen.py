"""The types of the rule language: euro, counts, years, months, percentages, dates, yes/no and choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Soort = Literal[
    "geld", "aantal", "jaren", "maanden", "procent", "datum", "ja_nee", "keuze", "keuzes",
    "persoon", "lijst", "getal", "tekst",
]  # fmt: skip

#: A percentage is stored as thousandths of a percent; a product with it is so many times finer.
PROCENT_SCHAAL = 100_000
GETALLEN = frozenset({"geld", "aantal", "jaren", "maanden", "procent", "datum", "getal"})


@dataclass(frozen=True)
class Type:
    """A type. `schaal` says how many parts a unit of the stored whole number has been cut into:

    money of scale 1 is in cents, money of scale 100,000 (after `geld * procent`) in
    hundred-thousandths of a cent. So products stay exact whole numbers until they are rounded.
    `opties` are the words of a choice, None when any word may occur.
    """

    soort: Soort
    schaal: int = 1
    opties: frozenset[str] | None = None

    @classmethod
    def van_veld(cls, naam: str, opties: frozenset[str] | None = None) -> Type:
        """Return the type with this name; raises KeyError when the language does not have it."""
        if naam not in Soort.__args__:  # type: ignore[attr-defined]
            raise KeyError(naam)
        schaal = PROCENT_SCHAAL if naam == "procent" else 1
        return cls(naam, schaal, opties)  # type: ignore[arg-type]

    @property
    def telbaar(self) -> bool:
        """Say whether values are ordered numbers, so that an unknown one is an interval."""
        return self.soort in GETALLEN

    def __str__(self) -> str:
        namen = {"ja_nee": "ja/nee", "geld": "geld (euro)", "getal": "getal"}
        return namen.get(self.soort, self.soort)


JA_NEE = Type("ja_nee")
GELD = Type("geld")
DATUM = Type("datum")
JAREN = Type("jaren")
MAANDEN = Type("maanden")
AANTAL = Type("aantal")
GETAL = Type("getal")
PROCENT = Type("procent", PROCENT_SCHAAL)
PERSOON = Type("persoon")
