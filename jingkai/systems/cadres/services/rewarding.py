"""Proposing a reward on entries that stand. From there on it goes as all that follows (`rounds.services`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.messages.services import send
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.models.consequence import KIND
from jingkai.kernel.rounds.services.proposing import Proposal, prepare, write
from jingkai.kernel.rules.access import reader_for, require
from jingkai.kernel.rules.book import RuleBook
from jingkai.systems.supervision.api import Listing, lines_of, stands

from ..kinds import CADRES, CadresBody
from ..models import Ground
from ..problems import GROUND_UNFIT, GROUNDS_MISSING, REWARD_REASON, REWARD_UNKNOWN


def propose_reward(
    actor: Actor, key: str, grounds: Sequence[Listing], *, reason: str, at: datetime
) -> Consequence:
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
    proposal = Proposal(
        key, first.unit, body.flow, first.ref, rule=rule, person=first.person, reason=reason.strip()
    )
    cases = prepare(actor, [proposal], at=at)
    with writing(actor, act="cadres.propose", at=at, ref=first.ref) as call:
        # Who takes an entry back, or proposes on it too, waits for this.
        entries = sorted(one.case_id for one in grounds)
        list(CaseState.objects.select_for_update().filter(case__in=entries).order_by("case"))
        (row,) = write(call, [proposal], cases)
        call.add_all(Ground(consequence=row, listing=one) for one in grounds)
        for one in grounds:
            call.stand_on(row.ref, [one.batch], row=one.ref)
            if one.proof.startswith("fact:"):
                fact = Fact.objects.select_related("batch").get(pk=int(one.proof.removeprefix("fact:")))
                call.stand_on(row.ref, [fact.batch], row=one.proof)
        _tell(actor, row, f"{body.rewards[key].title.zh}：提出", at, call)
    return row


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


def _tell(actor: Actor, row: Consequence, title: str, at: datetime, call: Writer) -> None:
    assert row.person is not None  # of whom the entries are
    send(
        actor,
        title,
        people=[row.person],
        text=row.reason or "",
        kind="reward",
        ref=row.ref,
        at=at,
        call=call,
    )
