"""How late a case was: signing late, reporting late and finishing late are three things (督查 S17).

Each time a term is started is a run of its own: a feedback due every month has one a month. A run ends with the
move that meets it, with the start of the next, or with the end of the case. What was reported and then returned
is not met: the run goes on as if it had not been reported.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .kinds import FlowBody, TermBody
from .models import Case, Due, Move, Side
from .state import due_rows, flow_of

# Due dates by the id of their case, as `due_rows` reads them.
Dues = Mapping[int, Sequence[Due]]


@dataclass(frozen=True)
class Run:
    """One run of a term: until when, met when (None while it runs), whether late, how often it was extended."""

    term: str
    title: TermBody
    due: Due
    first: Due
    met: datetime | None
    late: bool
    extended: int


@dataclass(frozen=True)
class Lateness:
    """How often each term of a case was overrun, by its name, and how many delays were granted."""

    late: dict[str, int]
    delays: int

    def __getitem__(self, term: str) -> int:
        return self.late.get(term, 0)


def lateness(case: Case, at: datetime, n: int | None = None) -> Lateness:
    """Count the runs that were late, by term, as known at sequence number n; what runs is late once time is up."""
    return latenesses([case], at, n)[case.pk]


def latenesses(
    cases: Iterable[Case], at: datetime, n: int | None = None, dues: Dues | None = None
) -> dict[int, Lateness]:
    """`lateness` of each case by its id, in as many queries as for one; `dues` as in `runs_of`."""
    return {key: counted(found) for key, found in runs_of(list(cases), at, n, dues).items()}


def runs(case: Case, at: datetime, n: int | None = None) -> list[Run]:
    """Every run of every term, in the order of their starts."""
    return runs_of([case], at, n)[case.pk]


def counted(found: Iterable[Run]) -> Lateness:
    """How often the runs of a case were late, and were extended."""
    late: dict[str, int] = {}
    delays = 0
    for run in found:
        delays += run.extended
        if run.late:
            late[run.term] = late.get(run.term, 0) + 1
    return Lateness(late, delays)


def runs_of(
    cases: Sequence[Case], at: datetime, n: int | None = None, dues: Dues | None = None
) -> dict[int, list[Run]]:
    """`runs` of each case by its id, in as many queries as for one. Who has read the due dates already gives `dues`."""
    rows = due_rows(cases, n) if dues is None else dues
    moves: dict[int, list[Move]] = {one.pk: [] for one in cases}
    for move in Move.objects.known_at(n).filter(case__in=cases).select_related("flow_move").order_by("n"):
        moves[move.case_id].append(move)
    return {one.pk: runs_by(flow_of(one.flow), moves[one.pk], rows.get(one.pk, ()), at) for one in cases}


def runs_by(flow: FlowBody, moves: Sequence[Move], all_dues: Iterable[Due], at: datetime) -> list[Run]:
    """The runs of a case of this flow, of which the moves and due dates were read."""
    numbers = {one.pk: one.n for one in moves}
    found = []
    for term, groups in _started(all_dues).items():
        for place, dues in enumerate(groups):
            last = place == len(groups) - 1
            until = None if last else _start(groups[place + 1], numbers)
            met = _met(flow, term, moves, _start(dues, numbers), until)
            due = dues[-1]
            late = due.due.passed(met if met is not None else at)
            found.append(Run(term, flow.terms[term], due, dues[0], met, late, len(dues) - 1))
    return found


def _started(rows: Iterable[Due]) -> dict[str, list[list[Due]]]:
    """Due dates by term; those that one move started stand together, the granted ones after the first."""
    found: dict[str, list[list[Due]]] = {}
    for due in rows:
        groups = found.setdefault(due.term, [])
        if groups and groups[-1][0].move_id == due.move_id:
            groups[-1].append(due)
        else:
            groups.append([due])
    return found


def _start(dues: Sequence[Due], numbers: Mapping[int, int]) -> int:
    """The number of the move that started this run."""
    move = dues[0].move_id
    return numbers[move] if move is not None else 0


def _met(flow: FlowBody, term: str, moves: Sequence[Move], start: int, until: int | None) -> datetime | None:
    met: datetime | None = None
    by = ""
    for move in _between(moves, start, until):
        name, state, side = move.flow_move.move, move.flow_move.target, move.flow_move.side
        stops = flow.move(name, move.flow_move.source)
        if met is not None and side == Side.VERIFY and flow.move(by, state):
            met, by = None, ""  # returned: what was reported has to be reported again
        if met is None and stops is not None and term in stops.stops:
            met, by = move.at, name
        if met is None and (flow.states[state].end or move.n == until):
            met, by = move.at, name
    return met


def _between(moves: Sequence[Move], start: int, until: int | None) -> Iterator[Move]:
    for move in moves:
        if move.n > start and (until is None or move.n <= until):
            yield move
