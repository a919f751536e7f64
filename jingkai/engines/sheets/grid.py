"""A sheet as the segmenting sees it: cells with their values, text under merged ranges, what is visible."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.values import Value, read_value
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet

_YEARS = range(1990, 2100)


@dataclass
class Grid:
    """Cells of one sheet with what each is: a value, or a text (labels, headers, notes)."""

    sheet: Sheet

    @cached_property
    def values(self) -> dict[tuple[int, int], Value]:
        """Every cell that holds a figure or says that there is none."""
        found = {}
        for key, cell in self.sheet.cells.items():
            value = read_value(cell)
            if value is not None:
                found[key] = value
        return found

    @cached_property
    def texts(self) -> dict[tuple[int, int], str]:
        """Every cell that is read as words; a date is written as the label it stands for."""
        found = {}
        for key, cell in self.sheet.cells.items():
            if key not in self.values and cell.kind in (Kind.TEXT, Kind.DATE) and cell.text.strip():
                found[key] = _date_label(cell) if cell.kind is Kind.DATE else cell.text
        return found

    @cached_property
    def spans(self) -> dict[tuple[int, int], Range]:
        """Merged range by cell."""
        return self.sheet.spans()

    @cached_property
    def rows(self) -> list[int]:
        """The rows that hold anything, in order."""
        return sorted({row for row, _ in self.sheet.cells})

    def columns_of(self, row: int) -> list[int]:
        """The non-blank columns of a row."""
        return self._columns.get(row, [])

    @cached_property
    def _columns(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, col in sorted(self.sheet.cells):
            found.setdefault(row, []).append(col)
        return found

    def words_at(self, row: int, col: int) -> str | None:
        """The text that covers (row, col), through merged ranges; header numbers such as 2023 count as text."""
        anchor = self.anchor(row, col)
        if anchor in self.texts:
            return self.texts[anchor]
        cell, value = self.sheet.cells.get(anchor), self.values.get(anchor)
        return cell.text if cell is not None and value is not None and value.exact is not None else None

    def anchor(self, row: int, col: int) -> tuple[int, int]:
        """The cell whose content covers (row, col)."""
        merge = self.spans.get((row, col))
        return (merge.top, merge.left) if merge else (row, col)

    def is_year(self, key: tuple[int, int]) -> bool:
        """Whether a numeric cell is a bare year, as headers carry it."""
        value = self.values.get(key)
        number = value.exact if value else None
        return number is not None and number == number.to_integral_value() and int(number) in _YEARS

    def folded(self, row: int, col: int) -> str:
        """The folded text that covers a cell, empty when there is none."""
        return fold(self.words_at(row, col) or "")


def _date_label(cell: Cell) -> str:
    when = cell.when
    if not isinstance(when, date):
        return cell.text
    if when.day == 1 and "d" not in cell.number_format.lower():
        return f"{when.year}年{when.month}月"
    return f"{when.year}年{when.month}月{when.day}日"
