"""From a typed table to its figures: whose, of what, which aspect, in which unit. Periods are settled apart."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from jingkai.engines.periods.labels import NOTHING
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.labels import Label, is_holder_name
from jingkai.engines.sheets.table import Column, Kind, Row, Table
from jingkai.engines.sheets.times import RATES, Span
from jingkai.engines.sheets.values import Value, decimals_of
from jingkai.engines.sheets.workbook import Cell
from jingkai.engines.sheets.workbook import Kind as CellKind


@dataclass
class Figure:
    """One cell that holds a figure, with everything that is understood of it.

    `span` is None until periods are settled; `held` lists why the figure must wait for an answer.
    """

    key: Key
    cell: Cell
    value: Value
    row: Row
    column: Column
    table: Table
    holder: str | None
    indicator: str
    category: str | None
    aspect: str
    unit: str | None
    span: Span | None = None
    scale: int = 1
    held: list[str] = field(default_factory=list)
    aspect_guessed: bool = False
    """Whether nothing but the unit said what the figure is of its indicator."""
    duplicate_of: "Figure | None" = None
    corrected: Decimal | None = None
    """The value an answer put in place of the printed one."""
    qualifiers: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.table.block.grid.sheet.name

    @property
    def number(self) -> Decimal | None:
        """The exact number in the figure's unit, if there is one."""
        exact = self.value.exact
        return None if exact is None else exact * self.scale

    @cached_property
    def _shown_digits(self) -> int:
        exact = self.value.exact
        shown = self.cell.number_format.split(";")[0].rstrip("_ )%").rpartition(".")[2]
        of_format = len(shown) if "." in self.cell.number_format and set(shown) == {"0"} else 0
        return max(decimals_of(exact), of_format) if exact is not None else 0

    @property
    def digits(self) -> int:
        """Printed digits after the point; a number format may show more than the number needs."""
        return self._shown_digits if self.scale == 1 else max(0, self._shown_digits - 2)

    @property
    def is_quotient(self) -> bool:
        """Whether the figure is an amount per something (亩均, 人均, 万元/亩): such figures do not add up."""
        return "/" in (self.unit or "") or bool(lexicon.words()["per_unit"].search(self.indicator))

    def identity(self) -> tuple[object, ...]:
        """What makes two figures the same fact."""
        return fold(self.holder or ""), self.indicator, self.category, self.span, self.aspect, self.unit


def figures_of(table: Table) -> list[Figure]:
    """Every figure of a table, row by row."""
    return [figure for figure in _all_cells(table, headings=False) if not figure.value.missing]


def blanks_of(table: Table) -> list[Figure]:
    """The cells of a table that wait for a figure: blank, or with a sign that there is none yet."""
    return [figure for figure in _all_cells(table, headings=True) if figure.value.missing]


def _all_cells(table: Table, *, headings: bool) -> list[Figure]:
    """Every cell of the columns of figures that is a figure or blank; words and errors are neither. A row without a
    figure may be a heading or a row not yet filled: with `headings`, those without a number (一、) are taken."""
    names = {column.col: _indicator_of_column(table, column) for column in table.data}
    several = _several(table)
    found = []
    for index, row in enumerate(table.rows):
        if lexicon.words()["check_row"].match(row.label.stem):
            continue
        if row.section and (not headings or row.label.level or row.label_key is None):
            continue
        for column in table.data:
            value = table.block.value(row.row, column.col)
            if value is None and (row.row, column.col) not in table.block.grid.sheet.cells:
                value = Value()
            if value is None or column.aspect == "ignore":
                continue
            found.append(_figure(table, index, row, column, value, names[column.col], several))
    return found


def figure_at(table: Table, row: Row, column: Column, value: Value) -> Figure:
    """The figure that a value would be in this row and column."""
    return _figure(
        table, table.rows.index(row), row, column, value, _indicator_of_column(table, column), _several(table)
    )


