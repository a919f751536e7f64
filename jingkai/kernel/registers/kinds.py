"""The kind of rule this room reads: what a kind of subject is called, its stages, its columns and their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.quantity import read_number
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.kinds import register

from .application import ApplicationBody
from .problems import FIELD_INVALID, FIELD_UNKNOWN
from .stages import Stage, Stages

REGISTER = "register"
# What stands in a cell of each type, in both languages.
_WANTED = {
    "figure": ("带单位的数，如 3.3亿元", "a figure with its unit, as 3.3亿元"),
    "date": ("日期，如 2024-03-31", "a date, as 2024-03-31"),
    "text": ("文字", "text"),
}


class Column(Part):
    """栏目: one of a subject's extra fields. A `figure` may be an interval (5000余); a `choice` is one of the
    `vocabulary` that it names. The table shows what is `listed`; a subject's own page shows all, in this order.
    """

    code: str = Field(min_length=1)
    title: Words
    type: Literal["text", "figure", "date", "choice"]
    vocabulary: str = ""
    listed: bool = True


class Vocabulary(Part):
    """词表: what may stand in a column that is a choice."""

    title: Words
    words: dict[str, Words] = Field(min_length=1)


class RegisterBody(Part):
    """台账: a kind of subject."""

    title: Words
    stages: tuple[Stage, ...] = ()
    columns: tuple[Column, ...] = ()
    vocabulary: dict[str, Vocabulary] = {}
    application: ApplicationBody | None = None

    @model_validator(mode="after")
    def _one_code_each(self) -> RegisterBody:
        for listed in (self.stages, self.columns):
            codes = [one.code for one in listed]
            if twice := next((code for code in codes if codes.count(code) > 1), None):
                raise Wrong(f"“{twice}”出现两次", f"{twice} stands there twice")
        for one in self.columns:
            if (one.type == "choice") != bool(one.vocabulary):
                raise Wrong(
                    f"{one.code}：选项栏须写明词表（vocabulary），其他栏不写",
                    f"{one.code}: a choice names its vocabulary, and nothing else does",
                )
            if one.vocabulary and one.vocabulary not in self.vocabulary:
                raise Wrong(
                    f"{one.code}：没有词表“{one.vocabulary}”",
                    f"{one.code}: there is no vocabulary {one.vocabulary}",
                )
        return self

    @model_validator(mode="after")
    def _acyclic(self) -> RegisterBody:
        try:
            Stages(self.title.zh, self.stages)
        except Problem as problem:
            raise Wrong(problem.zh, problem.en) from problem
        return self

    @model_validator(mode="after")
    def _applied_for_where_it_says_so(self) -> RegisterBody:
        of = self.application
        for one in self.stages:
            if (one.move and of is None) or (one.asks and (of is None or of.consultation is None)):
                raise Wrong(
                    f"{one.code}：move、asks 只用于申报（application）、征求意见（consultation）",
                    f"{one.code}: move and asks are of what is applied for (application), with a consultation",
                )
            if one.move and one.asks:
                raise Wrong(
                    f"{one.code}：move 与 asks 只写一个",
                    f"{one.code}: it has a move or asks a unit, not both",
                )
        return self

    @cached_property
    def order(self) -> Stages:
        """The stages with what each needs."""
        return Stages(self.title.zh, self.stages)

    def column(self, code: str) -> Column | None:
        """The column of an extra field, if it has one."""
        return next((one for one in self.columns if one.code == code), None)

    def choices(self, column: Column) -> Mapping[str, Words]:
        """What may stand in a column that is a choice."""
        found = self.vocabulary.get(column.vocabulary)
        return found.words if found is not None else {}

    def check(self, fields: Mapping[str, Any]) -> None:
        """Raises Problem `registers.field-unknown`, `registers.field-invalid` for what does not fit the columns; an
        empty cell fits each.
        """
        for code, value in fields.items():
            column = self.column(code)
            if column is None:
                known = "、".join(one.title.zh for one in self.columns)
                known_en = ", ".join(one.title.en for one in self.columns)
                raise FIELD_UNKNOWN(kind=self.title.zh, field=code, known=known, known_en=known_en)
            if value != "" and not self._fits(column, value):
                zh, en = self._wanted(column)
                raise FIELD_INVALID(
                    field=column.title.zh, field_en=column.title.en, value=value, wanted=zh, wanted_en=en
                )

    def _fits(self, column: Column, value: Any) -> bool:
        if not isinstance(value, str):
            return False
        match column.type:
            case "figure":
                return read_number(value) is not None
            case "date":
                return _is_date(value)
            case "choice":
                return value in self.choices(column)
            case "text":
                return True

    def _wanted(self, column: Column) -> tuple[str, str]:
        if column.type != "choice":
            return _WANTED[column.type]
        words = self.choices(column).values()
        return "、".join(one.zh for one in words), "one of " + ", ".join(one.en for one in words)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


register(REGISTER, RegisterBody, zh="台账", en="register")
