"""Cutting a sheet into tables: titles, header rows, body, notes; panels below and beside each other."""

import re
from dataclasses import dataclass, field

from jingkai.engines.quantity import Units
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.grid import Grid
from jingkai.engines.sheets.labels import read_label
from jingkai.engines.sheets.values import Value
from jingkai.engines.sheets.workbook import Kind

Key = tuple[int, int]
_TABLE_WIDTH = 3
"""Columns from which a header makes a row of one cell a row of the table: a pair of columns may be a list of terms."""
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]+")


@dataclass
class Block:
    """One table. `lines` are the texts above it (titles, units, periods) and `notes` those below or inside."""

    grid: Grid
    header: list[int]
    body: list[int]
    first_col: int
    last_col: int
    lines: list[Key] = field(default_factory=list)
    notes: list[Key] = field(default_factory=list)

    def columns(self) -> range:
        """All columns of the table."""
        return range(self.first_col, self.last_col + 1)

    def value(self, row: int, col: int) -> Value | None:
        """The figure at (row, col)."""
        return self.grid.values.get((row, col))

    def header_path(self, col: int) -> list[Key]:
        """The header cells over a column, from the top; a merged header counts once."""
        path: list[Key] = []
        for row in self.header:
            key = self._header_cell(row, col)
            if key is not None and key not in path:
                path.append(key)
        return path

    def _header_cell(self, row: int, col: int) -> Key | None:
        anchor = self.grid.anchor(row, col)
        if self.grid.words_at(*anchor):
            return anchor
        if row == self.header[-1] or not self.grid.words_at(self.header[-1], col):
            return None
        # An unmerged group header stands over its first column only and reaches to the next one.
        for left in range(col - 1, self.first_col, -1):
            anchor = self.grid.anchor(row, left)
            if self.grid.words_at(*anchor):
                below = self.grid.words_at(self.header[-1], left)
                stretches = below is not None and self.grid.anchor(self.header[-1], left) != anchor
                return anchor if stretches and anchor not in self.grid.spans else None
        return None


def cut(grid: Grid) -> list[Block]:
    """The tables of a sheet, top to bottom, left to right."""
    return [panel for block in _Cutter(grid).run() for panel in _beside(block)]


