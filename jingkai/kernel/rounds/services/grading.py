"""Grading a round: computed by the engine, written once, never changed."""

from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.trial import refuse_in_trial

from ..computing import Computed, Standing, compute
from ..models import Criterion, Entrant, Grading, Result, Round, Score
from ..models.sql import RATING
from ..problems import STILL_OPEN
from ..schemes import plan_for

GRADE = "grade"


def grade(actor: Actor, round: Round, *, at: datetime, call: Writer | None = None) -> Grading:
    """Grade a round with what is known now; an earlier grading stays beside it.

    Raises Problem `rounds.still-open`, `rounds.not-computed`, `rounds.facts-tie`, those of `flows.prepare_move` (also
    once the results are announced), and `rounds.changed-meanwhile`.
    """
    refuse_in_trial()
    if state_of(round.case) == RATING:
        raise STILL_OPEN()
    moved = flows.prepare_move(actor, round.case, GRADE, at=at)
    as_of = latest()
    found = compute(round, as_of)
    last = Grading.objects.filter(round=round).order_by("-turn").first()
    with joining(call, actor, act="rounds.grade", at=at, ref=round.ref) as writer:
        flows.write_move(writer, moved)
        row = Grading(
            round=round,
            turn=last.turn + 1 if last is not None else 1,
            scheme=round.scheme,
            as_of=as_of,
            drawn=bool(found.draws),
            draws=[one.plain() for one in found.draws],
            ties=[one.plain() for one in found.ties],
            digest=found.digest,
            person_id=actor.person,
            for_person_id=actor.for_person,
            at=at,
        )
        writer.add(row)
        _write_results(writer, row, found)
    return row


def _write_results(writer: Writer, grading: Grading, found: Computed) -> None:
    entrants = {one.name: one for one in Entrant.objects.filter(round=grading.round)}
    results = writer.add_all(_result(grading, entrants[one.entrant], one) for one in found.standings)
    plan = plan_for(grading.scheme)
    sources = dict(Criterion.objects.filter(round=grading.round).values_list("name", "source"))
    of_node = {slot.item.id: sources.get(slot.leaf.name, "") for slot in plan.leaves}
    writer.add_all(
        Score(result=result, node=node, source=of_node.get(node, ""), points=points, place=place)
        for result, one in zip(results, found.standings, strict=True)
        for node, points, place in one.nodes
    )


def _result(grading: Grading, entrant: Entrant, one: Standing) -> Result:
    return Result(
        grading=grading,
        entrant=entrant,
        scheme=grading.scheme,
        as_of=grading.as_of,
        original=one.original,
        points=one.points,
        place=one.place,
        by_score=one.by_score,
        tier=one.tier,
        gates=list(one.gates),
    )
