"""The kinds of rule this room reads: templates of papers, and how the zone's papers are styled."""

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field, field_validator, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules import kinds

TEMPLATE, STYLE = "paper-template", "paper-style"

# `{name}` in a text: filled with a slot, or with one of what every paper knows.
NAME = re.compile(r"\{([a-z_]+)\}")
ZONE, UNIT, SHORT, YEAR, N, ITEM, PLACE, NUMBER = "zone", "unit", "short", "year", "n", "item", "i", "number"


def names_in(text: str) -> set[str]:
    """The names that a text is filled with."""
    return set(NAME.findall(text))


def _readable(value: str) -> str:
    if value:
        try:
            Term.parse(value)
        except Refusal as refusal:
            raise Wrong(refusal.zh, refusal.en) from refusal
    return value


class Slot(Part):
    """填写项: in one of `figure` stands at least one; `each` takes several values, a paragraph each, or with `cells`
    rows of a table that have so many. Whatever figure it takes names where it is from, its source and its caliber.
    """

    title: Words
    required: bool = False
    figure: bool = False
    each: bool = False
    cells: int = Field(default=0, ge=0, le=12)

    @model_validator(mode="after")
    def _rows_are_several(self) -> "Slot":
        if self.cells and not self.each:
            raise ValueError("rows of a table are several values: `each`")
        return self


class BlockBody(Part):
    """A part of the body. One that names a slot which is left empty is left out; one with `each` stands once for each
    value of that slot, which is `{item}`, its place `{i}`. A table has its `rows` here, or a `head` and below that the
    rows of the slot `each`. `when` is a slot without which it is left out, though it does not say it: a heading.
    """

    form: Literal["heading", "subheading", "paragraph", "table"]
    text: str = ""
    each: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    when: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> "BlockBody":
        table = self.form == "table"
        if table != bool(self.rows or self.head) or table == bool(self.text):
            raise Wrong("表格要有行，其他段落要有文字", "a table has rows, any other block a text")
        if self.rows and (self.head or self.each):
            raise ValueError("a table has rows of its own, or a head and the rows of a slot")
        if self.head and not self.each:
            raise Wrong("表头之下是某一填写项的各行（each）", "below a head stand the rows of a slot: `each`")
        return self

    def names(self) -> set[str]:
        """The names that it is filled with."""
        found = names_in(self.text).union(*(names_in(cell) for row in self.rows for cell in row))
        return (found - {ITEM, PLACE} | {self.each}) if self.each else found


class PublicBody(Part):
    """公示期限: how long it is shown and how long somebody may object, in the words of `periods`."""

    shown: str
    objection: str

    _terms = field_validator("shown", "objection")(_readable)


class TemplateBody(Part):
    """文件模板. `series` is what its numbers are counted in, `number` how one is written, `cancelled` how one
    that was cancelled is. `head` is the red mark of who issues (none: no red head). `answer` is how long addressees
    have to answer.
    """

    flow: str
    series: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    number: str
    cancelled: str = "{number}（作废）"
    head: str = ""
    title: str
    slots: dict[str, Slot]
    blocks: tuple[BlockBody, ...] = Field(min_length=1)
    signature: str
    copies: str = ""
    printed_by: str = ""
    answer: str = ""
    public: PublicBody | None = None

    _answer = field_validator("answer")(_readable)

    @model_validator(mode="after")
    def _names_are_known(self) -> "TemplateBody":
        of_all = {ZONE, UNIT, SHORT}
        for what, used, known in self._named(of_all):
            if unknown := sorted(used - known):
                raise ValueError(f"{what}: {', '.join(unknown)} is no slot")
        if not {YEAR, N} <= names_in(self.number):
            raise Wrong("文号里要有 {year} 和 {n}", "number: it says {year} and {n}")
        for one in self.blocks:
            if one.each and not self.slots[one.each].each:
                raise Wrong(f"{one.each} 只填一个值", f"{one.each} takes one value only")
            if one.each and self.slots[one.each].cells != len(one.head):
                raise ValueError(f"{one.each}: rows have as many cells as the head of their table")
            several = {name for name in one.names() if name in self.slots and self.slots[name].each}
            if several - {one.each}:
                raise ValueError(f"{', '.join(sorted(several))} takes several values: a block with `each`")
        return self

    def _named(self, of_all: set[str]) -> Iterator[tuple[str, set[str], set[str]]]:
        slots = {*self.slots, *of_all}
        yield "number", names_in(self.number), {*of_all, YEAR, N}
        yield "cancelled", names_in(self.cancelled), {NUMBER}
        yield "title", names_in(self.title), slots
        yield "when", {one.when for one in self.blocks if one.when}, set(self.slots)
        for place in ("head", "signature", "copies", "printed_by"):
            yield place, names_in(getattr(self, place)), of_all
        for one in self.blocks:
            yield "blocks", one.names(), slots


class StyleBody(Part):
    """发文规范: the zone's short code (机关代字) as its numbers begin with; empty: the zone's name."""

    short: str = ""


kinds.register(TEMPLATE, TemplateBody, zh="文件模板", en="paper template")
kinds.register(STYLE, StyleBody, zh="发文规范", en="style of papers")
