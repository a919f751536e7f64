"""Drafting a request: which form, of what time, asked of whom, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import Due, Period, PeriodKind, Term, day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..burden import burdens, rules_for
from ..filling import lines_of
from ..models import Form, Recipient, Request
from ..problems import (
    APPROVER_IS_REQUESTER,
    APPROVER_MISSING,
    DUE_PASSED,
    NOTHING_ASKED,
    PERIOD_DIFFERS,
    SAME_DAY,
    UNIT_ELSEWHERE,
    UNITS_MISSING,
)
from ..times import KINDS, fits

FLOW = "flow.request"


@dataclass(frozen=True)
class RequestDraft:
    """A request to be. `due` is a day (until 24:00), an instant, or nothing: then the term of the rule runs from now.

    In an emergency `approver` is who is to approve it, and `reason` says why.
    """

    form: Form
    period: Period
    units: Sequence[Organisation]
    requester: Organisation
    due: date | None = None
    emergency: bool = False
    approver: Person | None = None
    reason: str = ""
    title: str = ""


def draft_request(actor: Actor, draft: RequestDraft, *, at: datetime, key: str = "") -> Request:
    """Draft a request; nobody is asked before it is issued. The same key with the same content has one effect.

    Raises Problem `forms.units-missing`, `forms.unit-elsewhere`, `forms.period-differs`, `forms.nothing-asked`,
    `forms.same-day`, `forms.due-passed`, `forms.approver-missing`, `forms.approver-is-requester`,
    `parties.not-allowed`, and those of `flows.services.open_case`.
    """
    refuse_in_trial()
    book = day_book(at)
    zone = draft.form.zone
    units = _units(draft, book)
    book.require(actor, "send", "forms", draft.requester)
    if not fits(draft.period, draft.form.period):
        words = KINDS[PeriodKind(draft.form.period)]
        period = draft.period.words("zh")
        raise PERIOD_DIFFERS(form=draft.form.title, wanted=words.zh, wanted_en=words.en, period=period)
    due = _due(draft, at, book)
    _check_hurry(actor, draft)
    check_notice(due, draft.emergency, draft.requester, at, book)
    lines = lines_of(draft.form)
    costs = burdens(lines, draft.period, units, on=book.on, book=book.rules)
    if not any(one.asked for one in costs):
        raise NOTHING_ASKED(form=draft.form.title)
    title = draft.title.strip() or f"{draft.form.title}（{draft.period.words('zh')}）"
    (case,) = flows.prepare_cases(actor, FLOW, [flows.CaseDraft(draft.requester)], at=at)
    content = [
        draft.form.pk, str(draft.period), [one.pk for one in units], due.instant.isoformat(), draft.emergency, title,
    ]  # fmt: skip
    with joining(
        None, actor, act="forms.request", at=at, key=key, content=content, ref=draft.form.ref
    ) as call:
        if call.repeated is not None:
            return Request.objects.get(batch=call.repeated)
        (opened,) = flows.write_cases(call, [case], [draft.form.ref])
        request = call.add(
            Request(
                case=opened,
                zone=zone,
                form=draft.form,
                title=title,
                start=draft.period.start,
                end=draft.period.end,
                requester=opened.holder,
                asked_by_id=actor.person,
                due=due.instant,
                emergency=draft.emergency,
                approver=draft.approver if draft.emergency else None,
                reason=draft.reason.strip(),
            )
        )
        call.add_all(Recipient(request=request, unit=one) for one in units)
    return request


def check_notice(due: Due, emergency: bool, requester: Organisation, at: datetime, book: DayBook) -> None:
    """Raises Problem `forms.due-passed`, `forms.same-day` where too few days lie between and nobody says emergency."""
    shown, asked = _clock(due), at.astimezone(due.instant.tzinfo).strftime("%Y-%m-%d %H:%M")
    if due.passed(at):
        raise DUE_PASSED(due=shown)
    days = rules_for(requester, book.on, book.rules).notice_days
    if (due.day - day_of(at)).days < days and not emergency:
        raise SAME_DAY(at=asked, due=shown, days=days)


def _check_hurry(actor: Actor, draft: RequestDraft) -> None:
    if draft.emergency and (draft.approver is None or not draft.reason.strip()):
        raise APPROVER_MISSING()
    if (
        draft.emergency
        and draft.approver is not None
        and draft.approver.pk in (actor.person, actor.for_person)
    ):
        raise APPROVER_IS_REQUESTER()


def _units(draft: RequestDraft, book: DayBook) -> list[Organisation]:
    """The bodies that are asked, each once."""
    if not draft.units:
        raise UNITS_MISSING()
    for one in (*draft.units, draft.requester):
        if one.root != draft.form.zone_id:
            raise UNIT_ELSEWHERE(unit=one.name, zone=draft.form.zone.name)
    return list({body.pk: body for body in map(book.body, draft.units)}.values())


def _due(draft: RequestDraft, at: datetime, book: DayBook) -> Due:
    if draft.due is None:
        term = Term.parse(rules_for(draft.requester, book.on, book.rules).term)
        return term.due(at, book.calendar(draft.requester))
    return Due.until(draft.due) if isinstance(draft.due, datetime) else Due.on(draft.due)


def _clock(due: Due) -> str:
    return due.instant.strftime("%Y-%m-%d %H:%M") if due.on_the_dot else f"{due.day} 24:00"
