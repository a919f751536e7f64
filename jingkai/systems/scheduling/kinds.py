"""The kind of rule this system reads: who calls a meeting, how long its tasks have, how a due date is said."""

import re
from typing import Literal

from pydantic import Field, field_validator

from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.matters.kinds import Right
from jingkai.kernel.rules import kinds
from jingkai.kernel.rules.document import Part

SCHEDULING = "scheduling"


class DueWord(Part):
    """期限用语: words that count from the day of the meeting.

    `n` is the number where the words hold none: the day of the week (1 Monday), or how many days or weeks.
    """

    words: str
    means: Literal["end-of-month", "end-of-quarter", "end-of-year", "weekday", "days", "weeks", "dated"]
    n: int = Field(default=0, ge=0)
    ahead: int = Field(default=0, ge=0)

    @field_validator("words")
    @classmethod
    def _pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{value}: {error}") from error
        return value


class SchedulingBody(Part):
    """经济调度会: the right that calls one, the flow of its tasks, their term where nobody says one."""

    calling: Right
    flow: str
    term: str
    due_words: tuple[DueWord, ...]

    @field_validator("term")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            Term.parse(value)
        except Refusal as refusal:
            raise ValueError(refusal.en) from refusal
        return value


kinds.register(SCHEDULING, SchedulingBody, zh="经济调度会规则", en="scheduling meetings")
