"""A unit's figure that contradicts a fact: both stand, and a signal says so, once, until the unit says what the fact
says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.quantity import Quantity, write
from jingkai.kernel.matters.models import Signal
from jingkai.kernel.matters.services import Notice
from jingkai.kernel.matters.services.noticing import open_signals, signal_rules
from jingkai.kernel.matters.services.outcome import note_and_clear
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..filling import FilledCell, time_of
from ..models import Submission

# The kind that the rule of signals has for figures that contradict each other.
KIND = "contradiction"


@dataclass(frozen=True)
class Differing:
    """A filled cell and what the unit typed beside it."""

    cell: FilledCell
    typed: Quantity


def note_differing(
    actor: Actor,
    submission: Submission,
    filled: Iterable[FilledCell],
    differing: Iterable[Differing],
    *,
    at: datetime,
    call: Writer,
) -> None:
    """Open a signal for each cell that differs, as part of accepting the form. The same contradiction, said on another
    form or again, is the one that is there; it is cleared by a form in which the unit lets the fact stand.

    Raises Problems of `matters.services.notice`.
    """
    zone = submission.request.zone
    said = [_notice(submission, one) for one in differing]
    contested = {(one.about, one.occasion) for one in said}
    let_stand = {_place(submission, one) for one in filled} - contested
    gone = list(_open(submission, let_stand)) if let_stand else []
    if not said and not gone:
        return
    _, rule = signal_rules(zone, at)
    note = f"{submission.unit.name}已按填入的数报送：{submission.request.title}"
    note_and_clear(
        actor, zone, said, dict.fromkeys(gone, note),
        act="forms.differing", ref=submission.ref, at=at, rule=rule, call=call,
    )  # fmt: skip


def _notice(submission: Submission, one: Differing) -> Notice:
    cell, unit = one.cell, submission.unit
    field, row = cell.line.field, cell.fact.row
    about, occasion = _place(submission, cell)
    there, typed = cell.quantity, one.typed
    period = time_of(field, submission.request.period)
    return Notice(
        KIND,
        about,
        occasion,
        f"{unit.name}{period.words('zh')}{field.name}：{row.reported_by.name}（{row.caliber}）为 {write(there)}，"
        f"{unit.name}填报为 {write(typed)}，两数并列，须核对",
        unit,
        until=period.last_day,
        en=f"{unit.name}, {field.name_en or field.name}, {period.words('en')}: {row.reported_by.name} says "
        f"{write(there, style='en')}, {unit.name} typed {write(typed, style='en')}; both stand and have to be checked",
        refs=(f"fact:{row.pk}", submission.ref),
    )


def _place(submission: Submission, cell: FilledCell) -> tuple[str, str]:
    """What a contradiction is about, and on which occasion: the field, the unit and the caliber, in a period.

    The occasion is not the month alone: publishing a month clears what that month no longer finds.
    """
    field = cell.line.field
    about = f"{field.ref}/organisation:{submission.unit_id}/{cell.fact.row.caliber}"
    return about, f"{time_of(field, submission.request.period)}/forms"


def _open(submission: Submission, places: set[tuple[str, str]]) -> Iterator[Signal]:
    """The signals about these places that nothing has come of yet."""
    for one in open_signals(submission.request.zone, KIND):
        if (one.about, one.occasion) in places:
            yield one
