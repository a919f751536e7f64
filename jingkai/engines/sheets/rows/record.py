"""A record: one row of a list, header to typed value, with the cell that each value stands in."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One cell of a record: `text` as typed, and what was read in it.

    `value` is a decimal in `unit`, or the number of the parent; `date` is ISO at the grain that was written
    (2024-06-28, 2024-06, 2024, 2024-04/2024-06); `term` a term instead of a date (15个工作日); `planned` marks
    拟5月; `units` are the organisations of a cell, the lead first; `code` is a normalised code and `check` what
    its check digits say (valid, doubtful, invalid); `state` is open or closed; `privacy` is the class of
    DESIGN 2 when it is above P1. `held` names why it must wait for an answer.
    """

    text: str
    cell: str
    value: str | None = None
    unit: str | None = None
    date: str | None = None
    term: str | None = None
    planned: bool = False
    units: tuple[str, ...] = ()
    code: str | None = None
    check: str | None = None
    state: str | None = None
    privacy: str | None = None
    held: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data; what is not known is left out."""
        said = {key: value for key, value in vars(self).items() if value not in (None, (), False)}
        return _with_held({key: list(v) if isinstance(v, tuple) else v for key, v in said.items()})


@dataclass(frozen=True)
class Record:
    """One row of a list; `row` counts from 1. Rows that head groups or sum others up are no records.

    `held` names why the whole row must wait for an answer.
    """

    sheet: str
    row: int
    fields: dict[str, Entry]
    held: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        fields = {header: entry.to_json() for header, entry in self.fields.items()}
        data = {"sheet": self.sheet, "row": self.row, "fields": fields, "held": list(self.held)}
        return _with_held(data if self.held else {k: v for k, v in data.items() if k != "held"})


def _with_held(data: dict[str, Any]) -> dict[str, Any]:
    """`held` as facts carry it: a flag, and beside it why."""
    if "held" in data:
        data["held_because"], data["held"] = data["held"], True
    return data
