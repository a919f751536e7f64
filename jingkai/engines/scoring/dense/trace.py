"""The rows of trace.parquet from arrays: of every unit, node and indicator of a period, what its points come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ..loading import Loaded
from ..reading import Plan, Slot
from ..scored import LIMITED, REASONS_GIVEN
from ..shape import Array, rounded
from .records import records
from .takes import Cells
from .tree import Level
from .working import Worked

# Numbers of the figures, and those that are computed of them, in the order of the trace.
_FIGURES = ("value", "low", "high", "reference", "mean", "deviation", "rank", "n", "previous")
_WHOLE = ("rank", "n")


@dataclass(frozen=True)
class Traced:
    """A period worked out: `worked` are its indicators, `levels` its nodes, by slot."""

    plan: Plan
    loaded: Loaded
    period: int
    worked: Mapping[int, Worked]
    levels: Mapping[int, Level]

    def rows(self, *, failed: bool = False) -> pa.Table:
        """By unit and slot; with `failed` only of indicators of which nothing could be taken."""
        units, slots = self.loaded.scored, len(self.plan.slots)
        full, weight = ([getattr(slot, name) for slot in self.plan.slots] for name in ("full", "weight"))
        rows = pa.table(
            {
                "unit": np.repeat(np.arange(units, dtype=np.int32), slots),
                "slot": np.tile(np.arange(slots, dtype=np.int32), units),
                "period": np.full(units * slots, self.period, np.int32),
                **self._figures(),
                "inputs": self._inputs(),
                "taken": self._column({slot: one.taken for slot, one in self.worked.items()}),
                "raw": self._column({slot: one.raw for slot, one in self.worked.items()}),
                "score": self._column(self._score),
                "full": np.tile(np.array(full, np.float64), units),
                "weight": np.tile(np.array(weight, np.float64), units),
                "limited": self._said(LIMITED, {slot: _limited(one) for slot, one in self.worked.items()}),
                "why": self._said(REASONS_GIVEN, {slot: _why(one) for slot, one in self.worked.items()}),
                "points": self._column(self._points),
                "factor": self._column(self._factor),
                "facts": records(self.plan, self.loaded, self.period),
            }
        )
        if not failed:
            return rows
        lost = {slot: np.isnan(one.taken) for slot, one in self.worked.items()}
        return rows.filter(pa.array(self._spread(lost, np.zeros((slots, units), bool))))

    @cached_property
    def _score(self) -> dict[int, Array]:
        points = {slot: one.points for slot, one in self.worked.items()}
        return points | {slot: one.points for slot, one in self.levels.items()}

    @cached_property
    def _factor(self) -> dict[int, Array]:
        """Points of the total for one point of each node and indicator, NaN below what does not add up."""
        found: dict[int, Array] = {}
        for slot in self.plan.slots:
            if slot.parent < 0:
                found[slot.number] = np.ones(())
                continue
            above, per = self.plan.slots[slot.parent].item, self.levels[slot.parent].per
            rate = slot.weight / slot.full if slot.full else np.nan
            part = 0.0 if slot.item.aside else 1.0 if getattr(above, "combine", "") == "sum" else rate
            found[slot.number] = found[slot.parent] * (np.nan if per is None else per) * part
        return found

    @property
    def _points(self) -> dict[int, Array]:
        """What each brings to the total; a node what is not its parts'."""
        found: dict[int, Array] = {}
        for slot, factor in self._factor.items():
            score = self._score[slot]
            if slot in self.levels:
                level = self.levels[slot]
                score = score if level.per is None else score - level.plain
            else:
                score = np.where(np.isnan(score), 0.0, score)
            found[slot] = score * factor
        return found

    def _figures(self) -> dict[str, pa.Array]:
        found: dict[str, dict[int, Array]] = {name: {} for name in _FIGURES}
        for slot in self.plan.leaves:
            for name, figures in _used(slot, self.worked[slot.number].cells):
                found[name][slot.number] = figures
        return {name: self._column(found[name], whole=name in _WHOLE) for name in _FIGURES}

    def _inputs(self) -> pa.Array:
        """What a formula's value is laid beside, by name; nothing elsewhere."""
        kind = pa.map_(pa.string(), pa.float64())
        shown = {
            slot.number: [(name, one) for name, one in slot.take.inputs if name != "full"]
            for slot in self.plan.leaves
            if slot.take is not None
        }
        counts = np.array([len(shown.get(slot.number, ())) for slot in self.plan.slots])
        units = self.loaded.scored
        if not counts.any():
            return pa.nulls(units * len(counts), kind)
        names = [name for of in shown.values() for name, _ in of]
        figures = np.empty((units, len(names)))
        beside = (self.worked[slot].cells.beside(one) for slot, of in shown.items() for _, one in of)
        for number, one in enumerate(beside):
            figures[:, number] = rounded(one)
        ends = np.concatenate([[0], np.cumsum(np.tile(counts, units))]).astype(np.int32)
        empty = np.append(np.tile(counts == 0, units), False)
        said = pa.array(names, pa.string()).take(pa.array(np.tile(np.arange(len(names)), units)))
        return pa.MapArray.from_arrays(
            pa.array(ends, mask=empty), said, pa.array(figures.ravel(), from_pandas=True)
        )

    def _said(self, words: tuple[str, ...], codes: Mapping[int, npt.NDArray[np.int8]]) -> pa.Array:
        spread = self._spread(codes, np.zeros((len(self.plan.slots), self.loaded.scored), np.int8))
        return pa.DictionaryArray.from_arrays(pa.array(spread), pa.array(words, pa.string()))

    def _column(self, figures: Mapping[int, Array], *, whole: bool = False) -> pa.Array:
        """By unit and slot, empty where there is no number."""
        kind = pa.int64() if whole else pa.float64()
        if not figures:
            return pa.nulls(self.loaded.scored * len(self.plan.slots), kind)
        spread = self._spread(figures, np.full((len(self.plan.slots), self.loaded.scored), np.nan))
        return pa.array(spread, from_pandas=True).cast(kind)

    @staticmethod
    def _spread(
        of: Mapping[int, npt.NDArray[np.generic]], over: npt.NDArray[np.generic]
    ) -> npt.NDArray[np.generic]:
        for slot, values in of.items():
            over[slot] = values
        return over.T.ravel()


