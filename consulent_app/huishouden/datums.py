"""Dates as people and the law use them: incomplete birth dates, ages, whole months, Dutch text."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from consulent_app.huishouden.geld import NBSP

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
    "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Geboortedatum:
    """A birth date of which the day, or the day and the month, may not be registered."""

    jaar: int
    maand: int | None = None
    dag: int | None = None

    @classmethod
    def uit_tekst(cls, tekst: str) -> Geboortedatum:
        """Read `'1985-03-01'`, `'1985-03'` or `'1985'`; raises ValueError when it is no date."""
        delen = tekst.split("-")
        if not (1 <= len(delen) <= 3 and all(d.isascii() and d.isdigit() for d in delen)):
            raise ValueError(tekst)
        if [len(d) for d in delen] != [4, 2, 2][: len(delen)]:
            raise ValueError(tekst)
        getallen = [int(d) for d in delen]
        date(getallen[0], *[*getallen[1:], 1, 1][:2])
        return cls(*getallen)

    def als_tekst(self) -> str:
        """Return the ISO form, as short as what is known."""
        delen = [f"{self.jaar:04d}"]
        delen += [f"{deel:02d}" for deel in (self.maand, self.dag) if deel is not None]
        return "-".join(delen)

    @property
    def volledig(self) -> bool:
        """Say whether year, month and day are all known."""
        return self.dag is not None

    @property
    def vroegst(self) -> date:
        """Return the first day that this birth date can be."""
        return date(self.jaar, self.maand or 1, self.dag or 1)

    @property
    def laatst(self) -> date:
        """Return the last day that this birth date can be."""
        maand = self.maand or 12
        return date(self.jaar, maand, self.dag or calendar.monthrange(self.jaar, maand)[1])


def leeftijd_op(geboren: date, op: date) -> int:
    """Return the age in whole years; who is born on 29 February is a year older on 1 March."""
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def maanden_tussen(van: date, tot: date) -> int:
    """Return the whole months from `van` to `tot`; negative when `tot` lies before `van`."""
    if tot < van:
        return -maanden_tussen(tot, van)
    return (tot.year - van.year) * 12 + tot.month - van.month - (tot.day < van.day)


def plus_maanden(dag: date, maanden: int) -> date:
    """Return the same day so many months later, or that month's last day when it is shorter."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, calendar.monthrange(jaar, maand + 1)[1]))


def datum_leesbaar(dag: date) -> str:
    """Return `18 november 2026`, held together by non-breaking spaces."""
    return f"{dag.day}{NBSP}{MAANDEN[dag.month - 1]}{NBSP}{dag.year}"
