"""Rewards: proposed on entries that stand, approved by the organisation line, flagged and taken back when one falls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.flows.services import CaseDraft, prepare_cases, prepare_move, write_cases, write_move
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rounds.services import approve, flag, revoke
from jingkai.kernel.rules.access import reader_for, require
from jingkai.kernel.rules.book import RuleBook
from jingkai.systems.supervision.api import Listing, lines_of, stands

from ..kinds import CADRES, CadresBody, RewardBody
from ..models import Ground, Reward
from ..models.reward import KIND
from ..problems import GROUND_UNFIT, GROUNDS_MISSING, REWARD_REASON, REWARD_UNKNOWN


def propose_reward(
    actor: Actor, key: str, grounds: Sequence[Listing], *, reason: str, at: datetime
) -> Reward:
    """Propose a reward for the person whose entries these are; the organisation line decides. It stands on each of them
    and on the figures that prove them.

    Raises Problem `cadres.grounds-missing`, `cadres.ground-unfit`, `cadres.reward-reason`, `cadres.reward-unknown`,
    `cadres.rewarded-already`, `parties.not-allowed`, and those of `flows.services.prepare_cases`.
    """
    if not grounds:
        raise GROUNDS_MISSING()
    if not reason.strip():
        raise REWARD_REASON()
    first, on = grounds[0], day_of(at)
    require(actor, "write", KIND, first.unit, on=on)
    rule = RuleBook().resolve(CADRES, first.zone, on)
    body = _body(rule.body)
    if key not in body.rewards:
        raise REWARD_UNKNOWN(key=key)
    _fit(actor, grounds, at)
    (prepared,) = prepare_cases(actor, body.flow, [CaseDraft(first.unit, note=reason)], at=at)
    with writing(actor, act="cadres.propose", at=at, ref=first.ref) as call:
        # Who takes an entry back, or proposes on it too, waits for this.
        cases = sorted(one.case_id for one in grounds)
        list(CaseState.objects.select_for_update().filter(case__in=cases).order_by("case"))
        (case,) = write_cases(call, [prepared], [f"reward:{key}:{first.ref}"])
        row = call.add(
            Reward(
                case=case,
                zone=first.zone,
                person=first.person,
                unit=first.unit,
                rule=rule,
                key=key,
                reason=reason.strip(),
            )
        )
        call.add_all(Ground(reward=row, listing=one) for one in grounds)
        for one in grounds:
            call.stand_on(row.ref, [one.batch], row=one.ref)
            if one.proof.startswith("fact:"):
                fact = Fact.objects.select_related("batch").get(pk=int(one.proof.removeprefix("fact:")))
                call.stand_on(row.ref, [fact.batch], row=one.proof)
        _tell(actor, row, "提出", at, call)
    return row


def move_reward(actor: Actor, reward: Reward, name: str, *, note: str = "", at: datetime) -> Move:
    """Make the next move of a reward. Raises Problems as `rounds.services.approve` and `revoke` for these two, and as
    `flows.services.prepare_move`.
    """
    if name == "approve":
        (made,) = approve(actor, [reward], at=at)
        return made
    if name == "revoke":
        return revoke(actor, reward, reason=note, at=at)
    ready = prepare_move(actor, reward.case, name, at=at, note=note)
    with writing(actor, act=f"cadres.{name}", at=at, ref=reward.ref) as call:
        return write_move(call, ready)


def follow_falls(actor: Actor, zone: Organisation, *, at: datetime) -> list[Reward]:
    """Flag what is to be revoked, let lapse what was only proposed, because something that it stands on fell; those
    that moved are given back. Again does nothing.
    """
    rows = Reward.objects.filter(zone=zone, case__now__state__in=["proposed", "in-effect"])
    rows = rows.select_related("case__flow", "case__holder", "rule").order_by("pk")
    return flag(actor, rows, lambda one: rule_of(one).revoked, at=at)


def rule_of(reward: Reward) -> RewardBody:
    """What the rule version of the reward says of it."""
    return _body(reward.rule.body).rewards[reward.key]


def _body(body: object) -> CadresBody:
    assert isinstance(body, CadresBody)  # checked when the rule was approved
    return body


def _fit(actor: Actor, grounds: Sequence[Listing], at: datetime) -> None:
    """Each is an entry of one person, in one unit, that the actor may read, verified and proven still."""
    reader = reader_for(actor.person, on=day_of(at)) if actor.person is not None else None
    keys = [one.pk for one in grounds]
    lines = {one.listing.pk: one for one in lines_of(Listing.objects.seen_by(reader).filter(pk__in=keys))}
    for one in grounds:
        line = lines.get(one.pk)
        same = one.person_id == grounds[0].person_id and one.unit_id == grounds[0].unit_id
        if line is None or not same or one.side != "positive" or not stands(line):
            raise GROUND_UNFIT(what=one.happened)


def _tell(actor: Actor, reward: Reward, what: str, at: datetime, call: Writer) -> None:
    title = f"{rule_of(reward).title.zh}：{what}"
    send(
        actor,
        title,
        people=[reward.person],
        text=reward.reason,
        kind="reward",
        ref=reward.ref,
        at=at,
        call=call,
    )
