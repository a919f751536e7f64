"""What a paper says: blocks of runs, each run a text or a figure that names where it is from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Form = Literal["heading", "subheading", "paragraph", "table"]


@dataclass(frozen=True)
class Figure:
    """A figure put into a paper: its text as it reads there, the reference of what it is, source and caliber."""

    text: str
    ref: str
    source: str
    caliber: str


@dataclass(frozen=True)
class Sentence:
    """A text in which figures stand: 税收24.4亿元，增长8%。 Each figure keeps where it is from."""

    parts: tuple[str | Figure, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table, cell by cell."""

    cells: tuple[str | Figure | Sentence, ...]


# What one slot may take.
Value = str | date | Figure | Sentence | Row
Given = Value | Sequence[Value]
_SINGLE = (str, date, Figure, Sentence, Row)


@dataclass(frozen=True)
class Run:
    """A stretch of text; with `ref` it is a figure, and the paper's page links it."""

    text: str
    ref: str = ""
    source: str = ""
    caliber: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A part of the body: runs, or for a table rows of cells of runs, the first `heads` of which are its head."""

    form: Form
    runs: Runs = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    heads: int = 0

    @property
    def figures(self) -> frozenset[int]:
        """The columns of a table with a head, but for the first, in which figures stand: what says where it is from."""
        rows = self.rows[self.heads :] if self.heads else ()
        found = {place for row in rows for place, cell in enumerate(row) if any(one.ref for one in cell)}
        return frozenset(found) - {0}


def text_of(runs: Iterable[Run]) -> str:
    """What the runs say, without where it is from."""
    return "".join(one.text for one in runs)


def runs_of(value: Value) -> Runs:
    """A value as it reads: a day as 2024年1月5日, a sentence as its parts, a row as its cells one after the other."""
    if isinstance(value, Figure):
        return (Run(value.text, value.ref, value.source, value.caliber),)
    if isinstance(value, date):
        return (Run(chinese_day(value)),)
    if isinstance(value, Sentence):
        return tuple(run for part in value.parts for run in runs_of(part))
    if isinstance(value, Row):
        return tuple(run for cell in value.cells for run in runs_of(cell))
    return (Run(value),)


def figures_of(value: Value) -> tuple[Figure, ...]:
    """The figures that stand in a value."""
    if isinstance(value, Figure):
        return (value,)
    parts = value.parts if isinstance(value, Sentence) else value.cells if isinstance(value, Row) else ()
    return tuple(figure for part in parts for figure in figures_of(part))


def chinese_day(day: date) -> str:
    """成文日期: year, month and day in Arabic digits, without leading noughts (GB/T 9704-2012 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


# ---- as JSON


def plain_slots(slots: Mapping[str, Given]) -> dict[str, Any]:
    """Slots as they are stored: a day as its ISO text under `day`, a figure as an object, a sentence as its `parts`, a
    row as its `cells`.
    """
    return {
        name: _plain(given) if isinstance(given, _SINGLE) else [_plain(one) for one in given]
        for name, given in slots.items()
    }


def slots_from(stored: Mapping[str, Any]) -> dict[str, Given]:
    """The slots that `plain_slots` stored."""
    return {
        name: [_value(one) for one in given] if isinstance(given, list) else _value(given)
        for name, given in stored.items()
    }


def values_of(given: Given) -> list[Value]:
    """One value or several, as a list, without those that say nothing."""
    some = [given] if isinstance(given, _SINGLE) else list(given)
    return [one for one in some if text_of(runs_of(one)).strip()]


def plain_block(block: Block) -> dict[str, Any]:
    """A block as it is stored."""
    found: dict[str, Any] = {"form": block.form}
    if block.runs:
        found["runs"] = [_plain_run(one) for one in block.runs]
    if block.rows:
        found["rows"] = [[[_plain_run(one) for one in cell] for cell in row] for row in block.rows]
    if block.heads:
        found["heads"] = block.heads
    return found


def block_from(stored: Mapping[str, Any]) -> Block:
    """The block that `plain_block` stored."""
    rows = stored.get("rows", ())
    return Block(
        stored["form"],
        tuple(Run(**one) for one in stored.get("runs", ())),
        tuple(tuple(tuple(Run(**one) for one in cell) for cell in row) for row in rows),
        stored.get("heads", 0),
    )


def _plain_run(run: Run) -> dict[str, str]:
    return {name: value for name, value in vars(run).items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, Figure):
        return vars(value).copy()
    if isinstance(value, Sentence):
        return {"parts": [_plain(one) for one in value.parts]}
    if isinstance(value, Row):
        return {"cells": [_plain(one) for one in value.cells]}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _value(stored: Any) -> Any:
    if isinstance(stored, str):
        return stored
    if "parts" in stored:
        return Sentence(tuple(_value(one) for one in stored["parts"]))
    if "cells" in stored:
        return Row(tuple(_value(one) for one in stored["cells"]))
    return date.fromisoformat(stored["day"]) if "day" in stored else Figure(**stored)
