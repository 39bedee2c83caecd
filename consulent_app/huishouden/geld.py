"""Money as whole cents: exact, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass

NBSP = "\u00a0"
_VORM = re.compile(r"-?[0-9]{1,9}(\.[0-9]{2})?")


@dataclass(frozen=True, order=True, slots=True)
class Geld:
    """An amount in whole eurocents."""

    centen: int

    @classmethod
    def uit_tekst(cls, tekst: str) -> Geld:
        """Read the contract's form, `'1283.83'` or `'1283'`.

        Raises ValueError for any other form, three decimals included.
        """
        if not _VORM.fullmatch(tekst):
            raise ValueError(tekst)
        euro, _, rest = tekst.partition(".")
        centen = abs(int(euro)) * 100 + int(rest or 0)
        return cls(-centen if tekst.startswith("-") else centen)

    def als_tekst(self) -> str:
        """Return the contract's form, always with two decimals: `'1283.83'`."""
        teken = "-" if self.centen < 0 else ""
        return f"{teken}{abs(self.centen) // 100}.{abs(self.centen) % 100:02d}"

    def leesbaar(self) -> str:
        """Return the amount as people read it: `€ 1.283,83`, with a non-breaking space."""
        teken = "-" if self.centen < 0 else ""
        euro = f"{abs(self.centen) // 100:,}".replace(",", ".")
        return f"€{NBSP}{teken}{euro},{abs(self.centen) % 100:02d}"

    def in_hele_euros(self) -> str:
        """Return the amount rounded to whole euros, for an estimate: `€ 1.284`."""
        euro = f"{(self.centen + 50) // 100:,}".replace(",", ".")
        return f"€{NBSP}{euro}"

    def __add__(self, ander: Geld) -> Geld:
        return Geld(self.centen + ander.centen)

    def __sub__(self, ander: Geld) -> Geld:
        return Geld(self.centen - ander.centen)

    def __mul__(self, keer: int) -> Geld:
        return Geld(self.centen * keer)


def tel_op(bedragen: list[Geld]) -> Geld:
    """Return the sum of the amounts, € 0,00 for none."""
    return Geld(sum(b.centen for b in bedragen))
