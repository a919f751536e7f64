"""Calendar (日历): working days by weekends and an importable holiday table with the notices it rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from jingkai.engines.periods.dates import plus_days
from jingkai.engines.periods.problems import problem

_COLUMNS = ("date", "kind", "name", "notice", "year")
_SATURDAY = 5
_LONGEST_HOLIDAY = 366  # days to look for a working day before the table must be wrong


class DayKind(StrEnum):
    """What a notice makes of a day."""

    HOLIDAY = "holiday"  # 放假
    WORKDAY = "workday"  # 调休上班


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day of a notice. `year` is the one the notice arranges: 31 December 2022 belongs to 2023."""

    day: date
    kind: DayKind
    name: str
    notice: str
    year: int


class Calendar:
    """Monday to Friday are working days, except as the table says.

    A year is `assured` if a notice for it is in the table. Others are computed by weekends alone, and
    whatever depends on them says so.
    """

    def __init__(self, days: Iterable[SpecialDay]) -> None:
        """Raises Problem `periods.calendar-twice`."""
        found: dict[date, SpecialDay] = {}
        for special in days:
            if special.day in found:
                raise problem("periods.calendar-twice", day=special.day)
            found[special.day] = special
        self._days: Mapping[date, SpecialDay] = MappingProxyType(found)
        self._assured = frozenset(special.year for special in found.values())

    @classmethod
    def shipped(cls) -> Calendar:
        """2020 to 2026, from the notices of the General Office of the State Council (国务院办公厅)."""
        return _shipped()

    @classmethod
    def load(cls, path: Path) -> Calendar:
        """The table in a UTF-8 CSV file with the columns date, kind, name, notice, year.

        Raises Problem `periods.calendar-row`, `periods.calendar-twice`.
        """
        return cls.parse(path.read_text(encoding="utf-8-sig"))

    @classmethod
    def parse(cls, text: str) -> Calendar:
        """As `load`, from the text of the file."""
        rows = csv.DictReader(io.StringIO(text))
        return cls([_special_day(number, row) for number, row in enumerate(rows, start=2)])

    def replacing(self, other: Calendar) -> Calendar:
        """This calendar, with the years that `other` arranges taken from `other` (a new notice)."""
        kept = [special for special in self.days if special.year not in other.assured_years]
        taken = {special.day for special in other.days}
        return Calendar([*(special for special in kept if special.day not in taken), *other.days])

    def text(self) -> str:
        """The CSV that `parse` reads back."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows((s.day.isoformat(), s.kind.value, s.name, s.notice, s.year) for s in self.days)
        return out.getvalue()

    @property
    def days(self) -> list[SpecialDay]:
        """The table in order."""
        return [self._days[day] for day in sorted(self._days)]

    @property
    def assured_years(self) -> frozenset[int]:
        """The years with a notice."""
        return self._assured

    def special(self, day: date) -> SpecialDay | None:
        """What the table says of `day`."""
        return self._days.get(day)

    def is_assured(self, first: date, last: date) -> bool:
        """Whether every year from `first` to `last` has its notice."""
        start, end = sorted((first.year, last.year))
        return all(year in self._assured for year in range(start, end + 1))

    def is_working_day(self, day: date) -> bool:
        """工作日: not a weekend or holiday, or a day to be worked instead."""
        special = self._days.get(day)
        return special.kind == DayKind.WORKDAY if special is not None else day.weekday() < _SATURDAY

    def plus_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, if negative); `day` itself is not counted.

        0 gives `day`, whatever it is. Raises Problem `periods.out-of-years`, `periods.endless-holiday`.
        """
        step = 1 if count >= 0 else -1
        for _ in range(abs(count)):
            day = self._next_working_day(plus_days(day, step), step)
        return day

    def working_day_from(self, day: date) -> date:
        """`day`, or the next working day if it is none."""
        return self._next_working_day(day, 1)

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included."""
        return sum(self.is_working_day(plus_days(first, number)) for number in range((last - first).days + 1))

    def _next_working_day(self, day: date, step: int) -> date:
        start = day
        while not self.is_working_day(day):
            day = plus_days(day, step)
            if abs((day - start).days) > _LONGEST_HOLIDAY:
                raise problem("periods.endless-holiday", day=start)
        return day


def _special_day(number: int, row: Mapping[str | None, str | list[str] | None]) -> SpecialDay:
    cells = [row.get(column) for column in _COLUMNS]
    shown = ",".join(str(cell) for cell in cells)
    if None in row or not all(isinstance(cell, str) for cell in cells):
        raise problem("periods.calendar-row", line=number, found=shown)
    day, kind, name, notice, year = (str(cell).strip() for cell in cells)
    try:
        return SpecialDay(date.fromisoformat(day), DayKind(kind), name, notice, int(year))
    except ValueError:
        raise problem("periods.calendar-row", line=number, found=shown) from None


@cache
def _shipped() -> Calendar:
    text = resources.files("jingkai.engines.periods").joinpath("holidays.csv").read_text(encoding="utf-8")
    return Calendar.parse(text)
