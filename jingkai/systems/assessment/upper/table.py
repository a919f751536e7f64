"""An upper body's table of scores, pasted from Excel: what each cell is, and what is refused at its cell.

A score is read where a row names an indicator of the scheme. A row that names a field or the total is held against what
stands in it. No score is unknown, and never zero.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources

import yaml

from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, read_number, shortest
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.rounds.figures import MICRO, to_micro
from jingkai.web.grid.block import Block, Mark, cell_name

from .analysis import Analysis
from .scheme import Part, Upper

Place = tuple[int, int]
# 1. 1、 (1) （一） 一、 ① before a name, （20分） behind it.
_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(rf"^(?:[(（]?{_COUNT}[)）]|{_COUNT}[.．、]|[①-⑳])\s*")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass
class Understood:
    """`marks` say something at a cell; `scores` are those that may be entered, by the names of indicators."""

    marks: dict[Place, Mark] = field(default_factory=dict)
    scores: dict[str, Decimal] = field(default_factory=dict)
    new: int = 0
    corrected: int = 0
    unknown: int = 0

    @property
    def refused(self) -> list[str]:
        """The cells that have to be mended first."""
        return [cell_name(*place) for place, mark in sorted(self.marks.items()) if mark.refuses]

    @property
    def digest(self) -> str:
        """Of what is shown: another one says that somebody changed something in between."""
        return content_hash([[list(place), mark.kind, mark.zh] for place, mark in sorted(self.marks.items())])


@dataclass(frozen=True)
class _Row:
    """What a row is of: a part of the scheme, the total (`part` None) or nothing that is known."""

    number: int
    label: int
    part: Part | None
    total: bool = False


@dataclass(frozen=True)
class _Columns:
    """Where names, score and full marks stand; the rows from `body` on are read."""

    labels: tuple[int, ...]
    score: int
    full: int | None
    body: int


def understand(block: Block, there: Analysis) -> Understood:
    """What each cell of the block is, beside what is on record. No cell that holds anything goes without a mark."""
    found, upper = Understood(), there.upper
    if block.is_blank:
        return found
    columns = _columns(block, found)
    names = _names(upper)
    rows = list(_rows(block, columns, names, found))
    _refuse_twice(block, columns, rows, found)
    for row in rows:
        if row.part is not None and row.part.is_indicator:
            _read_score(block, columns, row, there, found)
        _read_full(block, columns, row, upper, found)
    for row in rows:
        if row.total or (row.part is not None and not row.part.is_indicator):
            _foot(block, columns, row, there, found)
    for number, texts in enumerate(block.rows):
        for column, text in enumerate(texts):
            if text and (number, column) not in found.marks:
                found.marks[number, column] = Mark("heading", "不读", "not read")
    return found


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("headings.yaml").read_text(encoding="utf-8")
    table: Mapping[str, list[str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return {kind: frozenset(_folded(one) for one in words) for kind, words in table.items()}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _bare(text: str) -> str:
    """A name without its number and what stands in brackets behind it."""
    return _folded(_BRACKETED.sub("", _NUMBERED.sub("", text.strip())).strip())


def _names(upper: Upper) -> dict[str, Part]:
    """The parts by each of their names; one that two parts share is of neither."""
    found: dict[str, Part | None] = {}
    for part in upper.parts:
        for name in {_folded(one) for one in (part.node, part.name, part.title.zh, part.title.en) if one}:
            found[name] = None if name in found and found[name] is not part else part
    return {name: part for name, part in found.items() if part is not None}


def _columns(block: Block, found: Understood) -> _Columns:
    """By the headings of the first row that has both a name's and a score's; else names, then scores."""
    for number, texts in enumerate(block.rows):
        kinds = [_kind(text) for text in texts]
        if "part" in kinds and "score" in kinds:
            for column, kind in enumerate(kinds):
                if texts[column]:
                    found.marks[number, column] = _HEADING.get(kind, Mark("heading", "不读", "not read"))
            labels = tuple(column for column, kind in enumerate(kinds) if kind == "part")
            full = kinds.index("full") if "full" in kinds else None
            return _Columns(labels, kinds.index("score"), full, number + 1)
    return _Columns((0,), 1, None, 0)


_HEADING = {
    "part": Mark("heading", "指标", "indicator"),
    "score": Mark("heading", "得分", "score"),
    "full": Mark("heading", "满分，与方案核对", "full marks, held against the scheme"),
    "number": Mark("heading", "序号", "number"),
}


def _kind(text: str) -> str:
    """Which column a heading is of; "" if of none. 得分（分） is one of scores."""
    said = {_folded(text), _folded(_BRACKETED.sub("", text))}
    return next((kind for kind in ("part", "score", "full", "number") if text and said & _words()[kind]), "")


def _rows(block: Block, columns: _Columns, names: Mapping[str, Part], found: Understood) -> Iterator[_Row]:
    """Of several columns of names the last that is filled says what a row is of."""
    for number in range(columns.body, block.height):
        texts = block.rows[number]
        label = next((one for one in reversed(columns.labels) if texts[one]), None)
        if label is None:
            if texts[columns.score]:
                found.marks[number, columns.score] = Mark(
                    "ask", "不知道是哪个指标的得分", "of which indicator is not known"
                )
            continue
        for column in columns.labels:
            if texts[column] and column != label:
                found.marks[number, column] = Mark("heading", "所在领域", "the field it stands in")
        text = texts[label]
        part = names.get(_folded(text)) or names.get(_bare(text))
        total = part is None and bool({_folded(text), _bare(text)} & _words()["total"])
        if part is None and not total:
            found.marks[number, label] = Mark(
                "ask", f"方案里没有“{text}”这个指标", f"the scheme has no indicator {text}"
            )
            continue
        said = ("总分", "total") if part is None else (part.title.zh, part.title.en)
        found.marks[number, label] = Mark("heading", *said)
        yield _Row(number, label, part, total)


def _refuse_twice(block: Block, columns: _Columns, rows: list[_Row], found: Understood) -> None:
    by_node: dict[str, list[_Row]] = {}
    for row in rows:
        if row.part is not None and row.part.is_indicator:
            by_node.setdefault(row.part.node, []).append(row)
    for same in by_node.values():
        if len(same) > 1:
            cells = "、".join(cell_name(one.number, one.label) for one in same)
            for one in same:
                found.marks[one.number, one.label] = Mark(
                    "ask", f"同一指标出现 {len(same)} 次（{cells}）", f"stands {len(same)} times ({cells})"
                )


def _read_score(block: Block, columns: _Columns, row: _Row, there: Analysis, found: Understood) -> None:
    assert row.part is not None
    place, text = (row.number, columns.score), block.rows[row.number][columns.score]
    if _folded(text) in _words()["nothing"]:
        found.unknown += 1
        if text:
            found.marks[place] = Mark("wait", "没有得分，记为未知，不是零", "no score: unknown, not zero")
        return
    value = _score(text, row.part)
    if isinstance(value, Mark):
        found.marks[place] = value
        return
    if found.marks[row.number, row.label].refuses:
        return
    line = next(one for one in there.lines if one.part.node == row.part.node)
    before = None if line.report is None else Decimal(line.report.micro) / MICRO
    said = shortest(value)
    if before is None:
        found.new += 1
        found.marks[place] = Mark("new", f"{said}分 · 新", f"{said} points, new")
    elif before == value:
        found.marks[place] = Mark("known", "已有，相同", "on record, the same")
    else:
        found.corrected += 1
        was = shortest(before)
        found.marks[place] = Mark("corrected", f"原 {was}，改为 {said}", f"was {was}, becomes {said}")
    found.scores[row.part.name] = value


def _score(text: str, part: Part) -> Decimal | Mark:
    """The points in a cell: a figure, with or without 分, of at most six decimals, within the full marks."""
    quantity = _quantity(text)
    if quantity is None:
        return Mark("ask", f"“{text}”读不出一个得分", f"no score was read in {text}")
    if not (quantity.unit.is_number or quantity.unit.name == "分"):
        return Mark("ask", f"“{text}”不是分数", f"{text} is no number of points")
    value = quantity.value
    if value is None or quantity.about or quantity.qualifier:
        return Mark("ask", f"“{text}”不是确数，请填上级评定的得分", f"{text} is no exact figure")
    try:
        to_micro(value)
    except (Problem, Refusal):
        return Mark("ask", "小数超过六位", "more than six decimals")
    if part.full and value > part.full:
        full = shortest(part.full)
        return Mark("ask", f"超过满分 {full} 分", f"above the full marks of {full}")
    if part.full and value < 0:
        return Mark("ask", "得分小于零", "a score below zero")
    return value


def _quantity(text: str) -> Quantity | None:
    try:
        return read_number(text)
    except Refusal:
        return None


def _read_full(block: Block, columns: _Columns, row: _Row, upper: Upper, found: Understood) -> None:
    """Other full marks than the scheme's: the table may be of another version of it."""
    if columns.full is None:
        return
    place, text = (row.number, columns.full), block.rows[row.number][columns.full]
    if _folded(text) in _words()["nothing"]:
        return
    wanted = upper.full if row.part is None else row.part.full
    quantity = _quantity(text)
    if quantity is not None and quantity.value == wanted:
        found.marks[place] = Mark("heading", "与方案一致", "as the scheme has it")
        return
    full = shortest(wanted)
    found.marks[place] = Mark(
        "ask",
        f"方案的满分是 {full}，请核对是不是这一版细则",
        f"the scheme has {full}: is the table of this version?",
    )


