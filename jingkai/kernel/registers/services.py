"""Writing the register: subjects, what they reach and lose, what is promised for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing

from .declared import declared, declared_of
from .events import milestones, standing
from .kinds import RegisterBody
from .models import Milestone, StageEvent, Subject
from .problems import EVENT_MISMATCH, EVENT_NOT_KNOWN, REACHED_ALREADY, STAGE_BACKWARDS, STAGE_MISSING
from .stages import Stages, named


def enter(
    actor: Actor,
    kind: str,
    title: str,
    holder: Organisation,
    *,
    code: str = "",
    fields: Mapping[str, Any] | None = None,
    at: datetime,
    call: Writer | None = None,
) -> Subject:
    """Enter a subject in the register of its kind.

    Raises Problem `registers.field-unknown`, `registers.field-invalid` where the kind is declared otherwise.
    """
    if (rule := declared(kind, holder, timezone.localdate(at))) is not None:
        rule.check(fields or {})
    with joining(call, actor, act="registers.enter", at=at) as writer:
        row = Subject(kind=kind, code=code or title, title=title, holder=holder, fields=dict(fields or {}))
        return writer.add(row)


def reach(
    actor: Actor,
    subject: Subject,
    stage: str,
    on: date,
    *,
    evidence: str = "",
    at: datetime,
    call: Writer | None = None,
) -> StageEvent:
    """Say that `subject` reached `stage` on a date, by the stages that its kind is declared to have.

    Raises Problem `registers.stage-unknown`, `registers.stage-missing` (a prerequisite is not reached),
    `registers.stage-backwards` (it is dated before a prerequisite), `registers.reached-already`.
    """
    have = {event.stage: event.on for event in standing().filter(subject=subject)}
    rule = declared_of(subject, timezone.localdate(at))
    if rule is not None:
        rule.order.get(stage)
    if stage in have:
        zh, en = _names(rule, stage)
        raise REACHED_ALREADY(subject=subject, stage=zh, stage_en=en, on=have[stage])
    if rule is not None:
        _assert_in_order(rule.order, subject, stage, on, have)
    with joining(call, actor, act="registers.reach", at=at, ref=f"subject:{subject.pk}") as writer:
        return writer.add(StageEvent(subject=subject, stage=stage, on=on, evidence=evidence))


def _assert_in_order(order: Stages, subject: Subject, stage: str, on: date, have: Mapping[str, date]) -> None:
    """What comes before is reached, and not later."""
    this = order.get(stage).title
    if missing := order.missing(stage, have):
        zh, en = named(missing)
        raise STAGE_MISSING(subject=subject, stage=this.zh, stage_en=this.en, missing=zh, missing_en=en)
    for need in order.get(stage).needs:
        if have[need] > on:
            before = order.get(need).title
            raise STAGE_BACKWARDS(
                stage=this.zh,
                stage_en=this.en,
                on=on,
                before=before.zh,
                before_en=before.en,
                since=have[need],
            )


def _names(rule: RegisterBody | None, stage: str) -> tuple[str, str]:
    """What a stage is called in both languages; as it is written, where nobody declared it."""
    return named([rule.order.get(stage)]) if rule is not None else (stage, stage)


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
    stays visible. Raises Problem `registers.stage-unknown`, and `registers.event-mismatch` for a change without a
    reason.
    """
    if (rule := declared_of(subject, timezone.localdate(at))) is not None:
        rule.order.get(stage)
    before = milestones().filter(subject=subject, stage=stage).order_by("-pk").first()
    if before is not None and not reason.strip():
        raise EVENT_MISMATCH()
    with writing(actor, act="registers.promise", at=at, ref=f"subject:{subject.pk}") as call:
        row = Milestone(subject=subject, stage=stage, due=due, replaces=before, reason=reason.strip())
        return call.add(row)
