"""Moving a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines import periods
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Case, CaseState, FlowMove, Move
from ..models.case import FINISH
from ..problems import BEFORE_LAST_MOVE
from ..state import current_dues, ends_of, flow_of, last_move
from .acting import Acting, acting
from .permitting import no_such_move, obstacles
from .terms import due_dates, due_row, missing


@dataclass(frozen=True)
class PreparedMove:
    """A move that may be made: the n-th of its case, by whom, when, and which terms it starts until when.
    `write_move` only writes it.
    """

    case: Case
    n: int
    flow_move: FlowMove
    mover: Acting
    at: datetime
    evidence: str
    note: str
    dues: Mapping[str, periods.Due]


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
    """Make the next move of a case, as the actor's post. Who makes it as a part of another call takes
    `prepare_move` before the call and `write_move` in it. Raises Problems as both.
    """
    ready = prepare_move(actor, case, name, at=at, evidence=evidence, note=note, due=due)
    with joining(call, actor, act=f"flows.{name}", at=at, ref=case.ref) as writer:
        return write_move(writer, ready)


def prepare_move(
    actor: Actor,
    case: Case,
    name: str,
    *,
    at: datetime,
    evidence: str = "",
    note: str = "",
    due: date | None = None,
    book: DayBook | None = None,
) -> PreparedMove:
    """Read and check what the next move of a case needs; nothing is written. `book` is of the day of `at`.

    Raises Problem `flows.no-such-move` (says what is possible), `flows.verifier-is-doer`, `flows.not-the-doer`,
    `flows.not-in-post`, `flows.not-delegated`, `parties.not-allowed`, `flows.needs-missing`,
    `flows.before-last-move`. `why_not` gives them all without trying.
    """
    refuse_in_trial()
    book = day_book(at, book)
    last = last_move(case)
    state = last.flow_move.target if last else ""
    flow = flow_of(case.flow)
    wanted = flow.move(name, state)
    if wanted is None or last is None:
        raise no_such_move(case, name, state)
    mover = acting(actor, book)
    if found := obstacles(mover, case, wanted, book):
        raise found[0]
    if at < last.at:
        raise BEFORE_LAST_MOVE(last=last.at.isoformat())
    missing(wanted.needs, evidence=evidence, note=note, due=due)
    dues = due_dates(flow, wanted.starts, case.holder, at, due, book)
    compiled = FlowMove.objects.get(flow=case.flow_id, source=state, move=name)
    return PreparedMove(case, last.n + 1, compiled, mover, at, evidence, note, dues)


def now_of(ready: PreparedMove) -> dict[str, object]:
    """What the move makes of the cached state of its case, but for its number."""
    state = ready.flow_move.target
    now: dict[str, object] = {"state": state, "ended": state in ends_of(ready.case.flow)}
    return now | ({"finish": ready.dues[FINISH].instant} if FINISH in ready.dues else {})


def move_row(ready: PreparedMove) -> Move:
    """The row of a prepared move."""
    return Move(
        case=ready.case,
        n=ready.n,
        flow_move=ready.flow_move,
        person_id=ready.mover.actor.person,
        for_person_id=ready.mover.actor.for_person,
        body=ready.mover.body,
        at=ready.at,
        day=periods.day_of(ready.at),
        evidence=ready.evidence,
        note=ready.note,
    )


def write_move(call: Writer, ready: PreparedMove) -> Move:
    """Write a prepared move. Raises Problem `flows.moved-meanwhile` where another was made since."""
    case = ready.case
    row = call.add(move_row(ready))
    CaseState.objects.filter(case=case).update(n=row.n, **now_of(ready))
    # A term that ran before starts anew.
    running = current_dues(case) if ready.dues else {}
    call.add_all(due_row(case, term, when, running.get(term), row) for term, when in ready.dues.items())
    return row
