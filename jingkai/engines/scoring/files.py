"""Tables from CSV and Parquet, every cell of a CSV a text: what is a number is decided where it is checked."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from .diagnosing import why_unreadable
from .problems import problem

# In the order in which they are tried: what we write, and what Excel writes in China.
_ENCODINGS = ("utf-8-sig", "gb18030")
_NAMES = ("unit", "indicator", "period")


def read_table(path: Path) -> pa.Table:
    """A table from a file. Raises Problem `scoring.unreadable`, and OSError where there is no such file."""
    with path.open("rb"):
        pass
    try:
        if path.suffix.lower() == ".parquet":
            # Names come as codes with a list of names: a few numbers in the place of millions of texts.
            schema = pyarrow.parquet.read_schema(path)
            return pyarrow.parquet.read_table(
                path, read_dictionary=[one for one in _NAMES if one in schema.names]
            )
        return _csv(path)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, UnicodeDecodeError, csv.Error) as error:
        zh, en = why_unreadable(path, _encoding(path))
        raise problem("scoring.unreadable", file=path.name, why=zh, why_en=en) from error


def require(table: pa.Table, needed: Iterable[str], file: str) -> None:
    """Raises Problem `scoring.columns` where a table lacks one of these columns."""
    missing = [one for one in needed if one not in table.column_names]
    if missing:
        raise problem("scoring.columns", file=file, missing=missing, found=table.column_names)


def read_rows(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a small table, every cell as text without blanks around it. Raises as `read_table` and `require`."""
    table = read_table(path)
    require(table, needed, path.name)
    rows = table.select(needed).to_pylist()
    return [
        {name: "" if value is None else str(value).strip() for name, value in row.items()} for row in rows
    ]


def read_number(said: str, file: str, unit: str, indicator: str, *, least: float = -math.inf) -> float | None:
    """The number in a cell, None of an empty one. Raises Problem `scoring.not-a-number`, also below `least`."""
    if not said:
        return None
    try:
        number = float(said)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < least:
        raise problem(
            "scoring.not-a-number", file=file, unit=unit, indicator=indicator, period="", value=said
        )
    return number


def _csv(path: Path) -> pa.Table:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as lines:
        head = [name.strip() for name in next(csv.reader(lines), [])]
    if len(set(head)) < len(head):
        raise csv.Error
    table = pyarrow.csv.read_csv(
        path,
        pyarrow.csv.ReadOptions(encoding=encoding.removesuffix("-sig"), column_names=head, skip_rows=1),
        pyarrow.csv.ParseOptions(newlines_in_values=True),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()), strings_can_be_null=False),
    )
    # Blanks that a spreadsheet leaves around a name make no other name.
    return pa.table({name: pc.utf8_trim_whitespace(table.column(name)) for name in table.column_names})


def _encoding(path: Path) -> str:
    """The first encoding in which the whole file is text; the last, which only reading it to the end would tell."""
    for encoding in _ENCODINGS[:-1]:
        try:
            with path.open(encoding=encoding) as text:
                while text.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return _ENCODINGS[-1]
