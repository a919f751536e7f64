"""Approving a version."""

from datetime import datetime

from django.utils import timezone

from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..access import require
from ..kinds import kind_of
from ..models import Approval, RuleSet
from ..problems import APPROVED_ALREADY, APPROVER_IS_AUTHOR, APPROVER_MISSING, NOT_THE_LAST
from ..trial import refuse_in_trial
from .entering import approval_of, assert_changes, last_revision


def approve(actor: Actor, rule_set: RuleSet, *, at: datetime, call: Writer | None = None) -> Approval:
    """Approve a draft: from here on this version holds, and neither it nor its version number changes.

    Raises Problem `rules.approver-missing` (the platform approves only what a release ships),
    `rules.approver-is-author`, `rules.approved-already`, `rules.not-the-last`, `rules.changes-nothing`,
    `parties.not-allowed`, `rules.trial-writes`.
    """
    refuse_in_trial()
    if actor.person is None:
        raise APPROVER_MISSING()
    authors = {rule_set.author_id, rule_set.author_for_id} - {None}
    if authors & {actor.person, actor.for_person}:
        raise APPROVER_IS_AUTHOR()
    require(actor, "approve", "rules", rule_set.unit, on=timezone.localdate(at))
    if approval_of(rule_set) is not None:
        raise APPROVED_ALREADY()
    last = last_revision(rule_set)
    if last.pk != rule_set.pk:
        raise NOT_THE_LAST(this=rule_set.revision, last=last.revision)
    # Another version may have said it since this one was drafted.
    assert_changes(rule_set)
    ref = f"{rule_set.key} {rule_set.version}"
    with joining(call, actor, act="rules.approve", at=at, ref=ref) as writer:
        return enter_approval(writer, rule_set, approver=actor.person, approver_for=actor.for_person)


def enter_approval(
    writer: Writer,
    rule_set: RuleSet,
    *,
    approver: int | None = None,
    approver_for: int | None = None,
    release: str = "",
) -> Approval:
    """Write the approval, and with it what its kind compiles."""
    row = writer.add(
        Approval(
            rule_set=rule_set,
            key=rule_set.key,
            scope=rule_set.scope,
            version=rule_set.version,
            approver_id=approver,
            approver_for_id=approver_for,
            release=release,
        )
    )
    compile_body = kind_of(rule_set.kind).on_approval
    if compile_body is not None:
        compile_body(rule_set, rule_set.body, writer)
    return row
