"""Applying for a place in a register: filed, checked, returned, passed on from step to step, stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.services import PreparedMove
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.parties.queries import body_of
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.filestore import Stored
from jingkai.kernel.records.models import File
from jingkai.kernel.records.problems import REQUEST_CHANGED
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.trial import refuse_in_trial

from .application import ApplicationBody
from .events import standing
from .kinds import REGISTER, RegisterBody
from .models import Application, Consultation, Filing
from .problems import APPLIED_ALREADY, EVENT_UNNAMED, NOT_APPLIED_FOR, PAPERS_MISSING
from .services import enter, reach
from .telling import tell_applicant, tell_who_checks

# The kind of object that applications are to the roles, and the right to file one.
KIND, APPLY = "applications", "apply"


@dataclass(frozen=True)
class Brought:
    """A paper that is filed, by the name that the rule has for it. Its content is stored already."""

    paper: str
    stored: Stored
    name: str
    media_type: str

    def row(self) -> File:
        """The File to keep: who reads its name knows which paper it is."""
        return self.stored.row(
            f"{self.paper}：{self.name}"[-255:] if self.paper else self.name, self.media_type
        )


def apply(
    actor: Actor, kind: str, fields: Mapping[str, str], papers: Sequence[Brought], *, at: datetime
) -> Application:
    """Apply, for the body of the actor's post, that it be entered in the register of a kind; who may check is
    told. Sent twice it is one.

    Raises Problem `registers.not-applied-for`, `registers.applied-already` while another application of the body waits,
    `registers.papers-missing`, those of `registers.services.enter` and of `flows.prepare_cases`.
    """
    refuse_in_trial()
    holder, book = _body_of(actor, at), day_book(at)
    rule = book.rules.find(f"{REGISTER}.{kind}", holder, book.on)
    of = application_of(rule) if rule is not None else None
    if rule is None or of is None:
        raise NOT_APPLIED_FOR()
    book.require(actor, APPLY, KIND, holder)
    before = Application.objects.filter(subject__kind=kind, subject__holder=holder)
    key = f"registers.apply:{kind}:{holder.pk}:{before.filter(case__now__ended=True).count()}"
    content = [dict(fields), [[one.paper, one.stored.sha256] for one in papers]]
    if missing := [one.zh for one in of.papers if one.zh not in {some.paper for some in papers}]:
        raise PAPERS_MISSING(papers="、".join(missing))
    (ready,) = flows.prepare_cases(actor, of.flow, [flows.CaseDraft(holder)], at=at, book=book)
    title = holder.name
    code = title if not before else f"{title}（{before.count() + 1}）"
    try:
        with writing(actor, act="registers.apply", at=at, key=key, content=content) as call:
            if call.repeated is not None:
                return Application.objects.get(batch=call.repeated)
            ready = replace(ready, draft=replace(ready.draft, evidence=kept_files(call, papers)))
            subject = enter(actor, kind, title, holder, code=code, fields=fields, at=at, call=call)
            (case,) = flows.write_cases(call, [ready], [f"subject:{subject.pk}"])
            row = call.add(Application(case=case, subject=subject, rule=rule, title=title))
            call.add(Filing(application=row, turn=1, fields=dict(fields)))
            _reach(actor, row, ready.first.move, call, at)
            tell_who_checks(call, row, flow_of(case.flow).opening.target)
    except Problem as problem:
        # The key is that of the application which has not ended.
        if problem.kind is REQUEST_CHANGED:
            raise APPLIED_ALREADY(title=title) from problem
        raise
    return row


def step(
    actor: Actor,
    application: Application,
    name: str,
    *,
    at: datetime,
    note: str = "",
    event: str = "",
    fields: Mapping[str, str] | None = None,
    papers: Sequence[Brought] = (),
) -> Move:
    """Make the next move of an application: pass or return it, file it again (`fields`, `papers`), stop it for an
    `event`. What the move reaches by the rule is reached; the applicant is told of what others did,
    and who checks of what waits. Once it ended, whom it was asked about is asked no more.

    Raises Problem `registers.event-unnamed`, `registers.stage-missing` before all have replied, those of
    `registers.services.reach` and `flows.prepare_move`.
    """
    refuse_in_trial()
    of = rule_of(application).application
    assert of is not None  # it was applied for by this rule
    said = named_event(of, event, note) if name == of.fail else note
    if fields is not None:
        rule_of(application).check(fields)
    ready = flows.prepare_move(
        actor, application.case, name, at=at, note=said, evidence="file" if papers else ""
    )
    left = _left(application, at) if ready.flow_move.target in ends_of_case(application) else []
    with writing(actor, act=f"registers.{name}", at=at, ref=application.ref) as call:
        made = flows.write_move(call, replace(ready, evidence=kept_files(call, papers)))
        if fields is not None:
            turn = Filing.objects.filter(application=application).count() + 1
            call.add(Filing(application=application, turn=turn, fields=dict(fields)))
        _reach(actor, application, name, call, at)
        for one in left:
            flows.write_move(call, one)
        tell_applicant(call, application, made, ready)
        if ready.flow_move.side == "do":
            tell_who_checks(call, application, ready.flow_move.target)
    return made


def stop(call: Writer, ready: PreparedMove, application: Application, left: Sequence[PreparedMove]) -> None:
    """Write the move that stops an application, as part of another call, and tell the applicant."""
    made = flows.write_move(call, ready)
    for one in left:
        flows.write_move(call, one)
    tell_applicant(call, application, made, ready)


def prepare_stop(
    actor: Actor, application: Application, note: str, but: Consultation, at: datetime
) -> tuple[PreparedMove, list[PreparedMove]]:
    """The move that stops an application, and those that let go who is still asked, but for one that is decided on."""
    of = rule_of(application).application
    assert of is not None
    ready = flows.prepare_move(actor, application.case, of.fail, at=at, note=note)
    return ready, [one for one in _left(application, at) if one.case != but.case]


def rule_of(application: Application) -> RegisterBody:
    """The register by whose rule version it was applied."""
    body = application.rule.body
    assert isinstance(body, RegisterBody)  # checked when it was applied for
    return body


def application_of(rule: RuleSet) -> ApplicationBody | None:
    """What a rule of a register says of applying; None where nobody applies."""
    return rule.body.application if isinstance(rule.body, RegisterBody) else None


def named_event(of: ApplicationBody, event: str, note: str) -> str:
    """An event that fails an application, by its clause, with what is said of it. Raises Problem
    `registers.event-unnamed` where the rule has no such event, or nothing is said.
    """
    found = of.events.get(event)
    if found is None or not note.strip():
        raise EVENT_UNNAMED(known="、".join(one.title.zh for one in of.events.values()))
    return f"{found.clause}：{found.title.zh}。{note.strip()}"


def ends_of_case(application: Application) -> frozenset[str]:
    """The states in which nothing more is done about it."""
    states = flow_of(application.case.flow).states
    return frozenset(name for name, state in states.items() if state.end)


def kept_files(call: Writer, papers: Sequence[Brought]) -> str:
    """Keep the papers; how a move names them."""
    return " ".join(f"file:{row.pk}" for row in call.add_all(one.row() for one in papers))


def _reach(actor: Actor, application: Application, move: str, call: Writer, at: datetime) -> None:
    """The stage that the rule reaches by this move, unless it was reached before it was returned."""
    for stage in rule_of(application).stages:
        if stage.move == move and stage.code not in reached_of(application):
            reach(
                actor, application.subject, stage.code, day_of(at), evidence=application.ref, at=at, call=call
            )


def reached_of(application: Application) -> set[str]:
    """The stages that its subject has reached."""
    return set(standing().filter(subject=application.subject).values_list("stage", flat=True))


def _left(application: Application, at: datetime) -> list[PreparedMove]:
    """What lets go the units that have not replied."""
    of = rule_of(application).application
    assert of is not None
    if of.consultation is None:
        return []
    rows = Consultation.objects.filter(application=application, case__now__ended=False).select_related(
        "case__flow"
    )
    return [
        flows.prepare_move(SYSTEM, one.case, of.consultation.lapses, at=at) for one in rows.order_by("pk")
    ]


def _body_of(actor: Actor, at: datetime) -> Organisation:
    """The body in whose name the actor applies. Raises Problem `registers.not-applied-for` for who acts in none."""
    post = Post.objects.filter(pk=actor.post).first() if actor.post is not None else None
    if post is None:
        raise NOT_APPLIED_FOR()
    return Organisation.objects.get(pk=body_of(post.body_id, on=day_of(at)))
