"""What becomes of what was sent: given back with remarks, or accepted; then figures become facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import add_facts
from jingkai.kernel.flows import services as flows
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import DayBook, day_book

from ..burden import rules_for
from ..checking import contradicts, read, tolerance_for
from ..doubting import draft_of
from ..filling import FilledCell, fill, lines_of
from ..models import Answer, How, Line, Remark, Saving, Submission
from ..problems import FIELD_UNKNOWN, REASON_MISSING
from .contradicting import Differing, note_differing


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
    the owner's figure is there and says something else, what the unit typed stands beside it as the unit's own, and a
    signal is opened. Raises Problems of the move, of `facts.drafts.Draft.row` and of `note_differing`.
    """
    book = day_book(at)
    move = flows.prepare_move(actor, submission.case, "accept", at=at, book=book)
    saving = (
        Saving.objects.filter(submission=submission, sent=True)
        .select_related("person")
        .order_by("-n")
        .first()
    )
    answers = _Answers.of(submission, saving, book) if saving is not None else None
    with joining(None, actor, act="forms.accept", at=at, ref=submission.ref) as call:
        flows.write_move(call, move)
        if answers is None:
            return []
        found = add_facts(call, list(answers.drafts()))
        filled = answers.filled.values()
        note_differing(actor, submission, filled, answers.differing(), at=at, call=call)
    return found


@dataclass(frozen=True)
class _Answers:
    """What was typed that may be recorded, and what is known beside it."""

    submission: Submission
    saving: Saving
    filled: Mapping[int, FilledCell]
    typed: Sequence[tuple[Line, Quantity]]
    tolerance: Quantity | None

    @classmethod
    def of(cls, submission: Submission, saving: Saving, book: DayBook) -> "_Answers":
        """Read before the call."""
        request, unit = submission.request, submission.unit
        unknown = rules_for(unit, book.on, book.rules).unknown
        lines = lines_of(request.form)
        filled = fill(lines, request.period, [unit.pk], None)[unit.pk]
        by_line = {one.pk: one for one in lines}
        typed = []
        for answer in Answer.objects.filter(saving=saving, how=How.TYPED).order_by("line"):
            line = by_line[answer.line_id]
            found = read(line.field, answer.text, unknown).quantity
            # A figure of the unit's own that is there is corrected there, with a reason.
            own = line.pk in filled and line.field.owner_id == unit.pk
            if line.field.measure is not None and found is not None and not own:
                typed.append((line, found))
        return cls(submission, saving, filled, typed, tolerance_for(request.zone, book.on, book.rules))

    def drafts(self) -> Iterator[Draft]:
        """The facts they become."""
        for line, found in self.typed:
            beside, person = line.pk in self.filled, self.saving.person
            yield draft_of(self.submission, line, found, beside=beside, person=person)

    def differing(self) -> Iterator[Differing]:
        """Those that contradict what is known by now."""
        for line, found in self.typed:
            cell = self.filled.get(line.pk)
            if cell is not None and contradicts(found, cell, self.tolerance):
                yield Differing(cell, found)
