"""Months against each other, over all sheets of a file and the unit's earlier files: what does not hold is asked."""

from collections import defaultdict

from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.months import Break, Steps, breaks_of
from jingkai.engines.sheets.points import Earlier, series_of
from jingkai.engines.sheets.suspects import apply_answer, ask_jump, jump_of

_WORDS = {
    "step": (
        "上月累计加本月不等于本月累计",
        "last month's cumulative and this month do not add up to the cumulative",
    ),
    "falls": ("累计数比前期小", "the cumulative figure is smaller than the one before"),
    "below": ("累计数小于当月数", "the cumulative figure is smaller than the month's"),
}


def said_of(kind: str) -> tuple[str, str]:
    """What does not hold, by the kind of its Break, in both languages: `step`, `falls` or `below`."""
    return _WORDS[kind]


def ask_series(figures: list[Figure], earlier: Earlier, asker: Asker) -> None:
    """Asks about every break, one question for the breaks of one kind in one column; the newer figures wait."""
    groups: dict[tuple[str, str, int], list[Break]] = defaultdict(list)
    for series in series_of(figures, earlier):
        for found in breaks_of(series, Steps.shipped()):
            if found.kind == "jump" and found.points[0].figure is None:
                continue
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


def _ask(kind: str, breaks: list[Break], asker: Asker) -> None:
    zh, en = said_of(kind)
    cells = [figure for found in breaks for figure in found.figures if figure.sheet == asker.sheet]
    listed = "、".join(dict.fromkeys(point.shown for found in breaks for point in found.points))
    answer = asker.ask(
        "months", [figure.key for figure in cells], f"{zh}：{listed}，是否填错或对调？", f"{en}: {listed}.",
        why=zh, options=[Option("printed", "以印出的数为准", "as printed"), Option("skip", "先不导入", "leave out")],
    )  # fmt: skip
    for found in breaks:
        for figure in found.figures[:2]:
            apply_answer(figure, answer, None, "months")
