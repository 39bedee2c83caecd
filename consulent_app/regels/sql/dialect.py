"""Where DuckDB and PostgreSQL differ; every other word of a statement is the same in both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """The words of one database.

    `deel` divides two whole numbers towards zero. `hek` keeps a subquery a step of its own: without
    it PostgreSQL writes the steps into each other until the statement explodes.
    """

    naam: str
    deel: str
    hek: str


DUCKDB = Dialect("duckdb", "({0} // {1})", "")
POSTGRESQL = Dialect("postgresql", "({0} / {1})", " OFFSET 0")
DIALECTEN = {dialect.naam: dialect for dialect in (DUCKDB, POSTGRESQL)}

#: How DuckDB is to be opened for these statements. The step that is left out takes the layers of a
#: query apart and puts their expressions into each other: of these long chains it makes queries that
#: take ten times as long to plan and to run.
DUCKDB_KEUZES = {"disabled_optimizers": "partial_aggregate_pushdown"}
