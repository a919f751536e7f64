"""The kind of rule this system reads: who calls a meeting, how long its tasks have."""

from typing import Any

from pydantic import field_validator, model_validator

from jingkai.engines.documents import Part
from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.matters.kinds import Right
from jingkai.kernel.rules import kinds
from jingkai.systems.supervision.api import without

SCHEDULING = "scheduling"


class SchedulingBody(Part):
    """经济调度会: the right that calls one, the flow of its tasks, their term where nobody says one."""

    calling: Right
    flow: str
    term: str

    @model_validator(mode="before")
    @classmethod
    def _moved(cls, value: Any) -> Any:
        """A version from before the words moved to `minutes-reading` is read without them."""
        return without(value, "due_words")

    @field_validator("term")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            Term.parse(value)
        except Refusal as refusal:
            raise ValueError(refusal.en) from refusal
        return value


kinds.register(SCHEDULING, SchedulingBody, zh="经济调度会规则", en="scheduling meetings")