class _Cutter:
    """Reads rows downward: words are pending until figures show whether they were titles or headers."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.blocks: list[Block] = []
        self.pending: list[int] = []
        self.open: Block | None = None
        self.words = lexicon.words()

    def run(self) -> list[Block]:
        previous = -1
        for index, row in enumerate(self.grid.rows):
            if self.open is not None and row > previous + 1 and self._starts_anew(index):
                self._close()
            self._take(index, row)
            previous = row
        self._close()
        self._leave_notes()
        return self.blocks

    def _take(self, index: int, row: int) -> None:
        if self._is_header_by_words(row):
            if self.open is not None:
                self._close()
            self.pending.append(row)
        elif self._is_data(row):
            if self.open is None:
                self._begin(row)
            elif not self._is_column_index(row):
                self.open.body.append(row)
                figures = [c for c in self.grid.columns_of(row) if (row, c) in self.grid.values]
                self.open.last_col = max(self.open.last_col, *figures)
        elif self.open is None:
            self.pending.append(row)
        elif self._is_note(row):
            self.open.notes.extend((row, col) for col in self.grid.columns_of(row))
        elif not self._is_row_without_figures(row) and self._starts_anew(index):
            self._close()
            self.pending.append(row)
        else:
            self.open.body.append(row)  # a section line such as 一、收入

    def _is_row_without_figures(self, row: int) -> bool:
        """Whether words stand where the open table has figures: the row has a unit in the column of units, as no header
        has, or a formula of it failed.
        """
        assert self.open is not None
        if any(self.grid.sheet.cells[row, col].kind is Kind.ERROR for col in self.grid.columns_of(row)):
            return True
        known = lexicon.units().canonical
        return any(
            self.grid.folded(row, col) in known
            for col in self.open.columns()
            if any(self.words["unit_header"].match(self.grid.folded(top, col)) for top in self.open.header)
        )

    def _close(self) -> None:
        if self.open is not None:
            self.blocks.append(self.open)
            self.open = None

    def _leave_notes(self) -> None:
        """Words after the last table belong to it; a header with nothing but names under it is an empty form."""
        if rows := self._leading():
            self.pending = [row for row in self.pending if row < rows[0]]
            self._begin(rows[0])
            assert self.open is not None
            self.open.body.extend(rows[1:])
            self._close()
        if self.blocks:
            self.blocks[-1].notes.extend(
                (row, col) for row in self.pending for col in self.grid.columns_of(row)
            )

    def _is_note(self, row: int) -> bool:
        cols = self.grid.columns_of(row)
        first = fold(self.grid.texts.get((row, cols[0]), "")) if cols else ""
        if self.words["note"].match(first) or self.words["footer"].search(first):
            return True
        return len(cols) == 1 and len(first) > 40

    def _is_data(self, row: int) -> bool:
        cols = self.grid.columns_of(row)
        figures = [c for c in cols if (row, c) in self.grid.values]
        if not figures or self._is_note(row):
            return False
        # A running number beside words only is no figure.
        if len(figures) == 1 and figures[0] == cols[0] and len(cols) == 2 and self.open is None:
            return False
        if all(self.grid.is_year((row, c)) for c in figures):
            named = (
                cols[0] not in figures and bool(self.pending) and self._is_header_by_words(self.pending[-1])
            )
            return len(figures) == 1 and (self.open is not None or named)
        return any((row, c) in self.grid.texts for c in cols) or self.open is not None

    def _is_header_by_words(self, row: int) -> bool:
        """A row whose first words are the header of a label column begins a table, figures or not."""
        cols = self.grid.columns_of(row)
        texts = [fold(self.grid.texts[row, c]) for c in cols if (row, c) in self.grid.texts]
        if len(texts) < 2 or not texts:
            return False
        first = without_bracket(texts[0])
        known = any(
            self.words[name].match(first)
            for name in (
                "serial_header",
                "holder_header",
                "indicator_header",
                "category_header",
                "record_header",
            )
        )
        figures = [c for c in cols if (row, c) in self.grid.values]
        if known and not figures:
            return self.open is None or not self._looks_like_body(row)
        return known and all(self.grid.is_year((row, c)) for c in figures)

    def _looks_like_body(self, row: int) -> bool:
        """Inside a list of texts, a row may begin with a word that heads columns elsewhere."""
        assert self.open is not None
        header_texts = {self.grid.folded(h, c) for h in self.open.header for c in self.open.columns()}
        return not any(
            fold(self.grid.texts.get((row, c), "")) in header_texts for c in self.grid.columns_of(row)
        )

    def _is_column_index(self, row: int) -> bool:
        texts = [self.grid.sheet.cells[row, c].text.strip() for c in self.grid.columns_of(row)]
        if len(texts) < 3 or not all(self.words["column_index"].match(fold(text)) for text in texts):
            return False
        numbers = [int(text) for text in texts if text.isdigit()]
        return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def _starts_anew(self, index: int) -> bool:
        """Whether the words at this row are the title or header of another table: no figures until a header row."""
        seen_header = False
        for row in self.grid.rows[index : index + 8]:
            if self._is_data(row) and not self._is_header_by_words(row):
                return seen_header
            texts = [c for c in self.grid.columns_of(row) if (row, c) in self.grid.texts]
            if self._is_header_by_words(row) or (len(texts) >= 3 and not self._is_note(row)):
                seen_header = True
        return False

    def _begin(self, row: int) -> None:
        if self._is_column_index(row):
            return
        leading = self._leading()
        self.pending = [r for r in self.pending if r not in leading]
        header = self._header_rows(row)
        above = [r for r in self.pending if r not in header]
        while header and self._is_column_index(header[-1]):
            header.pop()
        cols = [c for r in [*header, row] for c in self.grid.columns_of(r)]
        block = Block(self.grid, header, [*leading, row], min(cols), max(cols))
        for line in above:
            keys = [(line, c) for c in self.grid.columns_of(line)]
            target = self.blocks[-1].notes if self.blocks and self._is_note(line) else block.lines
            target.extend(keys)
        self.pending = []
        self.open = block

    def _leading(self) -> list[int]:
        """Pending rows under a header that name a row without figures: a heading of a group, a form's blank row."""
        head = next(
            (i for i in reversed(range(len(self.pending))) if self._is_header_by_words(self.pending[i])), None
        )
        if head is None or len(self.grid.columns_of(self.pending[head])) < _TABLE_WIDTH:
            return []
        below = self.pending[head + 1 :]
        return below if all(self._names_a_row(row, self.pending[head]) for row in below) else []

    def _names_a_row(self, row: int, header: int) -> bool:
        """One cell in the first column of the header, or a running number and a name; beside it at most a unit."""
        cols, first = self.grid.columns_of(row), min(self.grid.columns_of(header))
        cols = [*cols[:1], *(col for col in cols[1:] if not self._is_unit(row, col))]
        if self._is_note(row) or not cols or cols[0] > first + 1:
            return False
        merge = self.grid.spans.get((row, cols[0]))
        tall = merge is not None and merge.bottom > merge.top
        return not tall and (
            len(cols) == 1 or (len(cols) == 2 and cols[1] == cols[0] + 1 and self._is_number(row, cols[0]))
        )

    def _is_unit(self, row: int, col: int) -> bool:
        """Whether a cell holds nothing but a unit of measure."""
        return Units.shipped().find(fold(self.grid.texts.get((row, col), "-"))) is not None

    def _is_number(self, row: int, col: int) -> bool:
        text = fold(self.grid.sheet.cells[row, col].text).strip("()、.")
        return text.isdigit() or bool(_CHINESE_NUMBER.fullmatch(text))

    def _header_rows(self, data_row: int) -> list[int]:
        """The pending rows, from the last upward, that head columns."""
        header: list[int] = []
        for row in reversed(self.pending):
            if header and row < header[0] - 1:
                break
            if not self._heads_columns(row, header):
                break
            header.insert(0, row)
        return header

    def _heads_columns(self, row: int, below: list[int]) -> bool:
        anchors = [self.grid.anchor(row, c) for c in self.grid.columns_of(row)]
        tall = [a for a in anchors if (m := self.grid.spans.get(a)) and m.bottom > m.top]
        if self._is_note(row):
            return False
        if tall or not below:
            return len(anchors) > 1 or bool(tall) or self._is_header_by_words(row)
        labels = [read_label(self.grid.words_at(*a) or "") for a in anchors]
        outside = [_is_outside(label.folded, bool(label.units)) for label in labels]
        if all(out or _only_period(label.folded) for out, label in zip(outside, labels, strict=True)):
            first_covered = any(a[1] <= self._first_header_col(below) for a in anchors)
            if first_covered or any(outside):
                return False
        if len(anchors) == 1:
            merge, first = self.grid.spans.get(anchors[0]), self._first_header_col(below)
            last = max(c for r in below for c in self.grid.columns_of(r))
            whole = (
                merge is not None and merge.left <= first + 1 and merge.right >= last
            )  # a title, not a header
            return merge is not None and anchors[0][1] > first and not whole
        return True

    def _first_header_col(self, below: list[int]) -> int:
        return min(c for row in below for c in self.grid.columns_of(row))