def _used(slot: Slot, cells: Cells) -> Iterator[tuple[str, Array]]:
    """The figures of an indicator's take, by the column of the trace."""
    take = slot.take
    assert take is not None
    yield "value", cells.value
    ranked = take.kind in ("rank", "behind", "percentile", "gain", "relative-gain")
    if take.formula is not None:
        ranked = bool(take.formula.names & {"rank", "n"})
    if ranked:
        yield "rank", cells.place
    if take.low is not None and take.high is not None:
        yield "low", cells.beside(take.low)
        yield "high", cells.beside(take.high)
    if take.reference is not None:
        name = "previous" if take.reference.is_own_past else "reference"
        yield name, cells.beside(take.reference)
    if take.kind == "z":
        yield "mean", cells.mean
        yield "deviation", cells.deviation(population=take.population)
    if take.kind in ("gain", "relative-gain"):
        yield "previous", cells.place_before
    of_peers = take.low is not None and take.high is not None and take.low.kind == take.high.kind == "peers"
    if ranked or of_peers or take.kind == "z":
        yield "n", cells.n


def _limited(one: Worked) -> npt.NDArray[np.int8]:
    """Where a limit changed the points (`LIMITED`)."""
    with np.errstate(invalid="ignore"):
        cut, raised = one.points < one.raw - 1e-9, one.points > one.raw + 1e-9
    return np.where(one.why > 0, 0, np.where(cut, 1, np.where(raised, 2, 0))).astype(np.int8)


def _why(one: Worked) -> npt.NDArray[np.int8]:
    """The reason why nothing was taken (`REASONS_GIVEN`), that there is no figure among them."""
    absent = (one.why == 0) & np.isnan(one.taken)
    return np.where(absent, len(REASONS_GIVEN) - 1, one.why).astype(np.int8)
