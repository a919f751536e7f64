"""Opening matters: one, many at once, or one that is split into a child for each unit."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Matter
from .drafts import Draft
from .together import Opened, Opening


def open_matter(
    actor: Actor,
    zone: Organisation,
    draft: Draft,
    *,
    flow: str,
    at: datetime,
    parent: Matter | None = None,
    call: Writer | None = None,
) -> Matter:
    """Open one matter; what its origin opened before with the same content is given back as it is.

    Raises Problem `matters.unit-missing`, `matters.unit-elsewhere`, `matters.title-missing`,
    `matters.word-unknown`, `matters.origin-differs`, `matters.parent-ended`, `matters.closing-unverified`,
    `parties.not-allowed` and those of `flows.services.open_case`.
    """
    done = open_matters(actor, zone, [draft], flow=flow, at=at, parent=parent, call=call)
    return (done.new + done.there)[0]


def open_matters(
    actor: Actor,
    zone: Organisation,
    drafts: Sequence[Draft],
    *,
    flow: str,
    at: datetime,
    parent: Matter | None = None,
    call: Writer | None = None,
) -> Opened:
    """As `open_matter`, all or none. A row without a unit is refused with its number."""
    opening = Opening(actor, zone, at=at)
    opening.add(drafts, flow=flow, parent=parent)
    return opening.run(act="matters.open", ref=drafts[0].origin if drafts else "", call=call)


def open_split(
    actor: Actor,
    zone: Organisation,
    draft: Draft,
    units: Iterable[Organisation],
    *,
    flow: str,
    parent_flow: str,
    at: datetime,
    call: Writer | None = None,
) -> Opened:
    """Open a common problem (共性问题): a parent without a unit of its own, and a child for each unit.

    The parent is held by the zone and done by nobody but its children's units; it closes when they all have.
    Raises Problems as `open_matter`.
    """
    opening = Opening(actor, zone, at=at)
    opening.split(draft, units, flow=flow, parent_flow=parent_flow)
    return opening.run(act="matters.split", ref=draft.origin, call=call)
