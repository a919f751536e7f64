"""Headers that cannot be read: a month that no calendar has, or none over a whole column. Asked before the figures are
read, since an answer changes what they are of.
"""

from collections.abc import Iterable

from jingkai.engines.periods.labels import find_period
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure, figures_of
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.forms import COLUMN, MONTHS
from jingkai.engines.sheets.labels import Label, read_label
from jingkai.engines.sheets.table import Column, Row, Table, say
from jingkai.engines.sheets.workbook import column_letters

UNHEADED, NO_MONTH = "unheaded", "header"
SKIP = Option("skip", "先不导入", "leave out for now")


def mended(table: Table, asker: Asker) -> list[Figure]:
    """The figures of a table, its headers mended by what was answered; those under a header that is still asked about
    are held.
    """
    figures = _shown(table)
    unheaded = _unheaded(table, figures)
    columns = [column for column in table.data if _impossible(column.labels)]
    rows = [row for row in table.rows if _impossible([row.label])]
    if not (unheaded or columns or rows):
        return figures
    open_columns = {column.col: UNHEADED for column in unheaded if not _named(column, figures, asker)}
    open_columns |= {column.col: NO_MONTH for column in columns if not _dated(column, figures, asker)}
    asked = {row.row for row in rows if _ask_row(row, figures, asker)}
    figures = _shown(table)
    for figure in figures:
        if figure.column.col in open_columns:
            figure.held.append(open_columns[figure.column.col])
        elif figure.key[0] in asked:
            figure.held.append(NO_MONTH)
    return figures


def _shown(table: Table) -> list[Figure]:
    return [figure for figure in figures_of(table) if not figure.column.hidden]


def slipped(table: Table, figures: Iterable[Figure]) -> bool:
    """Whether a header stands over no figures at all: then all headers may have moved, not one be missing."""
    filled = {figure.column.col for figure in figures}
    return any(column.labels and column.col not in filled for column in table.data)


def _unheaded(table: Table, figures: list[Figure]) -> list[Column]:
    """The columns without a header in a table that has headers; none where only some rows have a cell too many."""
    if not any(column.labels for column in table.data) or slipped(table, figures):
        return []
    rows = {figure.key[0] for figure in figures if not figure.column.labels}
    loose = {figure.column.col for figure in figures if not figure.column.labels}
    return [column for column in table.data if column.col in loose] if len(rows) * 2 > len(table.rows) else []


def _named(column: Column, figures: list[Figure], asker: Asker) -> bool:
    letter = column_letters(column.col)
    answer = asker.ask(
        UNHEADED, _first(column, figures), f"第 {letter} 列没有表头，这一列是什么数？",
        f"Column {letter} has no header: what are its figures?", why="没有表头的列里有数", options=[SKIP], form=COLUMN,
    )  # fmt: skip
    if answer is None or answer == SKIP.key:
        return False
    column.labels = [read_label(answer)]
    say(column)
    return True


def _first(column: Column, figures: list[Figure]) -> list[tuple[int, int]]:
    return [figure.key for figure in figures if figure.column.col == column.col][:1]


def _impossible(labels: Iterable[Label]) -> bool:
    return any(lexicon.words()["impossible_month"].search(label.folded) for label in labels)


def _dated(column: Column, figures: list[Figure], asker: Asker) -> bool:
    answer = asker.ask(
        NO_MONTH, column.path[-1:] or _first(column, figures), f"表头“{column.header}”的月份不存在，是哪个月的数？",
        f"“{column.header}”: there is no such month; which one is it?", why="表头的月份不对",
        options=[SKIP], form=MONTHS,
    )  # fmt: skip
    if answer is None or answer == SKIP.key:
        return False
    wrong, month = lexicon.words()["impossible_month"], find_period(fold(answer)).hint
    said = fold(answer) if month.first != month.last or month.year is not None else f"{month.last}月"
    column.labels = [read_label(wrong.sub(said, label.folded)) for label in column.labels]
    say(column)
    return True


def _ask_row(row: Row, figures: list[Figure], asker: Asker) -> bool:
    cells = [row.label_key] if row.label_key is not None else []
    if not any(figure.key[0] == row.row for figure in figures):
        return False
    name = row.label.text.strip()
    asker.ask(
        NO_MONTH, cells, f"“{name}”的月份不存在，是哪个月的数？", f"“{name}”: there is no such month; which one is it?",
        why="月份不对",
    )  # fmt: skip
    return True
