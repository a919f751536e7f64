"""Figures as rows of codes: what is computed is read from these."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .coding import Codes
from .shape import Array


@dataclass(frozen=True)
class Rows:
    """Columns of one length: the codes of unit, indicator and period, the value (NaN of a bound), whether it is only a
    bound, and the id of its fact (several with blanks between them), None where facts have none.
    """

    unit: Codes
    indicator: Codes
    period: Codes
    value: Array
    bound: npt.NDArray[np.bool_]
    ids: pa.ChunkedArray | None

    def kept(self, rows: npt.NDArray[np.bool_]) -> Rows:
        """These rows only."""
        if rows.all():
            return self
        return Rows(
            self.unit[rows], self.indicator[rows], self.period[rows], self.value[rows], self.bound[rows],
            None if self.ids is None else self.ids.filter(pa.array(rows)),
        )  # fmt: skip

    def by_period(self) -> Rows:
        """The rows in the order of their periods, and of one period as they stood."""
        if not (self.period[1:] < self.period[:-1]).any():
            return self
        # Small numbers are sorted by counting them.
        order = np.argsort(self.period, kind="stable")
        ids = None if self.ids is None else self.ids.take(pa.array(order))
        return Rows(
            self.unit[order], self.indicator[order], self.period[order], self.value[order], self.bound[order], ids
        )  # fmt: skip

    def span(self, period: int) -> slice:
        """Where a period stands, of rows that are in the order of their periods."""
        ends = np.array([period, period + 1], self.period.dtype)
        return slice(*np.searchsorted(self.period, ends).tolist())

    def of(self, period: int) -> Rows:
        """Those of a period, without their ids."""
        here = self.span(period)
        return Rows(
            self.unit[here], self.indicator[here], self.period[here], self.value[here], self.bound[here], None
        )

    def with_more(self, more: Rows) -> Rows:
        """These, and others after them."""
        ids = None
        if self.ids is not None and more.ids is not None:
            ids = pa.chunked_array([*self.ids.chunks, *more.ids.chunks], pa.string())
        return Rows(
            np.concatenate([self.unit, more.unit]),
            np.concatenate([self.indicator, more.indicator]),
            np.concatenate([self.period, more.period]),
            np.concatenate([self.value, more.value]),
            np.concatenate([self.bound, more.bound]),
            ids,
        )

    def twice(self, units: int, indicators: int, periods: int) -> dict[tuple[int, int, int], int]:
        """How many rows there are of a (unit, indicator, period), where there is more than one."""
        found: dict[tuple[int, int, int], int] = {}
        for period in range(periods):
            here = self.of(period)
            place = here.indicator.astype(np.int64) * units + here.unit
            if units * indicators <= 4 * len(place):
                count = np.bincount(place)
                met = np.flatnonzero(count > 1)
                times = count[met]
            else:
                met, times = np.unique(place, return_counts=True)
                met, times = met[times > 1], times[times > 1]
            for one, count in zip(met.tolist(), times.tolist(), strict=True):
                found[one % units, one // units, period] = count
        return found

    def table(self) -> pa.Table:
        """(unit, indicator, period, value, why, ids), what is a bound without a value and with that reason."""
        empty = np.isnan(self.value)
        reasons = pa.DictionaryArray.from_arrays(
            pa.array(np.zeros(len(empty), np.int8), mask=~self.bound), ["bound"]
        )
        return pa.table(
            {
                "unit": self.unit.astype(np.int32),
                "indicator": self.indicator.astype(np.int32),
                "period": self.period.astype(np.int32),
                "value": pa.array(self.value, mask=empty),
                "why": reasons.cast(pa.string()),
                "ids": pa.nulls(len(empty), pa.string()) if self.ids is None else self.ids,
            }
        )
