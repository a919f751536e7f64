"""What becomes of what was sent: given back with remarks, or accepted; then figures become facts."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import add_facts
from jingkai.kernel.flows import services as flows
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import DayBook, day_book

from ..burden import rules_for
from ..checking import read
from ..filling import fill, lines_of, time_of
from ..models import Answer, How, Line, Remark, Saving, Submission
from ..problems import FIELD_UNKNOWN, REASON_MISSING


def give_back(
    actor: Actor,
    submission: Submission,
    *,
    at: datetime,
    reason: str = "",
    remarks: Mapping[str, str] | None = None,
) -> list[Remark]:
    """Return what was sent. `remarks` says by field's code what is to be mended there, `reason` what else.

    Raises Problem `forms.reason-missing`, `forms.field-unknown` and those of the move.
    """
    lines = {one.field.code: one for one in lines_of(submission.request.form)}
    said = {code: text.strip() for code, text in (remarks or {}).items() if text.strip()}
    for code in said:
        if code not in lines:
            raise FIELD_UNKNOWN(field=code)
    parts = [reason.strip(), *(f"{lines[code].field.name}：{text}" for code, text in said.items())]
    note = "；".join(part for part in parts if part)
    if not note:
        raise REASON_MISSING()
    move = flows.prepare_move(actor, submission.case, "return", at=at, note=note)
    (people,) = holders_of([[submission.unit]], at=at)
    with joining(None, actor, act="forms.return", at=at, ref=submission.ref) as call:
        row = flows.write_move(call, move)
        found = call.add_all(
            Remark(submission=submission, move=row, line=lines[code], text=text)
            for code, text in said.items()
        )
        title = f"《{submission.request.title}》已退回：{note}"[:200]
        write_notices(call, [NoticeDraft(title, people, submission.ref, kind="form")])
    return found


def accept(actor: Actor, submission: Submission, *, at: datetime) -> list[Fact]:
    """Accept what was sent, by somebody who did not do it, and record its figures.

    A typed figure of a field with a measure becomes a fact of the field's owner, in the caliber the form says. Where
    the owner's figure is there and says something else, what the unit typed stands beside it as the unit's own. Raises
    Problems of the move and of `facts.drafts.Draft.row`.
    """
    book = day_book(at)
    move = flows.prepare_move(actor, submission.case, "accept", at=at, book=book)
    saving = (
        Saving.objects.filter(submission=submission, sent=True)
        .select_related("person")
        .order_by("-n")
        .first()
    )
    drafts = list(_drafts(submission, saving, book)) if saving is not None else []
    with joining(None, actor, act="forms.accept", at=at, ref=submission.ref) as call:
        flows.write_move(call, move)
        return add_facts(call, drafts)


def _drafts(submission: Submission, saving: Saving, book: DayBook) -> Iterator[Draft]:
    request, unit = submission.request, submission.unit
    unknown = rules_for(unit, book.on, book.rules).unknown
    lines = lines_of(request.form)
    there = fill(lines, request.period, [unit.pk], None)[unit.pk]
    by_line = {one.pk: one for one in lines}
    rows = Answer.objects.filter(saving=saving, how=How.TYPED).order_by("line")
    for answer in rows:
        line = by_line[answer.line_id]
        found = read(line.field, answer.text, unknown)
        if line.field.measure is None or found.quantity is None:
            continue
        beside = line.pk in there
        if beside and line.field.owner_id == unit.pk:
            continue  # its own figure is there: it is corrected there, with a reason
        yield _draft(submission, saving, line, found.quantity, beside=beside)


def _draft(submission: Submission, saving: Saving, line: Line, quantity: Quantity, *, beside: bool) -> Draft:
    field, request = line.field, submission.request
    assert field.measure is not None  # asked by the caller
    return Draft(
        name=field.measure.name,
        aspect=field.measure.aspect,
        holder=submission.unit,
        period=time_of(field, request.period),
        quantity=quantity,
        reported_by=submission.unit if beside else field.owner,
        source=Source(words=f"填报：{request.title} {submission.unit.name}"[:300]),
        caliber=line.records,
        category=field.category,
        reporter=saving.person,
        evidence=submission.ref,
    )
