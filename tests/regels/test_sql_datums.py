"""Dates as whole numbers: months and years later as `huishouden.datums` counts them."""

from datetime import date, timedelta

import duckdb
import pytest

from consulent_app.huishouden.datums import plus_maanden
from consulent_app.regels.sql.datums import getal_van
from consulent_app.regels.sql.dialect import DUCKDB
from consulent_app.regels.sql.vertaler import Vertaler, Vulling
from consulent_app.regels.sql.waarde import als_getal
from tests.regels.huishoudens import pakketten

DAGEN = [date(1896, 1, 1) + timedelta(dag) for dag in range(40_000)]


@pytest.fixture(scope="module")
def bank() -> duckdb.DuckDBPyConnection:
    verbinding = duckdb.connect()
    verbinding.execute(
        "CREATE TABLE t AS SELECT unnest(?::integer[]) AS dag", [[getal_van(d) for d in DAGEN]]
    )
    return verbinding


@pytest.mark.parametrize("maanden", [1, 12, 48, 144, 216, 252, 804])
def test_zoveel_maanden_later_is_dezelfde_dag(bank: duckdb.DuckDBPyConnection, maanden: int) -> None:
    """Whole years go another way than months; 1896 to 1904 has no 29 February between them."""
    vertaler = Vertaler(pakketten()["oefenstad"], date(2026, 11, 18), DUCKDB, Vulling())
    dag = als_getal(vertaler.w.bron("personen", "dag"))
    later = vertaler.datums.plus_maanden(dag, als_getal(vertaler.w.getal(maanden))).laag
    sql = later.vorm.format(*(deel.vorm for deel in later.delen))
    gevonden = dict(bank.execute(f"SELECT dag, {sql} FROM t").fetchall())
    assert gevonden == {getal_van(d): getal_van(plus_maanden(d, maanden)) for d in DAGEN}
