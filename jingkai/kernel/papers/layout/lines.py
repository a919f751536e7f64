"""A sheet as lines, each in a style: what Word and PDF set alike, and in the same order (GB/T 9704-2012 7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ..content import Block, Run, Runs, chinese_day, text_of
from ..sheet import Sheet
from .measures import (
    AREA_WIDTH_MM,
    FANGSONG,
    HEAD_BELOW_MM,
    HEITI,
    KAITI,
    LINE_PT,
    MM_A_POINT,
    RED,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    XIAOBIAOSONG,
    Face,
    head_size,
    width,
)
from .titles import balanced

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Style:
    """How a line is set: face, size in points, colour, alignment; `first` and `right` are indents in characters,
    `above` is white above it in points, `line` its height. What is `whole` is broken nowhere.
    """

    face: Face
    size: float
    align: Align = "justify"
    colour: str = ""
    first: int = 0
    right: float = 0
    above: float = 0
    line: float = LINE_PT
    red_line: bool = False
    keep: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph in its style."""

    style: Style
    runs: Runs


@dataclass(frozen=True)
class Table:
    """A table of the body: rows of cells, the first `heads` of them its head, how wide each column is, in mm, and which
    columns hold figures.
    """

    rows: tuple[tuple[Runs, ...], ...]
    heads: int
    widths: tuple[float, ...]
    figures: frozenset[int] = frozenset()

    def styled(self, row: int, column: int) -> "Style":
        """How a cell is set. Without a head the first column says what stands beside it."""
        if not self.heads:
            return LABEL if column == 0 and len(self.widths) > 1 else CELL
        if row < self.heads:
            return HEAD_CELL
        if column in self.figures:
            return FIGURE_CELL
        return NAME_CELL if column == 0 else TEXT_CELL


BODY = Style(FANGSONG, SIZE_3, first=2)
# 7.3.3: 一、 in 黑体, （一） in 楷体.
HEADING = Style(HEITI, SIZE_3, first=2, keep=True)
SUBHEADING = Style(KAITI, SIZE_3, first=2, keep=True)
# 7.3.1: two lines below the red line, centred, 2号.
TITLE = Style(XIAOBIAOSONG, SIZE_2, "center", above=2 * LINE_PT, line=1.2 * LINE_PT, keep=True)
CORRECTS = Style(KAITI, SIZE_3, "center")
# 7.3.2: one line below the title, from the margin.
ADDRESSED = Style(FANGSONG, SIZE_3, "left", above=LINE_PT)
CELL = Style(FANGSONG, SIZE_3, "left")
LABEL = replace(CELL, align="center")
NAME_CELL = Style(FANGSONG, SIZE_5, "left", line=SIZE_5 * 1.5)
TEXT_CELL = replace(NAME_CELL, align="center")
FIGURE_CELL = replace(NAME_CELL, align="right", whole=True)
HEAD_CELL = replace(TEXT_CELL, face=HEITI)
IMPRINT = Style(FANGSONG, SIZE_4, "left", line=SIZE_4 * 1.6)

_BLOCKS = {"heading": HEADING, "subheading": SUBHEADING, "paragraph": BODY}
# A label's column in a table of two.
_LABEL_MM = 36
# A column of words is as wide as what stands in it, at most so many characters; one of a few is not broken either.
_FEW, _WIDEST = 3.0, 9.0
# One of figures is as wide as the longest needs that is not broken, in a face whose digits are wider than half a
# character too, and with the white at both sides of a cell; all of them leave so much of the line to the words.
_DIGIT, _BESIDE, _FOR_WORDS = 0.58, 0.8, 0.35
# What stands where the number will.
UNISSUED = "（文稿，未印发）"


def lines_of(sheet: Sheet) -> Iterator[Line | Table]:
    """From the red head to the date."""
    yield from _head(sheet)
    for place, part in enumerate(balanced(sheet.title, SIZE_2, _names(sheet))):
        yield _line(TITLE if place == 0 else replace(TITLE, above=0), part)
    if sheet.corrects:
        yield _line(CORRECTS, f"（更正{sheet.corrects}）")
    if sheet.addressed:
        yield _line(ADDRESSED, f"{sheet.addressed}：")
    for place, block in enumerate(sheet.blocks):
        first, last = place == 0, place == len(sheet.blocks) - 1
        # No page holds the signature alone (7.3.5.5).
        yield _block(block, above=0 if sheet.addressed or not first else LINE_PT, keep=last)
    yield from _attachments(sheet.attachments)
    yield from _signed(sheet)


def imprint_of(sheet: Sheet) -> list[tuple[str, str]]:
    """版记: rows of what stands left and right: who gets a copy, who printed it and when."""
    rows = [(f"抄送：{sheet.copies}。", "")] if sheet.copies else []
    if sheet.printed_by and sheet.day is not None:
        rows.append((sheet.printed_by, f"{chinese_day(sheet.day)}印发"))
    return rows


