"""The kinds of rule this system reads: its own limits, the columns of lists, the terms of minutes."""

import re
from typing import Literal

from pydantic import Field, field_validator

from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules import kinds
from jingkai.kernel.rules.document import Part, Words

SUPERVISION, LIST, MINUTES, READING = "supervision", "supervision-list", "minutes", "minutes-reading"


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
        try:
            Term.parse(value)
        except Refusal as refusal:
            raise ValueError(refusal.en) from refusal
        return value


class MinutesBody(Part):
    """会议纪要: kinds of meetings, the flow of their tasks, and what a date without a year looks like."""

    flow: str
    meetings: dict[str, MeetingKind]
    yearless_date: str

    @field_validator("yearless_date")
    @classmethod
    def _pattern(cls, value: str) -> str:
        return _compiled(value)


class ReadingBody(Part):
    """纪要分条: how points are found in pasted minutes, and behind which words unit, leader and due date stand."""

    section: str
    point: str
    inline: str
    labels: dict[Literal["unit", "executing", "leader", "due"], tuple[str, ...]]
    due: str

    @field_validator("section", "point", "inline", "due")
    @classmethod
    def _pattern(cls, value: str) -> str:
        return _compiled(value)


def _compiled(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value}: {error}") from error
    return value


kinds.register(SUPERVISION, SupervisionBody, zh="督查规则", en="supervision")
kinds.register(LIST, ListBody, zh="问题清单规则", en="lists of problems")
kinds.register(MINUTES, MinutesBody, zh="会议纪要规则", en="minutes")
kinds.register(READING, ReadingBody, zh="纪要分条规则", en="reading of minutes")
