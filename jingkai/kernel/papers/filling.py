"""A template and what its slots are filled with become the title and the blocks of a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from .content import Block, Figure, Given, Run, Runs, Value, run_of, text_of, values_of
from .kinds import ITEM, NAME, PLACE, BlockBody, TemplateBody, names_in
from .problems import FIGURE_WITHOUT_SOURCE, SLOT_MISSING, SLOT_UNKNOWN


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
    `papers.figure-without-source`.
    """
    _refuse_wrong(template, name, slots)
    given = {slot: values for slot, one in slots.items() if (values := values_of(one))}
    single = {slot: run_of(values[0]) for slot, values in given.items() if not template.slots[slot].each}
    known = {key: Run(value) for key, value in of_all.items()} | single
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
        if template.slots[key].figure and not all(_proven(one) for one in values_of(given)):
            raise FIGURE_WITHOUT_SOURCE(slot=f"{template.slots[key].title.zh}（{key}）")


def _proven(value: Value) -> bool:
    return isinstance(value, Figure) and all((value.ref, value.source, value.caliber))


def _blocks(body: BlockBody, known: Mapping[str, Run], given: Mapping[str, list[Value]]) -> list[Block]:
    """None where a slot that it names is empty; of a table only such rows are left out."""
    if body.form == "table":
        rows = [row for row in body.rows if all(names_in(cell) <= known.keys() for cell in row)]
        cells = tuple(tuple(_runs(cell, known) for cell in row) for row in rows)
        return [Block("table", rows=cells)] if cells else []
    if body.each:
        values = given.get(body.each, [])
        several = [
            {**known, ITEM: run_of(one), PLACE: Run(str(place))} for place, one in enumerate(values, 1)
        ]
        return [Block(body.form, _runs(body.text, one)) for one in several]
    if not names_in(body.text) <= known.keys():
        return []
    return [Block(body.form, _runs(body.text, known))]


def _runs(text: str, known: Mapping[str, Run]) -> Runs:
    """The text with its names filled in: what stands between them, and a run for each figure."""
    found: list[Run] = []
    # Split by the names, every second part is one.
    for place, part in enumerate(NAME.split(text)):
        run = known[part] if place % 2 else Run(part)
        if found and not run.ref and not found[-1].ref:
            found[-1] = Run(found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)
