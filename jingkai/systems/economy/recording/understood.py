"""A block of texts understood: which cells are headings, what each figure is of, and what is refused at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jingkai.engines.periods import Period
from jingkai.engines.periods.labels import NOTHING, find_period
from jingkai.engines.quantity import Quantity, read_number, read_numbers, write
from jingkai.kernel.facts.by_hand import Fate, Laid, lay
from jingkai.kernel.facts.doubts import Doubt, aspect_by_unit
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.workbooks.holders import Holders
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.hashing import content_hash
from jingkai.web.grid.block import Block, Mark, cell_name

from .headings import Part, Reader, column_kind, in_brackets, period_in, says_nothing, together, unit_of
from .setting import Setting

Place = tuple[int, int]
_LONGEST_NAME = 120
# What the field of a reason is called; its cell follows.
REASON = "why-"


@dataclass(frozen=True)
class Shape:
    """Where the headings are: `titles` rows above, then headings up to row `body`; label columns up to `left`, each
    with its kind.
    """

    titles: tuple[int, ...]
    heads: tuple[int, ...]
    body: int
    left: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What is asked about the figure in a cell, and why it is so as far as it was said."""

    place: Place
    draft: Draft
    doubts: tuple[Doubt, ...]
    reason: str

    @property
    def cell(self) -> str:
        """The cell as a sheet calls it."""
        return cell_name(*self.place)

    def value(self, lang: str) -> str:
        """The figure as it was understood: 71300亿元."""
        return write(self.draft.quantity, style="en" if lang == "en" else "marks")

    @property
    def field(self) -> str:
        """The form's field of the reason."""
        return f"{REASON}{self.place[0]}-{self.place[1]}"


@dataclass
class Understood:
    """`marks` say something at a cell, `figures` are the drafts by the cell they stand in, `laid` what becomes of
    them.
    """

    marks: dict[Place, Mark] = field(default_factory=dict)
    figures: dict[Place, Draft] = field(default_factory=dict)
    laid: dict[Place, Laid] = field(default_factory=dict)
    # Why figures that are in doubt are so, as the clerk says.
    reasons: dict[Place, str] = field(default_factory=dict)
    # The figures whose headings say no period: it is the one that was chosen for the table.
    undated: set[Place] = field(default_factory=set)

    @property
    def refused(self) -> list[Place]:
        return sorted(place for place, mark in self.marks.items() if mark.refuses)

    @property
    def asked(self) -> list[Asked]:
        """What is asked about figures that could be recorded, in the order of the table."""
        return [
            Asked(place, one.draft, one.doubts, self.reasons.get(place, ""))
            for place, one in sorted(self.laid.items())
            if one.doubts
        ]

    @property
    def reasons_by_draft(self) -> dict[int, str]:
        """The reasons by the place of their figure among those that are laid."""
        return {number: self.reasons.get(place, "") for number, place in enumerate(self.laid)}

    @property
    def corrections(self) -> int:
        return sum(one.fate is Fate.CORRECTS for one in self.laid.values())

    @property
    def new(self) -> int:
        return sum(one.fate is Fate.NEW for one in self.laid.values())

    @property
    def digest(self) -> str:
        """Of what is shown: another one says that somebody changed something in between."""
        return content_hash(
            [
                [
                    *place,
                    one.fate.value,
                    one.before.row.pk if one.before is not None else 0,
                    str(one.draft.quantity),
                    *(doubt.kind for doubt in one.doubts),
                ]
                for place, one in sorted(self.laid.items())
            ]
        )


def understand(
    block: Block, setting: Setting, link: Callable[[str], str], reasons: Mapping[Place, str] | None = None
) -> Understood:
    """What each cell of the block is. No cell that holds anything goes without a mark; nothing is written.

    `link` is where a fact is opened, by its reference; `reasons` say why figures that are in doubt are so.
    """
    found = Understood(reasons=dict(reasons or {}))
    reader = Reader(Holders(setting.zone, setting.on))
    shape = _shape(block, reader)
    title = together(_titles(block, shape, reader, found))
    heads = [together(_heads(block, shape, column, reader, found)) for column in range(block.width)]
    for row in range(shape.body, block.height):
        if not any(block.rows[row]):
            continue
        label = together(_labels(block, shape, row, reader, found))
        for column in range(shape.left, block.width):
            text = block.rows[row][column]
            if not text:
                continue
            if says_nothing(text):
                found.marks[row, column] = Mark("wait", "没有数，记为未知", "no figure: unknown")
                continue
            part = together([title, label, heads[column]])
            made = _draft(text, part, setting, cell_name(row, column))
            if isinstance(made, Draft):
                found.figures[row, column] = made
                if part.hint == NOTHING:
                    found.undated.add((row, column))
            else:
                found.marks[row, column] = made
    for place, one in zip(found.figures, lay(list(found.figures.values()), setting.on), strict=True):
        found.laid[place] = one
        found.marks[place] = _mark(one, link, dated=place not in found.undated)
        if one.doubts:
            found.marks[place] = _in_doubt(found.marks[place], one.doubts, found.reasons.get(place, ""))
    return found


