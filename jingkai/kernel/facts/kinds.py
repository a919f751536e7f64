"""The kinds of rule this room reads: curves of targets, lights of what has a curve, tolerances, checks of figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.expr import ExprProblem, explain
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, read_number
from jingkai.engines.sheets.months import Steps
from jingkai.kernel.flows.kinds import LampBody
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.kinds import register

from .curves import Curve, Point
from .schedule_light import ScheduleLight, plan_of


def _exact(text: str) -> str:
    try:
        figure(text)
    except Refusal as refused:
        raise Wrong(refused.zh, refused.en) from refused
    return text


def figure(text: str) -> Quantity:
    """The exact figure a rule names. Raises Wrong for text that is none."""
    found = read_number(text)
    if found is None or not found.is_exact:
        raise Wrong("应为确数，如 45% 或 0.1百分点", "an exact figure is needed, as 45% or 0.1百分点")
    return found


Figure = Annotated[str, AfterValidator(_exact)]


class PointPart(Part):
    """At the end of a month of the target a cumulative share is due."""

    month: int = Field(ge=1, le=12)
    share: Figure


class CurveBody(Part):
    """进度曲线: cumulative shares by month; `between` says what is due at other dates."""

    points: list[PointPart] = Field(min_length=1)
    between: Literal["linear", "none"]
    note: Words | None = None

    @model_validator(mode="after")
    def _rises(self) -> CurveBody:
        try:
            self.curve("?")
        except Problem as problem:
            raise Wrong(problem.zh, problem.en) from problem
        return self

    def curve(self, key: str) -> Curve:
        """The curve. Raises Problem `facts.curve-backwards`."""
        points = tuple(Point(one.month, _share(one.share)) for one in self.points)
        return Curve(key, points, self.between)


class ScheduleLampBody(LampBody):
    """A lamp of something with a curve: nothing is closed there, so its levels begin with 1."""

    level: int = Field(ge=1, le=4)


class ScheduleLightBody(Part):
    """时序亮灯规则: the first condition that holds gives the light; `otherwise` is for what none of them meets."""

    lamps: list[ScheduleLampBody] = Field(min_length=1)
    otherwise: ScheduleLampBody | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _conditions(self) -> ScheduleLightBody:
        try:
            self.rule("?", "?").plans  # noqa: B018  checking is all that is wanted
        except ExprProblem as problem:
            raise Wrong(problem.zh, problem.en) from problem
        return self

    def rule(self, key: str, version: str) -> ScheduleLight:
        """The rule as it judges."""
        otherwise = self.otherwise.lamp() if self.otherwise else None
        return ScheduleLight(key, version, tuple(one.lamp() for one in self.lamps), otherwise)


class ToleranceBody(Part):
    """容差: how far two figures may differ before they contradict each other."""

    growth: Figure
    note: Words | None = None

    def quantity(self) -> Quantity:
        """The tolerance of growth rates, in points."""
        return figure(self.growth)


class FigureCheckBody(Part):
    """录入核对: how far a typed figure may lie from what is on record before it is asked about.

    `jump_factors` are those by which a unit is mistaken, `jump_tolerance` how near such a jump comes where the same
    figure is known; between `likely_least` and `likely_most` of what is likely nothing is asked; `revision` is by how
    much a figure to date may fall. The names say which measures may be negative, have fractions, or leave 0 to 100 %.
    """

    jump_factors: list[Figure] = Field(min_length=1)
    jump_tolerance: Figure
    likely_least: Figure
    likely_most: Figure
    revision: Figure
    largest: list[Figure] = []
    signed_names: list[str] = []
    fractional_names: list[str] = []
    unbounded_names: list[str] = []
    note: Words | None = None

    def steps(self) -> Steps:
        """The same, as the checks of months take it."""
        return Steps(
            jump_factors=tuple(_plain(one) for one in self.jump_factors),
            jump_tolerance=_plain(self.jump_tolerance),
            likely_step=(_plain(self.likely_least), _plain(self.likely_most)),
            revision=_plain(self.revision),
        )

    def exceeded_by(self, quantity: Quantity) -> Quantity | None:
        """The figure of `largest` beyond which a quantity lies, on either side of none; None where there is none."""
        for most in map(figure, self.largest):
            if most.unit.dimension == quantity.unit.dimension:
                limit, inside = most.value, quantity.to(most.unit)
                ends = [abs(end) for end in (inside.lo, inside.hi) if end is not None]
                return most if limit is not None and any(end > limit for end in ends) else None
        return None


def _plain(text: str) -> Decimal:
    """A figure of a rule as a plain number: 2% is 0.02."""
    value = figure(text)
    assert value.value is not None  # exact
    return value.value * Decimal(value.unit.factor.numerator) / Decimal(value.unit.factor.denominator)


def _share(text: str) -> Fraction:
    value = figure(text).to("%").value
    assert value is not None  # exact
    return Fraction(value) / 100


def in_words(condition: str) -> Words:
    """A condition of a light as people say it: 完成进度与时序之比小于80%. Raises ExprProblem where it is none."""
    plan = plan_of(condition)
    return Words(zh=explain(plan, "zh"), en=explain(plan, "en"))


CURVE, SCHEDULE_LIGHT, TOLERANCE = "curve", "schedule-light", "tolerance"
FIGURE_CHECK = "figure-check"


def enter() -> None:
    """Enter the kinds; called once, when the room is ready."""
    register(CURVE, CurveBody, zh="进度曲线", en="curve of a target")
    register(
        SCHEDULE_LIGHT,
        ScheduleLightBody,
        zh="时序亮灯规则",
        en="light rule by schedule",
        says={"when": in_words},
    )
    register(TOLERANCE, ToleranceBody, zh="容差", en="tolerance")
    register(FIGURE_CHECK, FigureCheckBody, zh="录入核对", en="checks of typed figures")
