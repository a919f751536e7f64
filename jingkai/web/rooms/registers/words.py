"""The words of the pages of registers: the shell's own (words.yaml), and what the rule of a kind declares of it."""

from __future__ import annotations

from typing import Any

from jingkai.engines.quantity import read_number, write
from jingkai.kernel.registers.kinds import Column, RegisterBody
from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang


class Words(RoomWords):
    """`words("stage")` in one language. Raises KeyError for a word that is not there.

    What a kind, a stage, a column is called is as its rule says, and as it is written where none says it.
    """

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def kind(self, kind: str, rule: RegisterBody | None) -> str:
        """What a kind of subject is called."""
        return self.of(rule.title) if rule is not None else kind

    def stage(self, stage: str, rule: RegisterBody | None) -> str:
        """What a stage is called."""
        found = rule.order.by_code.get(stage) if rule is not None else None
        return self.of(found.title) if found is not None else stage

    def field(self, code: str, rule: RegisterBody | None) -> str:
        """What an extra field is called."""
        column = rule.column(code) if rule is not None else None
        return self.of(column.title) if column is not None else code

    def value(self, code: str, value: Any, rule: RegisterBody | None) -> str:
        """What stands in an extra field: a choice by its name, a figure as this language writes it."""
        said = str(value)
        column = rule.column(code) if rule is not None else None
        return self._typed(column, said, rule) if column is not None and rule is not None else said

    def _typed(self, column: Column, said: str, rule: RegisterBody) -> str:
        if column.type == "choice" and (chosen := rule.choices(column).get(said)) is not None:
            return self.of(chosen)
        if column.type == "figure" and self.lang == "en" and (figure := read_number(said)) is not None:
            return write(figure, style="en", grouped=True)
        return said
