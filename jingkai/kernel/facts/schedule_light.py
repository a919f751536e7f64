"""The light of something with a curve (亮灯规则): an ordered list of conditions, each with its level.

A rule is data. Its conditions are expressions over what stands below in NAMES; the first that holds gives the
level. Where one can't be decided (a figure is missing, or its interval straddles the threshold) there is no
light: unknown is not fine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import cached_property

from jingkai.engines.expr import (
    TRUTH,
    NamedValue,
    NamesSource,
    NumberType,
    Plan,
    Schema,
    Unknown,
    evaluate,
    make_plan,
)
from jingkai.engines.quantity import NUMBER, Quantity, Units, share
from jingkai.kernel.flows.lights import Lamp

NAMES: Mapping[str, tuple[str, str, str]] = {
    "progress": ("%", "完成率", "done, of the target"),
    "schedule": ("%", "时序进度", "due by now, of the target"),
    "behind": ("百分点", "落后时序", "points behind schedule"),
    "ratio": ("%", "完成进度与时序之比", "done, of what is due"),
    "shortfall": ("%", "时序缺口", "missing, of what is due"),
}


@lru_cache(maxsize=256)
def plan_of(condition: str) -> Plan:
    """A condition over NAMES, checked. Raises ExprProblem where it is none."""
    units = Units.shipped()
    names = {
        name: NamedValue(NumberType(units.get(unit) if unit else NUMBER), zh, en)
        for name, (unit, zh, en) in NAMES.items()
    }
    return make_plan(condition, Schema(names=names), wants=TRUTH)


@dataclass(frozen=True)
class Standing:
    """Where something stands against its curve; unknown quantities where a figure is missing."""

    progress: Quantity
    schedule: Quantity

    @cached_property
    def ahead(self) -> Quantity:
        """Points ahead of schedule; negative when behind. From unrounded values."""
        return self.progress - self.schedule

    @cached_property
    def behind(self) -> Quantity:
        return -self.ahead

    @cached_property
    def ratio(self) -> Quantity:
        return share(self.progress, self.schedule)

    @cached_property
    def shortfall(self) -> Quantity:
        """What is missing of what is due, never below 0 %."""
        missing = Quantity.exactly(100, "%").as_points() - self.ratio.as_points()
        if missing.lo is not None and missing.hi is not None and missing.hi < 0:
            return Quantity.exactly(0, "%")
        return missing.as_share()

    def value(self, name: str) -> Quantity | None:
        """One of NAMES, None of any other name; a rule mostly asks for one of them only."""
        found: Quantity | None = getattr(self, name) if name in NAMES else None
        return found


@dataclass(frozen=True)
class ScheduleLight:
    """A rule. `lamps` are tried in their order; `otherwise` is the one for what no condition meets.

    A rule as published may leave a band open: without `otherwise` there is then no light, and `gap` says so.
    """

    key: str
    version: str
    lamps: tuple[Lamp, ...]
    otherwise: Lamp | None = None

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The conditions, checked. Raises ExprProblem where one is not a condition over NAMES."""
        return tuple(plan_of(lamp.when) for lamp in self.lamps)

    def judge(self, standing: Standing) -> tuple[Lamp | None, str]:
        """The lamp, and the canonical text of the condition that gave it; None with why there is none:
        `unknown` or `gap`.
        """
        source = NamesSource(standing.value)
        for lamp, plan in zip(self.lamps, self.plans, strict=True):
            held = evaluate(plan, source).value
            if isinstance(held, Unknown):
                return None, "unknown"
            if held is True:
                return lamp, plan.text
        return (self.otherwise, "otherwise") if self.otherwise else (None, "gap")
