"""A table's columns and rows by their part: running numbers, labels, units, figures, ranks, remarks."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from jingkai.engines.periods.labels import NOTHING, PeriodHint
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.blocks import Block, Key, without_bracket
from jingkai.engines.sheets.context import Context
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.labels import Label, is_holder_name, read_label, unit_of

_LONGEST_UNIT = 8
_NEAR = 2
"""Columns that stand beside each other, one column between them at most."""


class Role(StrEnum):
    """What a column is for."""

    SERIAL = "serial"
    LABEL = "label"
    UNIT = "unit"
    DATA = "data"
    RANK = "rank"
    REMARK = "remark"
    TEXT = "text"
    BLANK = "blank"


class Kind(StrEnum):
    """What row labels name."""

    HOLDER = "holder"
    INDICATOR = "indicator"
    CATEGORY = "category"
    PERIOD = "period"


@dataclass
class Column:
    """One column: its header cells from the top, and what they say together."""

    col: int
    role: Role
    path: list[Key]
    labels: list[Label]
    kind: Kind | None = None
    aspect: str | None = None
    aspect_unit: str | None = None
    unit: str | None = None
    hint: PeriodHint = NOTHING
    name: str = ""
    hidden: bool = False

    def kind_by_words(self, words: dict[str, re.Pattern[str]]) -> bool:
        """Whether the header says that the rows are organisations, places, indicators or classes."""
        head = self.labels[-1].folded if self.labels else ""
        return any(
            words[name].match(head) for name in ("holder_header", "indicator_header", "category_header")
        )

    @property
    def header(self) -> str:
        """The header as people read it: 一般公共预算收入/当月."""
        return "/".join("".join(label.text.split()) for label in self.labels)


@dataclass
class Row:
    """One row of the body. `path` are the names from the outermost indent to this row's own name."""

    row: int
    label: Label
    label_key: Key | None
    kind: Kind
    path: tuple[str, ...]
    serial: str = ""
    """The running number beside the label: 1, 一."""
    lineage: tuple[str, ...] = ()
    """Names above the row by numbering (一、 1. (1)) and section lines; they tell two 其他 apart."""
    outer: tuple[tuple[Label, Kind], ...] = ()
    """Labels in further label columns to the left, outermost first."""
    unit: str | None = None
    aspect: str | None = None
    hint: PeriodHint = NOTHING
    total: bool = False
    subtotal: bool = False
    section: bool = False
    depth: int = 0
    hidden: bool = False


@dataclass(eq=False)
class Table:
    """A block with its columns and rows typed."""

    block: Block
    context: Context
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def of(self, role: Role) -> list[Column]:
        """The columns with a role, left to right."""
        return [column for column in self.columns if column.role is role]

    @property
    def data(self) -> list[Column]:
        """The columns of figures that are shown."""
        return [column for column in self.columns if column.role is Role.DATA]


def table_of(block: Block, context: Context) -> Table:
    """Types the columns, then the rows."""
    table = Table(block, context)
    table.columns = _columns(block)
    _settle_kinds(table)
    table.rows = _rows(table)
    return table


def _columns(block: Block) -> list[Column]:
    grid = block.grid
    columns: list[Column] = []
    seen_data = False
    for col in block.columns():
        path = block.header_path(col)
        labels = [read_label(grid.words_at(*key) or "") for key in path]
        role = _role(block, col, labels, columns, seen_data)
        seen_data = seen_data or role is Role.DATA
        column = Column(col, role, path, labels, hidden=col in grid.sheet.hidden_cols)
        if role is Role.DATA:
            say(column)
        columns.append(column)
    _settle_changes(columns)
    return columns


def _settle_changes(columns: list[Column]) -> None:
    """增减 beside 增减%: the one without a percentage is the change in figures."""
    bare = lexicon.words()["bare_change"]
    rates = [c for c in columns if c.aspect == "growth" and c.labels and not bare.match(c.labels[-1].folded)]
    for column in columns:
        if column.aspect == "growth" and column.labels and bare.match(column.labels[-1].folded):
            beside = [c for c in rates if abs(c.col - column.col) <= _NEAR]
            if beside:
                column.aspect, column.aspect_unit = "yoy_change", None


