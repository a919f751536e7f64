"""Terms that start with a move, and what a move needs."""

from collections.abc import Iterable
from datetime import date, datetime

from jingkai.engines import periods
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.holidays import calendar_for

from ..models import Case, Due, Move
from ..problems import NEEDS_MISSING
from ..state import current_dues, flow_of

_WORDS = {"evidence": "佐证 evidence", "note": "说明 note", "due": "期限 due date"}


def missing(needs: Iterable[str], *, evidence: str, note: str, due: date | None) -> None:
    """Raises Problem `flows.needs-missing` that names all that the move needs and does not bring."""
    brought = {"evidence": evidence.strip(), "note": note.strip(), "due": due}
    lacking = [_WORDS[one] for one in needs if not brought[one]]
    if lacking:
        raise NEEDS_MISSING(missing="、".join(lacking))


def start_terms(writer: Writer, case: Case, move: Move, names: Iterable[str], due: date | None) -> list[Due]:
    """Write the due dates of the terms that start with this move; a term that ran before starts anew.

    A term with a length is counted by the holder's calendar from the move's time, one without is due on `due`.
    """
    flow = flow_of(case.flow)
    running = current_dues(case) if move.n > 1 else {}
    rows = []
    for name in names:
        term = flow.terms[name].term
        if term is None and due is None:
            raise NEEDS_MISSING(missing=f"{flow.terms[name].title.zh} {name}")
        when = term.due(move.at, calendar_for(case.holder, move.day)) if term else periods.Due.on(_day(due))
        rows.append(due_row(case, name, when, running.get(name), move))
    return writer.add_all(rows)


def due_row(case: Case, term: str, when: periods.Due, replaces: Due | None, move: Move | None) -> Due:
    """The row for a due date; with `replaces` the next after that one."""
    return Due(
        case=case,
        term=term,
        turn=replaces.turn + 1 if replaces else 1,
        day=when.day,
        instant=when.instant,
        on_the_dot=when.on_the_dot,
        assured=when.assured,
        replaces=replaces,
        move=move,
    )


def passed(due: Due, at: datetime) -> bool:
    """Whether the time of this due date is up."""
    return due.due.passed(at)


def _day(due: date | None) -> date:
    assert due is not None  # checked by the caller
    return due
