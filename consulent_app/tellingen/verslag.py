"""What an export says around its tables: the period, what counts as one, the signs, the versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from consulent_app import __version__
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.tellingen.achterstand import NIEMAND, Achterstand
from consulent_app.tellingen.doelen import Monitor
from consulent_app.tellingen.monitor import monitor
from consulent_app.tellingen.tabellen import Tabel, Weektelling
from consulent_app.tellingen.weken import leesbaar
from consulent_app.tellingen.woorden import woorden


@dataclass(frozen=True)
class Verslag:
    """One export: the tables of a period in the order in which they are read."""

    telling: Weektelling
    tabellen: Mapping[str, Tabel]
    gemaakt: date
    van_wie: str
    #: The weeks of the month of weeks in which it is made, when they were asked for: in no export.
    lopend: Tabel | None = None
    #: On which regelingen the gemeente does not decide.
    elders: frozenset[str] = frozenset()
    #: For which workplaces weeks have to wait.
    achter: Achterstand = NIEMAND

    @property
    def titel(self) -> str:
        """Return the title of the whole."""
        return f"Weektelling {self.van_wie}".strip()

    def over(self) -> dict[str, str]:
        """Return what stands on the cover, by name."""
        telling, namen = self.telling, woorden()
        regels = {
            "Periode": leesbaar(telling.van, telling.tot),
            "Gemaakt op": datum_leesbaar(self.gemaakt),
            **({"Let op": self.nog_niet()} if telling.lopend else {}),
            "Wat als één telt": namen[f"per.{telling.per}"],
            "Programma": f"Consulent {__version__}",
            "Regelpakketten": ", ".join(telling.pakketten),
        }
        if telling.maanden:
            weken = leesbaar(telling.maanden[0].eerste, telling.maanden[-1].laatste)
            regels["Telmaanden"] = (
                f"Tabellen per maand gaan over hele telmaanden (4, 4 en 5 weken): {weken}."
            )
        return regels

    def nog_niet(self) -> str:
        """Return which weeks of the period are not told of yet, and from which day they will be."""
        telling = self.telling
        weken = (
            f"{leesbaar(max(maand.eerste, telling.van), min(maand.laatste, telling.tot))}; "
            f"dat kan vanaf {datum_leesbaar(maand.telt_vanaf)}"
            for maand in telling.lopend
        )
        zin = woorden()["teken.lopend"].format(weken=". En ".join(weken))
        return f"{zin} {self.achter.in_woorden()}".strip()

    def tekens(self) -> tuple[str, ...]:
        """Return what the signs in the place of a number mean."""
        namen = woorden()
        return tuple(namen[f"teken.{naam}"] for naam in ("klein", "mee", "weg", "minstens"))


def maak_verslag(
    telling: Weektelling, instellingen: Monitor, gemaakt: date, van_wie: str, lopend: Tabel | None = None,
    elders: frozenset[str] = frozenset(), achter: Achterstand = NIEMAND,
) -> Verslag:  # fmt: skip
    """Return the tables of a period with those of the monitor before them."""
    tabellen = {**telling.tabellen, **monitor(telling, instellingen)}
    return Verslag(telling, tabellen, gemaakt, van_wie, lopend, elders, achter)