def _shape(block: Block, reader: Reader) -> Shape:
    """Title rows hold one text; headings go down to the first row with a figure; the first column is one of labels, and
    those after it whose heading says so.
    """
    row, titles = 0, []
    while row < block.height and block.width > 1 and not any(block.rows[row][1:]):
        titles.append(row)
        row += 1
    if row == block.height:
        row, titles = 0, []
    if _is_line(block.rows[row], reader):
        return Shape(tuple(titles), (), row, 1, ("",))
    heads, body = [row], row + 1
    while body < block.height and _is_heading(block.rows[body]):
        heads.append(body)
        body += 1
    if body >= block.height and len(heads) > 1:
        # Nothing below is a figure: what cannot be read is said at its cells, and is no heading.
        heads, body = heads[:1], heads[0] + 1
    kinds = []
    for column in range(block.width):
        said = next((block.rows[one][column] for one in reversed(heads) if block.rows[one][column]), "")
        kind = column_kind(said)
        if column and not kind:
            if kinds and all(one == "number" for one in kinds):
                kinds.append("")
                continue
            break
        if kind == "either":
            cells = [block.rows[one][column] for one in range(body, block.height) if block.rows[one][column]]
            kind = "unit" if cells and all(unit_of(one) is not None for one in cells) else "holder"
        kinds.append(kind)
    return Shape(tuple(titles), tuple(heads), body, max(1, len(kinds)), tuple(kinds) or ("",))


def _is_line(texts: tuple[str, ...], reader: Reader) -> bool:
    """The first row is no heading where it names an indicator and has a number beside it: nothing stands above."""
    named = reader.read(texts[0]).name and not column_kind(texts[0])
    return bool(named) and any(read_number(one) is not None for one in texts[1:] if one)


def _is_heading(texts: tuple[str, ...]) -> bool:
    """A further row of headings has no label of its own and no figure."""
    return not texts[0] and any(texts[1:]) and not _has_figure(texts[1:])


def _has_figure(texts: tuple[str, ...]) -> bool:
    return any(_is_figure(one) for one in texts)


def _is_figure(text: str) -> bool:
    """A figure, and no year or month."""
    return bool(text) and bool(find_period(text).rest.strip()) and read_number(text) is not None


def _titles(block: Block, shape: Shape, reader: Reader, found: Understood) -> Iterator[Part]:
    for row in shape.titles:
        for column, text in enumerate(block.rows[row]):
            if not text:
                continue
            part = reader.read(text)
            # Of a title only the time, the unit and whose table it is: its words name no indicator.
            part = Part(unit=part.unit, hint=part.hint, holder=part.holder)
            said = ("标题：" + part.words("zh"), "title: " + part.words("en"))
            found.marks[row, column] = Mark("heading", *(said if not part.empty else ("标题", "title")))
            yield part
    for row in shape.heads:
        for column, text in enumerate(block.rows[row][: shape.left]):
            if not text:
                continue
            # 单位：万元 in the corner is said of the whole table.
            part = Part() if column_kind(text) else reader.read(text)
            part = Part(unit=part.unit, hint=part.hint)
            found.marks[row, column] = Mark(
                "heading", part.words("zh") or "表头", part.words("en") or "heading"
            )
            yield part


def _heads(block: Block, shape: Shape, column: int, reader: Reader, found: Understood) -> Iterator[Part]:
    for place, row in enumerate(shape.heads):
        text, from_column = block.rows[row][column], column
        if column < shape.left:
            continue
        while not text and from_column > shape.left and place < len(shape.heads) - 1:
            from_column -= 1  # a merged heading stands over several columns
            text = block.rows[row][from_column]
        part = reader.read(text)
        if block.rows[row][column]:
            found.marks[row, column] = _read_mark(text, part)
        yield part


def _labels(block: Block, shape: Shape, row: int, reader: Reader, found: Understood) -> Iterator[Part]:
    for column in range(shape.left):
        kind = shape.kinds[column] if column < len(shape.kinds) else ""
        text, from_row = block.rows[row][column], row
        while (
            not text and from_row > shape.body and column < shape.left - 1 and kind not in ("unit", "number")
        ):
            from_row -= 1  # a merged label stands beside several rows
            text = block.rows[from_row][column]
        if kind == "number":
            if text:
                found.marks[row, column] = Mark("heading", "序号", "number")
            continue
        part = reader.read(text)
        if kind == "unit" and text and (unit := unit_of(text)) is not None:
            part = Part(unit=unit)
        if kind == "holder" and text and part.holder is None:
            found.marks[row, column] = Mark(
                "ask", f"“{text}”不是本区登记的单位", f"{text} is no registered unit of the zone"
            )
            yield Part(clash=(f"不知道“{text}”是哪个单位", f"which unit {text} is, is not known"))
            continue
        if block.rows[row][column]:
            found.marks[row, column] = _read_mark(text, part)
        yield part


