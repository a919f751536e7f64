"""What a figure can hardly be: fewer things than none, a part of a thing that is counted, more than the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jingkai.engines.quantity.quantity import Quantity


def below_none(quantity: Quantity) -> bool:
    """Whether fewer than no things are counted: -5人, not -5万元. Also where only a part of the interval is so."""
    return quantity.unit.is_counter and any(end < 0 for end in _ends(quantity))


def splits_things(quantity: Quantity) -> bool:
    """Whether a part of a thing is counted that has no parts: 5.2人, not 5.2万人."""
    return quantity.unit.is_counter and any(end.denominator != 1 for end in _ends(quantity))


def leaves_whole(quantity: Quantity) -> bool:
    """Whether a share lies below none or above the whole of it: 883%, -3%. Said of %, ‰ and 成 only."""
    return quantity.unit.is_share and any(not 0 <= end <= 1 for end in _ends(quantity))


def _ends(quantity: Quantity) -> Iterator[Fraction]:
    """The ends that are known, in single things or in parts of the whole."""
    for end in (quantity.lo, quantity.hi):
        if end is not None:
            yield Fraction(end) * quantity.unit.factor
