"""Questions of a workbook that have their answer, with who gave it: what may still be answered otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.sheets import Question
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import Entry

from ..models import Answer
from .looking import Look


@dataclass(frozen=True)
class Remembered:
    """What a unit answered before: when it was brought in, and by whom ("" where the platform itself did)."""

    answer: str
    at: datetime | None
    person: str


@dataclass(frozen=True)
class Answered:
    """A question with its answer. `remembered` is set where that was given for an earlier table."""

    question: Question
    answer: str
    remembered: Remembered | None = None


def answered_questions(found: Look, unit: Organisation) -> list[Answered]:
    """The questions of a look at a table of `unit` that have their answer, in the order in which they came up."""
    answered = found.understood.answered
    memory = remembered_by(unit) if any(one.recalled for one in answered) else {}
    return [
        Answered(one.question, one.answer, memory.get(one.question.remember or "") if one.recalled else None)
        for one in answered
    ]


def remembered_by(unit: Organisation) -> dict[str, Remembered]:
    """The unit's newest answer to each question that comes back, with who gave it and when."""
    rows = list(Answer.objects.known_at().filter(unit=unit).order_by("pk"))
    entries = {one.batch_id: one for one in Entry.objects.filter(batch__in={row.batch_id for row in rows})}
    people = dict(
        Person.objects.filter(pk__in={one.person for one in entries.values()}).values_list("pk", "name")
    )
    found = {}
    for row in rows:
        entry = entries.get(row.batch_id)
        by = people.get(entry.person, "") if entry is not None and entry.person is not None else ""
        found[row.question] = Remembered(row.answer, entry.at if entry is not None else None, by)
    return found
