"""The two databases that read the rules, behind one small face, filled with made-up households."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from consulent_app.huishouden.model import Intake
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import DUCKDB, DUCKDB_KEUZES, POSTGRESQL, Dialect
from consulent_app.regels.sql.lang import Lang
from consulent_app.regels.sql.oordeel import STATUSSEN, WIJZEN
from consulent_app.regels.sql.programma import compileer
from consulent_app.regels.sql.rijen import rijen
from consulent_app.regels.sql.velden import Kolom, kolommen
from consulent_app.regels.sql.vertaler import Vulling
from consulent_app.regels.sql.wie_telt import ALLEN, wie_telt
from consulent_app.regels.uitkomst import Uitkomst
from consulent_app.uitwisseling.bestand.meten import NIET_GELIJK

#: Household, person and regeling to status, manner, cents, conditions that fail, what is missing.
Beeld = dict[tuple[int, str | None, str], tuple[Any, Any, int | None, frozenset[str], frozenset[str]]]


class Databank(Protocol):
    """What the tests ask of a database."""

    dialect: Dialect

    def leeg(self) -> None: ...
    def doe(self, opdracht: str) -> None: ...
    def vul(self, tabel: str, breedte: int, rijen: list[tuple[Any, ...]]) -> None: ...
    def vraag(self, opdracht: str) -> Iterable[tuple[Any, ...]]: ...


class Duck:
    """DuckDB in memory."""

    dialect = DUCKDB

    def __init__(self) -> None:
        self.leeg()

    def leeg(self) -> None:
        import duckdb

        self.verbinding = duckdb.connect(config=DUCKDB_KEUZES)

    def doe(self, opdracht: str) -> None:
        self.verbinding.execute(opdracht)

    def vul(self, tabel: str, breedte: int, rijen: list[tuple[Any, ...]]) -> None:
        import pandas

        # A frame goes in at once, where `executemany` takes a statement for every row.
        self.verbinding.register("blad", pandas.DataFrame(rijen, columns=range(breedte), dtype=object))
        self.verbinding.execute(f"INSERT INTO {tabel} SELECT * FROM blad")
        self.verbinding.unregister("blad")

    def vraag(self, opdracht: str) -> Iterable[tuple[Any, ...]]:
        return self.verbinding.execute(opdracht).fetchall()


class Postgres:
    """A PostgreSQL server."""

    dialect = POSTGRESQL

    def __init__(self, waar: str) -> None:
        import psycopg

        self.verbinding = psycopg.connect(waar, autocommit=True, prepare_threshold=None)

    def leeg(self) -> None:
        for opdracht in ("DISCARD ALL", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            self.doe(opdracht)

    def doe(self, opdracht: str) -> None:
        self.verbinding.execute(opdracht)  # type: ignore[call-overload]

    def vul(self, tabel: str, breedte: int, rijen: list[tuple[Any, ...]]) -> None:
        with self.verbinding.cursor().copy(f"COPY {tabel} FROM STDIN") as kopie:  # type: ignore[arg-type]
            for rij in rijen:
                kopie.write_row(rij)

    def vraag(self, opdracht: str) -> Iterable[tuple[Any, ...]]:
        return self.verbinding.execute(opdracht).fetchall()  # type: ignore[call-overload]


def vulling_van(pakket: Pakket, intakes: list[Intake]) -> Vulling:
    """Return which columns of these households are full, which are empty, and which hold one answer.

    Of persons only those count of whom an answer is read.
    """
    wie, kolom = wie_telt(pakket), kolommen(pakket.velden)
    overal, nergens, gelijk = set(), set(), {}
    for tabel, regels in rijen(intakes, kolom).items():
        lijst = kolom[tabel]
        rol = next((nummer for nummer, k in enumerate(lijst) if k.naam == "rol"), None)
        for nummer, k in enumerate(lijst):
            if k.veld is None:
                continue
            telt = [r for r in regels if rol is None or r[rol] in wie.get(k.veld.naam, ALLEN)]
            waarden = [r[nummer] if _een_dag(r, nummer, lijst) else None for r in telt]
            if None not in waarden:
                overal.add((tabel, k.naam.removesuffix("_v")))
                if len(set(waarden)) == 1 and k.veld.soort not in NIET_GELIJK and "datum" not in k.naam:
                    gelijk[tabel, k.naam] = waarden[0]
            if set(waarden) == {None} and k.veld.sleutel != "geboortedatum":
                nergens.add((tabel, k.naam))
    return Vulling(frozenset(overal), frozenset(nergens), gelijk)


def _een_dag(regel: tuple[Any, ...], nummer: int, kolom: list[Kolom]) -> bool:
    """Say whether a birth date is one day; of every other column, that it is as it is."""
    return not kolom[nummer].naam.endswith("datum_v") or regel[nummer] == regel[nummer + 1]


def beeld_van_databank(
    bank: Databank, pakket: Pakket, intakes: list[Intake], vulling: Vulling | None = None
) -> Beeld:
    """Return what the SQL says of these households, all on the peildatum of the first."""
    programma = compileer(pakket, intakes[0].peildatum, bank.dialect, vulling or Vulling())
    kolom = kolommen(pakket.velden)
    bank.leeg()
    inhoud = rijen(intakes, kolom)
    for tabel, lijst in kolom.items():
        bank.doe(f"CREATE TABLE {tabel} ({', '.join(f'{k.naam} {k.soort}' for k in lijst)})")
        if inhoud[tabel]:
            bank.vul(tabel, len(lijst), inhoud[tabel])
    for naam, opdracht in programma.plan.stappen:
        bank.doe(f"CREATE TEMPORARY TABLE {naam} AS {opdracht}")
    lang = Lang(programma, pakket)
    bank.doe(f"CREATE TEMPORARY TABLE lang AS {lang.uitkomsten()}")
    ids: dict[int, str] = dict(bank.vraag("SELECT pp, persoon_id FROM personen"))  # type: ignore[arg-type]
    mist: dict[tuple[int, str | None, str], set[str]] = {}
    for hh, pp, regeling, pad in bank.vraag(lang.ontbreekt("lang")):
        mist.setdefault((hh, ids.get(pp), regeling), set()).add(pad)
    uit: Beeld = {}
    vraag = "SELECT hh, pp, regeling, status, wijze, bedrag, faalt FROM lang"
    for hh, pp, regeling, status, wijze, bedrag, faalt in bank.vraag(vraag):
        sleutel = (hh, ids.get(pp), regeling)
        eisen = pakket.regelingen[regeling].voorwaarden
        valt_af = frozenset(eis.id for nummer, eis in enumerate(eisen) if faalt >> nummer & 1)
        ontbreekt = frozenset(mist.get(sleutel, ()))
        uit[sleutel] = STATUSSEN[status], WIJZEN[wijze], bedrag, valt_af, ontbreekt
    return uit


def beeld_van_uitkomsten(hh: int, uitkomsten: Iterable[Uitkomst], pakket: Pakket) -> Beeld:
    """Return what the scalar reader says, in the same form.

    A regeling for persons of whom there is none has no row in SQL.
    """
    uit: Beeld = {}
    for u in uitkomsten:
        if u.persoon is None and pakket.regelingen[u.regeling].per != "huishouden":
            continue
        valt_af = frozenset(r.voorwaarde for r in u.redenen if not r.weging and r.uitkomst is False)
        ontbreekt = frozenset({*u.ontbreekt, *(f"@{naam}" for naam in u.nog_vast_te_stellen)})
        bedrag = u.bedrag.centen if u.bedrag is not None else None
        uit[hh, u.persoon, u.regeling] = u.status, u.wijze, bedrag, valt_af, ontbreekt
    return uit
