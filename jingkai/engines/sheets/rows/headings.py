"""Lines of a list that are no records: headings of groups, totals. What a heading counts must follow it."""

import re

from jingkai.engines.sheets.blocks import Block, Key
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.labels import read_label
from jingkai.engines.sheets.lexicon import words as table_words
from jingkai.engines.sheets.rows.listing import Listing
from jingkai.engines.sheets.rows.vocabulary import words
from jingkai.engines.sheets.table import Role, Table
from jingkai.engines.sheets.workbook import address

_DEEPEST = 9  # a heading whose numbering says no level
_FEW = 3  # a line with one cell is a heading only in a table that is wider than a pair of columns


def with_heading_under_header(block: Block) -> Block:
    """The block with its header, where a group's heading line stands between the header and the first row.

    The cutter takes the rows next above the first figures for headers and stops at a heading line of one cell
    (一、续建项目); then the header is left among the lines above the table. Such lines go back to where they belong.
    """
    if block.header or not block.body:
        return block
    grid = block.grid
    rows = sorted({row for row, _ in block.lines})
    head = next((row for row in reversed(rows) if _heads_columns(block, row)), None)
    between = [row for row in rows if head is not None and row > head]
    if head is None or not between or any(len(grid.columns_of(row)) > 1 for row in between):
        return block
    cols = [col for row in [head, *block.body] for col in grid.columns_of(row)]
    lines = [key for key in block.lines if key[0] < head]
    return Block(grid, [head], [*between, *block.body], min(cols), max(cols), lines, block.notes)


def _heads_columns(block: Block, row: int) -> bool:
    cols = block.grid.columns_of(row)
    first = block.grid.folded(row, cols[0]) if cols else ""
    names = ("serial_header", "holder_header", "indicator_header", "category_header", "record_header")
    return len(cols) >= _FEW and any(table_words()[name].match(first) for name in names)


def heading_rows(table: Table) -> set[int]:
    """The rows that head groups (一、续建项目; a 一 among 1, 2, 3 without words of its own) or sum others up."""
    grid = table.block.grid
    found = {row.row for row in table.rows if row.total or row.subtotal}
    described = {c.col for c in table.columns if c.role in (Role.TEXT, Role.REMARK)}
    for row in table.block.body:
        anchors = {grid.anchor(row, col) for col in table.block.columns()} & set(grid.sheet.cells)
        if len(anchors) == 1 and len(table.columns) >= _FEW and next(iter(anchors)) in grid.texts:
            found.add(row)
    for column in table.of(Role.SERIAL):
        serials = {row: grid.words_at(row, column.col) or "" for row in table.block.body}
        numbered = {row for row, text in serials.items() if fold(text).rstrip(".、").isdigit()}
        if len(numbered) * 2 >= len(serials):
            found |= {
                row
                for row, text in serials.items()
                if row not in numbered
                and text.strip()
                and not any((row, col) in grid.texts for col in described)
            }
    return found


def check_counts(listing: Listing) -> None:
    """Warns of a heading that counts more or fewer rows than follow it: 一、续建项目(3个) over two."""
    table = listing.table
    headings = sorted(heading_rows(table))
    records = sorted(line.row for line in listing.all_lines)
    totals = {row.row for row in table.rows if row.total}
    for row in headings:
        found = _count(table, row)
        if found is None:
            continue
        key, said = found
        if row in totals:
            under = records
        else:
            end = next(
                (r for r in headings if r > row and _level(table, r) <= _level(table, row)),
                table.block.body[-1] + 1,
            )
            under = [r for r in records if row < r < end]
        if len(under) != said:
            zh = f"{address(*key)}写{said}项,下面有{len(under)}项,是漏了、多了,还是写错了?"
            en = f"{address(*key)} says {said}, but {len(under)} follow: is one missing, too many, or miscounted?"
            listing.asker.warn("row-count", "error", [key], zh, en)


def _count(table: Table, row: int) -> tuple[Key, int] | None:
    for col in table.block.columns():
        text = table.block.grid.texts.get((row, col))
        if text is not None and (match := words()["heading_count"].search(fold(text))):
            return (row, col), int(match["n"])
    return None


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
