"""Hypothesis: what is computed on intervals is true of every number in them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jingkai.engines.expr import MemorySource, Unknown, evaluate, make_plan
from jingkai.engines.expr.tests.strategies import conditions, plain_numbers
from jingkai.engines.expr.tests.zone import SCHEMA
from jingkai.engines.quantity import Quantity
from tests.proof import proves

_decimals = st.decimals(-20, 20, places=1)


@st.composite
def an_interval_and_a_pick(draw: st.DrawFn) -> tuple[Quantity, Quantity]:
    """An interval, perhaps unbounded or open, and a number in it."""
    low, pick, high = sorted(draw(st.lists(_decimals, min_size=3, max_size=3)))
    lo = None if draw(st.booleans()) else low
    hi = None if draw(st.booleans()) else high
    if lo is None and hi is None:
        lo = low
    lo_open = draw(st.booleans()) and lo is not None and lo < pick
    hi_open = draw(st.booleans()) and hi is not None and pick < hi
    return Quantity(lo, hi, lo_open, hi_open), Quantity.exactly(pick)


_three = st.tuples(an_interval_and_a_pick(), an_interval_and_a_pick(), an_interval_and_a_pick())
# Quotients without end are kept to sixty digits.
_SLACK = Decimal("1e-30")


def _on(text: str, values: list[Quantity]) -> object:
    names = dict(zip("xyz", values, strict=True))
    return evaluate(make_plan(text, SCHEMA), MemorySource(names=names)).value


@proves("K3.3.1")
@settings(deadline=None)
@given(plain_numbers, _three)
def test_a_number_computed_from_picks_lies_in_the_interval(
    text: str, three: tuple[tuple[Quantity, Quantity], ...]
) -> None:
    wide = _on(text, [interval for interval, _ in three])
    narrow = _on(text, [pick for _, pick in three])
    if isinstance(wide, Unknown):
        return
    assert isinstance(wide, Quantity)
    if isinstance(narrow, Unknown):
        # Decided on the intervals, it must be decided on the picks, but for what a pick divides by.
        assert narrow.code in ("zero-divisor", "too-large")
        return
    assert isinstance(narrow, Quantity)
    assert narrow.lo is not None
    slack = _SLACK * max(1, abs(narrow.lo))
    assert wide.lo is None or wide.lo <= narrow.lo + slack
    assert wide.hi is None or narrow.lo - slack <= wide.hi


@proves("K3.3.1")
@settings(deadline=None)
@given(conditions, _three)
def test_a_decided_condition_holds_of_every_pick(
    text: str, three: tuple[tuple[Quantity, Quantity], ...]
) -> None:
    wide = _on(text, [interval for interval, _ in three])
    narrow = _on(text, [pick for _, pick in three])
    if isinstance(wide, bool) and isinstance(narrow, bool):
        assert wide is narrow
