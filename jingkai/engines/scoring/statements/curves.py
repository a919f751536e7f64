"""Curves as expressions: the points of what was taken, with the numbers of each indicator in columns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import ibis
from ibis.expr.types import NumericValue, Table

from ..shape import NEAR, SAME_DECIMALS, Band, Curve

# Stands for "without a limit" in a column of numbers.
_FAR = 1e300
# Above it every binary number is whole.
_WHOLE = 2.0**53
_PARTS = ("start", "rate", "end", "step", "jump")


def columns_of(curve: Curve) -> dict[str, float | None]:
    """A curve as the columns of its indicator's row."""
    found: dict[str, float | None] = {"base": curve.base, "cap": curve.cap, "floor": curve.floor}
    for number, band in enumerate(curve.bands):
        for part in _PARTS:
            value = getattr(band, part)
            found[f"b{number}_{part}"] = value if math.isfinite(value) else math.copysign(_FAR, value)
    return found


def column_names(most: int) -> tuple[str, ...]:
    """The columns of curves of at most so many bands."""
    return ("base", "cap", "floor", *(f"b{number}_{part}" for number in range(most) for part in _PARTS))


def raw_points(table: Table, bands: Sequence[Band]) -> NumericValue:
    """The points before the limits, of the column `taken`; the bands give the shape, the columns the numbers."""
    points = table.base
    for number, band in enumerate(bands):
        points = points + _band(table, band, {part: table[f"b{number}_{part}"] for part in _PARTS})
    # The engines' least and greatest pass over what is empty: nothing taken would be worth the base.
    return table.taken.isnull().ifelse(ibis.null("float64"), points)


def limited(points: NumericValue, table: Table) -> NumericValue:
    """Within `floor` and `cap`, where the indicator has them."""
    capped = ibis.least(points, table.cap.fill_null(_FAR))
    within = ibis.greatest(capped, table.floor.fill_null(-_FAR))
    return points.isnull().ifelse(ibis.null("float64"), within)


def whole(value: NumericValue) -> NumericValue:
    """The whole number at or below. An engine's own `floor` makes an integer, which ends at 9.2e18."""
    within = ibis.least(ibis.greatest(value, -_WHOLE), _WHOLE)
    return ibis.ifelse(value.abs() < _WHOLE, within.floor().cast("float64"), value)


def rounded(value: NumericValue, decimals: int = SAME_DECIMALS) -> NumericValue:
    """As `shape.rounded`."""
    scale = 10.0**decimals
    return whole(value * scale + 0.5) / scale


def _down(value: NumericValue) -> NumericValue:
    """The whole number at or below one that is not negative, in fewer words than `whole`: they are repeated each time
    it is rounded again.
    """
    return value - value % 1.0


def half_up(value: NumericValue, decimals: NumericValue) -> NumericValue:
    """Rounded half away from zero to so many decimals; as it is where `decimals` is empty.

    Before that to NEAR of a step, so that 2.675, which no binary fraction is, rounds to 2.68.
    """
    scale = ibis.literal(10.0) ** decimals.fill_null(0)
    near = _down(value.abs() * scale * 1e6 + 0.5) / 1e6
    steps = _down(near + 0.5)
    return decimals.isnull().ifelse(value, steps / scale * value.sign())


def _band(table: Table, band: Band, of: Mapping[str, NumericValue]) -> NumericValue:
    if band.side == 0:
        return of["rate"] * (table.taken - of["start"])
    way = (table.taken - of["start"]) * band.side
    points = ibis.literal(0.0)
    if band.rate:
        gone = ibis.greatest(way, 0.0)
        if math.isfinite(band.end):
            gone = ibis.least(gone, (of["end"] - of["start"]) * band.side)
        if band.step:
            gone = whole(gone / of["step"] + NEAR) * of["step"]
        points = points + of["rate"] * gone
    if band.jump:
        reached = way >= -NEAR if band.side > 0 else way >= NEAR
        points = points + reached.ifelse(of["jump"], 0.0)
    return points * band.side
