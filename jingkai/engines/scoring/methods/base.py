"""What every method has: its name in Chinese and English, its parameters, and what it comes to."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from jingkai.engines.documents import Part, Wrong

from ..scheme import Direction, Number
from ..shape import Band, Curve, Reference, Take

Shape = tuple[Take, Curve]
# Which way is good where a method itself says so: high, low, or as the indicator says (none).
Way = Literal["high", "low"] | None


class Method(Part):
    """A method of scoring. Its docstring is its line in docs/scoring.md; `full` are the full marks in points."""

    zh: ClassVar[str]
    en: ClassVar[str]

    def agrees(self, direction: Direction, *, said: bool) -> None:
        """Raises Wrong where the parameters say another direction than the indicator does. `said`: the scheme says
        it, and does not only leave it at high.
        """
        way = self.way()
        if said and way is not None and way != direction:
            zh, en = (
                ("越高得分越高", "gives more for more")
                if way == "high"
                else ("越高得分越低", "gives less for more")
            )
            raise Wrong(
                f"direction 为 {direction}，而“{self.zh}”按所写的参数{zh}，请更正其一",
                f"the direction is {direction}, and the method, {self.en}, as it is written {en}: correct one of them",
            )

    def way(self) -> Way:
        """Which way is good by the parameters alone, None where the indicator's direction decides."""
        return None

    @abstractmethod
    def shape(self, full: float) -> Shape:
        """What is taken, and the curve to points."""

    def shape_where_low_is_good(self, full: float) -> Shape:
        """The same where low is good: what is taken (`Take`) is turned round by itself, and of a plain value nothing
        is, so that the methods of a plain value say here what they take in its place.
        """
        return self.shape(full)


# Each [from, points].
Stairs = Annotated[tuple[tuple[Number, Number], ...], Field(min_length=1)]
Positive = Annotated[Number, Field(gt=0)]


def facing(low: Reference, high: Reference, names: tuple[str, str], direction: Direction) -> None:
    """Raises Wrong where two ends that are numbers lie the other way round than the direction says."""
    if low.kind != "number" or high.kind != "number":
        return
    worst, best = low.number * low.times, high.number * high.times
    if worst != best and (best > worst) != (direction == "high"):
        zh, en = ("低", "below") if best < worst else ("高", "above")
        raise Wrong(
            f"direction 为 {direction}，而 {names[1]}（{best:g}）{zh}于 {names[0]}（{worst:g}），请更正其一",
            f"the direction is {direction} and {names[1]} ({best:g}) is {en} {names[0]} ({worst:g}): correct one of "
            "them",
        )


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