def _role(block: Block, col: int, labels: list[Label], before: list[Column], seen_data: bool) -> Role:
    grid, words = block.grid, lexicon.words()
    head = labels[-1].folded if labels else ""
    joined = "/".join(label.folded for label in labels)
    figures = [r for r in block.body if (v := grid.values.get((r, col))) is not None and not v.missing]
    dashes = [r for r in block.body if (r, col) in grid.values and r not in figures]
    texts = [r for r in block.body if (r, col) in grid.texts]
    labelled = any(column.role is Role.LABEL for column in before)
    if words["serial_header"].match(head) and not seen_data:
        return Role.SERIAL
    units = sum(1 for r in texts if unit_of(fold(grid.texts[r, col])))
    if words["unit_header"].match(head) and texts and units * 2 >= len(texts):
        return Role.UNIT
    if words["code_header"].match(head):
        return Role.SERIAL if not seen_data and not labelled else Role.REMARK
    if words["period_header"].match(head) and _periods(block, col) and not seen_data:
        return Role.LABEL
    if words["rank_header"].search(joined):
        return Role.RANK
    if words["remark_header"].match(head):
        return Role.REMARK
    if not figures and not texts:
        return Role.DATA if labelled and (dashes or labels) else Role.BLANK
    # A header that says nothing but months stands over figures, also where most of them can't be read.
    dated = bool(labels) and labels[-1].generic and labels[-1].hint.says_months
    if len(texts) > len(figures) and not (figures and dated):
        if texts and labelled and all(unit_of(fold(grid.texts[r, col])) for r in texts):
            return Role.UNIT
        beside_label = bool(before) and before[-1].role in (
            Role.LABEL,
            Role.SERIAL,
            Role.BLANK,
            Role.REMARK,
            Role.UNIT,
        )
        said = [read_label(grid.texts[r, col]) for r in texts]
        if not labelled or (beside_label and not seen_data and _labels_too(labels, before, said)):
            return Role.LABEL
        return Role.TEXT
    if not labelled and not labels and _counts_up(block, col):
        return Role.SERIAL
    return Role.DATA


def _periods(block: Block, col: int) -> bool:
    """Whether a column holds nothing but periods: 202408, 2024-08, 2024年8月, 2024."""
    texts = [cell.text for r in block.body if (cell := block.grid.sheet.cells.get((r, col)))]
    return bool(texts) and all(_is_period(read_label(text)) for text in texts)


def _labels_too(labels: list[Label], before: list[Column], said: list[Label]) -> bool:
    """Whether a second text column still names the row: by its header, one header over both, or what it says."""
    words = lexicon.words()
    head = labels[-1].folded if labels else ""
    if not head or all(label.generic and (label.hint != NOTHING or label.aspect) for label in said):
        return True
    places = sum(1 for label in said if is_holder_name(label.stem) or label.subtotal)
    if (
        places >= 0.6 * len(said)
        and not words["record_text_header"].search(head)
        and before[-1].kind_by_words(words)
    ):
        return True
    shared = bool(before[-1].labels) and before[-1].labels[-1].text == labels[-1].text
    return shared or any(
        words[w].match(head) for w in ("holder_header", "indicator_header", "category_header")
    )


def _counts_up(block: Block, col: int) -> bool:
    numbers = [v.exact for r in block.body if (v := block.value(r, col)) is not None]
    return len(numbers) > 1 and all(n == i + 1 for i, n in enumerate(numbers))


def say(column: Column) -> None:
    """What a header path says, the leaf first; a parent fills in what the leaf leaves open. Once more for a header that
    was mended.
    """
    column.hint, column.unit, column.aspect, column.aspect_unit = NOTHING, None, None, None
    labels = list(reversed(column.labels))
    for label in labels:
        column.hint = column.hint.over(label.hint)
        if column.unit is None:
            column.unit = label.unit
    for label in labels:
        if label.aspect and not (label.aspect == "amount" and column.aspect):
            column.aspect, column.aspect_unit = label.aspect, label.aspect_unit
            break
    if column.aspect in (None, "amount") and len(labels) > 1:
        together = read_label("/".join(label.folded for label in column.labels))
        weak = labels[0].generic or labels[0].folded in ("%", "±")
        if together.aspect and together.aspect != "amount" and weak:
            column.aspect, column.aspect_unit = together.aspect, together.aspect_unit
    names = [label.name for label in column.labels if not label.generic]
    unique = [n for i, n in enumerate(names) if n not in names[:i]]
    column.name = "/".join(unique)


def _settle_kinds(table: Table) -> None:
    for column in table.of(Role.LABEL):
        column.kind = _kind(table, column)


