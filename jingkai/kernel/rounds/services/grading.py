"""Grading a round: computed by the engine, written once, never changed."""

from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.ready import Ready
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
    results, scores = _results(round, found, as_of), _scores(round, found)
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
        for one in results:
            one.grading = row
        writer.add_ready(scores, writer.add_all(results))
    return row


def _results(round: Round, found: Computed, as_of: int) -> list[Result]:
    """The result of each entrant, of a grading that is yet to be written."""
    entrants = {one.name: one for one in Entrant.objects.filter(round=round)}
    return [_result(round, as_of, entrants[one.entrant], one) for one in found.standings]


def _scores(round: Round, found: Computed) -> Ready[Score]:
    """The points at every node, ready to be written: a hundred entrants have thousands of them, and whoever else
    writes waits.
    """
    plan = plan_for(round.scheme)
    sources = dict(Criterion.objects.filter(round=round).values_list("name", "source"))
    of_node = {slot.item.id: sources.get(slot.leaf.name, "") for slot in plan.leaves}
    return Ready(
        Score,
        "result",
        (
            (number, Score(node=node, source=of_node.get(node, ""), points=points, place=place))
            for number, one in enumerate(found.standings)
            for node, points, place in one.nodes
        ),
    )


def _result(round: Round, as_of: int, entrant: Entrant, one: Standing) -> Result:
    return Result(
        entrant=entrant,
        scheme=round.scheme,
        as_of=as_of,
        original=one.original,
        points=one.points,
        place=one.place,
        by_score=one.by_score,
        tier=one.tier,
        gates=list(one.gates),
    )
