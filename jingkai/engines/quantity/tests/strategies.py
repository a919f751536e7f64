"""Quantities of every kind, and exact values inside them, for the property tests."""

from decimal import Decimal

from hypothesis import strategies as st

from jingkai.engines.quantity import Quantity

decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


@st.composite
def quantities(draw: st.DrawFn, unit: str = "") -> Quantity:
    a, b = sorted((draw(decimals), draw(decimals)))
    kind = draw(st.sampled_from(["exact", "≥", ">", "<", "≤", "≈", "~", "?"]))
    lo_open, hi_open = draw(st.booleans()), draw(st.booleans())
    if kind == "~" and a < b:
        return Quantity(a, b, lo_open, hi_open, draw(st.booleans()), Quantity.exactly(0, unit).unit)
    made = {
        "≥": Quantity.at_least,
        ">": Quantity.more_than,
        "<": Quantity.less_than,
        "≤": Quantity.at_most,
        "≈": Quantity.approximately,
    }.get(kind, Quantity.exactly)
    return Quantity.unknown(unit) if kind == "?" else made(a, unit)


@st.composite
def picked(draw: st.DrawFn) -> tuple[Quantity, Quantity]:
    """A quantity and an exact value that it may be."""
    quantity = draw(quantities())
    step = abs(draw(decimals)) + Decimal("0.001")
    if quantity.lo is not None and quantity.hi is not None:
        share = Decimal(draw(st.integers(1, 99))) / 100
        value = quantity.lo + (quantity.hi - quantity.lo) * share
    elif quantity.lo is not None:
        value = quantity.lo + draw(st.sampled_from([step, Decimal("0.001")]))
    elif quantity.hi is not None:
        value = quantity.hi - step
    else:
        value = draw(decimals)
    return quantity, Quantity.exactly(value)