def _kind(table: Table, column: Column) -> Kind:
    words = lexicon.words()
    head = without_bracket(column.labels[-1].folded) if column.labels else ""
    grid = table.block.grid
    texts = [grid.words_at(r, column.col) or "" for r in table.block.body if grid.words_at(r, column.col)]
    labels = [label for label in map(read_label, texts) if not (label.zone_wide or label.subtotal)]
    if not labels:
        cells = [c.text for r in table.block.body if (c := grid.sheet.cells.get((r, column.col)))]
        labels = [read_label(text) for text in cells]
    if labels and sum(1 for s in labels if _is_period(s)) >= 0.6 * len(labels):
        return Kind.PERIOD
    holders = sum(1 for s in labels if is_holder_name(s.stem))
    named = any(column.name for column in table.data)
    if words["category_header"].match(head):
        return Kind.CATEGORY
    if words["holder_header"].match(head) and head not in ("名称", "单位"):
        return Kind.HOLDER
    if labels and holders >= 0.6 * len(labels):
        return Kind.HOLDER
    if words["holder_header"].match(head) and labels and holders >= 0.4 * len(labels):
        return Kind.HOLDER
    if words["indicator_header"].match(head):
        return Kind.INDICATOR
    if words["record_header"].match(head):
        return Kind.CATEGORY
    return Kind.CATEGORY if named else Kind.INDICATOR


def _is_period(label: Label) -> bool:
    return not label.name and (label.hint.says_months or label.hint.year is not None)


def _rows(table: Table) -> list[Row]:
    rows: list[Row] = []
    stack: list[tuple[int, str]] = []
    ranks: list[tuple[int, str]] = []
    grid = table.block.grid
    labels = table.of(Role.LABEL)
    carried: dict[int, str] = {}
    for row in table.block.body:
        texts = [(c, grid.words_at(row, c.col)) for c in labels]
        for at, (place, words) in enumerate(texts):
            if words and len(labels) > 1:
                carried[place.col] = words
                for inner in labels[at + 1 :]:
                    carried.pop(inner.col, None)
        own = next(((c, t) for c, t in reversed(texts) if t), None)
        serial = next((t for c in table.of(Role.SERIAL) if (t := grid.words_at(row, c.col))), None)
        if own is None and serial is None:
            rows.append(Row(row, read_label(""), None, Kind.INDICATOR, ()))
            continue
        column = own[0] if own else None
        text = own[1] if own else serial
        label = read_label(text or "")
        kind = (column or labels[-1]).kind if column or labels else None
        kind = kind or Kind.INDICATOR
        marks = [label, read_label(serial)] if serial and not serial.strip().isdigit() else [label]
        outer = tuple(
            (read_label(carried[c.col]), c.kind or Kind.INDICATOR)
            for c in labels
            if column is not None and c.col < column.col and c.col in carried and carried[c.col] != text
        )
        key = grid.anchor(row, column.col) if column else None
        lineage = _lineage(ranks, label)
        found = Row(row, label, key, kind, _path(stack, label, kind), fold(serial or ""), lineage, outer)
        found.total = any(m.total or m.zone_wide for m in marks)
        found.subtotal = any(m.subtotal for m in marks)
        _say_row(table, found)
        found.depth = label.indent
        found.section = not any((row, c.col) in grid.sheet.cells for c in table.data)
        found.hidden = row in grid.sheet.hidden_rows
        rows.append(found)
    return rows


def table_missing(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return bool(lexicon.words()["missing"].match(fold(text)))


def _say_row(table: Table, row: Row) -> None:
    """Unit, aspect and period that a row's labels say, the innermost first; a unit column outranks them."""
    for label in [row.label, *(label for label, _ in reversed(row.outer))]:
        row.unit = row.unit or label.unit
        row.aspect = row.aspect or label.aspect
        row.hint = row.hint.over(label.hint)
    for column in table.of(Role.UNIT):
        text = table.block.grid.words_at(row.row, column.col)
        if text and len(fold(text)) <= _LONGEST_UNIT and not table_missing(text):
            row.unit = unit_of(fold(text)) or fold(text)


def _lineage(ranks: list[tuple[int, str]], label: Label) -> tuple[str, ...]:
    rank = label.indent * 10 + (label.level or 9)
    while ranks and ranks[-1][0] >= rank:
        ranks.pop()
    lineage = tuple(name for _, name in ranks)
    ranks.append((rank, label.stem))
    return lineage


def _path(stack: list[tuple[int, str]], label: Label, kind: Kind) -> tuple[str, ...]:
    """Names by indent: a row that stands further in belongs to the nearest row that stands further out."""
    name = label.stem or label.folded
    while stack and stack[-1][0] >= label.indent:
        stack.pop()
    path = (*(n for _, n in stack), name) if kind is not Kind.HOLDER else (name,)
    if not label.memo and not label.by:
        stack.append((label.indent, name))
    return path
