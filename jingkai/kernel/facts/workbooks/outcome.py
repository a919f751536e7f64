"""What becomes of one workbook, and of a figure in it that was reported before with another value."""

from __future__ import annotations

from dataclasses import dataclass, field

from jingkai.engines.quantity import same_amount
from jingkai.engines.sheets import Notice, Question
from jingkai.kernel.records.models import Batch

from ..columns import Scale, to_columns
from ..drafts import Draft, Refused
from ..known import Known
from ..models import Fact
from ..recording import correction
from .understanding import Waiting


@dataclass(frozen=True)
class Change:
    """A figure the unit reported before with another value."""

    draft: Draft
    before: Known


@dataclass
class Imported:
    """What became of one workbook. `batch` is None when there was nothing new."""

    file: str
    # An export that came back: each row says itself who reported it.
    own_export: bool = False
    batch: Batch | None = None
    repeated: bool = False
    facts: list[Draft] = field(default_factory=list)
    corrected: list[Change] = field(default_factory=list)
    unchanged: int = 0
    changed: list[Change] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    registered: list[str] = field(default_factory=list)
    records: int = 0
    # The ids of all questions that came up, open or answered.
    met: set[str] = field(default_factory=set)


def kept_alike(draft: Draft, earlier: Known) -> bool:
    """Whether a draft would be kept as the figure that is known already. Raises the Problems of `to_columns`."""
    scale = Scale.of(earlier.row.measure.base_unit, earlier.row.measure.decimals)
    now = to_columns(draft.quantity, scale, draft.name)
    row = earlier.row
    return (now.lo, now.hi, now.marks) == (row.lo, row.hi, row.marks) and same_amount(
        draft.quantity, earlier.quantity
    )


def correcting(draft: Draft, earlier: Known, reason: str) -> Fact:
    """The row by which a draft corrects what was known in its place; it has no file and no batch yet."""
    row = correction(earlier.row, draft.quantity, reason=reason)
    row.sheet, row.cell = draft.source.sheet, draft.source.cell
    row.note, row.reporter = draft.note[:300], draft.reporter
    return row
