"""What statements refuse: the first that is wrong, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..loading import Loaded
from ..problems import WHY, problem
from ..reading import Plan
from .database import Database

_ABSENT = "FROM working w WHERE w.points IS NULL AND w.period IN ({asked}) AND w.slot IN ({slots})"
_BELOW_ZERO = (
    "FROM levels w JOIN nodes n ON w.slot = n.slot WHERE w.points < 0 AND n.weight > 0 AND w.period IN ({asked}) "
    "AND n.parent IN ({slots})"
)


def refuse_cells(plan: Plan, loaded: Loaded, database: Database, asked: Sequence[int]) -> None:
    """What is absent, or has no result, where the scheme does not say what happens. Raises Problem `scoring.undefined`
    and `scoring.missing`.
    """
    strict = [slot.number for slot in plan.leaves if slot.leaf.undefined == "refuse"]
    found = _first(loaded, database, f"{_ABSENT} AND w.why IS NOT NULL", asked, strict, "w.slot", "w.why")
    if found is not None:
        place, slot, why, count = found
        zh, en = WHY[why]
        id = plan.slots[slot].item.id
        raise problem("scoring.undefined", **place, id=id, why=zh, why_en=en, count=count)
    refused = [slot.number for slot in plan.leaves if slot.missing == "refuse"]
    found = _first(loaded, database, _ABSENT, asked, refused, "w.slot", "w.why")
    if found is not None:
        place, slot, _, count = found
        raise problem("scoring.missing", **place, id=plan.slots[slot].item.id, count=count)


def refuse_means(plan: Plan, loaded: Loaded, database: Database, asked: Sequence[int]) -> None:
    """A mean that the scores below it do not have. A node that nothing at all is known of has no points, and says
    so. Raises Problem `scoring.no-mean`.
    """
    means = [
        slot.number for slot in plan.nodes if getattr(slot.item, "combine", "") in ("geometric", "harmonic")
    ]
    found = _first(loaded, database, _BELOW_ZERO, asked, means, "n.parent")
    if found is not None:
        place, slot, _ = found
        raise problem("scoring.no-mean", **place, id=plan.slots[slot].item.id)


def _first(
    loaded: Loaded,
    database: Database,
    rows: str,
    asked: Sequence[int],
    slots: Sequence[int],
    *columns: str,
) -> tuple[Any, ...] | None:
    """Of these rows the first by period, slot and name: unit and period, the columns, and how many there are."""
    if not slots:
        return None
    names = [one.partition(".")[2] for one in columns]
    rows = rows.format(asked=_listed(asked), slots=_listed(slots))
    (count,) = database.rows(f"SELECT count(*) AS count {rows}").column("count").to_pylist()
    if not count:
        return None
    found = database.rows(
        f"SELECT f.*, u.name FROM (SELECT w.unit, w.period, {', '.join(columns)} {rows}) f "
        f"JOIN names u ON f.unit = u.unit ORDER BY f.period, f.{names[0]}, u.name LIMIT 1"
    ).to_pylist()[0]
    place = {"unit": found["name"], "period": list(loaded.periods)[found["period"]]}
    return place, *(found[one] for one in names), count


def _listed(codes: Sequence[int]) -> str:
    return ", ".join(map(str, codes))
