"""Statements on DuckDB, in memory: it comes with the package and needs nothing else."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from .compiling import Dialect

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # Ibis writes x -> f(x), which DuckDB 2 asks to be allowed.
    "lambda_syntax": "ENABLE_SINGLE_ARROW",
}


class DuckDB:
    """A `Database`."""

    dialect: Dialect = "duckdb"

    def __init__(self) -> None:
        self._connection = duckdb.connect(config=_SETTINGS)

    def put(self, name: str, table: pa.Table) -> None:
        self._connection.register("given", table)
        self._connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM given")
        self._connection.unregister("given")

    def keep(self, name: str, statement: str) -> None:
        self._connection.execute(f"CREATE TEMP TABLE {name} AS {statement}")

    def rows(self, statement: str) -> pa.Table:
        return self._connection.sql(statement).to_arrow_table()

    def close(self) -> None:
        self._connection.close()
