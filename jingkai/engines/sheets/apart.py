"""Telling figures of one table apart that headers or rows tell apart: 名义增长 and 实际增长, two 其他 under two heads.

What two cells have in common in indicator, period and unit is the same fact only when their headers and rows say the
same too. Otherwise the words in which they differ become part of the indicator (columns) or the category (rows).
"""

import re
from collections import defaultdict

from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.labels import Label

_UNIT = re.compile(r"[(](?:[±%]+|[^()]*(?:元|个|户|家|人|亩|吨|时|米))[)]|[±%]")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计)$")


def tell_apart(figures: list[Figure]) -> None:
    """Gives figures of one table that only share their identity the words in which they differ."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.identity()].append(figure)
    for group in groups.values():
        if len(group) > 1:
            _by_rows(group)
            _by_columns(group)


def _by_rows(group: list[Figure]) -> None:
    rows = {figure.key[0]: figure for figure in group}
    if len(rows) < 2:
        return
    names = {row: _row_words(figure) for row, figure in rows.items()}
    if len(set(names.values())) < len(rows):
        return
    for figure in group:
        words = names[figure.key[0]]
        if words and words != figure.category:
            figure.category = words


def _row_words(figure: Figure) -> str:
    row = figure.row
    own = _TOTAL.sub("", row.label.stem) or row.label.stem
    if row.label.zone_wide:
        return ""
    outer = [label.stem for label, _ in row.outer]
    return "/".join(dict.fromkeys([*row.lineage, *outer, own]))


def _by_columns(group: list[Figure]) -> None:
    by_row: dict[int, list[Figure]] = defaultdict(list)
    for figure in group:
        by_row[figure.key[0]].append(figure)
    for same_row in by_row.values():
        words = [_column_words(figure.column.labels, same_row) for figure in same_row]
        if len(same_row) > 1 and len(set(words)) == len(words):
            for figure, said in zip(same_row, words, strict=True):
                if said and said not in figure.indicator:
                    figure.indicator = f"{figure.indicator}/{said}" if figure.indicator else said


def _column_words(labels: list[Label], same_row: list[Figure]) -> str:
    """The header words of a column that not all of the columns in question have."""
    headers = [{label.folded for label in figure.column.labels} for figure in same_row]
    shared = set.intersection(*headers)
    return "/".join(_UNIT.sub("", label.folded) for label in labels if label.folded not in shared)
