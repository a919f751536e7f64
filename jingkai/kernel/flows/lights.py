"""The light of something with a due date (亮灯): an ordered list of conditions, each with its look.

A rule is data; its conditions are expressions over NAMES. Where a condition can't be decided, because no due date was
set or no share was reported, there is no light: unknown is not fine.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache

from jingkai.engines.expr import (
    TRUTH,
    NamedValue,
    NamesSource,
    NumberType,
    Plan,
    Schema,
    Unknown,
    Value,
    evaluate,
    make_plan,
)
from jingkai.engines.periods import Due, day_of, end_of
from jingkai.engines.quantity import NUMBER, Quantity, Units

from .feedback import Feedback

NAMES = {
    "closed": NamedValue(TRUTH, "已销号", "closed by verification"),
    "days_left": NamedValue(NumberType(NUMBER), "剩余日历天数", "calendar days to the due day, 0 on it"),
    "returned": NamedValue(TRUTH, "退回后尚未再报", "returned, and not reported again"),
    "share_done": NamedValue(
        NumberType(Units.shipped().get("%")), "最近反馈的完成比例", "share done, as last reported"
    ),
    "months_missing": NamedValue(NumberType(NUMBER), "到期未反馈的月数", "months due and not reported on"),
    "made_up": NamedValue(TRUTH, "最近一个月为补报", "the last month was reported late"),
}
# Those that are known of one case only, from what was reported in it.
OF_MONTHS = frozenset({"months_missing", "made_up"})
OF_ONE_CASE = OF_MONTHS | {"returned", "share_done"}


# What the levels mean is fixed; when each burns is a rule.
_BEHIND = 3


@dataclass(frozen=True)
class Lamp:
    """One light: level 0 closed, 1 fine, 2 near, 3 behind, 4 grave, with its colour, shape and words."""

    level: int
    colour: str
    shape: str
    zh: str
    en: str
    when: str = ""

    @property
    def behind(self) -> bool:
        """Whether it says that something is behind, or grave (DESIGN 2 Light)."""
        return self.level >= _BEHIND


@dataclass(frozen=True)
class Situation:
    """What a due light is judged by. A due time that has passed within its day is past due all the same."""

    closed: bool
    due: Due | None
    at: datetime
    feedback: Feedback | None = None

    def value(self, name: str) -> Value | None:
        """One of NAMES; None where it is unknown."""
        if name == "closed":
            return self.closed
        if name in OF_ONE_CASE:
            return self._reported(name)
        return None if self.days_left is None else Quantity.exactly(self.days_left, NUMBER)

    @cached_property
    def days_left(self) -> int | None:
        """Calendar days to the due day; None without one."""
        if self.due is None:
            return None
        left = self.due.days_left(self.at)
        return min(left, -1) if self.due.passed(self.at) else left

    def _reported(self, name: str) -> Value | None:
        if self.feedback is None:
            return None
        if name == "months_missing":
            missing = self.feedback.missing
            return None if missing is None else Quantity.exactly(missing, NUMBER)
        found: Value | None = getattr(self.feedback, name)
        return found


@lru_cache(maxsize=256)
def plan_of(condition: str) -> Plan:
    """A condition over NAMES, checked. Raises ExprProblem where it is none."""
    return make_plan(condition, Schema(names=NAMES), wants=TRUTH)


def asks_of_one_case(lamps: Sequence[Lamp]) -> bool:
    """Whether what was reported in a case decides its light, and not its due date alone."""
    return any(names_in(one.when) & OF_ONE_CASE for one in lamps)


def names_in(condition: str) -> frozenset[str]:
    """Those of NAMES that a condition asks for."""
    return frozenset(re.findall(r"[a-z_]+", condition)) & NAMES.keys()


def judge(lamps: Sequence[Lamp], situation: Situation) -> Lamp | None:
    """The first lamp whose condition holds; None if none does or one before it can't be decided."""
    if situation.feedback is not None:
        return _judged(lamps, situation.value)
    return _by_days(tuple(lamps), situation.closed, situation.days_left)


@lru_cache(maxsize=4096)
def _by_days(lamps: tuple[Lamp, ...], closed: bool, days_left: int | None) -> Lamp | None:
    """Where nothing was reported all that are closed or not, and have as many days left, are lit alike."""
    known: dict[str, Value] = {"closed": closed}
    if days_left is not None:
        known["days_left"] = Quantity.exactly(days_left, NUMBER)
    return _judged(lamps, known.get)


def _judged(lamps: Sequence[Lamp], value: Callable[[str], Value | None]) -> Lamp | None:
    source = NamesSource(value)
    for lamp in lamps:
        held = evaluate(plan_of(lamp.when), source).value
        if isinstance(held, Unknown):
            return None
        if held is True:
            return lamp
    return None


def steady(at: datetime, instants: Sequence[datetime]) -> datetime:
    """The first moment of the day of `at` since which none of these instants (sorted) passed: what is due at one of
    them is late as it is at `at`, and so is its light where no rule asks what was reported (OF_ONE_CASE).
    """
    first = end_of(day_of(at) - timedelta(days=1))
    before = bisect_left(instants, at)
    if before < len(instants) and instants[before] == at:
        return at
    return max(first, instants[before - 1] + timedelta(microseconds=1)) if before else first
