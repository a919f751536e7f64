"""Issuing a request: within the budget at once, else after another person approved it; and ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.documents import Words
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Case, CaseState
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..burden import HUNDRED, Burden, burdens
from ..filling import lines_of
from ..models import Asked, Request, Submission
from ..problems import APPROVAL_NEEDED, NO_APPROVAL_NEEDED, NOT_THE_APPROVER, NOTHING_ASKED
from .requesting import check_notice

FLOW = "flow.submission"


def why_approval(request: Request, costs: Sequence[Burden]) -> list[Words]:
    """Why this request needs approval: an emergency, and each unit whose monthly budget it would exceed."""
    hurry = [Words(zh="紧急下发", en="it is an emergency")] if request.emergency else []
    return hurry + [one.words for one in costs if one.over]


def costs_of(request: Request, book: DayBook) -> list[Burden]:
    """What the request would cost each of its units, issued on the day of the book."""
    units = [one.unit for one in request.recipients.select_related("unit").order_by("unit")]
    return burdens(lines_of(request.form), request.period, units, on=book.on, book=book.rules)


def issue(actor: Actor, request: Request, *, at: datetime) -> list[Submission]:
    """Ask the units, each in a case of its own, and tell them.

    Raises Problem `forms.approval-needed` that says why, and those of `forms.requesting.check_notice` and of the move.
    """
    ready = _prepared(actor, request, "issue", at)
    if why := why_approval(request, ready.costs):
        raise APPROVAL_NEEDED(why="；".join(one.zh for one in why), why_en="; ".join(one.en for one in why))
    return _run(actor, ready, at)


def ask_approval(actor: Actor, request: Request, *, at: datetime) -> None:
    """Ask another person to approve it; the note of the move says why it is needed.

    Raises Problem `forms.no-approval-needed`, `forms.due-passed` and those of the move.
    """
    book = day_book(at)
    check_notice(request.due_date, request.emergency, request.requester, at, book)
    why = why_approval(request, costs_of(request, book))
    if not why:
        raise NO_APPROVAL_NEEDED()
    flows.move(actor, request.case, "ask", at=at, note="；".join(one.zh for one in why))


def approve(actor: Actor, request: Request, *, at: datetime) -> list[Submission]:
    """Approve and thereby issue it. An emergency is approved by who was named for it.

    That who approves did not ask is kept by the database (flows.verifier-is-doer). Raises Problem
    `forms.not-the-approver` and those of `issue` but for the approval.
    """
    if request.emergency and request.approver_id not in (actor.person, actor.for_person):
        raise NOT_THE_APPROVER(approver=request.approver.name if request.approver else "—")
    return _run(actor, _prepared(actor, request, "approve", at), at)


def refuse(actor: Actor, request: Request, *, reason: str, at: datetime) -> None:
    """Refuse approval: it is a draft again. Raises Problems of the move."""
    flows.move(actor, request.case, "refuse", at=at, note=reason)


def finish(actor: Actor, request: Request, *, at: datetime) -> None:
    """Say that nothing more is expected. Raises Problems of the move."""
    flows.move(actor, request.case, "finish", at=at)


def withdraw(actor: Actor, request: Request, *, reason: str, at: datetime) -> None:
    """Withdraw a request, by who made it, with all that was asked by it. Raises Problems of the move."""
    _end(actor, request, "withdraw", reason, at)


def halt(actor: Actor, request: Request, *, reason: str, at: datetime) -> None:
    """Stop a request of somebody else, as the office may where a unit is asked twice. Raises Problems of the move."""
    _end(actor, request, "halt", reason, at)


@dataclass(frozen=True)
class _Prepared:
    """All that issuing needs, read before the call."""

    request: Request
    move: flows.PreparedMove
    costs: Sequence[Burden]
    cases: Sequence[flows.PreparedCase]
    people: Sequence[dict[int, int]]

    def write(self, call: Writer) -> list[Submission]:
        """Write the move, the submissions with their cases, what each is asked, and a notice to each."""
        flows.write_move(call, self.move)
        refs = [f"submission:{self.request.pk}-{one.unit.pk}" for one in self.costs]
        cases = flows.write_cases(call, self.cases, refs)
        rows = call.add_all(
            Submission(request=self.request, unit=one.unit, case=case, minutes=int(one.minutes * HUNDRED))
            for one, case in zip(self.costs, cases, strict=True)
        )
        call.add_all(
            Asked(submission=row, line=line)
            for row, one in zip(rows, self.costs, strict=True)
            for line in one.asked
        )
        write_notices(call, [self._notice(*one) for one in zip(rows, self.costs, self.people, strict=True)])
        return rows

    def _notice(self, row: Submission, cost: Burden, people: dict[int, int]) -> NoticeDraft:
        due = self.request.due_date
        clock = due.instant.strftime("%H:%M") if due.on_the_dot else "24:00"
        title = (
            f"请于 {due.day} {clock} 前报送《{self.request.title}》："
            f"需填 {len(cost.asked)} 格，系统已填 {cost.filled} 格"
        )
        return NoticeDraft(title, people, row.ref, kind="form")


def _prepared(actor: Actor, request: Request, name: str, at: datetime) -> _Prepared:
    refuse_in_trial()
    book = day_book(at)
    move = flows.prepare_move(actor, request.case, name, at=at, book=book)
    check_notice(request.due_date, request.emergency, request.requester, at, book)
    costs = costs_of(request, book)
    if not any(one.asked for one in costs):
        raise NOTHING_ASKED(form=request.form.title)
    due = request.due_date.instant
    drafts = [flows.CaseDraft(one.unit, due=due) for one in costs]
    cases = flows.prepare_cases(actor, FLOW, drafts, at=at, book=book)
    groups: list[list[Organisation]] = [[one.unit] for one in costs]
    return _Prepared(request, move, costs, cases, holders_of(groups, at=at))


def _run(actor: Actor, ready: _Prepared, at: datetime) -> list[Submission]:
    act = f"forms.{ready.move.flow_move.move}"
    with joining(None, actor, act=act, at=at, ref=ready.request.ref) as call:
        return ready.write(call)


def _end(actor: Actor, request: Request, name: str, reason: str, at: datetime) -> None:
    """End the request by this move, and every submission of it that has not ended."""
    book = day_book(at)
    turned = flows.prepare_move(actor, request.case, name, at=at, note=reason, book=book)
    open_now = CaseState.objects.filter(case__submission_rows__request=request, ended=False)
    cases = Case.objects.filter(now__in=open_now).select_related("flow", "holder").order_by("pk")
    moves = [flows.prepare_move(actor, one, "withdraw", at=at, note=reason, book=book) for one in cases]
    with joining(None, actor, act=f"forms.{name}", at=at, ref=request.ref) as call:
        for one in (turned, *moves):
            flows.write_move(call, one)
