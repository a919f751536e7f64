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

    def of(self, period: int) -> Rows:
        """Those of a period, without their ids."""
        here = self.period == period
        without = Rows(self.unit, self.indicator, self.period, self.value, self.bound, None)
        return without.kept(here)

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
        place = (self.period.astype(np.int64) * indicators + self.indicator) * units + self.unit
        if units * indicators * periods <= 4 * len(place):
            count = np.bincount(place)
            found = np.flatnonzero(count > 1)
            counts = count[found]
        else:
            met, times = np.unique(place, return_counts=True)
            found, counts = met[times > 1], times[times > 1]
        return {
            (one % units, one // units % indicators, one // units // indicators): count
            for one, count in zip(found.tolist(), counts.tolist(), strict=True)
        }

    def table(self) -> pa.Table:
        """(unit, indicator, period, value, why, ids), what is a bound without a value and with that reason."""
        empty = np.isnan(self.value)
        reasons = pa.DictionaryArray.from_arrays(
            pa.array(np.zeros(len(empty), np.int8), mask=~self.bound), ["bound"]
        )
        return pa.table(
            {
                "unit": self.unit,
                "indicator": self.indicator,
                "period": self.period,
                "value": pa.array(self.value, mask=empty),
                "why": reasons.cast(pa.string()),
                "ids": pa.nulls(len(empty), pa.string()) if self.ids is None else self.ids,
            }
        )
