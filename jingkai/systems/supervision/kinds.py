"""The kinds of rule this system reads: its own limits, the columns of lists, the terms of minutes."""

import re
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.expr import TRUTH, ExprProblem, NamedValue, NumberType, Plan, Schema, make_plan
from jingkai.engines.periods import Term
from jingkai.engines.quantity import NUMBER
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules import kinds

from .models import Side

SUPERVISION, LIST, MINUTES, READING = "supervision", "supervision-list", "minutes", "minutes-reading"
CONDUCT = "conduct"
# A pattern that is found nowhere.
_NEVER = "(?!)"


class SupervisionBody(Part):
    """督查频次: the roles that approve a supervision, and those that approve a second one of the same unit in the
    same matter and month.
    """

    approvers: tuple[str, ...] = Field(min_length=1)
    again_approvers: tuple[str, ...] = Field(min_length=1)


class ListBody(Part):
    """问题清单: how the columns of a list of problems are headed, and the words of its categories."""

    columns: dict[str, tuple[str, ...]]
    categories: dict[str, tuple[str, ...]]
    flow: str
    common_flow: str

    @field_validator("columns", "categories")
    @classmethod
    def _patterns(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for patterns in value.values():
            for pattern in patterns:
                _compiled(pattern)
        return value


def a_term(value: str) -> str:
    """A term as the rule writes it. Raises Wrong for what is none."""
    try:
        Term.parse(value)
    except Refusal as refusal:
        raise Wrong(refusal.zh, refusal.en) from refusal
    return value


class MeetingKind(Part):
    """A kind of meeting: how long its tasks have where the minutes give no day."""

    title: Words
    term: str

    @property
    def parsed(self) -> Term:
        """The term."""
        return Term.parse(self.term)

    @field_validator("term")
    @classmethod
    def _readable(cls, value: str) -> str:
        return a_term(value)


class MinutesBody(Part):
    """会议纪要: kinds of meetings, the flow of their tasks."""

    flow: str
    meetings: dict[str, MeetingKind]

    @model_validator(mode="before")
    @classmethod
    def _moved(cls, value: Any) -> Any:
        """A version from before the words moved to `minutes-reading` is read without them."""
        return without(value, "yearless_date")


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
        return _compiled(value)


class ReadingBody(Part):
    """纪要分条和期限用语: how points are found in pasted minutes, behind which words unit, leader and due date stand,
    what looks like a unit, and how a due date is said, there and while a meeting runs.
    """

    section: str
    point: str
    inline: str
    labels: dict[Literal["unit", "executing", "leader", "due"], tuple[str, ...]]
    due: str
    # Those of version 1 have none of these, and find nothing by them.
    unit_like: str = _NEVER
    unit_joins: str = _NEVER
    yearless_date: str = _NEVER
    due_words: tuple[DueWord, ...] = ()

    @field_validator("section", "point", "inline", "due", "unit_like", "unit_joins", "yearless_date")
    @classmethod
    def _pattern(cls, value: str) -> str:
        return _compiled(value)


# What a condition on candidates asks of a matter.
OF_A_MATTER = {
    "closed": NamedValue(TRUTH, "已销号", "closed by verification"),
    "days_late": NamedValue(NumberType(NUMBER), "超期天数", "days after the due day, 0 in time"),
}


# What it asks of a project that somebody answers for, by the figure that the rule names.
OF_A_SUBJECT = {
    "included": NamedValue(TRUTH, "数据大于零", "the figure is more than nothing"),
}
_ASKED = {"matter": OF_A_MATTER, "subject": OF_A_SUBJECT}


@lru_cache(maxsize=64)
def candidate_plan(condition: str, of: str = "matter") -> Plan:
    """A condition over OF_A_MATTER or OF_A_SUBJECT, checked. Raises ExprProblem where it is none."""
    return make_plan(condition, Schema(names=_ASKED[of]), wants=TRUTH)


class ConductList(Part):
    """One of the two lists: its flow, the template of the 公示 that comes before it is made public, if any, and until
    how long after an entry stands the person may answer; empty: at any time.
    """

    flow: str
    publicity: str = ""
    answer: str = ""

    @field_validator("answer")
    @classmethod
    def _readable(cls, value: str) -> str:
        return a_term(value) if value else value


class NamedFact(Part):
    """数据: of which measure and caliber a project's figure is."""

    name: str = Field(min_length=1)
    caliber: str = Field(min_length=1)


class CandidateBody(Part):
    """线索: matters that may be proposed for a list, or projects (`subject`) by a `fact`, and what their effect is then
    called; `{days}` is how late, `{fact}` the figure.
    """

    side: Literal["positive", "negative"]
    of: Literal["matter", "subject"] = "matter"
    fact: NamedFact | None = None
    when: str
    effect: Words

    @model_validator(mode="after")
    def _a_condition(self) -> "CandidateBody":
        if (self.of == "subject") != (self.fact is not None):
            raise Wrong(
                "项目的线索，也只有它，写明数据（fact）",
                "a candidate of a subject, and no other, names its fact",
            )
        try:
            candidate_plan(self.when, self.of)
        except ExprProblem as problem:
            raise ValueError(problem.sentence("en")) from problem
        return self


class ConductBody(Part):
    """正面典型与负面清单: the two lists, and what of the last time (`within`) is proposed to somebody."""

    lists: dict[Literal["positive", "negative"], ConductList]
    within: str
    candidates: tuple[CandidateBody, ...] = ()

    @field_validator("within")
    @classmethod
    def _readable(cls, value: str) -> str:
        return a_term(value)

    @model_validator(mode="after")
    def _both(self) -> "ConductBody":
        if len(self.lists) != len(Side.choices):
            raise ValueError("there are two lists: positive, negative")
        return self


def without(body: Any, key: str) -> Any:
    """The body as it was written but for one key; what is no body is left to the check that says so."""
    return {name: one for name, one in body.items() if name != key} if isinstance(body, dict) else body


def _compiled(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise Wrong(f"正则表达式写法有误：{value}", f"{value}: {error}") from error
    return value


kinds.register(SUPERVISION, SupervisionBody, zh="督查规则", en="supervision")
kinds.register(LIST, ListBody, zh="问题清单规则", en="lists of problems")
kinds.register(MINUTES, MinutesBody, zh="会议纪要规则", en="minutes")
kinds.register(CONDUCT, ConductBody, zh="正负面清单规则", en="positive and negative lists")
kinds.register(READING, ReadingBody, zh="纪要分条规则", en="reading of minutes")