def without_bracket(header: str) -> str:
    """A header without a remark in brackets behind it: 街道(片区) -> 街道."""
    return re.sub(r"(?<=.)[(][^()]*[)]$", "", header)


def _is_outside(folded: str, declares_units: bool) -> bool:
    """Whether a text stands outside the table by its words: 单位:万元, 填报单位:..., 续表, dates of filing."""
    words = lexicon.words()
    return bool(
        declares_units
        or words["table_number"].match(folded)
        or words["holder_line"].match(folded)
        or words["footer"].search(folded)
        or words["date_line"].search(folded)
        or words["continued"].match(folded)
        or lexicon.holders()["publisher_pattern"].match(folded)
    )


def _only_period(folded: str) -> bool:
    label = read_label(folded)
    return not label.name and (label.hint.year is not None or label.hint.says_months)


def _beside(block: Block) -> list[Block]:
    """Panels side by side: the first header of the table recurs further right, with figures between."""
    if not block.header:
        return [block]
    last = block.header[-1]
    starts = [block.first_col]
    first = block.grid.folded(last, block.first_col)
    for col in range(block.first_col + 1, block.last_col + 1):
        if first and block.grid.folded(last, col) == first and block.grid.anchor(last, col)[1] == col:
            between = any((r, c) in block.grid.values for r in block.body for c in range(starts[-1], col))
            words = sum(1 for r in block.body if (r, col) in block.grid.texts)
            serial = lexicon.words()["serial_header"].match(first)
            if between and (words or serial):
                starts.append(col)
    if len(starts) == 1:
        return [block]
    panels = []
    for index, start in enumerate(starts):
        end = starts[index + 1] - 1 if index + 1 < len(starts) else block.last_col
        body = [r for r in block.body if any((r, c) in block.grid.sheet.cells for c in range(start, end + 1))]
        notes = block.notes if index == len(starts) - 1 else []
        panels.append(Block(block.grid, block.header, body, start, end, block.lines, notes))
    return panels
