"""Why a figure that was in doubt is so: kept as its unit's answer, in the batch of the figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jingkai.engines.documents import Words

from .doubts import KINDS, Doubt
from .models import Answer, Fact

# A question of a figure: doubt|<kinds>|fact:<its key>.
_ASKED = "doubt"
_LONGEST = 200


@dataclass(frozen=True)
class Explained:
    """What was asked about a figure, and the answer as it was typed."""

    asked: tuple[Words, ...]
    answer: str


def reason_of(text: str) -> str:
    """A reason as it is kept: one line, no longer than an answer is; "" for none."""
    return " ".join(text.split())[:_LONGEST]


def answered(row: Fact, doubts: Iterable[Doubt], why: str) -> Answer:
    """The answer that is kept with a fact that was just written."""
    kinds = "+".join(one.kind for one in doubts)
    return Answer(unit_id=row.reported_by_id, question=f"{_ASKED}|{kinds}|fact:{row.pk}", answer=why)


def explained(rows: Iterable[Fact]) -> Mapping[int, Explained]:
    """What was asked and answered about these facts, by their keys."""
    batches = {row.batch_id for row in rows}
    found = {}
    for one in Answer.objects.known_at().filter(batch__in=batches, question__startswith=f"{_ASKED}|"):
        _, kinds, ref = one.question.split("|")
        said = tuple(KINDS[kind] for kind in kinds.split("+") if kind in KINDS)
        found[int(ref.partition(":")[2])] = Explained(said, one.answer)
    return found
