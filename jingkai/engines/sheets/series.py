"""Months against each other, over all sheets of a file and the unit's earlier files: a cumulative figure grows by the
month's own, and no month is a thousand times the one before."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.points import Earlier, Point, series_of
from jingkai.engines.sheets.relations import HALF
from jingkai.engines.sheets.suspects import apply_answer, ask_jump, jump_of
from jingkai.engines.sheets.times import Span

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
    points: tuple[Point, ...]
    needed: Decimal | None = None

    @property
    def figures(self) -> list[Figure]:
        """The figures of this file that the relation touches, the newest first."""
        return [point.figure for point in self.points if point.figure is not None]


def ask_series(figures: list[Figure], earlier: Earlier, asker: Asker) -> None:
    """Asks about every break, one question for the breaks of one kind in one column; the newer figures wait."""
    groups: dict[tuple[str, str, int], list[Break]] = defaultdict(list)
    for series in series_of(figures, earlier):
        for found in [*_jumps(series), *_breaks(series)]:
            if not found.figures or "unit-jump" in found.figures[0].held:
                continue
            first = found.figures[0]
            asker.sheet = first.sheet
            factor = jump_of(first, found.needed) if found.needed is not None else None
            if factor is not None:
                ask_jump(first, factor, asker)
            elif found.kind != "jump":
                groups[found.kind, first.sheet, first.key[1]].append(found)
    for (kind, sheet, _), breaks in groups.items():
        asker.sheet = sheet
        _ask(kind, breaks, asker)


def _cumulative(series: dict[Span, Point]) -> list[tuple[int, Point]]:
    found = [(span.last or 0, point) for span, point in series.items() if span.cumulative and span.first == 1]
    return sorted(found, key=lambda entry: entry[0])


def _breaks(series: dict[Span, Point]) -> Iterator[Break]:
    cumulative = _cumulative(series)
    single = {span.last: p for span, p in series.items() if not span.cumulative and span.first == span.last}
    for (earlier, before), (later, after) in pairwise(cumulative):
        month = single.get(later)
        if later == earlier + 1 and month is not None:
            needed = after.number - before.number
            if abs(needed - month.number) > _slack(before, after, month):
                yield Break("step", (month, after, before), needed)
        elif after.number < before.number * (1 - _revision()) and before.number > 0:
            yield Break("falls", (after, before))
    for last, point in cumulative:
        month = single.get(last)
        never_negative = min(other.number for other in series.values()) >= 0
        if month is not None and point.number < month.number and month.number > 0 and never_negative:
            yield Break("below", (point, month))


def _jumps(series: dict[Span, Point]) -> Iterator[Break]:
    """A cumulative figure that is about a thousand or ten thousand times what the month before makes likely."""
    weights = lexicon.weights()
    low, high = (Decimal(str(bound)) for bound in weights["likely_step"])
    for (earlier, before), (later, after) in pairwise(_cumulative(series)):
        if later != earlier + 1 or before.number <= 0 or after.number <= 0:
            continue
        likely = before.number * later / earlier
        for factor in (Decimal(whole) for whole in weights["jump_factors"]):
            for times in (factor, 1 / factor):
                if low <= after.number / (likely * times) <= high and after.figure is not None:
                    yield Break("jump", (after, before), after.number / times)


def _revision() -> Decimal:
    return Decimal(str(lexicon.weights()["revision_tolerance"]))


def _slack(before: Point, after: Point, month: Point) -> Decimal:
    """Rounding of the three figures, and the small revisions of earlier months that later reports carry."""
    rounding = sum((HALF.scaleb(-point.digits) for point in (before, after, month)), Decimal(0))
    return rounding + abs(before.number) * _revision()


def _ask(kind: str, breaks: list[Break], asker: Asker) -> None:
    zh, en = _WORDS[kind]
    cells = [figure for found in breaks for figure in found.figures if figure.sheet == asker.sheet]
    listed = "、".join(dict.fromkeys(point.shown for found in breaks for point in found.points))
    answer = asker.ask(
        "months", [figure.key for figure in cells], f"{zh}：{listed}，是否填错或对调？", f"{en}: {listed}.",
        why=zh, options=[Option("printed", "以印出的数为准", "as printed"), Option("skip", "先不导入", "leave out")],
    )  # fmt: skip
    for found in breaks:
        for figure in found.figures[:2]:
            apply_answer(figure, answer, None, "months")
