"""A list of problems (反馈问题清单) becomes matters: common ones split to units, individual ones one each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jingkai.engines.periods import day_of
from jingkai.kernel.matters.problems import UNIT_MISSING
from jingkai.kernel.matters.services import Draft, Opened, Opening
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.book import RuleBook

from ..kinds import LIST, ListBody
from ..problems import CATEGORY_UNKNOWN
from .naming import Names
from .reading import Row, read_list

COMMON = "common"


def import_list(
    actor: Actor,
    zone: Organisation,
    path: Path,
    name: str,
    *,
    at: datetime,
    splits: Mapping[int, Sequence[Organisation]] | None = None,
    answers: dict[str, str] | None = None,
) -> Opened:
    """Open the matters of a list, all of it or nothing; the same list again opens nothing.

    `name` says which list it is. `splits` gives, by the sheet's row, the units that a common problem is split to;
    without it the units of its cell. Raises Problem `matters.unit-missing` with all rows that have no unit,
    `supervision.category-unknown`, `supervision.unit-unknown`, `supervision.leader-unknown`, those of reading
    the list and of `open_matters`.
    """
    on = day_of(at)
    rule = RuleBook().body(LIST, zone, on, ListBody)
    rows = read_list(path, rule, answers)
    unclear = [str(one.row) for one in rows if not one.category]
    if unclear:
        raise CATEGORY_UNKNOWN(rows="、".join(unclear))
    names = Names(zone, on)
    drafts = [(one, *_draft(one, name, names, splits or {})) for one in rows]
    names.refuse_unknown()
    nobody = [str(row.row) for row, _, units in drafts if not units]
    if nobody:
        raise UNIT_MISSING(rows="、".join(nobody))
    opening = Opening(actor, zone, at=at)
    for row, draft, units in drafts:
        if row.category == COMMON:
            opening.split(draft, units, flow=rule.flow, parent_flow=rule.common_flow)
        else:
            opening.add([draft], flow=rule.flow)
    return opening.run(act="supervision.list", ref=name)


def _draft(
    row: Row, name: str, names: Names, splits: Mapping[int, Sequence[Organisation]]
) -> tuple[Draft, Sequence[Organisation]]:
    """The draft of a row, and the units that answer for it: of an individual problem the first leads."""
    units = tuple(splits.get(row.row, ())) or names.units(row.units, row.row)
    lead = units[0] if units else None
    others = () if row.category == COMMON else (*units[1:], *names.units(row.executing, row.row))
    draft = Draft(
        title=row.title,
        unit=lead,
        executing=others,
        leader=names.leader(row.leader, row.row),
        origin=f"list:{name}#{row.number}",
        due=row.due,
        term=row.term,
        kind="problem",
        category=row.category,
        row=row.row,
    )
    return draft, units
