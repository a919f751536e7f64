"""The ledger as a workbook: a line a matter, as the page has it, to be printed, passed round and filled in.

Its title says whose it is, its format, when it was taken out and as of which number, so that what comes back is
compared with what went out, cell by cell (`returned.py`). Two columns are empty and filled in by who does the matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from jingkai.kernel.flows.models import Move, Progress, Side
from jingkai.kernel.flows.state import flow_of
from jingkai.web.dates import moment

from .queries import Standing
from .words import Words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The columns (words.yaml) with their widths in characters.
_COLUMNS = {
    "number": 11, "matter": 48, "state": 10, "lead_unit": 18, "lead_leader": 12, "due": 12, "light": 10, "late": 22,
    "origin": 32, "last_report": 36, "told_so_far": 10, "new_report": 40, "new_share": 12,
}  # fmt: skip
COLUMNS = tuple(_COLUMNS)
# What may be typed: a report of progress and the share done. All else goes by the moves of a matter.
OPEN = ("new_report", "new_share")
FORMAT = 1
_OPEN_FILL = PatternFill("solid", fgColor="FFFFF2CC")
# What a program for tables would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Told:
    """What was last reported of a matter, and the share done in thousandths, if anybody said."""

    note: str = ""
    share: int | None = None


def told_of(rows: Iterable[Standing], n: int) -> dict[int, Told]:
    """By matter id what its doers said last, as known at sequence number n."""
    by_case = {one.matter.case_id: one.matter.pk for one in rows}
    moves = Move.objects.known_at(n).filter(case__in=by_case, flow_move__side=Side.DO).exclude(note="")
    notes = dict(moves.order_by("n").values_list("case", "note"))  # the last one stays
    said = Progress.objects.known_at(n).filter(move__case__in=by_case, share__isnull=False)
    shares = dict(said.order_by("move__n").values_list("move__case", "share"))
    return {key: Told(notes.get(case, ""), shares.get(case)) for case, key in by_case.items()}


def workbook(rows: Sequence[Standing], words: Words, zone: str, at: datetime, n: int) -> bytes:
    """The workbook's bytes: a title that says whose, when and as of which number, a head, a line for each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = words("ledger")
    sheet.append([title(words, zone, at, n)])
    sheet.append([words(name) for name in _COLUMNS])
    told = told_of(rows, n)
    for one in rows:
        sheet.append(list(cells(one, told[one.matter.pk], words)))
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for place, width in enumerate(_COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    typed = {COLUMNS.index(name) for name in OPEN}
    for line in sheet.iter_rows(min_row=3):
        for place, cell in enumerate(line):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place in typed:
                cell.fill = _OPEN_FILL
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def title(words: Words, zone: str, at: datetime, n: int) -> str:
    """What stands in A1."""
    return words("sheet_title", zone=zone, at=moment(at), version=FORMAT, n=n)


def cells(one: Standing, told: Told, words: Words) -> Iterator[object]:
    """What each column says of a matter, in their order."""
    lead, lamp = one.lead, one.lamp
    yield one.matter.label
    yield as_text(one.matter.title)
    yield words.of(one.state)
    yield as_text(lead.unit.name) if lead.unit else None
    yield as_text(lead.leader.name) if lead.leader else None
    yield one.finish.day if one.finish else None
    yield (lamp.zh if words.lang == "zh" else lamp.en) if lamp else None
    yield words("and").join(late_words(one, words)) or None
    yield as_text(one.matter.origin)
    yield as_text(told.note) or None
    yield f"{Decimal(told.share) / 10:g}%" if told.share is not None else None
    yield None
    yield None


def late_words(one: Standing, words: Words) -> Iterator[str]:
    """How it was late, each kind by itself, and how often it was put off."""
    terms = flow_of(one.matter.case.flow).terms
    for term, count in one.late.late.items():
        yield (
            words("late_times", what=words.of(terms[term].late), count=count)
            if count > 1
            else words.of(terms[term].late)
        )
    if one.late.delays:
        yield words("delays", count=one.late.delays)


def as_text(typed: str) -> str:
    """What somebody typed, never read as a formula."""
    return f"'{typed}" if typed.startswith(_FORMULA) else typed
