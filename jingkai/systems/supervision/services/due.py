"""From what somebody says to the day a task is due: “本月底”, “4月15日前”, “一周内”, or the term of the rule.

Everything counts from the day of the meeting, in pasted minutes as while one runs. What may be two days, is none, or
lies before the meeting is asked and not guessed; `Doubt` says why.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from jingkai.engines.periods import Calendar, Period, Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import read_numeral
from jingkai.engines.sheets.rows.days import Said, read_day
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.holidays import calendar_for

from ..kinds import READING, DueWord, ReadingBody

_WEEK = 7
_QUARTER = 3


class Doubt(StrEnum):
    """Why the words of a due date are no day."""

    PAST = "past"
    NO_SUCH_DAY = "no-such-day"
    NO_YEAR = "no-year"
    SEVERAL = "several"
    UNCLEAR = "unclear"


_DOUBTS = {Said.IMPOSSIBLE: Doubt.NO_SUCH_DAY, Said.NO_YEAR: Doubt.NO_YEAR, Said.SEVERAL: Doubt.SEVERAL}


@dataclass(frozen=True)
class DueSaid:
    """The day a task is due, None where it is to be asked, with the `doubt`; `words` are those that said it, empty for
    the term. `like` is the day that lies before the meeting, or that words without a year may mean; `named` what the
    doubt is about.
    """

    due: date | None
    words: str
    doubt: Doubt | None = None
    like: date | None = None
    named: str = ""


class DueReader:
    """Reads due dates of one meeting, held by `host` on `day`, whose tasks have `term` where nobody says a day.

    A day without a year is of the meeting's while the meeting runs; with `years_asked`, in minutes that come from
    anywhere, it is asked.
    """

    def __init__(
        self, zone: Organisation, host: Organisation, day: date, term: str, *, years_asked: bool
    ) -> None:
        """Raises Problem `rules.not-found`."""
        self.day = day
        self.rule = RuleBook().body(READING, zone, day, ReadingBody)
        self._term, self._host, self._years_asked = term, host, years_asked

    def read(self, said: str, task: str = "") -> DueSaid:
        """From the words of the due date, or without such from those of the task, or the term."""
        said = said.strip()
        if said:
            # A span is due on its last day, though it names two.
            whole = self._plain(said)
            found = set() if whole.due else {day for _, day in self._found(said)}
            return _only(found or {whole}, said)
        named = list(self._found(task))
        if named:
            return _only({day for _, day in named}, "、".join(words for words, _ in named))
        return DueSaid(Term.parse(self._term).due(self.day, self._calendar).day, "")

    @cached_property
    def _calendar(self) -> Calendar:
        return calendar_for(self._host, self.day)

    def _found(self, text: str) -> Iterator[tuple[str, DueSaid]]:
        """Each due date that stands in the text: its words, and its day if that is clear."""
        for word, one in due_words(text, self.rule):
            yield one[0], self._by(word, one)

    def _by(self, word: DueWord | None, found: re.Match[str]) -> DueSaid:
        if word is None or word.means == "dated":
            return self._plain(found[0])
        number = word.n
        if "n" in found.groupdict() and found["n"]:
            read = read_numeral(found["n"]) if not found["n"].isdecimal() else int(found["n"])
            if read is None:
                return DueSaid(None, "", Doubt.UNCLEAR, named=found[0])
            number = int(read)
        return self._not_before(self._means(word, number), found[0])

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

    def _plain(self, text: str) -> DueSaid:
        """A day, or a term from the meeting on."""
        read = read_day(text, self.day.year)
        if read.said == Said.DAY and read.day is not None:
            if read.lent and self._years_asked:
                return DueSaid(None, "", Doubt.NO_YEAR, self._next(text), text)
            return self._not_before(read.day.last, text)
        if read.said == Said.TERM:
            try:
                return DueSaid(Term.parse(read.term).due(self.day, self._calendar).day, "")
            except Refusal:
                return DueSaid(None, "", Doubt.UNCLEAR, named=text)
        return DueSaid(None, "", _DOUBTS.get(read.said, Doubt.UNCLEAR), named=text)

    def _next(self, text: str) -> date | None:
        """The first day from the meeting on that these words without a year may mean."""
        for year in (self.day.year, self.day.year + 1):
            read = read_day(text, year).day
            if read is not None and read.last >= self.day:
                return read.last
        return None

    def _not_before(self, day: date, text: str) -> DueSaid:
        return DueSaid(day, "") if day >= self.day else DueSaid(None, "", Doubt.PAST, day, text)


def due_words(text: str, rule: ReadingBody) -> list[tuple[DueWord | None, re.Match[str]]]:
    """The words of a text that say a due date, in the order of the rule: those that say all by themselves, then those
    that count from the meeting. None stands for a plain day or term.
    """
    patterns = [(None, rule.due), *((one, one.words) for one in rule.due_words), (None, rule.yearless_date)]
    found: list[tuple[DueWord | None, re.Match[str]]] = []
    for word, pattern in patterns:
        for one in re.finditer(pattern, text):
            if all(one.end() <= other.start() or one.start() >= other.end() for _, other in found):
                found.append((word, one))
    return found


def _only(days: set[DueSaid], words: str) -> DueSaid:
    """The one day that was said; a doubt where two were, or one that is not clear."""
    if len(days) > 1:
        return DueSaid(None, words, Doubt.SEVERAL, named=words)
    (one,) = days
    return replace(one, words=words)
