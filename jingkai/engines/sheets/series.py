"""Months against each other, over all tables and sheets of a file: a cumulative figure grows by the month's own."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.relations import HALF
from jingkai.engines.sheets.suspects import apply_answer, ask_jump, jump_of

_WORDS = {
    "step": (
        "上月累计加本月不等于本月累计",
        "last month's cumulative and this month do not add up to the cumulative",
    ),
    "falls": ("累计数比前期小", "the cumulative figure is smaller than the one before"),
    "below": ("累计数小于当月数", "the cumulative figure is smaller than the month's"),
}


@dataclass(frozen=True)
class Break:
    """A relation between months that does not hold. `needed` is what the first figure should be, if that is known."""

    kind: str
    figures: tuple[Figure, ...]
    needed: Decimal | None = None


def ask_series(figures: list[Figure], asker: Asker) -> None:
    """Asks about every break, one question for the breaks of one kind in one column; the newer figures wait."""
    groups: dict[tuple[str, str, int], list[Break]] = defaultdict(list)
    for series in _series(figures):
        for found in _breaks(series):
            first = found.figures[0]
            asker.sheet = first.sheet
            factor = jump_of(first, found.needed) if found.needed is not None else None
            if factor is not None:
                ask_jump(first, factor, asker)
            else:
                groups[found.kind, first.sheet, first.key[1]].append(found)
    for (kind, sheet, _), breaks in groups.items():
        asker.sheet = sheet
        _ask(kind, breaks, asker)


def _series(figures: list[Figure]) -> Iterator[list[Figure]]:
    """Figures of one thing that differ only in the months they are of; one figure a span."""
    found: dict[tuple[object, ...], dict[object, Figure]] = defaultdict(dict)
    for figure in figures:
        if (
            figure.aspect in ("amount", "count")
            and figure.number is not None
            and figure.span
            and figure.span.last
        ):
            what = (
                figure.holder,
                figure.indicator,
                figure.category,
                figure.aspect,
                figure.unit,
                figure.span.year,
            )
            found[what].setdefault(figure.span, figure)
    yield from (list(series.values()) for series in found.values() if len(series) > 1)


def _breaks(series: list[Figure]) -> Iterator[Break]:
    spans = {figure.span: figure for figure in series if figure.span}
    cumulative = sorted(
        ((span.last or 0, f) for span, f in spans.items() if span.cumulative and span.first == 1),
        key=lambda p: p[0],
    )
    single = {span.last: f for span, f in spans.items() if not span.cumulative and span.first == span.last}
    for (earlier, before), (later, after) in pairwise(cumulative):
        month = single.get(later)
        if later == earlier + 1 and month is not None:
            needed = _number(after) - _number(before)
            if abs(needed - _number(month)) > _slack(before, after, month):
                yield Break("step", (month, after, before), needed)
        elif _number(after) < _number(before) and _number(before) > 0:
            yield Break("falls", (after, before))
    for last, figure in cumulative:
        month = single.get(last)
        if (
            month is not None
            and _number(figure) < _number(month)
            and _number(month) > 0
            and min(map(_number, series)) >= 0
        ):
            yield Break("below", (figure, month))


def _number(figure: Figure) -> Decimal:
    return figure.number if figure.number is not None else Decimal(0)


def _slack(before: Figure, after: Figure, month: Figure) -> Decimal:
    """Rounding of the three figures, and the small revisions of earlier months that later reports carry."""
    rounding = sum((HALF.scaleb(-figure.digits) for figure in (before, after, month)), Decimal(0))
    return rounding + abs(_number(before)) * Decimal(str(lexicon.weights()["revision_tolerance"]))


def _ask(kind: str, breaks: list[Break], asker: Asker) -> None:
    zh, en = _WORDS[kind]
    cells = [figure for found in breaks for figure in found.figures if figure.sheet == asker.sheet]
    listed = "、".join(f"{figure.cell.address}={figure.cell.text.strip()}" for figure in cells[:8])
    answer = asker.ask(
        "months", [figure.key for figure in cells], f"{zh}:{listed},是否填错或对调?", f"{en}: {listed}.",
        why=zh, options=[Option("printed", "以印出的数为准", "as printed"), Option("skip", "先不导入", "leave out")],
    )  # fmt: skip
    for found in breaks:
        for figure in found.figures[:2]:
            apply_answer(figure, answer, None, "months")
