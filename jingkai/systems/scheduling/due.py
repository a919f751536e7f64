"""From what somebody says to the day a task is due: “本月底”, “4月15日前”, “一周内”, or the term of the rule.

Everything counts from the day of the meeting. What may be two days, or lies before the meeting, is asked and not
guessed.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from jingkai.engines.periods import Calendar, Period, Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import read_numeral
from jingkai.engines.sheets.rows.days import Said, read_day
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.holidays import calendar_for
from jingkai.systems.supervision.api import MINUTES, READING, MinutesBody, ReadingBody

from .kinds import SCHEDULING, DueWord, SchedulingBody

_WEEK = 7
_QUARTER = 3


@dataclass(frozen=True)
class DueSaid:
    """The day a task is due, None where it is to be asked; `words` are those that said it, empty for the term."""

    due: date | None
    words: str


class DueReader:
    """Reads due dates of one meeting, held by `host` on `day`."""

    def __init__(self, zone: Organisation, host: Organisation, day: date) -> None:
        """Raises Problem `rules.not-found`."""
        book = RuleBook()
        self.day = day
        self.rule = book.body(SCHEDULING, zone, day, SchedulingBody)
        self._minutes = book.body(MINUTES, zone, day, MinutesBody)
        self._reading = book.body(READING, zone, day, ReadingBody)
        self._host = host

    def read(self, said: str, task: str) -> DueSaid:
        """From the words of the due date, or without such from those of the task, or the term of the rule."""
        if said.strip():
            found = {day for _, day in self._found(said)}
            return DueSaid(_only(found or {self._plain(said.strip())}), said.strip())
        named = list(self._found(task))
        if named:
            return DueSaid(_only({day for _, day in named}), "、".join(words for words, _ in named))
        return DueSaid(Term.parse(self.rule.term).due(self.day, self._calendar).day, "")

    @cached_property
    def _calendar(self) -> Calendar:
        return calendar_for(self._host, self.day)

    def _found(self, text: str) -> Iterator[tuple[str, date | None]]:
        """Each due date that stands in the text: its words, and its day if that is clear."""
        taken: list[tuple[int, int]] = []
        for word, pattern in self._patterns:
            for one in re.finditer(pattern, text):
                if all(one.end() <= start or one.start() >= end for start, end in taken):
                    taken.append(one.span())
                    yield one[0], self._by(word, one)

    @cached_property
    def _patterns(self) -> list[tuple[DueWord | None, str]]:
        """Days and terms that say all by themselves, then the words of the rule."""
        plain = [(None, self._reading.due), (None, self._minutes.yearless_date)]
        return [*plain[:1], *((one, one.words) for one in self.rule.due_words), *plain[1:]]

    def _by(self, word: DueWord | None, found: re.Match[str]) -> date | None:
        if word is None or word.means == "dated":
            return self._plain(found[0])
        number = word.n
        if "n" in found.groupdict() and found["n"]:
            read = read_numeral(found["n"]) if not found["n"].isdecimal() else int(found["n"])
            if read is None:
                return None
            number = int(read)
        return self._not_before(self._means(word, number))

    def _means(self, word: DueWord, number: int) -> date:
        day = self.day
        match word.means:
            case "end-of-month":
                return Period.month(day.year, day.month).shifted(word.ahead).last_day
            case "end-of-quarter":
                quarter = Period.quarter(day.year, (day.month - 1) // _QUARTER + 1)
                return quarter.shifted(_QUARTER * word.ahead).last_day
            case "end-of-year":
                return date(day.year + word.ahead, 12, months.monthrange(day.year, 12)[1])
            case "weekday":
                monday = day - timedelta(days=day.weekday())
                return monday + timedelta(days=_WEEK * word.ahead + number - 1)
            case "weeks":
                return day + timedelta(days=_WEEK * number)
            case _:
                return day + timedelta(days=number)

    def _plain(self, text: str) -> date | None:
        """A day, or a term from the meeting on; one without a year is of the meeting's year."""
        read = read_day(text, self.day.year)
        if read.said == Said.DAY and read.day is not None:
            return self._not_before(read.day.last)
        if read.said == Said.TERM:
            try:
                return Term.parse(read.term).due(self.day, self._calendar).day
            except Refusal:
                return None
        return None

    def _not_before(self, day: date) -> date | None:
        return day if day >= self.day else None


def _only(days: set[date | None]) -> date | None:
    """The one day that was said; None where two were, or one that is not clear."""
    return next(iter(days)) if len(days) == 1 else None
