"""A submission as people see it: its sections, and in each cell what is filled, typed, contradicted, remarked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jingkai.kernel.facts.known import Known
from jingkai.kernel.flows.state import state_of

from .checking import read
from .filling import FilledCell, fill, lines_of
from .models import Answer, Explanation, Form, How, Line, Remark, Saving, Submission


@dataclass(frozen=True)
class Cell:
    """One cell. `filled` is what the system filled in; `typed` what a person typed, beside it where they differ;
    `explained` what was asked about that when it was saved, and the answer.
    """

    line: Line
    filled: FilledCell | None
    typed: str
    remarks: tuple[str, ...]
    explained: Explanation | None = None

    @property
    def asked(self) -> bool:
        """Whether somebody has to type it."""
        return self.filled is None

    @property
    def contradicted(self) -> bool:
        """Whether what was typed contradicts the figure that is known."""
        return self.filled is not None and bool(self.typed)

    def fault(self, unknown: Collection[str]) -> str | None:
        """What is wrong with what was typed, in Chinese; None if nothing is."""
        found = read(self.line.field, self.typed, unknown).fault if self.typed else None
        return found.zh if found is not None else None


@dataclass(frozen=True)
class Section:
    """A section of a form with its cells in order."""

    title: str
    title_en: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A submission's cells. `n` is the number of the saving they show, 0 before the first."""

    submission: Submission
    state: str
    sections: tuple[Section, ...]
    saving: Saving | None
    as_of: int | None

    @property
    def n(self) -> int:
        return self.saving.n if self.saving is not None else 0

    @property
    def cells(self) -> list[Cell]:
        """All of them, in order."""
        return [cell for section in self.sections for cell in section.cells]


def sheet_of(submission: Submission, typed: Mapping[str, str] | None = None) -> Sheet:
    """The cells of a submission: while it is open filled as is known now, afterwards as it was sent.

    `typed` (by field's code) stands in place of what was saved: what somebody typed and could not save.
    """
    state = state_of(submission.case)
    saving = Saving.objects.filter(submission=submission).select_related("person").order_by("-n").first()
    frozen = saving is not None and saving.sent and state in ("sent", "accepted", "withdrawn")
    lines = lines_of(submission.request.form)
    answers = list(
        Answer.objects.filter(saving=saving).select_related(
            "fact__measure", "fact__reported_by", "fact__file"
        )
    )
    if frozen:
        filled = _as_sent(lines, answers)
    else:
        filled = dict(fill(lines, submission.request.period, [submission.unit_id], None)[submission.unit_id])
    texts = {one.line_id: one.text for one in answers if one.how == How.TYPED}
    if typed is not None:
        texts = {line.pk: typed[line.field.code].strip() for line in lines if line.field.code in typed}
    remarks = _remarks(submission) if state == "returned" else {}
    said = (
        {one.line_id: one for one in Explanation.objects.filter(saving=saving)} if saving is not None else {}
    )
    cells = [
        Cell(
            line,
            filled.get(line.pk),
            texts.get(line.pk, ""),
            tuple(remarks.get(line.pk, ())),
            said.get(line.pk),
        )
        for line in lines
    ]
    as_of = saving.as_of if frozen and saving is not None else None
    return Sheet(submission, state, sections_of(cells), saving, as_of)


def sections_of(cells: Collection[Cell]) -> tuple[Section, ...]:
    """Cells under the headings of their sections, in order."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        found.setdefault((cell.line.section, cell.line.section_en), []).append(cell)
    return tuple(Section(zh, en, tuple(some)) for (zh, en), some in found.items())


def blank_sections(form: Form) -> tuple[Section, ...]:
    """The sections of a form with nothing in them."""
    return sections_of([Cell(line, None, "", ()) for line in lines_of(form)])


def _as_sent(lines: Collection[Line], answers: Collection[Answer]) -> dict[int, FilledCell]:
    by_line = {one.pk: one for one in lines}
    return {
        one.line_id: FilledCell(by_line[one.line_id], Known(one.fact))
        for one in answers
        if one.how == How.FILLED and one.fact is not None
    }


def _remarks(submission: Submission) -> dict[int, list[str]]:
    """What the last return said of each line."""
    rows = list(Remark.objects.filter(submission=submission).order_by("pk"))
    last = max((one.move_id for one in rows), default=None)
    found: dict[int, list[str]] = {}
    for one in rows:
        if one.move_id == last:
            found.setdefault(one.line_id, []).append(one.text)
    return found
