"""A source that knows names and nothing else: for conditions and formulas over a handful of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jingkai.engines.expr.source import NOTHING, Ask, Reading, Row
from jingkai.engines.expr.values import Value
from jingkai.engines.periods import Calendar


@dataclass(frozen=True, slots=True)
class NamesSource:
    """A source without figures and rows. `value_of` gives what a bare name stands for, None where that is unknown;
    it is asked only for the names that an expression comes to. Working days are those of the shipped calendar.
    """

    value_of: Callable[[str], Value | None]

    def named(self, name: str) -> Value | None:
        return self.value_of(name)

    def figure(self, ask: Ask) -> Reading:
        return NOTHING

    def rows(self, kind: str, arguments: Mapping[str, Value]) -> Iterable[Row]:
        return ()

    def calendar(self) -> Calendar:
        return Calendar.shipped()
