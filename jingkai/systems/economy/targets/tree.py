"""The targets of a year as a tree: a target, under it the parts it was broken down into, and whether they make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jingkai.kernel.facts.definitions import Aim, Aims
from jingkai.kernel.facts.reconcile import Reconciliation

from ..line import Line
from ..month import Month


@dataclass(frozen=True)
class Branch:
    """A target at its `depth` under the one `above`. `line` is the row of the month that stands against it, `parts` the
    sum of what is below beside it, where there is something below and all of it may be seen.
    """

    aim: Aim
    above: Aim | None
    depth: int
    line: Line | None
    parts: Reconciliation | None


def tree(month: Month) -> list[Branch]:
    """The standing targets that the month lies in, each with its parts after it, in the order of the indicators; as far
    as the month is seen.
    """
    aims = Aims.load(month.zone, month.as_of)
    shown = [
        one for one in aims.all if one.period.contains(month.period) and month.seen.has(one.row.holder_id)
    ]
    there = {one.row.pk for one in shown}
    lines = {
        one.aimed.aim.row.pk: one
        for one in month.everything
        if one.aimed is not None and one.aimed.aim is not None
    }
    parts = {one.parent.row.pk: one for one in month.reconciliations}
    order = {one.definition.code: place for place, one in reversed(list(enumerate(month.everything)))}
    roots = [one for one in shown if one.row.parent_id not in there]
    roots.sort(key=lambda one: (order.get(one.row.indicator, len(order)), one.row.pk))
    found: list[Branch] = []
    for root in roots:
        found.extend(_branches(root, None, 0, aims, there, lines, parts))
    return found


def _branches(
    aim: Aim,
    above: Aim | None,
    depth: int,
    aims: Aims,
    there: set[int],
    lines: Mapping[int, Line],
    parts: Mapping[int, Reconciliation],
) -> Iterator[Branch]:
    yield Branch(aim, above, depth, lines.get(aim.row.pk), parts.get(aim.row.pk))
    for child in aims.children(aim):
        if child.row.pk in there:
            yield from _branches(child, aim, depth + 1, aims, there, lines, parts)
