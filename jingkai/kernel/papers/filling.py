"""A template and what its slots are filled with become the title and the blocks of a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from .content import Block, Given, Row, Run, Runs, Value, figures_of, runs_of, text_of, values_of
from .kinds import ITEM, NAME, PLACE, BlockBody, Slot, TemplateBody, names_in
from .problems import FIGURE_WITHOUT_SOURCE, NOT_A_ROW, SLOT_MISSING, SLOT_UNKNOWN


@dataclass(frozen=True)
class Filled:
    """The title and the blocks that came of it."""

    title: str
    blocks: tuple[Block, ...]


def fill(
    template: TemplateBody, name: str, slots: Mapping[str, Given], of_all: Mapping[str, str], title: str = ""
) -> Filled:
    """Fill a template, called `name` in refusals. `of_all` are the names that every paper knows (zone, unit, short).

    Raises Problem `papers.slot-missing` that names every required slot without a value, `papers.slot-unknown`,
    `papers.figure-without-source`, `papers.not-a-row`.
    """
    _refuse_wrong(template, name, slots)
    given = {slot: values for slot, one in slots.items() if (values := values_of(one))}
    single = {slot: runs_of(values[0]) for slot, values in given.items() if not template.slots[slot].each}
    known = {key: (Run(value),) for key, value in of_all.items()} | single
    blocks = [block for body in template.blocks for block in _blocks(body, known, given)]
    return Filled(title.strip() or text_of(_runs(template.title, known)), tuple(blocks))


def fill_text(text: str, of_all: Mapping[str, str]) -> str:
    """A text of the template that names no slot."""
    return NAME.sub(lambda found: of_all[found[1]], text)


def _refuse_wrong(template: TemplateBody, name: str, slots: Mapping[str, Given]) -> None:
    if unknown := sorted(slots.keys() - template.slots.keys()):
        known = "、".join(f"{one.title.zh}（{key}）" for key, one in template.slots.items())
        raise SLOT_UNKNOWN(template=name, slots="、".join(unknown), known=known)
    lacking = [
        f"{one.title.zh}（{key}）"
        for key, one in template.slots.items()
        if one.required and not values_of(slots.get(key, ""))
    ]
    if lacking:
        raise SLOT_MISSING(template=name, slots="、".join(lacking))
    for key, given in slots.items():
        slot, values = template.slots[key], values_of(given)
        name_of = f"{slot.title.zh}（{key}）"
        if not all(_proven(one, slot) for one in values):
            raise FIGURE_WITHOUT_SOURCE(slot=name_of)
        if not all(_in_shape(one, slot) for one in values):
            raise NOT_A_ROW(slot=name_of, cells=slot.cells)


def _proven(value: Value, slot: Slot) -> bool:
    """Whether every figure in it says where it is from; what is a slot of figures has one."""
    figures = figures_of(value)
    return (bool(figures) or not slot.figure) and all(
        one.ref and one.source and one.caliber for one in figures
    )


def _in_shape(value: Value, slot: Slot) -> bool:
    cells = len(value.cells) if isinstance(value, Row) else 0
    return cells == slot.cells


def _blocks(body: BlockBody, known: Mapping[str, Runs], given: Mapping[str, list[Value]]) -> list[Block]:
    """None where a slot that it names is empty; of a table only such rows are left out."""
    if body.when and body.when not in given:
        return []
    if body.head:
        listed = [one for one in given.get(body.each, []) if isinstance(one, Row)]
        under = tuple(tuple(runs_of(cell) for cell in row.cells) for row in listed)
        return (
            [Block("table", rows=(tuple((Run(one),) for one in body.head), *under), heads=1)] if under else []
        )
    if body.form == "table":
        rows = [row for row in body.rows if all(names_in(cell) <= known.keys() for cell in row)]
        cells = tuple(tuple(_runs(cell, known) for cell in row) for row in rows)
        return [Block("table", rows=cells)] if cells else []
    if body.each:
        values = given.get(body.each, [])
        several = [
            {**known, ITEM: runs_of(one), PLACE: (Run(str(place)),)} for place, one in enumerate(values, 1)
        ]
        return [Block(body.form, _runs(body.text, one)) for one in several]
    if not names_in(body.text) <= known.keys():
        return []
    return [Block(body.form, _runs(body.text, known))]


def _runs(text: str, known: Mapping[str, Runs]) -> Runs:
    """The text with its names filled in: what stands between them, and a run for each figure."""
    found: list[Run] = []
    # Split by the names, every second part is one.
    for place, part in enumerate(NAME.split(text)):
        for run in known[part] if place % 2 else (Run(part),):
            if found and not run.ref and not found[-1].ref:
                found[-1] = Run(found[-1].text + run.text)
            elif run.text:
                found.append(run)
    return tuple(found)
