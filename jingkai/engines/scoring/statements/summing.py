"""Sums that are the same to the last bit on every engine: what is added is added one after the other, in an order of
its own. An engine's own sum adds in whatever order its rows come, and each order has another last digit.
"""

from __future__ import annotations

import operator
from functools import reduce

import ibis
from ibis.expr.types import ArrayValue, IntegerColumn, NumericValue


def collected(value: NumericValue, by: IntegerColumn) -> ArrayValue:
    """The values of a group in the order of `by`, without those that are empty. For groups of any size."""
    pairs = ibis.struct({"by": by, "value": value}).collect(where=value.notnull())
    return pairs.sort().map(lambda pair: pair["value"])


def mean_of(values: ArrayValue) -> NumericValue:
    """Empty of nothing."""
    return values.sums() / values.length().nullif(0)


def median_of(values: ArrayValue) -> NumericValue:
    """The one in the middle, or half of the two; empty of nothing."""
    ordered, count = values.sort(), values.length()
    # Spark counts places in an array with small integers.
    lower, upper = ((count - 1) // 2).cast("int32"), (count // 2).cast("int32")
    middle = (ordered[lower] + ordered[upper]) / 2
    return (count > 0).ifelse(middle, ibis.null("float64"))


def percentile_of(values: ArrayValue, percent: NumericValue) -> NumericValue:
    """That of so many %, between two figures in proportion (PERCENTILE.INC); empty of nothing."""
    ordered, count = values.sort(), values.length()
    place = (count - 1) * percent / 100
    lower = place.floor()
    upper = ibis.least(lower + 1, count - 1)
    low, high = ordered[lower.cast("int32")], ordered[upper.cast("int32")]
    return (count > 0).ifelse(low + (place - lower) * (high - low), ibis.null("float64"))


def total(value: NumericValue, place: IntegerColumn, places: int) -> NumericValue:
    """The sum of a group whose rows have each a place of their own, below `places`; what is empty is passed over.

    A column for each place costs less than a list for each group, of which there are as many as units and periods.
    """
    return reduce(operator.add, (_at(value, place, at).fill_null(0.0) for at in range(places)))


def product(value: NumericValue, place: IntegerColumn, places: int) -> NumericValue:
    """The same multiplied."""
    return reduce(operator.mul, (_at(value, place, at).fill_null(1.0) for at in range(places)))


def _at(value: NumericValue, place: IntegerColumn, at: int) -> NumericValue:
    return value.max(where=place == at)
