"""Opening matters: one, many at once, or one that is split into a child for each unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.services import open_case
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Matter
from ..models.matter import ref_of
from ..problems import ORIGIN_DIFFERS, PARENT_ENDED, UNIT_MISSING
from ..standing import ended
from .drafts import Draft, check, check_words, require_right
from .numbering import next_number


@dataclass
class Opened:
    """What a call opened, and what was there before from the same origins."""

    new: list[Matter] = field(default_factory=list)
    there: list[Matter] = field(default_factory=list)

    def take(self, other: "Opened") -> None:
        """Add what another opened."""
        self.new += other.new
        self.there += other.there


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
    refuse_in_trial()
    check(drafts, zone, day_of(at))
    if parent is not None and ended(parent):
        raise PARENT_ENDED(parent=parent.label)
    return _open(actor, zone, drafts, flow, at, parent, call)


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
    refuse_in_trial()
    named = list(dict.fromkeys(units))
    if not named:
        raise UNIT_MISSING(rows=draft.row or 1)
    parts = [replace(draft, unit=unit, executing=(), origin=f"{draft.origin}/{unit.pk}") for unit in named]
    check(parts, zone, day_of(at))
    with joining(call, actor, act="matters.split", at=at, ref=draft.origin) as writer:
        whole = replace(draft, unit=None, executing=tuple(named))
        done = _open(actor, zone, [whole], parent_flow, at, None, writer)
        parent = (done.new + done.there)[0]
        missing = [one for one in parts if not _there(zone, one)]
        if missing and ended(parent):
            raise PARENT_ENDED(parent=parent.label)
        done.take(_open(actor, zone, parts, flow, at, parent, writer))
    return done


def _open(
    actor: Actor,
    zone: Organisation,
    drafts: Sequence[Draft],
    flow: str,
    at: datetime,
    parent: Matter | None,
    call: Writer | None,
) -> Opened:
    check_words(drafts, zone, day_of(at))
    require_right(actor, drafts, zone, day_of(at))
    done = Opened()
    with joining(call, actor, act="matters.open", at=at, ref=drafts[0].origin if drafts else "") as writer:
        for draft in drafts:
            there = _there(zone, draft)
            if there is not None:
                done.there.append(there)
            else:
                done.new.append(_write(actor, zone, draft, flow, at, parent, writer))
    return done


def _there(zone: Organisation, draft: Draft) -> Matter | None:
    """The matter that this origin opened before. Raises Problem `matters.origin-differs` if it says otherwise."""
    if not draft.origin:
        return None
    found = Matter.objects.known_at().filter(zone=zone, origin=draft.origin).first()
    if found is not None and found.title != draft.title.strip():
        raise ORIGIN_DIFFERS(origin=draft.origin, there=f"{found.label} {found.title}")
    return found


def _write(
    actor: Actor,
    zone: Organisation,
    draft: Draft,
    flow: str,
    at: datetime,
    parent: Matter | None,
    writer: Writer,
) -> Matter:
    year = day_of(at).year
    number = next_number(zone, year)
    ref = ref_of(zone.pk, year, number)
    holder = draft.unit or zone
    case = open_case(
        actor,
        flow,
        ref=ref,
        holder=holder,
        doers=draft.executing,
        due=draft.due_day(holder, at),
        evidence=draft.evidence,
        note=draft.note,
        at=at,
        call=writer,
    )
    return writer.add(
        Matter(
            case=case,
            zone=zone,
            year=year,
            number=number,
            title=draft.title.strip(),
            origin=draft.origin or ref,
            subject=draft.subject,
            kind=draft.kind,
            category=draft.category,
            level=draft.level,
            # Of two plates the case names the body.
            lead_unit=case.holder if draft.unit is not None else None,
            lead_leader=draft.leader,
            parent=parent,
        )
    )
