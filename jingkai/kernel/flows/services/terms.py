"""Terms that start with a move, and what a move needs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from jingkai.engines import periods
from jingkai.engines.documents import Words
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.daybook import DayBook

from ..kinds import FlowBody
from ..models import Case, Due, Move
from ..problems import NEEDS_MISSING

NEEDS = {
    "evidence": Words(zh="佐证", en="evidence"),
    "note": Words(zh="说明", en="a note"),
    "due": Words(zh="期限", en="a due date"),
}


def missing(needs: Iterable[str], *, evidence: str, note: str, due: date | None) -> None:
    """Raises Problem `flows.needs-missing` that names all that the move needs and does not bring."""
    brought = {"evidence": evidence.strip(), "note": note.strip(), "due": due}
    lacking = [NEEDS[one] for one in needs if not brought[one]]
    if lacking:
        raise _lacking(lacking)


def _lacking(what: Sequence[Words]) -> Problem:
    return NEEDS_MISSING(
        missing="、".join(one.zh for one in what), missing_en=", ".join(one.en for one in what)
    )


def due_dates(
    flow: FlowBody, names: Iterable[str], holder: Organisation, at: datetime, due: date | None, book: DayBook
) -> dict[str, periods.Due]:
    """When the terms that start with a move at `at` are due, by their names.

    A term with a length is counted by the holder's calendar, one without is due on `due`, or at that instant if it is
    one. Raises Problem `flows.needs-missing` without it.
    """
    found = {}
    for name in names:
        term = flow.terms[name].term
        if term is None and due is None:
            raise _lacking([flow.terms[name].title])
        found[name] = term.due(at, book.calendar(holder)) if term else _until(due)
    return found


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


def _until(due: date | None) -> periods.Due:
    assert due is not None  # checked by the caller
    return periods.Due.until(due) if isinstance(due, datetime) else periods.Due.on(due)
