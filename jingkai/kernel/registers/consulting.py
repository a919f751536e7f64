"""Asking units about an application, and what they reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.services.permitting import no_such_move
from jingkai.kernel.flows.state import flow_of, last_move, state_of
from jingkai.kernel.messages.models import Notice
from jingkai.kernel.messages.terms import Concerned, tell_of_terms
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from .applying import Brought, ends_of_case, kept_files, named_event, prepare_stop, reached_of, rule_of, stop
from .models import Application, Consultation
from .problems import ASKED_ALREADY, ASKED_ITSELF, NOTHING_TO_ASK
from .services import reach
from .stages import Stage
from .telling import tell_who_checks, tell_who_replies


def to_ask(application: Application) -> list[Stage]:
    """The stages that wait for somebody to be asked: what comes before them is reached, and nobody is asked yet."""
    if state_of(application.case) in ends_of_case(application):
        return []
    reached, rule = reached_of(application), rule_of(application)
    asked = Consultation.objects.filter(application=application, case__now__ended=False)
    open_already = set(asked.values_list("stage", flat=True))
    return [
        one
        for one in rule.stages
        if one.asks and one.code not in reached | open_already and not rule.order.missing(one.code, reached)
    ]


def consult(
    actor: Actor, application: Application, units: Mapping[str, Organisation], *, at: datetime
) -> list[Consultation]:
    """Ask a unit for each stage; all or none. Who may reply there is sent a notice.

    Raises Problem `registers.nothing-to-ask`, `registers.asked-already`, `registers.asked-itself` for the applicant,
    and those of `flows.prepare_cases`.
    """
    refuse_in_trial()
    waiting = {one.code: one for one in to_ask(application)}
    of = rule_of(application).application
    if not units or of is None or of.consultation is None:
        raise NOTHING_TO_ASK()
    if again := sorted(units.keys() - waiting.keys()):
        raise ASKED_ALREADY(stages="、".join(again))
    book, holder = day_book(at), application.subject.holder
    if any(book.body(unit) == book.body(holder) for unit in units.values()):
        raise ASKED_ITSELF(unit=holder.name)
    drafts = [flows.CaseDraft(unit) for unit in units.values()]
    ready = flows.prepare_cases(actor, of.consultation.flow, drafts, at=at, book=book)
    asked = Consultation.objects.filter(application=application).count()
    content = {stage: unit.pk for stage, unit in units.items()}
    key = f"registers.consult:{application.pk}:{asked}"
    with writing(
        actor, act="registers.consult", at=at, key=key, content=content, ref=application.ref
    ) as call:
        if call.repeated is not None:
            return list(Consultation.objects.filter(batch=call.repeated).order_by("pk"))
        cases = flows.write_cases(call, ready, [application.ref] * len(ready))
        rows = call.add_all(
            Consultation(
                case=case,
                application=application,
                stage=stage,
                title=f"{waiting[stage].title.zh}：{application.title}",
            )
            for case, stage in zip(cases, units, strict=True)
        )
        for row in rows:
            tell_who_replies(call, row)
    return rows


def reply(
    actor: Actor,
    consultation: Consultation,
    name: str,
    *,
    at: datetime,
    note: str = "",
    event: str = "",
    papers: Sequence[Brought] = (),
) -> Move:
    """Make the next move of a consultation: the unit replies, or names an `event` that fails the applicant, which
    another finds true or not, and is told that it waits. What was replied reaches the stage; what is found true stops
    the application, by its clause.

    Raises Problem `registers.event-unnamed`, and those of `flows.prepare_move` and `registers.services.reach`.
    """
    refuse_in_trial()
    application = consultation.application
    of = rule_of(application).application
    by = of.consultation if of is not None else None
    assert of is not None
    assert by is not None  # it was asked by this rule
    if name == by.lapses:
        raise no_such_move(consultation.case, name, state_of(consultation.case))
    said = named_event(of, event, note) if name == by.objects else note
    evidence = "file" if papers else ""
    ready = flows.prepare_move(actor, consultation.case, name, at=at, note=said, evidence=evidence)
    before = last_move(consultation.case)
    stopping = None
    if name in by.fails and before is not None:
        stopping = prepare_stop(actor, application, before.note, consultation, at)
    with writing(actor, act=f"registers.{name}", at=at, ref=consultation.ref) as call:
        made = flows.write_move(call, replace(ready, evidence=kept_files(call, papers)))
        if made.flow_move.side == "do":
            tell_who_checks(call, consultation, made.flow_move.target)
        if name in by.reaches:
            title = next(one.title.zh for one in flow_of(consultation.case.flow).moves if one.move == name)
            evidence = f"{consultation.case.holder.name}：{title}"
            reach(
                actor,
                application.subject,
                consultation.stage,
                day_of(at),
                evidence=evidence[:200],
                at=at,
                call=call,
            )
        if stopping is not None:
            stop(call, stopping[0], application, stopping[1])
    return made


def remind(actor: Actor, *, at: datetime) -> list[Notice]:
    """Tell the unit that is asked, and the one that asked, once that the term of a reply is over. Returns as
    `tell_of_terms`.
    """
    refuse_in_trial()
    rows = Consultation.objects.filter(case__now__ended=False).select_related("case__flow", "case__holder")
    some = list(rows.order_by("pk"))
    first = Move.objects.filter(case__in=[one.case for one in some], n=1).select_related("body")
    asking = {one.case_id: one.body for one in first}
    concerned = [
        Concerned(
            one.case,
            one.ref,
            one.title,
            tuple(unit for unit in (one.case.holder, asking[one.case_id]) if unit is not None),
        )
        for one in some
    ]
    return tell_of_terms(actor, concerned, act="registers.remind", at=at)
