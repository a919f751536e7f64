"""What other departments, or other calibers, say of the places that a workbook has figures of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jingkai.engines.quantity import same_amount
from jingkai.kernel.parties.access import Reader, visible

from ..drafts import Draft
from ..known import Known, current

Place = tuple[object, ...]


@dataclass(frozen=True)
class Beside:
    """A figure of the workbook, and figures of the same place that say something else. None is preferred."""

    draft: Draft
    others: tuple[Known, ...]


def differing(drafts: Sequence[Draft], reader: Reader | None) -> list[Beside]:
    """The drafts of which another unit said, or the same in another caliber says, another value; of that, what the
    reader may read (all, if None).
    """
    if not drafts:
        return []
    there = current().filter(
        measure__name__in={one.name for one in drafts},
        holder__in={one.holder.pk for one in drafts},
        start__gte=min(one.period.start for one in drafts),
        end__lte=max(one.period.end for one in drafts),
        subject=None,
    )
    if reader is not None:
        there = visible(there, reader)
    known: dict[Place, list[Known]] = defaultdict(list)
    for row in there.select_related("measure", "holder", "reported_by", "file").order_by("pk"):
        place = (row.measure.name, row.measure.aspect, row.holder_id, row.category, row.start, row.end)
        known[*place, row.nature].append(Known(row))
    found = []
    for draft in drafts:
        others = tuple(one for one in known.get(_place(draft), ()) if _differs(draft, one))
        if others:
            found.append(Beside(draft, others))
    return found


def _place(draft: Draft) -> Place:
    period = draft.period
    return (
        draft.name, draft.aspect, draft.holder.pk, draft.category, period.start, period.end, draft.nature,
    )  # fmt: skip


def _differs(draft: Draft, other: Known) -> bool:
    own = other.row.reported_by_id == draft.reported_by.pk and other.row.caliber == draft.caliber
    return not own and not same_amount(draft.quantity, other.quantity)
