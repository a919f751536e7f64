"""The heat map (热力图): units by class and place, and the score rate of each at the parts of a node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jingkai.engines.scoring.analysis import Board
from jingkai.engines.scoring.analysis.judging import rate_of
from jingkai.engines.scoring.analysis.report.writing import SHADES
from jingkai.engines.scoring.reading import Slot
from jingkai.kernel.rounds.running import Running

from .asking import Judged
from .tree import below


@dataclass(frozen=True)
class Cell:
    """What a unit has at a part: `rate` in %, None where it has no full marks or no points; `shade` from 0, the
    lowest rates, to 4.
    """

    slot: Slot
    points: float | None
    rate: float | None
    shade: int | None


@dataclass(frozen=True)
class Row:
    """A unit. `change` are the places gained since the month before, None where there is nothing to compare;
    `lacking` how many indicators it alone has no figure of; `gates` those it has not passed.
    """

    who: str
    cells: tuple[Cell, ...]
    points: float | None
    place: int | None
    together: int
    n: int
    change: int | None
    lacking: int
    gates: tuple[str, ...]


@dataclass(frozen=True)
class Heat:
    """The map at a node: its parts, and rows by class, in the order of the rule."""

    node: Slot
    parts: tuple[Slot, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def heat(judged: Judged, node: str, group: str) -> Heat:
    """The map at a node (the total), of one class or of all. Raises Problem `assessment.no-such-cell`."""
    slot = judged.slot(node)
    parts = tuple(below(judged.board, slot.item.id))
    rows = list(_rows(judged, slot, parts))
    order = [one for one in judged.running.cohort.body.classes if group in ("", one)] or [""]
    return Heat(
        slot,
        parts,
        tuple(
            (one, tuple(sorted((row for row in rows if judged.groups[row.who] == one), key=_in_order)))
            for one in order
        ),
    )


def shade_of(rate: float | None) -> int | None:
    """Of the report's five shades; of the rate as it is printed, so that no 80 lies in the shade below 80."""
    return None if rate is None else sum(float(f"{rate:.0f}") >= end for end in SHADES)


def lacking(running: Running, board: Board) -> Counter[str]:
    """How many indicators each unit has no figure or no result of, where the scheme does not count that as zero."""
    rows = board.trace(running.cohort.period).select(["unit", "node", "why"])
    zero = {slot.item.id for slot in board.slots.values() if slot.missing == "zero"}
    columns = (rows.column(name).to_pylist() for name in ("unit", "node", "why"))
    return Counter(unit for unit, node, why in zip(*columns, strict=True) if why and node not in zero)


def _rows(judged: Judged, slot: Slot, parts: tuple[Slot, ...]) -> Iterator[Row]:
    board, period = judged.board, judged.period
    totals = board.cells(period, slot.item.id)
    lack = lacking(judged.running, board)
    gates = dict(judged.running.gates)
    for who in judged.shown:
        cell = totals[who]
        cells = []
        for part in parts:
            points = board.cells(period, part.item.id)[who].points
            rate = rate_of(points, part.full)
            cells.append(Cell(part, points, rate, shade_of(rate)))
        yield Row(
            who, tuple(cells), cell.points, cell.place, cell.together, cell.n, _change(judged, slot, who),
            lack[who], gates.get(who, ()),
        )  # fmt: skip


def _change(judged: Judged, slot: Slot, who: str) -> int | None:
    """Places gained since the month before at this node, where it had points then."""
    earlier = judged.before
    if earlier is None or earlier.board is None:
        return None
    then = earlier.board.cells(earlier.cohort.period, slot.item.id).get(who)
    now = judged.board.cells(judged.period, slot.item.id)[who].place
    return None if then is None or then.place is None or now is None else then.place - now


def _in_order(row: Row) -> tuple[bool, int, str]:
    return row.place is None, row.place or 0, row.who
