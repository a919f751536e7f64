"""A workbook and what a careful clerk reads in it, declared together so that they cannot drift apart.

Every filled cell is either a fact or has a reason not to be one; both lists of the expected file are
generated from the same declaration that the writers print.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

COUNTING = ("序号", "位次")
CELL = re.compile(r"([A-Z]+)([0-9]+)$")


def place(cell: str) -> tuple[int, int]:
    """Row and column of an A1 name, counted from 0; raises ValueError for anything else."""
    found = CELL.match(cell)
    if found is None:
        raise ValueError(f"not a cell name: {cell}")
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, column - 1


def name_of(row: int, column: int) -> str:
    """The A1 name of a row and a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


@dataclass(frozen=True)
class Stored:
    """What lies in a cell: text or number, number format, indent, formula with or without a cache."""

    value: str | Decimal
    format: str = ""
    indent: int = 0
    formula: str = ""
    cached: bool = True


@dataclass(frozen=True)
class Printed:
    """A figure printed in another manner than as a bare number.

    `value` is what it says in the fact's unit, or None when it says nothing (then `why` gives the reason);
    `extra` goes into the expected fact as it is (disputed, true_value, optional, accept, bound, scale...).
    """

    stored: Stored
    value: str | None
    why: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def text(shown: str, value: str | None, why: str = "", **extra: Any) -> Printed:
    """A figure that was typed as text, as `▲8.6` or `１９．５`."""
    return Printed(Stored(shown), value, why, extra)


def number(stored: str, value: str | None = None, form: str = "", **extra: Any) -> Printed:
    """A number with a number format of its own, or with an expectation that differs from what is stored."""
    return Printed(Stored(Decimal(stored), form), stored if value is None else value, "", extra)


def ratio(percent: str, form: str = "0.0%") -> Printed:
    """A percentage that is stored as a ratio and formatted as per cent: 12.3 lies in its cell as 0.123."""
    return Printed(Stored(Decimal(percent) / 100, form), percent, "", {"scale": "100"})


def formula(expression: str, result: str, cached: bool = True, **extra: Any) -> Printed:
    """A formula whose cache holds `result`, or has none at all."""
    extra = {"formula": expression, **extra}
    return Printed(Stored(Decimal(result), formula=expression, cached=cached), result, "", extra)


def nothing(mark: str, why: str = "缺数符号") -> Printed:
    """A mark that stands for a missing figure."""
    return Printed(Stored(mark), None, why)


Entry = str | Printed | None


@dataclass(frozen=True)
class Column:
    """What a column of figures says about each of its facts."""

    header: str
    measure: str
    unit: str
    period: str
    cumulative: bool | None
    indicator: str = ""
    qualifier: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """What a row says about each of its facts; empty fields are taken from the column or the book."""

    label: str
    holder: str = ""
    indicator: str = ""
    category: str = ""
    unit: str = ""
    indent: int = 0


