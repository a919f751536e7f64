"""The same workbook through other files: xlsx, xls, ods, and CSV in two encodings."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.tests.metamorph.anatomy import anatomies
from jingkai.engines.sheets.tests.metamorph.moving import mapped
from jingkai.engines.sheets.tests.metamorph.samples import Sample
from jingkai.engines.sheets.tests.metamorph.writing import shown
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook, address, column_letters
from tests.exam import model
from tests.exam.writers import write_ods, write_xls, write_xlsx


def without_formulas(sample: Sample) -> Workbook:
    """The stored values alone, as they survive a format that keeps no formulas."""
    return mapped(sample.book, lambda _, cell: _value_of(cell))


def _value_of(cell: Cell) -> Cell | None:
    if cell.formula is not None and not cell.cached:
        return None
    return replace(cell, formula=None, cached=True)


def visible_first_sheet(sample: Sample) -> Workbook:
    """What a CSV keeps: the sheet with the figures, without what is hidden, and shown values."""
    (anatomy,) = anatomies(sample)
    old = anatomy.sheet
    cells = {
        key: replace(cell, formula=None, cached=True)
        for key, cell in old.cells.items()
        if key[1] not in old.hidden_cols
    }
    return replace(sample.book, sheets=[replace(old, cells=cells)])


def _without_hidden_columns(sample: Sample) -> Workbook:
    book = mapped(without_formulas(sample), lambda s, cell: None if cell.col in s.hidden_cols else cell)
    sheets = [replace(sheet, hidden_cols=set()) for sheet in book.sheets if sheet.cells]
    return replace(book, sheets=[replace(sheet, merges=_of_cells(sheet)) for sheet in sheets])


def _of_cells(sheet: Sheet) -> list[Range]:
    return [merge for merge in sheet.merges if (merge.top, merge.left) in sheet.cells]


def _declared(book: Workbook) -> model.Book:
    """The book as the exam's writers take it."""
    result = model.Book(book.name, book.format, "", "", "", "")
    for sheet in book.sheets:
        declared = result.sheet(sheet.name, "hidden" if sheet.hidden else "visible")
        declared.cells = {cell.address: _stored(cell) for cell in sheet.cells.values()}
        declared.merges = [
            (address(m.top, m.left), address(m.bottom, m.right))
            for m in sheet.merges
            if address(m.top, m.left) in declared.cells
        ]
        declared.hidden_rows = {row + 1 for row in sheet.hidden_rows}
        declared.hidden_columns = {column_letters(col) for col in sheet.hidden_cols}
    return result


def _stored(cell: Cell) -> model.Stored:
    value: str | Decimal = cell.text if cell.number is None else cell.number
    formula = f"={cell.formula}" if cell.formula else ""
    return model.Stored(value, cell.number_format, formula=formula, cached=cell.cached)


def _through(write: Callable[[model.Book, Path], None], suffix: str, book: Workbook) -> Workbook:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"book.{suffix}"
        write(_declared(book), path)
        return load_workbook(path, f"{book.name.rpartition('.')[0]}.{suffix}")


def through_xlsx(sample: Sample) -> Workbook | None:
    """Saved as xlsx."""
    return None if _holds_dates(sample) else _through(write_xlsx, "xlsx", sample.book)


def through_xls(sample: Sample) -> Workbook | None:
    """Saved as the old xls."""
    return None if _holds_dates(sample) else _through(write_xls, "xls", without_formulas(sample))


def through_ods(sample: Sample) -> Workbook | None:
    """Saved as ods; the writer knows neither hidden columns nor empty sheets, so they are left out."""
    if _holds_dates(sample) or any(sheet.hidden_rows for sheet in sample.book.sheets):
        return None
    return _through(write_ods, "ods", _without_hidden_columns(sample))


def _holds_dates(sample: Sample) -> bool:
    kinds = {cell.kind for sheet in sample.book.sheets for cell in sheet.cells.values()}
    return bool(kinds - {Kind.NUMBER, Kind.TEXT})


def through_csv(encoding: str, delimiter: str, sample: Sample) -> Workbook | None:
    """Exported as CSV: values as shown, merged cells as their first cell, hidden columns left out."""
    if len(anatomies(sample)) != 1 or _holds_dates(sample) or anatomies(sample)[0].sheet.hidden_rows:
        return None
    (sheet,) = visible_first_sheet(sample).sheets
    data = _lines(sheet, delimiter).encode(encoding)
    # A CSV has no sheet name: where that is evidence, the file carries it.
    name = f"{sample.book.name.rpartition('.')[0]}_{sheet.name}.csv"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.csv"
        path.write_bytes(data)
        return load_workbook(path, name)


def _lines(sheet: Sheet, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    cols = [c for c in range(max(col for _, col in sheet.cells) + 1) if c not in sheet.hidden_cols]
    for row in range(max(row for row, _ in sheet.cells) + 1):
        cells = [sheet.get(row, col) for col in cols]
        writer.writerow("" if c is None else c.text if c.number is None else shown(c) for c in cells)
    return out.getvalue()


def stored(sample: Sample) -> Workbook:
    """The workbook as it is."""
    return sample.book


FORMATS: dict[str, tuple[Callable[[Sample], Workbook | None], Callable[[Sample], Workbook]]] = {
    "xlsx": (through_xlsx, stored),
    "xls": (through_xls, without_formulas),
    "ods": (through_ods, without_formulas),
    "csv in GB18030": (partial(through_csv, "gb18030", ","), visible_first_sheet),
    "csv in UTF-8": (partial(through_csv, "utf-8-sig", ","), visible_first_sheet),
    "tabs in UTF-16": (partial(through_csv, "utf-16", "\t"), visible_first_sheet),
}
"""Format -> (the workbook through it, what of the workbook such a file keeps)."""
