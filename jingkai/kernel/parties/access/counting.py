"""Counting what may be counted and not listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count

from .levels import Level
from .reader import Reader
from .suppression import suppress
from .visibility import visible


@dataclass(frozen=True)
class Counted:
    """`n`, of which `restricted` may only be counted. Both are None where a small number would be told."""

    n: int | None
    restricted: int | None


@dataclass(frozen=True)
class Counts:
    """A table of counts by the values of a column, and their total."""

    cells: Mapping[Any, Counted]
    total: Counted


def count_by(rows: "models.QuerySet[Any]", reader: Reader, by: str, smallest: int) -> Counts:
    """Count rows by the column `by`, as far as the reader may.

    What the reader may list is counted plainly; what may only be counted is suppressed below `smallest`
    (from the rule set of roles), with whatever else would give it away. What is hidden from the reader is not
    in any figure.
    """
    every, listed = _count(rows, reader, by, Level.AGGREGATE), _count(rows, reader, by, Level.CONTENT)
    restricted = suppress({key: n - listed.get(key, 0) for key, n in every.items()}, smallest)
    cells = {key: _counted(listed.get(key, 0), cell.count) for key, cell in restricted.cells.items()}
    return Counts(cells, _counted(sum(listed.values()), restricted.total.count))


def _counted(listed: int, restricted: int | None) -> Counted:
    return Counted(None if restricted is None else listed + restricted, restricted)


def _count(rows: "models.QuerySet[Any]", reader: Reader, by: str, level: Level) -> dict[Any, int]:
    counted = visible(rows, reader, level).order_by().values(by).annotate(rows=Count("pk", distinct=True))
    return dict(counted.order_by(by).values_list(by, "rows"))
