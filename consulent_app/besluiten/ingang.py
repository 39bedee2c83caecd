"""From when a decision holds: the peildatum, or earlier when the rule allows it and there is a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consulent_app.huishouden.datums import plus_maanden
from consulent_app.huishouden.model import Gesprek
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Uitkomst

GEWOON = "Dat is de dag waarop wij naar uw situatie keken."
EERDER = "U kon door uw situatie niet eerder om hulp vragen."


@dataclass(frozen=True)
class Ingang:
    """The first day of a right, with its ground in a sentence and the article that allows it."""

    dag: date
    grond: str
    artikel: str = ""

    @property
    def eerder(self) -> bool:
        """Say whether this lies before the peildatum."""
        return self.grond == EERDER


def ingang_van(gesprek: Gesprek, peildatum: date, uitkomst: Uitkomst, regeling: Regeling) -> Ingang:
    """Return from when this holds; without a reason, or a rule that allows it, that is the peildatum."""
    sinds, reden = gesprek.hulp_nodig_sinds, (gesprek.reden_niet_eerder or "").strip()
    if sinds is None or sinds >= peildatum or not reden or not uitkomst.maanden_terug:
        return Ingang(peildatum, GEWOON)
    vroegst = plus_maanden(peildatum, -uitkomst.maanden_terug)
    return Ingang(max(sinds, vroegst), EERDER, regeling.terugwerkend_artikel)
