"""Filling in: saving without losing anything, and sending."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..burden import rules_for
from ..checking import contradicts, faults, read, tolerance_for
from ..doubting import doubts_about, impossible
from ..filling import FilledCell, fill, lines_of
from ..models import Answer, Explanation, How, Line, Saving, Submission
from ..problems import CELLS_WRONG, DOUBTS_UNANSWERED, FIELD_UNKNOWN, NOT_OPEN, OWN_FIGURE, SAVED_MEANWHILE

OPEN = ("asked", "returned")


def save(
    actor: Actor,
    submission: Submission,
    typed: Mapping[str, str],
    *,
    seen: int,
    at: datetime,
    key: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Saving:
    """Keep what was typed (by the field's code), as it was typed, readable or not. `seen` is the number of the saving
    that the person had before them, 0 for none.

    A cell left out or blank is blank; what repeats a filled cell is not kept. `reasons` says (by the field's code) why
    a figure that is in doubt is so; that of another is not kept. Raises Problem `forms.saved-meanwhile`
    where somebody saved since, `forms.not-open`, `forms.field-unknown`, `parties.not-allowed`.
    """
    ready = _Sheet(actor, submission, typed, reasons or {}, at)
    content = [sorted(typed.items()), sorted((reasons or {}).items()), seen]
    with joining(None, actor, act="forms.save", at=at, key=key, content=content, ref=submission.ref) as call:
        if call.repeated is not None:
            return Saving.objects.get(batch=call.repeated)
        return ready.write(call, seen, sent=False)


def send(
    actor: Actor,
    submission: Submission,
    typed: Mapping[str, str],
    *,
    seen: int,
    at: datetime,
    key: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Saving:
    """Hand the form in: what was typed, and beside it the filled cells as they are known now.

    What contradicts a filled cell is kept beside it; the fact counts. Raises Problems as `save`, `forms.cells-wrong`
    with every cell that can't be sent, `forms.doubts-unanswered` with those in doubt of which `reasons` says nothing,
    `forms.own-figure`, and those of the move.
    """
    content = [sorted(typed.items()), sorted((reasons or {}).items()), seen, "send"]
    if key and (there := _repeated(actor, submission, key, content, at)):
        return there
    ready = _Sheet(actor, submission, typed, reasons or {}, at)
    ready.check()
    move = flows.prepare_move(actor, submission.case, "send", at=at, book=ready.book)
    with joining(None, actor, act="forms.send", at=at, key=key, content=content, ref=submission.ref) as call:
        if call.repeated is not None:
            return Saving.objects.get(batch=call.repeated)
        saving = ready.write(call, seen, sent=True)
        flows.write_move(call, move)
    return saving


def last_saving(submission: Submission) -> Saving | None:
    """The saving that counts, if there is one."""
    found: Saving | None = Saving.objects.filter(submission=submission).order_by("-n").first()
    return found


def _repeated(
    actor: Actor, submission: Submission, key: str, content: list[object], at: datetime
) -> Saving | None:
    """The saving of an earlier call with this key, whose form is sent by now. Raises `records.request-changed`."""
    from jingkai.kernel.records.models import RequestKey

    if not RequestKey.objects.filter(key=key).exists():
        return None
    with joining(None, actor, act="forms.send", at=at, key=key, content=content, ref=submission.ref) as call:
        return Saving.objects.get(batch=call.repeated) if call.repeated is not None else None


class _Sheet:
    """A submission with what is typed into it, read before the call."""

    def __init__(
        self,
        actor: Actor,
        submission: Submission,
        typed: Mapping[str, str],
        reasons: Mapping[str, str],
        at: datetime,
    ) -> None:
        refuse_in_trial()
        self._actor, self._submission, self._at = actor, submission, at
        self.book = day_book(at)
        request, unit = submission.request, submission.unit
        self.book.require(actor, "write", "forms", unit)
        state = state_of(submission.case)
        if state not in OPEN:
            title = flow_of(submission.case.flow).states[state].title
            raise NOT_OPEN(state=title.zh, state_en=title.en)
        self._as_of = latest()
        self.lines = lines_of(request.form)
        self.filled = fill(self.lines, request.period, [unit.pk], self._as_of)[unit.pk]
        self._unknown = rules_for(unit, self.book.on, self.book.rules).unknown
        self.typed = self._kept(_by_line(self.lines, typed))
        self._reasons = _by_line(self.lines, reasons)
        self._doubts = doubts_about(
            submission, self.lines, self.typed, self.filled, self._unknown, self.book.on, self.book.rules
        )

    def check(self) -> None:
        """Raises Problem `forms.cells-wrong`, `forms.doubts-unanswered`, `forms.own-figure`."""
        wrong = [
            *faults(self.lines, self.typed, self.filled, self._unknown),
            *impossible(self.lines, self._doubts),
        ]
        if wrong:
            named = "；".join(f"{one.line.field.name}（{one.words.zh}）" for one in wrong)
            named_en = "; ".join(f"{_called(one.line)}: {one.words.en}" for one in wrong)
            raise CELLS_WRONG(count=len(wrong), fields=named, fields_en=named_en)
        silent = [one for one in self.lines if one.pk in self._doubts and not self._reasons.get(one.pk)]
        if silent:
            raise DOUBTS_UNANSWERED(
                count=len(silent),
                fields="、".join(one.field.name for one in silent),
                fields_en=", ".join(_called(one) for one in silent),
            )
        for line in self.lines:
            if (
                line.pk in self.typed
                and line.pk in self.filled
                and line.field.owner_id == self._submission.unit_id
            ):
                there = self.filled[line.pk].quantity
                raise OWN_FIGURE(field=line.field.name, there=there.text or str(there))

    def write(self, call: Writer, seen: int, *, sent: bool) -> Saving:
        """Write the saving and its answers. Raises Problem `forms.saved-meanwhile`."""
        last = last_saving(self._submission)
        if (last.n if last is not None else 0) != seen:
            who = last.person.name if last is not None and last.person is not None else "—"
            raise SAVED_MEANWHILE(who=who)
        saving = call.add(
            Saving(
                submission=self._submission,
                n=seen + 1,
                sent=sent,
                person_id=self._actor.person,
                at=self._at,
                as_of=self._as_of,
            )
        )
        answers = [
            Answer(saving=saving, line_id=line, how=How.TYPED, text=text) for line, text in self.typed.items()
        ]
        if sent:
            answers += [
                Answer(saving=saving, line=one.line, how=How.FILLED, fact=one.fact.row)
                for one in self.filled.values()
            ]
        call.add_all(answers)
        call.add_all(
            Explanation(
                saving=saving,
                line_id=line,
                asked="；".join(one.words.zh for one in doubts),
                asked_en="; ".join(one.words.en for one in doubts),
                reason=self._reasons[line],
            )
            for line, doubts in self._doubts.items()
            if self._reasons.get(line)
        )
        return saving

    def _kept(self, typed: dict[int, str]) -> dict[int, str]:
        """What is typed, without what only repeats a filled cell."""
        return {
            line: text
            for line, text in typed.items()
            if line not in self.filled or self._differs(self.filled[line], text)
        }

    def _differs(self, cell: FilledCell, text: str) -> bool:
        found = read(cell.line.field, text, self._unknown)
        if found.quantity is None:
            return True
        zone = self._submission.request.zone
        return contradicts(found.quantity, cell, tolerance_for(zone, self.book.on, self.book.rules))


def _called(line: Line) -> str:
    """The name of the line's field in English, Chinese where it has no other."""
    return line.field.name_en or line.field.name


def _by_line(lines: Sequence[Line], typed: Mapping[str, str]) -> dict[int, str]:
    """What is typed, by the line's id; blank cells are left out. Raises Problem `forms.field-unknown`."""
    known = {one.field.code: one.pk for one in lines}
    for code in typed:
        if code not in known:
            raise FIELD_UNKNOWN(field=code)
    return {known[code]: text.strip() for code, text in typed.items() if text.strip()}