def _several(table: Table) -> bool:
    """Whether the columns of amounts are of several indicators."""
    amounts = [c for c in table.data if c.aspect in (None, "amount") and c.name and not c.hidden]
    return len({column.name for column in amounts}) > 1


def _figure(
    table: Table, index: int, row: Row, column: Column, value: Value, noun: str, several: bool
) -> Figure:
    cell = table.block.grid.sheet.cells.get((row.row, column.col)) or Cell(
        row.row, column.col, CellKind.EMPTY
    )
    aspect = _aspect(table, row, column, value)
    holder, indicator, category = _subject(table, index, row, column, noun, several)
    unit = _unit(table, row, column, value, aspect)
    if value.unit == "倍" and unit == "%" and value.low is not None and value.high is not None:
        value = replace(value, low=value.low * 100, high=value.high * 100)  # 增长1.2倍
    if value.magnitude and unit is not None:
        value = times_power(value, -power_of(unit))
    if aspect == "amount" and unit is not None:
        made = lexicon.words()["output_name"].search(indicator + table.context.noun)
        kind = lexicon.units().kinds.get(unit)
        aspect = "share" if kind == "permille" else "count" if kind == "count" and not made else "amount"
    guessed = aspect == "share" and _nothing_says_share(row, column, indicator)
    return Figure(
        (row.row, column.col), cell, value, row, column, table, holder, indicator, category, aspect, unit,
        aspect_guessed=guessed,
    )  # fmt: skip


def _nothing_says_share(row: Row, column: Column, indicator: str) -> bool:
    """Whether a percentage is called a share for want of any word: its name ends in no 率, 比重, 度."""
    said = [column.aspect, row.aspect, *(label.aspect for label in column.labels)]
    return "share" not in said and not lexicon.words()["share_name"].search(indicator)


_MAGNITUDES = (("百万", 6), ("千万", 7), ("亿", 8), ("万", 4), ("千", 3), ("百", 2))


def power_of(unit: str) -> int:
    """The power of ten in a unit's name: 4 for 万元, 0 for 元."""
    return next((power for name, power in _MAGNITUDES if unit.startswith(name)), 0)


def times_power(value: Value, power: int) -> Value:
    """The value times ten to a power. 8.8亿 under 万元 is 88000 万元: the magnitude was typed, not left to the unit."""
    low = None if value.low is None else value.low.scaleb(power)
    high = None if value.high is None else value.high.scaleb(power)
    return replace(value, low=low, high=high)


def _indicator_of_column(table: Table, column: Column) -> str:
    """The indicator a column's header names; a rate without a name of its own is of the amount beside it."""
    noun = table.context.noun
    name = column.name
    amounts = {
        c.name for c in table.data if c.aspect in (None, "amount", "count", "balance", "plan_total")
    } - {""}
    if (
        not name
        and column.aspect in (*RATES, "plan", "plan_growth", "plan_share")
        and (len(amounts) > 1 or not noun)
    ):
        name = _name_beside(table, column)
    if name and noun.endswith(name):
        return noun
    return name or noun


def _name_beside(table: Table, column: Column) -> str:
    left = [
        c
        for c in table.data
        if c.col < column.col and c.aspect in (None, "amount", "count", "balance", "plan_total")
    ]
    group = [c for c in left if column.path and c.path and c.path[0] == column.path[0]]
    right = [c for c in table.data if c.col > column.col and c.aspect in (None, "amount", "count")]
    nearest = (group or left)[-1:] or right[:1]
    return nearest[0].name if nearest else ""


