"""The figures of one period as columns of numbers, taken from the coded tables a scheme was scored on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt

from ..loading import Loaded
from ..shape import Array

Indices: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Figures:
    """A column for each indicator: shape (..., units), the units in the order of their codes, NaN where there is no
    value. The first `scored` units have points, the others are only compared with. A column with more than one axis
    holds so many cases side by side (`with_column`).

    `before` and `year` are the same a period and a year earlier; `bound` says where only a bound is known now.
    `classes` are, for each column that groups units ("" for all together), the units of each class.
    """

    units: Mapping[str, int]
    indicators: Mapping[str, int]
    scored: int
    now: tuple[Array, ...]
    before: tuple[Array, ...]
    year: tuple[Array, ...]
    bound: tuple[npt.NDArray[np.bool_], ...]
    classes: Mapping[str, tuple[Indices, ...]]

    @classmethod
    def of(cls, loaded: Loaded, period: str) -> Figures:
        """Those of a period, as it is written in the facts."""
        code = loaded.periods[period]
        steps = loaded.connection.execute(
            "SELECT period_before, year_before FROM periods WHERE period = ?", [code]
        ).fetchone()
        assert steps is not None
        shape = len(loaded.indicators), len(loaded.units)
        now, bound = _columns(loaded.connection, code, shape)
        before, year = (_columns(loaded.connection, step, shape)[0] for step in steps)
        groups = loaded.connection.sql("SELECT * FROM units ORDER BY unit").fetchnumpy()
        scored = len(groups.pop("unit"))
        return cls(
            dict(loaded.units), dict(loaded.indicators), scored, now, before, year, bound,
            {"": (np.arange(scored),)} | {name: _classes(codes) for name, codes in groups.items()},
        )  # fmt: skip

    @property
    def names(self) -> tuple[str, ...]:
        """The scored units."""
        return tuple(self.units)[: self.scored]

    def with_column(self, indicator: int, column: Array) -> Figures:
        """The same with another column of now, whose bounds are known figures then."""
        known = self.bound[indicator] & np.isnan(column)
        return replace(
            self,
            now=(*self.now[:indicator], column, *self.now[indicator + 1 :]),
            bound=(*self.bound[:indicator], known, *self.bound[indicator + 1 :]),
        )


def _columns(
    connection: duckdb.DuckDBPyConnection, period: int | None, shape: tuple[int, int]
) -> tuple[tuple[Array, ...], tuple[npt.NDArray[np.bool_], ...]]:
    values, bound = np.full(shape, np.nan), np.zeros(shape, bool)
    if period is not None:
        rows = connection.execute(
            "SELECT unit, indicator, coalesce(value, 'nan'::DOUBLE) AS value, why IS NOT NULL AS bound FROM facts "
            "WHERE period = ?",
            [period],
        ).fetchnumpy()
        at = rows["indicator"], rows["unit"]
        values[at], bound[at] = rows["value"], rows["bound"]
    return tuple(values), tuple(bound)


def _classes(codes: npt.NDArray[np.int32]) -> tuple[Indices, ...]:
    return tuple(np.flatnonzero(codes == code) for code in np.unique(codes))
