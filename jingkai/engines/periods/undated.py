"""A period whose year is not printed (3月, 1-3月): what a table says before somebody tells its year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingkai.engines.periods.dates import MONTHS_OF_YEAR
from jingkai.engines.periods.period import Period
from jingkai.engines.periods.problems import problem


@dataclass(frozen=True, slots=True, order=True)
class UndatedPeriod:
    """The months `first` to `last` of a year that is not known; written "--03" and "--01/--03".

    Raises Problem `periods.unreadable`.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= MONTHS_OF_YEAR:
            raise problem("periods.unreadable", text=f"--{self.first:02}/--{self.last:02}")

    @classmethod
    def parse(cls, text: str) -> UndatedPeriod:
        """The reverse of str. Raises Problem `periods.unreadable`."""
        found = re.fullmatch(r"--([0-9]{2})(?:/--([0-9]{2}))?", text.strip())
        if found is None:
            raise problem("periods.unreadable", text=text[:40])
        return cls(int(found[1]), int(found[2] or found[1]))

    def in_year(self, year: int) -> Period:
        """The period it is in `year`."""
        return Period.months_between(year, self.first, self.last)

    @property
    def is_cumulative(self) -> bool:
        """Whether it starts in January."""
        return self.first == 1

    def __str__(self) -> str:
        return f"--{self.first:02}" if self.first == self.last else f"--{self.first:02}/--{self.last:02}"
