"""Reading a case: where it stands, what may come next, what is due and what was late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.rules.models import RuleSet

from .kinds import FlowBody, MoveBody, TermBody
from .models import Case, Due, Move
from .problems import NOT_A_FLOW


def flow_of(rule_set: RuleSet) -> FlowBody:
    """The flow that a rule version is. Raises Problem `flows.not-a-flow`."""
    body = rule_set.body
    if not isinstance(body, FlowBody):
        raise NOT_A_FLOW(key=rule_set.key)
    return body


def ends_of(rule_set: RuleSet) -> frozenset[str]:
    """The states of a flow in which nothing more can be done."""
    return frozenset(name for name, state in flow_of(rule_set).states.items() if state.end)


def last_move(case: Case, n: int | None = None) -> Move | None:
    """The last move known at sequence number n; without n the last there is, one of the running call included."""
    # Moves are lasting: none waits to go live and none is withdrawn, so only a look back asks what was known.
    moves = Move.objects.all() if n is None else Move.objects.known_at(n)
    return moves.filter(case=case).select_related("flow_move").order_by("-n").first()


def state_of(case: Case, n: int | None = None) -> str:
    """The state the case stood in as known at n; empty before it was opened. Read from the moves."""
    last = last_move(case, n)
    return last.flow_move.target if last else ""


def closed(case: Case, n: int | None = None) -> bool:
    """Whether the case was closed by verification, as known at n."""
    state = state_of(case, n)
    return bool(state) and flow_of(case.flow).states[state].end == "closed"


def possible(case: Case) -> list[MoveBody]:
    """The moves that the flow version has from here, whoever may make them."""
    return flow_of(case.flow).possible(state_of(case))


def current_dues(case: Case, n: int | None = None) -> dict[str, Due]:
    """The due date that holds for each term of the case, as known at n."""
    return dues_of([case], n).get(case.pk, {})


def dues_of(cases: Iterable[Case], n: int | None = None) -> dict[int, dict[str, Due]]:
    """`current_dues` of each case by its id; those that have none are left out."""
    return {key: current(rows) for key, rows in due_rows(cases, n).items()}


def due_rows(cases: Iterable[Case], n: int | None = None) -> dict[int, list[Due]]:
    """Every due date that was set in each case by its id, in the order of their turns; those without are left out."""
    found: dict[int, list[Due]] = {}
    for due in Due.objects.known_at(n).filter(case__in=list(cases)).order_by("turn", "pk"):
        found.setdefault(due.case_id, []).append(due)
    return found


def current(rows: Iterable[Due]) -> dict[str, Due]:
    """Of the due dates of a case in the order of their turns, the one that holds for each term."""
    last = {due.term: due for due in rows}  # the last turn stays
    return dict(sorted(last.items()))


@dataclass(frozen=True)
class Standing:
    """How a term stands: `met` is when it was stopped, None while it runs; `extended` how often it was."""

    term: str
    title: TermBody
    due: Due
    met: datetime | None
    late: bool
    extended: int


def standings(case: Case, at: datetime, n: int | None = None) -> list[Standing]:
    """Each term of the case with its due date, whether it was met, and whether late: kinds of lateness stay apart.

    A term that runs is late once its time is up at `at`.
    """
    flow = flow_of(case.flow)
    stops = {one.move: one.stops for one in flow.moves}
    moves = list(Move.objects.known_at(n).filter(case=case).select_related("flow_move").order_by("n"))
    found = []
    for term, due in current_dues(case, n).items():
        started = due.move.n if due.move is not None else 0
        stopping = [one for one in moves if one.n > started and term in stops.get(one.flow_move.move, ())]
        met = stopping[0].at if stopping else None
        late = due.due.passed(met if met is not None else at)
        found.append(Standing(term, flow.terms[term], due, met, late, due.turn - 1))
    return found
