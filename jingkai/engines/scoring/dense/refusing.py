"""What a scheme refuses, seen period by period and told at the end: the first of each kind, and how often it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from jingkai.engines.quantity import Problem

from ..problems import WHY, problem
from ..reading import Plan
from ..shape import Array
from .takes import REASONS
from .working import Worked


class Refusals:
    """Undefined results, missing figures and means that there are none of, of the units with these names."""

    def __init__(self, plan: Plan, names: Sequence[str]) -> None:
        self.plan, self.names = plan, names
        self._first: dict[str, dict[str, str]] = {}
        self._count: Counter[str] = Counter()

    def see(self, period: str, worked: Mapping[int, Worked], points: Mapping[int, Array]) -> None:
        """A period later than those already seen; `points` are those of every node and indicator by slot."""
        for slot in self.plan.leaves:
            one = worked[slot.number]
            absent = np.isnan(one.points)
            undefined = absent & (one.why > 0)
            if slot.leaf.undefined == "refuse" and undefined.any():
                zh, en = WHY[REASONS[int(one.why.reshape(-1, one.why.shape[-1])[:, _unit(undefined)].max())]]
                self._see("undefined", undefined, period, slot.item.id, why=zh, why_en=en)
            if slot.missing == "refuse" and absent.any():
                self._see("missing", absent, period, slot.item.id)
        for node in self.plan.nodes:
            if getattr(node.item, "combine", "") in ("geometric", "harmonic"):
                parts = (one for one in self.plan.parts[node.number] if one.weight > 0)
                below = reduce(np.logical_or, (points[one.number] < 0 for one in parts), np.zeros(1, bool))
                if below.any():
                    self._see("no-mean", below, period, node.item.id)

    def add(self, later: Refusals) -> None:
        """What was seen of later periods."""
        self._count += later._count
        self._first = later._first | self._first

    def tell(self) -> None:
        """Raises Problem `scoring.undefined`, else `scoring.missing`, else `scoring.no-mean`, where one was seen."""
        for kind in ("undefined", "missing", "no-mean"):
            if kind in self._first:
                raise self._told(kind)

    def _told(self, kind: str) -> Problem:
        count = {} if kind == "no-mean" else {"count": self._count[kind]}
        return problem(f"scoring.{kind}", **self._first[kind], **count)

    def _see(self, kind: str, cases: npt.NDArray[np.bool_], period: str, id: str, **more: str) -> None:
        self._count[kind] += int(cases.sum())
        place = {"unit": self.names[_unit(cases)], "period": period, "id": id}
        self._first.setdefault(kind, place | more)


def _unit(cases: npt.NDArray[np.bool_]) -> int:
    """The first unit of which there is a case."""
    return int(np.argmax(cases.reshape(-1, cases.shape[-1]).any(axis=0)))
