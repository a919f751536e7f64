"""A list as a workbook: a line an entry, in the order of the page. No line and no column adds anything up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jingkai.web.dates import moment
from jingkai.web.sheets import write_register

from ..words import Words
from .queries import Line

# The columns (words.yaml) with their widths in characters.
_COLUMNS = {
    "listed_person": 12, "listed_unit": 18, "listed_happened": 44, "listed_effect": 36, "listed_proof": 18, "state": 12,
    "listed_day": 12,
}  # fmt: skip


def workbook(lines: Iterable[Line], title: str, words: Words, at: datetime) -> bytes:
    """The workbook's bytes: a title that says which list, whose and when, a head, a line for each entry."""
    columns = [(words(name), width) for name, width in _COLUMNS.items()]
    return write_register(
        words("conduct"), f"{title} · {moment(at)}", columns, [_cells(one, words) for one in lines]
    )


def _cells(one: Line, words: Words) -> list[object]:
    row = one.listing
    state = words.of(one.state) + (words("and") + words("fallen") if one.fallen else "")
    return [row.person.name, row.unit.name, row.happened, row.effect, row.proof, state, row.case.day]
