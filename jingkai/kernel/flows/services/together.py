"""Many moves in one call, a table at a time: nobody waits for them one by one."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F

from jingkai.kernel.records.writer import Writer

from ..models import Case, CaseState, Move
from ..state import current_dues
from .moving import PreparedMove, move_row, now_of
from .terms import due_row


def write_moves(call: Writer, prepared: Sequence[PreparedMove]) -> list[Move]:
    """Write prepared moves of different cases. Raises Problem `flows.moved-meanwhile` where another was made since."""
    rows = call.add_all(move_row(one) for one in prepared)
    alike: dict[tuple[tuple[str, object], ...], list[Case]] = defaultdict(list)
    for one in prepared:
        alike[tuple(sorted(now_of(one).items()))].append(one.case)
    for now, cases in alike.items():
        # Each is one move further: the database refused any other number.
        CaseState.objects.filter(case__in=cases).update(n=F("n") + 1, **dict(now))
    for one, row in zip(prepared, rows, strict=True):
        running = current_dues(one.case) if one.dues else {}
        call.add_all(due_row(one.case, term, when, running.get(term), row) for term, when in one.dues.items())
    return rows
