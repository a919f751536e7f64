"""Boards for tests: points that are given, and units in groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from jingkai.engines.scoring.analysis import Board
from jingkai.engines.scoring.tests.small import Row, facts, leaf, of_period, scored

# period -> indicator -> unit -> value
Values = Mapping[str, Mapping[str, Mapping[str, float | None]]]


def rows_of(values: Values) -> list[Row]:
    """The facts as rows."""
    return [
        row
        for period, indicators in values.items()
        for indicator, units in indicators.items()
        for row in of_period(indicator, units, period)
    ]


def groups(named: Mapping[str, str]) -> pa.Table:
    """UNITS with their groups."""
    return pa.table({"unit": list(named), "group": list(named.values())})


def board(
    leaves: list[dict[str, Any]] | dict[str, Any],
    values: Values,
    units: pa.Table | None = None,
    **more: Any,
) -> Board:
    """A board of indicators in a sum, or of a whole tree; `more` as in `scored`."""
    tree = {"id": "总分", "of": leaves} if isinstance(leaves, list) else leaves
    return Board(scored(tree, facts(rows_of(values)), units, **more))


def given(**full: float) -> list[dict[str, Any]]:
    """Indicators whose values are their points, with so many full marks."""
    return [leaf(name, weight=marks) for name, marks in full.items()]
