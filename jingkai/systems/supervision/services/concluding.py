"""Conclusions of supervisions: issued by their writers, objected to in time, reviewed by others."""

from collections.abc import Sequence
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import put_outputs, was_held
from jingkai.kernel.flows.services import CaseDraft, move, prepare_cases, write_cases
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.queries import resolves_to
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import require

from ..models import Conclusion, Reviewer, Writer
from ..problems import (
    CONCLUSION_BEFORE_HELD,
    CONCLUSION_INCOMPLETE,
    NOT_A_REVIEWER,
    NOT_THE_OBJECT,
    OBJECTION_TOO_LATE,
    REVIEWER_WROTE_IT,
)
from .supervising import objects_of

FLOW = "flow.conclusion"


def conclude(
    actor: Actor,
    activity: Activity,
    unit: Organisation,
    text: str,
    writers: Sequence[Person],
    *,
    at: datetime,
) -> Conclusion:
    """Issue the conclusion on one unit. From now on it may be objected to for the term of the rule.

    Raises Problem `supervision.conclusion-before-held`, `supervision.not-the-object`,
    `supervision.conclusion-incomplete`, `parties.not-allowed`, and those of `flows.services.open_case`.
    """
    if not was_held(activity):
        raise CONCLUSION_BEFORE_HELD(activity=activity.title)
    body = resolves_to(unit, on=day_of(at))
    if body not in objects_of(activity):
        raise NOT_THE_OBJECT(unit=unit.name)
    if not text.strip() or not writers:
        raise CONCLUSION_INCOMPLETE()
    require(actor, "approve", "closing", body, on=day_of(at), keeps=KEPT)
    prepared = prepare_cases(actor, FLOW, [CaseDraft(body)], at=at)
    with writing(actor, act="supervision.conclude", at=at, ref=activity.ref) as call:
        turn = activity.conclusions.count() + 1
        (case,) = write_cases(call, prepared, [f"conclusion:{activity.pk}:{turn}"])
        row = call.add(Conclusion(case=case, activity=activity, unit=body, text=text.strip()))
        call.add_all(Writer(conclusion=row, person=one) for one in dict.fromkeys(writers))
        put_outputs(actor, activity, [f"conclusion:{row.pk}"], at=at, call=call)
    return row


def object_to(actor: Actor, conclusion: Conclusion, reason: str, *, at: datetime) -> None:
    """The unit objects (申请复核), to the end of the last day. The answer is due from then on.

    Raises Problem `supervision.objection-too-late`, and those of `flows.services.move`.
    """
    due = current_dues(conclusion.case)["object"]
    if due.due.passed(at):
        raise OBJECTION_TOO_LATE(due=due.day)
    move(actor, conclusion.case, "object", at=at, note=reason)


def pick_reviewers(
    actor: Actor, conclusion: Conclusion, people: Sequence[Person], *, at: datetime
) -> list[Reviewer]:
    """Choose who reviews. Raises Problem `supervision.reviewer-wrote-it` for who took part in writing it."""
    wrote = set(Writer.objects.filter(conclusion=conclusion).values_list("person_id", flat=True))
    if any(one.pk in wrote for one in people):
        raise REVIEWER_WROTE_IT()
    with writing(actor, act="supervision.reviewers", at=at, ref=str(conclusion)) as call:
        return call.add_all(Reviewer(conclusion=conclusion, person=one) for one in dict.fromkeys(people))


def review(actor: Actor, conclusion: Conclusion, *, upheld: bool, answer: str, at: datetime) -> None:
    """Answer the objection: the conclusion is upheld or amended. Only by a reviewer that was chosen.

    Raises Problem `supervision.not-a-reviewer`, and those of `flows.services.move`.
    """
    if not Reviewer.objects.known_at().filter(conclusion=conclusion, person=actor.person).exists():
        raise NOT_A_REVIEWER()
    move(actor, conclusion.case, "uphold" if upheld else "amend", at=at, note=answer)
