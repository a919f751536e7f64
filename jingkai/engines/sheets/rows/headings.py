"""Lines of a list that are no records: headings of groups, totals. What a heading counts must follow it."""

import re

from jingkai.engines.sheets.blocks import Block, Key
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.labels import read_label
from jingkai.engines.sheets.rows.listing import Listing
from jingkai.engines.sheets.rows.vocabulary import words
from jingkai.engines.sheets.table import Role, Table
from jingkai.engines.sheets.workbook import address

_DEEPEST = 9  # a heading whose numbering says no level
_FEW = 3  # a line with one cell is a heading only in a table that is wider than a pair of columns


def _text(block: Block, row: int, col: int) -> str:
    """The folded text of a cell, be it a word or a number typed as text."""
    cell = block.grid.sheet.cells.get(block.grid.anchor(row, col))
    return fold(cell.text) if cell is not None else ""


def _is_number(folded: str) -> bool:
    return bool(words()["chinese_number"].match(folded)) or folded.rstrip(".、").isdigit()


def heading_rows(table: Table) -> set[int]:
    """The rows that head groups (一、续建项目; a 一 among 1, 2, 3 without words but its name) or sum others up."""
    grid = table.block.grid
    found = {row.row for row in table.rows if row.total or row.subtotal}
    first = next((column.col for column in table.columns if column.role is Role.LABEL), None)
    for row in table.block.body:
        anchors = {key for col in table.block.columns() if (key := grid.anchor(row, col)) in grid.sheet.cells}
        if len(anchors) == 1 and len(table.columns) >= _FEW and anchors <= grid.texts.keys():
            found.add(row)
    for column in table.of(Role.SERIAL):
        others = [col for col in table.block.columns() if col not in (column.col, first)]
        serials = {row: _text(table.block, row, column.col) for row in table.block.body}
        unnumbered = {row for row, text in serials.items() if text and not _has_digit(text)}
        if len(unnumbered) * 2 <= len(serials):
            found |= {row for row in unnumbered if not any((row, col) in grid.texts for col in others)}
    return found


def _has_digit(text: str) -> bool:
    """Whether a running number has a digit; the count of a heading (一、续建项目(2个)) is none."""
    return any(map(str.isdigit, words()["heading_count"].sub("", text)))


def check_counts(listing: Listing) -> None:
    """Warns of a heading that counts more or fewer rows than follow it: 一、续建项目(3个) over two."""
    table = listing.table
    headings = sorted(heading_rows(table))
    records = sorted(line.row for line in listing.all_lines)
    for row in headings:
        found = _count(table, row)
        if found is None:
            continue
        key, said = found
        level = _level(table, row)
        if _is_total(table, key):
            under = records
        else:
            end = next(
                (r for r in headings if r > row and _level(table, r) <= _level(table, row)),
                table.block.body[-1] + 1,
            )
            under = [r for r in records if row < r < end]
        if len(under) != said and (under or level < _DEEPEST):
            zh = f"{address(*key)}写{said}项，下面有{len(under)}项，是漏了、多了，还是写错了？"
            en = f"{address(*key)} says {said}, but {len(under)} follow: is one missing, too many, or miscounted?"
            listing.asker.warn("row-count", "error", [key], zh, en)


def _count(table: Table, row: int) -> tuple[Key, int] | None:
    for col in table.block.columns():
        text = table.block.grid.texts.get((row, col))
        if text is not None and (match := words()["heading_count"].search(fold(text))):
            return (row, col), int(match["n"])
    return None


def _is_total(table: Table, key: Key) -> bool:
    """合计(5个): without its count the line is a total."""
    return read_label(words()["heading_count"].sub("", fold(table.block.grid.texts[key]))).total


def _level(table: Table, row: int) -> int:
    """How far in a heading stands: 一 before (一) before 1."""
    grid = table.block.grid
    texts = [fold(grid.texts[row, col]) for col in table.block.columns() if (row, col) in grid.texts]
    for text in texts:
        if words()["chinese_number"].match(text):
            return 2 if re.match(words()["bracketed"], text) else 1
        if level := read_label(text).level:
            return level
    return _DEEPEST
