"""Exponentials, logarithms and powers by adding, multiplying and dividing, which every engine does alike.

Each library's own have a last bit of their own, in some 5 of 100 numbers, and of a million scores a few are seen to
differ. Each function here is a walk that hands out what it uses more than once, gets it back computed once, and ends
with its value, within some two units in the last place: a power that is written as a whole number is multiplied out,
another is that of the logarithm times the exponent.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import Any, Protocol, TypeAlias

# Hands out a value, gets it back, and ends with one.
Walk: TypeAlias = Generator[Any, Any, Any]

# ln 2 in two parts, of which the first times any whole number here is exact.
_LN2, _LN2_HIGH, _LN2_LOW = math.log(2), 6.93147180369123816490e-01, 1.90821492927058770002e-10
_ROOT2 = math.sqrt(2)
# 1 / n! as far as it is seen of numbers up to ln 2 / 2, and 1 / (2 n + 1) of squares up to 0.03.
_EXP = tuple(1 / math.factorial(n) for n in range(15))
_LN = tuple(1 / (2 * n + 1) for n in range(13))
# Beyond these exponents nothing is left that formulas compute with.
_FAR = 200.0


class Numbers(Protocol):
    """What is computed with; numbers bring `+ - * /` and comparisons themselves."""

    def literal(self, value: float) -> Any: ...

    def where(self, condition: Any, then: Any, otherwise: Any) -> Any: ...

    def least(self, left: Any, right: Any) -> Any: ...

    def greatest(self, left: Any, right: Any) -> Any: ...

    def floor(self, value: Any) -> Any: ...

    def about_ln(self, value: Any) -> Any:
        """The natural logarithm as the engine has it: its last bits are not used."""

    def two_to(self, exponent: Any) -> Any:
        """2 to a whole power, which has no other last bit."""


def exp(value: Any, numbers: Numbers) -> Walk:
    """e to the power of a value; of one beyond 200 either way that of 200."""
    value = yield numbers.greatest(numbers.least(value, _FAR), -_FAR)
    twos = yield numbers.floor(value / _LN2 + 0.5)
    rest = yield (value - twos * _LN2_HIGH) - twos * _LN2_LOW
    series = yield _series(rest, _EXP, numbers)
    return (yield series * numbers.two_to(twos))


def ln(value: Any, numbers: Numbers) -> Walk:
    """The natural logarithm of a value above zero."""
    about = yield numbers.floor(numbers.about_ln(value) / _LN2 + 0.5)
    part = yield value / numbers.two_to(about)
    # Now between the roots of 1/2 and of 2, but for the last bits of what it is about.
    above, below = part > _ROOT2, part <= _ROOT2 / 2
    twos = yield about + numbers.where(above, 1.0, numbers.where(below, -1.0, 0.0))
    part = yield numbers.where(above, part / 2, numbers.where(below, part * 2, part))
    ratio = yield (part - 1) / (part + 1)
    square = yield ratio * ratio
    series = yield _series(square, _LN, numbers)
    return (yield twos * _LN2_HIGH + (2 * ratio * series + twos * _LN2_LOW))


def power(value: Any, exponent: Any, numbers: Numbers) -> Walk:
    """A value above zero to any power."""
    logarithm = yield from ln(value, numbers)
    return (yield from exp(exponent * logarithm, numbers))


def whole_power(value: Any, exponent: int, numbers: Numbers) -> Walk:
    """A value, not zero, to a power that is written as a whole number."""
    found: Any = None
    times = abs(exponent)
    while times:
        if times % 2:
            found = value if found is None else found * value
        times //= 2
        if times:
            value = yield value * value
    if found is None:
        return numbers.literal(1.0)
    return (yield found if exponent > 0 else 1.0 / found)


def _series(value: Any, factors: tuple[float, ...], numbers: Numbers) -> Any:
    last, *others = (numbers.literal(factor) for factor in reversed(factors))
    for factor in others:
        last = last * value + factor
    return last