def _subject(
    table: Table, index: int, row: Row, column: Column, noun: str, several: bool
) -> tuple[str | None, str, str | None]:
    """(holder, indicator, category) of a cell: from the row's labels, the column's header and the context."""
    context = table.context
    labels = [*row.outer, (row.label, row.kind)]
    holder = _holder(context.holder, labels)
    across = column.name if is_holder_name(column.name) and row.kind is not Kind.HOLDER else ""
    if row.kind is not Kind.HOLDER and any(label.zone_wide for label in column.labels):
        whole = next(label for label in column.labels if label.zone_wide)
        own_place = _is_whole(whole, context.holder)
        holder, noun, across = (context.holder if own_place else whole.stem), context.noun, column.name
    elif across:
        holder, noun = across, context.noun
    own = "/".join(_own_path(table, index, row))
    named = {kind: [_name(label, kind) for label, k in row.outer if k is kind] for kind in Kind}
    if row.kind in (Kind.INDICATOR, Kind.CATEGORY) and not _says_nothing(row.label):
        named[row.kind].append(own)
    category = "/".join(filter(None, named[Kind.CATEGORY])) or None
    if row.kind is Kind.CATEGORY and row.label.zone_wide and not row.outer:
        category = None  # the 合计 of all classes is the holder's own figure
    indicator = "/".join(filter(None, named[Kind.INDICATOR]))
    if not indicator:
        return holder, noun or (category or ""), category
    extra = "" if across or not several or column.aspect in RATES or column.name in indicator else column.name
    return holder, _joined(indicator, extra), category


def _name(label: Label, kind: Kind) -> str:
    if label.aspect in RATES and label.aspect != "share" and label.name:
        return label.name
    return "" if _says_nothing(label) else label.stem


def _says_nothing(label: Label) -> bool:
    """A label such as 当月, 累计同比%: it says when and which aspect, but names nothing."""
    return label.generic and not label.total and (label.aspect is not None or label.hint != NOTHING)


_SUM = re.compile(r"(?:合计|总计|小计|共计)$|^(?:合计|总计|共计|全部|总和)")


def _is_whole(label: Label, context: str | None) -> bool:
    """Whether 全区 (全市, 本区, 合计) is the table's own holder; 全市 in a zone's table is not."""
    whole = lexicon.words()["whole_level"].match(label.folded)
    return whole is None or context is None or context.endswith(whole[1])


def _holder(context: str | None, labels: list[tuple[Label, Kind]]) -> str | None:
    """The innermost label that names a holder; totals are of the holder outside them."""
    for label, kind in reversed(labels):
        if kind is not Kind.HOLDER or (label.zone_wide and _is_whole(label, context)):
            continue
        name = _SUM.sub("", label.stem) if label.total or label.subtotal else label.stem
        if name:
            return name
    zone_wide = [
        label.stem for label, kind in labels if kind is Kind.HOLDER and (label.zone_wide or label.total)
    ]
    return context or (zone_wide[0] if zone_wide else None)


def _own_path(table: Table, index: int, row: Row) -> tuple[str, ...]:
    """A row's names; a row that says only an aspect (增长%) is of the row above it."""
    if row.label.aspect and not row.label.name and index and row.label.aspect in RATES and not row.outer:
        for above in reversed(table.rows[:index]):
            if above.label.name:
                return above.path
    if row.label.aspect in RATES and row.label.aspect != "share" and row.label.name:
        return (*row.path[:-1], row.label.name)
    return row.path


def _joined(first: str, second: str) -> str:
    return f"{first}/{second}" if first and second else first or second


