"""Statements on Apache Spark, for figures that outgrow one machine. It comes with the extra `jingkai[spark]`.

A session that someone made is used, with the cluster it belongs to. Without one a session of this machine is made:
all its cores, no page, heard by this machine only.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pyarrow as pa

from ..problems import problem
from .compiling import Dialect

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# A session of this machine. Each piece of a shuffle is a task of its own, which costs more than the few rows in it.
_OWN: dict[str, bool | float | int | str | None] = {
    "spark.app.name": "jingkai",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "4",
    # The figures of a zone reach every task whole, in the place of being sorted for each join.
    "spark.sql.autoBroadcastJoinThreshold": "64m",
    "spark.driver.memory": "4g",
    # A short run is over before more is gained by compiling better than is lost by it.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}

_FEW = 10_000


class Spark:
    """A `Database`: the temporary views of a session of its own, which shares the cluster of the one there is."""

    dialect: Dialect = "pyspark"

    def __init__(self) -> None:
        self._session = _session().newSession()

    def put(self, name: str, table: pa.Table) -> None:
        rows = self._session.createDataFrame(table)
        # A few rows are part of the plan, which knows their number; many would be computed by whoever plans.
        kept = rows if table.num_rows <= _FEW else rows.localCheckpoint()
        kept.createOrReplaceTempView(name)

    def keep(self, name: str, statement: str) -> None:
        # What comes after is planned on its rows and not on how they were made.
        self._session.sql(statement).localCheckpoint().createOrReplaceTempView(name)

    def rows(self, statement: str) -> pa.Table:
        return self._session.sql(statement).toArrow()

    def close(self) -> None:
        for name in self._session.catalog.listTables():
            self._session.catalog.dropTempView(name.name)


def _session() -> SparkSession:
    try:
        with warnings.catch_warnings():
            # Of versions of pandas, which is not used here.
            warnings.simplefilter("ignore", FutureWarning)
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
    except ImportError as error:
        raise problem("scoring.no-spark", what="pyspark") from error
    there = SparkSession.getActiveSession()
    if there is not None:
        return there
    try:
        return SparkSession.builder.master("local[*]").config(map=_OWN).getOrCreate()
    except (PySparkException, OSError) as error:
        raise problem("scoring.no-spark", what="Java") from error
