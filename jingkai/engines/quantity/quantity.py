"""Quantity (数量): a value with a unit and a qualifier, kept as an interval (DESIGN 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from jingkai.engines.quantity import interval
from jingkai.engines.quantity.interval import Interval
from jingkai.engines.quantity.numbers import LARGEST_RESULT, exact, scaled
from jingkai.engines.quantity.problems import problem
from jingkai.engines.quantity.registry import Units
from jingkai.engines.quantity.units import NUMBER, Unit, combine

Number = Decimal | int | str
_POINTS = "百分点"


@lru_cache(maxsize=1024)
def _named(name: str) -> Unit:
    return Units.shipped().get(name)


def _unit(unit: Unit | str) -> Unit:
    return _named(unit) if isinstance(unit, str) else unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval of exact decimals with a unit.

    `lo` and `hi` are the ends in `unit` (None: no end), `lo_open`/`hi_open` leave the end itself out, `about`
    says that the figure was given as rough (约, 近) and stays with everything computed from it, `text` is the
    figure as typed and no part of the value. Both ends None is the unknown, which is never 0.

    Two quantities are `==` if they are written alike (1亿元 is not 10000万元); `same_amount` compares
    amounts. Raises Problem `quantity.not-exact`, `quantity.out-of-range`, `quantity.empty-interval`.
    """

    lo: Decimal | None
    hi: Decimal | None
    lo_open: bool = False
    hi_open: bool = False
    about: bool = False
    unit: Unit = NUMBER
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        lo, hi = self.lo, self.hi
        if lo is not None:
            _check(lo)
        if hi is not lo and hi is not None:
            _check(hi)
        if lo is not None and hi is not None:
            if (lo is not hi and lo > hi) or ((self.lo_open or self.hi_open) and lo == hi):
                raise problem("quantity.empty-interval", lo=lo, hi=hi)
            return
        # One way of writing each value: an absent end is not open, and the unknown is not "about" anything.
        object.__setattr__(self, "lo_open", self.lo_open and lo is not None)
        object.__setattr__(self, "hi_open", self.hi_open and hi is not None)
        object.__setattr__(self, "about", self.about and self.known)

    # Making one

    @classmethod
    def exactly(cls, value: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """[v, v]."""
        number = exact(value)
        return cls(number, number, unit=_unit(unit), text=text)

    @classmethod
    def at_least(cls, value: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """≥v: 5000余, 200多名, 以上."""
        return cls(exact(value), None, unit=_unit(unit), text=text)

    @classmethod
    def more_than(cls, value: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """>v: 超10亿."""
        return cls(exact(value), None, lo_open=True, unit=_unit(unit), text=text)

    @classmethod
    def at_most(cls, value: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """≤v: 以下, 以内."""
        return cls(None, exact(value), unit=_unit(unit), text=text)

    @classmethod
    def less_than(cls, value: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """<v: 不足100."""
        return cls(None, exact(value), hi_open=True, unit=_unit(unit), text=text)

    @classmethod
    def approximately(cls, value: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """≈v: 近200万, 约, 左右."""
        number = exact(value)
        return cls(number, number, about=True, unit=_unit(unit), text=text)

    @classmethod
    def between(cls, lo: Number, hi: Number, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """[lo, hi]: 3560-3570."""
        return cls(exact(lo), exact(hi), unit=_unit(unit), text=text)

    @classmethod
    def unknown(cls, unit: Unit | str = NUMBER, *, text: str = "") -> Quantity:
        """Not known (未填报); never 0."""
        return cls(None, None, unit=_unit(unit), text=text)

    # Looking at one

    @property
    def interval(self) -> Interval:
        """The ends without the unit."""
        return Interval(self.lo, self.hi, self.lo_open, self.hi_open)

    @property
    def known(self) -> bool:
        """False of the unknown."""
        return self.lo is not None or self.hi is not None

    @property
    def is_exact(self) -> bool:
        """True of [v, v] that nobody called rough."""
        return self.known and self.lo == self.hi and not self.about

    @property
    def value(self) -> Decimal | None:
        """v of an exact or rough v; None of a bound, an interval and the unknown."""
        return self.lo if self.lo == self.hi else None

    @property
    def qualifier(self) -> str:
        """The mark: "" exact, ≥ > < ≤, ≈, ~ (interval), ? (unknown); of a rough bound ≈≥ ≈> ≈< ≈≤ ≈~."""
        if not self.known:
            return "?"
        if self.lo is None:
            mark = "<" if self.hi_open else "≤"
        elif self.hi is None:
            mark = ">" if self.lo_open else "≥"
        else:
            mark = "" if self.lo == self.hi else "~"
        return f"≈{mark}" if self.about else mark

    def contains(self, value: Number) -> bool:
        """Whether `value`, in this unit, is possible."""
        return interval.contains(self.interval, exact(value))

    def __str__(self) -> str:
        from jingkai.engines.quantity.writing import (
            write,
        )  # writing reads quantities; this is only for people

        return write(self)

    # Changing how it is written

    def to(self, unit: Unit | str) -> Quantity:
        """The same amount in another unit of its dimension. Raises Problem `quantity.units-differ`."""
        target = _unit(unit)
        if target is self.unit or target == self.unit:
            return self
        if target.dimension != self.unit.dimension:
            raise problem("quantity.units-differ", left=self.unit.name, right=target.name)
        return self._scaled(self.unit.factor / target.factor, target)

    def as_points(self) -> Quantity:
        """A percentage read as percentage points (百分点): 12.14 % is 12.14 百分点."""
        return self.to("%")._renamed(_unit(_POINTS))

    def as_share(self) -> Quantity:
        """Percentage points read as a percentage: what is left of 100 % is a share again."""
        return self.to(_POINTS)._renamed(_unit("%"))

    # Arithmetic

    def __add__(self, other: Quantity | Decimal | int) -> Quantity:
        other = _quantity(other)
        if self.unit.is_share and other.unit.name == _POINTS:
            return self + other.as_share()
        if other.unit.is_share and self.unit.name == _POINTS:
            return other + self
        return self._result(interval.add(self.interval, self._alike(other)), other, self.unit)

    def __sub__(self, other: Quantity | Decimal | int) -> Quantity:
        other = _quantity(other)
        if self.unit.is_share and other.unit.is_share:
            ends = interval.subtract(self.to("%").interval, other.to("%").interval)
            return self._result(ends, other, _unit(_POINTS))
        if self.unit.is_share and other.unit.name == _POINTS:
            return self + (-other)
        return self._result(interval.subtract(self.interval, self._alike(other)), other, self.unit)

    def __mul__(self, other: Quantity | Decimal | int) -> Quantity:
        other = _quantity(other)
        unit, factor = combine(self.unit, other.unit, 1)
        product = self._result(interval.multiply(self.interval, other.interval), other, unit)
        return product if factor == 1 else product._scaled(factor, unit)

    def __truediv__(self, other: Quantity | Decimal | int) -> Quantity:
        """By 0, by an interval around 0 and by the unknown: the unknown."""
        other = _quantity(other)
        unit, factor = combine(self.unit, other.unit, -1)
        quotient = self._result(interval.divide(self.interval, other.interval), other, unit)
        return quotient if factor == 1 else quotient._scaled(factor, unit)

    def __neg__(self) -> Quantity:
        return self._result(interval.negate(self.interval), self, self.unit)

    def __abs__(self) -> Quantity:
        if self.lo is not None and self.lo >= 0:
            return self._renamed(self.unit)
        if self.hi is not None and self.hi <= 0:
            return -self
        if not self.known:
            return self._renamed(self.unit)
        # It reaches to both sides of 0.
        far = None if self.lo is None or self.hi is None else max(self.lo.copy_negate(), self.hi)
        far_open = far is not None and not (
            (self.hi == far and not self.hi_open) or (self.lo == far.copy_negate() and not self.lo_open)
        )
        return self._result(Interval(Decimal(0), far, False, far_open), self, self.unit)

    def __radd__(self, other: Decimal | int) -> Quantity:
        return _quantity(other) + self

    def __rsub__(self, other: Decimal | int) -> Quantity:
        return _quantity(other) - self

    def __rmul__(self, other: Decimal | int) -> Quantity:
        return _quantity(other) * self

    def __rtruediv__(self, other: Decimal | int) -> Quantity:
        return _quantity(other) / self

    def _alike(self, other: Quantity) -> Interval:
        if self.unit.dimension != other.unit.dimension:
            raise problem("quantity.units-differ", left=self.unit.name, right=other.unit.name)
        return other.to(self.unit).interval

    def _result(self, ends: Interval, other: Quantity, unit: Unit) -> Quantity:
        return Quantity(*ends, self.about or other.about, unit)

    def _renamed(self, unit: Unit) -> Quantity:
        """The same numbers in another unit, without the text."""
        return Quantity(self.lo, self.hi, self.lo_open, self.hi_open, self.about, unit)

    def _scaled(self, factor: Fraction, unit: Unit) -> Quantity:
        """The numbers times `factor`, in `unit`."""
        lo = None if self.lo is None else scaled(self.lo, factor)
        # An exact value is scaled once.
        hi = lo if self.hi is self.lo else None if self.hi is None else scaled(self.hi, factor)
        return Quantity(lo, hi, self.lo_open, self.hi_open, self.about, unit, self.text)


def _check(end: Decimal) -> None:
    if not (isinstance(end, Decimal) and end.is_finite()):
        raise problem("quantity.not-exact", value=end)
    # Products of products: stopped long before the decimal context would overflow.
    if end and end.adjusted() > LARGEST_RESULT:
        raise problem("quantity.out-of-range", value=f"{end:.6E}")


def _quantity(value: object) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, Decimal | int):
        return Quantity.exactly(value)
    raise problem("quantity.not-exact", value=value)