def _aspect(table: Table, row: Row, column: Column, value: Value) -> str:
    """What the cell is of its indicator: the header says it, or else the row."""
    of_column = column.aspect
    of_row = row.aspect if row.kind is not Kind.HOLDER else None
    unit = row.unit or column.unit
    told = [label.folded for label in (*column.labels[-1:], row.label)]
    if (
        of_column in (None, "amount", "plan")
        and unit == "%"
        and any(lexicon.words()["completing"].match(t) for t in told)
    ):
        return "completion_rate"
    if value.points and of_column in (None, "growth", "yoy_change", "amount"):
        return "pp_change"
    if value.unchanged and of_column is None and _mostly_points(table, column):
        return "pp_change"
    if of_row == "plan" and row.label.generic and of_column in (None, "amount"):
        return "plan"
    if of_row == "index" and of_column in (None, "amount"):
        return "index"
    if of_row in RATES or of_row == "growth":
        if of_column == "plan":
            return "plan_growth" if of_row == "growth" else "plan"
        if of_column in (None, "amount"):
            return of_row or "amount"
    if (
        of_column == "yoy_change"
        and column.unit is None
        and (value.percent or _mostly_percent(table, column))
    ):
        return "growth"
    if of_column not in (None, "amount"):
        return _planned(table, column, of_column or "amount")
    kinds = {lexicon.units().kinds.get(u) for u in table.context.units}
    if unit is None and kinds and kinds <= {"rate", "points"}:
        return table.context.aspect or "share"
    if unit == "%" or (unit is None and value.percent):
        return (table.context.aspect if unit is None or row.unit is None else None) or "share"
    if unit == "百分点":
        return "pp_change"
    if of_row in ("balance", "count") or (of_row == "plan_total" and not column.hint.says_months):
        return of_row
    return _planned(table, column, "amount")


def _mostly_percent(table: Table, column: Column) -> bool:
    values = [
        v for r in table.rows if (v := table.block.value(r.row, column.col)) is not None and not v.missing
    ]
    return bool(values) and sum(1 for v in values if v.percent) * 2 > len(values)


def _mostly_points(table: Table, column: Column) -> bool:
    values = [
        v for r in table.rows if (v := table.block.value(r.row, column.col)) is not None and not v.missing
    ]
    return sum(1 for v in values if v.points) * 2 > len(values)


def _planned(table: Table, column: Column, aspect: str) -> str:
    """A growth or amount beside a plan under one header of a year that is not over is planned too."""
    if (
        aspect not in ("growth", "amount", "share")
        or column.hint.year is None
        or column.hint.last is not None
    ):
        return aspect
    base = table.context.hint
    if (
        base.last is None
        or base.last == 12
        or column.hint.year != base.year
        or column.hint.cumulative is not None
    ):
        return aspect
    group = [
        c for c in table.data if c is not column and c.path and column.path and c.path[0] == column.path[0]
    ]
    if len(column.path) > 1 and any(c.aspect == "plan" for c in group):
        return {"growth": "plan_growth", "share": "plan_share", "amount": "plan"}[aspect]
    return aspect


_BY_RATE = {"growth": "%", "growth_mom": "%", "completion_rate": "%", "share": "%", "plan_growth": "%",
            "plan_share": "%", "pp_gap": "百分点", "pp_change": "百分点"}  # fmt: skip


def _unit(table: Table, row: Row, column: Column, value: Value, aspect: str) -> str | None:
    """The unit nearest to the cell: in the cell, the row, the header, the table's line."""
    if aspect in _BY_RATE:
        return "‰" if column.unit == "‰" else _BY_RATE[aspect]
    kinds = lexicon.units().kinds
    if value.unit and value.unit in kinds:
        return value.unit
    named = row.unit or column.unit
    if row.unit is None and lexicon.words()["ratio_name"].search(row.label.stem):
        return ""
    if named and not (named == "%" and aspect == "yoy_change"):
        return named
    if aspect == "count" or _implied(column):
        return (
            next((u for u in table.context.units if kinds.get(u) == "count"), None)
            or _implied(column)
            or "个"
        )
    if aspect == "index":
        return ""
    amounts = [u for u in table.context.units if kinds.get(u) == "amount"]
    if len(amounts) == 1 or (amounts and not row.unit):
        return amounts[0]
    return next((u for u in table.context.units if kinds.get(u) == "count"), None)


def _implied(column: Column) -> str | None:
    header = column.name + column.header
    return next((unit for unit, pattern in lexicon.implied_units() if pattern.search(header)), None)
