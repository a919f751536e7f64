"""Questions of a workbook that have their answer, with who gave it: what may still be answered otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.sheets import Question
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import Entry

from ..models import Answer
from .holders import Holders
from .looking import Look, reading_of
from .understanding import Sender, Understood, understand


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


def answered_questions(
    found: Look, sender: Sender, answers: Mapping[str, str], *, on: date
) -> list[Answered]:
    """The questions of a look that have their answer, in the order in which they come up.

    The reader tells of a question only while it is open. So the workbook is read again without the answers, then
    with the answers to what came up so far, until every question that was met has come up.
    """
    missing = found.understood.met - {one.id for one in found.understood.questions}
    memory = remembered_by(sender.unit) if missing else {}
    come_up: dict[str, Question] = {}
    while missing - come_up.keys():
        given = {key: answers[key] for key in come_up if key in answers}
        recalled = {
            one.remember: memory[one.remember].answer for one in come_up.values() if one.remember in memory
        }
        asked = {one.id: one for one in _asked(found, sender, given, recalled, on)}
        if asked.keys() <= come_up.keys():
            break
        come_up = {**come_up, **{key: one for key, one in asked.items() if key not in come_up}}
    return [_answered(one, answers, memory) for key, one in come_up.items() if key in missing]


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


def _asked(
    found: Look, sender: Sender, given: Mapping[str, str], recalled: Mapping[str, str], on: date
) -> list[Question]:
    holders = Holders(sender.zone, on, given, recalled)
    reading = reading_of(found.book, sender, given, recalled, on)
    asked: Understood = understand(reading, sender, holders)
    return asked.questions


def _answered(one: Question, answers: Mapping[str, str], memory: Mapping[str, Remembered]) -> Answered:
    given = answers.get(one.id)
    if given is not None and one.takes(given):
        return Answered(one, given)
    before = memory.get(one.remember or "")
    return Answered(one, before.answer if before is not None else given or "", before)
