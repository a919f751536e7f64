"""What every method has: its name in Chinese and English, its parameters, and what it comes to."""

from __future__ import annotations

import math
from abc import abstractmethod
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from jingkai.engines.documents import Part, Wrong

from ..scheme import Number
from ..shape import Band, Curve, Reference, Take

Shape = tuple[Take, Curve]


class Method(Part):
    """A method of scoring. Its docstring is its line in docs/scoring.md; `full` are the full marks in points."""

    zh: ClassVar[str]
    en: ClassVar[str]

    def agrees(self, direction: str) -> None:
        """Raises Wrong where the parameters say another direction than the indicator does."""

    @abstractmethod
    def shape(self, full: float) -> Shape:
        """What is taken, and the curve to points."""


def _reference(value: Any) -> Any:
    """20, {indicator: 目标}, {unit: 全省}, {peers: mean}, {before: year}; each with `times`."""
    if isinstance(value, Reference):
        return value
    if not isinstance(value, dict):
        return Reference("number", number=_number(value))
    kinds = [key for key in ("number", "indicator", "unit", "peers", "before") if key in value]
    if len(kinds) != 1 or set(value) - {*kinds, "times"}:
        raise Wrong(
            "写一个数，或 indicator、unit、peers、before 之一",
            "a number is needed, or one of indicator, unit, peers, before",
        )
    kind, said, times = kinds[0], value[kinds[0]], _number(value.get("times", 1))
    allowed = {
        "peers": ("min", "max", "mean", "median", "sum", "best", "worst"),
        "before": ("period", "year"),
    }
    if kind in allowed and said not in allowed[kind]:
        raise Wrong(f"只能是 {'、'.join(allowed[kind])}", f"it can only be {', '.join(allowed[kind])}")
    if kind == "number":
        return Reference("number", number=_number(said), times=times)
    return Reference(kind, name=str(said), times=times)  # type: ignore[arg-type]


def _number(said: Any) -> float:
    try:
        number = float(said)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise Wrong("应为数", "a number is needed")
    return number


To = Annotated[Reference, BeforeValidator(_reference)]
Positive = Annotated[Number, Field(gt=0)]


def straight(base: float, rate: float, at: float, *, cap: float | None, floor: float | None) -> Curve:
    """`base` at `at` and `rate` points for each unit above or below."""
    return Curve(base, (Band(0, at, rate),), cap, floor)


def banded(bands: tuple[tuple[float, float], ...], below: float) -> Curve:
    """A staircase: at each threshold the points jump to those of its band."""
    stairs, before = [], below
    for start, points in sorted(bands):
        stairs.append(Band(1, start, jump=points - before))
        before = points
    return Curve(below, tuple(stairs))
