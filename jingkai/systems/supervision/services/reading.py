"""Rows of a list workbook as the rule of lists names its columns."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jingkai.engines.periods import Period
from jingkai.engines.sheets import Record, read_workbook
from jingkai.engines.sheets.fold import fold

from ..kinds import ListBody
from ..problems import DUE_UNCLEAR, LIST_EMPTY, ROWS_WAIT

# Why the reader of workbooks holds a row that names nobody.
_NO_UNIT = "lead"
_PLAIN = ("number", "title", "category", "leader")


@dataclass(frozen=True)
class Row:
    """A row of the list: the sheet's row, its number as printed, and what the columns say, names as typed."""

    row: int
    number: str
    title: str
    category: str
    units: tuple[str, ...]
    executing: tuple[str, ...]
    leader: str
    due: date | None
    term: str


def read_list(path: Path, rule: ListBody, answers: dict[str, str] | None = None) -> list[Row]:
    """The rows of a list of problems.

    Raises Problem `supervision.list-empty`, `supervision.rows-wait` (a question about a row is not answered),
    `supervision.due-unclear`; SheetProblem for a file that is no table.
    """
    reading = read_workbook(path, answers=answers or {})
    found = [(one, _columns(one, rule)) for one in reading.records]
    listed = [(one, columns) for one, columns in found if "title" in columns]
    if not listed:
        headers = "、".join(f"{name}: {' '.join(patterns)}" for name, patterns in rule.columns.items())
        raise LIST_EMPTY(file=path.name, headers=headers)
    waiting = [str(one.row) for one, columns in listed if _waits(one, columns)]
    if waiting:
        raise ROWS_WAIT(rows="、".join(waiting))
    rows = [_row(one, columns, rule) for one, columns in listed]
    unclear = [
        f"第 {one.row} 行 {one.fields[columns['due']].text}"
        for (one, columns), row in zip(listed, rows, strict=True)
        if row.due is None and not row.term and "due" in columns
    ]
    if unclear:
        raise DUE_UNCLEAR(rows="；".join(unclear))
    return rows


def _waits(record: Record, columns: dict[str, str]) -> bool:
    """Whether the reader asks something about the row that has to be answered first.

    Who does it is not asked: the office splits common problems, and a leaf without a unit is refused as such.
    """
    held = {
        *record.held,
        *(why for name in columns if name in _PLAIN for why in record.fields[columns[name]].held),
    }
    return bool(held - {_NO_UNIT})


def _columns(record: Record, rule: ListBody) -> dict[str, str]:
    """Which header is which column, of those that this row fills."""
    found: dict[str, str] = {}
    for header in record.fields:
        folded = fold(header)
        for name, patterns in rule.columns.items():
            if name not in found and any(re.search(pattern, folded) for pattern in patterns):
                found[name] = header
                break
    return found


def _row(record: Record, columns: dict[str, str], rule: ListBody) -> Row:
    def text(name: str) -> str:
        return record.fields[columns[name]].text.strip() if name in columns else ""

    def units(name: str) -> tuple[str, ...]:
        if name not in columns:
            return ()
        entry = record.fields[columns[name]]
        if entry.held or not entry.text.strip():
            return ()
        return entry.units or (entry.text.strip(),)

    due = record.fields[columns["due"]] if "due" in columns else None
    day = Period.parse(due.date).last_day if due is not None and due.date and not due.held else None
    return Row(
        row=record.row,
        number=text("number") or str(record.row),
        title=text("title"),
        category=_category(text("category"), rule),
        units=units("unit"),
        executing=units("executing"),
        leader=text("leader"),
        due=day,
        term=due.term or "" if due is not None else "",
    )


def _category(text: str, rule: ListBody) -> str:
    for name, patterns in rule.categories.items():
        if any(re.search(pattern, text) for pattern in patterns):
            return name
    return ""
