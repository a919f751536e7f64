"""A cell opened: what a unit's points at an indicator come from, record by record, with its peers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jingkai.engines.periods import Period
from jingkai.engines.scoring.analysis.board import Cell, Line
from jingkai.engines.scoring.analysis.judging import rate_of
from jingkai.engines.scoring.analysis.report.methods import Names, method_in_words
from jingkai.engines.scoring.reading import Slot
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rounds.gathering import Input
from jingkai.web.opening import address_of_ref
from jingkai.web.words import Lang

from .asking import Judged
from .heat import shade_of
from .tree import below


@dataclass(frozen=True)
class Record:
    """A record that the points come from, `asked` for by that name in the scheme. `own` is false of what it is laid
    beside; `address` is empty where it has no page, or none that the reader may open.
    """

    name: str
    period: str
    value: str
    unit: str
    qualifier: str
    caliber: str
    ref: str
    address: str
    own: bool
    asked: str


@dataclass(frozen=True)
class Peer:
    """A unit at a node; `line` is its row of the trace."""

    who: str
    group: str
    cell: Cell
    line: Line
    rate: float | None
    shade: int | None


@dataclass(frozen=True)
class Opened:
    """A cell. `parts` are those of a node, `records` those of an indicator; `worth` is what it brings of the total."""

    who: str
    slot: Slot
    line: Line
    cell: Cell
    rate: float | None
    worth: float | None
    method: str
    parts: tuple[tuple[Slot, Line, Cell, float | None, int | None], ...]
    records: tuple[Record, ...]
    inputs: tuple[tuple[str, float | None], ...]
    unit: str


def opened(judged: Judged, who: str, node: str, lang: Lang, called: Names) -> Opened:
    """Raises Problem `assessment.no-such-cell`."""
    slot, board, period = judged.slot(node), judged.board, judged.period
    line = board.lines(period, judged.find(who))[slot.item.id]
    cell = board.cells(period, slot.item.id)[who]
    known = line.score is not None and line.factor is not None
    return Opened(
        who=who,
        slot=slot,
        line=line,
        cell=cell,
        rate=rate_of(cell.points, slot.full),
        worth=line.score * line.factor if known else line.points,  # type: ignore[operator]
        method=method_in_words(slot, lang, called) if slot.take is not None else "",
        parts=tuple(_parts(judged, who, slot)),
        records=records(judged, who, line, lang) if slot.take is not None else (),
        inputs=_inputs(judged, who, slot),
        unit=unit_of(judged, slot),
    )


def unit_of(judged: Judged, slot: Slot) -> str:
    """The unit in which the rule takes the figures of an indicator; empty for a node and for what is rated."""
    criterion = judged.running.cohort.body.criteria.get(slot.leaf.name) if slot.take is not None else None
    return criterion.fact.unit if criterion is not None and criterion.fact is not None else ""


def peers(judged: Judged, node: str) -> list[Peer]:
    """The units whose scores the reader sees at a node, by class and place."""
    slot, board, period = judged.slot(node), judged.board, judged.period
    cells = board.cells(period, slot.item.id)
    found = []
    for who in judged.shown:
        rate = rate_of(cells[who].points, slot.full)
        line = board.lines(period, who)[slot.item.id]
        found.append(Peer(who, judged.groups[who], cells[who], line, rate, shade_of(rate)))
    classes = list(judged.running.cohort.body.classes) or [""]
    return sorted(
        found,
        key=lambda one: (classes.index(one.group), one.cell.place is None, one.cell.place or 0, one.who),
    )


def records(judged: Judged, who: str, line: Line, lang: Lang) -> tuple[Record, ...]:
    """The records under a row of the trace, those of its own figure first."""
    by_ref = {one.ref: one for one in judged.running.gathered.inputs if one.ref}
    refs = list(dict.fromkeys((line.facts or "").split()))
    found = [by_ref[ref] for ref in refs if ref in by_ref]
    reader, zone = judged.asked.reader, judged.asked.zone
    open_to = _open_to(reader, [one.ref for one in found])
    name = judged.slot(line.node).leaf.name
    return tuple(_record(judged, one, zone, lang, one.ref in open_to, name) for one in found)


def _record(judged: Judged, one: Input, zone: Organisation, lang: Lang, may: bool, name: str) -> Record:
    criterion = judged.running.cohort.body.criteria.get(one.name)
    fact = criterion.fact if criterion is not None else None
    return Record(
        name=fact.name if fact is not None else one.name,
        period=Period.parse(one.period).words(lang),
        value=one.value,
        unit=fact.unit if fact is not None else "",
        qualifier=one.qualifier,
        caliber=one.caliber,
        ref=one.ref,
        address=address_of_ref(one.ref, zone) if may else "",
        own=one.name == name and one.period == judged.period,
        asked=one.name,
    )


def _open_to(reader: Reader | None, refs: Sequence[str]) -> frozenset[str]:
    """Those that are facts which the reader may open."""
    keys = [int(ref.removeprefix("fact:")) for ref in refs if ref.startswith("fact:")]
    rows = Fact.objects.filter(pk__in=keys)
    seen = rows if reader is None else visible(rows, reader)
    return frozenset(f"fact:{key}" for key in seen.values_list("pk", flat=True))


def _parts(judged: Judged, who: str, slot: Slot) -> list[tuple[Slot, Line, Cell, float | None, int | None]]:
    if slot.take is not None:
        return []
    board, period = judged.board, judged.period
    lines = board.lines(period, who)
    found = []
    for part in below(board, slot.item.id):
        cell = board.cells(period, part.item.id)[who]
        rate = rate_of(cell.points, part.full)
        found.append((part, lines[part.item.id], cell, rate, shade_of(rate)))
    return found


def _inputs(judged: Judged, who: str, slot: Slot) -> tuple[tuple[str, float | None], ...]:
    """What the names of a formula stood for."""
    if slot.take is None or slot.take.formula is None:
        return ()
    rows = judged.board.trace(judged.period).select(["unit", "node", "inputs"]).to_pylist()
    found = next(row["inputs"] for row in rows if row["unit"] == who and row["node"] == slot.item.id)
    return tuple(dict(found or ()).items())
