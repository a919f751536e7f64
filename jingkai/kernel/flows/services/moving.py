"""Moving a case."""

from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Case, CaseState, FlowMove, Move
from ..problems import BEFORE_LAST_MOVE
from ..state import flow_of, last_move
from .acting import acting
from .permitting import no_such_move, obstacles
from .terms import missing, start_terms


def move(
    actor: Actor,
    case: Case,
    name: str,
    *,
    at: datetime,
    evidence: str = "",
    note: str = "",
    due: date | None = None,
    call: Writer | None = None,
) -> Move:
    """Make the next move of a case, as the actor's post.

    Raises Problem `flows.no-such-move` (says what is possible), `flows.verifier-is-doer`, `flows.not-the-doer`,
    `flows.not-in-post`, `flows.not-delegated`, `parties.not-allowed`, `flows.needs-missing`,
    `flows.before-last-move`, `flows.moved-meanwhile`. `why_not` gives them all without trying.
    """
    refuse_in_trial()
    last = last_move(case)
    state = last.flow_move.target if last else ""
    flow = flow_of(case.flow)
    wanted = flow.move(name, state)
    if wanted is None or last is None:
        raise no_such_move(case, name, state)
    day = day_of(at)
    one = acting(actor, day)
    if found := obstacles(one, case, wanted, at):
        raise found[0]
    if at < last.at:
        raise BEFORE_LAST_MOVE(last=last.at.isoformat())
    missing(wanted.needs, evidence=evidence, note=note, due=due)
    with joining(call, actor, act=f"flows.{name}", at=at, ref=case.ref) as writer:
        row = writer.add(
            Move(
                case=case,
                n=last.n + 1,
                flow_move=FlowMove.objects.get(flow=case.flow, source=state, move=name),
                person_id=actor.person,
                for_person_id=actor.for_person,
                body=one.body,
                at=at,
                day=day,
                evidence=evidence,
                note=note,
            )
        )
        CaseState.objects.filter(case=case).update(n=row.n, state=wanted.target)
        start_terms(writer, case, row, wanted.starts, due)
    return row
