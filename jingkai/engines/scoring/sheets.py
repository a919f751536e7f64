"""Figures laid out: a sheet for each period, on it a row for each indicator and a place for each unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .rows import Rows
from .shape import Array

# Where so few of the places would have a figure, rows are less to hold.
_SPARSE = 4


@dataclass(frozen=True)
class Sheets:
    """(periods, indicators, units) each, which nobody writes on: the values, NaN where there is none or only a bound,
    and where there is a bound.
    """

    values: Array
    bound: npt.NDArray[np.bool_]
    # How many places have a figure or a bound: as many as there were rows, unless two were of one place.
    filled: int

    @classmethod
    def of(cls, rows: Rows, units: int, indicators: int, periods: int) -> Sheets | None:
        """None where most places would be empty."""
        shape = periods, indicators, units
        places = units * indicators * periods
        if places > _SPARSE * len(rows.value):
            return None
        at: npt.NDArray[np.signedinteger[Any]] = rows.period.astype(np.int32 if places < 2**31 else np.int64)
        for count, codes in ((indicators, rows.indicator), (units, rows.unit)):
            at *= count
            at += codes
        values = np.full(places, np.nan)
        some = bool(rows.bound.any())
        # A bound is a figure of its own until all are counted.
        values[at] = np.where(rows.bound, np.inf, rows.value) if some else rows.value
        filled = places - int(np.count_nonzero(np.isnan(values)))
        bound = np.isposinf(values) if some else np.zeros((), bool)
        if some:
            values[bound] = np.nan
        values.flags.writeable = False
        return cls(
            values.reshape(shape), np.broadcast_to(bound.reshape(shape) if some else bound, shape), filled
        )
