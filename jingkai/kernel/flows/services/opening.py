"""Opening a case."""

from collections.abc import Iterable
from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Compartment, Organisation
from jingkai.kernel.parties.queries import body_of, resolves_to
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.access import require
from jingkai.kernel.rules.book import RuleBook

from ..models import Case, CaseState, Doer, FlowMove, Move
from ..problems import MOVER_MISSING
from ..state import flow_of
from .acting import acting, wrong_with
from .terms import missing, start_terms


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
    that have no length of their own. Raises Problem `rules.not-found`, `flows.not-a-flow`,
    `flows.needs-missing`, `flows.mover-missing`, `parties.not-allowed`.
    """
    day = day_of(at)
    rule = RuleBook().resolve(flow, holder, day)
    body = flow_of(rule)
    opening = body.opening
    one = acting(actor, day)
    if actor.person is not None and (wrong := wrong_with(one, day)):
        raise wrong[0]
    if opening.side == "do" and one.body is None:
        raise MOVER_MISSING()
    if opening.act:
        require(actor, opening.act, opening.of or body.kind, None, on=day)
    missing(opening.needs, evidence=evidence, note=note, due=due)
    named = [resolves_to(one, on=day) for one in (holder, *doers)]
    with joining(call, actor, act=f"flows.{opening.move}", at=at, ref=ref) as writer:
        case = writer.add(
            Case(
                flow=rule,
                kind=body.kind,
                ref=ref,
                holder=named[0],
                day=day,
                campaign=campaign,
                compartment=compartment,
            )
        )
        writer.add_all(Doer(case=case, body=body, day=day) for body in dict.fromkeys(named))
        first = writer.add(
            Move(
                case=case,
                n=1,
                flow_move=FlowMove.objects.get(flow=rule, source=""),
                person_id=actor.person,
                for_person_id=actor.for_person,
                body=one.body,
                at=at,
                day=day,
                evidence=evidence,
                note=note,
            )
        )
        CaseState(case=case, n=1, state=opening.target).save(force_insert=True)
        start_terms(writer, case, first, opening.starts, due)
    return case


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
