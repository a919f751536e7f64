"""Sums of a project: no total is negative, no part exceeds its whole, another unit in a cell is converted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from jingkai.engines.quantity import NUMBER, Problem, Quantity, Units, read_number
from jingkai.engines.sheets.figures import figures_of
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.rows.doubt import AS_PRINTED, LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.forms import FIGURE
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.order import settle_pair, wrong_of
from jingkai.engines.sheets.rows.record import Entry
from jingkai.engines.sheets.rows.vocabulary import Field, Type, pairs
from jingkai.engines.sheets.table import Table
from jingkai.engines.sheets.values import Value, printed
from jingkai.engines.sheets.workbook import Cell, Kind, address


def units_of_columns(table: Table) -> Mapping[int, str]:
    """The unit of each column of figures: the one that most cells have that name none themselves."""
    counts: dict[int, Counter[str]] = {}
    for figure in figures_of(table):
        if figure.unit is not None and not figure.value.unit:
            counts.setdefault(figure.column.col, Counter())[figure.unit] += 1
    return {col: counter.most_common(1)[0][0] for col, counter in counts.items()}


def in_unit(cell: Cell, value: Value, unit: str | None) -> tuple[Decimal, str | None]:
    """The number of a cell in its column's unit; in its own unit where the two do not convert.

    8.8亿元 and 8.8亿 under 万元 are 88000 万元: a magnitude in the cell replaces that of the header. Raises
    ValueError for a cell that is not one exact number.
    """
    if value.exact is None:
        raise ValueError("not one exact number")
    known = Units.shipped().find(unit) if unit is not None else None
    typed = read_number(fold(cell.text), known) if cell.kind is Kind.TEXT and known is not None else None
    if typed is None or typed.value is None or known is None or value.percent:
        return value.exact, value.unit or unit
    try:
        converted = typed.to(known).value
    except Problem:
        converted = None
    return (value.exact, value.unit) if converted is None else (converted, unit)


def mention_converted(listing: Listing) -> None:
    """Says which cells were typed in another unit or magnitude than their column's."""
    grid = listing.table.block.grid
    for line in listing.lines:
        for col, entry in line.entries.items():
            key = listing.at(line, col)
            value = grid.values.get(key)
            if (
                entry.value is None
                or value is None
                or value.exact is None
                or Decimal(entry.value) == value.exact
            ):
                continue
            zh = f"{address(*key)}的“{entry.text}”自带单位，已按{entry.value}{entry.unit}读入"
            en = f"{address(*key)}: “{entry.text}” names its own unit; read as {entry.value} {entry.unit}"
            listing.asker.warn("row-unit-differs", "info", [key], zh, en)


def check_sums(listing: Listing) -> list[Doubt]:
    """Negative sums, and parts above their whole."""
    doubts = [doubt for line in listing.lines for doubt in _negative(listing, line)]
    for part, whole in pairs("within"):
        for less in listing.cols(part):
            for more in listing.cols(whole)[:1]:
                fields = (listing.field(part), listing.field(whole))
                doubts += [d for line in listing.lines for d in _above(listing, line, (less, more), fields)]
    return doubts


def _negative(listing: Listing, line: Line) -> Iterator[Doubt]:
    for column, kind in listing.of_type(Type.MONEY):
        amount = _amount(line.entries.get(column.col))
        if amount is None or amount.value is None or amount.value >= 0:
            continue
        key = listing.at(line, column.col)
        zh = f"{address(*key)}的{kind.zh}是负数({amount.text})，应为多少？"
        en = f"{address(*key)}: the {kind.en} is negative ({amount.text}): what should it be?"
        settle = partial(_settle_negative, line, column.col)
        yield Doubt(
            "row-negative", (key,), zh, en, f"{kind.zh}为负", settle, (AS_PRINTED, LEAVE_OUT), form=FIGURE
        )


def _settle_negative(line: Line, col: int, answer: str | None) -> None:
    """The answer is the right number, in the unit of the cell."""
    number = read_number(answer) if answer else None
    if number is not None and number.value is not None and number.unit.is_number:
        line.entries[col] = replace(line.entries[col], value=printed(number.value))
    elif answer != AS_PRINTED.key:
        line.hold_entry(col, "negative")


def _above(
    listing: Listing, line: Line, cols: tuple[int, int], fields: tuple[Field, Field]
) -> Iterator[Doubt]:
    less, more = (_amount(line.entries.get(col)) for col in cols)
    if less is None or more is None or less.unit.dimension != more.unit.dimension:
        return
    over = (less.to(more.unit) - more).value
    if over is None or over <= 0 or more.value is None or more.value < 0:
        return
    cells = tuple(listing.at(line, col) for col in cols)
    first, second = fields
    zh = (
        f"{address(*cells[0])}{first.zh}{less.text}大于{address(*cells[1])}{second.zh}{more.text}"
        f"(多{printed(over)}{more.unit})，哪个写错了？"
    )
    en = f"{address(*cells[0])}: {first.en} {less.text} exceeds {second.en} {more.text}: which is wrong?"
    settle = partial(settle_pair, line, cols, "exceeds")
    yield Doubt("row-exceeds", cells, zh, en, f"{first.zh}大于{second.zh}", settle, wrong_of(first, second))


def _amount(entry: Entry | None) -> Quantity | None:
    """The exact amount of an entry that does not wait; a plain number where no unit is known."""
    if entry is None or entry.value is None or entry.held:
        return None
    unit = Units.shipped().find(entry.unit) if entry.unit else None
    return Quantity.exactly(Decimal(entry.value), NUMBER if unit is None else unit, text=entry.text)
