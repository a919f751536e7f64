"""Asking for a later day: before the time is up, approved by another, the old date kept."""

from datetime import date, datetime

from jingkai.engines import periods
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import CaseState, Due, Extension, Move
from ..models.case import FINISH
from ..problems import EXTENSION_ASKED, EXTENSION_NOT_LATER, EXTENSION_TOO_LATE
from .moving import move
from .opening import write_cases
from .preparing import CaseDraft, prepare_cases
from .terms import due_row, passed

FLOW = "flow.extension"


def ask_extension(
    actor: Actor, due: Due, *, wanted: date, reason: str, at: datetime, call: Writer | None = None
) -> Extension:
    """Ask for a later day.

    Raises Problem `flows.extension-too-late` once the time is up, `flows.extension-not-later`,
    `flows.extension-asked` while another waits or the date was replaced, `flows.needs-missing` without reason.
    """
    if passed(due, at):
        raise EXTENSION_TOO_LATE(due=due.day)
    if wanted <= due.day:
        raise EXTENSION_NOT_LATER(wanted=wanted, due=due.day)
    waiting = CaseState.objects.filter(case__extension_rows__due=due, state="asked")
    if waiting.exists() or Due.objects.filter(replaces=due).exists():
        raise EXTENSION_ASKED()
    case = due.case
    draft = CaseDraft(
        case.holder,
        tuple(one.body for one in case.doers.select_related("body")),
        note=reason,
        campaign=case.campaign,
        compartment=case.compartment,
    )
    prepared = prepare_cases(actor, FLOW, [draft], at=at)
    with joining(call, actor, act="flows.ask-extension", at=at, ref=case.ref) as writer:
        (own,) = write_cases(writer, prepared, [f"due:{due.pk}"])
        return writer.add(Extension(case=own, due=due, wanted=wanted, reason=reason.strip()))


def decide_extension(
    actor: Actor,
    extension: Extension,
    *,
    granted: bool,
    at: datetime,
    note: str = "",
    call: Writer | None = None,
) -> Move:
    """Grant or refuse an extension. Granted, the wanted day is due; the old one stays readable.

    Raises Problems as `move()`: it is a verify move of the extension's own case, so never by who asked.
    """
    due = extension.due
    with joining(call, actor, act="flows.decide-extension", at=at, ref=due.case.ref) as writer:
        row = move(actor, extension.case, "grant" if granted else "refuse", at=at, note=note, call=writer)
        if granted:
            later = periods.Due.on(extension.wanted)
            writer.add(due_row(due.case, due.term, later, due, due.move))
            if due.term == FINISH:
                CaseState.objects.filter(case=due.case).update(finish=later.instant)
    return row
