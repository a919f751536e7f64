"""What was reported of a case while it was being done: each month whether in time, how much is done, what came back.

A month is owed when a feedback (反馈) was due while it ended. It is reported on by the first report that names it; a
report that names none is of the month in which it was made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from jingkai.engines.periods import Calendar, Due, Period, Term, day_of, end_of
from jingkai.engines.quantity import Quantity

from .models import Case, Move, Progress, Side

if TYPE_CHECKING:
    from .kinds import FlowBody

# The term of reporting while something is being done, in every flow that has one; the one that runs to the end.
REPORT, FINISH = "report", "finish"


@dataclass(frozen=True)
class Counting:
    """How months are owed: whether the one in which a feedback was first due is (`same`) or the next is the first, and
    how long after its end a month may still be reported in time (`grace`, None: until its last day).
    """

    first: Literal["same", "next"] = "next"
    grace: Term | None = None
    calendar: Calendar | None = None

    def due(self, month: Period) -> Due:
        """Until when the month is reported in time."""
        return self.grace.due(month.last_day, self.calendar) if self.grace else Due.on(month.last_day)


@dataclass(frozen=True)
class Month:
    """A month that is owed: until when its report is in time, and when it was reported (None: not yet)."""

    month: Period
    due: Due
    reported: datetime | None

    @property
    def made_up(self) -> bool:
        """Whether it was reported, but late (补报)."""
        return self.reported is not None and self.due.passed(self.reported)

    def missing(self, at: datetime) -> bool:
        """Whether it is due and was not reported (缺报)."""
        return self.reported is None and self.due.passed(at)


@dataclass(frozen=True)
class Feedback:
    """What was reported of a case until `at`. `months` is None where its flow has no feedback by months; `share_done`
    is as last reported, in percent.
    """

    at: datetime
    months: tuple[Month, ...] | None
    share_done: Quantity | None
    returned: bool

    @property
    def missing(self) -> int | None:
        """How many months are due and were not reported on."""
        return None if self.months is None else sum(one.missing(self.at) for one in self.months)

    @property
    def made_up(self) -> bool | None:
        """Whether the last month that is due or was reported was made up late."""
        if self.months is None:
            return None
        last = [one for one in self.months if one.reported is not None or one.due.passed(self.at)][-1:]
        return bool(last) and last[0].made_up


def feedback_of(
    cases: Iterable[Case],
    flows: Mapping[int, "FlowBody"],
    counting: Counting,
    at: datetime,
    n: int | None = None,
) -> dict[int, Feedback]:
    """By case id what was reported of it until `at`, as known at sequence number n. `flows` are by the id of the flow
    version; two queries for all.
    """
    some = {one.pk: flows[one.flow_id] for one in cases}
    moves: dict[int, list[Move]] = {key: [] for key in some}
    rows = Move.objects.known_at(n).filter(case__in=some, at__lte=at)
    for move in rows.select_related("flow_move").order_by("n"):
        moves[move.case_id].append(move)
    said = {
        one.move_id: one for one in Progress.objects.known_at(n).filter(move__case__in=some, move__at__lte=at)
    }
    return {
        key: Feedback(
            at,
            _months(flow, moves[key], said, counting, at) if REPORT in flow.terms else None,
            _share(moves[key], said),
            _returned(flow, moves[key]),
        )
        for key, flow in some.items()
    }


def _share(moves: Sequence[Move], said: Mapping[int, Progress]) -> Quantity | None:
    shares = [said[one.pk].share for one in moves if one.pk in said]
    last = next((one for one in reversed(shares) if one is not None), None)
    return None if last is None else Quantity.exactly(last, "‰").to("%")


def _returned(flow: "FlowBody", moves: Iterable[Move]) -> bool:
    """Whether what was reported done came back, and was not reported done again."""
    back = False
    for move in moves:
        wanted = flow.move(move.flow_move.move, move.flow_move.source)
        if move.flow_move.side == Side.VERIFY:
            target = move.flow_move.target
            # Where it can be reported done from, it came back.
            back = back or any(one.side == "do" and FINISH in one.stops for one in flow.possible(target))
        elif wanted is not None and FINISH in wanted.stops:
            back = False
    return back


def _months(
    flow: "FlowBody", moves: Sequence[Move], said: Mapping[int, Progress], counting: Counting, at: datetime
) -> tuple[Month, ...]:
    reported: dict[date, datetime] = {}
    owed: list[date] = []
    first: date | None = None  # since which month a feedback is due; None while none is
    for place, move in enumerate(moves):
        wanted = flow.move(move.flow_move.move, move.flow_move.source)
        starts = wanted.starts if wanted is not None else flow.opening.starts
        stops = wanted.stops if wanted is not None else ()
        if move.flow_move.side == Side.DO and REPORT in stops:
            month = said[move.pk].month if move.pk in said else move.day.replace(day=1)
            reported.setdefault(month, move.at)
        if REPORT in starts:
            first = first or _first(move.day, counting)
        elif REPORT in stops or flow.states[move.flow_move.target].end:
            first = None
        if first is not None:
            until = moves[place + 1].at if place + 1 < len(moves) else at
            last = place + 1 == len(moves)
            owed += _ending(max(first, move.day.replace(day=1)), until, running=last)
    return tuple(
        Month(month, counting.due(month), reported.get(month.start))
        for month in (Period.month(one.year, one.month) for one in sorted(set(owed)))
    )


def _first(day: date, counting: Counting) -> date:
    month = Period.month(day.year, day.month)
    return month.start if counting.first == "same" else month.shifted(1).start


def _ending(since: date, until: datetime, *, running: bool) -> list[date]:
    """The months from that of `since` that ended before `until`; with `running` also the one that runs then."""
    found = []
    month = Period.month(since.year, since.month)
    while end_of(month.last_day) <= until or (running and month.start <= day_of(until)):
        found.append(month.start)
        month = month.shifted(1)
    return found