def _foot(block: Block, columns: _Columns, row: _Row, there: Analysis, found: Understood) -> None:
    """A sub-total or total beside the sum of the scores in it, where all of these are known."""
    place, text = (row.number, columns.score), block.rows[row.number][columns.score]
    if _folded(text) in _words()["nothing"]:
        return
    quantity = _quantity(text)
    if quantity is None or quantity.value is None:
        found.marks[place] = Mark("ask", f"“{text}”读不出一个得分", f"no score was read in {text}")
        return
    inside = there.below(row.part.node) if row.part is not None else there.lines
    known = {one.part.name: one.points for one in inside if one.part.is_indicator}
    values = [found.scores.get(name, points) for name, points in known.items()]
    if any(one is None for one in values):
        found.marks[place] = Mark(
            "wait", "小计：有的指标没有得分，未核对", "a sub-total of scores that are not all known"
        )
        return
    total = sum((one for one in values if one is not None), Decimal(0))
    if total == quantity.value:
        found.marks[place] = Mark("heading", "与各项之和一致", "the sum of its scores")
        return
    gap = shortest(abs(total - quantity.value))
    found.marks[place] = Mark(
        "ask",
        f"各项之和是 {shortest(total)}，相差 {gap}",
        f"its scores add to {shortest(total)}: a difference of {gap}",
    )


def places_from(texts: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """Places typed into fields, and those that are no place: a whole number of 1 and more."""
    found, wrong = {}, {}
    for name, text in texts.items():
        said = text.strip()
        if not said:
            continue
        quantity = _quantity(said.removeprefix("第").removesuffix("名").removesuffix("位"))
        value = quantity.value if quantity is not None and quantity.unit.is_number else None
        if value is None or value != value.to_integral_value() or not 1 <= value < 10_000:
            wrong[name] = said
        else:
            found[name] = int(value)
    return found, wrong