@dataclass
class Sheet:
    """One worksheet: its cells, merges, what is hidden, its facts and the cells that are none."""

    name: str
    holder: str
    state: str = "visible"
    cells: dict[str, Stored] = field(default_factory=dict)
    merges: list[tuple[str, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[str] = field(default_factory=set)
    facts: list[dict[str, Any]] = field(default_factory=list)
    not_facts: list[dict[str, str]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)

    def say(self, cell: str, shown: str | Stored, why: str, to: str = "") -> None:
        """Print something that is no fact, merged down to `to` if given."""
        if cell in self.cells:
            raise ValueError(f"{self.name}!{cell} is printed twice")
        if isinstance(shown, str):
            # Ranks and running numbers lie in their cells as numbers; that is what makes them traps.
            shown = Stored(Decimal(shown) if why.startswith(COUNTING) and shown.isdigit() else shown)
        self.cells[cell] = shown
        self.not_facts.append({"sheet": self.name, "cells": cell, "why": why})
        if to:
            self.merges.append((cell, to))

    def heads(self, *headers: tuple[str, str] | tuple[str, str, str]) -> None:
        """Print header cells: (cell, text) or (cell, text, merged to)."""
        for cell, shown, *to in headers:
            self.say(cell, shown, "表头", *to)

    def figure(self, cell: str, row: Row, column: Column, entry: Entry) -> None:
        """Print one figure and note the fact it states; None leaves the cell blank."""
        if entry is None:
            return
        printed = number(entry) if isinstance(entry, str) else entry
        if printed.value is None:
            self.say(cell, printed.stored, printed.why)
            return
        if cell in self.cells:
            raise ValueError(f"{self.name}!{cell} is printed twice")
        self.cells[cell] = printed.stored
        raw = printed.stored.value
        fact: dict[str, Any] = {
            "holder": row.holder or self.holder,
            "indicator": row.indicator or column.indicator,
            "period": column.period,
            "cumulative": column.cumulative,
            "value": printed.value,
            "unit": column.unit or row.unit,
            "measure": column.measure,
            "qualifier": column.qualifier,
            "header": column.header,
            "sheet": self.name,
            "cell": cell,
            "raw": str(raw),
            "raw_type": "text" if isinstance(raw, str) else "number",
            "row_label": row.label,
        }
        if row.category:
            fact["category"] = row.category
        self.facts.append(fact | dict(column.extra) | dict(printed.extra))

    def line(
        self, at: int, row: Row, columns: Mapping[str, Column], entries: Sequence[Entry], label: str
    ) -> None:
        """Print one row of a table: its label in column `label`, then one entry a column."""
        self.say(f"{label}{at}", Stored(row.label, indent=row.indent), "行名")
        for (letter, column), entry in zip(columns.items(), entries, strict=True):
            self.figure(f"{letter}{at}", row, column, entry)

    def record(self, at: int, fields: Mapping[str, tuple[str, str | Printed]]) -> None:
        """Print one row of a list: header -> (column letter, text), or a Printed where the two differ."""
        meant: dict[str, str] = {}
        shown: dict[str, str] = {}
        for header, (letter, entry) in fields.items():
            printed = text(entry, entry) if isinstance(entry, str) else entry
            if header == "序号":
                self.say(f"{letter}{at}", str(printed.stored.value), "序号")
            else:
                self.say(f"{letter}{at}", printed.stored, "清单字段")
            meant[header] = printed.value or ""
            if printed.stored.value != printed.value:
                shown[header] = str(printed.stored.value)
        self.records.append({"sheet": self.name, "row": at, "fields": meant, "printed": shown})


@dataclass
class Book:
    """One workbook of the exam, with everything its expected file says."""

    file: str
    format: str
    title: str
    holder: str
    period: str
    special: str
    encoding: str = "gb18030"
    sheets: list[Sheet] = field(default_factory=list)
    range_facts: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    planted: list[dict[str, Any]] = field(default_factory=list)
    footing: list[dict[str, Any]] = field(default_factory=list)
    derived: list[dict[str, Any]] = field(default_factory=list)

    def sheet(self, name: str, state: str = "visible") -> Sheet:
        """Add a worksheet."""
        sheet = Sheet(name, self.holder, state)
        self.sheets.append(sheet)
        return sheet

    def ask(self, sheet: Sheet, cells: Iterable[str], words: str, why: str, must: bool = True) -> None:
        """A question that a careful clerk asks (`must`) or may ask."""
        self.questions.append(
            {"id": f"q{len(self.questions) + 1}", "sheet": sheet.name, "cells": list(cells), "text": words}
            | {"why": why, "must": must}
        )

    def interval(
        self, sheet: Sheet, cell: str, shown: str, row: Row, column: Column, low: str, high: str
    ) -> None:
        """Print a range as text; it is an interval and no single figure."""
        sheet.cells[cell] = Stored(shown)
        self.range_facts.append(
            {"sheet": sheet.name, "cell": cell, "holder": row.holder or self.holder}
            | {"indicator": row.indicator or column.indicator, "measure": column.measure}
            | {"period": column.period, "low": low, "high": high, "unit": column.unit or row.unit}
        )

    def warn(self, sheet: Sheet, kind: str, severity: str, cells: Iterable[str], words: str) -> None:
        """Something that a reader should point out; it is not graded."""
        self.warnings.append(
            {"kind": kind, "severity": severity, "sheet": sheet.name, "cells": list(cells), "text": words}
        )

    def plant(self, sheet: Sheet, kind: str, cell: str, printed: str, true: str, how: str) -> None:
        """Name a planted error, and the true value that its cell should have held."""
        self.planted.append(
            {"kind": kind, "sheet": sheet.name, "cell": cell, "printed": printed, "published": true}
            | {"how_to_notice": how}
        )
