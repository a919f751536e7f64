"""Opening cases."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Compartment, Organisation
from jingkai.kernel.parties.queries import body_of
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Case, CaseState, Doer, Move
from ..models.case import FINISH
from ..state import ends_of, flow_of
from .preparing import CaseDraft, PreparedCase, prepare_cases
from .terms import due_row


def open_case(
    actor: Actor,
    flow: str,
    *,
    ref: str,
    holder: Organisation,
    at: datetime,
    doers: Iterable[Organisation] = (),
    due: date | None = None,
    evidence: str = "",
    note: str = "",
    campaign: str = "",
    compartment: Compartment | None = None,
    call: Writer | None = None,
) -> Case:
    """Open a case by the flow version that holds for the holder on that day; it keeps that version to its end.

    `holder` leads and with `doers` does the case; both are resolved to their Body. `due` is the day of terms
    that have no length of their own. Who opens it as a part of another call, or many at once, takes
    `prepare_cases` before the call and `write_cases` in it. Raises Problems as `prepare_cases`.
    """
    draft = CaseDraft(holder, tuple(doers), due, evidence, note, campaign, compartment)
    (ready,) = prepare_cases(actor, flow, [draft], at=at)
    with joining(call, actor, act=f"flows.{ready.first.move}", at=at, ref=ref) as writer:
        (case,) = write_cases(writer, [ready], [ref])
    return case


def write_cases(call: Writer, prepared: Sequence[PreparedCase], refs: Sequence[str]) -> list[Case]:
    """Write prepared cases, each about its ref, a table at a time: nothing is read any more."""
    cases = call.add_all(_case(one, ref) for one, ref in zip(prepared, refs, strict=True))
    both = list(zip(prepared, cases, strict=True))
    call.add_all(Doer(case=case, body=body, day=one.day) for one, case in both for body in one.bodies)
    firsts = call.add_all(_first(one, case) for one, case in both)
    CaseState.objects.bulk_create(_state(one, case) for one, case in both)
    call.add_all(
        due_row(first.case, term, when, None, first)
        for one, first in zip(prepared, firsts, strict=True)
        for term, when in one.dues.items()
    )
    return cases


def add_doer(
    actor: Actor, case: Case, unit: Organisation, *, at: datetime, call: Writer | None = None
) -> Doer:
    """Name a further unit that does the case (转办, 会办). A unit that is named already stays so."""
    day = day_of(at)
    body = body_of(unit.pk, on=day)
    there = Doer.objects.filter(case=case, body=body).first()
    if there is not None:
        return there
    with joining(call, actor, act="flows.doer", at=at, ref=case.ref) as writer:
        return writer.add(Doer(case=case, body_id=body, day=day))


def _case(one: PreparedCase, ref: str) -> Case:
    return Case(
        flow=one.flow,
        kind=flow_of(one.flow).kind,
        ref=ref,
        holder=one.bodies[0],
        day=one.day,
        campaign=one.draft.campaign,
        compartment=one.draft.compartment,
    )


def _state(one: PreparedCase, case: Case) -> CaseState:
    finish = one.dues.get(FINISH)
    return CaseState(
        case=case,
        n=1,
        state=one.first.target,
        ended=one.first.target in ends_of(one.flow),
        finish=finish.instant if finish is not None else None,
    )


def _first(one: PreparedCase, case: Case) -> Move:
    return Move(
        case=case,
        n=1,
        flow_move=one.first,
        person_id=one.opener.actor.person,
        for_person_id=one.opener.actor.for_person,
        body=one.opener.body,
        at=one.at,
        day=one.day,
        evidence=one.draft.evidence,
        note=one.draft.note,
    )
