"""Units (计量单位): atoms from the unit table, and the products and quotients they form (万元/亩)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Language = Literal["zh", "en"]

RATIO = ""  # the dimension of pure numbers: 1, %, ‰, 倍


@dataclass(frozen=True, slots=True)
class Atom:
    """One unit of the table, or one with a magnitude before it (万元).

    `factor` is the size in the base unit of its `dimension`: exact, since 1 亩 is 2000/3 ㎡. `stem` is the
    name without magnitude (元), `share` marks ways of writing a part of a whole (%, ‰, 成): the difference
    of two such is in percentage points.
    """

    name: str
    dimension: str
    factor: Fraction = field(compare=False)
    stem: str = field(compare=False)
    en: str = field(compare=False, default="")
    share: bool = field(compare=False, default=False)
    bare: bool = field(compare=False, default=True)
    read_as: str = field(compare=False, default="")
    # What an English heading calls a multiple that English has no word for: 万元 is "10,000 yuan". A figure is never
    # written with it, but converted (writing).
    heading: str = field(compare=False, default="")
    # Whole things are counted in it: there is no half of one, and no negative number of them.
    counts: bool = field(compare=False, default=False)


Part = tuple[Atom, int]
Dimension = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of atoms; the pure number has none. Two units are equal if their parts are.

    What follows from the parts is worked out when the unit is made: a month asks it of its few dozen units a
    hundred thousand times.
    """

    parts: tuple[Part, ...] = ()
    # Base dimensions with their exponents, sorted; empty for pure numbers and percentages.
    dimension: Dimension = field(init=False, compare=False, repr=False)
    # The size of one of this unit in base units.
    factor: Fraction = field(init=False, compare=False, repr=False)
    # True of %, ‰ and 成.
    is_share: bool = field(init=False, compare=False, repr=False)
    # True of the pure number, %, ‰, 成 and 倍.
    is_ratio: bool = field(init=False, compare=False, repr=False)
    # The Chinese name: 万元, 万元/亩, 人·天; empty for the pure number.
    name: str = field(init=False, compare=False, repr=False)
    # The English one, as a heading says it; an atom without it keeps the Chinese.
    name_en: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        dimension = _dimension(self.parts)
        parts = self.parts
        object.__setattr__(self, "dimension", dimension)
        object.__setattr__(self, "factor", _factor(parts))
        object.__setattr__(self, "is_share", len(parts) == 1 and parts[0][0].share and parts[0][1] == 1)
        ratio = not dimension and all(atom.dimension == RATIO for atom, _ in parts)
        object.__setattr__(self, "is_ratio", ratio)
        object.__setattr__(self, "name", _name(parts, "zh"))
        object.__setattr__(self, "name_en", _name(parts, "en"))

    def named(self, language: Language) -> str:
        """The name in `language`."""
        return self.name if language == "zh" else self.name_en

    @property
    def is_counter(self) -> bool:
        """True of 人 and 万户, in which whole things are counted; not of 人/户."""
        return len(self.parts) == 1 and self.parts[0][0].counts and self.parts[0][1] == 1

    @property
    def is_number(self) -> bool:
        """True of the pure number."""
        return not self.parts

    def __str__(self) -> str:
        return self.name


def _dimension(parts: tuple[Part, ...]) -> Dimension:
    powers: dict[str, int] = {}
    for atom, exponent in parts:
        if atom.dimension != RATIO:
            powers[atom.dimension] = powers.get(atom.dimension, 0) + exponent
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _factor(parts: tuple[Part, ...]) -> Fraction:
    size = Fraction(1)
    for atom, exponent in parts:
        size *= atom.factor**exponent
    return size


def _name(parts: tuple[Part, ...], language: Language) -> str:
    above = "·".join(_power(atom, exponent, language) for atom, exponent in parts if exponent > 0)
    below = [_power(atom, -exponent, language) for atom, exponent in parts if exponent < 0]
    return "/".join([above or "1", *below]) if below else above


def _power(atom: Atom, exponent: int, language: Language) -> str:
    name = atom.name if language == "zh" else atom.en or atom.heading or atom.name
    return name if exponent == 1 else f"{name}^{exponent}"


NUMBER = Unit()
_ONE = Fraction(1)


def combine(left: Unit, right: Unit, sign: Literal[1, -1]) -> tuple[Unit, Fraction]:
    """The unit of left x right (`sign` 1) or left / right (`sign` -1), and the factor their value takes.

    Atoms of one dimension become the left one, so that 万元/亩 x 公顷 is 万元 with a factor of 15. A
    percentage stays one times a number (3 x 5 % = 15 %) and is absorbed by a thing (5 % of 200 人 = 10 人).
    """
    if right.is_number:
        return left, _ONE
    if left.is_number and sign == 1:
        return right, _ONE
    if left is right and sign == -1:
        return NUMBER, _ONE
    if left.is_ratio and right.is_ratio:
        return (left if sign == 1 else NUMBER), (right.factor if sign == 1 else left.factor / right.factor)
    factor = Fraction(1)
    merged: dict[str, tuple[Atom, int]] = {}
    for atom, exponent in (*left.parts, *((atom, sign * exponent) for atom, exponent in right.parts)):
        if atom.dimension == RATIO:
            factor *= atom.factor**exponent
            continue
        kept, power = merged.get(atom.dimension, (atom, 0))
        factor *= (atom.factor / kept.factor) ** exponent
        merged[atom.dimension] = (kept, power + exponent)
    return _unit(merged.values()), factor


def _unit(parts: Iterable[Part]) -> Unit:
    return Unit(tuple((atom, exponent) for atom, exponent in parts if exponent))