def _line(style: Style, text: str) -> Line:
    return Line(style, (Run(text),))


def _block(block: Block, above: float, keep: bool) -> Line | Table:
    if block.form == "table":
        return Table(block.rows, block.heads, _widths(block), block.figures)
    style = _BLOCKS[block.form]
    return Line(replace(style, above=above, keep=style.keep or keep), block.runs)


def _names(sheet: Sheet) -> tuple[str, ...]:
    """Names in the title that no line parts: of who issues, of those addressed."""
    units = sheet.addressed.split("、")
    mark = sheet.head or sheet.signature
    begins = next((mark[:end] for end in range(len(mark), 1, -1) if sheet.title.startswith(mark[:end])), "")
    return (begins, *units)


def _widths(block: Block) -> tuple[float, ...]:
    """The type area shared among the columns: by what stands in them; a label and what stands beside it as always."""
    columns = max(len(row) for row in block.rows)
    if block.heads:
        return _by_content(block, columns)
    if columns == 1:
        return (AREA_WIDTH_MM,)
    return (_LABEL_MM, *[(AREA_WIDTH_MM - _LABEL_MM) / (columns - 1)] * (columns - 1))


def _by_content(block: Block, columns: int) -> tuple[float, ...]:
    """Columns of figures as wide as they need, the others share what is left."""
    character, figures = SIZE_5 * MM_A_POINT, block.figures
    texts = {
        place: [text_of(row[place]) for row in block.rows[block.heads :] if place < len(row)]
        for place in range(columns)
    }
    firm = {place: (max(map(_widest, texts[place])) + _BESIDE) * character for place in figures}
    most = AREA_WIDTH_MM * (1 - _FOR_WORDS)
    words = {place: max(map(width, some), default=0) for place, some in texts.items() if place not in figures}
    if not words:
        most = AREA_WIDTH_MM
    if (needed := sum(firm.values())) > most or (firm and not words):
        firm = {place: one * most / needed for place, one in firm.items()}
    left = AREA_WIDTH_MM - sum(firm.values())
    few = {place: (one + _BESIDE) * character for place, one in words.items() if one <= _FEW}
    if len(few) < len(words) and sum(few.values()) < left:
        firm, left = firm | few, left - sum(few.values())
    shares = {place: min(one, _WIDEST) + 1 for place, one in words.items() if place not in firm}
    return tuple(
        firm[place] if place in firm else left * shares[place] / sum(shares.values())
        for place in range(columns)
    )


def _widest(text: str) -> float:
    """How wide a figure is at most, in characters."""
    return sum(_DIGIT if character.isascii() else 1.0 for character in text)


def _head(sheet: Sheet) -> Iterator[Line]:
    """7.2.4, 7.2.5, 7.2.7: the red mark, two lines below it the number, below that the red line."""
    number = sheet.number or UNISSUED
    if not sheet.head:
        yield _line(Style(FANGSONG, SIZE_3, "center"), number)
        return
    size = head_size(sheet.head)
    mark = Style(
        XIAOBIAOSONG, size, "center", colour=RED, above=HEAD_BELOW_MM / MM_A_POINT, line=size * 1.2, keep=True
    )
    yield _line(mark, sheet.head)
    yield _line(Style(FANGSONG, SIZE_3, "center", above=2 * LINE_PT, red_line=True, keep=True), number)


def _attachments(names: tuple[str, ...]) -> Iterator[Line]:
    """7.3.4: one line below the body; several are numbered, each below the other, without a full stop."""
    for place, name in enumerate(names):
        said = name if len(names) == 1 else f"{place + 1}. {name}"
        # Further ones stand below the first, after the width of 附件：.
        first, above = (2, LINE_PT) if place == 0 else (5, 0.0)
        style = Style(FANGSONG, SIZE_3, first=first, above=above, keep=True)
        yield _line(style, f"附件：{said}" if place == 0 else said)


def _signed(sheet: Sheet) -> Iterator[Line]:
    """7.3.5.2 (no seal is printed): the signature ends two characters before the margin, the date begins two characters
    after it; where the date is the longer one it ends there, and the signature is moved to the left.
    """
    day = chinese_day(sheet.day) if sheet.day is not None else ""
    # From the beginning of the signature to the end of the date.
    reach = 2 + width(day) - width(sheet.signature) if day else 0
    signature, date = (2 + reach, 2.0) if reach > 0 else (2.0, 2 - reach)
    above = LINE_PT
    for text, right in ((sheet.signature, signature), (day, date)):
        if text:
            yield _line(Style(FANGSONG, SIZE_3, "right", right=right, above=above, keep=True), text)
            above = 0
