"""What a unit answered: why a figure that was in doubt is so, kept in the batch of the figure; and what of its earlier
answers is remembered, until it is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.documents import Words
from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import require

from .doubts import KINDS, Doubt
from .models import Answer, Fact

# A question of a figure: doubt|<kinds>|fact:<its key>.
_ASKED = "doubt"
_LONGEST = 200
# Said in place of an answer that is remembered no more.
_FORGOTTEN = ""


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


def remembered_answers(unit: Organisation) -> dict[str, str]:
    """What the unit answered before, the newest of each question, but for what it forgot."""
    rows = Answer.objects.known_at().filter(unit=unit).order_by("pk")
    newest = dict(rows.values_list("question", "answer"))
    return {question: answer for question, answer in newest.items() if answer != _FORGOTTEN}


def forget(actor: Actor, unit: Organisation, question: str, *, at: datetime) -> None:
    """Answer this question of the unit's tables no more by what was answered before: the next table is asked again.
    What came in by the answer stays. Nothing happens where nothing is remembered.

    Raises Problem `parties.not-allowed`.
    """
    require(actor, "write", "facts", unit, on=day_of(at))
    if question in remembered_answers(unit):
        with writing(actor, act="facts.forget-answer", at=at) as call:
            call.add(Answer(unit=unit, question=question, answer=_FORGOTTEN))
