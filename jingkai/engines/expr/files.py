"""Plain files as a source: figures and records from CSV, with the schema that follows from them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jingkai.engines.expr.memory import MemorySource, Recorded
from jingkai.engines.expr.plan import Figure
from jingkai.engines.expr.problems import ExprProblem, short
from jingkai.engines.expr.schema import RowKind, Schema, defaults
from jingkai.engines.expr.source import Reference, Row
from jingkai.engines.expr.syntax import START
from jingkai.engines.expr.types import DATE, HOLDER, PERIOD, TEXT, TRUTH, NumberType, Type
from jingkai.engines.expr.values import Holder, Value
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem, Quantity, Units, read_number

FIGURE_COLUMNS = ("measure", "unit", "value", "period")
OPTIONAL_COLUMNS = ("holder", "caliber", "nature", "figure", "id")
_TYPES: Mapping[str, Type] = {
    "text": TEXT,
    "date": DATE,
    "truth": TRUTH,
    "holder": HOLDER,
    "period": PERIOD,
    "number": NumberType(),
}
_TRUTHS = {
    "是": True,
    "true": True,
    "yes": True,
    "1": True,
    "否": False,
    "false": False,
    "no": False,
    "0": False,
}


@dataclass(frozen=True, slots=True)
class Files:
    """A schema and a source that were read from files."""

    schema: Schema
    source: MemorySource


def read_files(
    facts: Sequence[Path],
    records: Mapping[str, Path],
    *,
    period: str = "",
    holder: str = "",
    calibers: Sequence[str] = (),
) -> Files:
    """The figures of `facts` and the rows of `records` by kind.

    A file of figures has the columns measure, unit, value, period; if wanted, holder, caliber, nature,
    figure (fact, target, schedule, indicator) and id. A file of records names its columns `name:type` with
    text, date, truth, holder, period, number or a unit. `period` left out is the latest in the files,
    `holder` the first.
    Raises ExprProblem `expr.file-column`, `expr.file-value`, `expr.schema`; OSError.
    """
    figures = [recorded for path in facts for recorded in _figures(path)]
    kinds: dict[str, RowKind] = {}
    rows: dict[str, list[Row]] = {}
    for kind, path in records.items():
        kinds[kind], rows[kind] = _records(kind, path)
    names: dict[str, Value] = {}
    if period or figures:
        names["period"] = Period.parse(period) if period else max(one.period for one in figures)
    if holder or figures:
        names["holder"] = Holder(holder or figures[0].holder)
    order = tuple(calibers) or defaults().calibers
    return Files(_schema(figures, kinds), MemorySource(figures, rows, names, order))


def _schema(figures: Sequence[Recorded], kinds: Mapping[str, RowKind]) -> Schema:
    units: dict[Figure, dict[str, str]] = {figure: {} for figure in Figure}
    for recorded in figures:
        units[recorded.figure].setdefault(recorded.name, recorded.value.unit.name)
    shipped = defaults()
    named = dict.fromkeys([*shipped.calibers, *(one.caliber for one in figures if one.caliber)])
    return Schema(
        measures=units[Figure.FACT],
        targets={**units[Figure.FACT], **units[Figure.SCHEDULE], **units[Figure.TARGET]},
        indicators=units[Figure.INDICATOR],
        rows=kinds,
        calibers=tuple(named),
    )


def _figures(path: Path) -> Iterator[Recorded]:
    for line, row in _lines(path, FIGURE_COLUMNS):
        figure = row.get("figure") or Figure.FACT
        if figure not in set(Figure):
            raise _unreadable(path, line, "figure", figure)
        yield Recorded(
            id=row.get("id") or f"{path.name}:{line}",
            name=row["measure"],
            holder=row.get("holder") or "",
            period=_period(path, line, "period", row["period"]),
            value=_quantity(path, line, "value", row["value"], row["unit"]),
            nature=row.get("nature") or "actual",
            caliber=row.get("caliber") or "",
            figure=Figure(figure),
        )


def _records(kind: str, path: Path) -> tuple[RowKind, list[Row]]:
    rows = []
    header: dict[str, tuple[str, str]] = {}
    for line, row in _lines(path, ()):
        header = header or {column: _column(path, column) for column in row}
        fields = {
            name: _value(path, line, name, of, row[column])
            for column, (name, of) in header.items()
            if row[column]
        }
        rows.append(Row(Reference(kind, f"{path.name}:{line}"), fields))
    return RowKind({name: _type(of) for name, of in header.values()}), rows


def _column(path: Path, column: str) -> tuple[str, str]:
    name, _, of = column.partition(":")
    of = of or "text"
    if of not in _TYPES and Units.shipped().find(of) is None:
        raise _unreadable(path, 1, column, of)
    return name, of


def _type(of: str) -> Type:
    return _TYPES[of] if of in _TYPES else NumberType(Units.shipped().get(of))


def _value(path: Path, line: int, name: str, of: str, text: str) -> Value:
    match of:
        case "text":
            return text
        case "holder":
            return Holder(text)
        case "period":
            return _period(path, line, name, text)
        case "truth":
            if text.lower() not in _TRUTHS:
                raise _unreadable(path, line, name, text)
            return _TRUTHS[text.lower()]
        case "date":
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise _unreadable(path, line, name, text) from None
    return _quantity(path, line, name, text, "" if of == "number" else of)


def _period(path: Path, line: int, name: str, text: str) -> Period:
    try:
        return Period.parse(text)
    except Problem:
        raise _unreadable(path, line, name, text) from None


def _quantity(path: Path, line: int, name: str, text: str, unit: str) -> Quantity:
    """The quantity as typed, 5000余 too; an empty cell is the unknown."""
    found = Units.shipped().find(unit)
    if found is None:
        raise _unreadable(path, line, "unit", unit)
    if not text:
        return Quantity.unknown(found)
    quantity = read_number(text, found)
    if quantity is None or quantity.unit.dimension != found.dimension:
        raise _unreadable(path, line, name, text)
    return quantity


def _lines(path: Path, wanted: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        for name in wanted:
            if name not in (reader.fieldnames or ()):
                columns = ", ".join(wanted)
                raise ExprProblem("expr.file-column", START, file=path.name, name=name, wanted=columns)
        for row in reader:
            yield reader.line_num, {key.strip(): (value or "").strip() for key, value in row.items() if key}


def _unreadable(path: Path, line: int, name: str, found: str) -> ExprProblem:
    return ExprProblem("expr.file-value", START, file=path.name, line=line, name=name, found=short(found))
