"""Writing the register: subjects, what they reach and lose, what is promised for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from .events import milestones, standing
from .models import Milestone, StageEvent, Subject
from .problems import EVENT_MISMATCH, EVENT_NOT_KNOWN, REACHED_ALREADY, STAGE_BACKWARDS, STAGE_MISSING
from .stages import Stages


def enter(
    actor: Actor,
    kind: str,
    title: str,
    holder: Organisation,
    *,
    code: str = "",
    fields: Mapping[str, Any] | None = None,
    at: datetime,
) -> Subject:
    """Enter a subject in the register of its kind."""
    with writing(actor, act="registers.enter", at=at) as call:
        row = Subject(kind=kind, code=code or title, title=title, holder=holder, fields=dict(fields or {}))
        return call.add(row)


def reach(
    actor: Actor, subject: Subject, stage: str, on: date, *, stages: Stages, evidence: str = "", at: datetime
) -> StageEvent:
    """Say that `subject` reached `stage` on a date.

    Raises Problem `registers.stage-unknown`, `registers.stage-missing` (a prerequisite is not reached),
    `registers.stage-backwards` (it is dated before a prerequisite), `registers.reached-already`.
    """
    have = {event.stage: event for event in standing().filter(subject=subject)}
    if stage in have:
        raise REACHED_ALREADY(subject=subject, stage=stages.get(stage).name, on=have[stage].on)
    if missing := stages.missing(stage, have):
        names = "、".join(one.name for one in missing)
        raise STAGE_MISSING(subject=subject, stage=stages.get(stage).name, missing=names)
    for need in stages.get(stage).needs:
        if have[need].on > on:
            raise STAGE_BACKWARDS(
                stage=stages.get(stage).name, on=on, before=stages.get(need).name, since=have[need].on
            )
    with writing(actor, act="registers.reach", at=at, ref=f"subject:{subject.pk}") as call:
        return call.add(StageEvent(subject=subject, stage=stage, on=on, evidence=evidence))


def withdraw_event(actor: Actor, event: int, on: date, *, reason: str, at: datetime) -> StageEvent:
    """Say that what a subject reached no longer holds from `on`: a new event; the old one stays.

    Raises Problem `registers.event-not-known`, `registers.event-mismatch`.
    """
    old = standing().select_related("subject").filter(pk=event).first()
    if old is None:
        raise EVENT_NOT_KNOWN(event=event)
    if not reason.strip() or on < old.on:
        raise EVENT_MISMATCH()
    with writing(actor, act="registers.withdraw", at=at, ref=f"event:{event}") as call:
        row = StageEvent(subject=old.subject, stage=old.stage, on=on, withdraws=old, reason=reason.strip())
        return call.add(row)


def promise(
    actor: Actor, subject: Subject, stage: str, due: date, *, reason: str = "", at: datetime
) -> Milestone:
    """Promise a stage for a date. Where one is promised already the new date needs a reason, and the old one
    stays visible. Raises Problem `registers.event-mismatch` for a change without a reason.
    """
    before = milestones().filter(subject=subject, stage=stage).order_by("-pk").first()
    if before is not None and not reason.strip():
        raise EVENT_MISMATCH()
    with writing(actor, act="registers.promise", at=at, ref=f"subject:{subject.pk}") as call:
        row = Milestone(subject=subject, stage=stage, due=due, replaces=before, reason=reason.strip())
        return call.add(row)
