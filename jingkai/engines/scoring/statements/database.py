"""What statements run on: a database of one computation, which begins empty and is thrown away."""

from __future__ import annotations

from typing import Literal, Protocol

import pyarrow as pa

from .compiling import Dialect

Name = Literal["duckdb", "spark"]


class Database(Protocol):
    """Tables by name. Nothing outlives `close`."""

    dialect: Dialect

    def put(self, name: str, table: pa.Table) -> None:
        """A table as it is given."""

    def keep(self, name: str, statement: str) -> None:
        """The rows of a statement, computed now, as a table."""

    def rows(self, statement: str) -> pa.Table:
        """What a statement comes to."""

    def close(self) -> None:
        """All of it is dropped."""


def opened(name: Name) -> Database:
    """An empty database of this engine, which is loaded with the first. Raises Problem `scoring.no-spark`."""
    if name == "spark":
        from .spark import Spark

        return Spark()
    from .duckdb import DuckDB

    return DuckDB()
