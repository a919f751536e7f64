"""Lists for tests, built in memory as a loader would hand them over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jingkai.engines.sheets import Reading, understand
from jingkai.engines.sheets.rows.record import Entry
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook

Value = str | int | Decimal | date | None
MATTERS = ("序号", "事项", "牵头单位", "配合单位", "交办日期", "完成时限", "办理情况", "办结日期")
TITLE = "青岚经济开发区2024年重点督查事项清单"


def matter(number: Value, text: Value, **given: Value) -> tuple[Value, ...]:
    """A row of a list of matters in which nothing is wrong but what is given."""
    parts: dict[str, Value] = {
        "lead": "建设局", "helpers": "财政局", "given": date(2024, 1, 5), "due": date(2024, 6, 28),
        "state": "正在推进", "closed": None,
    }  # fmt: skip
    parts.update(given)
    return (number, text, *parts.values())


def cell_of(row: int, col: int, value: Value) -> Cell:
    """A cell as the loaders make it."""
    if isinstance(value, date):
        when = datetime(value.year, value.month, value.day)  # noqa: DTZ001  a workbook knows no zone
        return Cell(row, col, Kind.DATE, when.isoformat(), when=when, number_format="yyyy-mm-dd")
    if isinstance(value, int | Decimal):
        return Cell(
            row, col, Kind.NUMBER, f"{value:f}" if isinstance(value, Decimal) else str(value), Decimal(value)
        )
    return Cell(row, col, Kind.TEXT, value or "")


def book_of(
    rows: Sequence[Sequence[Value]], *, hidden: Sequence[int] = (), merges: Sequence[Range] = ()
) -> Workbook:
    """A workbook of one sheet; rows count from 0."""
    sheet = Sheet("Sheet1", merges=list(merges), hidden_rows=set(hidden))
    for row, values in enumerate(rows):
        for col, value in enumerate(values):
            if value is not None:
                sheet.put(cell_of(row, col, value))
    return Workbook("清单.xlsx", "xlsx", [sheet])


def read(
    header: Sequence[str],
    *rows: Sequence[Value],
    title: str = TITLE,
    answers: Mapping[str, str] | None = None,
    **kw: Any,
) -> Reading:
    """What is understood of a list: title in row 1, header in row 2, records from row 3 on."""
    return understand(book_of([[title], header, *rows], **kw), answers or {})


def matters(*rows: Sequence[Value], **kw: Any) -> Reading:
    """What is understood of a list of matters."""
    return read(MATTERS, *rows, **kw)


def answered(header: Sequence[str], *rows: Sequence[Value], answer: str, **kw: Any) -> Reading:
    """The reading after every question was answered with `answer`."""
    asked = read(header, *rows, **kw).questions
    assert asked
    return read(header, *rows, answers={question.id: answer for question in asked}, **kw)


def entry(reading: Reading, row: int, header: str) -> Entry:
    """The entry of the record in a row of the sheet (from 1). Raises StopIteration when there is no such record."""
    record = next(record for record in reading.records if record.row == row)
    return record.fields[header]


def asked(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    """Kind and cells of every question."""
    return [(question.kind, question.cells) for question in reading.questions]


def rows_of(reading: Reading) -> list[int]:
    """The rows that came back as records."""
    return [record.row for record in reading.records]