def _read_mark(text: str, part: Part) -> Mark:
    if part.empty:
        return Mark("heading", "没有从这里读出什么", "nothing was read here")
    return Mark("heading", part.words("zh") or "—", part.words("en") or "—")


def _draft(text: str, part: Part, setting: Setting, cell: str) -> Draft | Mark:
    if part.clash is not None:
        return Mark("ask", *part.clash)
    quantity = _quantity(text, part)
    if isinstance(quantity, Mark):
        return quantity
    if not part.name:
        return Mark("ask", "不知道是哪个指标", "of which indicator is not known")
    if len(part.name) > _LONGEST_NAME:
        return Mark(
            "ask", f"指标名称超过 {_LONGEST_NAME} 个字", f"the name is longer than {_LONGEST_NAME} signs"
        )
    try:
        period = period_in(part.hint, setting.period) if part.hint != NOTHING else _fixed(setting)
    except Problem as problem:
        return Mark("ask", problem.zh, problem.en)
    return Draft(
        name=part.name,
        aspect=part.aspect or aspect_by_unit(quantity.unit),
        nature=part.nature or "actual",
        holder=part.holder or setting.holder,
        period=period,
        quantity=quantity,
        reported_by=setting.unit,
        reporter=setting.person,
        source=Source(words=setting.source or "—", cell=cell),
        caliber=setting.caliber,
    )


def _fixed(setting: Setting) -> Period:
    if setting.period is None:
        return period_in(NOTHING, None)  # refuses
    return setting.period


def _quantity(text: str, part: Part) -> Quantity | Mark:
    """The figure in a cell. A unit in the cell has to be of the kind that the headings say."""
    unit = part.unit
    found = read_number(text, unit)
    if found is None:
        if len(read_numbers(text, unit)) > 1:
            return Mark(
                "ask", f"“{text}”里有几个数，一格只填一个", f"{text} holds several figures: one a cell"
            )
        return Mark("ask", f"“{text}”读不出一个数", f"no figure was read in {text}")
    if found.unit.is_number and (said := in_brackets(part.name)[1]):
        return Mark(
            "ask",
            f"括号里的“{said}”不是认识的计量单位，请换成如“万元”“家”“%”这样的单位",
            f"{said} in brackets is no unit of measurement that is known: use one as 万元, 家 or %",
        )
    if found.unit.is_number:
        return Mark(
            "ask",
            "没有计量单位：请写在指标后面的括号里，如“科技支出（万元）”",
            "no unit: put it in brackets after the indicator",
        )
    if unit is not None and found.unit.dimension != unit.dimension:
        return Mark(
            "ask",
            f"表头的单位是{unit.name}，格里是{found.unit.name}",
            f"the heading says {unit.named('en')}, the cell {found.unit.named('en')}",
        )
    return found


_SAID: Mapping[Fate, tuple[str, str, str]] = {
    Fate.NEW: ("new", "新数据", "new"),
    Fate.SAME: ("known", "已有，相同", "on record, the same"),
    Fate.REPEATS: ("wait", "与前面一格相同，只记一次", "as in a cell before: kept once"),
}


def _mark(one: Laid, link: Callable[[str], str], *, dated: bool) -> Mark:
    """What becomes of a figure, with the figure as it was understood: 1992万元 · 新数据."""
    draft = one.draft
    if one.problem is not None:
        return Mark("ask", one.problem.zh, one.problem.en)
    zh, en = write(draft.quantity, style="marks"), write(draft.quantity, style="en")
    if not dated:
        zh, en = f"{zh} · {draft.period.words('zh')}", f"{en} · {draft.period.words('en')}"
    before = link(one.before.ref) if one.before is not None else ""
    if one.fate is Fate.CORRECTS and one.before is not None:
        was = one.before.quantity
        return Mark(
            "corrected",
            f"{zh} · 更正，原为 {write(was, style='marks')}",
            f"{en} · corrects {write(was, style='en')}",
            before,
        )
    kind, said, said_en = _SAID[one.fate]
    if one.registers:
        said, said_en = f"{said}，登记指标“{draft.name}”", f"{said_en}, registers {draft.name}"
    return Mark(kind, f"{zh} · {said}", f"{en} · {said_en}", before)


def _in_doubt(mark: Mark, doubts: Sequence[Doubt], reason: str) -> Mark:
    """What would become of a figure, and what is asked about it first."""
    zh, en = (" · ".join(one.words.zh for one in doubts), " · ".join(one.words.en for one in doubts))
    if reason:
        return replace(
            mark, kind="answered", zh=f"{mark.zh} · {zh} · 已说明", en=f"{mark.en} · {en} · explained"
        )
    return replace(mark, kind="warn", zh=f"{mark.zh} · {zh}", en=f"{mark.en} · {en}")
