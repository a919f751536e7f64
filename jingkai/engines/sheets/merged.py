"""One figure merged over several rows or columns: of the first of them, of all together, or to be parted."""

from dataclasses import replace

from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure, figure_at
from jingkai.engines.sheets.forms import parts_form, parts_of
from jingkai.engines.sheets.headers import SKIP
from jingkai.engines.sheets.table import Row, Table
from jingkai.engines.sheets.values import Value, printed

HELD = "merged"
_MOST = 4


def split_merged(table: Table, figures: list[Figure], asker: Asker) -> list[Figure]:
    """The figures with what was answered about merged ones: a merged figure belongs to all its rows together, not to
    the first, and waits until somebody says whose it is.
    """
    found: list[Figure] = []
    for figure in figures:
        rows = _covered_rows(table, figure)
        if len(rows) > 1 and figure.value.exact is not None and not _covers_columns(table, figure):
            found += _over_rows(table, figure, rows, asker)
        else:
            if len(rows) > 1 or _covers_columns(table, figure):
                _over_cells(figure, asker)
            found.append(figure)
    return found


def _covered_rows(table: Table, figure: Figure) -> list[Row]:
    """The rows with names of their own that a figure's merged cell covers."""
    merge = table.block.grid.spans.get(figure.key)
    if merge is None:
        return []
    covered = [row for row in table.rows if merge.top <= row.row <= merge.bottom]
    return list({row.label_key: row for row in reversed(covered)}.values())[::-1]


def _covers_columns(table: Table, figure: Figure) -> bool:
    merge = table.block.grid.spans.get(figure.key)
    return (
        merge is not None
        and sum(merge.left <= c.col <= merge.right and bool(c.labels) for c in table.data) > 1
    )


def _over_rows(table: Table, figure: Figure, rows: list[Row], asker: Asker) -> list[Figure]:
    whole = figure.value.exact
    assert whole is not None
    names = "、".join(row.label.stem for row in rows[:_MOST]) + ("等" if len(rows) > _MOST else "")
    cell, shown = figure.cell.address, f"{printed(whole)}{figure.unit or ''}"
    form = parts_form(len(rows), whole)
    answer = asker.ask(
        "merged", [figure.key], f"{cell} 的 {shown} 合并了 {len(rows)} 行（{names}），是谁的数？",
        f"{shown} in {cell} is merged over {len(rows)} rows ({names}): whose is it?", why="数据格合并",
        options=[
            Option("first", f"只是“{rows[0].label.stem}”的", f"of {rows[0].label.stem} alone"),
            Option("total", "是这几行合在一起的，不分到各行，不入账", "of these rows together: not parted, left out"),
            SKIP,
        ],
        form=form,
    )  # fmt: skip
    if answer is not None and form.fits(answer):
        return [
            _part(table, figure, row, replace(figure.value, low=part, high=part))
            for row, part in zip(rows, parts_of(answer), strict=True)
        ]
    if answer != "first":
        figure.held.append(HELD)
    return [figure]


def _part(table: Table, figure: Figure, row: Row, value: Value) -> Figure:
    """A row's part of a merged figure: in its own row, of the same time, read from the merged cell."""
    part = figure_at(table, row, figure.column, value)
    return replace(part, cell=figure.cell, span=figure.span, scale=figure.scale, held=list(figure.held))


def _over_cells(figure: Figure, asker: Asker) -> None:
    answer = asker.ask(
        "merged", [figure.key], f"{figure.cell.address} 的数跨了几行(列)，是合在一起的数吗？怎样分？",
        f"{figure.cell.address} spans several rows or columns: whose figure is it?", why="数据格合并",
        options=[Option("first", "只属于第一行(列)", "of the first row or column alone"), SKIP],
    )  # fmt: skip
    if answer != "first":
        figure.held.append(HELD)
