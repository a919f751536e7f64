"""Telling those whom it concerns: the applicant what others did, and who is to check or to reply that it waits."""

from __future__ import annotations

from typing import Literal

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.models import Case, Move
from jingkai.kernel.flows.services import PreparedMove, hands
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.parties.access import visible
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.book import RuleBook

from .models import Application, Consultation

# The kinds of the notices: of what others did, of what waits for whom it is told, and by which a unit is asked.
DONE, WAITS, ASKED = "application", "application-waits", "consultation"


def tell_applicant(call: Writer, application: Application, made: Move, ready: PreparedMove) -> None:
    """Tell the applicant what others did with it."""
    if ready.flow_move.side == "do":
        return
    (people,) = holders_of([[application.subject.holder]], at=call.at)
    title = f"{application.title}：{_called(application.case, ready.flow_move.target)}"
    said = f"（{made.note}）" if made.note else ""
    write_notices(call, [NoticeDraft(f"{title}{said}"[:200], people, application.ref, kind=DONE)])


def tell_who_checks(call: Writer, row: Application | Consultation, state: str) -> None:
    """Tell who may check what its unit did that it waits for that in the state it was brought to; nobody, where nothing
    waits any more.
    """
    people = _who_may(call, row, state, "verify")
    title = f"{_called(row.case, state)}：{row.title}"
    write_notices(call, [NoticeDraft(title[:200], people, row.ref, kind=WAITS)])


def tell_who_replies(call: Writer, row: Consultation) -> None:
    """Tell who may reply for a unit that it is asked."""
    title = f"征求意见：{row.title}"
    write_notices(
        call,
        [
            NoticeDraft(
                title[:200],
                _who_may(call, row, flow_of(row.case.flow).opening.target, "do"),
                row.ref,
                kind=ASKED,
            )
        ],
    )


def _who_may(
    call: Writer, row: Application | Consultation, state: str, side: Literal["do", "verify"]
) -> dict[int, int]:
    """Who may make a move of this side from a state, and sees what it is about: persons by id, with the unit in which.
    The state is given, since nothing of the call that is open is known yet.
    """
    case, found = row.case, dict[int, int]()
    moves = {(one.act, one.of, one.by): one for one in flow_of(case.flow).possible(state) if one.side == side}
    for move in moves.values():
        for post in hands(case, move, call.at):
            found.setdefault(post.person_id, post.body_id)
    on, book = day_of(call.at), RuleBook()
    rows = type(row)._default_manager.filter(pk=row.pk)
    return {
        person: body
        for person, body in found.items()
        if visible(rows, reader_for(person, on=on, book=book)).exists()
    }


def _called(case: Case, state: str) -> str:
    return flow_of(case.flow).states[state].title.zh
