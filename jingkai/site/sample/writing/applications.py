"""Agencies that apply for a credit rating: filed with papers, mended, consulted on, graded; each step by whom it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.models import Organisation, Post, Scope
from jingkai.kernel.parties.services import add_organisation, add_person, give_post, grant
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.writing import writing
from jingkai.kernel.registers.applying import Brought, apply, step
from jingkai.kernel.registers.consulting import consult, reply
from jingkai.kernel.registers.models import Application, Consultation

from ..applied import ApplicationPart, ConsultationPart, applications_file
from ..declared import zone_file
from .enterprises import KIND
from .panel import write_panel
from .people import ACT, Parties

_MORNING = time(1, tzinfo=UTC)
# By this move of the shipped flows what all replied to goes before the panel; by that a unit has nothing against it.
_SUBMIT, _AGREE, _CONSULTED = "submit", "agree", "consulting"


def write_applications(parties: Parties, at: datetime) -> None:
    """File them and bring each as far as it came, unless it is there; each is gone on with where it was broken off."""
    _enter_agencies(parties, at)
    rows = [_applied(parties, one) for one in applications_file().applications]
    judged = [
        row
        for row, said in zip(rows, applications_file().applications, strict=True)
        if said.submitted is not None
    ]
    write_panel(parties, applications_file().panel, [one.subject for one in judged])


def _enter_agencies(parties: Parties, at: datetime) -> None:
    """The agencies, each with who applies for it."""
    declared, since = applications_file(), zone_file().since
    key = f"sample:agencies:{parties.zone.pk}"
    content = declared.model_dump(mode="json")
    with writing(SYSTEM, act=ACT, at=at, key=key, content=content, ref=parties.zone.name) as call:
        if call.repeated is not None:
            return
        for one in declared.applications:
            park = parties.units[one.park]
            row = add_organisation(SYSTEM, one.agency, kind=KIND, parent=park, since=since, at=at, call=call)
            # In a zone of another name people are told from those of the first.
            prefix = "" if parties.zone.name == zone_file().name else f"{parties.zone.name} "
            person = add_person(SYSTEM, f"{prefix}{one.agency} {declared.person}", at=at, call=call)
            post = give_post(SYSTEM, person, row, declared.person, since=since, at=at, call=call)
            grant(
                SYSTEM, person, declared.role, scope=Scope.UNIT, unit=row, post=post, since=since, at=at, call=call
            )  # fmt: skip


def _applied(parties: Parties, said: ApplicationPart) -> Application:
    declared = applications_file()
    agency = Organisation.objects.known_at().get(parties.zone.subtree(), name=said.agency, kind=KIND)
    post = Post.objects.known_at().get(body=agency)
    applicant = Actor(person=post.person_id, post=post.pk)
    checker = parties.actor(declared.checker.unit, declared.checker.post)
    row = Application.objects.known_at().filter(subject__holder=agency).first()
    if row is None:
        row = apply(applicant, declared.kind, said.fields, _papers(said.agency), at=_at(said.day))
    # What was done before is not done again: the first move was to file it.
    for one in said.steps[row.case.moves.count() - 1 :]:
        actor = applicant if one.fields is not None else checker
        step(actor, row, one.do, at=_at(one.day), note=one.note, fields=one.fields)
    if said.asked is not None and state_of(row.case) == _CONSULTED:
        _ask(parties, row, said.asked, checker)
        if said.submitted is not None:
            step(checker, row, _SUBMIT, at=_at(said.submitted))
    return row


def _ask(parties: Parties, row: Application, said: ConsultationPart, checker: Actor) -> None:
    if not Consultation.objects.filter(application=row).exists():
        units = {one.stage: parties.units[one.unit] for one in said.units}
        consult(checker, row, units, at=_at(said.day))
    asked = {one.stage: one for one in Consultation.objects.filter(application=row)}
    for one in said.units:
        if one.replied is not None and asked[one.stage].case.moves.count() == 1:
            actor = parties.actor(one.unit, one.post)
            reply(actor, asked[one.stage], _AGREE, at=_at(one.replied), note="无异议（样例）")


def _papers(agency: str) -> list[Brought]:
    """The papers that the rule asks for: each says what it is and that it is invented."""
    return [
        Brought(
            one, store(BytesIO(f"{agency}\n{one}（样例）\n".encode())), f"{one}（样例）.txt", "text/plain"
        )
        for one in applications_file().papers
    ]


def _at(day: date) -> datetime:
    return datetime.combine(day, _MORNING)
