"""Which answers the households of a file are asked for, as far as the work list has to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from consulent_app.regels.sql.lang import Lang
from consulent_app.regels.sql.oordeel import WIJZEN, mistnaam
from consulent_app.regels.uitkomst import Wijze

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: With so many questions a household is not on the work list for having only one.
TE_VEEL = 2


class Vragen:
    """Puts the questions of what can be granted unasked together: an answer is the same, whichever asks."""

    def __init__(self, bank: DuckDBPyConnection, lang: Lang) -> None:
        self.bank, self.lang, self.programma = bank, lang, lang.programma
        self.woorden = [mistnaam(woord) for woord in lang.woorden]
        #: The words in which a bit is an answer of the household itself, with those bits.
        self.eigen = {woord: bits for woord, bits in lang.huishoudbits.items() if bits}

    def zoek(self, zeker: str) -> None:
        """Make the tables of every answer that is asked for, once, in numbers.

        `vragen_huishouden` has the answers of the household itself, as bits; `vragen` a row for each
        answer of a person or of something in a list. Those are only looked up for the households of
        the query `zeker`, and for who can still turn out to be asked for one answer alone.
        """
        rijen = list(self._rijen())
        self._van_huishouden(rijen)
        self.bank.execute(
            "CREATE OR REPLACE TEMP TABLE na_te_zoeken AS SELECT hh FROM huishoudens ANTI JOIN (SELECT hh"
            f" FROM vragen_huishouden w WHERE {self.aantal('w')} >= {TE_VEEL}) USING (hh) UNION {zeker}"
        )
        alle = " UNION ALL ".join(f"{rij} SEMI JOIN na_te_zoeken USING (hh)" for rij in rijen)
        self.bank.execute(f"CREATE OR REPLACE TEMP VIEW open_per_rij AS {alle}")
        los = self.lang.antwoorden("open_per_rij", zonder_huishouden=True)
        self.bank.execute(
            f"CREATE OR REPLACE TEMP TABLE vragen AS SELECT DISTINCT hh, wie, nr, antwoord FROM ({los})"
        )

    def aantal(self, alias: str) -> str:
        """Return the SQL of how many answers of its own a household is asked for."""
        return " + ".join(["0", *(f"coalesce(bit_count({alias}.{woord}), 0)" for woord in self.eigen)])

    def _rijen(self) -> Iterator[str]:
        """Yield the query of each table of outcomes: what its rows wait for, per word of bits."""
        regelingen = self.lang.pakket.regelingen.values()
        eigen = [r.id for r in regelingen if r.door == "gemeente" and r.ambtshalve is not None]
        zonder_aanvraag = WIJZEN.index(Wijze.AMBTSHALVE)
        for groep in dict.fromkeys(oordeel.groep for oordeel in self.programma.oordelen):
            kolommen = self.programma.kolommen[groep]
            keuze = [
                "hh",
                "NULL::bigint AS pp" if groep.startswith("huishoudens") else "pp",
                "'' AS regeling",
            ]
            for woord in self.woorden:
                bits = [
                    f"CASE WHEN {kolommen[f'{id_}__wijze']} = {zonder_aanvraag}"
                    f" THEN {kolommen[f'{id_}__{woord}']} ELSE 0 END"
                    for id_ in eigen
                    if f"{id_}__{woord}" in kolommen
                ]
                zonder = ~self.lang.figuurbits[woord]
                keuze.append(f"(({' | '.join(bits) or '0'}) & ({zonder}))::bigint AS {woord}")
            yield f"SELECT {', '.join(keuze)} FROM {self.programma.plan.laatste[groep]}"

    def _van_huishouden(self, rijen: list[str]) -> None:
        if not self.eigen:
            self.bank.execute("CREATE OR REPLACE TEMP TABLE vragen_huishouden (hh bigint)")
            return
        iets = " OR ".join(f"({woord} & {masker}) <> 0" for woord, masker in self.eigen.items())
        samen = ", ".join(f"bit_or({woord} & {masker}) AS {woord}" for woord, masker in self.eigen.items())
        alle = " UNION ALL ".join(f"SELECT * FROM ({rij}) WHERE {iets}" for rij in rijen)
        geteld = f"SELECT hh, {samen} FROM ({alle}) GROUP BY hh"
        self.bank.execute(f"CREATE OR REPLACE TEMP TABLE vragen_huishouden AS {geteld}")
