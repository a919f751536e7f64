"""The stages of a kind of subject: an acyclic list with prerequisites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from jingkai.engines.documents import Part, Words

from .problems import STAGE_UNKNOWN, STAGES_CIRCULAR


class Stage(Part):
    """阶段: reached on a date; `needs` are the stages that come first. Of what a unit applies for itself, `move` is the
    move of its flow that reaches the stage, or `asks` the unit, as it is usually called, whose reply does.
    """

    code: str
    title: Words
    needs: tuple[str, ...] = ()
    move: str = ""
    asks: Words | None = None


@dataclass(frozen=True)
class Stages:
    """The stages of a kind in their order, and by code. Raises Problem `registers.stages-circular`."""

    kind: str
    stages: tuple[Stage, ...]
    by_code: dict[str, Stage] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        found = {stage.code: stage for stage in self.stages}
        object.__setattr__(self, "by_code", found)
        for stage in self.stages:
            for need in stage.needs:
                if need not in found:
                    raise STAGES_CIRCULAR(key=self.kind, stage=need)
        try:
            TopologicalSorter({stage.code: stage.needs for stage in self.stages}).prepare()
        except CycleError as error:
            raise STAGES_CIRCULAR(key=self.kind, stage="、".join(error.args[1])) from None

    def get(self, code: str) -> Stage:
        """The stage. Raises Problem `registers.stage-unknown`."""
        if code not in self.by_code:
            zh, en = named(self.stages)
            raise STAGE_UNKNOWN(kind=self.kind, stage=code, known=zh, known_en=en)
        return self.by_code[code]

    def missing(self, code: str, reached: Iterable[str]) -> list[Stage]:
        """What must be reached before `code` and is not."""
        have = set(reached)
        return [self.by_code[need] for need in self.get(code).needs if need not in have]


def named(stages: Iterable[Stage]) -> tuple[str, str]:
    """The names of stages in one line, in both languages."""
    listed = list(stages)
    return "、".join(one.title.zh for one in listed), ", ".join(one.title.en for one in listed)
