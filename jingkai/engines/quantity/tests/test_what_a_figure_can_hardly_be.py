"""Fewer things than none, a part of a thing, more than the whole."""

import pytest

from jingkai.engines.quantity import Quantity, below_none, leaves_whole, splits_things


@pytest.mark.parametrize(
    ("quantity", "found"),
    [
        (Quantity.exactly("-5", "人"), (True, False, False)),
        (Quantity.exactly("0", "家"), (False, False, False)),
        (Quantity.exactly("5.2", "人"), (False, True, False)),
        (Quantity.exactly("5.2", "万人"), (False, False, False)),
        (Quantity.exactly("5.00001", "万人"), (False, True, False)),
        (Quantity.exactly("-5.2", "亿元"), (False, False, False)),
        (Quantity.exactly("2.4", "人/户"), (False, False, False)),
        (Quantity.exactly("883", "%"), (False, False, True)),
        (Quantity.exactly("-3", "%"), (False, False, True)),
        (Quantity.exactly("1000", "‰"), (False, False, False)),
        (Quantity.exactly("3", "倍"), (False, False, False)),
        (Quantity.at_least("200", "家"), (False, False, False)),
        (Quantity.unknown("人"), (False, False, False)),
    ],
)
def test_bounds(quantity: Quantity, found: tuple[bool, bool, bool]) -> None:
    assert (below_none(quantity), splits_things(quantity), leaves_whole(quantity)) == found
